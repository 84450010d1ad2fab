"""What the page's structured data says about its visible blocks: evidence, never a source of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ..cues import fold
from ..model import Block, Form, Page
from .columns import Columns, Floats

NOT_LETTERS = re.compile(r"[\W_]+")
TAGS = re.compile(r"<[^>]{0,500}>")
NAMES = (
    "in article body",
    "has article body",
    "in description",
    "is headline",
    "title words",
    "names author",
    "free",
    "paid",
)
ENOUGH_LETTERS = 20
LIKE_THE_TITLE = 0.5  # share of the title's words that a heading without other signs must hold
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


def data_columns(page: Page, blocks: Sequence[Block], folded: Sequence[str]) -> Columns:
    """Agreement of each block with articleBody, description, headline and author of the page."""
    flat = ["".join(text.split()) for text in folded]
    body = _flat(TAGS.sub(" ", " ".join(strings(page, "articleBody"))))
    body = body if len(body) >= BODY_LETTERS else ""
    described = _flat(" ".join([*strings(page, "description"), *_meta(page, "description", "og:description")]))
    titles = {_flat(title) for title in titles_of(page)} - {""}
    title_words = {word for title in titles_of(page) for word in fold(title).split() if len(word) > 3}
    authors = list(dict.fromkeys(name for name in map(_flat, author_names(page)) if len(name) > 5))[:AUTHORS]
    free = [value for item in page.data for value in [item.get("isAccessibleForFree")] if value is not None]
    paid = any(str(value).lower() == "false" for value in free)
    values = np.zeros((len(blocks), len(NAMES)), dtype=np.float32)
    for i, text in enumerate(flat):
        if not text:
            continue
        long = len(text) >= ENOUGH_LETTERS
        values[i, 0] = bool(body) and long and text in body
        values[i, 2] = long and (text in described or (len(described) > 60 and described[:60] in text))
        values[i, 3] = text in titles
        values[i, 4] = _share(folded[i], title_words) if len(text) < TITLE_LETTERS else 0
        values[i, 5] = len(text) < AUTHOR_LETTERS and any(name in text for name in authors)
    values[:, 1], values[:, 6], values[:, 7] = bool(body), bool(free) and not paid, paid
    return Columns(NAMES, values)


def _share(text: str, wanted: set[str]) -> float:
    """The share of the title's longer words that stand in a text."""
    return len(wanted.intersection(text.split())) / len(wanted) if wanted else 0.0


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


def headline_index(blocks: Sequence[Block], data: Columns) -> int:
    """The page's headline: the first h1 that agrees with its titles, or the block most like them; -1 for none."""
    titled, words = data["is headline"], data["title words"]

    def rank(block: Block) -> tuple[float, float, int]:
        heading = block.form is Form.HEADING
        agreement = float(titled[block.index]) * (2 if heading else 1)
        return agreement + (heading and block.level == 1), float(words[block.index]), -block.index

    best = max((block for block in blocks if _may_head(block, titled)), key=rank, default=None)
    if best is None or (rank(best)[0] < 1 and rank(best)[1] < LIKE_THE_TITLE):
        return -1
    return best.index


def _may_head(block: Block, titled: Floats) -> bool:
    return bool(block.text) and ((block.form is Form.HEADING and block.level <= 2) or bool(titled[block.index]))
