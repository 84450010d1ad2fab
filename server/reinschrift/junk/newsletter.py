"""Newsletters: boxes and lines that ask the reader to subscribe to mails, channels or push messages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Box, Finding, Kind, Sign
from .boxed import LABEL_WORDS, SURE, Points, judge_by_cues
from .view import View

MAIL_WORDS, MAIL_BLOCKS = 60, 10  # in a box that asks for a mail address
PITCH_WORDING, PITCH_STRENGTH = 1.0, 0.9  # how a line must be worded that no list knows, and how sure that makes it
SURE_WORDING, SURE_STRENGTH = 3.0, 0.5  # the same of one with a link to anywhere and a word of a list
SIGN_UP = re.compile(r"newsletter|/letters/|sign-?up|subscribe|abonnier|whatsapp\.com/|t\.me/|line\.me/|lin\.ee/")


def judge(view: View) -> Iterator[Finding]:
    """Sign-up boxes, with or without a form, and paragraphs that only pitch a newsletter or channel."""
    yield from judge_by_cues(view, Kind.NEWSLETTER, _shape)
    yield from _mail_boxes(view)
    yield from _worded_pitches(view)


def _worded_pitches(view: View) -> Iterator[Finding]:
    """Lines that are worded like a pitch, whatever the words, and link to where one signs up, or hold a link and a
    cue."""
    for index, wording in enumerate(view.wording):
        if wording >= PITCH_WORDING and any(map(SIGN_UP.search, view.hrefs(index, index + 1))):
            yield Finding(Kind.NEWSLETTER, index, index + 1, PITCH_STRENGTH, (Sign("signup"),))
        elif wording >= SURE_WORDING and view.links[index] and (Kind.NEWSLETTER, index) in view.hits:
            yield Finding(Kind.NEWSLETTER, index, index + 1, SURE_STRENGTH, (Sign("pitch"),))


def _mail_boxes(view: View) -> Iterator[Finding]:
    """Small boxes in the article that ask for a mail address, whatever they say."""
    done = -1
    for box in view.boxes:  # outer boxes first
        if box.mails and box.start > done and view.begins_in_article(box) and _is_small(view, box):
            done = box.end - 1
            yield Finding(Kind.NEWSLETTER, box.start, box.end, 1.0, (Sign("mail"), Sign("form", str(box.controls))))


def _is_small(view: View, box: Box) -> bool:
    """Whether a box holds no more than a form and its pitch."""
    if box.end - box.start > MAIL_BLOCKS or view.words_in(box.start, box.end) > MAIL_WORDS:
        return False
    return not any(view.is_prose(i) for i in range(box.start, box.end))


def _shape(view: View, index: int) -> Points:
    """What a link to a sign-up page and a neighbouring pitch add to the words."""
    if _sells_access(view, index):
        return Points(-SURE, ())
    points, signs = 0.0, []
    if view.link_share[index] > 0.2 and any(map(SIGN_UP.search, view.hrefs(index, index + 1))):
        points += 1.0
        signs.append(Sign("signup"))
    elif view.links[index] and _calls_to_sign_up(view, index):
        points += 1.0
    if view.words[index] <= LABEL_WORDS and _pitch_beside(view, index):
        points += 1.5
    return Points(points, tuple(signs))


def _calls_to_sign_up(view: View, index: int) -> bool:
    """Whether a block opens like a sign-up button of several words: "Subscribe to our newsletter"."""
    hits = view.hits.get((Kind.NEWSLETTER, index), ())
    return any(hit.at_start and hit.cue.strength == "labels" and " " in hit.cue.text for hit in hits)


def _sells_access(view: View, index: int) -> bool:
    """Whether a block asks to subscribe for the rest of the article: that is an offer, not a newsletter."""
    hits = view.hits.get((Kind.PROMOTION, index), ())
    return any(hit.cue.section == "paywall" and hit.cue.strength != "words" for hit in hits)


def _pitch_beside(view: View, index: int) -> bool:
    """Whether the block before or after is an unmistakable pitch; a short line then is its heading or button."""
    return any(
        hit.cue.strength == "phrases" and not view.is_quoted(hit)
        for neighbour in (index - 1, index + 1)
        for hit in view.hits.get((Kind.NEWSLETTER, neighbour), ())
    )
