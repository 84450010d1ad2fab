"""Promotion: advertisements, affiliate notes, subscription and donation offers, a publisher's own products."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding, Kind, Sign
from .boxed import judge_by_cues
from .view import View


def judge(view: View) -> Iterator[Finding]:
    """Boxes and lines that sell something; offers that end a preview are sold as well."""
    yield from judge_by_cues(view, Kind.PROMOTION)
    yield from _follow_lines(view)


def _follow_lines(view: View) -> Iterator[Finding]:
    """Lines such as "Follow us on …": a label at the start, and several networks named."""
    for index in view.blocks_with.get(Kind.SHARE, ()):
        networks = {hit.cue.text for hit in view.hits[Kind.SHARE, index] if hit.cue.strength == "words"}
        called = any(
            hit.at_start and hit.cue.strength == "labels"
            for kind in (Kind.PROMOTION, Kind.SHARE, Kind.CHROME)
            for hit in view.hits.get((kind, index), ())
        )
        if called and len(networks) >= 2 and view.links[index] >= 2 and not view.is_prose(index):
            signs = tuple(Sign("word", name) for name in sorted(networks))
            yield Finding(Kind.PROMOTION, index, index + 1, 1.0, signs)
