"""Weights of cross-validation, kept in a file: each page is judged by a network that saw no page of its publisher."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import train
from corpus import Row
from wordings import by_part

from reinschrift.evidence import gather
from reinschrift.network import Network
from reinschrift.page import from_html
from reinschrift.segment import segment

NOTHING = np.zeros(0)


@dataclass(frozen=True)
class Folds:
    """The networks; the one at i was learned without the publishers that `train.fold_of` puts into part i. `wordings`
    are the weights of `wordings.by_part`, learned without other parts of them."""

    networks: tuple[Network, ...]
    wordings: tuple[np.ndarray, ...]

    @classmethod
    def learn(cls, folder: Path, folds: int) -> Folds:
        """Learns them from the corpus's pages and their copies; five take about ten minutes."""
        pages = [*train.samples(folder), *train.copies(folder)]
        parts = [[page for page in pages if train.fold_of(page.row.publisher, folds) != i] for i in range(folds)]
        return cls(tuple(train.learned(part) for part in parts), by_part())

    @classmethod
    def load(cls, path: Path) -> Folds:
        with np.load(path) as stored:
            networks = tuple(Network.of(_Part(stored, i)) for i in range(int(stored["folds"])))
            return cls(networks, tuple(stored["wordings"]))

    def store(self, path: Path) -> None:
        """Writes the file that `load` reads."""
        parts = {
            f"{i} {name}": array for i, network in enumerate(self.networks) for name, array in network.arrays().items()
        }
        with path.open("wb") as file:
            np.savez_compressed(file, folds=np.array(len(self.networks)), wordings=np.array(self.wordings), **parts)

    def of(self, publisher: str) -> Network:
        """The network that saw no page of a publisher."""
        return self.networks[train.fold_of(publisher, len(self.networks))]

    def text_of(self, raw: bytes, url: str | None, publisher: str) -> str:
        """The text that the server would return with these weights."""
        page = from_html(raw, url)
        segments = segment(page)
        if not any(block.text for block in segments.blocks):
            return ""
        evidence = gather(page, segments)
        sample = train.Sample(Row("", publisher, {}), page, segments, evidence, NOTHING, NOTHING)
        return train.cleaned(self.of(publisher), train.worded(sample, self.wordings))


class _Part(dict[str, np.ndarray]):
    """The arrays of one of several networks in a file."""

    def __init__(self, stored: Mapping[str, np.ndarray], i: int) -> None:
        mark = f"{i} "
        super().__init__((name.removeprefix(mark), stored[name]) for name in stored if name.startswith(mark))
