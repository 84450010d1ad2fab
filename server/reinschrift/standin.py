"""A process of its own for the page that a worker cannot cope with: it gives the page's visible text, uncleaned."""

from __future__ import annotations

import time
from contextlib import suppress
from types import TracebackType

from .errors import ReinschriftError, WorkerDied
from .task import Result, Task
from .worker import Limits, Load, Worker

START_LIMIT = 20.0  # seconds; it takes a quarter of one, but the machine may be at its end
LEAST = 10.0  # seconds it has at any rate; what comes late is better than nothing


class StandIn:
    """Stands ready for one task, and starts its process only when that is needed; it ends with the `with` block."""

    def __init__(self, load: Load, limits: Limits, task: Task) -> None:
        self._load = load
        self._limits = limits._replace(seconds=max(LEAST, limits.seconds))
        self._task = task
        self._worker: Worker | None = None

    def __enter__(self) -> StandIn:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if self._worker:
            self._worker.end()

    def start(self) -> None:
        """Begins, so that the text is there when it is needed."""
        if self._worker:
            return
        self._worker = Worker(self._load, self._limits)
        with suppress(WorkerDied):  # `reply` will find out
            self._worker.give(self._task)

    def reply(self) -> Result | None:
        """The page's visible text in the format of its task; None if not even that can be had."""
        self.start()
        assert self._worker is not None
        try:
            started = self._worker.started(START_LIMIT)
            reply = self._worker.reply(time.monotonic() + self._limits.seconds) if started else None
        except WorkerDied:
            return None
        return None if isinstance(reply, ReinschriftError) else reply
