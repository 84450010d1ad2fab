"""What stands around a block: the tags and attribute words of its boxes, and how much prose each box holds."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from ..cues import Cue, Lexicon
from ..model import Box
from .columns import Columns, Floats, Ints

TAGS = (
    "article", "main", "aside", "nav", "footer", "header", "form", "figure", "ul", "ol", "li", "table", "section",
    "blockquote", "button", "a", "details", "p",
)  # fmt: skip
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
LARGE = 0.5  # a box with this share of the page's words says little about any one block in it
LEVELS = 4  # boxes around a block that are looked at one by one


@cache
def attribute_lexicon() -> tuple[Lexicon, tuple[str, ...]]:
    """The words of `attributes.toml` and the names of its parts, in order."""
    table = tomllib.loads((files("reinschrift") / "attributes.toml").read_text(encoding="utf-8"))
    cues = [
        Cue(part, "words", "", entry.rstrip("*"), entry.endswith("*"))
        for part, lists in table.items()
        for entry in lists["words"]
    ]
    return Lexicon.of(cues), tuple(table)


def said(boxes: Sequence[Box]) -> Floats:
    """Boxes x (attribute parts + TAGS): 1 where a box says so itself."""
    lexicon, parts = attribute_lexicon()
    column = {part: i for i, part in enumerate(parts)}
    values = np.zeros((len(boxes), len(parts) + len(TAGS)), dtype=np.float32)
    distinct: dict[str, list[int]] = {}
    for box in boxes:
        if box.words:
            distinct.setdefault(box.words, []).append(box.index)
        if box.tag in TAGS:
            values[box.index, len(parts) + TAGS.index(box.tag)] = 1
    texts = list(distinct)
    members = list(distinct.values())
    for match in lexicon.search([_spaced(text) for text in texts]):
        values[members[match.block], column[match.cue.section]] = 1
    return values


def _spaced(words: str) -> str:
    """Attribute words with single spaces for hyphens, underscores and camelCase."""
    plain = words if words.islower() else CAMEL.sub(" ", words).lower()
    return plain.replace("__", " ").replace("--", " ").replace("_", " ").replace("-", " ")


def said_names(prefix: str) -> list[str]:
    """The names of the columns of `said`."""
    return [f"{prefix} {name}" for name in (*attribute_lexicon()[1], *TAGS)]


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

    def inherited(self, own: Floats, passes: Floats) -> Floats:
        """Boxes x columns: own values plus those of all boxes around, as far as `passes` is true for them."""
        result = own * passes[:, None]
        for box in self.boxes:
            if box.parent >= 0:
                result[box.index] += result[box.parent]
        return result


def said_around(tree: BoxTree, own: Floats, words: Floats) -> tuple[Floats, Floats]:
    """What each box and those around it say (`own`, see `said`): the small ones, how often; the large ones, whether."""
    small = (tree.sums(words) < LARGE * max(1.0, float(words.sum()))).astype(np.float32)
    return np.minimum(tree.inherited(own, small), 3), np.minimum(tree.inherited(own, 1 - small), 1)


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
