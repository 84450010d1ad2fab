"""Evidence -> how much each block belongs to the article, from 0 to 1; 0 for pictures.

The weights are those of a small network, learned by `server/training` and stored in `content.npz`; `network.py` has
its arithmetic.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import as_file, files

import numpy as np

from .evidence import Evidence
from .evidence.columns import Columns, Floats, Ints, places
from .network import Network

EXTRACTED = 0.75


@cache
def network() -> Network:
    """The learned weights."""
    with as_file(files(__package__) / "content.npz") as path, np.load(path) as stored:
        return Network.of(stored)


def belonging(evidence: Evidence) -> Floats:
    """For each block the probability that it is article text.

    Of plain text nothing but the words is known; somebody took it for the article, so all of it starts as that.
    """
    if evidence.is_text:
        return np.full(len(evidence.boxes_of), EXTRACTED, dtype=np.float32)
    return judged_by(network(), evidence)


def judged_by(weights: Network, evidence: Evidence) -> Floats:
    """The same by other weights."""
    shown = evidence.columns["characters"] > 0
    log_odds = weights.log_odds(chosen(evidence.columns, weights.names))
    return np.where(shown, probability(log_odds), np.float32(0))


def chosen(columns: Columns, names: tuple[str, ...]) -> Floats:
    """The named columns, in that order."""
    return columns.values.T.take(_asked(columns.names, names), axis=0).T


@lru_cache(maxsize=4)  # all pages have the same columns
def _asked(names: tuple[str, ...], wanted: tuple[str, ...]) -> Ints:
    return np.array([places(names)[name] for name in wanted], dtype=np.intp)


def probability(log_odds: Floats) -> Floats:
    """The logistic function."""
    return (1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))).astype(np.float32)
