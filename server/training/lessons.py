"""Pages of the corpus as what a network learns from: numbers of one scale, words by number, and batches of both."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np

from reinschrift.evidence.named import parts
from reinschrift.evidence.table import SIGN_NAMES, SUM_NAMES
from reinschrift.evidence.wording import NAME as WORDING
from reinschrift.network import REACHES, levelled
from reinschrift.vocabulary import Vocabulary, distinct, words_of

PUBLISHERS = 20  # that must use a word, so that none is one publisher's own
WIDE = 4.0  # a column with larger numbers is taken by its logarithm
LEAST_SPREAD = 0.2  # by which a column is divided at least, so that what is rare does not count for everything
ROWS = 1000  # blocks of a page that are learned from at once
GAP = max(REACHES)  # empty rows between two pages of a batch, so that neither sees the other
# What a page goes without now and then, each by its chance: single words; all its words, as if the corpus did not have
# its language; all that its attributes say, as if its class names were hashed; all its cues, as if no list knew them.
WORDS_LOST, ALL_WORDS_LOST, ALL_SAID_LOST, ALL_CUES_LOST, WORDING_LOST = 0.3, 0.5, 0.15, 0.15, 0.15


class Lesson(NamedTuple):
    """A page to learn from: blocks x columns, the blocks' folded texts, labels and weights, and who published it."""

    values: np.ndarray
    texts: Sequence[str]
    labels: np.ndarray
    weights: np.ndarray
    publisher: str


class Numbers(NamedTuple):
    """A page as numbers: values of one scale, its words and the place in them at which each block begins."""

    values: np.ndarray
    words: np.ndarray
    starts: np.ndarray
    labels: np.ndarray
    weights: np.ndarray

    def part(self, first: int, rows: int) -> Numbers:
        """`rows` blocks of it."""
        start, *_, end = (*self.starts, len(self.words))[first : first + rows + 1]
        own = slice(first, first + rows)
        return Numbers(
            self.values[own], self.words[start:end], self.starts[own] - start, self.labels[own], self.weights[own]
        )


class Batch(NamedTuple):
    """Pages one after the other, GAP empty rows behind each. `page` tells the page of each row, `inside` whether it is
    a block, `blocks` how many each page has."""

    values: np.ndarray
    words: np.ndarray
    starts: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    page: np.ndarray
    inside: np.ndarray
    blocks: np.ndarray


@dataclass(frozen=True)
class Scale:
    """How raw columns become numbers of one scale, and words become numbers."""

    wide: np.ndarray
    mean: np.ndarray
    spread: np.ndarray
    vocabulary: Vocabulary

    @classmethod
    def of(cls, lessons: Sequence[Lesson]) -> Scale:
        """The scale that fits these pages, and the words that enough publishers use."""
        values = np.vstack([lesson.values for lesson in lessons])
        wide = np.flatnonzero(np.abs(values).max(axis=0) > WIDE)
        values = levelled(values, wide)
        said: dict[str, set[str]] = defaultdict(set)
        for lesson in lessons:
            said[lesson.publisher] |= distinct(lesson.texts)
        used = Counter(chain.from_iterable(said.values()))
        common = sorted(word for word, publishers in used.items() if publishers >= PUBLISHERS)
        spread = np.maximum(values.std(axis=0), LEAST_SPREAD)
        return cls(wide, values.mean(axis=0), spread, Vocabulary(common))

    def numbers(self, lesson: Lesson) -> Numbers:
        """A page in this scale."""
        words, starts = words_of(lesson.texts)
        known = [self.vocabulary[word] for word in words]
        scaled = (levelled(lesson.values, self.wide) - self.mean) / self.spread
        return Numbers(
            scaled.astype(np.float32), np.array(known), starts,
            lesson.labels.astype(np.float32), lesson.weights.astype(np.float32),
        )  # fmt: skip

    @property
    def nothing(self) -> np.ndarray:
        """What a column that is 0 becomes."""
        return (-self.mean / self.spread).astype(np.float32)


class Losses:
    """Takes from a page what another page of the world may not have."""

    def __init__(self, names: Sequence[str], nothing: np.ndarray, dice: np.random.Generator) -> None:
        said = {f"{where} {part}" for where in ("own", "around") for part in parts()}
        cues = {*SIGN_NAMES, *SUM_NAMES}
        self._groups = [
            (np.flatnonzero([name in said for name in names]), ALL_SAID_LOST),
            (np.flatnonzero([name in cues for name in names]), ALL_CUES_LOST),
            (np.flatnonzero([name == WORDING for name in names]), WORDING_LOST),
        ]
        self._nothing = nothing
        self._dice = dice

    def after(self, page: Numbers) -> Numbers:
        """The page without what it loses this time."""
        if len(page.values) > ROWS:
            page = page.part(int(self._dice.integers(0, len(page.values) - ROWS)), ROWS)
        values = page.values.copy()
        for columns, chance in self._groups:
            if self._dice.random() < chance:
                values[:, columns] = self._nothing[columns]
        lost = 1.0 if self._dice.random() < ALL_WORDS_LOST else WORDS_LOST
        return page._replace(values=values, words=page.words * (self._dice.random(len(page.words)) >= lost))


def batch(pages: Sequence[Numbers]) -> Batch:
    """Pages as one."""
    blocks = [len(page.values) for page in pages]
    before = np.cumsum([0, *(len(page.words) for page in pages[:-1])])
    starts = [np.append(page.starts, [len(page.words)] * GAP) for page in pages]
    return Batch(
        np.concatenate([_with_gap(page.values) for page in pages]),
        np.concatenate([page.words for page in pages]),
        np.concatenate([own + words for own, words in zip(starts, before, strict=True)]),
        np.concatenate([_with_gap(page.labels) for page in pages]),
        np.concatenate([_with_gap(page.weights) for page in pages]),
        np.repeat(np.arange(len(pages)), [count + GAP for count in blocks]),
        np.concatenate([_with_gap(np.ones(count, dtype=np.float32)) for count in blocks]),
        np.array(blocks),
    )


def _with_gap(rows: np.ndarray) -> np.ndarray:
    return np.concatenate((rows, np.zeros((GAP, *rows.shape[1:]), dtype=rows.dtype)))


def shuffled(pages: Sequence[Numbers], size: int, dice: np.random.Generator) -> Iterator[list[Numbers]]:
    """All pages in a new order, `size` at a time."""
    order = dice.permutation(len(pages))
    for i in range(0, len(order), size):
        yield [pages[j] for j in order[i : i + size]]
