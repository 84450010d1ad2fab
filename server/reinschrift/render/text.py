"""Article -> plain text: the body only, blocks with a blank line between; no title, byline or caption."""

from __future__ import annotations

from collections.abc import Sequence

from ..forms import CAPTION, CELL, IMAGE
from ..model import Article, Block, Options
from .groups import groups, number, table_rows


def render(article: Article, options: Options, milliseconds: float) -> str:
    """The article's text, ending with a line break."""
    return body(article) + "\n"


def body(article: Article) -> str:
    """The article's text. Captions are in it only where the caller asked to keep them."""
    unread = (IMAGE,) if article.show_captions else (IMAGE, CAPTION)
    return written([block for block in article.blocks if block.form not in unread])


def written(blocks: Sequence[Block]) -> str:
    """Blocks as text: table rows on a line each, a blank line between everything else, and the numbers of numbered
    lists, as a browser shows them."""
    parts = []
    for form, group in groups(blocks):
        if form is CELL:
            rows = [filter(None, row) for row in table_rows(group)]
            parts.append("\n".join(" | ".join(" ".join(b.text for b in cell) for cell in row) for row in rows))
        else:
            parts += [number(block) + block.text for block in group if block.text]
    return "\n\n".join(parts)
