"""Hidden: what the page's own markup keeps from being shown. Its text is never passed on, only that it was there."""

from __future__ import annotations

from collections.abc import Iterator

from ..forms import HIDDEN
from ..model import Finding, Kind, Sign
from .view import View


def judge(view: View) -> Iterator[Finding]:
    """Every element that the page hides."""
    for block in view.blocks:
        if block.form is HIDDEN:
            yield Finding(Kind.HIDDEN, block.index, block.index + 1, 2.0, (Sign("hidden"),))
