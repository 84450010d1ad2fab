"""Fact boxes and their like: what is small, stands in the article and says nothing of any junk stays as a whole.

The content model goes by single blocks. It is unsure of short lines, and where it takes one item of a list and leaves
the next, the reader gets a box with holes in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from .bars import NAMING
from .forms import HEADING, QUOTE
from .junk import View
from .model import Box, Finding, Verdict
from .scripts import QUESTIONS

FRAME_TAGS = ("header", "footer", "nav")
TABLE = "table"
LISTS = ("ul", "ol", TABLE)
DATA, DATA_LINES = "dl", 4  # terms and what they stand for; one pair may be a byline
COMPANY = 15  # blocks of such a box that is no table
COMPANION = 0.65  # what the content model says of lines that vouch for others, twice as many,
UNSURE = 0.2  # and at least of those others,
UNLIKELY = 0.05  # or of the items of a list of which most stay
ASIDE, TABULAR = 0.4, 0.3  # on average, of a box between the article's paragraphs that needs nobody to vouch for it
WHOLE = 4  # one in so many lines of a list or fact box may be named as junk, and it is whole
LINKED = 0.3  # of a line's text, what links may hold
NAMED = 0.4  # strength from which a finding speaks against the heading of a summary
NAMELESS = 0.25  # strength below which a finding only tells of a place
ASKED, ANSWERED = 3, 6  # questions with answers, side by side, and the blocks of one and its answer
LIKELY = 0.15  # what the content model says of them, on average
ATTRIBUTION, QUOTED_LINES = 12, 3  # words of a line that says whose words a quotation is, lines of the box around both
DASHES = "—–―"  # before the name and the linked date of one from a social network


def with_asides(view: View, best: Sequence[Finding], verdicts: list[Verdict]) -> list[Verdict]:
    """Verdicts where the nameless lines of a small box stay if the box is the article's; `best` has one a block."""
    unsure_before = list(accumulate((score >= UNSURE for score in view.score), initial=0))
    for box in view.small_boxes:
        is_small = box.end - box.start <= COMPANY or box.tag == TABLE
        is_likely = unsure_before[box.end] - unsure_before[box.start] > 1 or box.tag == DATA
        if not is_small or not is_likely:
            continue
        if box.controls or box.tag in FRAME_TAGS:
            continue
        lines = view.lines(box)
        lost = [i for i in lines if not verdicts[i].kept]
        if not lost:
            continue
        if _stays_whole(view, best, box, lines, lost):
            for i in lost:
                verdicts[i] = Verdict()
    return verdicts


def _stays_whole(view: View, best: Sequence[Finding], box: Box, lines: Sequence[int], lost: Sequence[int]) -> bool:
    """Whether the lines of a box that would go stay with the others, since it is the article's."""
    if _is_torn_list(view, box, lines, lost) or _is_editorial(view, box, lines):
        named = sum(not _is_nameless(view, best, i, UNLIKELY) for i in lost)
        return WHOLE * named <= len(lines) and all(_is_doubtful(view, best, i) for i in lost)
    nameless = all(_is_nameless(view, best, i, UNSURE) for i in lost)
    return nameless and (_is_vouched_for(view, lines, lost) or _is_aside(view, box, lines))


def with_attributions(view: View, best: Sequence[Finding], verdicts: list[Verdict]) -> list[Verdict]:
    """Verdicts where the line under a quotation that says whose words they are stays with it."""
    for block in view.blocks:
        if block.form is not QUOTE or not verdicts[block.index].kept:
            continue
        index = view.beside(block.index, 1)
        if index < 0 or verdicts[index].kept or best[index].strength >= NAMED:
            continue
        if view.links[index] and view.blocks[index].text[0] not in DASHES:
            continue
        company = view.company(index)
        box = view.boxes[company]
        is_small = company == view.company(block.index) and box.end - box.start <= COMPANY
        if is_small and len(view.lines(box)) <= QUOTED_LINES and view.words[index] <= ATTRIBUTION:
            verdicts[index] = Verdict()
    return verdicts


def with_summaries(view: View, best: Sequence[Finding], verdicts: list[Verdict]) -> list[Verdict]:
    """Verdicts where the heading of a summary, such as "Key points", stays if the line after it does."""
    for index in view.blocks_with.get("editorial", ()):
        heads = any(hit.whole and hit.cue.strength == "words" for hit in view.hits["editorial", index])
        if not heads or verdicts[index].kept or best[index].strength >= NAMED:
            continue
        following = view.beside(index, 1)
        if following >= 0 and verdicts[following].kept and following != view.evidence.headline:
            verdicts[index] = Verdict()
    return verdicts


def with_answers(view: View, best: Sequence[Finding], verdicts: list[Verdict]) -> list[Verdict]:
    """Verdicts where questions and their answers, set alike and side by side, stay unless the content model rules them
    out, or they are about the site: they often stand after the article's end, and fold open."""
    makes: dict[tuple[int, str, str], list[Box]] = defaultdict(list)
    for box in view.small_boxes:
        if box.end - box.start <= ANSWERED and box.start > view.evidence.headline and _answers(view, box):
            makes[box.parent, box.tag, box.words].append(box)
    for boxes in makes.values():
        lines = [*_heading_over(view, boxes[0]), *(i for box in boxes for i in view.lines(box))]
        likely = sum(view.score[i] for i in lines) >= LIKELY * len(lines)
        about_site = any(view.names_site[i] for i in lines)
        if len(boxes) >= ASKED and likely and not about_site and all(best[i].strength < 1 for i in lines):
            for i in lines:
                verdicts[i] = Verdict()
    return verdicts


def _heading_over(view: View, box: Box) -> list[int]:
    """The heading right over a box; none where there is none, or it is a link or names some junk."""
    above = view.beside(box.start, -1)
    is_heading = above >= 0 and view.blocks[above].form is HEADING and above != view.evidence.headline
    return [above] if is_heading and not view.links[above] and not view.is_named(above) else []


def _answers(view: View, box: Box) -> bool:
    """Whether a box is a question over sentences without links."""
    question, *answer = view.lines(box) or [-1]
    if not answer or view.blocks[question].text[-1] not in QUESTIONS:
        return False
    leads_away = view.links[question] and not view.leads_into_page(question, question + 1)
    return not leads_away and all(view.ends_sentence(i) and view.link_share[i] <= LINKED for i in answer)


def _is_nameless(view: View, best: Sequence[Finding], index: int, least: float) -> bool:
    """Whether nothing but its place speaks against a block, and the content model does not rule it out."""
    return best[index].strength < NAMELESS and best[index].kind not in NAMING and view.score[index] >= least


def _is_doubtful(view: View, best: Sequence[Finding], index: int) -> bool:
    """Whether what speaks against a block is not enough by itself, and the content model does not rule it out."""
    return best[index].strength < 1 and view.score[index] >= UNLIKELY


def _is_vouched_for(view: View, lines: Sequence[int], lost: Sequence[int]) -> bool:
    """Whether twice as many lines of the box are surely the article's."""
    return sum(view.score[i] >= COMPANION for i in lines) >= 2 * len(lost)


def _is_aside(view: View, box: Box, lines: Sequence[int]) -> bool:
    """Whether the box stands between the article's paragraphs and, by and large, reads like a part of it."""
    likely = sum(view.score[i] for i in lines) >= (TABULAR if box.tag == TABLE else ASIDE) * len(lines)
    return likely and _is_among_paragraphs(view, box) and _is_unlinked(view, lines)


def _is_editorial(view: View, box: Box, lines: Sequence[int]) -> bool:
    """Whether the box calls itself a fact box or the like in its markup, or is a list of data, and stands among the
    article's paragraphs."""
    is_data = box.tag == DATA and len(lines) >= DATA_LINES
    is_editorial = is_data or view.calls_itself(box, "editorial")
    return is_editorial and _is_among_paragraphs(view, box) and _is_unlinked(view, lines)


def _is_among_paragraphs(view: View, box: Box) -> bool:
    first, last = view.span
    return first < box.start and box.end - 1 < last


def _is_torn_list(view: View, box: Box, lines: Sequence[int], lost: Sequence[int]) -> bool:
    """Whether the box is a list or table without links of which half the items or more stay anyway."""
    return box.tag in LISTS and 2 * len(lost) <= len(lines) and _is_unlinked(view, lines)


def _is_unlinked(view: View, lines: Sequence[int]) -> bool:
    return all(view.link_share[i] <= LINKED for i in lines)
