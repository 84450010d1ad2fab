"""A server of our own for a benchmark: started, asked, looked at and stopped."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import urlencode, urlsplit

COMMAND = (sys.executable, "-m", "reinschrift.cli")
START_LIMIT = 60.0  # seconds


class Server:
    """A running server: its address, and its process (None for one that somebody else runs)."""

    def __init__(self, address: str, pid: int | None = None) -> None:
        self.address, self.pid = address, pid
        self._kept = threading.local()  # a connection for each thread

    def clean(self, url: str, raw: bytes) -> tuple[float, bytes]:
        """Seconds from sending the request to having read the answer, and the answer. Raises HTTPException for one that
        is neither an article nor says that there is none.

        The connection stays open from one page to the next, as a browser's does.
        """
        if not hasattr(self._kept, "connection"):
            self._kept.connection = HTTPConnection(urlsplit(self.address).netloc, timeout=600)
        connection: HTTPConnection = self._kept.connection
        target = f"/v1/clean?{urlencode({'url': url})}"
        start = perf_counter()
        connection.request("POST", target, raw, {"Content-Type": "text/html"})
        reply = connection.getresponse()
        body = reply.read()
        seconds = perf_counter() - start
        if reply.status not in (200, 422):
            raise HTTPException(f"{reply.status} for {url}")
        return seconds, body

    def memory(self) -> list[float] | None:
        """MB of each process, the server's first, with what they share counted once; None where Linux does not tell."""
        if self.pid is None or not Path("/proc/self/smaps_rollup").exists():
            return None
        return [_proportional(pid) for pid in (self.pid, *_children(self.pid))]


def environment(package: Path | None) -> dict[str, str] | None:
    """That of a process which is to find the package in a folder; None, its parent's, where there is none."""
    return {**os.environ, "PYTHONPATH": str(package)} if package else None


def held_to(cores: set[int] | None) -> Callable[[], None] | None:
    """What a process calls before it begins, so that it keeps to these cores; nothing where none are given."""
    return (lambda: os.sched_setaffinity(0, cores)) if cores else None


@contextmanager
def served(*options: str, cores: set[int] | None = None, package: Path | None = None) -> Iterator[Server]:
    """A server with these options on a free port, held to these cores if they are given.

    `package` is the folder of the package that serves, where that is not the one which Python finds.
    """
    command = [*COMMAND, "serve", "--port", "0", *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, preexec_fn=held_to(cores),
        env=environment(package),
    ) as process:  # fmt: skip
        assert process.stdout is not None
        found = re.search(r"http://[\w.]+:\d+", process.stdout.readline())
        try:
            assert found is not None, "the server did not say where it listens"
            yield Server(found[0], process.pid)
        finally:
            process.terminate()


def settle(server: Server, workers: int) -> None:
    """Waits until all workers stand ready and have loaded what they load later."""
    deadline = perf_counter() + START_LIMIT
    while server.pid is not None and len(_children(server.pid)) < workers and perf_counter() < deadline:
        sleep(0.1)
    sleep(4)


def _children(pid: int) -> list[int]:
    """The worker processes, which other helpers of Python's beside them are not."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    pids = [int(child) for thread in threads for child in thread.read_text().split()]
    return [child for child in pids if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def _proportional(pid: int) -> float:
    """A process's memory in MB, of pages that n processes share an n-th."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
    assert found is not None
    return int(found[1]) / 1000
