"""Small networks by chance, for the tests of what they compute and how they are stored."""

from __future__ import annotations

import numpy as np

from reinschrift.network import REACHES, Dense, Network, Norm


def invented(columns: int, width: int = 3) -> Network:
    """A network whose weights are thrown."""
    dice = np.random.default_rng(11)

    def numbers(*shape: int) -> np.ndarray:
        return dice.normal(scale=0.5, size=shape).astype(np.float16).astype(np.float32)

    def dense(inward: int, outward: int) -> Dense:
        return Dense(numbers(inward, outward), numbers(outward))

    return Network(
        tuple(f"column {i}" for i in range(columns)), np.arange(0, columns, 2), dense(columns, width),
        dense(width, width), tuple(dense(3 * width, width) for _ in REACHES), dense(2 * width, width), dense(width, 1),
        tuple(Norm(numbers(width), numbers(width)) for _ in range(len(REACHES) + 2)),
    )  # fmt: skip


def telling(column: str, border: float) -> Network:
    """A network that takes blocks in whose column is a larger number for the article's, and says nothing else."""
    none = np.zeros(2, np.float32)
    silent = Dense(np.zeros((2, 2), np.float32), none)
    # The two neurons are the number less the border, and its opposite: normalised, 1 and -1 or the other way round.
    entry = Dense(np.array([[1, -1]], np.float32), np.array([-border, border], np.float32))
    same = Norm(np.ones(2, np.float32), none)
    return Network(
        (column,), np.array([], dtype=np.intp), entry, silent,
        tuple(Dense(np.zeros((6, 2), np.float32), none) for _ in REACHES), Dense(np.zeros((4, 2), np.float32), none),
        Dense(np.array([[5], [-5]], np.float32), np.zeros(1, np.float32)), (same,) * (len(REACHES) + 2),
    )  # fmt: skip
