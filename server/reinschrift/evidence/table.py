"""Puts a page's evidence together: one matrix, a row a block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from ..cues import SECTIONS, Hit, find, fold_all
from ..model import Block, Page, Segments, Span
from .boxes import BoxTree, Counts, box_columns, held_by, said, said_around
from .columns import Columns, Ints, by_field, ints, side_by_side
from .data import data_columns
from .headline import headline_index
from .place import make_columns, place_columns
from .site import host_of, site_columns
from .text import prose_words, text_columns
from .wording import wording_column

LONGEST = 100_000  # characters of a block that are looked at; megabytes in one would cost a hundred times as many
CUE_SIGNS = ("whole", "start", "phrase", "word")
SIGN_PLACE = {pair: i for i, pair in enumerate(product(SECTIONS, CUE_SIGNS))}
SIGN_NAMES = tuple(f"{section} {sign}" for section, sign in SIGN_PLACE)


@dataclass(frozen=True)
class Evidence:
    """`columns` has a row a block; `folded` are the blocks' texts as `cues.fold` writes them, and `hits` the cues found
    in them; `around` is what each box and the small ones around it say (see `boxes.said_around`); `headline` is a block
    index or -1, `host` the page's own, or "". `is_text` tells that the input was plain text, of which only words and
    order are known."""

    columns: Columns
    folded: Sequence[str]
    hits: Sequence[Hit]
    tree: BoxTree
    around: Counts
    boxes_of: Ints
    headline: int
    host: str
    is_text: bool


def gather(page: Page, segments: Segments) -> Evidence:
    """Everything known about each block of a page."""
    blocks = _shortened(segments.blocks)
    fields = by_field(Block, blocks)
    folded = fold_all(fields.text)
    hits = find(folded, page.lang)
    tree = BoxTree(segments.boxes)
    boxes_of = ints(fields.box)
    text = text_columns(fields)
    words, links, prose = text["words"], text["link share"], prose_words(text)
    own = said(tree)
    around = said_around(tree, own, words)
    data = data_columns(page, folded)
    headline = headline_index(blocks, segments.boxes, data)
    held = held_by(tree, words, prose, links * words)
    parts = (
        text,
        _cue_columns(hits, len(blocks)),
        data,
        site_columns(page, fields, links),
        wording_column(folded),
        box_columns(tree, boxes_of, own, around, held),
        place_columns(tree, boxes_of, prose, headline, blocks),
        make_columns(tree, fields, words, prose, links),
    )
    host = host_of(page.url or "") or ""
    return Evidence(side_by_side(parts), folded, hits, tree, around, boxes_of, headline, host, page.tree is None)


def _shortened(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, and the beginning of those that no author wrote."""
    return [block if len(block.text) <= LONGEST else _beginning(block) for block in blocks]


def _beginning(block: Block) -> Block:
    return block._replace(text=block.text[:LONGEST], spans=(Span(block.text[:LONGEST]),))


def _cue_columns(hits: Sequence[Hit], count: int) -> Columns:
    """How many cues of each section and strength a block has outside quotation marks."""
    signs = np.zeros((len(SIGN_PLACE), count), dtype=np.float32)
    for hit in hits:
        if not hit.quoted and (sign := sign_of(hit)):
            signs[SIGN_PLACE[hit.cue.section, sign], hit.block] += 1
    return Columns(SIGN_NAMES, np.minimum(signs, 4).T)


def sign_of(hit: Hit) -> str | None:
    """How much a cue says where it stands: a label only counts at the start of a block."""
    if hit.cue.strength == "labels":
        return ("whole" if hit.whole else "start") if hit.at_start else None
    return "phrase" if hit.cue.strength == "phrases" else "word"
