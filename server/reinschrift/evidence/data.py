"""What the page's structured data says about its visible blocks: evidence, never a source of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ..cues import fold
from ..model import Page
from .columns import Columns, flags, ints

NOT_LETTERS = re.compile(r"[\W_]+")
TAGS = re.compile(r"<[^>]{0,500}>")
NOWHERE = "\x00"  # in no text: page.py takes it out of every page
ENOUGH_LETTERS = 20
TITLE_LETTERS = 400  # in a longer block the title's words say nothing
AUTHORS = 12  # names that are looked for; a page that lists more is a list of articles
AUTHOR_LETTERS = 400  # a longer block is no byline and no note about the author
AUTHOR_DEPTH = 5  # lists and objects around an author's name; one that is nested deeper means harm
BODY_LETTERS = 200  # an articleBody shorter than this is a teaser text


def letters(text: str) -> str:
    """Text by its letters and digits alone, folded: what stays the same however a text is set."""
    return NOT_LETTERS.sub("", fold(text))


def _flat(text: str) -> str:
    """Text as `data_columns` compares it: folded, without white space. It is much quicker than `letters`."""
    return "".join(fold(text).split())


def data_columns(page: Page, folded: Sequence[str]) -> Columns:
    """Agreement of each block with articleBody, description, headline and author of the page."""
    titles = titles_of(page)
    flat, title_words = _read(folded, {word for title in titles for word in fold(title).split() if len(word) > 3})
    size = ints(map(len, flat))
    body = _flat(TAGS.sub(" ", " ".join(strings(page, "articleBody"))))
    body = body if len(body) >= BODY_LETTERS else ""
    described = _flat(" ".join([*strings(page, "description"), *_meta(page, "description", "og:description")]))
    opening = described[:60] if len(described) > 60 else NOWHERE
    title_texts = {_flat(title) for title in titles} - {""}
    authors = list(dict.fromkeys(name for name in map(_flat, author_names(page)) if len(name) > 5))[:AUTHORS]
    free = [value for item in page.data for value in [item.get("isAccessibleForFree")] if value is not None]
    paid = any(str(value).lower() == "false" for value in free)
    columns = {
        "in article body": flags([len(text) >= ENOUGH_LETTERS and text in body for text in flat]),
        "has article body": bool(body),
        "in description": flags(
            [len(text) >= ENOUGH_LETTERS and (text in described or opening in text) for text in flat]
        ),
        "is headline": flags([text in title_texts for text in flat]),
        "title words": np.where(size < TITLE_LETTERS, title_words, 0),
        "names author": np.any([[name in text for text in flat] for name in authors], axis=0) & (size < AUTHOR_LETTERS),
        "free": bool(free) and not paid,
        "paid": paid,
    }
    return Columns.of(columns, len(flat))


def _read(folded: Sequence[str], wanted: set[str]) -> tuple[list[str], list[float]]:
    """Each text as `_flat` writes it, and the share of the wanted words that stand in it, of a short one."""
    flat, shares = [], []
    for text in folded:
        words = text.split()
        flat.append("".join(words))
        short = bool(wanted) and len(text) < 2 * TITLE_LETTERS  # the share of a longer one counts for nothing
        shares.append(len(wanted.intersection(words)) / len(wanted) if short else 0.0)
    return flat, shares


def strings(page: Page, key: str) -> Iterable[str]:
    """Every string that the page's structured data gives for a key."""
    return [value for item in page.data if isinstance(value := item.get(key), str)]


def _meta(page: Page, *names: str) -> list[str]:
    return [page.meta[name] for name in names if name in page.meta]


def titles_of(page: Page) -> list[str]:
    """The titles the page gives itself: headline, og:title and the title element."""
    return [*strings(page, "headline"), *_meta(page, "og:title", "twitter:title", "title")]


def author_names(page: Page) -> list[str]:
    """The names of the authors in the structured data and the meta tags."""
    found = [name for item in page.data for name in _names(item.get("author"))]
    return found + [name for value in _meta(page, "author", "article:author") for name in value.split("\n")]


def _names(author: Any, depth: int = 0) -> Iterable[str]:
    if isinstance(author, str):
        return [author]
    if depth == AUTHOR_DEPTH:
        return []
    if isinstance(author, list):
        return [name for one in author for name in _names(one, depth + 1)]
    if isinstance(author, dict):
        return _names(author.get("name"), depth + 1)
    return []
