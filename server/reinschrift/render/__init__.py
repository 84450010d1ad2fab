"""Article -> str, one file per format. FORMATS is the table of all of them, by the name a caller uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import NamedTuple

from ..model import Article, Options
from ..task import ANSWERS
from . import html, json, markdown, text
from .printable import printable

Render = Callable[[Article, Options, float], str]


class Format(NamedTuple):
    """A media type, and the function that writes it from an article, the options and the milliseconds taken."""

    media_type: str
    render: Render


def _format(media_type: str, render: Render) -> Format:
    """A format that is only ever given what can be printed."""

    @wraps(render)
    def of_printable(article: Article, options: Options, milliseconds: float) -> str:
        return render(printable(article), options, milliseconds)

    return Format(media_type, of_printable)


FORMATS: Mapping[str, Format] = {
    "json": _format(ANSWERS["json"], json.render),
    "text": _format(ANSWERS["text"], text.render),
    "markdown": _format(ANSWERS["markdown"], markdown.render),
    "html": _format(ANSWERS["html"], html.render),
}
