"""Puts a page's evidence together: one matrix, a row a block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..cues import SECTIONS, Hit, find, fold_all
from ..model import Page, Segments
from .boxes import BoxTree, box_columns, held_by, said, said_around
from .columns import Columns, Floats, Ints
from .data import data_columns, headline_index
from .place import make_columns, neighbour_columns, place_columns
from .text import prose_words, text_columns

CUE_SIGNS = ("whole", "start", "phrase", "word")
NEIGHBOUR_SIGNS = (
    "words", "link share", "ends sentence", "form heading", "form item", "prose", "title case share", "all linked",
    "cue teaser", "cue newsletter", "cue promotion", "cue consent",
)  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """`columns` has a row a block; `hits` are the cues found; `around` is what each box
    and the small ones around it say (see `boxes.said_around`); `headline` is a block index or -1. `is_text`
    tells that the input was plain text, of which only words and order are known."""

    columns: Columns
    hits: Sequence[Hit]
    tree: BoxTree
    around: Floats
    boxes_of: Ints
    headline: int
    is_text: bool


def gather(page: Page, segments: Segments) -> Evidence:
    """Everything known about each block of a page."""
    blocks, boxes = segments.blocks, segments.boxes
    folded = fold_all([block.text for block in blocks])
    hits = find(folded, page.lang)
    tree = BoxTree(boxes)
    boxes_of = np.array([block.box for block in blocks], dtype=np.intp)
    text = text_columns(blocks)
    words, links, prose = text["words"], text["link share"], prose_words(text)
    own = said(boxes)
    around, large = said_around(tree, own, words)
    data = data_columns(page, blocks, folded)
    headline = headline_index(blocks, data)
    parts = (
        text,
        Columns(*_cue_signs(hits, len(blocks))),
        data,
        box_columns(tree, boxes_of, (own, around, large), held_by(tree, words, prose, links * words)),
        place_columns(tree, boxes_of, prose, headline, blocks),
        make_columns(blocks, boxes, words, prose, links),
        _neighbours(text, prose, hits),
    )
    columns = Columns(tuple(name for part in parts for name in part.names), np.hstack([part.values for part in parts]))
    return Evidence(columns, hits, tree, around, boxes_of, headline, is_text=page.tree is None)


def _neighbours(text: Columns, prose: Floats, hits: Sequence[Hit]) -> Columns:
    """What the blocks before and after each look like and say."""
    own = text.with_columns(prose=(prose > 0).astype(np.float32)).with_block(*_cue_sums(hits, len(prose)))
    return neighbour_columns(own, NEIGHBOUR_SIGNS)


def _cue_signs(hits: Sequence[Hit], count: int) -> tuple[list[str], Floats]:
    """Blocks x (sections x CUE_SIGNS): how many cues of each section and strength."""
    values = np.zeros((count, len(SECTIONS) * len(CUE_SIGNS)), dtype=np.float32)
    for hit in hits:
        if (sign := sign_of(hit)) is not None:
            values[hit.block, SECTIONS.index(hit.cue.section) * len(CUE_SIGNS) + CUE_SIGNS.index(sign)] += 1
    return [f"{section} {sign}" for section in SECTIONS for sign in CUE_SIGNS], np.minimum(values, 4)


def sign_of(hit: Hit) -> str | None:
    """How much a cue says where it stands: a label only counts at the start of a block."""
    if hit.cue.strength == "labels":
        return ("whole" if hit.whole else "start") if hit.at_start else None
    return "phrase" if hit.cue.strength == "phrases" else "word"


def _cue_sums(hits: Sequence[Hit], count: int) -> tuple[list[str], Floats]:
    values = np.zeros((count, len(SECTIONS)), dtype=np.float32)
    for hit in hits:
        sign = sign_of(hit)
        values[hit.block, SECTIONS.index(hit.cue.section)] += {"word": 0.3, None: 0.0}.get(sign, 1.0)
    return [f"cue {section}" for section in SECTIONS], values
