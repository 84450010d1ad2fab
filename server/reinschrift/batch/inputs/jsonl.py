"""JSON Lines with the fields url and html; a record's position is its line's offset in bytes, of the unpacked file."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from typing import IO

from ..nouns import Failure, Record, Split
from .packed import GZIP_MAGIC, TOO_LARGE
from .table import record, unreadable

ESCAPED = 6  # bytes that JSON may take for one of a page's (\\u00e4): a longer line holds a page over the limit
REST = 1 << 20  # bytes at a time of a line that is not kept


def end(path: str) -> int:
    """The file's size: packed, if it is."""
    with open(path, "rb") as file:
        return file.seek(0, 2)


def divide(split: Split, pages: int) -> Iterator[Split]:
    """A split for so many lines; one for the whole file if it is packed, for then it has no beginning in the middle."""
    path, begun = split.files[0], split.start
    if _is_packed(path):
        yield split._replace(solid=True)
        return
    with open(path, "rb") as file:
        for number, place in enumerate(_line_ends(file, split.start, split.stop), start=1):
            if number % pages == 0 and place < split.stop:
                yield split._replace(start=begun, stop=place, size=place - begun)
                begun = place
    if begun < split.stop:
        yield split._replace(start=begun, size=split.stop - begun)


def read(split: Split, body_limit: int) -> Iterator[Record]:
    """A record for each line that is not blank."""
    path = split.files[0]
    with gzip.open(path) if split.solid else open(path, "rb") as file:
        place = file.seek(split.start)
        try:
            while split.solid or place < split.stop:
                line = file.readline(ESCAPED * body_limit)
                if not line:
                    return
                size = len(line) + (_skipped(file) if not line.endswith(b"\n") else 0)
                if line.strip():
                    yield _record(path, place, line, size, body_limit)
                place += size
        except (OSError, EOFError, zlib.error) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            yield unreadable(path, place, "The packed file is damaged from here on.")


def _record(path: str, place: int, line: bytes, size: int, body_limit: int) -> Record:
    if size > len(line):
        return Record(path, place, None, failure=Failure("too_large", TOO_LARGE.format(body_limit)))
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return unreadable(path, place, "The line is not JSON.")
    if not isinstance(value, dict):
        return unreadable(path, place, "The line is not a JSON object.")
    return record(path, place, value.get("url"), value.get("html"), body_limit)


def _line_ends(file: IO[bytes], start: int, stop: int) -> Iterator[int]:
    """The offsets behind each line end in [start, stop)."""
    place = file.seek(start)
    while place < stop and (window := file.read(min(REST, stop - place))):
        found = window.find(b"\n")
        while found >= 0:
            yield place + found + 1
            found = window.find(b"\n", found + 1)
        place += len(window)


def _skipped(file: IO[bytes] | gzip.GzipFile) -> int:
    """Reads to the end of the line; returns how many bytes that were."""
    size = 0
    while piece := file.readline(REST):
        size += len(piece)
        if piece.endswith(b"\n"):
            break
    return size


def _is_packed(path: str) -> bool:
    with open(path, "rb") as file:
        return file.read(2) == GZIP_MAGIC
