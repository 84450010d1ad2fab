"""Consent: cookie banners and the placeholders that stand for content from elsewhere until the reader agrees."""

from __future__ import annotations

from collections.abc import Iterator

from ..forms import LABEL
from ..model import Finding, Kind
from .boxed import SURE, Points, judge_by_cues
from .view import View


def judge(view: View) -> Iterator[Finding]:
    """Boxes that ask the reader to agree to cookies, tracking or embedded content, in any language."""
    return judge_by_cues(view, Kind.CONSENT, _shape)


def _shape(view: View, index: int) -> Points:
    """A button that speaks of consent does more than speak of it; a link in the site's footer only leads there."""
    if view.link_share[index] >= 0.8 and index in view.saying("footer"):
        return Points(-SURE, ())
    return Points(0.5 if view.blocks[index].form is LABEL else 0.0, ())
