"""What the edge hands to a worker: the body of a request and what the caller said of it, nothing parsed yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

HTML = "text/html"
XHTML = "application/xhtml+xml"
JSON = "application/json"
TEXT = "text/plain"
MEDIA_TYPES = (HTML, XHTML, JSON, TEXT)
# What an answer can be, by the name of its format. render.FORMATS writes them; the edge, which only has to name them,
# starts sooner and stays smaller without it.
ANSWERS: Mapping[str, str] = {"json": JSON, "text": TEXT, "markdown": "text/markdown", "html": HTML}


@dataclass(frozen=True, slots=True)
class Task:
    """One page to clean. A str body is text that was decoded already. `media` is one of MEDIA_TYPES.

    `format` is a key of ANSWERS, `language` one of reasons.languages(). `charset`, `url`, `keep` and
    `removed` are as the caller wrote them, None where not given.
    """

    body: bytes | str
    media: str = HTML
    charset: str | None = None
    url: str | None = None
    keep: str | None = None
    removed: str | None = None
    format: str = "json"
    language: str = "en"
