"""Text and pictures in document order -> Blocks: what the walk has come across, kept until a block ends."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from .attributes import image_size, image_source
from .forms import CAPTION, CELL, CODE, HEADING, HIDDEN, IMAGE, ITEM, PARAGRAPH
from .model import Block, Form, Image, Span
from .spans import LINE_BREAK, SPACE, Run, as_spans, collapsed
from .tags import HEADINGS

WORD = re.compile(r"\w")
HEADING_LENGTH = 120  # characters; a longer one that ends like a sentence is none
LAYOUT_CELL_LENGTH = 300  # characters; a table with such a cell, or with one column, only lays the page out


# The form and tag of what is collected in it; its index; the blocks, controls and mails before it; and its words.
OpenBox = tuple[Form, str, int, int, int, int, list[str]]


class Collector:
    """The blocks so far, and the state that the next one depends on: what stands open at the current place."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.open: list[OpenBox] = [(PARAGRAPH, "body", 0, 0, 0, 0, [])]  # the first stands for what is around all
        self.marks = ""
        self.hrefs: list[str | None] = [None]
        self.lists: list[list[int]] = []  # [group, next number or -1]
        self.tables: list[list[int]] = []  # [group, row, column]
        self.figures: list[int] = []
        self.embeds: dict[int, str] = {}  # addresses by box
        self.veiled = 0  # hidden elements inside the text that is being collected
        self.item_opens = self.head_cell = self.after_break = self.after_link = False

    def text(self, text: str) -> None:
        self.runs.append((text, self.hrefs[-1], self.marks))
        self.after_break = self.after_link = False

    def space(self, text: str) -> None:
        self.runs.append((text, self.hrefs[-1], self.marks))
        self.after_link = False

    def line_break(self) -> None:
        if self.open[-1][0] is CODE:
            self.runs.append(("\n", self.hrefs[-1], self.marks))
        elif self.after_break:
            self.flush()
        elif self.runs:
            self.runs.append((LINE_BREAK, self.hrefs[-1], self.marks))
            self.after_break = True

    def picture(self, element: Any) -> None:
        if self.runs and not self.figures:
            return  # a picture inside a line of text: an icon or an emoji
        src = image_source(element)
        if src:
            self.flush()
            alt = SPACE.sub(" ", element.get("alt") or "").strip()
            self.add("", (), IMAGE, Image(src, alt, *image_size(element), self.hrefs[-1]))

    def hidden(self) -> None:
        """A hidden element: a block without text, which cuts no sentence in two."""
        if self.runs:
            self.veiled += 1
        else:
            self.add("", (), HIDDEN)

    def embed(self, address: str | None) -> None:
        """Keeps the address of an embed with the box it is in; the first one counts."""
        if address:
            self.embeds.setdefault(self.open[-1][2], address)

    def is_glued(self, element: Any) -> bool:
        """Whether a link's text would go on in the middle of a word: then styles set it apart from the text before."""
        return bool(self.runs) and self.runs[-1][0][-1].islower() and next(element.itertext(), "")[:1].isupper()

    def flush(self) -> None:
        """Ends the block."""
        self.after_break = self.after_link = False
        if not self.runs:
            return
        runs, self.runs = self.runs, []
        form = self.open[-1][0]
        spans = as_spans(runs) if form is CODE else collapsed(runs)
        text = spans[0].text if len(spans) == 1 else "".join([span.text for span in spans])
        if text[:1].isalnum() or WORD.search(text):
            self.add(text, spans, form)
        while self.veiled:
            self.veiled -= 1
            self.add("", (), HIDDEN)

    def add(self, text: str, spans: tuple[Span, ...], form: Form, image: Image | None = None) -> None:
        level, group, row, head = 0, -1, -1, False
        _, tag, box, *_ = self.open[-1]
        if form is HEADING and len(text) > HEADING_LENGTH and text[-1] in ".!?…。":
            form = PARAGRAPH  # a lede set in a heading's size
        if form is HEADING:
            level = HEADINGS.get(tag, 3)
        elif form is ITEM and self.lists:
            group, row = self.lists[-1]
            level, head, self.item_opens = len(self.lists) - 1, self.item_opens, False
        elif form is CELL and self.tables:
            group, row, level = self.tables[-1]
            head = self.head_cell
        elif self.figures and (form is IMAGE or form is CAPTION):
            group = self.figures[-1]
        block = (len(self.blocks), text, spans, form, tag, box, level, group, row, head, image)
        self.blocks.append(tuple.__new__(Block, block))  # three times as quick as the constructor, which is in Python


def without_layout_tables(blocks: list[Block]) -> tuple[Block, ...]:
    """Blocks whose table only lays out the page become paragraphs."""
    tables: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.form is CELL:
            tables[block.group].append(block)
    for cells in tables.values():
        columns = max(cell.level for cell in cells)
        if columns < 1 or max(len(cell.text) for cell in cells) > LAYOUT_CELL_LENGTH:
            for cell in cells:
                blocks[cell.index] = cell._replace(form=PARAGRAPH, level=0, group=-1, row=-1, head=False)
    return tuple(blocks)
