"""Parquet files with the columns url and html; a record's position is its row's number, from 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa
from pyarrow import parquet

from ..nouns import BatchError, Record, Split
from .table import HTML, URL, record, unreadable

AT_A_TIME = 16  # rows in memory; one has a whole page


def end(path: str) -> int:
    """The number of rows. Raises BatchError for a file that is no Parquet file or has no column html."""
    try:
        with parquet.ParquetFile(path) as file:
            if HTML not in file.schema_arrow.names:
                raise BatchError(f"{path} has no column html; its columns are {', '.join(file.schema_arrow.names)}.")
            return int(file.metadata.num_rows)
    except pa.ArrowInvalid:
        raise BatchError(f"{path} is not a Parquet file, or is damaged.") from None


def divide(split: Split, pages: int) -> Iterator[Split]:
    """A split for as many row groups as it takes: a row group cannot be read from its middle."""
    for start, stop in _joined(_groups(split), pages):
        share = split.size * (stop - start) // max(1, split.stop - split.start)
        yield split._replace(start=start, stop=stop, size=share)


def read(split: Split, body_limit: int) -> Iterator[Record]:
    """Rows [start, stop); where a row group is damaged, the first row that cannot be read says so for all of them."""
    path = split.files[0]
    with parquet.ParquetFile(path) as file:
        columns = [name for name in (URL, HTML) if name in file.schema_arrow.names]
        for group, (start, stop) in enumerate(_bounds(file)):
            if start < split.stop and stop > split.start:
                yield from _group(file, path, group, start, columns, body_limit)


def _group(
    file: parquet.ParquetFile, path: str, group: int, start: int, columns: list[str], body_limit: int
) -> Iterator[Record]:
    position = start
    try:
        for batch in file.iter_batches(AT_A_TIME, row_groups=[group], columns=columns):
            rows = batch.to_pydict()
            for url, html in zip(rows.get(URL, [None] * batch.num_rows), rows[HTML], strict=True):
                yield record(path, position, url, html, body_limit)
                position += 1
    except (pa.ArrowInvalid, OSError, UnicodeDecodeError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        count = start + file.metadata.row_group(group).num_rows - position
        for lost in range(position, position + count):
            yield unreadable(path, lost, "The row group is damaged.")


def _groups(split: Split) -> list[tuple[int, int]]:
    with parquet.ParquetFile(split.files[0]) as file:
        return [(a, b) for a, b in _bounds(file) if a >= split.start and b <= split.stop]


def _bounds(file: parquet.ParquetFile) -> list[tuple[int, int]]:
    """The first row of each row group, and the first behind it."""
    bounds, row = [], 0
    for group in range(file.metadata.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        bounds.append((row, row + rows))
        row += rows
    return bounds


def _joined(groups: Sequence[tuple[int, int]], pages: int) -> Iterator[tuple[int, int]]:
    """Neighbouring row groups together, up to `pages` rows or one group."""
    start = stop = None
    for first, behind in groups:
        if start is not None and stop is not None and (behind - start > pages or first != stop):
            yield start, stop
            start = None
        start, stop = first if start is None else start, behind
    if start is not None and stop is not None:
        yield start, stop
