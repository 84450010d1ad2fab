"""Files -> Splits -> Records, one file per input format. INPUTS is the table of all of them, by name.

The first row that has a file's ending takes the file. A format is a module with these three functions:

    end(path) -> int                                   where the last record ends; raises BatchError and OSError
    divide(split, pages) -> Iterator[Split]            a split in pieces of about so many records, in order
    read(split, body_limit) -> Iterator[Record|Passed] every record of a piece, once, also those that cannot be read
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from ..nouns import Passed, Record, Split
from . import html, jsonl, parquet, warc


class Input(NamedTuple):
    """An input format: the endings of its files' names, and its functions. Many files of a `small` one make a split."""

    endings: tuple[str, ...]
    end: Callable[[str], int]
    divide: Callable[[Split, int], Iterator[Split]]
    read: Callable[[Split, int], Iterator[Record | Passed]]
    small: bool = False


INPUTS: Mapping[str, Input] = {
    "warc": Input((".warc", ".warc.gz"), warc.end, warc.divide, warc.read),
    "parquet": Input((".parquet",), parquet.end, parquet.divide, parquet.read),
    "jsonl": Input((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), jsonl.end, jsonl.divide, jsonl.read),
    "html": Input(
        tuple(f"{name}{packed}" for packed in ("", ".gz") for name in (".html", ".htm", ".xhtml")),
        html.end,
        html.divide,
        html.read,
        small=True,
    ),
}


def format_of(name: str) -> str | None:
    """The key of INPUTS for a file's name; None where no format has its ending."""
    lower = name.lower()
    return next((key for key, form in INPUTS.items() if lower.endswith(form.endings)), None)
