"""Sentences made up for training: pitches, which have to go, and what articles hold, which has to stay even where it
reads like them.

Publishers word their pitches in countless ways, of which a corpus has few, and of most languages it has no page at all.
`sentences/` holds some hundreds a language. In them `{site}` stands for the publisher, and `[words](kind)` is a link.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

FOLDER = Path(__file__).parent / "sentences"
LINK = re.compile(r"\[([^\]]+)\]\((\w+)\)")
PARTS = 3  # into which the sentences are divided; see wordings.py
NO_NAME = ("Morgenbote", "Harbour Post", "Kreisblatt", "The Lantern", "Echo", "Tagesblick")  # where a page has none


@dataclass(frozen=True)
class Sentences:
    """Those of a language. Of junk: pitches, headings of their boxes, items of lists in them; of articles: sentences,
    headings, items of lists, and short paragraphs of boxes."""

    pitches: tuple[str, ...]
    pitch_heads: tuple[str, ...]
    benefits: tuple[str, ...]
    articles: tuple[str, ...]
    heads: tuple[str, ...]
    items: tuple[str, ...]
    facts: tuple[str, ...]

    def part(self, number: int) -> Sentences:
        """Those of one of PARTS parts."""
        return Sentences(*(tuple(text for text in texts if part_of(text) == number) for texts in vars(self).values()))


@cache
def sentences() -> Mapping[str, Sentences]:
    """The languages' sentences."""
    tables = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml")))
    return {table["language"]: _read(table["junk"], table["article"]) for table in tables}


def _read(junk: Mapping[str, list[str]], article: Mapping[str, list[str]]) -> Sentences:
    pitches = chain.from_iterable(texts for name, texts in junk.items() if name not in ("heads", "benefits"))
    told = chain.from_iterable(texts for name, texts in article.items() if name not in ("heads", "items", "facts"))
    return Sentences(
        tuple(pitches), tuple(junk["heads"]), tuple(junk["benefits"]),
        tuple(told), tuple(article["heads"]), tuple(article["items"]), tuple(article["facts"]),
    )  # fmt: skip


def number_of(text: str) -> int:
    """A large number for a text, the same on every machine."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def part_of(text: str) -> int:
    """The part that a sentence, or a publisher by its name, belongs to."""
    return number_of(text) // 1000 % PARTS


def plain(text: str, site: str = "") -> str:
    """A sentence without its links, with a publisher's name or none."""
    return LINK.sub(r"\1", text.replace("{site}", site))
