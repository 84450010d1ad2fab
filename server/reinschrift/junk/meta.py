"""Meta: bylines, dates, reading times, author notes, tags and player labels: data about the article."""

from __future__ import annotations

from collections.abc import Iterator

from ..forms import ITEM, LABEL
from ..model import Finding, Kind, Sign
from .boxed import judge_by_cues
from .view import View

BESIDE_HEADLINE = 10  # blocks
AFTER_THE_END = 8  # blocks in which topic links stand
SHORT = 14  # words
PARTS = ("meta", "tags", "time", "author")  # of attributes.toml, the most telling last
DATE_DIGITS = 0.2  # share of a date's characters that are digits


def judge(view: View) -> Iterator[Finding]:
    """Short lines that name the author, the time or the topic, by words, data, markup and place; never by force."""
    for finding in judge_by_cues(view, Kind.META, lifts=False):
        yield finding._replace(strength=min(finding.strength, 0.6))
    parts = {index: part for part in PARTS for index in view.saying(part)}
    for index, words in enumerate(view.words):
        if words > SHORT:
            if view.names_author[index] and index > view.span[1]:
                yield Finding(Kind.META, index, index + 1, 0.3, (Sign("author"),))
        elif words and (found := _other_sign(view, index, parts.get(index))):
            yield Finding(Kind.META, index, index + 1, found[0], (found[1],))


def _other_sign(view: View, index: int, part: str | None) -> tuple[float, Sign] | None:
    """What else than words says that a short block is data about the article, and how strongly."""
    if view.names_author[index]:
        return 0.45, Sign("author")
    near = view.evidence.headline >= 0 and abs(index - view.evidence.headline) <= BESIDE_HEADLINE
    if near and view.digits[index] >= DATE_DIGITS and view.words[index] <= SHORT / 2:
        return 0.4, Sign("time")
    if part:
        return 0.28, Sign("attribute", part)
    if index == view.evidence.headline - 1 and view.blocks[index].form is not ITEM:
        return 0.25, Sign("top")
    last = view.span[1]
    if last < index <= last + AFTER_THE_END and view.words[index] <= 3 and view.link_share[index] >= 0.8:
        return 0.22, Sign("topic")
    if near and index > view.evidence.headline and view.blocks[index].form is not LABEL:
        return 0.21, Sign("place")
    return None
