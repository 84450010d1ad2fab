"""The nouns of Reinschrift, all of them frozen: what one stage hands to the next.

bytes -> Page -> Blocks and Boxes -> Verdicts -> Article -> str; `reinschrift/__init__.py` draws the line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lxml import etree


class Kind(StrEnum):
    """What a removed block is. The order is the one the contract lists them in."""

    CONSENT = "consent"
    NEWSLETTER = "newsletter"
    TEASER = "teaser"
    PROMOTION = "promotion"
    SHARE = "share"
    CAPTION = "caption"
    META = "meta"
    CHROME = "chrome"
    HIDDEN = "hidden"


class Form(StrEnum):
    """What a block is on the page, as far as its output needs to know."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    CELL = "cell"
    CAPTION = "caption"
    LABEL = "label"
    IMAGE = "image"
    HIDDEN = "hidden"


class Span(NamedTuple):
    """A run of text inside a block with one set of marks.

    `marks` holds letters: s strong, e emphasised, c code, u superscript, d subscript. `href` is the link's address as
    the page wrote it (renderers resolve it and let only safe schemes through) or None. A line break is "\\n".
    """

    text: str
    href: str | None = None
    marks: str = ""


class Image(NamedTuple):
    """A picture the page shows: its address as the page wrote it, its alternative text, its size in pixels, or zeros
    where the page does not give it, and the address that a click on it leads to, if any."""

    src: str
    alt: str
    width: int = 0
    height: int = 0
    href: str | None = None


class Block(NamedTuple):
    """The text between two block-level tags (or one image), in document order.

    `level` is a heading's level (1 to 6), a list item's depth (from 0) or a cell's column; `group` numbers the list,
    table or figure the block belongs to (-1: none); `row` is a cell's table row, or an item's number in an ordered
    list (-1: unordered); `head` tells a table's heading cell and the block that opens a list item; `box` indexes the
    innermost Box around it. A hidden block has no text: what the page did not show is not passed on.
    """

    index: int  # type: ignore[assignment]  # a tuple's method of that name is not needed here
    text: str
    spans: tuple[Span, ...]
    form: Form
    tag: str
    box: int
    level: int = 0
    group: int = -1
    row: int = -1
    head: bool = False
    image: Image | None = None

    @property
    def id(self) -> str:
        return f"b{self.index}"


class Box(NamedTuple):
    """An element that holds blocks: the range [start, end) of block indices under it, and what it says of itself.

    `parent` is a Box index (-1 for the root); `words` are what its class, id, role and data attributes say, in lower
    case; `controls` counts the form fields and buttons under it, `mails` those that ask for an e-mail address; `embed`
    is the address of what it would show if it did not wait for consent, as the page wrote it, where that is known.
    """

    index: int  # type: ignore[assignment]  # as in Block
    parent: int
    tag: str
    words: str
    depth: int
    start: int
    end: int
    controls: int = 0
    mails: int = 0
    embed: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the reader's browser shows it, parsed once.

    `tree` is None for text input, whose paragraphs then stand in `paragraphs`. `data` holds the objects of the
    page's JSON-LD, flattened; it is evidence about visible blocks and never a source of text.
    """

    url: str | None
    tree: etree._Element | None
    paragraphs: tuple[str, ...] = ()
    data: tuple[Mapping[str, Any], ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    lang: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segments:
    """A page's blocks and boxes in document order; boxes come parents first."""

    blocks: tuple[Block, ...]
    boxes: tuple[Box, ...]


class Sign(NamedTuple):
    """One part of a reason: a code of the message catalogues and the words of the page it is about."""

    code: str
    detail: str = ""


class Finding(NamedTuple):
    """What a judge says of the blocks [start, end): they are `kind`, for these signs, with this strength.

    A finding of strength 1 or more removes; a weaker one only names what the content model removes.
    """

    kind: Kind
    start: int
    end: int
    strength: float
    signs: tuple[Sign, ...]


class Verdict(NamedTuple):
    """The judgement on one block: kept (`kind` is None), or removed as `kind` for the reason `signs`.

    Blocks removed by one and the same finding share its `start`; it is the block's own index otherwise.
    """

    kind: Kind | None = None
    signs: tuple[Sign, ...] = ()
    start: int = -1

    @property
    def kept(self) -> bool:
        return self.kind is None


class Removed(NamedTuple):
    """Neighbouring blocks removed together: one entry of the answer's list. `after` is a kept block's id or None, and
    `embed` the address, as the page wrote it, of what waited there for consent."""

    id: str
    kind: Kind
    signs: tuple[Sign, ...]
    blocks: tuple[Block, ...]
    after: str | None
    embed: str | None = None


class Evidence(NamedTuple):
    """One fact that speaks for a page being complete or a preview: a fixed code and a sentence."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """`status` is "complete", "preview" or "unknown"."""

    status: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of itself. What is not known is None. Dates are ISO 8601."""

    canonical_url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    site_name: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    lang: str | None = None
    dir: str | None = None
    excerpt: str | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """The fair copy: metadata, the kept blocks in order, and every removed block with its kind and reason.

    `title_block` indexes into the page's blocks (the visible headline, a kept block) or is None. `removed` lists what
    was asked for; `removed_blocks` counts all removed blocks by the value of their kind.
    """

    url: str | None
    metadata: Metadata
    title_block: Block | None
    blocks: Sequence[Block]
    removed: Sequence[Removed]
    completeness: Completeness
    warnings: tuple[str, ...] = ()
    kept_words: int = 0
    removed_words: int = 0
    removed_blocks: Mapping[str, int] = field(default_factory=dict)
    show_captions: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller asked for: kinds to keep, which removed blocks to list (article, all or none), and the language
    of the reasons."""

    keep: frozenset[Kind] = frozenset()
    removed: str = "article"
    language: str = "en"
