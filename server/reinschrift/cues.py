"""What a block's words betray: every language's cue lists searched in one pass over the page's text.

`words/<language>.toml` holds the lists, a section per kind. An entry is matched on word boundaries; a trailing `*`
makes it a stem. Consent is searched in every language, since a banner need not speak the article's; the other kinds
in the page's declared language, in English, and in the language whose cues the page shows most.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from unicodedata import normalize

import ahocorasick_rs

SECTIONS = ("consent", "newsletter", "teaser", "promotion", "share", "caption", "meta", "chrome", "paywall")
STRENGTHS = ("labels", "phrases", "words")
# The Turkish dotted and dotless i are one letter here, since casefolding takes them apart by the wrong rules.
FOLDED = str.maketrans(
    dict.fromkeys("’‘ʼ", "'")
    | dict.fromkeys("‐‑–", "-")
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("İı", "i")
    | {"\u00a0": " ", "\n": " ", "\u00ad": None}
)
# Scripts written without spaces, where a word boundary means nothing.
UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
LEADING = re.compile(r"[\W_]*")
ENOUGH_TO_NAME_A_LANGUAGE = 4  # different cues of one language on a page that declares another


class Cue(NamedTuple):
    """One entry of a word list: its section, its strength (labels, phrases or words), its language, its text."""

    section: str
    strength: str
    lang: str
    text: str
    stem: bool


class Hit(NamedTuple):
    """A cue found in a block: where in its folded text, whether at its start, and whether it is the whole of it."""

    block: int
    cue: Cue
    at_start: bool
    whole: bool


def fold(text: str) -> str:
    """Text as the word lists write it: NFC, casefolded, straight apostrophes and hyphens, no line breaks."""
    if text.isascii():
        return text.replace("\n", " ").lower()
    return normalize("NFC", text.translate(FOLDED)).casefold().replace("\u0307", "")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cue lists ready for searching."""

    automaton: ahocorasick_rs.AhoCorasick
    entries: Sequence[tuple[Cue, ...]]

    @classmethod
    def of(cls, cues: Iterable[Cue]) -> Lexicon:
        by_text: dict[str, list[Cue]] = {}
        for cue in cues:
            by_text.setdefault(cue.text, []).append(cue)
        return cls(ahocorasick_rs.AhoCorasick(list(by_text)), [tuple(group) for group in by_text.values()])

    def search(self, texts: Sequence[str]) -> list[Hit]:
        """Every cue in every text (already folded), in order of place."""
        joined = "\n".join(texts)
        starts, position = [], 0
        for text in texts:
            starts.append(position)
            position += len(text) + 1
        hits = []
        for entry, start, end in self.automaton.find_matches_as_indexes(joined, overlapping=True):
            if not _bounded(joined, start):
                continue
            ends_word = _bounded(joined, end)
            for cue in self.entries[entry]:
                if ends_word or cue.stem:
                    block = bisect_right(starts, start) - 1
                    hits.append(_hit(texts[block], block, cue, start - starts[block], end - starts[block]))
        return hits


def _bounded(text: str, at: int) -> bool:
    """Whether a word may begin or end between `text[at - 1]` and `text[at]`."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if not (before.isalnum() and after.isalnum()):
        return True
    return before > "\u0dff" and (UNSPACED.match(before) is not None or UNSPACED.match(after) is not None)


def _hit(text: str, block: int, cue: Cue, start: int, end: int) -> Hit:
    at_start = start <= 6 and LEADING.fullmatch(text, 0, start) is not None
    return Hit(block, cue, at_start, at_start and LEADING.fullmatch(text, end) is not None)


@cache
def language_lexicon() -> Lexicon:
    """The cue lists of every language in `words/`."""
    folder = files(__package__) / "words"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return Lexicon.of(cue for path in paths for cue in _cues(tomllib.loads(path.read_text(encoding="utf-8"))))


def _cues(table: Mapping[str, object]) -> Iterable[Cue]:
    lang = str(table["language"])
    for section in SECTIONS:
        lists = table.get(section, {})
        assert isinstance(lists, dict)
        for strength in STRENGTHS:
            for entry in lists.get(strength, ()):
                yield Cue(section, strength, lang, fold(entry.rstrip("*")), entry.endswith("*"))


def find(texts: Sequence[str], lang: str | None) -> list[Hit]:
    """The cues in a page's blocks (folded texts), in the languages that count for it; see the module."""
    hits = language_lexicon().search(texts)
    wanted = _languages(hits, lang)
    return [hit for hit in hits if hit.cue.lang in wanted or hit.cue.section == "consent"]


def _languages(hits: Sequence[Hit], declared: str | None) -> frozenset[str]:
    seen = Counter(lang for lang, _ in {(hit.cue.lang, hit.cue.text) for hit in hits if hit.cue.strength != "words"})
    del seen["en"]
    named = {"en"}
    if declared:
        primary = declared.split("-")[0]
        named.add({"no": "nb", "nn": "nb"}.get(primary, primary))
    if seen:
        lang, count = max(seen.items(), key=lambda item: (item[1], item[0]))
        if count >= ENOUGH_TO_NAME_A_LANGUAGE or not declared:
            named.add(lang)
    return frozenset(named)
