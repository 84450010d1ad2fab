"""What the edge hands to a worker, nothing of it parsed yet, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

HTML = "text/html"
XHTML = "application/xhtml+xml"
JSON = "application/json"
TEXT = "text/plain"
MEDIA_TYPES = (HTML, XHTML, JSON, TEXT)
# What an answer can be, by the name of its format. render.FORMATS writes them; the edge, which only has to name them,
# starts sooner and stays smaller without it.
ANSWERS: Mapping[str, str] = {"json": JSON, "text": TEXT, "markdown": "text/markdown", "html": HTML}

DEGRADED = "degraded"


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


class Result(NamedTuple):
    """What a task came to: the answer in UTF-8, and what of it may be counted, which tells nothing of the page.

    `outcome` is a status of Completeness, or DEGRADED; `removed` is how many blocks of each kind were removed.
    """

    body: bytes
    outcome: str
    removed: Mapping[str, int]
