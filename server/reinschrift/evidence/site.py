"""Whether a block names the site itself, as its pitches do in every language, and where its links lead."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from ..cues import parts_words
from ..model import Page, Span
from .columns import Columns, Floats
from .named import parts, parts_named

NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title")  # meta tags
TITLE_PARTS = re.compile(r"\s[|·»–—-]\s")  # between an article's title and its site's name
ARTICLE = re.compile(r"(?:the|der|die|das|le|la|les|el|il|de|het)\s+(?=\w{3})", re.I)  # at the beginning of a name
ENDING = re.compile(r"\.[a-z]{2,4}$", re.I)  # of a host
NAME_LETTERS = range(3, 41)
MOST_NAMES = 6
TIMES = 3  # more than that say no more
IN_TEXT = 0.9  # share of a block from which its links are not in a text, but all there is
LEADS = ("newsletter", "promotion", "share", "consent", "comments", "author", "tags")  # parts of attributes.toml


def site_columns(page: Page, fields: Any, linked: Floats) -> Columns:
    """One row a block, given by its fields (see columns.by_field) and the share of it that is linked."""
    rows = len(fields.text)
    return Columns.of({"names site": _times_named(site_names(page), fields.text), **_leads(fields.spans, linked)}, rows)


def site_names(page: Page) -> list[str]:
    """What the site calls itself, without the article before a name; where it does not say, what its title ends in, and
    its host."""
    given = [page.meta.get(name, "") for name in NAMES]
    given += [name for item in page.data for name in _publishers(item.get("publisher"))]
    if not any(given):
        _, *rest = TITLE_PARTS.split(page.meta.get("title", ""))
        host = (urlsplit(page.url or "").hostname or "").removeprefix("www.").split(".")[0]
        given = [*rest[-1:], host, host.capitalize(), host.upper()]
    names = (ARTICLE.sub("", ENDING.sub("", " ".join(name.split())), count=1) for name in given)
    return [name for name in dict.fromkeys(names) if len(name) in NAME_LETTERS][:MOST_NAMES]


def host_of(address: str) -> str | None:
    """The host that an address names, in lower case; "" for one of the page's own, None where it leads to no page."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # such as http://[
        return None
    return parts.netloc.lower() if parts.scheme in ("", "http", "https") else None


def _publishers(value: Any) -> Iterator[str]:
    """The names of a schema.org object, or of several in a list."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict) and isinstance(one.get("name"), str):
            yield one["name"]


def _times_named(names: Iterable[str], texts: Sequence[str]) -> list[int]:
    """How often each text holds one of the names, written as it is."""
    joined = "\n".join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    times = [0] * len(texts)
    for name in names:
        at = joined.find(name)
        while at >= 0:
            if parts_words(joined, at) and parts_words(joined, at + len(name)):
                block = bisect_right(starts, at) - 1
                times[block] = min(times[block] + 1, TIMES)
            at = joined.find(name, at + len(name))
    return times


def _leads(spans_of: Sequence[Sequence[Span]], linked: Floats) -> dict[str, Any]:
    """Whether the links in each text lead to something that their addresses name: a newsletter, an offer …"""
    blocks = [i for i, share in enumerate(linked.tolist()) if 0 < share < IN_TEXT]
    named = np.zeros((len(spans_of), len(parts())), dtype=np.bool_)
    named[blocks] = parts_named([" ".join([span.href for span in spans_of[i] if span.href]) for i in blocks])
    return {f"leads to {part}": named[:, parts().index(part)] for part in LEADS}
