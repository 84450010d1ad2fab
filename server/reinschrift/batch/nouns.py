"""The nouns of a batch run, all of them frozen: what one stage hands to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..task import HTML


class BatchError(Exception):
    """Why a run cannot begin or go on: one sentence for the command line."""


class Source(NamedTuple):
    """An input file: its absolute path, a key of inputs.INPUTS, its bytes, and its last change in nanoseconds.

    `end` is where its last record ends, in the unit of its format's positions.
    """

    path: str
    format: str
    size: int
    changed: int
    end: int


class Split(NamedTuple):
    """Work for one actor: the records of `files` whose positions are in [start, stop).

    Formats that can be divided have one file in a split; `size` is the bytes of input it stands for. A `solid` split
    can only be read from its beginning, because it is packed as a whole.
    """

    format: str
    files: tuple[str, ...]
    start: int
    stop: int
    size: int
    solid: bool = False


class Failure(NamedTuple):
    """Why a record has no article: a code for programs and a sentence for people."""

    code: str
    detail: str


class Record(NamedTuple):
    """One page as its archive holds it. `file` and `position` are its key, the same in every run.

    `failure` tells why there is no `body`. What only WARC files know is None elsewhere: the HTTP status, when the page
    was captured (as the file writes it), the record's id, and why the body is not whole.
    """

    file: str
    position: int
    url: str | None
    body: bytes | str = b""
    media: str = HTML
    charset: str | None = None
    http_status: int | None = None
    captured: str | None = None
    record_id: str | None = None
    truncated: str | None = None
    failure: Failure | None = None


class Passed(NamedTuple):
    """A record that is no HTML page, and what it is instead."""

    what: str


class Outcome(NamedTuple):
    """What became of a split: its part's name and the counts of its rows, by error code those that have an error.

    `passed` counts the records that are no pages. `trouble` is one sentence where the split could not be finished; it
    has no part then. `fatal` tells that no other split can be either.
    """

    split: Split
    part: str | None = None
    rows: int = 0
    degraded: int = 0
    errors: Mapping[str, int] = {}
    passed: Mapping[str, int] = {}
    seconds: float = 0.0
    trouble: str | None = None
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """What every split of a run is cleaned with, and where to.

    `pages` is how many records a split aims at. Limits are those of the server: seconds and bytes a page.
    """

    output: str
    format: str
    pages: int
    time_limit: float
    memory_limit: int
    body_limit: int
    keep: str | None
    version: str
