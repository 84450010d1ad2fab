"""What stands around a block: the tags and attribute words of its boxes, and how much prose each box holds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..model import Box
from .columns import Columns, Floats, Ints
from .named import parts, parts_named

TAGS = (
    "article", "main", "aside", "nav", "footer", "header", "form", "figure", "ul", "ol", "li", "table", "section",
    "blockquote", "button", "a", "details", "p",
)  # fmt: skip
TAG_COLUMN = {tag: i for i, tag in enumerate(TAGS)}
LARGE = 0.5  # a box with this share of the page's words says little about any one block in it
LEVELS = 4  # boxes around a block that are looked at one by one


def said(boxes: Sequence[Box]) -> Floats:
    """Boxes x (parts of `attributes.toml` + TAGS): 1 where a box says so itself."""
    first_tag = len(parts())
    values = np.zeros((len(boxes), first_tag + len(TAGS)), dtype=np.float32)
    place: dict[str, int] = {}
    made = [place.setdefault(box.words.replace("\n", " "), len(place)) for box in boxes]
    named = parts_named(list(place))
    cells = [(box.index, part) for box, text in zip(boxes, made, strict=True) for part in named[text]]
    cells += [(box.index, first_tag + tag) for box in boxes if (tag := TAG_COLUMN.get(box.tag)) is not None]
    if cells:
        values[tuple(zip(*cells, strict=True))] = 1
    return values


def sayable() -> tuple[str, ...]:
    """What the columns of `said` are about, in their order."""
    return (*parts(), *TAGS)


def said_names(prefix: str) -> list[str]:
    """The names of columns like those of `said`."""
    return [f"{prefix} {name}" for name in sayable()]


class BoxTree:
    """The boxes as arrays; `up` is the nearest box around each that holds more blocks than it does."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.boxes = boxes
        self.start: Ints = np.array([box.start for box in boxes], dtype=np.intp)
        self.end: Ints = np.array([box.end for box in boxes], dtype=np.intp)
        up: list[int] = []
        for box in boxes:
            parent = max(box.parent, 0)
            same = (boxes[parent].start, boxes[parent].end) == (box.start, box.end)
            up.append(up[parent] if same and parent < len(up) else parent)
        self.up: Ints = np.array(up, dtype=np.intp)

    def sums(self, per_block: Floats) -> Floats:
        """For each box the sum of a column of the blocks."""
        total = np.concatenate(([0.0], np.cumsum(per_block, dtype=np.float64)))
        return (total[self.end] - total[self.start]).astype(np.float32)

    def inherited(self, own: Floats) -> Floats:
        """Boxes x columns: own values plus those of all boxes around."""
        result = own.copy()
        for box in self.boxes:
            if box.parent >= 0:
                result[box.index] += result[box.parent]
        return result


def said_around(tree: BoxTree, own: Floats, words: Floats) -> tuple[Floats, Floats]:
    """What each box and those around it say (`own`, see `said`): the small ones, how often; the large ones, whether."""
    small = (tree.sums(words) < LARGE * max(1.0, float(words.sum()))).astype(np.float32)
    both = tree.inherited(np.hstack((own * small[:, None], own * (1 - small)[:, None])))
    return np.minimum(both[:, : own.shape[1]], 3), np.minimum(both[:, own.shape[1] :], 1)


def box_columns(tree: BoxTree, boxes_of: Ints, said_by: tuple[Floats, Floats, Floats], held: Floats) -> Columns:
    """What each block's box says, small and large boxes around it say, and what LEVELS of them hold."""
    own, around, large = said_by
    columns = Columns(said_names("own"), own[boxes_of])
    columns = columns.with_block(said_names("up"), own[tree.up[boxes_of]])
    columns = columns.with_block(said_names("around"), around[boxes_of])
    columns = columns.with_block(said_names("large"), large[boxes_of])
    level = boxes_of
    for n in range(LEVELS):
        columns = columns.with_block([f"{name} {n}" for name in HELD], held[level])
        level = tree.up[level]
    return columns


HELD = (
    "prose share",
    "box blocks",
    "box words",
    "box link share",
    "box controls",
    "box mails",
    "box prose words share",
)


def held_by(tree: BoxTree, words: Floats, prose: Floats, linked: Floats) -> Floats:
    """Boxes x HELD: how much of the page's prose each box holds, and what else."""
    box_words, box_prose = tree.sums(words), tree.sums(prose)
    size = (tree.end - tree.start).astype(np.float32)
    controls = np.array([box.controls for box in tree.boxes], dtype=np.float32)
    mails = np.array([box.mails for box in tree.boxes], dtype=np.float32)
    share = box_prose / max(1.0, float(prose.sum()))
    links = tree.sums(linked) / np.maximum(box_words, 1)
    table = (share, size, box_words, links, controls, mails, box_prose / np.maximum(box_words, 1))
    return np.column_stack(table).astype(np.float32)
