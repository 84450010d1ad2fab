"""What class names, ids, roles and data attributes say, by the lists of `attributes.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
SHORTEST_STEM = 3
TOKEN = re.compile(r"[^\W_]+|\n")


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
    _, _, phrases = _entries()
    named: list[set[int]] = [set() for _ in texts]
    current = 0
    spaced = [text if text.islower() else CAMEL.sub(" ", text) for text in texts]
    tokens = TOKEN.findall("\n".join(spaced).lower())
    for i, token in enumerate(tokens):
        if token == "\n":
            current += 1
            continue
        if parts_of := _parts_of(token):
            named[current] |= parts_of
        for phrase, part in phrases.get(token, ()):
            if tokens[i : i + len(phrase)] == phrase:
                named[current].add(part)
    return named


@lru_cache(maxsize=16384)
def _parts_of(token: str) -> frozenset[int]:
    """The parts whose single words or stems a token matches."""
    words, stems, _ = _entries()
    found = set(words.get(token, ()))
    for end in range(SHORTEST_STEM, len(token) + 1):
        found.update(stems.get(token[:end], ()))
    return frozenset(found)


@cache
def _entries() -> tuple[dict[str, list[int]], dict[str, list[int]], dict[str, list[tuple[list[str], int]]]]:
    """Single words, stems, and phrases by their first word, each with its parts; no phrase ends in a stem."""
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
    return words, stems, phrases
