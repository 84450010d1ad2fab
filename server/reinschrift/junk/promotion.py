"""Promotion: advertisements, affiliate notes, subscription and donation offers, a publisher's own products."""

from __future__ import annotations

from collections.abc import Iterator

from ..cues import Hit
from ..forms import ITEM
from ..model import Box, Finding, Kind, Sign
from .boxed import judge_by_cues
from .view import View

OFFER_WORDS = 400  # an offer with its list of benefits is longer than other boxes
CALLS = 4  # blocks in it that speak of subscriptions, accounts and the like,
CALL_SHARE = 0.25  # and their share of its blocks
BENEFITS = 2  # items of its lists
CALL_LINES, CALL_WORDS, PRESSED_WORDS = 5, 60, 5  # of a promotion that names itself, and of what ends it
FEW = 2  # such boxes
SLOT, SLOT_BLOCKS, SLOT_WORDS = 0.95, 2, 8  # of an advertisement's label; "pub" may stand for a publication, too
TEXT_TAGS = ("p", "li", "a", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th")  # whose words may speak of their link


def judge(view: View) -> Iterator[Finding]:
    """Boxes and lines that sell something; offers that end a preview are sold as well."""
    yield from judge_by_cues(view, Kind.PROMOTION)
    yield from _follow_lines(view)
    yield from _offers(view)
    yield from _calls(view)
    yield from _slots(view)


def _follow_lines(view: View) -> Iterator[Finding]:
    """Lines such as "Follow us on …": a label at the start, and several networks named."""
    for index in view.blocks_with.get(Kind.SHARE, ()):
        networks = {hit.cue.text for hit in view.hits[Kind.SHARE, index] if hit.cue.strength == "words"}
        called = any(
            hit.at_start and hit.cue.strength == "labels"
            for kind in (Kind.PROMOTION, Kind.SHARE, Kind.CHROME)
            for hit in view.hits.get((kind, index), ())
        )
        if called and len(networks) >= 2 and view.links[index] >= 2 and not view.is_prose(index):
            signs = tuple(Sign("word", name) for name in sorted(networks))
            yield Finding(Kind.PROMOTION, index, index + 1, 1.0, signs)


def _offers(view: View) -> Iterator[Finding]:
    """Boxes that ask for a subscription or an account, with a button and a list of what comes with it.

    The list reads like the article's, so that only the box as a whole tells.
    """
    done = -1
    for box in view.small_boxes:  # outer boxes first
        if box.controls and box.start > done and _is_offer(view, box):
            done = box.end - 1
            signs = tuple(Sign("word", hit.cue.text) for hit in _walls(view, box))
            yield Finding(Kind.PROMOTION, box.start, box.end, 1.0, (*signs[:2], Sign("form", str(box.controls))))


def _calls(view: View) -> Iterator[Finding]:
    """Small boxes that call themselves a promotion in their markup and end in a button or a link of few words, whatever
    they say. A page that has several shows products in them."""
    small = [box for box in view.small_boxes if view.begins_in_article(box)] if view.saying("promotion") else []
    found = [box for box in small if view.calls_itself(box, "promotion") and _is_call(view, box)]
    if len(found) <= FEW:
        for box in found:
            is_newsletter = any((Kind.NEWSLETTER, i) in view.hits for i in view.lines(box))
            kind = Kind.NEWSLETTER if is_newsletter else Kind.PROMOTION
            yield Finding(kind, box.start, box.end, 1.0, (Sign("attribute", "promotion"),))


def _is_call(view: View, box: Box) -> bool:
    lines = view.lines(box)
    if not 2 <= len(lines) <= CALL_LINES or view.words_in(box.start, box.end) > CALL_WORDS:
        return False
    return view.is_pressed(lines[-1]) and view.words[lines[-1]] <= PRESSED_WORDS


def _slots(view: View) -> Iterator[Finding]:
    """Boxes that call themselves advertising in their markup and hold nothing but a line or two: its label."""
    for box in view.boxes if view.saying("ad") else ():
        if box.end - box.start > SLOT_BLOCKS or view.words_in(box.start, box.end) > SLOT_WORDS:
            continue
        if box.tag in TEXT_TAGS or not view.begins_in_article(box) or not view.calls_itself(box, "ad"):
            continue
        if not any(view.links[i] for i in view.lines(box)):
            yield Finding(Kind.PROMOTION, box.start, box.end, SLOT, (Sign("attribute", "ad"),))


def _is_offer(view: View, box: Box) -> bool:
    if box.end - box.start < CALLS:
        return False
    inside = view.lines(box)
    if view.evidence.headline in inside or view.words_in(box.start, box.end) > OFFER_WORDS:
        return False
    calls = sum(view.is_named(i) for i in inside)
    benefits = sum(view.blocks[i].form is ITEM for i in inside)
    if calls < max(CALLS, CALL_SHARE * len(inside)) or benefits < BENEFITS or any(map(view.is_prose, inside)):
        return False
    return len({hit.block for hit in _walls(view, box)}) >= 2


def _walls(view: View, box: Box) -> list[Hit]:
    """The cues of a paywall in a box."""
    hits = (hit for i in range(box.start, box.end) for hit in view.hits.get((Kind.PROMOTION, i), ()))
    return [hit for hit in hits if hit.cue.section == "paywall"]
