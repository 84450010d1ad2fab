"""`reinschrift batch`: finds the inputs, cleans what is not finished yet, and tells what became of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from time import monotonic

from .. import __version__
from ..commands import complain
from ..errors import BadOption
from ..fields import options_of
from .find import find
from .manifest import Manifest, opened
from .nouns import BatchError, Job, Outcome, Source, Split
from .progress import Progress, Totals
from .surroundings import prepare

UNFINISHED, USAGE, SOME_FAILED = 1, 2, 3  # exit statuses; 1 is also what Ray ends this process with when it dies


def batch(wanted: argparse.Namespace) -> int:
    """Runs a batch; returns 0 if every page was cleaned, 3 if some rows have an error, 1 if the run is not finished.

    `wanted` is the parsed command line of `reinschrift batch`. Returns 2, having said why, where it cannot begin.
    """
    try:
        options_of(wanted.keep, None)
        sources, left_out = find(wanted.inputs, wanted.output)
        with opened(_job(wanted)) as manifest:
            splits = list(manifest.remaining(sources, wanted.pages))
            if left_out:
                _say(f"{left_out:,} files are left out: their names end like no input's.")
            if manifest.outcomes:
                _say(f"Going on after {Totals.of(manifest.outcomes).rows:,} pages of earlier runs.")
            return _finish(wanted, manifest, sources, splits)
    except (BatchError, BadOption) as error:
        return complain(str(error), USAGE)
    except OSError as error:
        return complain(f"{error.filename or wanted.output} cannot be used: {error.strerror or error}.", USAGE)


def _job(wanted: argparse.Namespace) -> Job:
    return Job(
        output=os.path.abspath(wanted.output),
        format=wanted.format,
        pages=wanted.pages,
        time_limit=wanted.time_limit,
        memory_limit=wanted.memory_limit,
        body_limit=wanted.body_limit,
        keep=wanted.keep,
        version=__version__,
    )


def _finish(wanted: argparse.Namespace, manifest: Manifest, sources: Sequence[Source], splits: Sequence[Split]) -> int:
    """Cleans what is left, and sums up."""
    begun, before = monotonic(), Totals.of(manifest.outcomes).rows
    troubles: list[Outcome] = []
    trouble = ""
    try:
        if splits:
            troubles = _clean(wanted, manifest, sum(source.size for source in sources), splits)
    except BatchError as error:
        trouble = str(error)
    except KeyboardInterrupt:
        trouble = "Stopped."
    totals, seconds = Totals.of(manifest.outcomes), monotonic() - begun
    rate = (totals.rows - before) / seconds if splits else 0.0
    if totals.parts or not trouble:
        print(totals.summary())
        print(f"this run: {totals.rows - before:,} rows in {seconds:,.0f} s ({rate:,.1f} a second)")
    for outcome in troubles:
        complain(str(outcome.trouble), UNFINISHED)
    if trouble or troubles:
        return complain(f"{trouble} The run is not finished; the same command goes on from here.".strip(), UNFINISHED)
    return SOME_FAILED if totals.errors else 0


def _clean(wanted: argparse.Namespace, manifest: Manifest, total: int, splits: Sequence[Split]) -> list[Outcome]:
    """Has the splits cleaned and notes each part; returns what could not be finished. Raises BatchError."""
    prepare(wanted.address)
    from .engine import outcomes, started

    troubles = []
    with started(wanted.address, wanted.workers) as workers:
        _say(f"Cleaning with {workers} workers.")
        with Progress(total, total - sum(split.size for split in splits)) as progress:
            for outcome in outcomes(splits, _job(wanted), str(manifest.draft), workers):
                if outcome.fatal:
                    raise BatchError(str(outcome.trouble))
                if outcome.trouble:
                    troubles.append(outcome)
                    continue
                manifest.add(outcome)
                progress.add(outcome)
    return troubles


def _say(sentence: str) -> None:
    print(f"reinschrift: {sentence}", file=sys.stderr)
