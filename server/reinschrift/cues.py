"""What a block's words betray: every language's cue lists searched in one pass over the page's text.

`words/<language>.toml` holds the lists, a section per kind. An entry is matched on word boundaries; a trailing `*`
makes it a stem. Consent is searched in every language, since a banner need not speak the article's; the other kinds
in the page's declared language, in English, and in the language whose cues the page shows most.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple
from unicodedata import normalize

import ahocorasick_rs
import tomli  # the standard library's tomllib, compiled: it reads the lists in half the time

from .scripts import HANGUL, UNSPACED, is_of_word, letters_of

KINDS = ("consent", "newsletter", "teaser", "promotion", "share", "caption", "meta", "chrome")
SECTIONS = (*KINDS, "paywall", "editorial")
STRENGTHS = ("labels", "phrases", "words")
# The Turkish dotted and dotless i are one letter here, since casefolding takes them apart by the wrong rules; the
# Romanian letters are written with a cedilla and with a comma.
FOLDED = (
    ("’", "'"), ("‘", "'"), ("ʼ", "'"), ("‐", "-"), ("‑", "-"), ("–", "-"), ("“", '"'), ("”", '"'), ("„", '"'),
    ("«", '"'), ("»", '"'), ("İ", "i"), ("ı", "i"), ("\u02bb", "'"), ("`", "'"), ("\u00a0", " "), ("\u00ad", ""),
    ("\u200b", ""), ("\u200c", ""), ("\u200d", ""), ("ș", "ş"), ("ț", "ţ"), ("Ș", "ş"), ("Ț", "ţ"),
    # What keyboards for Arabic, Persian and Urdu write in several ways, and what only draws a word out.
    ("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ي", "ی"), ("ى", "ی"), ("ك", "ک"), ("ہ", "ه"), ("ھ", "ه"), ("ـ", ""),
)  # fmt: skip
# Scripts in which a word boundary means nothing.
RUNNING_ON = letters_of(*UNSPACED, HANGUL)
WHITE = " \n"
LABEL_REACH = 6  # characters that are no words (arrows, dashes, quotes) before a label
OPENING = re.compile(r"(?:^|[\s(:])\"(?=\S)|[「『]")
CLOSING = re.compile(r"\S\"(?=[\s.,;:!?)]|$)|[」』]")
LEADING = re.compile(r"[\W_]*")
# Languages that are read by another's lists, and codes that others have taken the place of.
ALSO = {"no": "nb", "nn": "nb", "bs": "hr", "sh": "hr", "cnr": "sr", "tl": "fil", "iw": "he", "in": "id"}
ENOUGH_TO_NAME_A_LANGUAGE = 4  # different cues of one language on a page that declares another


class Cue(NamedTuple):
    """One entry of a word list: its section, its strength (labels, phrases or words), its language, its text."""

    section: str
    strength: str
    lang: str
    text: str
    stem: bool


class Hit(NamedTuple):
    """A cue found in a block: whether it stands at its start, is the whole of it, or stands in quotation marks that
    opened before it, so that somebody is speaking of it."""

    block: int
    cue: Cue
    at_start: bool
    whole: bool
    quoted: bool


def fold(text: str) -> str:
    """Text as the word lists write it: NFC, casefolded, straight apostrophes and hyphens, no line breaks."""
    text = text.replace("\n", " ")
    if text.isascii():
        return text.lower()
    for letter, plain in FOLDED:
        text = text.replace(letter, plain)
    return normalize("NFC", text).casefold().replace("\u0307", "")


Marks = tuple[list[int], list[int]]  # where the quotation marks of a text open, and where they close
Match = tuple[Cue, int, int, int]  # the cue found, in which text, and where it starts and ends there


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cue lists ready for searching: an automaton, and for each text it knows the cues that are written so."""

    automaton: ahocorasick_rs.AhoCorasick
    entries: Sequence[tuple[Cue, ...]]

    @classmethod
    def of(cls, cues: Iterable[Cue]) -> Lexicon:
        by_text: dict[str, list[Cue]] = {}
        for cue in cues:
            known = by_text.setdefault(cue.text, [])
            if cue not in known:  # two spellings may fold to one (Turkish ilan and İlan)
                known.append(cue)
        return cls(ahocorasick_rs.AhoCorasick(list(by_text)), [tuple(group) for group in by_text.values()])

    def search(self, texts: Sequence[str]) -> list[Match]:
        """Every cue on word boundaries in every text (already folded), in order; labels near the start only."""
        found: list[Match] = []
        joined = "\n".join(texts)
        starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
        for entry, start, end in self.automaton.find_matches_as_indexes(joined, overlapping=True):
            if joined[start - 1] not in WHITE and not parts_words(joined, start):
                continue
            block = bisect_right(starts, start) - 1
            first = starts[block]
            ends_word = joined[end : end + 1] in WHITE or parts_words(joined, end)
            may_be_label = start - first <= LABEL_REACH
            for cue in self.entries[entry]:
                if (ends_word or cue.stem) and (may_be_label or cue.strength != "labels"):
                    found.append((cue, block, start - first, end - first))
        return found


def parts_words(text: str, at: int) -> bool:
    """Whether a word may begin or end between `text[at - 1]` and `text[at]`."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if not (is_of_word(before) and is_of_word(after)):
        return True
    return max(before, after) > "\u0dff" and any(map(RUNNING_ON.match, (before, after)))


@cache
def language_lexicon() -> Lexicon:
    """The cue lists of every language in `words/`."""
    folder = files(__package__) / "words"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return Lexicon.of(cue for path in paths for cue in _cues(tomli.loads(path.read_text(encoding="utf-8"))))


def _cues(table: Mapping[str, object]) -> Iterable[Cue]:
    lang = str(table["language"])
    for section in SECTIONS:
        lists = table.get(section, {})
        assert isinstance(lists, dict)
        for strength in STRENGTHS:
            entries = lists.get(strength, ())
            for text in fold_all(entries):
                yield Cue(section, strength, lang, text.rstrip("*"), text.endswith("*"))


def fold_all(texts: Sequence[str]) -> list[str]:
    """`fold` for many texts at once, which costs one pass."""
    folded = fold("\u2029".join(texts)).split("\u2029")
    return folded if len(folded) == len(texts) else [fold(text) for text in texts]


def find(texts: Sequence[str], lang: str | None) -> list[Hit]:
    """The cues in a page's blocks (folded texts), in the languages that count for it; see the module."""
    matches = language_lexicon().search(texts)
    wanted = _languages(matches, lang)
    hits: dict[tuple[int, int, int, str, str], Hit] = {}  # what several languages list counts once
    marks: dict[int, Marks] = {}  # by block, looked for once: one text may hold thousands of cues
    for cue, block, start, end in matches:
        place = (block, start, end, cue.section, cue.strength)
        if place not in hits and (cue.lang in wanted or cue.section == "consent"):
            if block not in marks:
                marks[block] = _marks(texts[block])
            hits[place] = _hit(texts[block], cue, block, start, end, marks[block])
    return list(hits.values())


def _hit(text: str, cue: Cue, block: int, start: int, end: int, marks: Marks) -> Hit:
    at_start = start == 0 or (start <= LABEL_REACH and LEADING.fullmatch(text, 0, start) is not None)
    opened, closed = (bisect_right(places, start) for places in marks)
    return Hit(block, cue, at_start, at_start and LEADING.fullmatch(text, end) is not None, opened > closed)


def _marks(text: str) -> Marks:
    if '"' not in text and "「" not in text and "『" not in text:
        return [], []
    opening, closing = ([mark.end() - 1 for mark in kind.finditer(text)] for kind in (OPENING, CLOSING))
    return opening, closing


def _languages(matches: Sequence[Match], declared: str | None) -> frozenset[str]:
    seen = Counter([lang for lang, _ in {(cue.lang, cue.text) for cue, _, _, _ in matches if cue.strength != "words"}])
    del seen["en"]
    named = {"en"}
    if declared:
        primary = declared.split("-")[0]
        named.add(ALSO.get(primary, primary))
    if seen:
        lang, count = max(seen.items(), key=lambda item: (item[1], item[0]))
        if count >= ENOUGH_TO_NAME_A_LANGUAGE or not declared:
            named.add(lang)
    return frozenset(named)
