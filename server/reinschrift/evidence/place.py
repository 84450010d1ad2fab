"""Where a block stands: in the page, in the boxes that hold the prose, among its like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..forms import HEADING
from ..model import Block, Form
from .boxes import BoxTree
from .columns import Columns, Floats, Ints, ints

SHARES = (0.3, 0.5, 0.7, 0.9)  # of the page's prose, whose smallest holding boxes are looked for
FORM_PLACE = {form: i for i, form in enumerate(Form)}


def place_columns(tree: BoxTree, boxes_of: Ints, prose: Floats, headline: int, blocks: Sequence[Block]) -> Columns:
    """Place in the page by blocks and by prose, distance from the headline, and membership in the prose's boxes."""
    count = len(boxes_of)
    index = np.arange(count, dtype=np.float32)
    total = max(1.0, float(prose.sum()))
    before = np.cumsum(prose) - prose
    columns: dict[str, Any] = {
        "place": index / np.float32(max(1, count)),
        "prose before": before / total,
        "prose words before": before,
        "prose after": (total - before - prose) / total,
        "prose words": total,
        "blocks": count,
        "from headline": np.clip(index - headline, -100, 300) if headline >= 0 else -200,
        "prose part": prose / total,
        "headlines since": _headlines_since(blocks, headline),
        "other article": _other_article(tree, boxes_of, headline),
    }
    held = tree.sums(prose) / total
    for share in SHARES:
        columns |= _inside(tree, held, share, boxes_of, index)
    return Columns.of(columns, count)


def _headlines_since(blocks: Sequence[Block], headline: int) -> Floats:
    """How many first-level headings stand between the headline and each block: another article may have begun."""
    tops = np.zeros(len(blocks), dtype=np.float32)
    tops[[block.index for block in blocks[headline + 1 :] if block.level == 1 and block.form is HEADING]] = 1
    return np.minimum(np.cumsum(tops, dtype=np.float32), 5)


def _other_article(tree: BoxTree, boxes_of: Ints, headline: int) -> Floats | int:
    """1 in another article element than the headline's, -1 in the same, 0 outside any or without a headline."""
    if headline < 0:
        return 0
    nearest: list[int] = []
    for index, (tag, parent) in enumerate(zip(tree.fields.tag, tree.fields.parent, strict=True)):
        nearest.append(index if tag == "article" else nearest[parent] if parent >= 0 else -1)
    own = ints(nearest)[boxes_of]
    if own[headline] < 0:
        return 0
    return np.where(own < 0, 0, np.where(own == own[headline], -1, 1)).astype(np.float32)


def _inside(tree: BoxTree, held: Floats, share: float, boxes_of: Ints, index: Floats) -> dict[str, Any]:
    """Whether each block is in the smallest box with `share` of the prose, how deep below it, how far outside."""
    names = (f"in prose box {share}", f"prose box depth {share}", f"from prose box {share}")
    if not len(tree.boxes):
        return dict.fromkeys(names, 0)
    enough = np.flatnonzero(held >= share - 1e-6)
    best = enough[np.argmin((tree.end - tree.start)[enough])] if len(enough) else 0
    start, end = int(tree.start[best]), int(tree.end[best])
    within = np.zeros(len(index), dtype=np.float32)
    within[start:end] = 1
    depth = np.where(within > 0, tree.depth[boxes_of] - tree.depth[best], -1)
    outside = np.clip(index - start, -50, 0) + np.clip(index - end + 1, 0, 50)
    return dict(zip(names, (within, depth, outside), strict=True))


def make_columns(tree: BoxTree, fields: Any, words: Floats, prose: Floats, links: Floats) -> Columns:
    """How the blocks made alike (same tags and attribute words two boxes up) read: their prose, size and links.

    `fields` are the blocks', see columns.by_field.
    """
    of = _makes(tree, fields.box, fields.form)
    count = np.bincount(of).astype(np.float32)[of]
    prose_sum, word_sum, link_sum = (np.bincount(of, weights=column)[of] for column in (prose, words, links * words))
    some = np.maximum(1, word_sum)
    times = Counter(fields.text)
    columns: dict[str, Any] = {
        "make prose share": prose_sum / max(1.0, float(prose.sum())),
        "make count": count,
        "make mean words": word_sum / count,
        "make link share": link_sum / some,
        "make prose ratio": prose_sum / some,
        "same text": np.minimum(ints(map(times.__getitem__, fields.text)), 5),
    }
    return Columns.of(columns, len(words))


def _makes(tree: BoxTree, boxes_of: Sequence[int], forms: Sequence[Form]) -> Ints:
    """For each block the number of its make."""
    own = list(zip(tree.fields.tag, tree.fields.words, strict=True))
    known: dict[tuple[Any, Any], int] = {}
    made: dict[int, int] = {}
    for box in set(boxes_of):
        parent = tree.fields.parent[box]
        made[box] = len(FORM_PLACE) * known.setdefault((own[box], own[parent if parent > 0 else 0]), len(known))
    return ints([made[box] + FORM_PLACE[form] for box, form in zip(boxes_of, forms, strict=True)])
