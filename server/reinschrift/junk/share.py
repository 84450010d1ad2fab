"""Share: bars and calls to share, print, save, rate, comment or report an error."""

from __future__ import annotations

from collections.abc import Iterator

from ..forms import LABEL
from ..model import Finding, Kind
from .boxed import Points, judge_by_cues
from .view import View

BESIDE = 0.2  # strength of what a share bar says of the lines that stand in one box with it, such as the byline


def judge(view: View) -> Iterator[Finding]:
    """Lines and buttons by which a reader passes the article on or answers it."""
    for finding in judge_by_cues(view, Kind.SHARE, _shape):
        for index in range(finding.start, finding.end):
            strength = finding.strength if _is_own(view, index) else min(finding.strength, BESIDE)
            yield finding._replace(start=index, end=index + 1, strength=strength)


def _is_own(view: View, index: int) -> bool:
    """Whether a block says so itself, or is a button or link that the content model does not want."""
    pressed = view.blocks[index].form is LABEL or view.link_share[index] > 0.8
    return (Kind.SHARE, index) in view.hits or (pressed and view.score[index] < 0.5)


def _shape(view: View, index: int) -> Points:
    """A button or link that says so is one."""
    return Points(0.25 if view.blocks[index].form is LABEL or view.link_share[index] > 0.8 else 0.0, ())
