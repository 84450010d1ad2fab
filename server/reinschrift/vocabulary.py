"""The words that the content model reads of a block: those at its beginning and its end.

A vocabulary holds whole words and stems: the first letters of words, with a `*`. A word that it does not have goes by
its stem, so that inflected and compound words say something as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .evidence.columns import Ints, ints
from .evidence.wording import ends

BEGINNING, END = 100, 40  # characters of a long text that are read; the words that tell junk stand there
NUMBER = "0"  # stands for every number
STEM = 5  # letters
# Letters with the marks on them: accents, points, and the vowels of Indic scripts.
WORD = re.compile(r"[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff]+|\n")
REMEMBERED = 50_000  # words whose number is kept; a page has some thousands


class Vocabulary(dict[str, int]):
    """The number of each word, 0 for those that say nothing; more words are numbered as they are asked for."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__((word, i) for i, word in enumerate(words, 1))
        self.words = tuple(words)
        self._known = dict(self)

    def __missing__(self, word: str) -> int:
        number = next((self._known[form] for form in forms(word) if form in self._known), 0)
        if len(self) >= len(self._known) + REMEMBERED:
            self.clear()
            self.update(self._known)
        self[word] = number
        return number


def forms(word: str) -> tuple[str, ...]:
    """What a word may be known by, the best first."""
    if word.isdigit():
        return (NUMBER,)
    return (word, f"{word[:STEM]}*") if len(word) > STEM else (word,)


def words_of(texts: Sequence[str]) -> tuple[list[str], Ints]:
    """The words of all texts, those of each behind a line break, and where these stand. No text may hold one."""
    words = WORD.findall("".join([f"\n{text}" for text in (ends(text, BEGINNING, END) for text in texts)]))
    return words, ints([i for i, word in enumerate(words) if word == "\n"])


def distinct(texts: Iterable[str]) -> set[str]:
    """The words of texts, and their stems."""
    words, _ = words_of(list(texts))
    return {form for word in words if word != "\n" for form in forms(word)}
