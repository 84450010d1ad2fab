"""What of a run is finished: one file in the output folder, with a line for the run, for each source and each part.

A part's line is written after the part has its name. So a part without a line may be there, when the run was killed
between the two; it is removed at the next start, and its split done again. A line without its part cannot be.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from .inputs import INPUTS
from .nouns import BatchError, Job, Outcome, Source, Split
from .output import WRITERS

NAME = "_manifest.jsonl"  # readers of Parquet folders leave out what begins with _
DRAFT = "_writing-"
RUN = ("version", "format", "keep", "time_limit", "memory_limit", "body_limit")  # what may not change within an output


class Manifest:
    """The open manifest of an output folder that nobody else writes to."""

    def __init__(self, file: IO[str], lines: Sequence[Mapping[str, Any]], draft: Path) -> None:
        self._file = file
        self.draft = draft
        self.outcomes = [_outcome(line["part"]) for line in lines if "part" in line]
        self._sources = {line["source"][0]: Source(*line["source"]) for line in lines if "source" in line}

    def remaining(self, sources: Sequence[Source], pages: int) -> Iterator[Split]:
        """What of the sources is in no part yet. Raises BatchError for a source that has changed since."""
        finished: dict[str, list[Split]] = {}
        for outcome in self.outcomes:
            for path in outcome.split.files:
                finished.setdefault(path, []).append(outcome.split)
        small = [source for source in sources if INPUTS[source.format].small]
        yield from _grouped([source for source in small if source.path not in finished], pages)
        for source in sources:
            if not INPUTS[source.format].small:
                self._check(source)
                yield from _gaps(source, sorted(finished.get(source.path, ()), key=lambda split: split.start))

    def add(self, outcome: Outcome) -> None:
        """Notes a finished part, for good."""
        self.outcomes.append(outcome)
        self._write({"part": outcome._replace(split=tuple(outcome.split))})  # type: ignore[arg-type]  # as JSON has it

    def _check(self, source: Source) -> None:
        known = self._sources.setdefault(source.path, source)
        if known is source:
            self._write({"source": source})
        elif known != source:
            raise BatchError(f"{source.path} has changed since a run began on it; name another folder with --output.")

    def _write(self, line: Mapping[str, Any]) -> None:
        _append(self._file, line)


@contextmanager
def opened(job: Job) -> Iterator[Manifest]:
    """The manifest of the job's output folder, which is made if need be. Raises BatchError and OSError.

    What earlier runs left unfinished is removed. Their folder for drafts goes first: should an actor of theirs still
    live on some node, its part cannot come into the output any more.
    """
    folder = Path(job.output)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / NAME).exists() and any(folder.iterdir()):
        raise BatchError(f"{folder} is not empty, and no batch run began it.")
    with open(folder / NAME, "a+", encoding="utf-8") as file:
        _lock(file, folder)
        lines = _lines(file)
        _begin(file, lines, job)
        for old in folder.glob(f"{DRAFT}*"):
            shutil.rmtree(old)
        draft = folder / f"{DRAFT}{uuid.uuid4().hex[:12]}"
        draft.mkdir()
        manifest = Manifest(file, lines, draft)
        _remove_unfinished(folder, {outcome.part for outcome in manifest.outcomes})
        try:
            yield manifest
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _lock(file: IO[str], folder: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BatchError(f"Another run is writing to {folder}.") from None


def _lines(file: IO[str]) -> list[Mapping[str, Any]]:
    """The whole lines; what a killed run left of a line is cut off. Raises BatchError for what is no manifest."""
    file.seek(0)
    text = file.read()
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        file.truncate(len(whole.encode()))
    try:
        return [json.loads(line) for line in whole.splitlines()]
    except ValueError:
        raise BatchError(f"{file.name} is damaged; name another folder with --output.") from None


def _begin(file: IO[str], lines: Sequence[Mapping[str, Any]], job: Job) -> None:
    """Notes what the run is done with, or holds it to what was noted."""
    wanted = {name: getattr(job, name) for name in RUN}
    begun = next((line["run"] for line in lines if "run" in line), None)
    if begun is None:
        _append(file, {"run": wanted})
    elif begun != wanted:
        name = next(name for name in RUN if begun.get(name) != wanted[name])
        raise BatchError(
            f"{job.output} was begun with {name.replace('_', ' ')} {begun.get(name)}, and this is {wanted[name]}; "
            "go on as it was begun, or name another folder with --output."
        )


def _append(file: IO[str], line: Mapping[str, Any]) -> None:
    file.write(json.dumps(line, ensure_ascii=True) + "\n")
    file.flush()
    os.fsync(file.fileno())


def _remove_unfinished(folder: Path, finished: set[str | None]) -> None:
    for ending, _ in WRITERS.values():
        for path in folder.glob(f"part-*{ending}"):
            if path.name not in finished:
                path.unlink()


def _outcome(values: Sequence[Any]) -> Outcome:
    form, files, *rest = values[0]
    return Outcome(Split(form, tuple(files), *rest), *values[1:])


def _grouped(sources: Sequence[Source], pages: int) -> Iterator[Split]:
    """Small files together, so many in a split."""
    for first in range(0, len(sources), pages):
        group = sources[first : first + pages]
        yield Split(group[0].format, tuple(source.path for source in group), 0, 1, sum(s.size for s in group))


def _gaps(source: Source, finished: Sequence[Split]) -> Iterator[Split]:
    """The stretches of a file that are in no finished split."""
    place = 0
    for start, stop in [*((split.start, split.stop) for split in finished), (source.end, source.end)]:
        if place < start:
            share = source.size * (start - place) // max(1, source.end)
            yield Split(source.format, (source.path,), place, start, share)
        place = max(place, stop)
