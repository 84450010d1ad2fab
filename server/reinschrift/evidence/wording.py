"""How a text is worded: like a publisher's pitch, or like an article, by the character n-grams of its words.

Inflected words, compounds, scripts without spaces, and words of no list say something that way as well. The weights
are those of a logistic regression, learned by `server/training` from sentences of both kinds in all languages of which
there are any, and stored in `wording.npz`. Each n-gram has one, found by a hash of it; rare ones may share theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..scripts import is_of_word
from .columns import Columns, Floats, Ints
from .letters import PLANE, code_points

NAME = "wording"  # of the column
SIZES = range(3, 6)  # letters of an n-gram, or the gap beside a word
BITS = 18  # of a hash
SIGNS = "?!%€$£¥₹₺₽₩₪"  # are read like letters
BEGINNING, END = 160, 60  # characters of a long text that are read
GAP, TEXT, DIGIT = 0, 1, 2  # what is read for all between words, for what stands before a text, and for every digit
STEP, MIXING = np.uint32(0x01000193), np.uint32(0x9E3779B1)  # odd and without a pattern, as hashes like their factors


class Ngrams(NamedTuple):
    """The n-grams of a size that begin at each place of several texts: the bucket of each, whether it is one (else it
    has a gap in its middle), and the first place of each text."""

    buckets: NDArray[np.uint32]
    valid: NDArray[np.bool_]
    starts: Ints


def wording_column(folded: Sequence[str]) -> Columns:
    """How much each text is worded like a pitch: above 0 more than like an article."""
    return Columns.of({NAME: summed(folded, _weights())}, len(folded))


@cache
def _weights() -> Floats:
    with as_file(files("reinschrift") / "wording.npz") as path, np.load(path) as stored:
        return unpacked(stored["weights"], float(stored["step"]))


def packed(weights: Floats) -> tuple[NDArray[np.int8], float]:
    """Weights as whole numbers of a step, in a byte each: they need not be exact."""
    step = float(np.abs(weights).max()) / 127 or 1.0
    return np.rint(weights / step).astype(np.int8), step


def unpacked(numbers: NDArray[np.int8], step: float) -> Floats:
    """What was packed."""
    return numbers.astype(np.float32) * np.float32(step)


def summed(texts: Sequence[str], weights: Floats) -> Floats:
    """For each folded text the weights of its n-grams together, over the square root of their number."""
    total, count = np.zeros((2, len(texts)), dtype=np.float32)
    if texts:
        for buckets, valid, starts in ngrams(texts):
            total += np.add.reduceat(weights.take(buckets) * valid, starts)
            count += np.add.reduceat(valid, starts, dtype=np.float32)
    return (total / np.sqrt(np.maximum(count, 1))).astype(np.float32)


def ngrams(texts: Sequence[str]) -> list[Ngrams]:
    """The n-grams of folded texts, size by size. No text may hold a line break."""
    codes, starts = _codes(texts)
    letters = codes != GAP
    hashed, valid = codes[:-1] * STEP + codes[1:], np.ones(len(codes) - 1, dtype=np.bool_)
    found = []
    for size in SIZES:
        hashed = hashed[:-1] * STEP + codes[size - 1 :]
        valid = valid[:-1] & letters[size - 2 : -1]
        found.append(Ngrams(hashed * MIXING >> np.uint32(32 - BITS), valid, starts))
    return found


def _codes(texts: Sequence[str]) -> tuple[NDArray[np.uint32], Ints]:
    """All texts as letters and single gaps, and where the gap before each text is."""
    codes = _table().take(code_points([ends(text, BEGINNING, END) for text in texts]), mode="clip")
    gaps = codes <= TEXT
    codes = codes[~gaps | (codes == TEXT) | ~np.concatenate(([False], gaps[:-1]))]
    starts = np.flatnonzero(codes == TEXT)[:-1]
    codes[codes == TEXT] = GAP
    return np.concatenate((codes, np.full(SIZES[-1], GAP, dtype=np.uint32))), starts


@cache
def _table() -> NDArray[np.uint32]:
    """What each character is read as; the last stands for all beyond PLANE."""
    read = np.zeros(PLANE + 1, dtype=np.uint32)
    for code, character in enumerate(map(chr, range(PLANE))):
        if is_of_word(character) or character in SIGNS:
            read[code] = DIGIT if character.isdecimal() else code
    read[ord("\n")] = TEXT
    return read


def ends(text: str, beginning: int, end: int) -> str:
    """A text, or so many characters of both ends of a long one."""
    return text if len(text) <= beginning + end else f"{text[:beginning]} {text[-end:]}"
