#!/usr/bin/env python3
"""Times Reinschrift over HTTP against trafilatura in process, page by page in turn, and prints the ratio.

    python tests/benchmark/speed.py --corpus DIR [--only news] [--limit N] [--server http://127.0.0.1:8417]

Both get the same bytes; ours pays for the request, the parsing, the metadata, every format and the JSON, trafilatura
for its text alone. Without --server one is started for the run. It asserts nothing: times depend on the machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import mean, median
from time import perf_counter
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import trafilatura


def pages(corpus: Path, name: str, limit: int | None) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of each page of a set of the corpus."""
    lines = (corpus / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()[:limit]
    for record in map(json.loads, lines):
        raw = gzip.decompress((corpus / "pages" / f"{record['id']}.html.gz").read_bytes())
        yield record.get("url") or "https://example.org/", raw


def ours(server: str, url: str, raw: bytes) -> float:
    """Seconds from sending the request to having read the answer."""
    request = Request(f"{server}/v1/clean?{urlencode({'url': url})}", raw, {"Content-Type": "text/html"})
    start = perf_counter()
    with urlopen(request, timeout=60) as reply:
        reply.read()
    return perf_counter() - start


def theirs(url: str, raw: bytes) -> float:
    """Seconds that trafilatura.extract takes for its text."""
    start = perf_counter()
    trafilatura.extract(raw, url=url)
    return perf_counter() - start


@contextmanager
def served(address: str | None) -> Iterator[str]:
    """The address of a running server: the given one, or one started on a free port for the time being."""
    if address:
        yield address
        return
    command = [sys.executable, "-m", "reinschrift.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://[\w.]+:\d+", process.stdout.readline())
        try:
            assert found is not None, "the server did not say where it listens"
            yield found[0]
        finally:
            process.terminate()


def main() -> None:
    """Prints median, mean and 99th percentile of both, in milliseconds, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--only", default="news")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--server")
    arguments = parser.parse_args()
    with served(arguments.server) as server:
        times = [
            (ours(server, url, raw), theirs(url, raw))
            for url, raw in pages(arguments.corpus, arguments.only, arguments.limit)
        ]
    mine, other = (sorted(1000 * seconds for seconds in column) for column in zip(*times, strict=True))
    for name, measure in (("median", median), ("mean", mean), ("p99", lambda t: t[int(len(t) * 0.99)])):
        a, b = measure(mine), measure(other)
        print(f"{name}: reinschrift over HTTP {a:.1f} ms, trafilatura.extract {b:.1f} ms, ratio {a / b:.2f}")


if __name__ == "__main__":
    main()
