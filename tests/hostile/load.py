"""Many clients with ordinary pages, some with bad ones, and one who asks again and again whether the server is well.

    cd tests && python -m hostile.load [SECONDS] [--kill] [--workers=2 ...]

With --kill, one of the server's processes is killed every second. Ordinary answers are held against what the same page
comes to in this process. Prints figures, which depend on the machine; 1 if an answer was wrong, lost or not allowed.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from reinschrift.answer import answer
from reinschrift.task import Task

from .case import MARKS, article
from .measure import Server, started

PAGES = sorted((Path(__file__).parents[1] / "pages").glob("*/page.html"))
CLIENTS, WORKERS = 32, 2
BAD_CLIENTS = 2 * WORKERS
PATIENCE = 60.0  # seconds in which an answer must come
PAUSE = 0.05  # seconds between two questions about the server's health
URL = "https://zeitung.example/ort/artikel.html"
# Each takes one worker longer than it may, or nearly so.
BAD = (
    article("<table><tr>" + "<td>A cell</td>" * 200_000 + "</tr></table>"),
    article("<p>line\n</p>" * 300_000),
    article("<p>Line of the long list.</p>" * 150_000),
)


@dataclass
class Tally:
    """What came of a run: seconds that good answers and those about health took, and what was wrong."""

    good: list[float] = field(default_factory=list)
    health: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    degraded: int = 0
    killed: int = 0

    def report(self, seconds: float) -> str:
        return (
            f"{len(self.good)} good pages, {len(self.good) / seconds:.1f} a second; ms {_spread(self.good)}\n"
            f"{self.degraded} bad pages told with their text; {self.killed} processes killed\n"
            f"answers: {dict(self.statuses)}; wrong or lost: {len(self.wrong)} {self.wrong[:3]}\n"
            f"health: asked {len(self.health)} times; ms {_spread(self.health)}"
        )


def _spread(seconds: Sequence[float]) -> str:
    named = (("p50", 0.5), ("p99", 0.99), ("max", 1.0))
    return ", ".join(f"{name} {quantile(seconds, of) * 1000:.0f}" for name, of in named)


def quantile(values: Sequence[float], of: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * of))]


def told(body: bytes) -> dict[str, object]:
    """An answer without what is never twice the same."""
    fields: dict[str, object] = json.loads(body)
    del fields["stats"]
    return fields


class Crowd:
    """Everybody who asks one server; each has a thread of its own, and asks until `end`."""

    def __init__(self, server: Server, tally: Tally) -> None:
        self.server = server
        self.tally = tally
        self.end = threading.Event()
        bodies = [file.read_bytes() for file in PAGES]
        self.pages = [(body, told(answer(Task(body, url=URL)).body)) for body in bodies]

    def good(self, number: int) -> None:
        """Sends ordinary pages in turn."""
        for turn in range(number, sys.maxsize):
            page, wanted = self.pages[turn % len(self.pages)]
            begun = time.perf_counter()
            status, body = self._ask(page)
            self.tally.statuses[f"good {status}"] += 1
            if status == 200 and told(body) == wanted:
                self.tally.good.append(time.perf_counter() - begun)
            elif status != 503:
                self.tally.wrong.append(f"{status} {body[:200]!r}")
            if self.end.is_set():
                return

    def nasty(self, number: int) -> None:
        """Sends bad pages in turn; their text is all that can be wanted."""
        for turn in range(number, sys.maxsize):
            status, body = self._ask(BAD[turn % len(BAD)])
            self.tally.statuses[f"bad {status}"] += 1
            if status == 200:
                text = body.decode()
                self.tally.degraded += '"degraded: ' in text
                self.tally.wrong += [f"{mark} is lost" for mark in MARKS if mark not in text]
            elif status not in (503, 504):
                self.tally.wrong.append(f"{status} {body[:200]!r}")
            if self.end.is_set():
                return

    def watch(self, _: int) -> None:
        while not self.end.wait(PAUSE):
            begun = time.perf_counter()
            status, _body = self._ask(None)
            self.tally.health.append(time.perf_counter() - begun)
            if status != 200:
                self.tally.wrong.append(f"health {status}")

    def murder(self, _: int) -> None:
        while not self.end.wait(1):
            self.tally.killed += _kill_one(self.server)

    def ask(self, seconds: float, *who: tuple[Callable[[int], None], int]) -> None:
        """Lets so many of each ask for some seconds, and waits for the last answers."""
        threads = [
            threading.Thread(target=self._guarded(what), args=[number], daemon=True)
            for what, many in who
            for number in range(many)
        ]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        self.end.set()
        for thread in threads:
            thread.join(PATIENCE)
            if thread.is_alive():
                self.tally.wrong.append("a request without an answer")

    def _guarded(self, do: Callable[[int], None]) -> Callable[[int], None]:
        def guarded(number: int) -> None:
            try:
                do(number)
            except (OSError, http.client.HTTPException, ValueError) as error:
                self.tally.wrong.append(f"no answer: {error!r}")

        return guarded

    def _ask(self, page: bytes | None) -> tuple[int, bytes]:
        """One request on a connection of its own, for a page's article or without one for the server's health."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE)
        try:
            if page is None:
                connection.request("GET", "/v1/health")
            else:
                connection.request("POST", f"/v1/clean?url={URL}", page, {"Content-Type": "text/html"})
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        if response.status == 503 and not response.headers["Retry-After"]:
            raise ValueError("a 503 without Retry-After")
        return response.status, body


def run(seconds: float, clients: int = CLIENTS, bad: int = BAD_CLIENTS, kill: bool = False, *options: str) -> Tally:
    """Starts a server, lets everybody ask for some seconds, and counts."""
    tally = Tally()
    with started(f"--workers={WORKERS}", f"--queue-limit={clients + bad}", *options) as server:
        crowd = Crowd(server, tally)
        crowd.ask(seconds, (crowd.good, clients), (crowd.nasty, bad), (crowd.watch, 1), (crowd.murder, int(kill)))
    return tally


def _kill_one(server: Server) -> int:
    """Kills a process of the server's at random, a worker or a stand-in; returns how many it were."""
    children = server.children()
    if not children:
        return 0
    with suppress(ProcessLookupError):
        os.kill(random.choice(children), signal.SIGKILL)
        return 1
    return 0


def main(arguments: Sequence[str]) -> int:
    seconds = next((float(word) for word in arguments if word.isdigit()), 60.0)
    options = [word for word in arguments if word.startswith("--") and word != "--kill"]
    tally = run(seconds, CLIENTS, BAD_CLIENTS, "--kill" in arguments, *options)
    print(tally.report(seconds))
    return int(bool(tally.wrong) or not tally.good)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
