"""What stands around a block: the tags and attribute words of its boxes, and how much prose each box holds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..model import Box
from .columns import Columns, Floats, Ints, by_field, ints
from .named import parts, parts_named

Counts: TypeAlias = NDArray[np.int32]

TAGS = (
    "article", "main", "aside", "nav", "footer", "header", "form", "figure", "ul", "ol", "li", "table", "section",
    "blockquote", "button", "a", "details", "p",
)  # fmt: skip
TAG_PLACE = {tag: i for i, tag in enumerate(TAGS)}
LARGE = 0.5  # a box with this share of the page's words says little about any one block in it
LEVELS = 4  # boxes around a block that are looked at one by one
HELD = (
    "prose share", "box blocks", "box words", "box link share", "box controls", "box mails", "box prose words share",
)  # fmt: skip


@cache
def sayable() -> tuple[str, ...]:
    """What the columns of `said` are about, in their order."""
    return (*parts(), *TAGS)


def said(tree: BoxTree) -> Counts:
    """Boxes x sayable(): 1 where a box says so itself."""
    place: dict[str, int] = {}
    made = [place.setdefault(words, len(place)) for words in tree.fields.words]
    named = parts_named(list(place))
    tags = ints([TAG_PLACE.get(tag, -1) for tag in tree.fields.tag])
    return np.hstack((named[ints(made)], tags[:, None] == np.arange(len(TAGS)))).astype(np.int32)


class BoxTree:
    """The boxes as arrays; `up` is the nearest box around each that holds more blocks than it does."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.boxes = boxes
        self.fields = fields = by_field(Box, boxes)
        up: list[int] = []
        for start, end, around in zip(fields.start, fields.end, fields.parent, strict=True):
            parent = around if around > 0 else 0
            same = fields.start[parent] == start and fields.end[parent] == end
            up.append(up[parent] if same and parent < len(up) else parent)
        self.start: Ints = ints(fields.start)
        self.end: Ints = ints(fields.end)
        self.up: Ints = ints(up)
        self.depth: Ints = ints(fields.depth)
        self.following: Ints = ints(_following(fields.parent))

    def sums(self, per_block: Floats) -> Floats:
        """For each box the sum of a column of the blocks."""
        total = np.concatenate(([0.0], np.cumsum(per_block, dtype=np.float64)))
        return (total[self.end] - total[self.start]).astype(np.float32)

    def inherited(self, own: Counts) -> Counts:
        """Boxes x columns: own values plus those of all boxes around, that is, of all that began before and still
        stand open."""
        order = np.argsort(self.following, kind="stable")
        closed = np.zeros((len(own) + 1, own.shape[1]), dtype=own.dtype)
        np.cumsum(own[order], axis=0, out=closed[1:])
        ended = np.searchsorted(self.following[order], np.arange(len(own)), side="right")
        return own.cumsum(axis=0, dtype=own.dtype) - closed[ended]


def _following(parents: Sequence[int]) -> list[int]:
    """For each box the first one after it that does not stand in it."""
    following = list(range(1, len(parents) + 1))
    for i in range(len(parents) - 1, 0, -1):
        parent = parents[i]
        if following[i] > following[parent]:
            following[parent] = following[i]
    return following


def said_around(tree: BoxTree, own: Counts, words: Floats) -> Counts:
    """How often each box and the small ones around it say something (`own`, see `said`)."""
    small = (tree.sums(words) < LARGE * max(1.0, float(words.sum()))).astype(own.dtype)[:, None]
    return np.minimum(tree.inherited(own * small), 3)


def box_columns(tree: BoxTree, boxes_of: Ints, own: Counts, around: Counts, held: Floats) -> Columns:
    """What each block's box says, what the small boxes around it say, and what LEVELS of them hold."""
    levels = [boxes_of]
    for _ in range(1, LEVELS):
        levels.append(tree.up[levels[-1]])
    said_there = np.hstack((own[boxes_of], around[boxes_of]))
    return Columns(_names(), np.vstack((said_there.T, *(held[:, level] for level in levels))).astype(np.float32).T)


@cache
def _names() -> tuple[str, ...]:
    said_names = [f"{where} {what}" for where in ("own", "around") for what in sayable()]
    return (*said_names, *(f"{name} {level}" for level in range(LEVELS) for name in HELD))


def held_by(tree: BoxTree, words: Floats, prose: Floats, linked: Floats) -> Floats:
    """HELD x boxes: how much of the page's prose each box holds, and what else."""
    box_words, box_prose = tree.sums(words), tree.sums(prose)
    some = np.maximum(box_words, 1)
    controls, mails = ints(tree.fields.controls), ints(tree.fields.mails)
    share = box_prose / max(1.0, float(prose.sum()))
    table = (share, tree.end - tree.start, box_words, tree.sums(linked) / some, controls, mails, box_prose / some)
    return np.array(table, dtype=np.float32)
