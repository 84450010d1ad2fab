"""Evidence -> how much each block belongs to the article, from 0 to 1; 0 for pictures.

The weights are a small forest of symmetric trees in `content.npz`, learned by `server/training`; every tree asks the
same question of all blocks at one level, so a page is judged with a few array operations.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np

from .evidence import Evidence
from .evidence.columns import Columns, Floats, Ints

EXTRACTED = 0.75
ROWS = 512  # blocks judged at once, so that a page of 20,000 blocks needs no more memory than one of 500


class Forest(NamedTuple):
    """Trees x levels of questions (is column `feature` above `border`?) and trees x 2**levels of answers (`leaves`)."""

    names: tuple[str, ...]
    feature: Ints
    border: Floats
    leaves: Floats
    bias: float

    def log_odds(self, values: Floats) -> Floats:
        """The summed answers of all trees, a number for each row of `values`, whose columns are those of `names`."""
        parts = [self._summed(values[i : i + ROWS]) for i in range(0, len(values), ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)

    def _summed(self, values: Floats) -> Floats:
        trees, levels = self.feature.shape
        columns = np.ascontiguousarray(values.T)
        first_leaf = np.arange(trees, dtype=np.int32)[:, None] * 2**levels
        leaf = np.repeat(first_leaf, len(values), axis=1)
        for level in range(levels):
            above = columns.take(self.feature[:, level], axis=0) > self.border[:, level, None]
            leaf += above.astype(np.int32) << level
        answers: Floats = self.leaves.ravel().take(leaf).sum(axis=0)
        return answers + np.float32(self.bias)


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
    score[shown] = probability(forest().log_odds(chosen(evidence.columns, forest().names)[shown]))
    return score


def chosen(columns: Columns, names: tuple[str, ...]) -> Floats:
    """The named columns, in that order."""
    place = {name: i for i, name in enumerate(columns.names)}
    return columns.values[:, [place[name] for name in names]]


def probability(log_odds: Floats) -> Floats:
    """The logistic function."""
    return (1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))).astype(np.float32)
