"""Captions: what stands under a picture, and the credits that name its source."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding, Form, Kind, Sign
from .boxed import judge_by_cues
from .view import View

CREDIT_WORDS = 14


def judge(view: View) -> Iterator[Finding]:
    """Blocks in a figure's caption go for certain; credits and caption-like lines by their words and markup."""
    for block in view.blocks:
        if block.form is Form.CAPTION:
            yield Finding(Kind.CAPTION, block.index, block.index + 1, 1.0, (Sign("caption"),))
        elif block.text.startswith("©") and view.words[block.index] <= CREDIT_WORDS:
            yield Finding(Kind.CAPTION, block.index, block.index + 1, 1.0, (Sign("credit"),))
    for index in view.saying("caption"):
        yield Finding(Kind.CAPTION, index, index + 1, 0.35, (Sign("attribute", "caption"),))
    for finding in judge_by_cues(view, Kind.CAPTION, lifts=False):
        yield finding._replace(strength=min(finding.strength, 0.9), signs=(Sign("credit"), *finding.signs))
