"""Cleaning in processes that can be killed, so that one bad page cannot stop the others.

Each request's thread takes an idle worker and talks to it over a pipe of their own: no scheduler between them, and
no lock that a killed worker could hold. (Pebble's pool was measured: fast enough, but its workers outlive a killed
parent and share one pipe.)
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Protocol

from .errors import Busy, InternalError, ReinschriftError, TookTooLong, WorkerDied
from .task import Task

LOG = logging.getLogger(__name__)
MEMORY_LIMIT = 1 << 30  # bytes a worker may hold
START_LIMIT = 60.0  # seconds for a worker to load and warm up; about 1 on a laptop, more on a cold disk
PATIENCE = 2  # times the time limit that a request waits for a worker: one bad page before it, and a new worker
GRACE = 2.0  # seconds after the time limit until a worker whose parent did not stop it stops itself

Answer = Callable[[Task, list[object]], str]  # see answer.answer
Load = Callable[[], Answer]


class Cleaner(Protocol):
    """What the HTTP app needs of a pool."""

    @property
    def ready(self) -> bool: ...

    def run(self, task: Task) -> bytes: ...


def load_answer() -> Answer:
    """Loads the core in a worker and cleans a tiny page, so that no caller waits for either."""
    from .answer import WARM_UP, answer

    answer(WARM_UP)
    return answer


class Pool:
    """`workers` processes, at most `queue_limit` requests waiting for one, `time_limit` seconds for each page.

    `load` runs once in each worker and returns the function that answers; it must be importable by name.
    """

    def __init__(
        self,
        workers: int,
        queue_limit: int,
        time_limit: float,
        load: Load = load_answer,
    ) -> None:
        self._time_limit = time_limit
        self._load = load
        self._places = threading.BoundedSemaphore(workers + queue_limit)
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        self._staff: set[_Worker] = set()
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

    def run(self, task: Task) -> bytes:
        """The answer to `task`, in UTF-8. Raises what the core raised, or Busy, TookTooLong, WorkerDied."""
        if not self._places.acquire(blocking=False):
            raise Busy
        try:
            worker = self._take()
            try:
                reply = worker.ask(task, self._time_limit)
            except BaseException:
                self._dismiss(worker)
                raise
            self._idle.put(worker)
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

    def _take(self) -> _Worker:
        deadline = time.monotonic() + PATIENCE * self._time_limit
        while True:
            try:
                worker = self._idle.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise Busy("No worker became free in time; try again in a second.") from None
            if worker.alive:
                return worker
            self._dismiss(worker)

    def _dismiss(self, worker: _Worker) -> None:
        """Ends a worker that is not to be trusted any more, and gets another; the caller waits for neither."""
        with self._lock:
            self._staff.discard(worker)
        self._hire(worker)

    def _hire(self, instead_of: _Worker | None = None) -> None:
        threading.Thread(target=self._start_worker, args=[instead_of], name="reinschrift-hire", daemon=True).start()

    def _start_worker(self, instead_of: _Worker | None) -> None:
        if instead_of:
            instead_of.end()
        while not self._closed.is_set():
            worker = _Worker(self._load, self._time_limit + GRACE)
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


class _Worker:
    """The parent's view of one worker process."""

    def __init__(self, load: Load, own_limit: float) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_work, args=(theirs, load, own_limit), name="worker", daemon=True)
        self._process.start()
        theirs.close()  # so that the pipe ends with the worker

    @property
    def alive(self) -> bool:
        """Of an idle worker: it says nothing unasked, so anything to read is the end of the pipe."""
        return not self._pipe.poll(0)

    def started(self, timeout: float) -> bool:
        """Waits for the worker's sign that it is warm."""
        try:
            return self._pipe.poll(timeout) and self._pipe.recv() is None
        except (EOFError, OSError):
            return False

    def ask(self, task: Task, time_limit: float) -> bytes | ReinschriftError:
        """The worker's reply. Raises TookTooLong and WorkerDied, after which the worker is of no use."""
        try:
            self._pipe.send(task)
            if not self._pipe.poll(time_limit):
                raise TookTooLong(f"Cleaning this page took longer than {time_limit:g} seconds and was stopped.")
            reply: bytes | ReinschriftError = self._pipe.recv()
        except (EOFError, OSError):
            raise WorkerDied from None
        return reply

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _work(pipe: Connection, load: Load, own_limit: float) -> None:
    """The worker's life: load, say so, then answer until the pipe ends, as it does when the parent dies."""
    _settle_in()
    answer = load()
    gc.freeze()  # what is loaded stays: the collector need not walk through it again and again
    gc.disable()  # it runs between two pages, while nobody waits
    pipe.send(None)
    while True:
        try:
            task: Task = pipe.recv()
        except (EOFError, OSError):
            return
        _alarm(own_limit)
        held: list[object] = []  # what is taken apart once the reply is on its way
        pipe.send(_reply(answer, task, held))
        _alarm(0)
        del task, held
        gc.collect()


def _reply(answer: Answer, task: Task, held: list[object]) -> bytes | ReinschriftError:
    try:
        return answer(task, held).encode()
    except MemoryError:
        os._exit(1)  # its heap is full or in pieces: a fresh worker serves the next page better
    except ReinschriftError as error:
        return error
    except Exception as error:
        return InternalError.of(error)


def _settle_in() -> None:
    """Limits and habits of a worker process, set before it loads anything large."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    if sys.platform == "linux":  # elsewhere the kernel does not hold a process to it
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _alarm(seconds: float) -> None:
    """Has the kernel end this process after `seconds`, 0 for never: even C code that holds the interpreter's lock."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
