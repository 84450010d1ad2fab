"""Two views of a page's letters in order, which must agree: what its tree shows, and what an article accounts for."""

from __future__ import annotations

from reinschrift.evidence.data import letters
from reinschrift.model import Article, Block, Page

UNSHOWN = ("audio canvas datalist iframe noframes noscript object script select style svg template title video").split()
SAYS_NONE = "contains(translate(@style, 'DISPLAYNOE ', 'displaynoe'), 'display:none')"
# What hides the whole page until its scripts have run hides nothing from a reader.
CURTAIN = "parent::body and .//h1 and .//*[self::header or self::nav or self::main or self::footer]"


def accounted(article: Article) -> str:
    """The letters of the title, every kept block and every removed one, in the order of the page."""
    blocks: list[Block] = [*article.blocks, *(block for entry in article.removed for block in entry.blocks)]
    if article.title_block:
        blocks.append(article.title_block)
    return "".join(letters(block.text) for block in sorted(blocks, key=lambda block: block.index))


def shown(page: Page) -> str:
    """The letters of every text node that no element hides, found without the project's own walk."""
    assert page.tree is not None
    unshown = " or ".join(f"ancestor::{tag}[not(@shadowrootmode)]" for tag in UNSHOWN)
    hides = f"@hidden or self::dialog[not(@open)] or ({SAYS_NONE} and not({CURTAIN}))"
    hidden = f"ancestor::*[not(self::body or self::html)][{hides}]"
    return "".join(map(letters, page.tree.xpath(f"/html//text()[not({unshown})][not({hidden})]")))
