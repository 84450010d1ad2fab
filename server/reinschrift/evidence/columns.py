"""A table of named columns: float32, a row a block; each column lies in one piece of memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.intp]


def ints(numbers: Iterable[int]) -> Ints:
    """An array of whole numbers. numpy takes three times as long where it has to find out the type."""
    return np.fromiter(numbers, dtype=np.intp)


def by_field(kind: type, rows: Sequence[tuple[Any, ...]]) -> Any:
    """Named tuples (all of a kind) turned on their side: one of that kind with each field's values of all rows.

    Where several fields are needed, this is quicker than to read each row by row.
    """
    return tuple.__new__(kind, tuple(zip(*rows, strict=True)) or ((),) * len(kind._fields))  # type: ignore[attr-defined]


def flags(truths: Iterable[bool]) -> NDArray[np.bool_]:
    """An array of truth values, by the quickest way."""
    return np.frombuffer(bytes(truths), dtype=np.bool_)


@dataclass(frozen=True)
class Columns:
    """`values` is rows x len(names)."""

    names: tuple[str, ...]
    values: Floats

    @classmethod
    def of(cls, columns: Mapping[str, Any], rows: int) -> Columns:
        """Columns by their names; a single number stands for a column of it."""
        lines = np.empty((len(columns), rows), dtype=np.float32)
        for i, column in enumerate(columns.values()):
            lines[i] = column
        return cls(tuple(columns), lines.T)

    def __getitem__(self, name: str) -> Floats:
        return self.values[:, places(self.names)[name]]


def side_by_side(parts: Sequence[Columns]) -> Columns:
    """All columns of several tables with the same rows."""
    names = _joined(tuple(part.names for part in parts))
    return Columns(names, np.concatenate([part.values.T for part in parts]).T)


# All pages have the same columns, so where they stand is found out once.


@lru_cache(maxsize=64)
def places(names: tuple[str, ...]) -> Mapping[str, int]:
    """Where each column stands."""
    return {name: i for i, name in enumerate(names)}


@lru_cache(maxsize=64)
def _joined(names: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(names))
