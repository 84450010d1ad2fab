"""Article -> HTML, built from blocks, so that only the tags written here can appear; each kept block has its id."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ..forms import CELL, CODE, HEADING, ITEM, PARAGRAPH, QUOTE
from ..model import Article, Block, Form, Options
from .groups import FIGURE, ends_list, groups, table_rows
from .links import IMAGES, safe

MARKS = {"s": "strong", "e": "em", "c": "code", "u": "sup", "d": "sub"}


def render(article: Article, options: Options, milliseconds: float) -> str:
    """A whole document: the language and direction of the page, its title, and the article."""
    meta = article.metadata
    lang = f' lang="{escape(meta.lang)}"' if meta.lang else ""
    direction = f' dir="{escape(meta.dir)}"' if meta.dir else ""
    title = escape(meta.title or "")
    return (
        f'<!doctype html>\n<html{lang}{direction}>\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body>\n{fragment(article)}\n</body>\n</html>\n"
    )


def fragment(article: Article) -> str:
    """The article element with the title and every kept block."""
    parts = ["<article>"]
    if article.title_block:
        parts.append(_tag("h1", article.title_block, article.url))
    elif article.metadata.title:
        parts.append(f"<h1>{escape(article.metadata.title)}</h1>")
    parts.append(written(article.blocks, article.url))
    return "\n".join([*parts, "</article>"])


def written(blocks: Sequence[Block], base: str | None) -> str:
    """Blocks as HTML, a line each."""
    return "\n".join(filter(None, (_group(form, group, base) for form, group in groups(blocks))))


def _group(form: Form, blocks: Sequence[Block], base: str | None) -> str:
    if form is PARAGRAPH:
        return _tag("p", blocks[0], base)
    if form is ITEM:
        return _list(blocks, base)
    if form is CELL:
        return _table(blocks, base)
    if form is QUOTE:
        return "<blockquote>\n" + "\n".join(_tag("p", block, base) for block in blocks) + "\n</blockquote>"
    if form in FIGURE:
        return _figure(blocks, base)
    return _single(blocks[0], base)


def _single(block: Block, base: str | None) -> str:
    if block.form is HEADING:
        return _tag(f"h{max(2, block.level)}", block, base)
    if block.form is CODE:
        return f'<pre id="{block.id}"><code>{escape(block.text)}</code></pre>'
    return _tag("p", block, base)


def _list(blocks: Sequence[Block], base: str | None) -> str:
    """Items with the lists below them nested; a block that continues an item stands in it as a paragraph."""
    lines: list[str] = []
    stack: list[Block] = []  # the first block of each open list
    for block in blocks:
        while stack and ends_list(stack[-1], block):
            lines.append(f"</li></{_list_tag(stack.pop())}>")
        if not stack or stack[-1].group != block.group:
            stack.append(block)
            start = f' start="{block.row}"' if block.row not in (-1, 1) else ""
            lines.append(f'<{_list_tag(block)}{start}><li id="{block.id}">{_inline(block, base)}')
        elif block.head:
            lines.append(f'</li><li id="{block.id}">{_inline(block, base)}')
        else:
            lines.append(_tag("p", block, base))
    return "\n".join([*lines, *(f"</li></{_list_tag(first)}>" for first in reversed(stack))])


def _list_tag(block: Block) -> str:
    return "ul" if block.row < 0 else "ol"


def _table(cells: Sequence[Block], base: str | None) -> str:
    rows = ["".join([_cell(cell, base) for cell in row]) for row in table_rows(cells)]
    return "\n".join(["<table>", *(f"<tr>{row}</tr>" for row in rows), "</table>"])


def _cell(blocks: Sequence[Block], base: str | None) -> str:
    tag = "th" if blocks and blocks[0].head else "td"
    return f"<{tag}>{'<br>'.join([_tag('span', block, base) for block in blocks])}</{tag}>"


def _figure(blocks: Sequence[Block], base: str | None) -> str:
    """A picture and what stands under it; a caption whose picture cannot be shown is still a caption."""
    pictures = [_image(block, base) for block in blocks if block.image]
    captions = [_tag("span", block, base) for block in blocks if not block.image]
    caption = f"<figcaption>{'<br>'.join(captions)}</figcaption>" if captions else ""
    inner = "".join(pictures) + caption
    return f"<figure>{inner}</figure>" if inner else ""


def _image(block: Block, base: str | None) -> str:
    src = safe(block.image.src, base, IMAGES) if block.image else None
    if block.image is None or src is None:
        return ""
    _, alt, width, height, _ = block.image
    size = f' width="{width}" height="{height}"' if width and height else ""
    return (
        f'<img id="{block.id}" src="{escape(src)}" alt="{escape(alt)}"{size} loading="lazy" '
        'referrerpolicy="no-referrer">'
    )


def _tag(tag: str, block: Block, base: str | None) -> str:
    return f'<{tag} id="b{block.index}">{_inline(block, base)}</{tag}>'


def _inline(block: Block, base: str | None) -> str:
    return "".join([_run(*span, base) if span.href or span.marks else _text(span.text) for span in block.spans])


def _run(text: str, href: str | None, marks: str, base: str | None) -> str:
    """A run of text with its marks, inside its link."""
    written = _text(text)
    for mark in dict.fromkeys(reversed(marks)) if marks else ():
        written = f"<{MARKS[mark]}>{written}</{MARKS[mark]}>"
    if address := safe(href, base):
        written = f'<a href="{escape(address)}" rel="noopener noreferrer">{written}</a>'
    return written


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>\n")
