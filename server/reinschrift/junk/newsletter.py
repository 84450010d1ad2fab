"""Newsletters: boxes and lines that ask the reader to subscribe to mails, channels or push messages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Finding, Kind, Sign
from .boxed import LABEL_WORDS, SURE, Points, judge_by_cues
from .view import View

SIGN_UP = re.compile(r"newsletter|sign-?up|subscribe|abonnier|whatsapp\.com/channel|t\.me/")


def judge(view: View) -> Iterator[Finding]:
    """Sign-up boxes, with or without a form, and paragraphs that only pitch a newsletter or channel."""
    return judge_by_cues(view, Kind.NEWSLETTER, _shape)


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
    """Whether a block opens with the several words of a sign-up button: "Subscribe to our newsletter"."""
    hits = view.hits.get((Kind.NEWSLETTER, index), ())
    return any(hit.at_start and hit.cue.strength == "labels" and " " in hit.cue.text for hit in hits)


def _sells_access(view: View, index: int) -> bool:
    """Whether a block asks to subscribe for the rest of the article: that is an offer, not a newsletter."""
    hits = view.hits.get((Kind.PROMOTION, index), ())
    return any(hit.cue.section == "paywall" and hit.cue.strength != "words" for hit in hits)


def _pitch_beside(view: View, index: int) -> bool:
    """Whether the block before or after is an unmistakable pitch; a short line then is its heading or button."""
    return any(
        hit.cue.strength == "phrases"
        for neighbour in (index - 1, index + 1)
        for hit in view.hits.get((Kind.NEWSLETTER, neighbour), ())
    )
