"""What class names, ids, roles and data attributes say, by the lists of `attributes.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from string import ascii_lowercase, ascii_uppercase, digits
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

VOCABULARY = 20_000  # tokens remembered; sites share most of theirs
SPACED = bytes.maketrans(b"-_:./,;()[]|+#&=?!@", b" " * 19)
UPPER = np.isin(np.arange(256), list(ascii_uppercase.encode()))
LOWER_OR_DIGIT = np.isin(np.arange(256), list((ascii_lowercase + digits).encode()))
PHRASE, START = 1 << 62, 1 << 61  # of a token: that it may begin a phrase, and that it stands before a text


@cache
def parts() -> tuple[str, ...]:
    """The names of the parts, in the order of the file."""
    return tuple(_lists())


@cache
def _lists() -> dict[str, list[str]]:
    table = tomllib.loads((files("reinschrift") / "attributes.toml").read_text(encoding="utf-8"))
    return {part: lists["words"] for part, lists in table.items()}


def parts_named(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Texts x parts(): which parts each element's attribute words name."""
    tokens = _tokens([text.replace("\n", " ") for text in texts])
    meant = np.fromiter(map(_known().__getitem__, tokens), dtype=np.int64, count=len(tokens))
    for i in np.flatnonzero(meant & PHRASE).tolist():
        for phrase, meaning in _entries().phrases[tokens[i]]:
            if tokens[i : i + len(phrase)] == phrase:
                meant[i] |= meaning
    starts = np.flatnonzero(meant == START)
    named = np.bitwise_or.reduceat(meant, starts) if len(starts) else starts
    return (named[:, None] >> np.arange(len(parts())) & 1).astype(bool)


def _tokens(texts: Sequence[str]) -> list[str]:
    """The words of all texts, in lower case, those of each after a line break."""
    raw = np.frombuffer("".join([f"\n {text} " for text in texts]).encode("utf-8", "surrogatepass"), dtype=np.uint8)
    humps = 1 + np.flatnonzero(LOWER_OR_DIGIT[raw[:-1]] & UPPER[raw[1:]])
    spaced = np.insert(raw, humps, ord(" ")).tobytes().translate(SPACED)
    return spaced.decode("utf-8", "surrogatepass").lower().split(" ")


class _Known(dict[str, int]):
    """What is known of each token seen so far: a bit for each part that it names, and PHRASE if it begins a phrase."""

    def __missing__(self, token: str) -> int:
        words, stems, lengths, _ = _entries()
        meaning = words.get(token, 0)
        for length in lengths:
            meaning |= stems.get(token[:length], 0)
        if len(self) >= VOCABULARY:
            self.clear()
        self[token] = meaning
        return meaning


@cache
def _known() -> _Known:
    return _Known()


class _Entries(NamedTuple):
    """Single words and stems with the bits of what they mean, and phrases by their first word; none ends in a stem."""

    words: dict[str, int]
    stems: dict[str, int]
    stem_lengths: list[int]
    phrases: dict[str, list[tuple[list[str], int]]]


@cache
def _entries() -> _Entries:
    words = {"\n": START}
    stems: dict[str, int] = {}
    phrases: dict[str, list[tuple[list[str], int]]] = {}
    for part, entries in enumerate(_lists().values()):
        for entry in entries:
            tokens = entry.rstrip("*").split()
            if len(tokens) > 1:
                phrases.setdefault(tokens[0], []).append((tokens, 1 << part))
                words[tokens[0]] = words.get(tokens[0], 0) | PHRASE
            else:
                known = stems if entry.endswith("*") else words
                known[tokens[0]] = known.get(tokens[0], 0) | 1 << part
    return _Entries(words, stems, sorted(set(map(len, stems))), phrases)
