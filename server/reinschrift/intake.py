"""An HTTP request -> Task: media type, content encoding, sizes, the answer's format; nothing of the page itself."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from werkzeug.datastructures import MIMEAccept
from werkzeug.wrappers import Request

from .errors import NotAcceptable, TooLarge, UnreadableBody, UnsupportedMediaType
from .reasons import DEFAULT, languages
from .task import MEDIA_TYPES, Task

GZIP = ("gzip", "x-gzip")
PIECE = 1 << 16  # bytes of decompressed body at a time


def task_of(request: Request, limit: int, answer_format: str) -> Task:
    """The task a request describes; the body has at most `limit` bytes, packed and unpacked.

    Raises UnsupportedMediaType, TooLarge and UnreadableBody.
    """
    if request.mimetype not in MEDIA_TYPES:
        sent = f"not {request.mimetype[:60]!r}" if request.mimetype else "and name it in the Content-Type header"
        raise UnsupportedMediaType(f"Send {', '.join(MEDIA_TYPES[:-1])} or {MEDIA_TYPES[-1]}, {sent}.")
    return Task(
        body=_body(request, limit),
        media=request.mimetype,
        charset=request.mimetype_params.get("charset"),
        url=request.args.get("url"),
        keep=",".join(request.args.getlist("keep")) or None,
        removed=request.args.get("removed"),
        format=answer_format,
        language=request.accept_languages.best_match(languages(), DEFAULT),
    )


def accepted(accept: MIMEAccept, media_types: Mapping[str, str]) -> str:
    """The format (a key of `media_types`) the caller likes best, the first if all are equal. Raises NotAcceptable."""
    if not accept:
        return next(iter(media_types))
    best = accept.best_match(media_types.values())
    for name, media_type in media_types.items():
        if media_type == best:
            return name
    raise NotAcceptable(f"The header Accept allows none of {', '.join(media_types.values())}.")


def _body(request: Request, limit: int) -> bytes:
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in (*GZIP, "identity", ""):
        raise UnsupportedMediaType("Of content encodings this server reads gzip only.")
    if request.content_length is not None and request.content_length > limit:
        raise _too_large(limit)
    body = request.get_data(cache=False)
    if encoding in GZIP:
        body = gunzip(body, limit)
    if len(body) > limit:
        raise _too_large(limit)
    if not body:
        raise UnreadableBody("The body is empty.")
    return body


def gunzip(packed: bytes, limit: int) -> bytes:
    """What was packed, reading no further than `limit` bytes. Raises TooLarge and UnreadableBody."""
    pieces: list[bytes] = []
    size = 0
    try:
        while packed:  # a gzip file may be several, one after the other
            unpacker = zlib.decompressobj(wbits=31)
            while not unpacker.eof:
                piece = unpacker.decompress(packed, PIECE)
                packed = unpacker.unconsumed_tail
                size += len(piece)
                if size > limit:
                    raise _too_large(limit)
                if not piece and not packed and not unpacker.eof:
                    raise UnreadableBody("The gzip body ends too early.")
                pieces.append(piece)
            packed = unpacker.unused_data
    except zlib.error:
        raise UnreadableBody("The body is not gzip, though its Content-Encoding says so.") from None
    return b"".join(pieces)


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"The body is over the limit of {limit:,} bytes.")
