"""Cards: small boxes that show another article by its headline, a picture, a summary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate

from ..evidence.site import host_of
from ..forms import CAPTION, IMAGE
from ..model import Box, Finding, Kind, Sign
from .view import View

TEASER = Kind.TEASER  # before Python 3.12 it is slow to look up in its enum
MOST_BLOCKS, MOST_WORDS = 6, 80
HEADLINE_WORDS = 3
ALL_LINK = 0.85  # share of a line's characters
STRENGTH = 0.95  # an article may be made of such boxes, so the content model must doubt it too
NAMES = ("teaser", "related")  # parts of attributes.toml
FEW, FEW_PICTURED = 3, 2  # boxes of one make, and of any make; an article that has more is made of them
SHORT = 45  # words in one that goes whatever the content model says


def found(view: View) -> Iterator[Finding]:
    """Cards side by side, then single ones whose picture and headline lead to one article, or that are named so."""
    cards = [box for box in view.small_boxes if is_small(view, box) and not _folds_open(view, box)]
    yield from _side_by_side(view, cards)
    pictures = list(accumulate((block.image is not None for block in view.blocks), initial=0))
    pictured = [box for box in cards if pictures[box.start] < pictures[box.end]]
    yield from _leading_to_one(view, pictured)
    yield from _inserted(view, pictured)


def _folds_open(view: View, box: Box) -> bool:
    """Whether a box is a question, linked to its own place in the page, over its answer."""
    first, *others = range(box.start, box.end)
    return view.leads_into_page(first, first + 1) and any(view.links[i] == 0 and view.ends_sentence(i) for i in others)


def is_small(view: View, box: Box) -> bool:
    """Whether a box has the size of a card, and the page's headline is not in it."""
    few = box.end - box.start <= MOST_BLOCKS and view.words_in(box.start, box.end) <= MOST_WORDS
    return few and not box.start <= view.evidence.headline < box.end


def _side_by_side(view: View, cards: list[Box]) -> Iterator[Finding]:
    """Boxes of one make in one box, each with a linked headline, with or without a line below it."""
    lines = zip(view.link_share, view.words, strict=True)
    headlines = list(accumulate((share >= ALL_LINK and words >= HEADLINE_WORDS for share, words in lines), initial=0))
    makes: dict[tuple[int, str, str], list[Box]] = defaultdict(list)
    for box in cards:
        if headlines[box.start] < headlines[box.end]:
            makes[box.parent, box.tag, box.words].append(box)
    for alike in makes.values():
        if len(alike) >= 2:
            for box in alike:
                yield Finding(TEASER, box.start, box.end, STRENGTH, (Sign("links", str(len(alike))),))


def _leading_to_one(view: View, cards: list[Box]) -> Iterator[Finding]:
    """A picture and a line of some words that are links to one page of the same site, with what stands around them."""
    leading = [box for box in cards if _leads_to_one(view, box)]
    for box in leading if len(leading) <= FEW_PICTURED else ():
        short = view.words_in(box.start, box.end) <= SHORT and not any(map(view.is_prose, range(box.start, box.end)))
        yield Finding(TEASER, box.start, box.end, 1.0 if short else STRENGTH, (Sign("linked"),))


def _leads_to_one(view: View, box: Box) -> bool:
    blocks = view.blocks[box.start : box.end]
    pictured = {block.image.href for block in blocks if block.image and block.image.href}
    if not pictured:
        return False
    lines = (b for b in blocks if view.words[b.index] >= HEADLINE_WORDS and view.link_share[b.index] >= ALL_LINK)
    return any(span.href in pictured and is_own(view, span.href) for line in lines for span in line.spans)


def is_own(view: View, href: str | None) -> bool:
    """Whether an address is another page of the same site."""
    if href is None or href.startswith("#"):
        return False
    host = host_of(href)
    return host is not None and host.removeprefix("www.") in ("", view.evidence.host.removeprefix("www."))


def _inserted(view: View, cards: list[Box]) -> Iterator[Finding]:
    """A box that calls itself a teaser, with a picture that has no caption, between two paragraphs of the article."""
    inserted = [box for box in cards if _is_uncaptioned(view, box) and _is_between_paragraphs(view, box)]
    makes = Counter([(box.tag, box.words) for box in inserted])
    for box in inserted:
        part = next((part for part in NAMES if view.named(box.index, part)), None)
        if part and makes[box.tag, box.words] <= FEW:
            yield Finding(TEASER, box.start, box.end, 1.0, (Sign("attribute", part),))


def _is_uncaptioned(view: View, box: Box) -> bool:
    """Whether lines stand with a box's pictures, and none of them is a caption."""
    forms = {block.form for block in view.blocks[box.start : box.end]}
    return CAPTION not in forms and forms != {IMAGE}


def _is_between_paragraphs(view: View, box: Box) -> bool:
    return view.is_prose(view.beside(box.start, -1)) and view.is_prose(view.beside(box.end - 1, 1))
