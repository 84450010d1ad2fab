"""Which block is the page's headline: as the reader sees it, not as it is repeated for search engines."""

from __future__ import annotations

from collections.abc import Sequence

from ..forms import HEADING
from ..model import Block, Box
from .columns import Columns

LIKE_THE_TITLE = 0.5  # share of the title's words that a heading without other signs must hold
HEADLINE_LETTERS = 300  # what is longer was set as a heading by mistake
CRUMBS, CRUMB_DEPTH = ("nav", "ol", "ul"), 3  # boxes of breadcrumbs, so many levels around the last of them
CRUMB_REACH = 3  # lines behind it in which the headline stands


def headline_index(blocks: Sequence[Block], boxes: Sequence[Box], data: Columns) -> int:
    """The page's headline: the first h1 that agrees with its titles, or the block most like them; -1 for none. Where
    that is the last of the breadcrumbs, it is the heading that follows them."""
    titled, words = data["is headline"].tolist(), data["title words"].tolist()

    def rank(block: Block) -> tuple[float, float, int]:
        heading = block.form is HEADING
        agreement = titled[block.index] * (2 if heading else 1)
        return agreement + (heading and block.level == 1), words[block.index], -block.index

    candidates = [*filter(_may_be_headline, blocks), *(b for b in blocks if titled[b.index])]
    best = max(candidates, key=rank, default=None)
    if best is None or (rank(best)[0] < 1 and rank(best)[1] < LIKE_THE_TITLE):
        return -1
    return _behind_crumbs(blocks, boxes, best.index)


def _may_be_headline(block: Block) -> bool:
    return block.form is HEADING and block.level <= 2 and 0 < len(block.text) <= HEADLINE_LETTERS


def _behind_crumbs(blocks: Sequence[Block], boxes: Sequence[Box], index: int) -> int:
    """The heading close behind the breadcrumbs that a block is the last of; the block itself where it is none."""
    end = crumbs_end(blocks, boxes, index)
    following = [block for block in blocks[index + 1 : end + 4 * CRUMB_REACH] if block.text][:CRUMB_REACH]
    shown = next((block.index for block in following if block.index >= end and _may_be_headline(block)), index)
    return shown if end > index else index


def crumbs_end(blocks: Sequence[Block], boxes: Sequence[Box], index: int) -> int:
    """Where the breadcrumbs end that a block stands in; 0 for one that stands in none."""
    box = boxes[blocks[index].box]
    for _ in range(CRUMB_DEPTH):
        if box.tag in CRUMBS or box.parent < 0:
            break
        box = boxes[box.parent]
    return box.end if box.tag in CRUMBS else 0
