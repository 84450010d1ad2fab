"""Lines that come again: in the article, one alone is the page's frame, several are people who speak or the times of a
live blog; behind the headline, it is the headline."""

from __future__ import annotations

import re
from collections import defaultdict

from ..evidence.data import letters
from ..evidence.headline import crumbs_end
from ..forms import HEADING, PARAGRAPH
from ..scripts import STOPS
from .view import View

FRAME_TIMES = 4  # how often a line must stand in the article to be a part of the page's frame
SPEAKER_TIMES = 3  # and how often each of several that take turns
SPEAKERS = range(2, 5)
REPEATED_WORDS = 4
TIME = re.compile(r"\d{1,2} ?[:.h] ?\d\d(?: ?\w{1,4}\.?)?")
ENTRIES = 3  # of a live blog, each with its time
CRUMB_BLOCKS = 8  # before the headline, in which breadcrumbs end
TOPIC = 1.8  # times as long as the headline, one that names its topic as well


def frame_lines(view: View) -> list[int]:
    """The blocks that say nothing but one bare line, such as "Article content" over each part of a story. A line that
    comes often in the article is such a line behind its end as well."""
    often = [places for places in _repeated(view) if sum(_is_bare(view, i) for i in places) >= FRAME_TIMES]
    if len(often) != 1:
        return []
    line = view.blocks[often[0][0]].text
    return [block.index for block in view.blocks if block.text == line]


def speakers(view: View) -> frozenset[int]:
    """The lines of an interview that name who speaks: a few of them take turns, each with a paragraph after it."""
    turns = [places for places in _repeated(view) if len(places) >= SPEAKER_TIMES and _speaks(view, places)]
    return frozenset(index for places in turns for index in places) if len(turns) in SPEAKERS else frozenset()


def hours(view: View) -> frozenset[int]:
    """The times of a live blog: lines of nothing else, each over a line of the article that is no link."""
    first, last = view.span
    times = [i for i in range(max(0, first - 2), last) if TIME.fullmatch(view.blocks[i].text)]
    heading = frozenset(i for i in times if view.score[i + 1] >= 0.5 and not view.links[i + 1])
    return heading if len(heading) >= ENTRIES else frozenset()


def headings(view: View) -> list[int]:
    """The headings that repeat the headline for search engines: the last of the breadcrumbs before it, and the one
    right behind it that says the same, alone or behind a few words of its topic."""
    headline = view.evidence.headline
    if headline < 0:
        return []
    near = [i for i in range(max(0, headline - CRUMB_BLOCKS), headline) if view.blocks[i].form is HEADING]
    crumbs = [i for i in near if view.blocks[i].level == 1 and i < crumbs_end(view.blocks, view.boxes, i) <= headline]
    behind = view.beside(headline, 1)
    return [*crumbs, *([behind] if behind >= 0 and _says_the_same(view, headline, behind) else [])]


def _says_the_same(view: View, headline: int, index: int) -> bool:
    if view.blocks[index].form is not HEADING:
        return False
    said, again = letters(view.blocks[headline].text), letters(view.blocks[index].text)
    return said == again or (said in again and len(again) <= TOPIC * len(said) and view.score[index] < 0.5)


def _repeated(view: View) -> list[list[int]]:
    """The places of each short line between the article's first and last paragraph."""
    first, last = view.span
    places: dict[str, list[int]] = defaultdict(list)
    for block in view.blocks[max(0, first - 1) : last + 1]:
        if 1 <= view.words[block.index] <= REPEATED_WORDS and block.text[-1] not in STOPS:
            places[block.text].append(block.index)
    return list(places.values())


def _speaks(view: View, places: list[int]) -> bool:
    return all(view.score[i + 1] >= 0.5 and view.words[i + 1] and not view.is_named(i) for i in places)


def _is_bare(view: View, index: int) -> bool:
    """Whether a block is neither set off as a heading or paragraph is, nor known to any judge."""
    block = view.blocks[index]
    plain = block.form is PARAGRAPH and block.tag != "p" and not all(span.marks for span in block.spans)
    return plain and block.text[-1] != ":" and not view.is_named(index)
