"""Page after page to one server, ordinary and hostile ones, and what its processes hold meanwhile.

    cd tests && python -m hostile.soak [PAGES]

Prints memory, open files and threads of the server and its worker at ten points; needs Linux, which tells them.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import chain, cycle, islice
from pathlib import Path
from typing import NamedTuple

from .case import Case
from .measure import Server, started
from .table import build

PAGES = sorted((Path(__file__).parents[1] / "pages").glob("*/page.html"))
LARGEST = 20_000  # bytes of a hostile page here: what it takes to be large is measured elsewhere
POINTS = 10


class Held(NamedTuple):
    """What the server and its worker hold together: megabytes, open files, threads."""

    pages: int
    memory: float
    files: int
    threads: int


def held(server: Server, pages: int) -> Held:
    processes = [Path(f"/proc/{number}") for number in (server.process.pid, *server.children())]
    found = [re.search(r"VmRSS:\s+(\d+)", (process / "status").read_text()) for process in processes]
    memory = sum(int(size[1]) for size in found if size) / 1024
    files = sum(len(os.listdir(process / "fd")) for process in processes)
    threads = sum(len(os.listdir(process / "task")) for process in processes)
    return Held(pages, round(memory, 1), files, threads)


def pages() -> Iterator[Case]:
    """Ordinary pages and small hostile ones in turn, for ever."""
    ordinary = [Case(file.parent.name, file.read_bytes()) for file in PAGES]
    hostile = [case for case in build() if len(case.body) <= LARGEST]
    yield from cycle(chain.from_iterable(zip(cycle(ordinary), hostile, strict=False)))


def soak(count: int, points: int = POINTS) -> list[Held]:
    """Has so many pages cleaned, and looks at some points, the first after as many pages as lie between two."""
    found = []
    with started() as server:
        for number, case in enumerate(islice(pages(), count), 1):
            status, body = server.clean(case)
            assert status in (200, 400, 422), (case.name, status, body[:200])
            if number % (count // points) == 0:
                found.append(held(server, number))
    return found


def main(arguments: Sequence[str]) -> None:
    for pages, memory, files, threads in soak(int(arguments[0]) if arguments else 10_000):
        print(f"{pages:6} pages: {memory:6.1f} MB, {files} files, {threads} threads", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
