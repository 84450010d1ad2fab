"""Files of one HTML page each, gzip or not."""

from __future__ import annotations

from collections.abc import Iterator

from ...task import HTML, XHTML
from ..nouns import Failure, Record, Split
from .packed import TOO_LARGE, file_bytes


def end(path: str) -> int:
    """A file is one record."""
    return 1


def divide(split: Split, pages: int) -> Iterator[Split]:
    """Nothing to divide: the files were counted out when they were found."""
    yield split


def read(split: Split, body_limit: int) -> Iterator[Record]:
    """A record for each file; its page has no address, for a file does not say where it came from."""
    for path in split.files:
        yield _record(path, body_limit)


def _record(path: str, body_limit: int) -> Record:
    try:
        body = file_bytes(path, body_limit)
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or "it is damaged"
        return Record(path, 0, None, failure=Failure("unreadable_record", f"The file cannot be read: {reason}."))
    if len(body) > body_limit:
        return Record(path, 0, None, failure=Failure("too_large", TOO_LARGE.format(body_limit)))
    is_xhtml = path.lower().removesuffix(".gz").endswith(".xhtml")
    return Record(path, 0, None, body, XHTML if is_xhtml else HTML)
