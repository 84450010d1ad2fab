"""Two views of a page's letters in order, which must agree: what its tree shows, and what an article accounts for."""

from __future__ import annotations

from reinschrift.evidence.data import letters
from reinschrift.model import Article, Block, Page

UNSHOWN = "audio canvas datalist iframe noframes noscript script select style template title video".split()
HTML_IN_SVG = "descendant::*[self::p or self::div or self::span or self::ul or self::ol or self::table or self::h1]"
SENTENCE_IN_SVG = "descendant::text[string-length(normalize-space()) - string-length(translate(., ' \t\n\r', '')) > 6]"
UNSHOWN_HOLDERS = (  # objects that load something, drawings without text that is meant to be read
    f"ancestor::object[@data or @type] or ancestor::svg[not({HTML_IN_SVG} or {SENTENCE_IN_SVG})] or "
    "ancestor::desc[ancestor::svg]"
)
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
    texts = page.tree.xpath(f"/html//text()[not({unshown} or {UNSHOWN_HOLDERS})][not({hidden})]")
    return "".join(map(letters, texts))
