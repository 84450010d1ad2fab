"""Pages of the corpus as what a network learns from: numbers of one scale, and batches of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from reinschrift.evidence.named import parts
from reinschrift.evidence.table import SIGN_NAMES
from reinschrift.evidence.wording import NAME as WORDING
from reinschrift.network import REACHES, levelled

WIDE = 4.0  # a column with larger numbers is taken by its logarithm
LEAST_SPREAD = 0.2  # by which a column is divided at least, so that what is rare does not count for everything
ROWS = 1000  # blocks of a page that are learned from at once
GAP = max(REACHES)  # empty rows between two pages of a batch, so that neither sees the other
# What a page goes without now and then, each by its chance: all that its attributes say, as if its class names were
# hashed; all its cues, as if no list knew them; its wording, as if there were no sentences of its language.
SAID_LOST, CUES_LOST, WORDING_LOST = 0.15, 0.15, 0.15


class Lesson(NamedTuple):
    """A page to learn from: blocks x columns, and the blocks' labels and weights."""

    values: np.ndarray
    labels: np.ndarray
    weights: np.ndarray

    def part(self, first: int, rows: int) -> Lesson:
        """`rows` blocks of it."""
        return Lesson(*(array[first : first + rows] for array in self))


class Batch(NamedTuple):
    """Pages one after the other, GAP empty rows behind each. `page` tells the page of each row, `inside` whether it is
    a block, `blocks` how many each page has."""

    values: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    page: np.ndarray
    inside: np.ndarray
    blocks: np.ndarray


@dataclass(frozen=True)
class Scale:
    """How raw columns become numbers of one scale."""

    wide: np.ndarray
    mean: np.ndarray
    spread: np.ndarray

    @classmethod
    def of(cls, lessons: Sequence[Lesson]) -> Scale:
        """The scale that fits these pages."""
        values = np.vstack([lesson.values for lesson in lessons])
        wide = np.flatnonzero(np.abs(values).max(axis=0) > WIDE)
        values = levelled(values, wide)
        return cls(wide, values.mean(axis=0), np.maximum(values.std(axis=0), LEAST_SPREAD))

    def scaled(self, lesson: Lesson) -> Lesson:
        """A page in this scale, all of it in 32 bits."""
        values = (levelled(lesson.values, self.wide) - self.mean) / self.spread
        return Lesson(*(array.astype(np.float32) for array in lesson._replace(values=values)))

    @property
    def nothing(self) -> np.ndarray:
        """What a column that is 0 becomes."""
        return (-self.mean / self.spread).astype(np.float32)


class Losses:
    """Takes from a page what another page of the world may not have."""

    def __init__(self, names: Sequence[str], nothing: np.ndarray, dice: np.random.Generator) -> None:
        said = {f"{where} {part}" for where in ("own", "around") for part in parts()}
        self._groups = [
            (np.flatnonzero([name in said for name in names]), SAID_LOST),
            (np.flatnonzero([name in SIGN_NAMES for name in names]), CUES_LOST),
            (np.flatnonzero([name == WORDING for name in names]), WORDING_LOST),
        ]
        self._nothing = nothing
        self._dice = dice

    def after(self, page: Lesson) -> Lesson:
        """The page without what it loses this time."""
        if len(page.values) > ROWS:
            page = page.part(int(self._dice.integers(0, len(page.values) - ROWS)), ROWS)
        values = page.values.copy()
        for columns, chance in self._groups:
            if self._dice.random() < chance:
                values[:, columns] = self._nothing[columns]
        return page._replace(values=values)


def batch(pages: Sequence[Lesson]) -> Batch:
    """Pages as one."""
    blocks = [len(page.values) for page in pages]
    return Batch(
        np.concatenate([_with_gap(page.values) for page in pages]),
        np.concatenate([_with_gap(page.labels) for page in pages]),
        np.concatenate([_with_gap(page.weights) for page in pages]),
        np.repeat(np.arange(len(pages)), [count + GAP for count in blocks]),
        np.concatenate([_with_gap(np.ones(count, dtype=np.float32)) for count in blocks]),
        np.array(blocks),
    )


def _with_gap(rows: np.ndarray) -> np.ndarray:
    return np.concatenate((rows, np.zeros((GAP, *rows.shape[1:]), dtype=rows.dtype)))


def shuffled(pages: Sequence[Lesson], size: int, dice: np.random.Generator) -> Iterator[list[Lesson]]:
    """All pages in a new order, `size` at a time."""
    order = dice.permutation(len(pages))
    for i in range(0, len(order), size):
        yield [pages[j] for j in order[i : i + size]]
