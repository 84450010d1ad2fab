"""Sends every hostile page to a server of its own with one worker, and prints what became of the marks, in figures.

    cd tests && python -m hostile.measure [--time-limit=60 ...] [WORD ...]

Words choose pages by their names, options go to the server. Times depend on the machine; the seconds of the processor
are those of processes that live on.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from .case import MARKS, Case
from .table import build
from .truth import truth

SLOW = 5.0  # seconds in which every page is to be answered
TICKS = 100  # of Linux's clock a second


class Outcome(NamedTuple):
    """What the server made of a page: of the marks that a browser shows, those in the article, and those nowhere."""

    name: str
    status: int
    seconds: float
    processor: float
    memory: int
    degraded: bool
    kept: int
    lost: str


class Server:
    """A server with one worker, and one connection to it."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)

    def clean(self, case: Case) -> tuple[int, bytes]:
        self.connection.request("POST", "/v1/clean?removed=all", case.body, {"Content-Type": case.type})
        response = self.connection.getresponse()
        return response.status, response.read()

    def memory(self) -> int:
        """Megabytes that the largest of the server's processes has held at its fullest; 0 where it cannot be told."""
        peaks = (re.search(r"VmHWM:\s+(\d+)", status) for status in self._files("status"))
        return max((int(found[1]) // 1024 for found in peaks if found), default=0)

    def processor(self) -> float:
        """Seconds that the server's processes have worked."""
        fields = (stat.rpartition(")")[2].split() for stat in self._files("stat"))
        return sum(int(user) + int(system) for *_, user, system in (field[:13] for field in fields)) / TICKS

    def children(self) -> list[int]:
        """The processes that the server has started, where Linux tells them."""
        found: list[int] = []
        for children in Path(f"/proc/{self.process.pid}/task").glob("*/children"):
            with suppress(OSError):  # a thread that has gone meanwhile
                found += map(int, children.read_text().split())
        return found

    def _files(self, name: str) -> Iterator[str]:
        """The files of a name that Linux keeps for each of these processes."""
        for child in self.children():
            with suppress(OSError):  # it has gone meanwhile
                yield Path(f"/proc/{child}/{name}").read_text()


@contextmanager
def started(*options: str) -> Iterator[Server]:
    """A server for the time being."""
    command = [sys.executable, "-m", "reinschrift.cli", "serve", "--port=0", "--workers=1", *options]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("REINSCHRIFT_")}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environ
    ) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", process.stdout.readline())
        assert found is not None, "the server did not say where it listens"
        server = Server(process, int(found[1]))
        try:
            yield server
        finally:
            server.connection.close()
            process.terminate()


def outcome(server: Server, case: Case, shown: str) -> Outcome:
    """Has a page cleaned, and looks for the marks of which `shown` has the digits."""
    begun, worked = perf_counter(), server.processor()
    status, body = server.clean(case)
    seconds, worked = round(perf_counter() - begun, 2), round(server.processor() - worked, 2)
    answer = json.loads(body)
    kept = answer.get("markdown", "").lower()
    listed = kept + "".join(entry["text"] for entry in answer.get("removed", ())).lower()
    marks = [(digit, MARKS[int(digit)].lower()) for digit in shown]
    lost = "".join(digit for digit, mark in marks if mark not in listed)
    degraded = any(warning.startswith("degraded") for warning in answer.get("warnings", ()))
    number = sum(mark in kept for _, mark in marks)
    return Outcome(case.name, status, seconds, worked, server.memory(), degraded, number, lost)


def main(words: Sequence[str]) -> int:
    """Prints a line for each page that was slow, degraded or lost something, and the sums; 1 if anything was lost."""
    shown = truth()
    outcomes: list[Outcome] = []
    options, words = [w for w in words if w.startswith("--")], [w for w in words if not w.startswith("--")]
    with started(*options) as server:
        for case in build():
            if case.name in shown and (not words or any(word in case.name for word in words)):
                outcomes.append(outcome(server, case, shown[case.name]))
                if _is_notable(outcomes[-1]):
                    print(*outcomes[-1], flush=True)
    seconds = sorted(one.seconds for one in outcomes)
    print(f"{len(outcomes)} pages: {dict(Counter(one.status for one in outcomes))}")
    print(f"slower than {SLOW:g} s: {sum(s > SLOW for s in seconds)}, the slowest {seconds[-1]:.2f} s")
    print(f"degraded: {sum(one.degraded for one in outcomes)}; memory: {max(one.memory for one in outcomes)} MB")
    wanted = sum(len(shown[one.name]) for one in outcomes)
    kept, lost = sum(one.kept for one in outcomes), sum(len(one.lost) for one in outcomes)
    print(f"marks shown: {wanted}, in the article {kept}, lost {lost}")
    return int(any(one.lost or one.status not in (200, 422) for one in outcomes))


def _is_notable(one: Outcome) -> bool:
    return bool(one.lost) or one.degraded or one.status != 200 or one.processor > SLOW / 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
