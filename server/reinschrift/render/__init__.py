"""Article -> str, one file per format. FORMATS is the table of all of them, by the name a caller uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ..model import Article, Options
from . import html, json, markdown, text


class Format(NamedTuple):
    """A media type, and the function that writes it from an article, the options and the milliseconds taken."""

    media_type: str
    render: Callable[[Article, Options, float], str]


FORMATS: Mapping[str, Format] = {
    "json": Format("application/json", json.render),
    "text": Format("text/plain", text.render),
    "markdown": Format("text/markdown", markdown.render),
    "html": Format("text/html", html.render),
}
