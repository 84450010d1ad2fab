"""Page -> Segments: the one walk over the tree, which is read and never changed.

A block is the text between two block-level tags, in document order; a box is an element that holds blocks. Nothing
here judges: what a browser shows becomes a block, what it hides becomes a block without text. This is the program's
hottest loop, so each element costs one look-up: the table's opener for its tag gives what is to be done at its end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from .attributes import HIDDEN_BY_NATURE, HOLDERS, holds_text, is_hidden, number, read
from .collector import WORD, Collector, without_layout_tables
from .embeds import frame_address
from .forms import HEADING, PARAGRAPH
from .model import Block, Box, Page, Segments, Span
from .tags import BLOCK_TAGS, CONTROL_TAGS, FIELD_TAGS, FORMS, INHERITED_FORMS, LIST_TAGS, MARKS, NO_TEXT, PROSE_TAGS

Closer = Callable[[], object]
Opener = Callable[["_Walk", Any, str, str], Closer | None]


def segment(page: Page) -> Segments:
    """The page's blocks and boxes in document order; for text input, one block a paragraph in one box."""
    if page.tree is None:
        return _paragraph_blocks(page.paragraphs)
    return _Walk().run(page.tree)


def _paragraph_blocks(paragraphs: tuple[str, ...]) -> Segments:
    blocks = (Block(i, text, (Span(text),), PARAGRAPH, "p", box=0) for i, text in enumerate(paragraphs))
    return Segments(tuple(blocks), (Box(0, -1, "body", "", 0, 0, len(paragraphs)),))


class _Walk(Collector):
    """One pass in document order. Openers take an element, its tag and its words, and may return its closer."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[Box | None] = []  # None while a box is open
        self.groups = self.controls = self.mails = 0

    def run(self, tree: Any) -> Segments:
        walker = etree.iterwalk(tree, events=("start", "end"))
        closers: list[Closer | None] = []
        for event, element in walker:
            if event == "end":
                if closer := closers.pop():
                    closer()
                text = element.tail
            else:
                tag = element.tag
                opener = _OPENERS.get(tag) or (_OPEN_CUSTOM if "-" in tag else _OPEN_INLINE)
                if opener is _PASS_OVER and tag in HOLDERS and holds_text(element, tag):
                    opener = _OPEN_INLINE
                words, may_hide, embed = ("", False, None) if opener is _PASS_OVER else read(element)
                if (may_hide or tag in HIDDEN_BY_NATURE) and is_hidden(element, tag):
                    opener = _HIDE
                closers.append(opener(self, element, tag, words))
                if opener is _PASS_OVER or opener is _HIDE:
                    walker.skip_subtree()
                    continue
                if embed and tag != "img":
                    self.embed(embed)
                text = element.text
            if text and not text.isspace():
                self.text(text)
            elif text and self.runs:
                self.space(text)
        self.flush()
        boxes = tuple([box for box in self.boxes if box is not None])  # by now, all of them are closed
        return Segments(without_layout_tables(self.blocks), boxes)

    # -- blocks

    def _open_block(self, element: Any, tag: str, words: str) -> Closer:
        if self.runs:
            self.flush()
        self.after_break = self.after_link = False
        form = FORMS.get(tag)
        if form is None:
            above = self.open[-1][0]
            form = above if above in INHERITED_FORMS else PARAGRAPH
            if "heading" in words and element.get("role") == "heading":
                form = HEADING
        self.open.append((form, tag, len(self.boxes), len(self.blocks), self.controls, self.mails, [words]))
        self.boxes.append(None)
        return self._close_block

    def _close_block(self) -> None:
        if self.runs:
            self.flush()
        self.after_break = self.after_link = False
        _, tag, index, start, controls, mails, words = self.open.pop()
        end = len(self.blocks)
        if end == start:
            self.boxes.pop()  # the boxes in it were empty, too, and are gone
            self.embed(self.embeds.pop(index, None))
            return
        depth, embed = len(self.open), self.embeds.get(index)
        parent = self.open[-1][2] if depth > 1 else -1
        controls, mails = self.controls - controls, self.mails - mails
        box = (index, parent, tag, "".join(words), depth, start, end, controls, mails, embed)
        self.boxes[index] = tuple.__new__(Box, box)  # three times as quick as the constructor, which is in Python

    def _open_control(self, element: Any, tag: str, words: str) -> Closer | None:
        in_prose = self.open[-1][1] in PROSE_TAGS
        closer = (self._open_inline if in_prose else self._open_block)(element, tag, words)
        if tag in FIELD_TAGS:
            self._field(element, tag)
        return closer

    def _open_list(self, element: Any, tag: str, words: str) -> Closer:
        self._open_block(element, tag, words)
        self.groups += 1
        first = number(element.get("start")) if tag == "ol" else -1
        self.lists.append([self.groups, 1 if first is None else first])
        return self._close_list

    def _close_list(self) -> None:
        self._close_block()
        self.lists.pop()

    def _open_quote(self, element: Any, tag: str, words: str) -> Closer:
        closer = self._open_block(element, tag, words)
        self.embed(element.get("cite"))
        return closer

    def _open_item(self, element: Any, tag: str, words: str) -> Closer:
        self._open_block(element, tag, words)
        self.item_opens = True
        if self.lists and self.lists[-1][1] >= 0 and (value := number(element.get("value"))) is not None:
            self.lists[-1][1] = value
        return self._close_item

    def _close_item(self) -> None:
        self._close_block()
        if self.lists and self.lists[-1][1] >= 0 and not self.item_opens:
            self.lists[-1][1] += 1
        self.item_opens = False

    def _open_table(self, element: Any, tag: str, words: str) -> Closer:
        self._open_block(element, tag, words)
        self.groups += 1
        self.tables.append([self.groups, -1, -1])
        return self._close_table

    def _close_table(self) -> None:
        self._close_block()
        self.tables.pop()

    def _open_row(self, element: Any, tag: str, words: str) -> Closer:
        if self.tables:
            self.tables[-1][1:] = self.tables[-1][1] + 1, -1
        return self._open_block(element, tag, words)

    def _open_cell(self, element: Any, tag: str, words: str) -> Closer:
        closer = self._open_block(element, tag, words)
        self.head_cell = tag == "th"
        if self.tables:
            self.tables[-1][2] += 1
        return closer

    def _open_figure(self, element: Any, tag: str, words: str) -> Closer:
        self._open_block(element, tag, words)
        self.groups += 1
        self.figures.append(self.groups)
        return self._close_figure

    def _close_figure(self) -> None:
        self._close_block()
        self.figures.pop()

    # -- inside a block

    def _open_inline(self, element: Any, tag: str, words: str) -> Closer | None:
        if not self.runs and (words or tag == "time"):
            self.open[-1][6].append(f" {tag if tag == 'time' else ''} {words}")
        return None

    def _open_custom(self, element: Any, tag: str, words: str) -> Closer | None:
        """A custom element: with no text before it, and outside prose, it is a box, and its name says what it is."""
        if self.runs or self.open[-1][1] in PROSE_TAGS:
            return self._open_inline(element, tag, words)
        return self._open_block(element, tag, f"{tag} {words}")

    def _open_link(self, element: Any, tag: str, words: str) -> Closer:
        if (self.after_link or self.is_glued(element)) and self.open[-1][1] not in PROSE_TAGS:
            self.flush()  # links side by side without a space between them are cards, not words
        self.hrefs.append(element.get("href") or self.hrefs[-1])
        self._open_inline(element, tag, words)
        return self._close_link

    def _close_link(self) -> None:
        self.hrefs.pop()
        self.after_link = True

    def _open_mark(self, element: Any, tag: str, words: str) -> Closer:
        self.marks += MARKS[tag]
        self._open_inline(element, tag, words)
        return self._close_mark

    def _close_mark(self) -> None:
        self.marks = self.marks[:-1]

    def _break(self, element: Any, tag: str, words: str) -> None:
        self.line_break()

    def _image(self, element: Any, tag: str, words: str) -> None:
        self.picture(element)

    def _input(self, element: Any, tag: str, words: str) -> None:
        self._open_inline(element, tag, words)
        self._field(element, tag)

    def _field(self, element: Any, tag: str) -> None:
        kind = (element.get("type") or "").lower()
        if kind == "hidden":
            return
        self.controls += 1
        named = f"{kind} {element.get('name') or ''} {element.get('id') or ''} {element.get('autocomplete') or ''}"
        if tag == "input" and "mail" in named.lower():
            self.mails += 1

    # -- what is not shown

    def _pass_over(self, element: Any, tag: str, words: str) -> None:
        if tag in FIELD_TAGS:
            self._field(element, tag)
        elif tag == "iframe":
            self.embed(frame_address(element))

    def _hide(self, element: Any, tag: str, words: str) -> None:
        self._pass_over(element, tag, words)
        if tag in BLOCK_TAGS:
            self.flush()
        if any(WORD.search(text) for text in element.itertext()):
            self.hidden()
        for frame in element.iter("iframe"):
            self.embed(frame_address(frame))


_PASS_OVER, _HIDE, _OPEN_CUSTOM, _OPEN_INLINE = _Walk._pass_over, _Walk._hide, _Walk._open_custom, _Walk._open_inline
_OPENERS: dict[str, Opener] = {
    **dict.fromkeys(BLOCK_TAGS, _Walk._open_block), **dict.fromkeys(CONTROL_TAGS, _Walk._open_control),
    **dict.fromkeys(NO_TEXT, _Walk._pass_over), **dict.fromkeys(MARKS, _Walk._open_mark),
    **dict.fromkeys(LIST_TAGS, _Walk._open_list), "li": _Walk._open_item, "table": _Walk._open_table,
    "tr": _Walk._open_row, "td": _Walk._open_cell, "th": _Walk._open_cell, "figure": _Walk._open_figure,
    "a": _Walk._open_link, "br": _Walk._break, "img": _Walk._image, "input": _Walk._input,
    "blockquote": _Walk._open_quote, "span": _Walk._open_inline, "time": _Walk._open_inline,
}  # fmt: skip
