"""Our sentences -> the weights of `reinschrift.evidence.wording`, by scikit-learn's logistic regression.

What a network learns of how far wording is to be trusted, it must learn on texts from which the weights were not
learned. So the sentences are in parts, and each publisher is in one of them: copies of its pages have sentences of that
part only, and its pages are read by weights that were learned without it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sentences import NO_NAME, PARTS, part_of, plain, sentences

from reinschrift.cues import fold
from reinschrift.evidence.wording import BITS, ngrams, packed, unpacked

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

STRENGTH = 10.0  # the more, the less are weights held down
SEED = 1


class Told(NamedTuple):
    """A folded text, whether it is a pitch, and its part."""

    text: str
    is_pitch: bool
    part: int


@cache
def by_part() -> tuple[np.ndarray, ...]:
    """For each part the weights learned from all others."""
    return tuple(unpacked(*_learned([one for one in _told() if one.part != part])) for part in range(PARTS))


def store_all(path: Path) -> None:
    """Learns the weights from all parts, and writes the file that `reinschrift.evidence.wording` reads."""
    weights, step = _learned(_told())
    with path.open("wb") as file:
        np.savez_compressed(file, weights=weights, step=np.float32(step))


def _learned(told: Sequence[Told]) -> tuple[np.ndarray, float]:
    """Weights by bucket, packed, so that they are as exact as they are when they come from their file."""
    from sklearn.linear_model import LogisticRegression  # only learning needs scikit-learn

    learner = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=1000, random_state=SEED)
    learner.fit(_counted([one.text for one in told]), [one.is_pitch for one in told])
    return packed(learner.coef_[0])


@cache
def _told() -> list[Told]:
    """All sentences, each text once."""
    pitches = chain.from_iterable((*own.pitches, *own.pitch_heads, *own.benefits) for own in sentences().values())
    articles = chain.from_iterable((*own.articles, *own.heads, *own.items, *own.facts) for own in sentences().values())
    return list({one.text: one for one in (*_filled(pitches, True), *_filled(articles, False))}.values())


def _filled(texts: Iterable[str], is_pitch: bool) -> Iterator[Told]:
    """Sentences as a page shows them, with some publisher's name."""
    dice = random.Random(SEED)
    for text in texts:
        yield Told(fold(plain(text, dice.choice(NO_NAME))), is_pitch, part_of(text))


def _counted(texts: Sequence[str]) -> csr_matrix:
    """Texts x buckets: how often each n-gram stands in a text, over the square root of the number of all in it."""
    from scipy import sparse

    counts = sparse.csr_matrix((len(texts), 1 << BITS))
    for buckets, valid, starts in ngrams(texts):
        rows = np.searchsorted(starts, np.arange(len(buckets)), side="right") - 1
        found = (np.ones(valid.sum()), (rows[valid], buckets[valid].astype(np.intp)))
        counts += sparse.csr_matrix(found, shape=counts.shape)
    return sparse.diags(1 / np.sqrt(np.maximum(np.asarray(counts.sum(axis=1)).ravel(), 1))) @ counts
