"""Blocks -> groups that a format writes together: a list, a table, a figure, or a block alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..forms import CAPTION, CELL, IMAGE, ITEM, QUOTE
from ..model import Block, Form

TOGETHER = (ITEM, CELL, QUOTE)
FIGURE = (IMAGE, CAPTION)


def groups(blocks: Iterable[Block]) -> Iterator[tuple[Form, list[Block]]]:
    """Neighbouring items of one list and those below it, cells of one table, paragraphs of a quote, a picture and its
    captions; all else alone."""
    held: list[Block] = []
    for block in blocks:
        if held and not _joins(held[0], held[-1], block):
            yield held[0].form, held
            held = []
        held.append(block)
    if held:
        yield held[0].form, held


def _joins(first: Block, last: Block, other: Block) -> bool:
    if other.form is CAPTION:
        return last.form in FIGURE
    if last.form is not other.form or last.form not in TOGETHER:
        return False
    if last.form is ITEM:
        return not ends_list(first, other)
    return last.form is QUOTE or last.group == other.group


def ends_list(first: Block, block: Block) -> bool:
    """Whether the list that `first` began has ended before `block`, which is neither in it nor in a list below it."""
    return block.level <= first.level and block.group != first.group


def number(block: Block) -> str:
    """What a browser shows before an item of a numbered list; nothing before what continues an item, or is none."""
    return f"{block.row}. " if block.form is ITEM and block.head and block.row >= 0 else ""


def table_rows(cells: Sequence[Block]) -> list[list[list[Block]]]:
    """Cells by row and column, up to a row's last; blocks of one cell stay together, an empty cell has none."""
    found: dict[int, dict[int, list[Block]]] = {}
    for cell in cells:
        found.setdefault(cell.row, {}).setdefault(cell.level, []).append(cell)
    return [[row.get(i, []) for i in range(min(0, *row), max(row) + 1)] for _, row in sorted(found.items())]
