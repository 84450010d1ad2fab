"""Hidden: what the page's own markup keeps from being shown. Its text is never passed on, only that it was there."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding, Form, Kind, Sign
from .view import View

HIDDEN = Form.HIDDEN  # before Python 3.12 it is slow to look up in its enum


def judge(view: View) -> Iterator[Finding]:
    """Every element that the page hides."""
    for block in view.blocks:
        if block.form is HIDDEN:
            yield Finding(Kind.HIDDEN, block.index, block.index + 1, 2.0, (Sign("hidden"),))
