"""One worker process: what its parent holds of it, and the life it leads."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import NamedTuple

from .errors import InternalError, ReinschriftError, WorkerDied
from .task import Result, Task

GRACE = 2.0  # seconds after its last moment until a worker whose parent did not stop it stops itself
BURIAL = 1.0  # seconds that a process whose pipe has ended may take to be gone
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # that ask a server to stop; the last is Windows' CTRL_BREAK
OUT_OF_MEMORY = 3  # exit status
PIPE_BYTES = 1 << 20  # most pages are smaller

Answer = Callable[[Task, list[object]], Result]  # see answer.answer
Load = Callable[[], Answer]
Reply = Result | ReinschriftError


class Limits(NamedTuple):
    """What a page may take: seconds, and bytes of memory."""

    seconds: float
    memory: int


class Worker:
    """The parent's view of one worker process."""

    def __init__(self, load: Load, limits: Limits) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        _widen(self._pipe)
        _widen(theirs)
        self._process = spawn.Process(target=_work, args=(theirs, load, limits), name="worker", daemon=True)
        self._process.start()
        theirs.close()  # so that the pipe ends with the worker
        self._ending = threading.Lock()
        self.was_killed = False  # by somebody else, so that its page need not be the reason

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

    def give(self, task: Task) -> None:
        """Hands a task over. Raises WorkerDied."""
        try:
            self._pipe.send(task)
        except OSError:
            raise self._died() from None

    def reply(self, deadline: float) -> Reply | None:
        """The worker's reply, None if there is none by `deadline` (of time.monotonic). Raises WorkerDied."""
        try:
            if not self._pipe.poll(max(0.0, deadline - time.monotonic())):
                return None
            reply: Reply = self._pipe.recv()
        except (EOFError, OSError):
            raise self._died() from None
        return reply

    def _died(self) -> WorkerDied:
        self._process.join(BURIAL)
        self.was_killed = sys.platform != "win32" and self._process.exitcode == -signal.SIGKILL
        return WorkerDied()

    def end(self) -> None:
        """Ends the process and waits for that; two threads may both do so."""
        with self._ending:
            self._process.kill()
            self._process.join()
            self._pipe.close()


def _widen(end: Connection) -> None:
    """Makes room in a pipe for a page, so that neither side has to wait for the other in the middle of one."""
    if sys.platform != "win32":
        # Linux gives what it allows at most; other systems refuse what is more, and the pipe stays as it is.
        with suppress(OSError), socket.socket(fileno=os.dup(end.fileno())) as same:
            same.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PIPE_BYTES)


def _work(pipe: Connection, load: Load, limits: Limits) -> None:
    """The worker's life: load, say so, then answer until the pipe ends, as it does when the parent dies."""
    _settle_in(limits.memory)
    gc.disable()  # it runs between two pages, while nobody waits
    answer = load()
    pipe.send(None)
    while True:
        gc.collect()
        gc.freeze()  # what is left stays: the collector need not walk through it again and again
        try:
            task: Task = pipe.recv()
        except (EOFError, OSError):
            return
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        _alarm(limits.seconds + GRACE)
        held: list[object] = []  # what is taken apart once the reply is on its way
        pipe.send(_reply(answer, task, held))
        _alarm(0)
        del task, held


def _reply(answer: Answer, task: Task, held: list[object]) -> Reply:
    try:
        return answer(task, held)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # its heap is full or in pieces: a fresh worker serves the next page better
    except ReinschriftError as error:
        return error
    except Exception as error:
        return InternalError.of(error)


def _settle_in(memory_limit: int) -> None:
    """Limits and habits of a worker process, set before it loads anything large."""
    for name in SIGNALS:  # they reach the whole group; the parent decides
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    if sys.platform == "linux":  # elsewhere the kernel does not hold a process to it
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        limit = memory_limit if hard == resource.RLIM_INFINITY else min(memory_limit, hard)
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
