"""Captions: what stands under a picture, and the credits that name its source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ..forms import CAPTION, CELL, IMAGE, ITEM, PARAGRAPH
from ..model import Finding, Kind, Sign
from ..scripts import COLONS
from .boxed import judge_by_cues
from .view import View

TEXT = 0.92  # what the content model says of a caption that is the article itself, as in picture stories
STORY = 0.5  # and of one where the whole story is told in captions,
STORY_WORDS, STORY_SHARE = 60, 1.5  # which are then at least so many words, and so many for each other word of prose
CREDIT_WORDS = 14
# 3 of 12, 3/12, 3 von 12; but 155 x 96 are centimetres, and 2:1 is a score.
COUNTER = re.compile(r"(\d{1,3})\s?(?:/|(?!x\s)[^\W\d_]{1,4}\s)\s?(\d{1,3})")
CAPTION_WORDS = 50
COPYRIGHT = ("©", "ⓒ", "Ⓒ")
STEP = 0.65  # what the content model says of most sentences that are steps of a recipe, though pictures show them


def judge(view: View) -> Iterator[Finding]:
    """Blocks in a figure's caption go for certain; credits and caption-like lines by their words and markup."""
    story = _is_picture_story(view)
    for block in view.blocks:
        if block.form is CAPTION:
            told = view.score[block.index] >= (STORY if story else TEXT) and (story or view.is_prose(block.index))
            yield Finding(Kind.CAPTION, block.index, block.index + 1, 0.3 if told else 1.0, (Sign("caption"),))
        elif block.text.startswith(COPYRIGHT) and view.words[block.index] <= CREDIT_WORDS:
            yield Finding(Kind.CAPTION, block.index, block.index + 1, 1.0, (Sign("credit"),))
    for index, is_step in _counters(view):
        yield _counted(view, index, is_step)
    yield from _named_sources(view)
    for index in view.saying("caption"):
        yield Finding(Kind.CAPTION, index, index + 1, 0.35, (Sign("attribute", "caption"),))
    for finding in judge_by_cues(view, Kind.CAPTION, lifts=False):
        most = 1.0 if _is_label(view, finding.start) else 0.9
        yield finding._replace(strength=min(finding.strength, most), signs=(Sign("credit"), *finding.signs))


def _is_label(view: View, index: int) -> bool:
    """Whether a line says nothing but what stands at a picture: "File photo"."""
    hits = view.hits[Kind.CAPTION, index]
    return view.blocks[index].form is PARAGRAPH and any(h.whole and h.cue.strength == "labels" for h in hits)


def _named_sources(view: View) -> Iterator[Finding]:
    """Lines beside a picture that are a label, a colon and a few words: "Photo: Kim Roth"."""
    for index in view.blocks_with.get(Kind.CAPTION, ()):
        block = view.blocks[index]
        if block.form not in (PARAGRAPH, ITEM) or view.words[index] > CREDIT_WORDS or view.ends_sentence(index):
            continue
        labels = (h for h in view.hits[Kind.CAPTION, index] if h.at_start and h.cue.strength == "labels")
        named = any(block.text[len(h.cue.text) :].startswith(tuple(COLONS)) for h in labels)
        if named and _is_pictured(view, index):
            yield Finding(Kind.CAPTION, index, index + 1, 1.0, (Sign("credit"),))


def _is_pictured(view: View, index: int) -> bool:
    return any(block.form is IMAGE for block in view.blocks[max(0, index - 2) : index + 3])


def _is_picture_story(view: View) -> bool:
    """Whether the article is told in its captions: their words by far outweigh all other prose."""
    told = {True: 0.0, False: 0.0}
    for block in view.blocks:
        if view.score[block.index] >= STORY:
            told[block.form is CAPTION] += view.words[block.index]
    return told[True] >= STORY_WORDS and told[True] > STORY_SHARE * told[False]


def _counters(view: View) -> Iterator[tuple[int, bool]]:
    """The lines that number the pictures of a gallery, which several count up to one number, and whether what they
    number are steps, as of a recipe. In a table, they are results."""
    by_total: dict[int, list[int]] = defaultdict(list)
    for block in view.blocks:
        found = COUNTER.fullmatch(block.text) if block.form is not CELL else None
        if found and int(found[1]) <= int(found[2]):
            by_total[int(found[2])].append(block.index)
    for counting in by_total.values():
        steps = sum(_is_step(view, index + 1, STEP) for index in counting)
        for index in counting if len(counting) > 1 else ():
            yield index, 2 * steps > len(counting)


def _is_step(view: View, index: int, likely: float) -> bool:
    return index < len(view.blocks) and view.ends_sentence(index) and view.score[index] >= likely


def _counted(view: View, index: int, is_step: bool) -> Finding:
    """A gallery's counter and the caption behind it, unless it counts steps."""
    end = index + 1
    following = index + 1 < len(view.blocks) and 0 < view.words[index + 1] <= CAPTION_WORDS
    told = following and (view.is_prose(index + 1) or (is_step and _is_step(view, index + 1, STORY)))
    if following and not told and (_is_pictured(view, index) or view.score[index + 1] < TEXT):
        end += 1
        short = end < len(view.blocks) and 0 < view.words[end] <= CREDIT_WORDS
        if short and (view.score[end] < 0.5 or (Kind.CAPTION, end) in view.hits):
            end += 1  # the photographer
    return Finding(Kind.CAPTION, index, end, 1.0, (Sign("counter", view.blocks[index].text),))
