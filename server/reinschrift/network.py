"""The content model's arithmetic: a small convolutional network over the blocks of a page, in their order.

A block begins as what the evidence says of it. Then it looks at its neighbours four times, twice as
far each time (1, 2, 4 and 8 blocks away), so that in the end it knows of 15 blocks on either side; half-way it is told
what the page as a whole looks like. Residual layers with layer normalisation, as is common; numpy is all it needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from .evidence.columns import Floats, Ints

REACHES = (1, 2, 4, 8)  # blocks away, look by look
HALF_WAY = 1  # the look after which a block is told of the page
ROWS = 2048  # blocks that are read at once, so that a giant page needs little more memory than its columns
STEADY = np.float32(1e-5)  # keeps layer normalisation from dividing by nothing


class Dense(NamedTuple):
    """A linear layer: `weights` is in x out."""

    weights: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        given: Floats = rows @ self.weights + self.bias
        return given


class Norm(NamedTuple):
    """Layer normalisation, and then only what is positive."""

    scale: Floats
    shift: Floats

    def __call__(self, rows: Floats) -> Floats:
        centred = rows - rows.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", centred, centred) / np.float32(rows.shape[1])
        centred *= (1 / np.sqrt(variance + STEADY))[:, None]
        centred *= self.scale
        centred += self.shift
        positive: Floats = np.maximum(centred, 0, out=centred)
        return positive


@dataclass(frozen=True)
class Network:
    """`names` are the evidence's columns it reads, `wide` those of them whose logarithm is taken. `looks` are as many
    as REACHES (weights for the block before, itself and the one after), `norms` two more."""

    names: tuple[str, ...]
    wide: Ints
    entry: Dense
    mixing: Dense
    looks: tuple[Dense, ...]
    page: Dense
    exit: Dense
    norms: tuple[Norm, ...]

    def log_odds(self, values: Floats) -> Floats:
        """For each block how much it belongs to the article. `values` is blocks x names."""
        if not len(values):
            return np.zeros(0, dtype=np.float32)
        first, *before, last = self.norms
        parts = (values[i : i + ROWS] for i in range(0, len(values), ROWS))
        hidden = np.concatenate([self.entry(levelled(part, self.wide)) for part in parts])
        hidden += self.mixing(first(hidden))
        for i, (look, norm, reach) in enumerate(zip(self.looks, before, REACHES, strict=True)):
            hidden += _seen(look, norm(hidden), reach)
            if i == HALF_WAY:
                hidden += self.page(np.concatenate((hidden.mean(axis=0), hidden.max(axis=0))))
        return self.exit(last(hidden))[:, 0]

    def arrays(self) -> dict[str, Any]:
        """What `of` reads: the numbers by their names."""
        layers = {f"{name} {part}": array for name, layer in self._layers() for part, array in layer._asdict().items()}
        return {"names": np.array(self.names), "wide": self.wide.astype(np.uint16), **layers}

    def _layers(self) -> Iterator[tuple[str, Dense | Norm]]:
        yield from (("entry", self.entry), ("mixing", self.mixing), ("page", self.page), ("exit", self.exit))
        yield from ((f"look {i}", look) for i, look in enumerate(self.looks))
        yield from ((f"norm {i}", norm) for i, norm in enumerate(self.norms))

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Network:
        """The network whose `arrays` these are."""

        def dense(name: str) -> Dense:
            return Dense(stored[f"{name} weights"], stored[f"{name} bias"])

        def norm(name: str) -> Norm:
            return Norm(stored[f"{name} scale"], stored[f"{name} shift"])

        return cls(
            tuple(map(str, stored["names"])), stored["wide"].astype(np.intp), dense("entry"), dense("mixing"),
            tuple(dense(f"look {i}") for i in range(len(REACHES))), dense("page"), dense("exit"),
            tuple(norm(f"norm {i}") for i in range(len(REACHES) + 2)),
        )  # fmt: skip


def levelled(values: Floats, wide: Ints) -> Floats:
    """A copy of columns, with the logarithm of the wide ones."""
    copy = np.array(values, dtype=np.float32)
    copy[:, wide] = logarithm(copy[:, wide])
    return copy


def logarithm(values: Floats) -> Floats:
    """The logarithm of numbers of either sign, 0 at 0."""
    given: Floats = np.copysign(np.log1p(np.abs(values)), values)
    return given


def _seen(look: Dense, rows: Floats, reach: int) -> Floats:
    """What each row sees in those `reach` before and after it and in itself; past the ends there is nothing."""
    before, own, after = np.split(look.weights, 3)
    seen: Floats = rows @ own + look.bias
    seen[reach:] += rows[:-reach] @ before
    seen[:-reach] += rows[reach:] @ after
    return seen
