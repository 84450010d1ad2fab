"""Where a block stands: in the page, in the boxes that hold the prose, among its like, beside its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from ..model import Block, Box, Form
from .boxes import BoxTree
from .columns import Columns, Floats, Ints

SHARES = (0.3, 0.5, 0.7, 0.9)  # of the page's prose, whose smallest holding boxes are looked for
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)


def place_columns(tree: BoxTree, boxes_of: Ints, prose: Floats, headline: int, blocks: Sequence[Block]) -> Columns:
    """Place in the page by blocks and by prose, distance from the headline, and membership in the prose's boxes."""
    count = len(boxes_of)
    index = np.arange(count, dtype=np.float32)
    total = max(1.0, float(prose.sum()))
    before = np.cumsum(prose) - prose
    columns = Columns(("place",), (index / np.float32(max(1, count)))[:, None])
    columns = columns.with_columns(
        prose_before=before / total,
        prose_words_before=before,
        prose_after=(total - before - prose) / total,
        prose_words=np.full(count, total),
        blocks=np.full(count, count),
        from_headline=np.clip(index - headline, -100, 300) if headline >= 0 else np.full(count, -200.0),
        prose_part=prose / total,
        headlines_since=_headlines_since(blocks, headline),
        other_article=_other_article(tree, boxes_of, headline),
    )
    held = tree.sums(prose) / total
    inside = [_inside(tree, held, share, boxes_of, index) for share in SHARES]
    names = [f"{what} {share}" for share in SHARES for what in ("in prose box", "prose box depth", "from prose box")]
    return columns.with_block(names, np.hstack(inside))


def _headlines_since(blocks: Sequence[Block], headline: int) -> Floats:
    """How many first-level headings stand between the headline and each block: another article may have begun."""
    tops = np.array([block.form is Form.HEADING and block.level == 1 for block in blocks], dtype=np.float32)
    if headline >= 0:
        tops[: headline + 1] = 0
    return np.minimum(np.cumsum(tops, dtype=np.float32), 5)


def _other_article(tree: BoxTree, boxes_of: Ints, headline: int) -> Floats:
    """1 in another article element than the headline's, -1 in the same, 0 outside any or without a headline."""
    nearest = np.full(len(tree.boxes), -1, dtype=np.intp)
    for box in tree.boxes:
        nearest[box.index] = box.index if box.tag == "article" else nearest[box.parent] if box.parent >= 0 else -1
    own = nearest[boxes_of]
    if headline < 0 or own[headline] < 0:
        return np.zeros(len(boxes_of), dtype=np.float32)
    return np.where(own < 0, 0, np.where(own == own[headline], -1, 1)).astype(np.float32)


def _inside(tree: BoxTree, held: Floats, share: float, boxes_of: Ints, index: Floats) -> Floats:
    """Whether each block is in the smallest box with `share` of the prose, how deep below it, how far outside."""
    if not len(tree.boxes):
        return np.zeros((len(index), 3), dtype=np.float32)
    enough = np.flatnonzero(held >= share - 1e-6)
    best = enough[np.argmin((tree.end - tree.start)[enough])] if len(enough) else 0
    start, end = tree.start[best], tree.end[best]
    depths = np.array([box.depth for box in tree.boxes], dtype=np.float32)
    within = ((index >= start) & (index < end)).astype(np.float32)
    depth = np.where(within > 0, depths[boxes_of] - depths[best], -1)
    outside = np.where(index < start, index - start, np.where(index >= end, index - end + 1, 0))
    return np.column_stack((within, depth, np.clip(outside, -50, 50))).astype(np.float32)


def make_columns(blocks: Sequence[Block], boxes: Sequence[Box], words: Floats, prose: Floats, links: Floats) -> Columns:
    """How the blocks made alike (same tags and attribute words two boxes up) read: their prose, size and links."""
    names = ("make prose share", "make count", "make mean words", "make link share", "make prose ratio", "same text")
    if not blocks:
        return Columns(names, np.zeros((0, len(names)), dtype=np.float32))
    keys: dict[tuple[str, ...], int] = {}
    of = np.array([keys.setdefault(_make(block, boxes), len(keys)) for block in blocks], dtype=np.intp)
    count = np.bincount(of).astype(np.float32)
    sums = [np.bincount(of, weights=column) for column in (prose, words, links * words)]
    total = max(1.0, float(prose.sum()))
    texts = Counter(block.text for block in blocks)
    table = (
        sums[0][of] / total, count[of], sums[1][of] / count[of], sums[2][of] / np.maximum(1, sums[1][of]),
        sums[0][of] / np.maximum(1, sums[1][of]), np.array([min(texts[block.text], 5) for block in blocks]),
    )  # fmt: skip
    return Columns(names, np.column_stack(table).astype(np.float32))


def _make(block: Block, boxes: Sequence[Box]) -> tuple[str, ...]:
    box = boxes[block.box]
    parent = boxes[max(box.parent, 0)]
    return (str(block.form), box.tag, box.words, parent.tag, parent.words)


def neighbour_columns(columns: Columns, chosen: Sequence[str]) -> Columns:
    """The chosen columns of the blocks before and after, 0 past the ends."""
    values = np.column_stack([columns[name] for name in chosen])
    parts = [shifted(values, offset) for offset in NEIGHBOURS]
    names = [f"{name} at {offset:+d}" for offset in NEIGHBOURS for name in chosen]
    return Columns(names, np.hstack(parts))


def shifted(values: Floats, offset: int) -> Floats:
    """Row i of the result is row i + offset of `values`, or 0."""
    result = np.zeros_like(values)
    if offset > 0:
        result[:-offset] = values[offset:]
    else:
        result[-offset:] = values[:offset]
    return result
