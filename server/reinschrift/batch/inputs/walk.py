"""A WARC file record by record, each with its offset, and on over damaged places."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections.abc import Callable, Generator, Iterator
from typing import BinaryIO, TypeVar

from fastwarc.warc import ArchiveIterator, WarcRecord

from .packed import GZIP_MAGIC

Made = TypeVar("Made")
Walk = Iterator[tuple[int, Made | None]]
WARC_MAGIC = b"WARC/"
RECORD_MAGIC = {True: GZIP_MAGIC + b"\x08", False: b"\r\n\r\n" + WARC_MAGIC}  # by whether the file is gzip
HEAD_END = b"\r\n\r\n"
CONTENT_LENGTH = re.compile(rb"^content-length:\s*(\d+)\r$", re.I | re.M)
PADDING = b"\0\r\n "  # what may stand behind the last record
WINDOW = 1 << 20  # bytes that are searched at a time for the next record behind a damaged place
BEGINNING = 4096  # bytes of a gzip member that suffice to see what it holds


class Solid(Exception):
    """The file is gzip, and not each record by itself, so there is no beginning in the middle."""


def walk(path: str, start: int, stop: int, make: Callable[[WarcRecord], Made]) -> Walk[Made]:
    """Each record that begins in [start, stop) with its offset; `start` must be where a record begins.

    For a damaged record, or a damaged place between two, None stands once instead of what `make` would have returned,
    and the walk goes on with the next record that can be found. Raises Solid and, if the file cannot be read, OSError.
    """
    with open(path, "rb") as file:
        is_gzip = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
        place: int | None = start
        while place is not None and place < stop:
            file.seek(place)
            place = yield from _unbroken(file, place, stop, is_gzip, make)


def walk_solid(path: str, start: int, make: Callable[[WarcRecord], Made]) -> Walk[Made]:
    """The same from where `walk` found the file solid to its end; positions count unpacked bytes, from `start` on."""
    place = -1
    with open(path, "rb") as packed, gzip.open(packed) as unpacked:
        packed.seek(start)
        try:
            for record in ArchiveIterator(unpacked, parse_http=False, stream_detect=False):
                place = record.stream_pos
                yield start + place, make(record)
        except (OSError, EOFError, zlib.error) as error:
            _check(error)
            yield start + place + 1, None


def _unbroken(
    file: BinaryIO, start: int, stop: int, is_gzip: bool, make: Callable[[WarcRecord], Made]
) -> Generator[tuple[int, Made | None], None, int | None]:
    """The records up to the first damage, and that; returns where it goes on, or None."""
    last = start - 1
    records = ArchiveIterator(file, parse_http=False)
    while True:
        place = None
        try:
            record = next(records, None)
            if record is None:
                break
            place = record.stream_pos
            if is_gzip and not (place > last and os.pread(file.fileno(), 2, place) == GZIP_MAGIC):
                raise Solid
            if place >= stop:
                return None
            made = make(record)
        except OSError as error:
            _check(error)
            break
        yield place, made
        last = place
    lost = place if place is not None else start if last < start else _end(file, last, is_gzip)
    if lost >= stop or not os.pread(file.fileno(), WINDOW, lost).strip(PADDING):
        return None
    yield lost, None
    return _next_record(file, lost + 1, is_gzip)


def _end(file: BinaryIO, place: int, is_gzip: bool) -> int:
    """Where the record at `place` ends, by its own account; right behind its first byte if it gives a bad one."""
    if is_gzip:
        return _member_end(file, place)
    head = os.pread(file.fileno(), WINDOW, place)
    length = CONTENT_LENGTH.search(head, 0, head.find(HEAD_END) + 2)
    return place + head.find(HEAD_END) + int(length[1]) + 2 * len(HEAD_END) if length else place + 1


def _member_end(file: BinaryIO, place: int) -> int:
    unpacker, read = zlib.decompressobj(31), place
    while piece := os.pread(file.fileno(), WINDOW, read):
        read += len(piece)
        try:
            while piece and not unpacker.eof:
                unpacker.decompress(piece, WINDOW)
                piece = unpacker.unconsumed_tail
        except zlib.error:
            return place + 1
        if unpacker.eof:
            return read - len(unpacker.unused_data)
    return read


def _next_record(file: BinaryIO, place: int, is_gzip: bool) -> int | None:
    """Where the first record begins that looks like one, at `place` or behind it."""
    magic = RECORD_MAGIC[is_gzip]
    while window := os.pread(file.fileno(), WINDOW, place):
        found = window.find(magic)
        while found >= 0:
            if not is_gzip:
                return place + found + len(magic) - len(WARC_MAGIC)
            if _unpacks(os.pread(file.fileno(), BEGINNING, place + found)):
                return place + found
            found = window.find(magic, found + 1)
        if len(window) < WINDOW:
            return None
        place += WINDOW - len(magic)
    return None


def _unpacks(data: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(data, len(WARC_MAGIC)) == WARC_MAGIC
    except zlib.error:
        return False


def _check(error: Exception) -> None:
    """Raises what the system says again: FastWARC's own errors have no number, and are about what the file holds."""
    if isinstance(error, OSError) and error.errno is not None:
        raise error
