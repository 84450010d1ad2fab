"""What the rows of a Parquet file and the objects of a JSON Lines file have in common: the columns url and html."""

from __future__ import annotations

from ..nouns import Failure, Record
from .packed import TOO_LARGE

URL, HTML = "url", "html"


def record(file: str, position: int, url: object, html: object, body_limit: int) -> Record:
    """The record of one row; `html` is text, or bytes as a server sent them."""
    address = url if isinstance(url, str) else None
    if not isinstance(html, str | bytes):
        return unreadable(file, position, "The row has no text in its column html.", address)
    try:
        size = len(html if isinstance(html, bytes) else html.encode())
    except UnicodeEncodeError:
        return unreadable(file, position, "The column html holds half a character (a lone surrogate).", address)
    if size > body_limit:
        return Record(file, position, address, failure=Failure("too_large", TOO_LARGE.format(body_limit)))
    return Record(file, position, address, html)


def unreadable(file: str, position: int, detail: str, url: str | None = None) -> Record:
    """A record that says why it has no page."""
    return Record(file, position, url, failure=Failure("unreadable_record", detail))
