"""Share: bars and calls to share, print, save, rate, comment or report an error."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding, Form, Kind
from .boxed import Points, judge_by_cues
from .view import View


def judge(view: View) -> Iterator[Finding]:
    """Lines and buttons by which a reader passes the article on or answers it."""
    return judge_by_cues(view, Kind.SHARE, _shape)


def _shape(view: View, index: int) -> Points:
    """A button or link that says so is one."""
    return Points(0.25 if view.blocks[index].form is Form.LABEL or view.link_share[index] > 0.8 else 0.0, ())
