"""What is left of junk, once most of it is gone: it goes as well, unless it surely is the article's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from .bars import ARTICLE, LIKE_PITCH, NAMING, is_unlinked_sentence
from .forms import HEADING, IMAGE, ITEM, PARAGRAPH
from .junk import View
from .junk.cards import ALL_LINK, HEADLINE_WORDS, is_small
from .junk.view import LINK
from .model import Block, Box, Kind, Sign, Verdict

CAPTION, CONSENT, TEASER = Kind.CAPTION, Kind.CONSENT, Kind.TEASER  # before Python 3.12 it is slow to look members up
KEPT, BESIDE = Verdict(), Sign("beside")
LEFTOVER = 0.8  # what the content model may think of a line that goes with the junk box around it
LEFTOVER_SENTENCE = 0.75  # and of a sentence there
LEFTOVER_PITCH = 0.95  # and of a sentence beside a sign-up form, for pitches are written like articles
LEFTOVER_BOX = 90  # words in such a box
LABEL_WORDS = 2  # of a line over them
PITCH_LINE, LINE_OF_LINK = 8, 0.9  # words of a line in a box without buttons, and what links hold of one
LIST_SHARE, LINKED = 0.6, 0.5  # of a list's items, those that go as teasers; of the others' text, what links hold
MOST = 0.6  # of a box's lines, those that are gone where the others are only worded like pitches
ROW = 3  # headlines side by side, all of them links
SUMMARY_WORDS, FEW_SUMMARIES = 45, 2
CALL_LINES, CALL_WORDS, CALLED = 6, 70, 0.7  # of a box that ends in a call; what the model may think of what it says
CAPTION_BLOCKS, CAPTION_WORDS = 4, 40  # of a box with a picture's number, caption and credit


def with_leftovers(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """What is left of a small box, once most of it is gone, goes with it unless it surely is the article's."""
    going = list(accumulate((verdict.kind in NAMING for verdict in verdicts), initial=0))
    for box in view.small_boxes:
        if going[box.end] == going[box.start] or view.words_in(box.start, box.end) > LEFTOVER_BOX:
            continue
        inside = view.lines(box)
        left = [i for i in inside if verdicts[i].kept]
        gone = [verdicts[i] for i in inside if verdicts[i].kind in NAMING]
        if not left or view.evidence.headline in left:
            continue
        if _are_pitches(view, inside, left) or _goes_along(view, verdicts, box, left, gone):
            for i in left:
                verdicts[i] = _beside(gone[0])
    return verdicts


def _beside(gone: Verdict) -> Verdict:
    """The verdict on what goes with what is gone."""
    return gone._replace(signs=(*gone.signs, BESIDE))


def _are_pitches(view: View, inside: Sequence[int], left: Sequence[int]) -> bool:
    """Whether what is left are the few short lines of a box that are worded like pitches."""
    few = len(left) <= (1 - MOST) * len(inside)
    return few and all(view.words[i] <= PITCH_LINE and view.wording[i] >= LIKE_PITCH for i in left)


def _goes_along(
    view: View, verdicts: Sequence[Verdict], box: Box, left: Sequence[int], gone: Sequence[Verdict]
) -> bool:
    """Whether what is left is less than what is gone as junk of one kind, and the content model is not too sure of it.
    Of a box without buttons, only short lines go."""
    if len(gone) < len(left):
        return False
    if not box.controls and not all(_is_part_of_pitch(view, verdicts, box, i) for i in left):
        return False
    return all(view.score[i] < _leftover_bar(view, box, gone[0].kind, i) for i in left)


def _is_part_of_pitch(view: View, verdicts: Sequence[Verdict], box: Box, index: int) -> bool:
    """Whether a line that is short or doubted is a link, or has what is gone from its box both before and after it, or
    is a label or heading over all of it."""
    is_long = view.words[index] > PITCH_LINE and view.score[index] >= ARTICLE
    if is_long or view.blocks[index].form is IMAGE:
        return False
    others = [i for i in view.lines(box) if i != index]
    if index == box.start and (view.words[index] <= LABEL_WORDS or _heads_all(view, index, others)):
        return all(not verdicts[i].kept for i in others)
    before, after = (any(not v.kept for v in verdicts[i:j]) for i, j in ((box.start, index), (index + 1, box.end)))
    return before and (after or view.link_share[index] >= LINE_OF_LINK)


def _heads_all(view: View, index: int, others: Sequence[int]) -> bool:
    """Whether a line is a heading over nothing but links."""
    links = [i for i in others if view.link_share[i] >= LINK]
    return view.blocks[index].form is HEADING and len(links) == len(others) > 1


def _leftover_bar(view: View, box: Box, kind: Kind | None, index: int) -> float:
    """What the content model has to say of a line that stays in a box of which most is gone as `kind`."""
    if (not box.controls or (box.mails and kind is Kind.NEWSLETTER) or kind is CONSENT) and not view.is_prose(index):
        return LEFTOVER_PITCH
    return LEFTOVER_SENTENCE if is_unlinked_sentence(view, index) else LEFTOVER


def with_calls(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """Verdicts where the lines of a small box in the article go with the link or button that they lead to, unless the
    content model is rather sure of one."""
    for box in view.small_boxes:
        if box.end - box.start > CALL_LINES or not view.begins_in_article(box):
            continue
        *lines, last = view.lines(box) or [-1]
        if not lines or verdicts[last].kept or not view.is_pressed(last):
            continue
        left = [i for i in lines if verdicts[i].kept]
        if left and all(_may_lead_to_call(view, i) for i in left) and view.words_in(box.start, box.end) <= CALL_WORDS:
            for i in left:
                verdicts[i] = _beside(verdicts[last])
    return verdicts


def _may_lead_to_call(view: View, index: int) -> bool:
    """Whether a line is a paragraph or heading without links that the content model doubts, and no editor's note."""
    is_text = view.blocks[index].form in (PARAGRAPH, HEADING) and index != view.evidence.headline
    is_note = ("editorial", index) in view.hits
    return is_text and not is_note and not view.links[index] and view.score[index] < CALLED


def with_lists_and_cards(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """Verdicts where links go with the others of their list or row, a card's summary with its headline, and a caption
    with its credit."""
    return _with_captions(view, _with_card_summaries(view, _with_rows(view, _with_link_lists(view, verdicts))))


def _with_link_lists(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """What is left of a list of links goes with the rest of it, and so does a heading that speaks of such links."""
    for _, run in groupby(view.blocks, key=lambda block: (block.form is ITEM, block.group)):
        items = [block.index for block in run if block.form is ITEM and block.text]
        gone = [i for i in items if verdicts[i].kind is TEASER]
        if len(gone) < 2 or len(gone) < LIST_SHARE * len(items):
            continue
        left = [i for i in items if verdicts[i].kept and i != view.evidence.headline]
        if any(view.link_share[i] < LINKED for i in left):
            continue
        above = items[0] - 1
        if above >= 0 and _heads_links(view, verdicts, above, items[-1]):
            left.append(above)
        for i in left:
            verdicts[i] = _beside(verdicts[gone[0]])
    return verdicts


def _heads_links(view: View, verdicts: Sequence[Verdict], index: int, last: int) -> bool:
    """Whether a block is a heading that stays so far, and speaks of other articles or heads nothing but their list.

    `last` is the list's last item.
    """
    is_heading = view.blocks[index].form is HEADING and index != view.evidence.headline
    if not is_heading or not verdicts[index].kept:
        return False
    after = view.beside(last, 1)
    ends = after < 0 or (view.blocks[after].form is HEADING and view.blocks[after].level <= view.blocks[index].level)
    return ends or (TEASER, index) in view.hits


def _with_rows(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """What is left of a row of linked headlines of one make, once most of them are gone as teasers."""

    def make(block: Block) -> tuple[str, str, str] | None:
        linked = view.link_share[block.index] >= ALL_LINK and view.words[block.index] >= HEADLINE_WORDS
        box = view.boxes[block.box]
        return (block.tag, box.tag, box.words) if linked and block.form is not ITEM else None

    for made, row in groupby((block for block in view.blocks if block.text), key=make):
        headlines = [block.index for block in row]
        gone = [i for i in headlines if verdicts[i].kind is TEASER]
        if made is None or len(headlines) < ROW or len(gone) < LIST_SHARE * len(headlines):
            continue
        for i in headlines:
            if verdicts[i].kept and i != view.evidence.headline:
                verdicts[i] = _beside(verdicts[gone[0]])
    return verdicts


def _with_card_summaries(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """The line under a linked headline that went as a teaser, where nothing else of a small box stays. An article that
    has several of them is a list of what it recommends."""
    summaries = {i for box, i in _lonely(view, verdicts) if is_small(view, box) and _is_summary(view, verdicts, i)}
    if len(summaries) <= FEW_SUMMARIES:
        for i in summaries:
            verdicts[i] = _beside(verdicts[i - 1])
    return verdicts


def _is_summary(view: View, verdicts: Sequence[Verdict], index: int) -> bool:
    """Whether a line follows a headline that went."""
    above = index - 1
    return view.words[index] <= SUMMARY_WORDS and verdicts[above].kind is TEASER and _is_linked_heading(view, above)


def _with_captions(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """The line over a picture's credit that went, where nothing else of a small box stays."""
    for box, index in _lonely(view, verdicts):
        if box.end - box.start > CAPTION_BLOCKS or view.words_in(box.start, box.end) > CAPTION_WORDS:
            continue
        credit = verdicts[index + 1] if index + 1 < box.end else KEPT
        if credit.kind is CAPTION and not verdicts[index - 1].kept and index != view.evidence.headline:
            verdicts[index] = _beside(credit)
    return verdicts


def _lonely(view: View, verdicts: Sequence[Verdict]) -> Iterator[tuple[Box, int]]:
    """The small boxes of which one line stays, which is not the first in them, and that line."""
    stays = [verdict.kept and block.text != "" for verdict, block in zip(verdicts, view.blocks, strict=True)]
    kept = list(accumulate(stays, initial=0))
    for box in view.small_boxes:
        if kept[box.end] - kept[box.start] == 1 and not stays[box.start]:
            yield box, stays.index(True, box.start)


def _is_linked_heading(view: View, index: int) -> bool:
    """Whether a block is a heading that is a link to another page."""
    is_heading = view.blocks[index].form is HEADING and view.link_share[index] >= ALL_LINK
    return is_heading and not view.leads_into_page(index, index + 1)
