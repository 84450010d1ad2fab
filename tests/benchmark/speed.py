#!/usr/bin/env python3
"""Times Reinschrift over HTTP against trafilatura in process, and measures what else speed and size are judged by.

    python tests/benchmark/speed.py --corpus DIR [--sets news articles] [--figures pages …] [--limit N] [--rounds N]
                                    [--uncompiled]

`pages` takes each page in turn with both. They get the same bytes; ours pays for the request, the parsing, the
metadata, every format and the JSON, trafilatura for its text alone. `cores` is pages a second with one worker and with
two, `growth` how time grows with a page's size, `memory` that of a server at rest, `start` what the commands take.
The server's core is compiled first, as `run.py serve` does it where a C compiler stands ready; `pages` shows the other
one as well. All that is started for this is stopped again. It asserts nothing: times depend on the machine and on what
else it does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import mean, median
from time import perf_counter
from urllib.request import urlopen

import trafilatura
from machine_code import build
from served import COMMAND, Server, environment, served, settle

Page = tuple[str, bytes]  # address and bytes
ADDRESS = "https://example.org/"
SIZES = (50_000, 150_000, 500_000, 1_500_000, 5_000_000, 19_900_000)  # bytes; the server takes 20 MB
PARAGRAPH = (
    '<p class="text">Am Morgen des NUMBER. Tages lief wieder ein Schiff in den Hafen ein, und <em>die '
    'Leute</em> sahen ihm vom <a href="/kai/NUMBER">Kai NUMBER</a> aus zu, bis es festgemacht war.</p>'
)
BOX = (
    '<aside class="related"><h3>Lesen Sie auch</h3><ul><li><a href="/a/NUMBER">Wie die Werft NUMBER Stürme überstand'
    '</a><li><a href="/b/NUMBER">Ein Winter in der Bucht NUMBER</a></ul></aside>'
)
PATIENT = ("--time-limit", "600", "--memory-limit", str(8 << 30))  # so that every size is measured to its end


def pages_of(corpus: Path, name: str, limit: int | None) -> Iterator[Page]:
    """The pages of a set of the corpus."""
    for line in (corpus / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")[:limit]:
        if line:
            record = json.loads(line)
            raw = gzip.decompress((corpus / "pages" / f"{record['id']}.html.gz").read_bytes())
            yield record.get("url") or ADDRESS, raw


def made_page(size: int) -> bytes:
    """A page of about so many bytes: paragraphs, links to other articles and a box here and there, none twice."""
    parts = ["<!doctype html><html lang=de><title>Ein Tag am Hafen</title><body><article><h1>Ein Tag am Hafen</h1>"]
    length = len(parts[0])
    number = 0
    while length < size:
        number += 1
        part = PARAGRAPH + BOX if number % 5 == 0 else PARAGRAPH
        parts.append(part.replace("NUMBER", str(number)))
        length += len(parts[-1])
    return "".join([*parts, "</article></body></html>"]).encode()


def measure_pages(sets: Sequence[str], pages: Callable[[str], list[Page]], rounds: int, package: Path | None) -> None:
    """Median, mean and 99th percentile of both, each page by its quickest round, and the ratios; once compiled and once
    not, for a third one between the two would only cost them what they keep in the processor."""
    for way, folder in (("compiled", package), ("uncompiled", None)) if package else (("uncompiled", None),):
        with served(package=folder) as server:
            settle(server, 2)
            for name in sets:
                mine: dict[int, float] = {}
                other: dict[int, float] = {}
                for _ in range(rounds):
                    for i, (url, raw) in enumerate(pages(name)):
                        mine[i] = min(server.clean(url, raw)[0], mine.get(i, math.inf))
                        other[i] = min(_theirs(url, raw), other.get(i, math.inf))
                _show_pages(f"{name}, {way}", list(mine.values()), list(other.values()))


def _show_pages(name: str, mine: Sequence[float], other: Sequence[float]) -> None:
    for measure, of in (("median", median), ("mean", mean), ("p99", _p99)):
        a, b = 1000 * of(mine), 1000 * of(other)
        print(
            f"{name}, {len(mine)} pages, {measure}: reinschrift over HTTP {a:.1f} ms, "
            f"trafilatura.extract {b:.1f} ms, ratio {a / b:.2f}"
        )


def _theirs(url: str, raw: bytes) -> float:
    start = perf_counter()
    trafilatura.extract(raw, url=url)
    return perf_counter() - start


def _p99(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def measure_cores(pages: list[Page], rounds: int, package: Path | None) -> None:
    """Pages a second with one worker, also where the server has one core for all it does, and with two."""
    ways: list[tuple[str, int, set[int] | None]] = [("one worker", 1, None), ("two workers", 2, None)]
    if hasattr(os, "sched_setaffinity"):
        ways.insert(0, ("one worker and one core", 1, {min(os.sched_getaffinity(0))}))
    rates: dict[str, float] = {}
    for name, workers, cores in ways:
        with served("--workers", str(workers), cores=cores, package=package) as server:
            settle(server, workers)
            rates[name] = max(_rate(server, pages, 2 * workers) for _ in range(rounds))
        print(f"{name}: {rates[name]:.1f} pages a second")
    two = rates.pop("two workers")
    print("; ".join(f"two workers are {two / rate:.2f} times {name}" for name, rate in rates.items()))


def _rate(server: Server, pages: list[Page], clients: int) -> float:
    start = perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(lambda page: server.clean(*page), pages))
    return len(pages) / (perf_counter() - start)


def measure_growth(rounds: int, package: Path | None) -> None:
    """Seconds by a page's size, and the exponent of the power that fits them best: 1 is linear."""
    points: list[tuple[float, float]] = []
    with served("--workers", "1", *PATIENT, package=package) as server:
        settle(server, 1)
        for size in SIZES:
            raw = made_page(size)
            answers = [server.clean(ADDRESS, raw) for _ in range(rounds)]
            assert not json.loads(answers[0][1])["warnings"], "the page was not cleaned in full"
            points.append((math.log(len(raw)), math.log(min(answers)[0])))
            print(f"{len(raw) / 1e6:.2f} MB: {min(answers)[0]:.3f} s")
    middle_x, middle_y = (mean(axis) for axis in zip(*points, strict=True))
    slope = sum((x - middle_x) * (y - middle_y) for x, y in points) / sum((x - middle_x) ** 2 for x, _ in points)
    print(f"growth: time goes with size to the power of {slope:.2f}")


def measure_memory(pages: list[Page], package: Path | None) -> None:
    """MB of the server and its two workers, before and after some pages."""
    with served("--workers", "2", package=package) as server:
        settle(server, 2)
        for when in ("at rest after its start", f"at rest after {len(pages)} pages"):
            sizes = server.memory()
            if sizes is None:
                print("memory: this system does not tell")
                return
            print(f"memory {when}: {' + '.join(f'{size:.0f}' for size in sizes)} = {sum(sizes):.0f} MB")
            _rate(server, pages, 2)


def measure_start(page: bytes, rounds: int, package: Path | None) -> None:
    """Seconds that `clean` of one file takes from start to end, and `serve` until it answers."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_bytes(page)
        runs = [_run(package, "clean", str(file)) for _ in range(rounds + 1)][1:]  # the first reads from the disk
    times, busy = zip(*runs, strict=True)
    print(
        f"clean of one file: {min(times):.2f} s at best, {median(times):.2f} s in the middle; "
        f"{min(busy):.2f} s of a processor"
    )
    waits = [_time_to_answer(package) for _ in range(rounds)]
    print(f"serve, until it answers: {min(waits):.2f} s at best, {median(waits):.2f} s in the middle")


def _run(package: Path | None, *arguments: str) -> tuple[float, float]:
    """Seconds of a command by the clock, and of the processor, which tell more where a machine does other things."""
    start, before = perf_counter(), os.times()
    subprocess.run([*COMMAND, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment(package))
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return perf_counter() - start, busy


def _time_to_answer(package: Path | None) -> float:
    start = perf_counter()
    with served(package=package) as server:
        with urlopen(f"{server.address}/v1/health", timeout=60) as reply:
            assert json.load(reply)["ready"]
        return perf_counter() - start


def main() -> None:
    """Prints the figures one after the other."""
    figures = ("pages", "cores", "growth", "memory", "start")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--sets", nargs="+", default=["news", "articles"])
    parser.add_argument("--figures", nargs="+", choices=figures, default=figures)
    parser.add_argument("--limit", type=int, help="pages of each set")
    parser.add_argument("--rounds", type=int, default=3, help="of which the quickest counts")
    parser.add_argument("--uncompiled", action="store_true", help="measure the core as Python alone")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        measure(asked, None if asked.uncompiled else build(Path(place)))


def measure(asked: argparse.Namespace, package: Path | None) -> None:
    """Prints the chosen figures of the package in a folder, or of the one that Python finds."""

    def pages(name: str) -> list[Page]:
        return list(pages_of(asked.corpus, name, asked.limit))

    first = pages(asked.sets[0])
    measures: dict[str, Callable[[], None]] = {
        "pages": lambda: measure_pages(asked.sets, pages, asked.rounds, package),
        "cores": lambda: measure_cores(first, asked.rounds, package),
        "growth": lambda: measure_growth(asked.rounds, package),
        "memory": lambda: measure_memory(first, package),
        "start": lambda: measure_start(first[0][1], asked.rounds, package),
    }
    for name in asked.figures:
        measures[name]()


if __name__ == "__main__":
    main()
