"""Split -> Outcome, in an actor of Ray's that has one worker process of its own, which can be killed and has limits."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .. import __version__
from ..errors import BadOption, Busy, InternalError, ReinschriftError
from ..fields import checked_url
from ..task import Result, Task
from ..worker import Limits
from ..workers import Pool
from . import rows
from .inputs import INPUTS
from .nouns import BatchError, Failure, Job, Outcome, Passed, Record, Split
from .output import WRITERS, part

MOST_ATTEMPTS = 5  # of actors at a split within a run; Ray would try for ever what kills the process that reads it
BUSY_ATTEMPTS = 12  # to get a worker; each waits for as long as a request would (see workers.PATIENCE)
BAD_URL = "url: this is no absolute http or https address; the page was cleaned without it."


class Cleaner:
    """Cleans split after split with one worker. `draft` is this run's folder for parts that are not whole yet."""

    def __init__(self, job: Job, draft: str) -> None:
        if job.version != __version__:
            raise BatchError(f"This node has Reinschrift {__version__}, and the run was begun with {job.version}.")
        self._job = job
        self._draft = Path(draft)
        self._pool = Pool(1, 0, Limits(job.time_limit, job.memory_limit))
        if not self._pool.wait_until_ready():
            raise BatchError("The process that cleans pages does not start; the log of Ray says why.")

    def close(self) -> None:
        """Ends the worker."""
        self._pool.close()

    def clean(self, split: Split) -> Outcome:
        """Writes the split's part. What keeps it from that is told as the outcome's trouble."""
        begun = time.monotonic()
        job, name = self._job, part_name(split, self._job.format)
        counts = _Counts()
        try:
            if _attempts(self._draft / f"{name}.attempts") > MOST_ATTEMPTS:
                where = f"{split.files[0]}, from {split.start} on"
                return Outcome(split, trouble=f"{where}: {MOST_ATTEMPTS} actors have died over this part.")
            records = _checked(INPUTS[split.format].read(split, job.body_limit))
            with part(Path(job.output), self._draft, name, job.format) as add:
                for record in records:
                    if not isinstance(record, Passed):
                        row = self._row(record)
                        add(row)
                        counts.add(row)
                    else:
                        counts.passed[record.what] += 1
        except _Unreadable as error:
            return Outcome(split, trouble=f"{split.files[0]} cannot be read: {error}.")
        except OSError as error:
            reason = error.strerror or str(error)
            return Outcome(split, trouble=f"{job.output} cannot be written to: {reason}.", fatal=True)
        return counts.outcome(split, name, time.monotonic() - begun)

    def _row(self, record: Record) -> dict[str, Any]:
        record = record._replace(file=_whole(record.file), url=record.url and _whole(record.url))
        if record.failure is not None:
            return rows.failed(record, record.failure, self._job.version)
        url, warning = _usable(record.url)
        task = Task(record.body, record.media, record.charset, url, keep=self._job.keep)
        try:
            result = self._result(task)
        except ReinschriftError as error:
            return rows.failed(record, Failure(error.code, _sentence(error)), self._job.version)
        row = rows.cleaned(record, result, self._job.version)
        row["warnings"] = [*row["warnings"], *warning]
        return row

    def _result(self, task: Task) -> Result:
        """What the worker makes of it. On a busy machine a new worker may take long to come, by no page's fault."""
        for _ in range(BUSY_ATTEMPTS - 1):
            try:
                return self._pool.run(task)
            except Busy:
                continue
        return self._pool.run(task)


def _attempts(file: Path) -> int:
    """How many actors have begun on a split, with this one: a byte for each, in a file that every node sees."""
    with file.open("ab") as tally:
        tally.write(b".")
        return tally.tell()


class _Unreadable(Exception):
    """The input's own trouble, kept apart from the output's."""


def _checked(records: Iterator[Record | Passed]) -> Iterator[Record | Passed]:
    """The same records; what the system says against reading them becomes _Unreadable."""
    try:
        yield from records
    except OSError as error:
        raise _Unreadable(error.strerror or str(error)) from error


class _Counts:
    """What a part's rows add up to."""

    def __init__(self) -> None:
        self.passed: Counter[str] = Counter()
        self._errors: Counter[str] = Counter()
        self._rows = self._degraded = 0

    def add(self, row: Mapping[str, Any]) -> None:
        self._rows += 1
        self._degraded += row["degraded"] is True
        if row["errorCode"] is not None:
            self._errors[row["errorCode"]] += 1

    def outcome(self, split: Split, name: str, seconds: float) -> Outcome:
        return Outcome(split, name, self._rows, self._degraded, dict(self._errors), dict(self.passed), seconds)


def part_name(split: Split, form: str) -> str:
    """The name of a split's part: always the same for the same files and positions, and another for any others."""
    key = hashlib.sha256("\0".join(split.files).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return f"part-{key}-{split.start:015d}-{split.stop:015d}{WRITERS[form][0]}"


def _usable(url: str | None) -> tuple[str | None, list[str]]:
    """The address if the endpoint takes it; without it a page is cleaned all the same."""
    try:
        return checked_url(url), []
    except BadOption:
        return None, [BAD_URL]


def _whole(text: str) -> str:
    """Text without halves of characters, which file names and JSON may hold, and nothing could write."""
    return text.encode("utf-8", "backslashreplace").decode()


def _sentence(error: ReinschriftError) -> str:
    if isinstance(error, InternalError):
        where = error.where.strip().splitlines()
        return f"This page broke Reinschrift ({where[-1]}); please tell its makers."
    return error.detail
