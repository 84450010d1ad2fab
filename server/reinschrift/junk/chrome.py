"""Chrome: the site around the article, and whatever the content model removes that no other judge can name."""

from __future__ import annotations

from collections.abc import Iterator

from ..forms import HEADING
from ..model import Finding, Kind, Sign
from .boxed import SURELY_ARTICLE, judge_by_cues
from .repeats import frame_lines
from .view import View

LEGAL_WORDS = 40  # in a line after the end that reserves rights, closes the comments and the like
COMMENT = 0.55  # what the content model may think of a reader's comment, which reads much like an article
PARTS = {part: (Sign("attribute", part),) for part in ("nav", "footer", "header", "chrome", "sidebar")}
BEFORE, WITHIN, AFTER = ((Sign(place),) for place in ("before", "prose", "end"))
CHROME = Kind.CHROME  # before Python 3.12 it is slow to look up in its enum


def judge(view: View) -> Iterator[Finding]:
    """Navigation, footers and the like by words and markup, and readers' comments."""
    last = view.last_sentence(frozenset(view.blocks_with.get(CHROME, ())))
    for finding in judge_by_cues(view, CHROME, lifts=False):
        index = finding.start
        ends = index > last and view.words[index] <= LEGAL_WORDS and view.blocks[index].form is not HEADING
        yield finding if ends else finding._replace(strength=min(finding.strength, 0.6))
    end = max((i for i, score in enumerate(view.score) if score >= SURELY_ARTICLE), default=len(view.blocks))
    for index in view.saying("comments"):
        sure = index > end and view.score[index] < COMMENT
        yield Finding(Kind.CHROME, index, index + 1, 1.0 if sure else 0.3, (Sign("attribute", "comments"),))
    repeated = frame_lines(view)
    for index in repeated:
        yield Finding(Kind.CHROME, index, index + 1, 1.0, (Sign("repeated", str(len(repeated))),))
    first, last = view.span
    named = {index: signs for part, signs in reversed(PARTS.items()) for index in view.saying(part)}
    for index, signs in named.items():
        if not first <= index <= last:
            yield Finding(CHROME, index, index + 1, 0.22, signs)


def without_a_name(view: View, index: int) -> Finding:
    """What is said of a block that no judge knows: only where it stands."""
    first, last = view.span
    signs = BEFORE if index < first else WITHIN if index <= last else AFTER
    return Finding(CHROME, index, index + 1, 0.0, signs)
