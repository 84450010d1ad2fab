"""Article -> Markdown (CommonMark and pipe tables): title, body, figures with captions, tables, lists, links, code."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import Article, Block, Form, Options, Span
from .groups import groups, table_rows
from .links import IMAGES, safe

# What would read as markup in the middle of a line, and at its start.
INLINE = re.compile(r"([\\`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!]))")
LINE_START = re.compile(r"(?m)^(#{1,6}\s|[-+>](?=\s)|\d{1,9}[.)](?=\s)|={3,}$|-{3,}$)")
MARKS = {"s": "**", "e": "*", "c": "`"}


def render(article: Article, options: Options, milliseconds: float) -> str:
    """The article in Markdown, ending with a line break."""
    return document(article) + "\n"


def document(article: Article) -> str:
    """The title as a first-level heading, then every kept block."""
    title = article.metadata.title
    parts = [f"# {_escaped(title)}"] if title else []
    parts += [_group(form, blocks, article.url) for form, blocks in groups(article.blocks)]
    return "\n\n".join(part for part in parts if part)


def _group(form: Form, blocks: Sequence[Block], base: str | None) -> str:
    if form is Form.ITEM:
        return _list(blocks, base)
    if form is Form.CELL:
        return _table(blocks, base)
    if form is Form.QUOTE:
        return "\n>\n".join("\n".join("> " + line for line in _inline(b, base).split("\n")) for b in blocks)
    return "\n\n".join(filter(None, (_single(block, base) for block in blocks)))


def _single(block: Block, base: str | None) -> str:
    if block.form is Form.IMAGE:
        return _image(block, base)
    if block.form is Form.HEADING:
        return f"{'#' * max(2, block.level)} {_inline(block, base)}"
    if block.form is Form.CODE:
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", block.text)), default=0))
        return f"{fence}\n{block.text.strip(chr(10))}\n{fence}"
    text = _line_safe(_inline(block, base))
    return f"*{text.strip('*')}*" if block.form is Form.CAPTION else text


def _list(blocks: Sequence[Block], base: str | None) -> str:
    top = min(block.level for block in blocks)
    lines = []
    for block in blocks:
        marker = "- " if block.row < 0 else f"{block.row}. "
        indent = "  " * (block.level - top)
        text = _inline(block, base).replace("\n", "\n" + indent + " " * len(marker))
        lines.append(indent + (marker if block.head else " " * len(marker)) + text)
    return "\n".join(lines)


def _table(cells: Sequence[Block], base: str | None) -> str:
    rows = table_rows(cells)
    width = max(map(len, rows))
    written = [
        [" ".join(_inline(b, base) for b in cell).replace("\n", " ").replace("|", "\\|") for cell in row]
        for row in rows
    ]
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in written]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _image(block: Block, base: str | None) -> str:
    assert block.image is not None
    src = safe(block.image.src, base, IMAGES)
    return f"![{_escaped(block.image.alt)}]({_target(src)})" if src else ""


def _inline(block: Block, base: str | None) -> str:
    return "".join(_span(span, base) for span in block.spans)


def _span(span: Span, base: str | None) -> str:
    """A run with its marks; the spaces at its ends stay outside them, as CommonMark wants."""
    core = span.text.strip()
    if not core:
        return span.text
    before, after = span.text[: span.text.index(core)], span.text[span.text.index(core) + len(core) :]
    text = core if "c" in span.marks else _escaped(core)
    for mark in dict.fromkeys(reversed(span.marks)):
        text = f"{MARKS.get(mark, '')}{text}{MARKS.get(mark, '')}"
    if href := safe(span.href, base):
        text = f"[{text}]({_target(href)})"
    return before + text + after


def _target(address: str) -> str:
    return f"<{address}>" if re.search(r"[()\s]", address) else address


def _escaped(text: str) -> str:
    return INLINE.sub(r"\\\1", text)


def _line_safe(text: str) -> str:
    return LINE_START.sub(
        lambda found: "\\" + found[0] if not found[0][0].isdigit() else found[0][:-1] + "\\" + found[0][-1], text
    )
