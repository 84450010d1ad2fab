"""Blocks -> groups that a format writes together: a list, a table, a figure, or a block alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..model import Block, Form

TOGETHER = (Form.ITEM, Form.CELL, Form.QUOTE)
FIGURE = (Form.IMAGE, Form.CAPTION)


def groups(blocks: Iterable[Block]) -> Iterator[tuple[Form, list[Block]]]:
    """Neighbouring items, cells of one table, paragraphs of a quote, a picture and its captions; all else alone."""
    held: list[Block] = []
    for block in blocks:
        if held and not _joins(held[-1], block):
            yield held[0].form, held
            held = []
        held.append(block)
    if held:
        yield held[0].form, held


def _joins(one: Block, other: Block) -> bool:
    if other.form is Form.CAPTION:
        return one.form in FIGURE
    if one.form is not other.form or one.form not in TOGETHER:
        return False
    if one.form is Form.ITEM:
        return other.level > 0 or one.group == other.group
    return one.form is Form.QUOTE or one.group == other.group


def table_rows(cells: Sequence[Block]) -> list[list[list[Block]]]:
    """Cells by row and column; blocks of one cell stay together."""
    found: dict[int, dict[int, list[Block]]] = {}
    for cell in cells:
        found.setdefault(cell.row, {}).setdefault(cell.level, []).append(cell)
    return [[row[column] for column in sorted(row)] for _, row in sorted(found.items())]
