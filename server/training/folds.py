"""Weights of cross-validation, kept in a file: each page is judged by a forest that saw no page of its publisher."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from dataclasses import fields as fields_of
from pathlib import Path
from typing import Any

import numpy as np
import train
from corpus import Row

from reinschrift.content import Forest
from reinschrift.evidence import gather
from reinschrift.page import from_html
from reinschrift.segment import segment

NOTHING = np.zeros(0)


@dataclass(frozen=True)
class Folds:
    """The forests; the one at i was grown without the publishers that `train.fold_of` puts into part i."""

    forests: tuple[Forest, ...]

    @classmethod
    def learn(cls, pages: Sequence[train.Sample], folds: int) -> Folds:
        """Grows them; five take about five minutes on two processors."""
        parts = [[page for page in pages if train.fold_of(page.row.publisher, folds) != i] for i in range(folds)]
        return cls(tuple(train.learned(part) for part in parts))

    @classmethod
    def load(cls, path: Path) -> Folds:
        with np.load(path) as stored:
            return cls(tuple(_read(stored, i) for i in range(int(stored["folds"]))))

    def store(self, path: Path) -> None:
        """Writes the file that `load` reads."""
        fields = {
            f"{name} {i}": np.array(value)
            for i, forest in enumerate(self.forests)
            for name, value in asdict(forest).items()
        }
        with path.open("wb") as file:
            np.savez_compressed(file, folds=np.array(len(self.forests)), **fields)

    def of(self, publisher: str) -> Forest:
        """The forest that saw no page of a publisher."""
        return self.forests[train.fold_of(publisher, len(self.forests))]

    def text_of(self, raw: bytes, url: str | None, publisher: str) -> str:
        """The text that the server would return with these weights."""
        page = from_html(raw, url)
        segments = segment(page)
        if not any(block.text for block in segments.blocks):
            return ""
        evidence = gather(page, segments)
        sample = train.Sample(Row("", publisher, {}), page, segments, evidence, NOTHING, NOTHING)
        return train.cleaned(self.of(publisher), sample)


def _read(stored: Any, i: int) -> Forest:
    fields = {name: stored[f"{name} {i}"] for name in (field.name for field in fields_of(Forest))}
    return Forest(**{**fields, "names": tuple(map(str, fields["names"])), "bias": float(fields["bias"])})
