"""Article -> Markdown (CommonMark and pipe tables): title, body, figures with captions, tables, lists, links, code."""

from __future__ import annotations

from collections.abc import Sequence

from ..forms import CAPTION, CELL, CODE, HEADING, IMAGE, ITEM, QUOTE
from ..model import Article, Block, Form, Options
from .escapes import escaped, fence, line_safe, one_line, target
from .groups import ends_list, groups, number, table_rows
from .links import IMAGES, safe
from .runs import inline


def render(article: Article, options: Options, milliseconds: float) -> str:
    """The article in Markdown, ending with a line break."""
    return document(article) + "\n"


def document(article: Article) -> str:
    """The title as a first-level heading, then every kept block."""
    title = article.metadata.title
    parts = [f"# {one_line(escaped(title))}"] if title else []
    parts += [_group(form, blocks, article.url) for form, blocks in groups(article.blocks)]
    return "\n\n".join(part for part in parts if part)


def _group(form: Form, blocks: Sequence[Block], base: str | None) -> str:
    if form is ITEM:
        return _list(blocks, base)
    if form is CELL:
        return _table(blocks, base)
    if form is QUOTE:
        return "\n>\n".join("> " + line_safe(inline(b.spans, base)).replace("\n", "\n> ") for b in blocks)
    return "\n\n".join(filter(None, (_single(block, base) for block in blocks)))


def _single(block: Block, base: str | None) -> str:
    if block.form is IMAGE:
        return _image(block, base)
    if block.form is HEADING:
        return f"{'#' * max(2, block.level)} {one_line(inline(block.spans, base))}"
    if block.form is CODE:
        ticks = fence(block.text, 3)
        return f"{ticks}\n{block.text.strip(chr(10))}\n{ticks}"
    if block.form is CAPTION:
        return _caption(block, base)
    return line_safe(inline(block.spans, base))


def _caption(block: Block, base: str | None) -> str:
    """A caption emphasised as a whole, so without emphasis inside, which would end it."""
    spans = tuple(span._replace(marks=span.marks.replace("e", "")) for span in block.spans)
    return f"*{line_safe(inline(spans, base))}*"


def _list(blocks: Sequence[Block], base: str | None) -> str:
    """Items with the lists below them indented to their text, as is a block that continues an item."""
    lines: list[str] = []
    stack: list[tuple[Block, int, int]] = []  # the open lists: a block, the column of its marker and of its text
    for block in blocks:
        while stack and ends_list(stack[-1][0], block):
            stack.pop()
        column, marker, apart = stack[-1][2] if stack else 0, "", bool(lines)
        if block.head:
            marker, apart = number(block) or "- ", False
            if stack and stack[-1][0].group == block.group:
                column = stack.pop()[1]
            else:
                apart = block.row not in (-1, 1) and bool(lines)  # such a number does not end a paragraph
            stack.append((block, column, column + len(marker)))
        text = line_safe(inline(block.spans, base)).replace("\n", "\n" + " " * (column + len(marker)))
        lines += [""] * apart + [" " * column + marker + text]
    return "\n".join(lines)


def _table(cells: Sequence[Block], base: str | None) -> str:
    """A pipe table; a row after the first may be shorter than it, so that a wide row makes no other one long."""
    rows = [[_cell(cell, base) for cell in row] for row in table_rows(cells)]
    width = max(map(len, rows))
    rows[0] += [""] * (width - len(rows[0]))
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _cell(blocks: Sequence[Block], base: str | None) -> str:
    return " ".join(inline(block.spans, base) for block in blocks).replace("\n", " ").replace("|", "\\|")


def _image(block: Block, base: str | None) -> str:
    assert block.image is not None
    src = safe(block.image.src, base, IMAGES)
    return f"![{escaped(block.image.alt)}]({target(src)})" if src else ""
