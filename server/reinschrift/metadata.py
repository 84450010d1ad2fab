"""Page -> Metadata: structured data and meta tags first; trafilatura's reader for what they leave open.

What is not known is None, never a guess: trafilatura is shown only what the page shows, and its date counts only where
the page gives the same one in so many words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from .attributes import is_hidden
from .evidence.data import author_names
from .model import Block, Metadata, Page
from .tags import NO_TEXT

RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur", "ps", "yi", "dv", "ckb", "sd", "ug"))
ARTICLE_TYPES = re.compile(r"Article|Posting|Report|Review", re.I)
NAME_LENGTH = 60  # characters; more than that is a byline or a note about the author
ASKED = 50  # elements of a kind that are looked at; later ones are those of teasers and comments
NO_NAME = re.compile(r"https?:|@|^\W*$|\d{4}")


def metadata(page: Page, title_block: Block | None) -> Metadata:
    """What the page says of itself; the visible headline wins over the title its head gives."""
    known = _from_page(page)
    if page.tree is not None:
        shown = _from_markup(page, known, title_block is not None)
        known = {**shown, **{name: value for name, value in known.items() if value is not None}}
    title = title_block.text.replace("\n", " ") if title_block else known.get("title")
    return Metadata(
        canonical_url=_absolute(page, known.get("canonical_url")),
        title=title,
        authors=tuple(known.get("authors") or ()),
        site_name=known.get("site_name"),
        date_published=known.get("date_published"),
        date_modified=known.get("date_modified"),
        lang=page.lang,
        dir=_direction(page),
        excerpt=known.get("excerpt"),
        image=_absolute(page, known.get("image")),
    )


def _from_page(page: Page) -> dict[str, Any]:
    """What JSON-LD's article object and the meta tags say; None for what they do not."""
    item: Mapping[str, Any] = next(filter(_is_article, page.data), {})
    meta = page.meta
    return {
        "canonical_url": _first(meta.get("link:canonical"), meta.get("og:url"), item.get("url")),
        "title": _first(item.get("headline"), meta.get("og:title"), meta.get("twitter:title")),
        "authors": _authors(page, item),
        "site_name": _first(meta.get("og:site_name"), _named(item.get("publisher")), meta.get("application-name")),
        "date_published": _date(
            item.get("datePublished"), meta.get("article:published_time"), meta.get("datepublished"),
            meta.get("date"), meta.get("dc.date"), meta.get("last-modified-date"),
        ),
        "date_modified": _date(
            item.get("dateModified"), meta.get("article:modified_time"), meta.get("datemodified"),
            meta.get("og:updated_time"), meta.get("last-modified"),
        ),
        "excerpt": _first(meta.get("description"), meta.get("og:description"), item.get("description")),
        "image": _first(meta.get("og:image"), meta.get("twitter:image"), _address(item.get("image"))),
    }  # fmt: skip


def _is_article(item: Mapping[str, Any]) -> bool:
    return ARTICLE_TYPES.search(str(item.get("@type"))) is not None


def _from_markup(page: Page, known: Mapping[str, Any], titled: bool) -> dict[str, Any]:
    """What the page shows of what its structured data and meta tags leave open."""
    found: dict[str, Any] = {}
    if known["authors"] is None:
        found["authors"] = _marked_authors(page.tree) or None
    title = None if titled or known["title"] else page.meta.get("title")
    dates = [] if known["date_published"] else _dates_given(page)
    if title or dates:
        title_read, day = _from_trafilatura(page)
        found["title"] = title_read if title and title_read and title_read in title else title
        found["date_published"] = next((date for date in dates if day and date.startswith(day)), None)
    return found


def _marked_authors(tree: Any) -> tuple[str, ...]:
    """Authors by the first mark of one that is shown; further marks beside it count, those elsewhere are of others."""
    marked = [element for element in MARKED_AUTHORS(tree)[:ASKED] if _is_shown(element)]
    byline = [element for element in marked if element.getparent() is marked[0].getparent()]
    names = [one.xpath("string(.//*[@itemprop='name'])") or "".join(one.itertext()) for one in byline]
    return tuple(name for name in _names(names) if len(name) < NAME_LENGTH)


def _is_shown(element: Any) -> bool:
    return not any(e.tag in UNSEEN or is_hidden(e, e.tag) for e in (element, *element.iterancestors()))


def _dates_given(page: Page) -> list[str]:
    """The dates of the time elements that the page shows, and of its meta tags."""
    assert page.tree is not None
    times = [element.get("datetime") for element in islice(page.tree.iter("time"), ASKED) if _is_shown(element)]
    return [date for value in (*times, *page.meta.values()) if (date := _date(value)) is not None]


def _from_trafilatura(page: Page) -> tuple[str | None, str | None]:
    """The title without the site's name and the day of publication, as trafilatura reads them off what the page shows.

    It is slow, and asked only where what it says can be held against the page's own words.
    """
    # Imported here because it takes longer than everything else together, and few pages need it.
    from lxml import html
    from trafilatura.metadata import extract_metadata

    # Its reader wants the element class of lxml.html. The copy also keeps the page's own tree as it was.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    tree = html.document_fromstring(etree.tostring(page.tree, encoding="utf-8", method="html"), parser=parser)
    for element in [e for e in tree.iter() if e.tag in UNSEEN or is_hidden(e, e.tag)]:
        element.drop_tree()
    found = extract_metadata(tree, date_config=DATES, extensive=False)
    return found.title or None, found.date or None


UNSEEN = NO_TEXT - {"title"}
MARKED_AUTHORS = etree.XPath("//@rel[. = 'author']/.. | //@itemprop[. = 'author']/..")
DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}


def _authors(page: Page, item: Mapping[str, Any]) -> tuple[str, ...] | None:
    own = Page(None, None, data=(item,)) if item.get("author") else page
    return _names(author_names(own)) or None


def _names(names: Iterable[str]) -> tuple[str, ...]:
    """Names without addresses and repetitions, in order."""
    clean = [" ".join(name.split()) for name in names]
    return tuple(dict.fromkeys(name for name in clean if name and not NO_NAME.search(name)))


def _first(*values: Any) -> str | None:
    return next((" ".join(value.split()) for value in values if isinstance(value, str) and value.strip()), None)


def _named(value: Any) -> str | None:
    """The name of a schema.org object, or of the first in a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    return _first(value.get("name")) if isinstance(value, dict) else _first(value)


def _address(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _first(value.get("url"), value.get("contentUrl")) if isinstance(value, dict) else _first(value)


def _date(*values: Any) -> str | None:
    """The first value that is an ISO 8601 date, as the page gives it."""
    for value in values:
        text = value.strip() if isinstance(value, str) else ""
        try:
            datetime.fromisoformat(text)
        except ValueError:
            continue
        return text
    return None


def _absolute(page: Page, address: str | None) -> str | None:
    """An http(s) address made absolute; None where that is not possible."""
    if not address:
        return None
    try:
        absolute = urljoin(page.url or "", address)
    except ValueError:
        return None
    return absolute if absolute.startswith(("http://", "https://")) else None


def _direction(page: Page) -> str | None:
    declared = page.meta.get("html:dir")
    if declared in ("ltr", "rtl"):
        return declared
    if page.lang is None:
        return None
    return "rtl" if page.lang.split("-")[0] in RIGHT_TO_LEFT else "ltr"
