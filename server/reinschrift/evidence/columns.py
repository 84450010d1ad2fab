"""A table of named columns: float32, a row a block or a box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]


@dataclass(frozen=True)
class Columns:
    """`values` is rows x len(names)."""

    names: Sequence[str]
    values: Floats

    def __getitem__(self, name: str) -> Floats:
        return self.values[:, self._place[name]]

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {name: i for i, name in enumerate(self.names)}

    def with_block(self, names: Sequence[str], values: Floats) -> Columns:
        """These columns followed by others of the same rows."""
        return Columns((*self.names, *names), np.hstack((self.values, values.astype(np.float32, copy=False))))

    def with_columns(self, **columns: Floats) -> Columns:
        """These columns followed by single ones; underscores in their names become spaces."""
        names = [name.replace("_", " ") for name in columns]
        return self.with_block(names, np.column_stack([np.asarray(c, dtype=np.float32) for c in columns.values()]))
