"""Consent: cookie banners and the placeholders that stand for content from elsewhere until the reader agrees."""

from __future__ import annotations

from collections.abc import Iterator

from ..forms import ITEM, LABEL
from ..model import Finding, Kind, Sign
from .boxed import SURE, SURELY_ARTICLE, Points, judge_by_cues
from .view import LINK, View

FEW_BLOCKS, FEW_LINES, FEW_WORDS = 6, 4, 60  # of a placeholder
PRESSED_WORDS = 6  # of a link in the place of its button


def judge(view: View) -> Iterator[Finding]:
    """Boxes that ask the reader to agree to cookies, tracking or embedded content, in any language."""
    yield from judge_by_cues(view, Kind.CONSENT, _shape)
    yield from _named_boxes(view)
    yield from _pressed_links(view)


def _named_boxes(view: View) -> Iterator[Finding]:
    """Small boxes with a button that call themselves consent in their markup, whatever they say."""
    for box in view.small_boxes if view.saying("consent") else ():
        if not box.controls or box.end - box.start > FEW_BLOCKS or not view.named(box.index, "consent"):
            continue
        lines = view.lines(box)
        sure = any(view.is_prose(i) and view.score[i] >= SURELY_ARTICLE for i in lines)
        if not sure and view.words_in(box.start, box.end) <= FEW_WORDS and view.evidence.headline not in lines:
            signs = (Sign("attribute", "consent"), Sign("form", str(box.controls)))
            yield Finding(Kind.CONSENT, box.start, box.end, 1.0, signs)


def _pressed_links(view: View) -> Iterator[Finding]:
    """Small boxes that speak of consent and end in a button, whatever it says, or a link that leads nowhere, which is
    one."""
    for box in view.small_boxes if view.blocks_with.get(Kind.CONSENT) else ():
        if view.words_in(box.start, box.end) > FEW_WORDS:
            continue
        lines = view.lines(box)
        if not 2 <= len(lines) <= FEW_LINES or any(view.blocks[i].form is ITEM for i in lines):
            continue
        last = lines[-1]
        above = (i for i in lines[:-1] if view.link_share[i] < LINK)
        said = [hit for i in above for hit in view.hits.get((Kind.CONSENT, i), ()) if not view.is_quoted(hit)]
        if said and _is_pressed(view, last) and view.evidence.headline not in lines:
            signs = (Sign("word", said[0].cue.text), Sign("button", view.blocks[last].text))
            yield Finding(Kind.CONSENT, box.start, box.end, 1.0, signs)


def _is_pressed(view: View, index: int) -> bool:
    """Whether a line is a button, or nothing but a link of a few words that a script answers."""
    if view.blocks[index].form is LABEL:
        return True
    hrefs = view.hrefs(index, index + 1)
    leads_nowhere = bool(hrefs) and all(href.startswith(("#", "javascript:")) for href in hrefs)
    return leads_nowhere and view.link_share[index] >= LINK and view.words[index] <= PRESSED_WORDS


def _shape(view: View, index: int) -> Points:
    """A button that speaks of consent, or a link worded like one, does more than speak of it; a link in the site's
    footer only leads there."""
    is_link = view.link_share[index] >= LINK
    if is_link and index in view.saying("footer"):
        return Points(-SURE, ())
    worded = any(hit.at_start and hit.cue.strength == "labels" for hit in view.hits.get((Kind.CONSENT, index), ()))
    return Points(0.5 if view.blocks[index].form is LABEL or (is_link and worded) else 0.0, ())
