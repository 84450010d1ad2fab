"""Splits -> Outcomes on Ray Data: one stage divides what is left of the files, the next cleans it in a pool of actors.

Ray schedules, starts actors again that ended, and does again what was lost with a node. A block of the dataset is one
split, or what became of one: a few hundred bytes.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import ray
import ray.data
from ray.data import ActorPoolStrategy, DataContext, Dataset, TaskPoolStrategy
from ray.exceptions import RayError

from .cleaner import Cleaner
from .inputs import INPUTS
from .nouns import BatchError, Job, Outcome, Split

OBJECT_STORE = 128 << 20  # bytes; no page passes through it
SHARE = 64  # actors for whom one divider suffices: to divide a page off takes it less than a hundredth of cleaning it
DIVIDERS = 2  # at least, so that a file over which it takes long does not stop the others

Row = Any  # a batch as Ray Data hands it over: a column's name -> its values
SPLIT, OUTCOME = "split", "outcome"


@contextmanager
def started(address: str | None, workers: int | None) -> Iterator[int]:
    """Ray, started on this machine or joined at `address`, while the block lasts; the number of actors that it is for.

    Raises BatchError, also for what Ray raises within the block; its logs are kept then.
    """
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    folder = None if address else tempfile.mkdtemp(prefix="reinschrift-", dir="/tmp" if os.path.isdir("/tmp") else None)
    useless = True
    try:
        _start(address, workers, folder)
        yield workers or max(1, int(_resources().get("CPU", 1)))
    except RayError as error:
        useless = False
        where = f" Its logs are in {folder}." if folder else ""
        raise BatchError(f"Ray gave up: {_cause(error)}{where}") from error
    finally:
        ray.shutdown()
        if folder and useless:
            shutil.rmtree(folder, ignore_errors=True)


def _resources() -> Mapping[str, float]:
    resources: Mapping[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    return resources


def _start(address: str | None, workers: int | None, folder: str | None) -> None:
    quiet: Mapping[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
    own: Mapping[str, Any] = {
        "num_cpus": workers,
        "include_dashboard": False,
        "object_store_memory": OBJECT_STORE,
        "_temp_dir": folder,
    }
    try:
        with _unheard():
            ray.init(address=address or "local", **quiet, **({} if address else own))
    except (OSError, RuntimeError, ValueError) as error:
        where = f"Ray cannot be reached at {address}" if address else "Ray does not start"
        raise BatchError(f"{where}: {_first_line(error)}") from error


@contextmanager
def _unheard() -> Iterator[None]:
    """Lets nothing on the terminal of what Ray's own libraries say past Python while they start."""
    sys.stderr.flush()
    heard, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(heard, 2)
        os.close(heard)
        os.close(nowhere)


def outcomes(splits: Sequence[Split], job: Job, draft: str, workers: int) -> Iterator[Outcome]:
    """What became of each piece of the splits, as it comes. Raises RayError."""
    for batch in _dataset(splits, job, draft, workers).iter_batches(
        batch_size=None, prefetch_batches=0, batch_format="numpy"
    ):
        for line in batch[OUTCOME]:
            values = json.loads(str(line))
            yield Outcome(_split(values[0]), *values[1:])


def _dataset(splits: Sequence[Split], job: Job, draft: str, workers: int) -> Dataset:
    warnings.filterwarnings("ignore", "The (min|max)imum number of concurrent")  # it counts files, not their pieces
    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.target_max_block_size = context.target_min_block_size = 1  # so that no two splits share a block
    rows = [{SPLIT: json.dumps(split)} for split in splits]
    dividers = TaskPoolStrategy(min(max(DIVIDERS, workers // SHARE), len(rows)))
    return (
        ray.data.from_items(rows, override_num_blocks=len(rows))
        .map_batches(partial(divided, pages=job.pages), batch_size=1, num_cpus=0, compute=dividers)
        .map_batches(
            CleanerActor,
            batch_size=1,
            num_cpus=1,
            fn_constructor_args=(job, draft),
            compute=ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=1),
        )
    )


def divided(batch: Row, pages: int) -> Iterator[Row]:
    """A batch with one split -> batches with one piece of it each."""
    split = _split(json.loads(str(batch[SPLIT][0])))
    for piece in INPUTS[split.format].divide(split, pages):
        yield {SPLIT: [json.dumps(piece)]}


class CleanerActor:
    """A Cleaner as Ray Data calls it: a batch with one split in, a batch with its outcome out."""

    def __init__(self, job: Job, draft: str) -> None:
        # A process that is spawned loads its parent's main module first: here that is Ray, of which it needs nothing.
        vars(sys.modules["__main__"])["__file__"] = None
        self._cleaner = Cleaner(job, draft)

    def __call__(self, batch: Row) -> Row:
        split = _split(json.loads(str(batch[SPLIT][0])))
        return {OUTCOME: [json.dumps(self._cleaner.clean(split))]}


def _split(values: Sequence[Any]) -> Split:
    form, files, *rest = values
    return Split(form, tuple(files), *rest)


def _cause(error: BaseException) -> str:
    """What happened first, in one line."""
    while error.__cause__ is not None:
        error = error.__cause__
    return _first_line(error)


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__).rstrip(".") + "."
