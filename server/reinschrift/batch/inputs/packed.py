"""Bytes that may be packed: read no further than a limit, and as far as they can be read at all."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import BinaryIO, NamedTuple

PIECE = 1 << 16  # bytes at a time
GZIP_MAGIC = b"\x1f\x8b"
TOO_LARGE = "The page has more than {} bytes."


class Unpacked(NamedTuple):
    """What could be unpacked, and whether that is all; `known` is False for an encoding that nobody here knows."""

    data: bytes
    whole: bool = True
    known: bool = True


def file_bytes(path: str, limit: int) -> bytes:
    """A file's bytes, unpacked if it is gzip, at most `limit` and one more. Raises OSError and EOFError."""
    with open(path, "rb") as file:
        if file.peek(2)[:2] != GZIP_MAGIC:
            return file.read(limit + 1)
        try:
            with gzip.open(file) as unpacked:
                return unpacked.read(limit + 1)
        except zlib.error as error:
            raise EOFError(str(error)) from error


def decoded(data: bytes, encodings: list[str], limit: int) -> Unpacked:
    """The bytes behind HTTP codings, of which the last was put on last; at most `limit` and one more."""
    whole = True
    for name in reversed(encodings):
        if name not in DECODERS:
            return Unpacked(b"", known=False)
        data, fine = DECODERS[name](data, limit)
        whole = whole and fine
    return Unpacked(data, whole)


def _inflated(data: bytes, limit: int, window: int) -> tuple[bytes, bool]:
    unpacker = zlib.decompressobj(window)
    out = bytearray()
    try:
        out += unpacker.decompress(data, limit + 1)
    except zlib.error:
        return bytes(out), False
    return bytes(out), unpacker.eof or len(out) > limit


def _gunzipped(data: bytes, limit: int) -> tuple[bytes, bool]:
    """Gzip in pieces, so that what stands before the damage is kept. Bytes that are not packed stay as they are."""
    if not data.startswith(GZIP_MAGIC):
        return data, True  # many crawlers unpack the page and leave the header
    out, fine = bytearray(), False
    unpacker = zlib.decompressobj(31)
    view = memoryview(data)
    for start in range(0, len(data), PIECE):
        try:
            out += unpacker.decompress(view[start : start + PIECE], limit + 1 - len(out))
        except zlib.error:
            break
        if unpacker.eof or len(out) > limit:
            fine = True
            break
    return bytes(out), fine


def _deflated(data: bytes, limit: int) -> tuple[bytes, bool]:
    """Zlib or raw deflate: servers send both under this name."""
    if data[:1] == b"<":
        return data, True
    out, fine = _inflated(data, limit, 15)
    return (out, fine) if out else _inflated(data, limit, -15)


def _dechunked(data: bytes, limit: int) -> tuple[bytes, bool]:
    """HTTP/1.1 chunks put together. Bytes that are not in chunks stay as they are."""
    out, place = bytearray(), 0
    while len(out) <= limit:
        end = data.find(b"\r\n", place, place + 1000)
        size = _hexadecimal(data[place:end].partition(b";")[0].strip()) if end >= 0 else None
        if size is None:
            return (bytes(out), False) if place else (data, True)  # many crawlers unpack it and leave the header
        if size == 0:
            return bytes(out), True
        chunk = data[end + 2 : end + 2 + size]
        out += chunk
        if len(chunk) < size:
            return bytes(out), False
        place = end + 2 + size + 2
    return bytes(out), True


def _hexadecimal(digits: bytes) -> int | None:
    try:
        return int(digits, 16) if digits.isalnum() else None
    except ValueError:
        return None


def _by_fastwarc(name: str) -> Callable[[bytes, int], tuple[bytes, bool]]:
    def unpacked(data: bytes, limit: int) -> tuple[bytes, bool]:
        from fastwarc import stream_io

        if data[:1] == b"<":
            return data, True
        reader: BinaryIO = getattr(stream_io, name)(BytesIO(data))
        out = bytearray()
        try:
            while len(out) <= limit and (piece := reader.read(min(PIECE, limit + 1 - len(out)))):
                out += piece
        except OSError:
            return bytes(out), False
        return bytes(out), True

    return unpacked


DECODERS: Mapping[str, Callable[[bytes, int], tuple[bytes, bool]]] = {
    "chunked": _dechunked,
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _deflated,
    "br": _by_fastwarc("BrotliReader"),
    "zstd": _by_fastwarc("ZstdReader"),
    "identity": lambda data, limit: (data, True),
    "none": lambda data, limit: (data, True),
}
"""One row for each coding of HTTP: bytes and a limit in, the bytes behind it and whether they are all of them out."""
