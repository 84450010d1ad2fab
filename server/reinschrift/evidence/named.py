"""What class names, ids, roles and data attributes say, by the lists of `attributes.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
VOCABULARY = 20_000  # tokens remembered; sites share most of theirs
DIVIDERS = "-_:./,;()[]|+#&=?!@"


@cache
def parts() -> tuple[str, ...]:
    """The names of the parts, in the order of the file."""
    return tuple(_lists())


@cache
def _lists() -> dict[str, list[str]]:
    table = tomllib.loads((files("reinschrift") / "attributes.toml").read_text(encoding="utf-8"))
    return {part: lists["words"] for part, lists in table.items()}


def parts_named(texts: Sequence[str]) -> list[set[int]]:
    """For each element's attribute words the parts that they name, by their index in `parts()`."""
    known = _known()
    named: list[set[int]] = [set() for _ in texts]
    current = 0
    spaced = [text if text.islower() else CAMEL.sub(" ", text) for text in texts]
    joined = " \n ".join(spaced).lower()
    for divider in DIVIDERS:
        joined = joined.replace(divider, " ")
    tokens = joined.split(" ")
    for i, token in enumerate(tokens):
        if token == "\n":
            current += 1
        elif (meaning := known[token]) is not None:
            found, phrases = meaning
            named[current].update(found)
            for phrase, part in phrases:
                if tokens[i : i + len(phrase)] == phrase:
                    named[current].add(part)
    return named


Phrases = Sequence[tuple[list[str], int]]


class _Known(dict[str, tuple[tuple[int, ...], Phrases] | None]):
    """What is known of each token seen so far: the parts it names and the phrases it begins, or None for nothing."""

    def __missing__(self, token: str) -> tuple[tuple[int, ...], Phrases] | None:
        entries = _entries()
        stems = [part for end in range(1, len(token) + 1) for part in entries.stems.get(token[:end], ())]
        found, phrases = (*entries.words.get(token, ()), *stems), entries.phrases.get(token, ())
        if len(self) >= VOCABULARY:
            self.clear()
        self[token] = (found, phrases) if found or phrases else None
        return self[token]


@cache
def _known() -> _Known:
    return _Known()


class _Entries(NamedTuple):
    """Single words, stems, and phrases by their first word, each with its parts; no phrase ends in a stem."""

    words: dict[str, list[int]]
    stems: dict[str, list[int]]
    phrases: dict[str, list[tuple[list[str], int]]]


@cache
def _entries() -> _Entries:
    words: dict[str, list[int]] = {}
    stems: dict[str, list[int]] = {}
    phrases: dict[str, list[tuple[list[str], int]]] = {}
    for part, entries in enumerate(_lists().values()):
        for entry in entries:
            tokens = entry.rstrip("*").split()
            if len(tokens) > 1:
                phrases.setdefault(tokens[0], []).append((tokens, part))
            else:
                (stems if entry.endswith("*") else words).setdefault(tokens[0], []).append(part)
    return _Entries(words, stems, phrases)
