"""Cleaning in processes that can be killed, so that one bad page cannot stop the others.

Each request's thread takes an idle worker and talks to it over a pipe of their own: no scheduler between them, and
no lock that a killed worker could hold. (Pebble's pool was measured: fast enough, but its workers outlive a killed
parent and share one pipe.) A page that takes long, eats memory or finds a bug gets a stand-in, see standin.py.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Protocol

from .errors import Busy, InternalError, ReinschriftError, TookTooLong, WorkerDied
from .standin import StandIn
from .task import Result, Task
from .worker import Answer, Limits, Load, Reply, Worker

LOG = logging.getLogger(__name__)
START_LIMIT = 60.0  # seconds for a worker to load and warm up; about 1 on a laptop, more on a cold disk
QUIET = 1.0  # seconds after a worker's start in which only what every page needs is loaded
SELDOM_NEEDED = ("bs4.dammit", "trafilatura.metadata")  # modules that take longer to load than all others
PATIENCE = 2  # times the time limit that a request waits for a worker: one bad page before it, and a new worker
LEAST_PATIENCE = 10.0  # seconds that it waits at any rate, for on a busy machine a new worker may take that long
HEAVY = 1_000_000  # bytes of a page; only so large a one takes seconds, and those may not take all the workers
HALFWAY = 0.5  # of the time limit: from here on a stand-in gets ready beside the worker
LAST = 0.8  # of the time limit: here the worker is stopped, so that the stand-in has answered when all of it is over


class Cleaner(Protocol):
    """What the HTTP app needs of a pool."""

    @property
    def ready(self) -> bool: ...

    def run(self, task: Task) -> Result: ...


def load_answer() -> Answer:
    """Loads the core in a worker and cleans a tiny page, so that no caller waits for either."""
    from .answer import WARM_UP, answer

    answer(WARM_UP)
    rest = threading.Timer(QUIET, lambda: list(map(import_module, SELDOM_NEEDED)))
    rest.daemon = True
    rest.start()
    return answer


def load_degraded() -> Answer:
    """Loads little, for somebody waits."""
    from .degraded import answer

    return answer


class Pool:
    """`workers` processes, at most `queue_limit` requests waiting for one, and `limits` for each page.

    `load` runs once in each worker and returns the function that answers, `load_stand_in` does so in each stand-in;
    they must be importable by name.
    """

    def __init__(
        self,
        workers: int,
        queue_limit: int,
        limits: Limits,
        load: Load = load_answer,
        load_stand_in: Load = load_degraded,
    ) -> None:
        self._limits = limits
        self._patience = max(LEAST_PATIENCE, PATIENCE * limits.seconds)
        self._load = load
        self._load_stand_in = load_stand_in
        self._places = threading.BoundedSemaphore(workers + queue_limit)
        self._heavy = threading.BoundedSemaphore(max(1, workers - 1))
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._staff: set[Worker] = set()
        self._closed = threading.Event()
        self._news = threading.Event()  # that a worker has started, or failed to
        self._lock = threading.Lock()
        for _ in range(workers):
            self._hire()

    @property
    def ready(self) -> bool:
        """Whether at least one worker has warmed up and lives."""
        return bool(self._staff)

    def wait_until_ready(self, timeout: float = START_LIMIT) -> bool:
        """Waits for the first worker; False if it failed or none came in `timeout` seconds."""
        self._news.wait(timeout)
        return self.ready

    def run(self, task: Task) -> Result:
        """The answer to `task`. Raises what the core raised, or Busy, TookTooLong, WorkerDied."""
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            until = time.monotonic() + self._patience
            with self._lane(task, until), StandIn(self._load_stand_in, self._limits, task) as stand_in:
                reply = self._reply(task, stand_in, until)
        finally:
            self._places.release()
        if isinstance(reply, ReinschriftError):
            raise reply
        return reply

    def close(self) -> None:
        """Ends every worker at once. Requests still with one get WorkerDied."""
        with self._lock:
            self._closed.set()
            staff, self._staff = self._staff, set()
        for worker in staff:
            worker.end()

    @contextmanager
    def _lane(self, task: Task, until: float) -> Iterator[None]:
        """Lets a heavy page wait until one of the workers that such pages may have is free. Raises Busy."""
        if len(task.body) < HEAVY:
            yield
            return
        if not self._heavy.acquire(timeout=max(0.0, until - time.monotonic())):
            raise Busy("Other large pages are before this one; try again in a second.")
        try:
            yield
        finally:
            self._heavy.release()

    def _reply(self, task: Task, stand_in: StandIn, until: float) -> Reply:
        """A worker's reply; the stand-in's where there is none, or one that tells of a bug."""
        try:
            reply = self._cleaned(task, stand_in, until)
        except (TookTooLong, WorkerDied) as error:
            reply = error
        if not isinstance(reply, InternalError | TookTooLong | WorkerDied) or self._closed.is_set():
            return reply
        LOG.warning("a page could not be cleaned (%s)", getattr(reply, "where", "") or reply.code)
        return stand_in.reply() or reply

    def _cleaned(self, task: Task, stand_in: StandIn, until: float) -> Reply:
        """A worker's reply, of a second one if the first was killed over it. Raises Busy, TookTooLong, WorkerDied."""
        worker = self._take(until)
        try:
            return self._asked(worker, task, stand_in)
        except WorkerDied:
            if not worker.was_killed or self._closed.is_set():
                raise
        return self._asked(self._take(time.monotonic() + self._patience), task, stand_in)

    def _asked(self, worker: Worker, task: Task, stand_in: StandIn) -> Reply:
        """One worker's reply. Raises TookTooLong and WorkerDied; the worker is replaced then."""
        begun, limit = time.monotonic(), self._limits.seconds
        try:
            worker.give(task)
            reply = worker.reply(begun + HALFWAY * limit)
            if reply is None:
                stand_in.start()
                reply = worker.reply(begun + LAST * limit)
            if reply is None:
                raise TookTooLong(f"Reading this page took longer than {limit:g} seconds and was stopped.")
        except BaseException:
            self._dismiss(worker)
            raise
        self._idle.put(worker)
        return reply

    def _take(self, until: float) -> Worker:
        while True:
            try:
                worker = self._idle.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                raise Busy("No worker became free in time; try again in a second.") from None
            if worker.alive:
                return worker
            self._dismiss(worker)

    def _dismiss(self, worker: Worker) -> None:
        """Ends a worker that is not to be trusted any more, and gets another; the caller waits for neither."""
        with self._lock:
            self._staff.discard(worker)
        self._hire(worker)

    def _hire(self, instead_of: Worker | None = None) -> None:
        threading.Thread(target=self._start_worker, args=[instead_of], name="reinschrift-hire", daemon=True).start()

    def _start_worker(self, instead_of: Worker | None) -> None:
        if instead_of:
            instead_of.end()
        while not self._closed.is_set():
            worker = Worker(self._load, self._limits)
            if worker.started(START_LIMIT):
                with self._lock:
                    if not self._closed.is_set():
                        self._staff.add(worker)
                        self._idle.put(worker)
                        self._news.set()
                        return
            worker.end()
            self._news.set()
            if not self._closed.wait(1.0):
                LOG.error("a worker did not start; trying again")
