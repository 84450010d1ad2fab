"""Page -> Metadata: structured data and meta tags first; trafilatura's reader for what they leave open.

What is not known is None, never a guess: trafilatura's title and date are taken only from the page's own markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html
from trafilatura.metadata import extract_metadata

from .evidence.data import author_names
from .model import Block, Metadata, Page

RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur", "ps", "yi", "dv", "ckb", "sd", "ug"))
ARTICLE_TYPES = re.compile(r"Article|Posting|Report|Review", re.I)
AUTHOR_SEPARATORS = re.compile(r"\s*[;,|]\s*|\s+(?:und|and|et|y|e|och|og|en)\s+")
NO_NAME = re.compile(r"https?:|@|^\W*$|\d{4}")


def metadata(page: Page, title_block: Block | None) -> Metadata:
    """What the page says of itself; the visible headline wins over the title its head gives."""
    known = _from_page(page)
    if page.tree is not None and any(known[name] is None for name in ("title", "date_published")):
        known = {**_from_trafilatura(page), **{k: v for k, v in known.items() if v is not None}}
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


def _from_trafilatura(page: Page) -> dict[str, Any]:
    """Title, authors, date and site as trafilatura reads them off the markup."""
    # Its reader wants the element class of lxml.html.
    tree = html.document_fromstring(etree.tostring(page.tree, encoding="utf-8", method="html"), parser=UTF_8)
    found = extract_metadata(tree, default_url=page.url, date_config=DATES, extensive=False)
    return {
        "title": found.title or None,
        "authors": _names(AUTHOR_SEPARATORS.split(found.author or "")) or None,
        "date_published": _date(found.date),
        "site_name": found.sitename or None,
    }


UTF_8 = html.HTMLParser(encoding="utf-8", huge_tree=True)
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
