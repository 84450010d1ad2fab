#!/usr/bin/env python3
"""The figures of `reinschrift batch`: how it scales, what it costs beside the cleaning, its memory.

    python tests/benchmark/batch_figures.py scale FOLDER [--pages 2000] [--tries 3]
    python tests/benchmark/batch_figures.py overhead FOLDER [--pages 20000] [--sample 1000] [--plain]
    python tests/benchmark/batch_figures.py memory FOLDER [--sizes 250000000 5000000000]

FOLDER holds pages (see batch_archive.py); archives are made of them in a temporary folder. Nothing is asserted. Where
others use the machine too, seconds mean little: processor time counts, and rates are compared in turn.
"""

from __future__ import annotations

import argparse
import gc
import os
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from statistics import mean, median
from time import process_time

from batch_archive import pages, write
from batch_watch import Watched, watch

PART = 200  # pages, so that a part takes seconds, as it does by default
WHOLE = ("--time-limit", "120")  # on a busy machine no page is to be cut off


def scale(folder: Path, place: Path, wanted: argparse.Namespace) -> None:
    """One core and two in turn, and one worker where there are two cores: pages a second between the first part and the
    last, processor time a page."""
    archive = place / "a.warc.gz"
    count = write(folder, archive, wanted.pages, None)
    cores = sorted(os.sched_getaffinity(0))[:2] if hasattr(os, "sched_getaffinity") else []
    ways: dict[str, tuple[int, set[int]]] = {"two workers": (2, set(cores)), "one worker": (1, set(cores))}
    if len(cores) > 1:
        ways["one worker and one core"] = (1, set(cores[:1]))
    rates: dict[str, list[float]] = {way: [] for way in ways}
    for attempt in range(wanted.tries):
        for way, (workers, held) in list(ways.items())[:: 1 if attempt % 2 else -1]:
            output = place / f"{attempt}-{way}"
            options = ("--workers", str(workers), "--pages", str(PART), *WHOLE)
            seen = watch(str(archive), *options, output=output, cores=held)
            rates[way].append(rate(seen))
            print(f"{way}: {rate(seen):.1f} pages a second, {each(seen, count)}; {seen.told()}", flush=True)
    two = median(rates.pop("two workers"))
    for way, found in rates.items():
        print(f"two workers are {two / median(found):.2f} times {way} (medians of {wanted.tries} tries)")


def rate(seen: Watched) -> float:
    """Pages a second between the first part and the last."""
    (begun, first), (ended, last) = seen.parts[0], seen.parts[-1]
    return PART * (last - first) / max(1e-9, ended - begun)


def each(seen: Watched, count: int) -> str:
    return f"{1000 * seen.processor_seconds / count:.1f} ms of processor a page"


def overhead(folder: Path, place: Path, wanted: argparse.Namespace) -> None:
    """Processor time a page: of cleaning alone, and of a whole run with all of Ray's processes."""
    archive = place / ("a.warc" if wanted.plain else "a.warc.gz")
    count = write(folder, archive, wanted.pages, None)
    before = alone_on_all_cores(folder, wanted.sample)
    seen = watch(str(archive), *WHOLE, output=place / "out")
    after = alone_on_all_cores(folder, wanted.sample)
    alone = (before + after) / 2
    print(f"cleaning alone: {before:.2f} and {after:.2f} ms of processor a page, before the run and after it")
    print(f"batch: {count:,} pages, {each(seen, count)}; {seen.told()}; status {seen.status}")
    print(f"in GB, at tenths of the run: {curve(seen)}; {archive.stat().st_size:,} bytes of archive")
    print(f"overhead: {100 * (1000 * seen.processor_seconds / count / alone - 1):.1f} %")


def alone_on_all_cores(folder: Path, sample: int) -> float:
    """What `bare` gives where each core has a process at it, as a batch has: they share caches, and often more."""
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores, get_context("spawn")) as pool:
        return mean(pool.map(bare, [folder] * cores, [sample] * cores))


def bare(folder: Path, sample: int) -> float:
    """Milliseconds of processor that a page takes on average, in this process, from bytes to the JSON answer."""
    from reinschrift.answer import WARM_UP, answer
    from reinschrift.errors import ReinschriftError
    from reinschrift.task import Task

    answer(WARM_UP)
    tasks = [Task(page) for page in islice(pages(folder), sample)]
    gc.collect()
    gc.freeze()
    begun = process_time()
    for task in tasks:
        try:
            answer(task)
        except ReinschriftError:
            continue  # a page without an article takes its time too
    return 1000 * (process_time() - begun) / len(tasks)


def memory(folder: Path, place: Path, wanted: argparse.Namespace) -> None:
    """The most memory of all processes together, for archives of several sizes."""
    for size in wanted.sizes:
        archive = place / f"{size}.warc"
        count = write(folder, archive, None, size)
        seen = watch(str(archive), *WHOLE, output=place / f"out-{size}")
        print(f"{size:,} bytes, {count:,} pages: {seen.told()}; in GB, at tenths of the run: {curve(seen)}", flush=True)
        archive.unlink()


def curve(seen: Watched) -> str:
    return " ".join(f"{seen.memory[len(seen.memory) * i // 10] / 1e9:.2f}" for i in range(10))


MEASURES: Mapping[str, Callable[[Path, Path, argparse.Namespace], None]] = {
    "scale": scale,
    "overhead": overhead,
    "memory": memory,
}


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", choices=MEASURES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--sample", type=int, default=1000)
    parser.add_argument("--plain", action="store_true", help="overhead with an archive that is not packed")
    parser.add_argument("--tries", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[250_000_000, 5_000_000_000])
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        MEASURES[wanted.measure](wanted.folder, Path(place), wanted)


if __name__ == "__main__":
    main()
