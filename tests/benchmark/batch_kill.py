#!/usr/bin/env python3
"""Kills runs of `reinschrift batch` at random moments, again and again, and checks that every record is one row.

    python tests/benchmark/batch_kill.py FOLDER [--pages 1500] [--kills 40] [--seed N]

Each time one of these is killed, by lot: the run itself, with which its Ray ends; an actor; a process that cleans
pages; the raylet. What still runs goes on, until the next kill. At the end a run is left alone; then rows are counted.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import psutil
import pyarrow.dataset
from batch_archive import write
from batch_watch import COMMAND, family, parts

VICTIMS = {"run": "reinschrift.cli", "actor": "ray::MapWorker", "worker": "multiprocessing.spawn", "raylet": "/raylet "}
MOST_PARTS = 4  # that come between two kills; none at all now and then, so that a start is killed too
PATIENCE = 120.0  # seconds that parts are waited for
MOMENT = 3.0  # seconds at most after the last of them


def main() -> None:
    """Kills, and checks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1500)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    wanted = parser.parse_args()
    lot = random.Random(wanted.seed)
    with tempfile.TemporaryDirectory() as place:
        archive, output = Path(place) / "a.warc.gz", Path(place) / "out"
        count = write(wanted.folder, archive, wanted.pages, None)
        killed, runs = Counter[str](), 0
        while killed.total() < wanted.kills and not is_whole(output, count):
            runs += 1
            killed += killings(archive, output, lot, wanted.kills - killed.total())
        status = start(archive, output).wait()
        check(output, count)
        told = ", ".join(f"{victim} {number}" for victim, number in sorted(killed.items()))
        print(f"seed {wanted.seed}: {count:,} rows, each once, status {status}, after {runs} runs and kills of {told}")


def start(archive: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [*COMMAND, str(archive), "--output", str(output), "--pages", "20"]
    return subprocess.Popen(
        [*command, "--workers", "2", "--time-limit", "120"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def killings(archive: Path, output: Path, lot: random.Random, most: int) -> Counter[str]:
    """Starts a run, and kills until it has ended; returns who was killed."""
    killed: Counter[str] = Counter()
    with start(archive, output) as process:
        while process.poll() is None and killed.total() < most:
            wait(process, output, lot)
            victim = lot.choice(list(VICTIMS))
            killed[victim] += kill(process.pid, VICTIMS[victim])
        process.kill()
    print(f"killed {dict(killed)}; {parts(output)} parts", flush=True)
    return +killed


def wait(process: subprocess.Popen[bytes], output: Path, lot: random.Random) -> None:
    """Waits for some parts and a moment, or until the run has ended."""
    wanted, deadline = parts(output) + lot.randint(0, MOST_PARTS), time.monotonic() + PATIENCE
    while parts(output) < wanted and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    with suppress(subprocess.TimeoutExpired):
        process.wait(lot.uniform(0, MOMENT))


def kill(root: int, sign: str) -> bool:
    """Kills one process of a run by what its command line has; whether there was one."""
    for process in family(root):
        with suppress(psutil.NoSuchProcess):
            if sign in " ".join(process.cmdline()) + " ":
                process.kill()
                return True
    return False


def is_whole(output: Path, count: int) -> bool:
    return parts(output) * 20 >= count


def check(output: Path, count: int) -> None:
    """Fails unless every record is one row, cleaned as far as it can be."""
    table = pyarrow.dataset.dataset(output).to_table(columns=["position", "url", "errorCode"])
    urls = Counter(table.column("url").to_pylist())
    expected = {f"https://www.example.org/{number}" for number in range(count)}
    missing, twice = expected - urls.keys(), [url for url, times in urls.items() if times > 1]
    assert not missing, f"{len(missing)} rows are missing: {sorted(missing)[:5]}"
    assert not twice, f"{len(twice)} rows are there more than once: {twice[:5]}"
    assert urls.keys() == expected
    assert len(set(table.column("position").to_pylist())) == count


if __name__ == "__main__":
    main()
