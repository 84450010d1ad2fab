"""The judges, one file per kind, in the order in which they are believed where two find the same strength."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..model import Finding, Kind
from . import caption, chrome, consent, hidden, meta, newsletter, promotion, share, teaser
from .view import View

Judge = Callable[[View], Iterator[Finding]]

JUDGES: tuple[tuple[Kind, Judge], ...] = (
    (Kind.HIDDEN, hidden.judge),
    (Kind.CONSENT, consent.judge),
    (Kind.NEWSLETTER, newsletter.judge),
    (Kind.TEASER, teaser.judge),
    (Kind.PROMOTION, promotion.judge),
    (Kind.SHARE, share.judge),
    (Kind.CAPTION, caption.judge),
    (Kind.META, meta.judge),
    (Kind.CHROME, chrome.judge),
)

__all__ = ["JUDGES", "Judge", "View"]
