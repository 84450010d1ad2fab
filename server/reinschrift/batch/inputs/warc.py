"""WARC files, gzip or not; a record's position is its offset in bytes in the file as it lies there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastwarc.warc import WarcRecord, WarcRecordType
from werkzeug.http import parse_options_header

from ...task import HTML, XHTML
from ..nouns import BatchError, Failure, Passed, Record, Split
from .packed import GZIP_MAGIC, TOO_LARGE, decoded
from .walk import WARC_MAGIC, Solid, walk, walk_solid

PAGES = (HTML, XHTML)
LOOKS_LIKE_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
LONGEST_HEADERS = 1 << 20  # bytes; some servers send a long policy or many cookies
SNIFFED = 2000  # bytes of a body without a media type that are looked at
DAMAGED = Failure("unreadable_record", "The archive is damaged here; whatever behind it can be read has its row.")


def end(path: str) -> int:
    """The file's size. Raises BatchError for what is no WARC file by its first bytes."""
    with open(path, "rb") as file:
        magic = file.read(len(WARC_MAGIC))
        if magic and magic != WARC_MAGIC and not magic.startswith(GZIP_MAGIC):
            raise BatchError(f"{path} is not a WARC file.")
        return file.seek(0, 2)


def divide(split: Split, pages: int) -> Iterator[Split]:
    """Splits of `pages` responses; what is packed as a whole is one split to its end."""
    path, begun, count = split.files[0], split.start, 0
    solid = False
    try:
        for place, counts in walk(path, split.start, split.stop, _counts):
            if count >= pages and counts is not None:
                yield split._replace(start=begun, stop=place, size=place - begun)
                begun, count = place, 0
            count += bool(counts)
    except Solid:
        solid = True
    if begun < split.stop:
        yield split._replace(start=begun, size=split.stop - begun, solid=solid)


def read(split: Split, body_limit: int) -> Iterator[Record | Passed]:
    """A record for each HTML response, each revisit and each damaged place; what else there is, is passed."""
    path = split.files[0]

    def make(record: WarcRecord) -> Record | Passed:
        return _made(record, path, body_limit)

    walked = walk_solid(path, split.start, make) if split.solid else walk(path, split.start, split.stop, make)
    for place, made in walked:
        if made is None:
            yield Record(path, place, None, failure=DAMAGED)
        else:
            yield made._replace(position=place) if isinstance(made, Record) else made


def _counts(record: WarcRecord) -> bool:
    """Whether a record may become a row."""
    return record.record_type in (WarcRecordType.response, WarcRecordType.revisit)


def _made(record: WarcRecord, path: str, body_limit: int) -> Record | Passed:
    """A record without its position, which the walk knows."""
    if record.record_type == WarcRecordType.revisit:
        return _known(record, path)._replace(failure=_revisit(record))
    if record.record_type != WarcRecordType.response:
        return Passed(str(record.record_type))
    if not record.is_http:
        return Passed("response, not HTTP")
    record.parse_http(quirks_mode=True, max_header_len=LONGEST_HEADERS)
    known = _known(record, path)._replace(http_status=record.http_headers.status_code)
    media, options = parse_options_header(_header(record, "Content-Type"))
    media = media.lower() or (record.headers.get("WARC-Identified-Payload-Type") or "").lower()
    if media and media not in PAGES:
        return Passed("response, not HTML")
    known = _with_body(known, record, body_limit)
    if not media and not (isinstance(known.body, bytes) and LOOKS_LIKE_HTML.match(known.body[:SNIFFED])):
        return Passed("response, not HTML")
    return known._replace(media=media or HTML, charset=options.get("charset"))


def _known(record: WarcRecord, path: str) -> Record:
    """What a record says of itself."""
    headers = record.headers
    url = headers.get("WARC-Target-URI")
    return Record(
        path,
        -1,
        url.strip().removeprefix("<").removesuffix(">") if url else None,  # WARC 1.0 had them in the grammar
        captured=headers.get("WARC-Date"),
        record_id=headers.get("WARC-Record-ID"),
        truncated=headers.get("WARC-Truncated") or ("segment" if headers.get("WARC-Segment-Number") else None),
    )


def _with_body(known: Record, record: WarcRecord, body_limit: int) -> Record:
    """The record with its body behind the transfer's and the content's encodings, or with why it has none."""
    length = record.content_length  # of the body, now that the HTTP headers are read
    data = record.reader.read(min(length, body_limit) + 1)
    encodings = [name for header in ("Content-Encoding", "Transfer-Encoding") for name in _codings(record, header)]
    unpacked = decoded(data, encodings, body_limit)
    if not unpacked.known:
        detail = f"The page is in a content encoding that is not known: {', '.join(encodings)[:80]}."
        return known._replace(failure=Failure("unsupported_media_type", detail))
    if max(len(unpacked.data), len(data)) > body_limit:
        return known._replace(failure=Failure("too_large", TOO_LARGE.format(body_limit)))
    cut = "archive" if len(data) < length else None if unpacked.whole else "encoding"
    return known._replace(body=unpacked.data, truncated=known.truncated or cut)


def _codings(record: WarcRecord, header: str) -> list[str]:
    return [name.strip().lower() for name in _header(record, header).split(",") if name.strip()]


def _header(record: WarcRecord, name: str) -> str:
    return record.http_headers.get(name) or ""


def _revisit(record: WarcRecord) -> Failure:
    """A revisit has no page: it says that the page was the same as at another time."""
    address, date = record.headers.get("WARC-Refers-To-Target-URI"), record.headers.get("WARC-Refers-To-Date")
    where = f", of {address}" if address else ""
    return Failure("revisit", f"The page was the same as an earlier capture{where}{f' of {date}' if date else ''}.")
