"""Evidence -> how much each block belongs to the article, from 0 to 1; 0 for pictures.

The weights are a small forest of symmetric trees in `content.npz`, learned by `server/training`; every tree asks the
same question of all blocks at one level, so a page is judged with a few array operations.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import as_file, files

import numpy as np

from .evidence import Evidence
from .evidence.columns import Columns, Floats, Ints, places

EXTRACTED = 0.75
ROWS = 512  # blocks judged at once, so that a page of 20,000 blocks needs no more memory than one of 500


@dataclass(frozen=True)
class Forest:
    """Trees x levels of questions (is column `feature` above `border`?) and trees x 2**levels of answers (`leaves`)."""

    names: tuple[str, ...]
    feature: Ints
    border: Floats
    leaves: Floats
    bias: float

    def log_odds(self, values: Floats) -> Floats:
        """The summed answers of all trees, a number for each row of `values`, whose columns are those of `names`."""
        parts = [self._summed(values[i : i + ROWS].T) for i in range(0, len(values), ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)

    def _summed(self, columns: Floats) -> Floats:
        feature, border, asked = self._questions
        above = (columns.take(feature, axis=0) > border).view(np.uint8)
        leaf = np.zeros((len(self.leaves), columns.shape[1]), dtype=np.min_scalar_type(self.leaves.shape[1]))
        for question in reversed(asked):
            leaf += leaf
            leaf |= above.take(question, axis=0)
        answers: Floats = self.leaves.ravel().take(leaf + self._first_leaf).sum(axis=0)
        return answers + np.float32(self.bias)

    @cached_property
    def _questions(self) -> tuple[Ints, Floats, list[Ints]]:
        """Each question once, as column and border, since trees share them, and for each level those the trees ask."""
        asked = np.column_stack((self.feature.ravel(), self.border.ravel()))
        distinct, place = np.unique(asked, axis=0, return_inverse=True)
        feature, border = distinct.T
        levels = place.reshape(self.feature.shape).T.copy()
        return feature.astype(np.intp), border.astype(np.float32)[:, None], list(levels)

    @cached_property
    def _first_leaf(self) -> Ints:
        return np.arange(self.leaves.size, step=self.leaves.shape[1])[:, None]


@cache
def forest() -> Forest:
    """The learned weights."""
    with as_file(files(__package__) / "content.npz") as path, np.load(path) as stored:
        return Forest(
            tuple(str(name) for name in stored["names"]),
            stored["feature"].astype(np.intp), stored["border"], stored["leaves"], float(stored["bias"]),
        )  # fmt: skip


def belonging(evidence: Evidence) -> Floats:
    """For each block the probability that it is article text.

    Of plain text nothing but the words is known; somebody took it for the article, so all of it starts as that.
    """
    if evidence.is_text:
        return np.full(len(evidence.boxes_of), EXTRACTED, dtype=np.float32)
    score = np.zeros(len(evidence.boxes_of), dtype=np.float32)
    shown = np.flatnonzero(evidence.columns["characters"] > 0)
    values = chosen(evidence.columns, forest().names)
    score[shown] = probability(forest().log_odds(values)[shown])
    return score


def chosen(columns: Columns, names: tuple[str, ...]) -> Floats:
    """The named columns, in that order."""
    return columns.values.T.take(_asked(columns.names, names), axis=0).T


@lru_cache(maxsize=4)  # all pages have the same columns
def _asked(names: tuple[str, ...], wanted: tuple[str, ...]) -> Ints:
    return np.array([places(names)[name] for name in wanted], dtype=np.intp)


def probability(log_odds: Floats) -> Floats:
    """The logistic function."""
    return (1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))).astype(np.float32)
