"""Why a page's text is not its reference: the cause of every lost paragraph, of every extra word, of every leak."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import measures
import numpy as np
from corpus import Row, letters, reference
from lxml import etree

from reinschrift.asides import NAMELESS
from reinschrift.attributes import is_hidden
from reinschrift.bars import ARTICLE
from reinschrift.evidence import Evidence
from reinschrift.judge import DOUBTFUL
from reinschrift.junk import JUDGES, View
from reinschrift.model import Finding, Form, Segments, Verdict
from reinschrift.page import from_html
from reinschrift.tags import NO_TEXT

THERE = 0.9  # share of a paragraph's runs of words from which the text has it, only set differently
SHOWN = 0.5  # and from which the page shows it
SURE = 0.8  # what the content model says of a block that is clearly the article's
PROSE_WORDS = 8
OPENING = 60  # letters of a paragraph that are looked for in the page's source
SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.S | re.I)
TAG = re.compile(r"<[^>]*>")
CODE = re.compile(r"\\u([0-9a-fA-F]{4})")
MARK = re.compile(r"\\[nrt\"/\\]")

CUT, WORDS = "in the text, with other words between", "in the text, but for a few words"
NOWHERE, SCRIPTED = "not in the page", "only in scripts or structured data"
HIDDEN, UNLIKE = "hidden by the page's markup", "on the page, but worded otherwise"
MODEL, BOX = "the content model took it for junk", "went with the junk box around it"
ORDER, HEADLINE = "kept, but not in the text", "taken for the headline"
MISSED, PARTLY, HEADING = "the reference misses it", "half in the reference", "subheading the reference leaves out"
LATE, EARLY = "the reference begins later", "the reference ends earlier"
BEFORE, AFTER = "before the reference, not clearly the article's", "after the reference, not clearly the article's"


class Fault(NamedTuple):
    """One error: what it is (a lost paragraph, extra words, a leak), why, and how many words it costs."""

    sort: str
    cause: str
    words: int
    text: str


@dataclass(frozen=True)
class Judged:
    """A page as it was judged: its blocks, how much each belongs (`score`), what became of each, and the text.

    `shown` are the blocks of the text, `labels` how much of each is the article's, `source` the page as it came.
    """

    row: Row
    segments: Segments
    evidence: Evidence
    score: np.ndarray
    verdicts: Sequence[Verdict]
    shown: frozenset[int]
    labels: np.ndarray
    text: str
    source: str

    @cached_property
    def flat(self) -> list[str]:
        return [letters(block.text) for block in self.segments.blocks]

    @cached_property
    def starts(self) -> list[int]:
        """Where each block begins in the page's letters."""
        return list(accumulate(map(len, self.flat), initial=0))

    @cached_property
    def findings(self) -> list[Finding | None]:
        """For each block the strongest finding of any judge."""
        best: list[Finding | None] = [None] * len(self.segments.blocks)
        view = View(self.segments, self.evidence, self.score)
        for _, judge in JUDGES:
            for finding in judge(view):
                for i in range(finding.start, finding.end):
                    held = best[i]
                    if held is None or finding.strength > held.strength:
                        best[i] = finding
        return best


def faults(page: Judged) -> Iterator[Fault]:
    """Every error of a page."""
    gold = reference(page.row.record)
    for paragraph in measures.paragraphs(gold, page.text):
        if not paragraph.kept:
            words = round(len(measures.tokens(paragraph.text)) * (1 - _share(paragraph.text, page.text)))
            yield Fault("lost", lost(page, paragraph.text), words, paragraph.text)
    if gold.strip():
        yield from _extra(page)
    for kind, text, stands in measures.junk(page.row.record, page.text):
        if stands:
            yield Fault(f"leak {kind}", leaked(page, text), len(measures.tokens(text)), text)


# -- lost paragraphs


def lost(page: Judged, paragraph: str) -> str:
    """Why a paragraph of the reference is not in the text."""
    if _share(paragraph, page.text) >= THERE:
        return _setting(page, paragraph)
    blocks = _blocks_of(page, paragraph)
    if not blocks:
        return _unseen(page, paragraph)
    gone: Counter[str] = Counter()
    for i in blocks:
        if i not in page.shown:
            gone[_removal(page, i)] += len(page.flat[i])
    return gone.most_common(1)[0][0] if gone else _setting(page, paragraph)


def _setting(page: Judged, paragraph: str) -> str:
    both, _, wanted = measures.word_counts(paragraph, page.text)
    return CUT if both == wanted else WORDS


def _share(paragraph: str, text: str) -> float:
    both, _, wanted = measures.gram_counts(paragraph, text)
    return both / max(1, wanted)


def _blocks_of(page: Judged, paragraph: str) -> list[int]:
    """The blocks that show a paragraph: those it runs through, or, where the page words or cuts it differently, those
    that mostly consist of it."""
    own, joined = letters(paragraph), "".join(page.flat)
    places = [match.start() for match in re.finditer(re.escape(own), joined)]
    if places:
        return max((_between(page, at, at + len(own)) for at in places), key=lambda found: page.score[found].mean())
    found = [block.index for block in page.segments.blocks if block.text and _share(block.text, paragraph) >= SHOWN]
    shown = " ".join(page.segments.blocks[i].text for i in found)
    return found if _share(paragraph, shown) >= SHOWN else []


def _between(page: Judged, start: int, end: int) -> list[int]:
    return [i for i, text in enumerate(page.flat) if text and page.starts[i] < end and page.starts[i + 1] > start]


def _unseen(page: Judged, paragraph: str) -> str:
    opening = letters(paragraph)[:OPENING]
    if opening in _letters_of_source(SCRIPT.sub(" ", page.source)):
        return _hiding(page, opening)
    return SCRIPTED if opening in _letters_of_source(page.source) else NOWHERE


def _hiding(page: Judged, opening: str) -> str:
    """What keeps words of the source from being shown."""
    tree = from_html(page.source.encode(), None).tree
    for element in tree.iter(etree.Element) if tree is not None else ():
        tag = str(element.tag)
        if (tag in NO_TEXT or is_hidden(element, tag)) and opening in letters(" ".join(element.itertext())):
            return HIDDEN if tag not in NO_TEXT else SCRIPTED if tag == "script" else f"inside {tag}"
    return UNLIKE


def _letters_of_source(source: str) -> str:
    unescaped = CODE.sub(lambda match: chr(int(match[1], 16)), html.unescape(source))
    return letters(MARK.sub(" ", TAG.sub(" ", unescaped)))


def _removal(page: Judged, index: int) -> str:
    """Why a block is not in the text."""
    verdict, finding = page.verdicts[index], page.findings[index]
    if index == page.evidence.headline:
        return HEADLINE
    if verdict.kind is None:
        return ORDER
    if finding and finding.strength >= 1:
        return f"a judge: {finding.kind}"
    if page.score[index] < ARTICLE:
        return MODEL
    return f"doubt: {finding.kind}" if finding and finding.strength >= DOUBTFUL else BOX


# -- extra words


def _extra(page: Judged) -> Iterator[Fault]:
    told = {letters(label["text"]): label["kind"] for label in page.row.record.get("labels", ())}
    missed = [told.get(text) == "article" for text in page.flat]  # the article's, though not in the reference
    share = np.where(missed, 0, page.labels)
    right = [i for i in sorted(page.shown) if share[i] >= SHOWN]
    span = (right[0], right[-1]) if right else (len(page.flat), -1)
    for i in sorted(page.shown):
        text = page.segments.blocks[i].text
        words = round(len(measures.tokens(text)) * (1 - share[i]))
        if words:
            cause = PARTLY if share[i] >= SHOWN else extra(page, i, told.get(page.flat[i]), span)
            yield Fault("extra", cause, words, text)


def extra(page: Judged, index: int, told: str | None, span: tuple[int, int]) -> str:
    """What a kept block is that the reference does not have; `told` is the kind that a hand gave it, `span` the first
    and last block of the reference in the text."""
    block, finding = page.segments.blocks[index], page.findings[index]
    if told and told != "other":
        return MISSED if told == "article" else f"labelled {told}"
    if block.form is Form.CAPTION:
        return "like caption"
    if finding and finding.strength >= NAMELESS:
        return f"like {finding.kind}"
    prose = len(measures.tokens(block.text)) >= PROSE_WORDS or block.form is Form.ITEM
    clear = prose and page.score[index] >= SURE
    if index < span[0]:
        return LATE if clear else BEFORE
    if index > span[1]:
        return EARLY if clear else AFTER
    if clear:
        return MISSED
    return HEADING if block.form is Form.HEADING else f"between, not clearly the article's: {block.form}"


# -- leaks


def leaked(page: Judged, text: str) -> str:
    """Why a labelled junk block stands in the text."""
    own = letters(text)
    holding = [i for i in page.shown if own in page.flat[i]]
    if not holding:
        return "runs through several blocks"
    index = min(holding, key=lambda i: len(page.flat[i]))
    if len(page.flat[index]) > 2 * len(own):
        return "part of a larger block"
    finding = page.findings[index]
    if finding is None or finding.strength < NAMELESS:
        return "no judge named it, the model kept it"
    return "a judge named it, but not strongly enough"
