"""Promotion: advertisements, affiliate notes, subscription and donation offers, a publisher's own products."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding, Kind, Sign
from .boxed import judge_by_cues
from .view import View


def judge(view: View) -> Iterator[Finding]:
    """Boxes and lines that sell something; offers that end a preview are sold as well."""
    yield from judge_by_cues(view, Kind.PROMOTION)
    yield from _paywall(view)


def _paywall(view: View) -> Iterator[Finding]:
    """What a preview says in place of the rest of the article."""
    for (section, index), hits in view.hits.items():
        strong = [hit for hit in hits if hit.cue.strength == "phrases" or (hit.at_start and hit.whole)]
        if section == "paywall" and strong and not view.is_prose(index):
            signs = tuple(Sign("phrase", hit.cue.text) for hit in strong[:2])
            yield Finding(Kind.PROMOTION, index, index + 1, 0.9 + 0.1 * (len(strong) > 1), signs)
