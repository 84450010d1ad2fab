"""Counts of kinds of characters, for all blocks of a page at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .columns import Floats

PLANE = 0x10000  # characters beyond it (emoji, rare ideographs) count as symbols
CLASSES: dict[str, str] = {
    "stops": ".!?…。！？؟।",
    "commas": ",;，、；،",
    "quotes": '"“”„«»「」『』',
    "digits": "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹",
    "colons": ":：",
    "bars": "|•·/›»→",
    "spaces": " \n\u00a0\u3000",
}
FULL_STOPS = "。！？"  # end a sentence without a space after them
UNSPACED = ((0x0E00, 0x0E80), (0x3040, 0x3100), (0x3400, 0xA000))  # scripts written without spaces
CLOSING = "\"'”’»“)]」』"


@cache
def _table() -> NDArray[np.uint16]:
    """For each character its classes, a bit each, in the order of NAMES."""
    table = np.zeros(PLANE, dtype=np.uint16)
    for bit, characters in enumerate(CLASSES.values()):
        table[[ord(character) for character in characters]] |= 1 << bit
    bit = len(CLASSES)
    letters = [chr(point) for point in range(PLANE)]
    table |= np.array([letter.isupper() for letter in letters], dtype=np.uint16) << bit
    table |= np.array([letter.isalnum() for letter in letters], dtype=np.uint16) << (bit + 1)
    for first, end in UNSPACED:
        table[first:end] |= 1 << (bit + 2)
    table[[ord(character) for character in CLOSING]] |= 1 << (bit + 3)
    table[[ord(character) for character in FULL_STOPS]] |= 1 << (bit + 4)
    return table


NAMES = (*CLASSES, "uppers", "letters", "unspaced", "closing", "full stops")


def character_counts(texts: Sequence[str]) -> dict[str, Floats]:
    """For each class, and for "sentences" (stops before a space, a closing mark or the end) and "capitals" (upper-case
    letters that begin a word), the count in each text."""
    joined = "\n".join(texts) + "\n"
    points = np.frombuffer(joined.encode("utf-32-le", "replace"), dtype=np.uint32)
    bits = np.where(points < PLANE, _table()[np.minimum(points, PLANE - 1)], 0)
    flags = {name: (bits >> bit) & 1 for bit, name in enumerate(NAMES)}
    after = np.append(flags["spaces"] | flags["closing"], 1)[1:]
    before = np.append(1, flags["spaces"] | flags["closing"])[:-1]
    flags["sentences"] = flags["stops"] & (after | flags["full stops"])
    flags["capitals"] = flags["uppers"] & before
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)])[:-1]
    if not len(starts):
        return {name: np.zeros(0, dtype=np.float32) for name in flags}
    return {name: np.add.reduceat(flag, starts, dtype=np.int64).astype(np.float32) for name, flag in flags.items()}
