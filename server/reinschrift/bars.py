"""What the content model has to say of a block that stays, by what it is and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from .forms import CODE, HEADING, PARAGRAPH, QUOTE
from .junk import View
from .junk.boxed import SURELY_ARTICLE, label_points
from .junk.view import LONG_PROSE
from .model import Kind
from .scripts import SENTENCE_END

NAMING = frozenset((Kind.CONSENT, Kind.NEWSLETTER, Kind.TEASER, Kind.PROMOTION, Kind.SHARE))
ARTICLE = 0.5  # the content model's probability from which a block is article text
PROSE = 0.4  # and for a paragraph that says nothing of any junk: losing it would be the worse mistake
PROSE_WORDS = 8
SUBTITLE = 0.3  # for what stands right under the headline,
SUBTITLE_WORDS, SUBTITLE_REACH = 6, 2
FIRST = 0.05  # where it is a sentence or a smaller heading that nothing parts from the headline,
LEDES = ((1, 0.03), (2, 0.1), (6, SUBTITLE))  # and for what is named a lede or subtitle so many blocks under it
DIGITS = 0.15  # share of a text from which it is no subtitle or sentence but a date or figures
SUBHEADING, SUBHEADING_REACH = 0.1, 6  # for a heading between two paragraphs of the article, so many blocks apart,
OVER_LINE, LINE_WORDS = 0.25, 4  # and for one over any other line that surely stays
ALIKE, ALIKE_WORDS, ALIKE_REACH = 0.15, 5, 6  # for a sentence set like a paragraph of the article so many blocks off
SIBLING, FEW_LINKS = 0.2, 0.3  # for one that says nothing of any junk in a row with one that surely stays,
LIKE_PITCH = 2.0  # unless it is worded like a pitch,
LINKED_ROW = 0.02  # and for one that has several links among its words,
RUN = 30  # in a row of so many paragraphs,
NAME_WORDS = 6  # of which the last, with fewer words and no full stop, may be whom the text is from
ALONE, ALONE_SHARE = 0.02, 0.5  # for what is most of the page, where nothing else is the article's
LISTING = 0.15  # for a program's text among the paragraphs, which reads like none of them
CLOSED = (*SENTENCE_END, "”", "“", "»", '"')  # a sentence may end with what it quotes
BARS = (PROSE, FIRST, SUBHEADING, OVER_LINE, ALIKE, SIBLING, LINKED_ROW, ALONE, LISTING)
LOWEST = min(*BARS, *(lowest for _, lowest in LEDES))


def bar(view: View, index: int) -> float:
    """What the content model has to say of a block that stays."""
    first, last = view.span
    if view.blocks[index].form is CODE and first < index < last:
        return LISTING
    if lede := _lede_bar(view, index):
        return lede
    if is_subheading(view, index):
        return SUBHEADING
    if _is_over_line(view, index):
        return OVER_LINE
    if _is_alike(view, index):
        return ALIKE
    if _is_all_there_is(view, index):
        return ALONE if view.plain_share() >= ALONE_SHARE else PROSE
    if _is_sibling(view, index):
        return SIBLING if view.link_share[index] < FEW_LINKS else LINKED_ROW
    return PROSE if _is_plain_prose(view, index) else ARTICLE


def _lede_bar(view: View, index: int) -> float | None:
    """The bar of a line of some words without a link that stands close under the headline; None for others."""
    headline = view.evidence.headline
    distance = index - headline
    if headline < 0 or distance < 1 or view.words[index] < SUBTITLE_WORDS or view.links[index]:
        return None
    if index in view.saying("lede"):
        return next((lowest for reach, lowest in LEDES if distance <= reach), None)
    if distance > SUBTITLE_REACH or view.digits[index] >= DIGITS:
        return None
    is_sentence = distance == 1 and is_unlinked_sentence(view, index)
    if view.is_named(index) and not (is_sentence and _says_words_alone(view, index)):
        return None
    return FIRST if is_sentence or (distance == 1 and view.blocks[index].form is HEADING) else SUBTITLE


def is_subheading(view: View, index: int) -> bool:
    """Whether a block is a heading without a link over a paragraph of the article, and speaks of no other articles.

    There is one before it, too, or else what stands between that and the heading is in a box of its own.
    """
    if view.blocks[index].form is not HEADING or view.links[index] or (Kind.TEASER, index) in view.hits:
        return False
    before, after = view.beside(index, -1), view.beside(index, 1)
    if not view.is_prose(after):
        return False
    return view.is_prose(before) or any(
        view.is_prose(i) and view.box_around(i) == view.box_around(index) == view.box_around(after)
        for i in range(max(0, index - SUBHEADING_REACH), index)
    )


def _is_over_line(view: View, index: int) -> bool:
    """Whether a block is a heading between the article's lines that is no link, says nothing of any junk, and heads a
    line of the same box that surely stays."""
    if view.blocks[index].form is not HEADING or view.links[index] or view.is_named(index):
        return False
    after = view.beside(index, 1)
    if not view.span[0] < index < view.span[1] or view.words[after] < LINE_WORDS or view.links[after]:
        return False
    return view.score[after] >= SURELY_ARTICLE and view.company(after) == view.company(index)


def _is_all_there_is(view: View, index: int) -> bool:
    """Whether a block has some words and no link, on a page of which the model surely wants no paragraph."""
    return view.span[1] < 0 and view.is_plain(index)


def _is_alike(view: View, index: int) -> bool:
    """Whether a block is a sentence without links, in markup like that of a paragraph near it, or a quotation
    between two."""
    is_sentence = view.blocks[index].text[-1:] in CLOSED and view.words[index] >= ALIKE_WORDS
    if not is_sentence or view.links[index] or not _says_words_alone(view, index):
        return False
    if view.blocks[index].form is QUOTE and view.span[0] < index < view.span[1]:
        return True
    return any(view.is_sentence(i) and view.are_alike(index, i) for i in _near(view, index))


def _near(view: View, index: int) -> list[int]:
    """The blocks close before and after one."""
    end = min(len(view.blocks), index + ALIKE_REACH + 1)
    return [i for i in range(max(0, index - ALIKE_REACH), end) if i != index]


def _is_sibling(view: View, index: int) -> bool:
    """Whether a paragraph says nothing of any junk, or only names networks, and stands in the same box as a sentence
    that surely is the article's: however short it is, such as the last word of an interview, or a place and what was
    measured there."""
    has_few_links = view.link_share[index] < FEW_LINKS or _has_links_among_words(view, index)
    if view.blocks[index].form is not PARAGRAPH or not has_few_links:
        return False
    if view.wording[index] >= LIKE_PITCH or (_is_named(view, index) and not _hints_at_most(view, index)):
        return False
    beside = [i for i in _near(view, index) if _are_siblings(view, index, i)]
    is_short = view.words[index] < NAME_WORDS and not view.ends_sentence(index) and not view.links[index]
    if is_short and all(i < index for i in beside):
        return False  # the last one: a name, or whom the text is from
    row = chain(beside, _run_before(view, index))
    return any(view.score[i] >= SURELY_ARTICLE and view.is_sentence(i) for i in row)


def _is_named(view: View, index: int) -> bool:
    """Whether a block holds a cue of junk that counts; a label in the middle of a sentence does not."""
    if not view.is_named(index):
        return False
    hits = (hit for kind in Kind for hit in view.hits.get((kind, index), ()))
    return any(hit.cue.strength != "labels" or label_points(view, hit) > 0 for hit in hits)


def _has_links_among_words(view: View, index: int) -> bool:
    """Whether a block links several of its words and not others, as a list of places does."""
    return view.links[index] > (2 if view.blocks[index].spans[0].href else 1)


def _run_before(view: View, index: int) -> Iterator[int]:
    """The paragraphs of the same box that stand in a row right before a block and say nothing of any junk."""
    other = index
    for _ in range(RUN):
        other = view.beside(other, -1)
        if other < 0 or not _are_siblings(view, index, other) or view.is_named(other):
            return
        yield other


def _hints_at_most(view: View, index: int) -> bool:
    """Whether a block is a long one that holds bare words of junk, such as networks' names, but none that sells."""
    sells = (Kind.PROMOTION, index) in view.hits
    return view.words[index] >= LONG_PROSE and not sells and _says_words_alone(view, index)


def _are_siblings(view: View, one: int, other: int) -> bool:
    """Whether two paragraphs stand in the same box, bare or in wrappers of one make."""
    if view.blocks[other].form is not PARAGRAPH:
        return False
    first, second = view.wrapped(one), view.wrapped(other)
    same = first.tag == second.tag and (first.tag == "p" or first.words == second.words)
    return same and first.parent == second.parent


def _is_plain_prose(view: View, index: int) -> bool:
    """Whether a block is a sentence or more, without links, with no cue of a kind that goes by its words."""
    if not is_unlinked_sentence(view, index) or view.digits[index] >= DIGITS:
        return False
    return _says_words_alone(view, index)


def _says_words_alone(view: View, index: int) -> bool:
    """Whether no cue of a block is more than a bare word such as "app" or "share"; "newsletter" and "cookie" are, for
    pitches hold little else."""
    if any((kind, index) in view.hits for kind in (Kind.NEWSLETTER, Kind.CONSENT)):
        return False
    return all(hit.cue.strength == "words" for kind in NAMING for hit in view.hits.get((kind, index), ()))


def is_unlinked_sentence(view: View, index: int) -> bool:
    """Whether a block is a sentence or more, with few links, whatever the content model says of it."""
    ends = view.blocks[index].text[-1:] in SENTENCE_END
    return ends and view.words[index] >= PROSE_WORDS and view.link_share[index] < FEW_LINKS
