"""Rows -> parts: a part has its name only once it is whole, so whoever reads the folder sees whole parts alone."""

from __future__ import annotations

import gzip
import json
import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
from pyarrow import parquet

from .rows import SCHEMA

ROWS_TOGETHER = 128  # rows of a Parquet part that are held until they are written ...
BYTES_TOGETHER = 8 << 20  # ... or characters of text in them, where pages are long
GZIP_LEVEL = 6


class Writer(Protocol):
    """A part that is being written."""

    def add(self, row: Mapping[str, Any]) -> None: ...

    def close(self) -> None: ...


class ParquetPart:
    """Rows as a Parquet file with zstd, a row group for every few."""

    def __init__(self, path: Path) -> None:
        self._writer = parquet.ParquetWriter(path, SCHEMA, compression="zstd")
        self._rows: list[Mapping[str, Any]] = []
        self._held = 0

    def add(self, row: Mapping[str, Any]) -> None:
        self._rows.append(row)
        self._held += len(row["text"] or "") + len(row["markdown"] or "")
        if len(self._rows) >= ROWS_TOGETHER or self._held >= BYTES_TOGETHER:
            self._write()

    def close(self) -> None:
        self._write()
        self._writer.close()

    def _write(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=SCHEMA))
        self._rows, self._held = [], 0


class JsonlPart:
    """Rows as JSON Lines with gzip, every column in every line."""

    def __init__(self, path: Path) -> None:
        self._file = gzip.GzipFile(path, "wb", GZIP_LEVEL)

    def add(self, row: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")

    def close(self) -> None:
        self._file.close()


WRITERS: Mapping[str, tuple[str, Callable[[Path], Writer]]] = {
    "parquet": (".parquet", ParquetPart),
    "jsonl": (".jsonl.gz", JsonlPart),
}
"""The output formats: the ending of their files and what writes them."""


@contextmanager
def part(folder: Path, draft: Path, name: str, form: str) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """A function that adds a row to the part `name` of `folder`; it is there once the block ended well.

    `draft` is where it is written until then; once somebody has removed that folder, no part comes out of it any more.
    Raises OSError.
    """
    unfinished = draft / f"{uuid.uuid4().hex[:12]}-{name}"
    writer = WRITERS[form][1](unfinished)
    try:
        yield writer.add
        writer.close()
        _settle(unfinished)
        os.replace(unfinished, folder / name)
        _settle(folder)
    finally:
        unfinished.unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """Waits until a file, or a folder's list of files, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
