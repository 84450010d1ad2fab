"""How many words a text has."""

from __future__ import annotations

from collections.abc import Iterable

from .scripts import UNSPACED, letters_of

DENSE = letters_of(*UNSPACED)
CHARACTERS_A_WORD = 2.5  # in scripts written without spaces
LEAST_BYTES = 1.5  # a character of a text in UTF-8 of which a quarter, at three bytes each, is written so


def total_words(texts: Iterable[str]) -> int:
    """Words in several texts, which are joined where all of them are written with spaces."""
    shown = [text for text in texts if text]
    joined = "\n".join(shown)
    if joined.isascii() or DENSE.search(joined) is None:
        return word_count(joined)
    return sum(map(word_count, shown))


def word_count(text: str) -> int:
    """Words in a text; in scripts without spaces, characters divided by a word's usual length."""
    if not text.isascii() and len(text.encode("utf-8", "replace")) > LEAST_BYTES * len(text):
        dense = len(DENSE.findall(text))
        if dense > len(text) / 4:
            return int(dense / CHARACTERS_A_WORD) + 1
    return text.count(" ") + text.count("\n") + 1 if text else 0
