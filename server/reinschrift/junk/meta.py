"""Meta: bylines, dates, reading times, author notes, tags and player labels: data about the article."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding, Kind, Sign
from .boxed import judge_by_cues
from .view import View

BESIDE_HEADLINE = 8  # blocks
SHORT = 14  # words


def judge(view: View) -> Iterator[Finding]:
    """Short lines that name the author or the time, by words, structured data and markup; never by force."""
    for finding in judge_by_cues(view, Kind.META, lifts=False):
        yield finding._replace(strength=min(finding.strength, 0.6))
    authors = view.evidence.columns["names author"]
    for block in view.blocks:
        i = block.index
        if not block.text:
            continue
        if authors[i] and view.words[i] <= SHORT:
            yield Finding(Kind.META, i, i + 1, 0.45, (Sign("author"),))
        elif view.says(i, "meta"):
            yield Finding(Kind.META, i, i + 1, 0.2, (Sign("attribute", "meta"),))
        elif _beside_headline(view, i):
            yield Finding(Kind.META, i, i + 1, 0.1, (Sign("place"),))


def _beside_headline(view: View, index: int) -> bool:
    headline = view.evidence.headline
    near = headline >= 0 and headline - 3 <= index <= headline + BESIDE_HEADLINE
    return bool(near and view.words[index] <= SHORT)
