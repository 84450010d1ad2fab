"""Page -> Segments: the one walk over the tree, which is read and never changed.

A block is the text between two block-level tags, in document order; a box is an element that holds blocks. Nothing
here judges: what a browser shows becomes a block, what it hides becomes a block without text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from lxml import etree

from .model import Block, Box, Form, Image, Page, Segments, Span
from .tags import (
    BLOCK_TAGS,
    CONTROL_TAGS,
    FIELD_TAGS,
    FORMS,
    HEADINGS,
    INHERITED_FORMS,
    LIST_TAGS,
    MARKS,
    NO_TEXT,
    PROSE_TAGS,
)

INVISIBLE = re.compile("[\ufeff\ufffe\uffff]")
LINE_BREAK = "\u2028"  # stands for <br> until white space is collapsed
SPACE = re.compile(r"[ \t\n\r\f\v]+")  # what browsers collapse; a no-break space is the author's
UNEVEN = ("\n", "  ", "\t", "\r", "\f", "\v")  # most runs need no collapsing
BREAKS = re.compile(rf" ?{LINE_BREAK}[{LINE_BREAK} ]*")
DISPLAY_NONE = re.compile(r"display\s*:\s*none", re.I)
WORD = re.compile(r"\w")
CLASS_LENGTH, DATA_LENGTH = 200, 40  # characters; a longer value is data, no name
NAMED = ("class", "id", "role", "itemprop", "rel", "aria-label")
HEADING_LENGTH = 120  # characters; a longer one that ends like a sentence is none
LAYOUT_CELL_LENGTH = 300  # characters; a table with such a cell, or with one column, only lays the page out


def segment(page: Page) -> Segments:
    """The page's blocks and boxes in document order; for text input, one block a paragraph in one box."""
    if page.tree is None:
        return _paragraph_blocks(page.paragraphs)
    return _Walk().run(page.tree)


def _paragraph_blocks(paragraphs: tuple[str, ...]) -> Segments:
    blocks = (Block(i, text, (Span(text),), Form.PARAGRAPH, "p", box=0) for i, text in enumerate(paragraphs))
    return Segments(tuple(blocks), (Box(0, -1, "body", "", 0, 0, len(paragraphs)),))


class _OpenBox:
    """A box whose end has not been seen."""

    __slots__ = ("controls", "depth", "end", "mails", "parent", "start", "tag", "words")

    def __init__(self, parent: int, tag: str, words: str, depth: int, start: int, controls: int, mails: int) -> None:
        self.parent, self.tag, self.words, self.depth, self.start = parent, tag, words, depth, start
        self.controls, self.mails, self.end = controls, mails, start


class _Walk:
    """One pass in document order; the state is what stands open at the current place."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.boxes: list[_OpenBox] = []
        self.open_boxes = [-1]
        self.forms = [(Form.PARAGRAPH, "body")]
        self.runs: list[Span] = []
        self.marks = ""
        self.hrefs: list[str | None] = [None]
        self.lists: list[list[int]] = []  # [group, next number or -1]
        self.tables: list[list[int]] = []  # [group, row, column]
        self.figures: list[int] = []
        self.groups = self.controls = self.mails = 0
        self.item_opens = self.head_cell = self.after_break = self.after_link = False

    def run(self, tree: Any) -> Segments:
        walker = etree.iterwalk(tree, events=("start", "end"))
        skipped = None
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if tag in NO_TEXT or _is_hidden(element, tag):
                    walker.skip_subtree()
                    skipped = element
                    self._skip(element, tag)
                    continue
                self._open(element, tag)
                if element.text:
                    self._text(element.text)
                continue
            if element is skipped:
                skipped = None
            else:
                self._close(tag)
            if element.tail:
                self._text(element.tail)
        self._flush()
        return Segments(_without_layout_tables(self.blocks), self._frozen_boxes())

    def _frozen_boxes(self) -> tuple[Box, ...]:
        return tuple(
            Box(i, b.parent, b.tag, b.words, b.depth, b.start, b.end, b.controls, b.mails)
            for i, b in enumerate(self.boxes)
        )

    # -- elements

    def _open(self, element: Any, tag: str) -> None:
        if tag in BLOCK_TAGS or (tag in CONTROL_TAGS and self.forms[-1][1] not in PROSE_TAGS):
            self._open_block(element, tag)
        elif tag == "br":
            self._break()
        elif tag == "img":
            self._image(element)
        else:
            self._open_inline(element, tag)
        if tag in FIELD_TAGS:
            self._field(element, tag)

    def _open_block(self, element: Any, tag: str) -> None:
        if self.runs:
            self._flush()
        self.after_break = self.after_link = False
        parent = self.open_boxes[-1]
        depth = len(self.open_boxes)
        self.boxes.append(_OpenBox(parent, tag, _words(element), depth, len(self.blocks), self.controls, self.mails))
        self.open_boxes.append(len(self.boxes) - 1)
        above = self.forms[-1][0]
        form = FORMS.get(tag) or (above if above in INHERITED_FORMS else Form.PARAGRAPH)
        self.forms.append((form, tag))
        if opener := _OPENERS.get(tag):
            opener(self, element)

    def _open_inline(self, element: Any, tag: str) -> None:
        if tag == "a":
            if self.after_link and self.forms[-1][1] not in PROSE_TAGS:
                self._flush()  # links side by side without a space between them are cards, not words
            self.hrefs.append(element.get("href") or self.hrefs[-1])
        if mark := MARKS.get(tag):
            self.marks += mark
        if not self.runs and self.open_boxes[-1] >= 0:
            words = _words(element)
            if words or tag == "time":
                self.boxes[self.open_boxes[-1]].words += f" {tag if tag == 'time' else ''} {words}"

    def _close(self, tag: str) -> None:
        if tag in BLOCK_TAGS or (tag in CONTROL_TAGS and self.forms[-1][1] == tag):
            if self.runs:
                self._flush()
            self.after_break = self.after_link = False
            self.forms.pop()
            self._close_box(self.open_boxes.pop())
            if closer := _CLOSERS.get(tag):
                closer(self)
            return
        if tag == "a":
            self.hrefs.pop()
            self.after_link = True
        if tag in MARKS and self.marks:
            self.marks = self.marks[:-1]

    def _close_box(self, index: int) -> None:
        box = self.boxes[index]
        box.end = len(self.blocks)
        box.controls = self.controls - box.controls
        box.mails = self.mails - box.mails
        if box.end == box.start and index == len(self.boxes) - 1:
            self.boxes.pop()

    def _field(self, element: Any, tag: str) -> None:
        kind = (element.get("type") or "").lower()
        if kind == "hidden":
            return
        self.controls += 1
        named = f"{kind} {element.get('name') or ''} {element.get('id') or ''} {element.get('autocomplete') or ''}"
        if tag == "input" and "mail" in named.lower():
            self.mails += 1

    def _open_list(self, element: Any) -> None:
        self.groups += 1
        start = str(element.get("start") or "1")
        number = (int(start) if start.isdecimal() and len(start) < 6 else 1) if element.tag == "ol" else -1
        self.lists.append([self.groups, number])

    def _open_item(self, element: Any) -> None:
        self.item_opens = True

    def _close_item(self) -> None:
        if self.lists and self.lists[-1][1] >= 0 and not self.item_opens:
            self.lists[-1][1] += 1
        self.item_opens = False

    def _open_table(self, element: Any) -> None:
        self.groups += 1
        self.tables.append([self.groups, -1, -1])

    def _open_row(self, element: Any) -> None:
        if self.tables:
            self.tables[-1][1] += 1
            self.tables[-1][2] = -1

    def _open_cell(self, element: Any) -> None:
        self.head_cell = element.tag == "th"
        if self.tables:
            self.tables[-1][2] += 1

    def _open_figure(self, element: Any) -> None:
        self.groups += 1
        self.figures.append(self.groups)

    def _skip(self, element: Any, tag: str) -> None:
        if tag in FIELD_TAGS:
            self._field(element, tag)
        if tag in BLOCK_TAGS:
            self._flush()
        if tag not in NO_TEXT and any(WORD.search(text) for text in element.itertext()):
            self._flush()
            self._add("", (), Form.HIDDEN)

    # -- text

    def _text(self, text: str) -> None:
        if not text.isspace():
            self.after_break = False
        if self.runs or not text.isspace():
            self.runs.append(Span(text, self.hrefs[-1], self.marks))
            self.after_link = False

    def _break(self) -> None:
        if self.after_break:
            self._flush()
            return
        if self.runs:
            self.runs.append(Span(LINE_BREAK, self.hrefs[-1], self.marks))
            self.after_break = True

    def _image(self, element: Any) -> None:
        if self.runs and not self.figures:
            return  # a picture inside a line of text: an icon or an emoji
        src = _image_source(element)
        if src:
            self._flush()
            self._add("", (), Form.IMAGE, Image(src, SPACE.sub(" ", element.get("alt") or "").strip()))

    def _flush(self) -> None:
        self.after_break = self.after_link = False
        if not self.runs:
            return
        runs, self.runs = self.runs, []
        spans = tuple(runs) if self.forms[-1][0] is Form.CODE else _collapsed(runs)
        text = "".join([span.text for span in spans])
        if WORD.search(text):
            self._add(text, spans, self.forms[-1][0])

    def _add(self, text: str, spans: tuple[Span, ...], form: Form, image: Image | None = None) -> None:
        level, group, row, head = 0, -1, -1, False
        tag = self.forms[-1][1]
        if form is Form.HEADING and len(text) > HEADING_LENGTH and text[-1] in ".!?…。":
            form = Form.PARAGRAPH  # a lede set in a heading's size
        if form is Form.HEADING:
            level = HEADINGS.get(tag, 3)
        elif form is Form.ITEM and self.lists:
            group, row = self.lists[-1]
            level, head, self.item_opens = len(self.lists) - 1, self.item_opens, False
        elif form is Form.CELL and self.tables:
            group, row, level = self.tables[-1]
            head = self.head_cell
        elif self.figures and form in (Form.IMAGE, Form.CAPTION):
            group = self.figures[-1]
        box = max(self.open_boxes[-1], 0)
        self.blocks.append(Block(len(self.blocks), text, spans, form, tag, box, level, group, row, head, image))


_OPENERS: dict[str, Callable[[_Walk, Any], None]] = {
    "ul": _Walk._open_list, "ol": _Walk._open_list, "menu": _Walk._open_list, "li": _Walk._open_item,
    "table": _Walk._open_table, "tr": _Walk._open_row, "td": _Walk._open_cell, "th": _Walk._open_cell,
    "figure": _Walk._open_figure,
}  # fmt: skip
_CLOSERS: dict[str, Callable[[_Walk], object]] = {
    "li": _Walk._close_item,
    "table": lambda walk: walk.tables.pop(),
    "figure": lambda walk: walk.figures.pop(),
    **dict.fromkeys(LIST_TAGS, lambda walk: walk.lists.pop()),
}


def _is_hidden(element: Any, tag: str) -> bool:
    """Whether the page's own markup keeps this element from being shown."""
    if tag == "template":
        return not (element.get("shadowrootmode") or element.get("shadowroot"))
    if tag == "dialog" and element.get("open") is None:
        return True
    hidden, style = element.get("hidden"), element.get("style")
    if (hidden is None and style is None) or tag == "body" or tag == "html":
        return False  # a whole page is only hidden until its scripts have run
    if hidden is not None and hidden.lower() != "until-found":
        return True
    if style is None or DISPLAY_NONE.search(style) is None:
        return False
    return not _is_curtain(element)


def _is_curtain(element: Any) -> bool:
    """Whether an element hides the page as a whole until its scripts have run: it stands right under the body and holds
    both the headline and the frame of the page."""
    parent = element.getparent()
    if parent is None or parent.tag != "body":
        return False
    return all(next(element.iter(*tags), None) is not None for tags in (("h1",), ("header", "nav", "main", "footer")))


def _words(element: Any) -> str:
    """What an element's attributes say of it, as one lower-case string."""
    said = [
        value if name in NAMED else f"{name[5:]} {value}"
        for name, value in element.items()
        if (name in NAMED and len(value) < CLASS_LENGTH) or (name[:5] == "data-" and len(value) < DATA_LENGTH)
    ]
    return " ".join(said) if said else ""


def _image_source(element: Any) -> str | None:
    """The picture's address, where a lazy loader may have put it; None for tracking pixels and inline data."""
    if (element.get("width") or "") in {"0", "1"} or (element.get("height") or "") in {"0", "1"}:
        return None
    for name in ("data-src", "data-lazy-src", "data-original", "src"):
        src = (element.get(name) or "").strip()
        if src and not src.startswith(("data:", "blob:")):
            return src
    candidates = (element.get("srcset") or element.get("data-srcset") or "").split()
    return candidates[0].rstrip(",") if candidates and not candidates[0].startswith("data:") else None


def _collapsed(runs: list[Span]) -> tuple[Span, ...]:
    """Runs with white space collapsed as a browser does, equal neighbours joined, and both ends trimmed."""
    joined: list[Span] = []
    spaced = True
    for text, href, marks in runs:
        if not text.isascii():
            text = INVISIBLE.sub("", text)
        if any(space in text for space in UNEVEN):
            text = SPACE.sub(" ", text)
        if LINE_BREAK in text:
            text = BREAKS.sub("\n", text)
        if spaced:
            text = text.lstrip(" ")
        if not text:
            continue
        spaced = text[-1] in " \n"
        if joined and joined[-1].href == href and joined[-1].marks == marks:
            joined[-1] = Span(joined[-1].text + text, href, marks)
        else:
            joined.append(Span(text, href, marks))
    while joined and not (last := joined[-1].text.rstrip()):
        joined.pop()
    if joined and last != joined[-1].text:
        joined[-1] = joined[-1]._replace(text=last)
    return tuple(joined)


def _without_layout_tables(blocks: list[Block]) -> tuple[Block, ...]:
    """Blocks whose table only lays out the page become paragraphs."""
    tables: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.form is Form.CELL:
            tables[block.group].append(block)
    for cells in tables.values():
        columns = max(cell.level for cell in cells)
        if columns < 1 or max(len(cell.text) for cell in cells) > LAYOUT_CELL_LENGTH:
            for cell in cells:
                blocks[cell.index] = cell._replace(form=Form.PARAGRAPH, level=0, group=-1, row=-1, head=False)
    return tuple(blocks)
