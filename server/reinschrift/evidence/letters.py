"""Kinds of characters and their counts, for all texts of a page at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..scripts import CLOSE_STOPS, COLONS, QUESTIONS, STOPS, UNSPACED
from .columns import Floats, Ints, ints

PLANE = 0x10000  # characters beyond it (emoji, rare ideographs) count as symbols
CLASSES: dict[str, str] = {
    "stops": STOPS,
    "commas": ",;，、；،",
    "quotes": '"“”„«»「」『』',
    "colons": COLONS,
    "bars": "|•·/›»→",
    "spaces": " \n\u00a0\u3000",
    "questions": QUESTIONS,
    "at signs": "@",
    "line breaks": "\n",
    "opening": "\"“„«'(",
    "closing": "\"'”’»“)]」』",
    "close stops": CLOSE_STOPS,
    "ends": STOPS + ":\"'”’»“«)]」』",  # of a sentence, or of what it announces or quotes
}
TESTS: Mapping[str, Callable[[str], bool]] = {
    "digits": str.isdecimal, "uppers": str.isupper, "letters": str.isalnum,
}  # fmt: skip
NAMES = (*CLASSES, *TESTS, "unspaced")


class _Kinds(NamedTuple):
    """For each character its kind, and for each kind the classes (of NAMES) that its characters are in."""

    of: NDArray[np.uint8]
    classes: NDArray[np.bool_]


@cache
def _kinds() -> _Kinds:
    bits = np.zeros(PLANE + 1, dtype=np.uint32)  # the last stands for whatever is beyond
    for bit, characters in enumerate(CLASSES.values()):
        bits[[ord(character) for character in characters]] |= 1 << bit
    letters = list(map(chr, range(PLANE)))
    for bit, test in enumerate(TESTS.values(), len(CLASSES)):
        bits[:PLANE] |= np.fromiter(map(test, letters), dtype=np.uint32, count=PLANE) << bit
    for first, end in UNSPACED:
        bits[first:end] |= 1 << NAMES.index("unspaced")
    distinct, of = np.unique(bits, return_inverse=True)
    classes = (distinct[:, None] >> np.arange(len(NAMES)) & 1).astype(bool)
    return _Kinds(of.astype(np.uint8), classes)


def code_points(texts: Sequence[str]) -> NDArray[np.uint32]:
    """The characters of several texts, with a line break before the first and after each."""
    return np.frombuffer("\n".join(["", *texts, ""]).encode("utf-32-le", "replace"), dtype=np.uint32)


class Characters:
    """The characters of several texts by their kinds. A line break stands after each text, and is counted with it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._kinds = _kinds().of.take(code_points(texts), mode="clip").astype(np.intp)
        self.sizes: Ints = ints(map(len, texts))
        self._bounds: Ints = np.concatenate(([0], (self.sizes + 1).cumsum()))  # the line break before each text

    def first(self, name: str) -> NDArray[np.bool_]:
        """Whether each text's first character is of a class (of NAMES); the line break, of an empty one."""
        return _flags(name).take(self._kinds[self._bounds[:-1] + 1])

    def last(self, name: str) -> NDArray[np.bool_]:
        """The same of its last character; of an empty one, that is the line break before it."""
        return _flags(name).take(self._kinds[self._bounds[1:] - 1])

    def counts(self) -> dict[str, Floats]:
        """For each class, and for "sentences" (stops before a space, a closing mark or the end) and "capitals"
        (upper-case letters that begin a word), the count in each text."""
        classes = _kinds().classes
        kinds, texts = len(classes), len(self.sizes)
        cells = np.repeat(np.arange(0, texts * kinds, kinds), self.sizes + 1) + self._kinds[1:]
        counted = np.bincount(cells, minlength=texts * kinds).reshape(texts, kinds).astype(np.float32)
        parted = self._are("spaces") | self._are("closing")
        sentences = self._are("stops")[1:-1] & (parted[2:] | self._are("close stops")[1:-1])
        marked = [self._counted(flags) for flags in (sentences, self._are("uppers")[1:] & parted[:-1])]
        lines = np.vstack(((counted @ classes.astype(np.float32)).T, *marked))
        return dict(zip((*NAMES, "sentences", "capitals"), lines, strict=True))

    def _are(self, name: str) -> NDArray[np.bool_]:
        return _flags(name).take(self._kinds)

    def _counted(self, flags: NDArray[np.bool_]) -> Floats:
        """How many flags stand in each text; the first is that of the first text's first character."""
        return np.diff(np.searchsorted(np.flatnonzero(flags), self._bounds)).astype(np.float32)


@cache
def _flags(name: str) -> NDArray[np.bool_]:
    return _kinds().classes[:, NAMES.index(name)].copy()
