"""Meta: bylines, dates, reading times, author notes, tags and player labels: data about the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..forms import CAPTION, CELL, HEADING, ITEM, LABEL, QUOTE
from ..model import Finding, Kind, Sign
from ..scripts import SENTENCE_END
from . import repeats
from .boxed import judge_by_cues
from .view import LONG_PROSE, View

BESIDE_HEADLINE = 10  # blocks
AFTER_THE_END = 8  # blocks in which topic links stand
SHORT = 14  # words
PARTS = ("meta", "tags", "time", "author")  # of attributes.toml, the most telling last
DATE_DIGITS = 0.2  # share of a date's characters that are digits
ALL_DIGITS = 0.4  # and from which it says nothing else
BYLINE_WORDS, NAME_WORDS = 6, 3
BYLINES = 5  # lines of a box with the author's name, role, place and time
DATED_WORDS = 24  # in a line that tells when, and by whom, the article was published
DATED_LINES = 3  # how many may stand behind the first paragraph; more are the times of a live blog
DATE = re.compile(  # 3.5.2026, 2026-05-03, 17:41, 3. Mai 2026, 3 de mayo de 2026, May 3, 2026, 2026年
    r"(?<!\d)\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?(?:19|20)?\d\d(?!\d)|(?<!\d)(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}"
    r"|\b\d{1,2}[:.h]\d\d\b"
    r"|(?:19|20)\d\d ?年|\b\d{1,2}(?:st|nd|rd|th|er|\.|º)? (?:de )?[^\W\d_]{3,12}\.?,? (?:de )?(?:19|20)\d\d\b"
    r"|\b[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b"
)
HALF_DAYS = ("a.m.", "p.m.")
UNDATED = (HEADING, ITEM, CELL, CAPTION)  # what has a date there dates an event
CREDIT_WORDS = 14
TIME_WORDS = 8  # in a line that says how long the article takes to read
MAIL = re.compile(r"[^:]*?[\w.+-]+@[\w-]+\.[\w.-]+")  # a name may stand before it; "Write to: ..." is advice
MAIL_WORDS = 5


def judge(view: View) -> Iterator[Finding]:
    """Short lines that name the author, the time or the topic, by words, data, markup and place; by force only the line
    at the headline that bears the date, and the one after the end that says who wrote what stands above."""
    for finding in judge_by_cues(view, Kind.META, lifts=False):
        yield finding._replace(strength=min(finding.strength, 0.6))
    for index in repeats.headings(view):
        yield Finding(Kind.META, index, index + 1, 1.0, (Sign("headline"),))
    yield from _dated(view)
    yield from _byline_boxes(view)
    yield from _credits(view)
    yield from _notes_on_the_author(view)
    parts = {index: part for part in PARTS for index in view.saying(part)}
    for index, words in enumerate(view.words):
        if words > SHORT:
            if view.names_author[index] and index > view.span[1]:
                yield Finding(Kind.META, index, index + 1, 0.3, (Sign("author"),))
        elif words and (found := _other_sign(view, index, parts.get(index))):
            yield Finding(Kind.META, index, index + 1, found[0], (found[1],))


def _dated(view: View) -> Iterator[Finding]:
    """Lines beside the headline that bear a date or a time and are no sentence: when the article was published. One
    paragraph, the lede, may stand between."""
    headline = view.evidence.headline
    first = max(0, headline - BESIDE_HEADLINE)
    beside = range(first, min(len(view.blocks), max(headline, 0) + BESIDE_HEADLINE + 1))
    dated = [i for i in beside if i != headline and _is_dated(view, i)]
    prose = [i for i in beside if i > headline and view.is_sentence(i) and i not in dated]
    behind = [i for i in dated if prose and i > prose[0] and (len(prose) < 2 or i < prose[1])]
    if headline < 0 or len(behind) > DATED_LINES:
        behind = []
    for index in dated:
        if not prose or index < prose[0] or index in behind:
            yield Finding(Kind.META, index, index + 1, 1.0, (Sign("time"),))
            yield from _bylines(view, index)


def _bylines(view: View, dated: int) -> Iterator[Finding]:
    """Lines of a few words right before or after the article's date that open as bylines do ("by", "von", "di") or are
    of one make with it, by their class names."""
    for index in (dated - 1, dated + 1):
        if 0 <= index < len(view.blocks) and 0 < view.words[index] <= BYLINE_WORDS:
            unfinished = view.blocks[index].text[-1] not in SENTENCE_END and view.blocks[index].form is not HEADING
            if unfinished and (_says(view, index, ("labels",)) or _is_made_like(view, index, dated)):
                yield Finding(Kind.META, index, index + 1, 1.0, (Sign("author"),))


def _is_made_like(view: View, index: int, other: int) -> bool:
    classed = view.boxes[view.blocks[other].box].words != ""
    return classed and view.words[index] <= NAME_WORDS and view.are_alike(index, other)


def _byline_boxes(view: View) -> Iterator[Finding]:
    """Small boxes at the headline that call themselves the author's in their markup, and hold no sentence."""
    headline = view.evidence.headline
    for box in view.small_boxes if headline >= 0 else ():
        if not 0 < box.start - headline <= BESIDE_HEADLINE or not view.named(box.index, "author"):
            continue
        lines = view.lines(box)
        if len(lines) <= BYLINES and all(view.words[i] <= BYLINE_WORDS and not view.ends_sentence(i) for i in lines):
            yield Finding(Kind.META, box.start, box.end, 1.0, (Sign("attribute", "author"),))


def _is_dated(view: View, index: int) -> bool:
    block = view.blocks[index]
    unfinished = block.text[-1:] not in SENTENCE_END or block.text.endswith(HALF_DAYS)
    short = 0 < view.words[index] <= DATED_WORDS and unfinished
    is_date = block.form is ITEM and view.digits[index] >= ALL_DIGITS
    return short and (block.form not in UNDATED or is_date) and _tells_when(view, index)


def _tells_when(view: View, index: int) -> bool:
    """Whether a line bears a date, or says in a fixed phrase how long the article takes to read."""
    if view.words[index] <= TIME_WORDS and _says(view, index, ("phrases",)):
        return True
    return DATE.search(view.blocks[index].text) is not None


def _credits(view: View) -> Iterator[Finding]:
    """Short lines after the last paragraph that name the author or give a mail address, and say no more; in a footer
    they speak of the site."""
    last, footer = view.last_sentence(frozenset()), view.saying("footer")
    for index in range(last + 1, min(len(view.blocks), last + 1 + AFTER_THE_END)):
        block = view.blocks[index]
        if index in footer:
            continue
        if not 0 < view.words[index] <= CREDIT_WORDS or block.form in (HEADING, ITEM) or block.text[-1] in SENTENCE_END:
            continue
        address = view.words[index] <= MAIL_WORDS and MAIL.fullmatch(block.text)
        if address or _says(view, index, ("phrases", "labels")):
            yield Finding(Kind.META, index, index + 1, 1.0, (Sign("author"),))


def _notes_on_the_author(view: View) -> Iterator[Finding]:
    """What names the author after the article's last sentence and says who that is, or how to reach them."""
    naming = frozenset(i for i, names in enumerate(view.names_author) if names and view.words[i] < LONG_PROSE)
    last = view.last_sentence(naming.union(view.blocks_with.get(Kind.CHROME, ()))) if naming else 0
    for index in sorted(naming):
        told = (Kind.META, index) in view.hits or "@" in view.blocks[index].text
        if index > last and told and view.blocks[index].form is not HEADING:
            yield Finding(Kind.META, index, index + 1, 1.0, (Sign("author"),))


def _says(view: View, index: int, strengths: tuple[str, ...]) -> bool:
    """Whether a block holds such a cue; a label counts at its start."""
    hits = view.hits.get((Kind.META, index), ())
    return any(hit.cue.strength in strengths and (hit.cue.strength != "labels" or hit.at_start) for hit in hits)


def _is_name(view: View, index: int) -> bool:
    """Whether a line has room for little more than the author's name that it holds."""
    is_line = view.blocks[index].form not in (HEADING, CELL, QUOTE) and not view.ends_sentence(index)
    return is_line and view.words[index] <= NAME_WORDS


def _other_sign(view: View, index: int, part: str | None) -> tuple[float, Sign] | None:
    """What else than words says that a short block is data about the article, and how strongly."""
    if view.names_author[index]:
        return (1.0 if _is_name(view, index) else 0.45), Sign("author")
    near = view.evidence.headline >= 0 and abs(index - view.evidence.headline) <= BESIDE_HEADLINE
    in_prose = view.span[0] < index < view.span[1] and view.blocks[index].form in UNDATED
    if near and view.digits[index] >= DATE_DIGITS and view.words[index] <= SHORT / 2 and not in_prose:
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
