"""Teasers: links to other articles, with a label ("Read also") or worded and set as headlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..evidence.site import host_of
from ..forms import CELL, HEADING, PARAGRAPH
from ..model import Block, Box, Finding, Kind, Sign
from ..scripts import ARROWS, COLONS, FULL_STOPS, SENTENCE_END
from . import cards
from .boxed import SURELY_ARTICLE, Points, judge_by_cues, label_sign
from .cards import ALL_LINK, HEADLINE_WORDS
from .view import View

TEASER = Kind.TEASER  # before Python 3.12 it is slow to look up in its enum
LINKED = (Sign("linked"),)
MOSTLY_LINK = 0.5
MOST_HEADLINE_WORDS = 30
HEADLINES_IN_A_ROW = 3.0  # points of a label in extracted text that runs on without the end of a sentence
LIST_WORDS = 4  # words that the items of a list of headlines have on average
LINK_LIST = 0.95  # its strength: a list of sources in an article looks alike, so the content model must doubt it too
LEAD_IN, LEAD_IN_WORDS = 0.8, 4  # "Background: ..." before a link
INTRODUCED = 0.3  # and that of a list which the article introduces
LEADS = (*COLONS, *(f" {arrow}" for arrow in ARROWS), ">>")
LED_LIST = 3  # items of a list of which each has such a lead-in, and all lead to one site, as sources do not
LIST_REACH = 12  # blocks after a label that may be its links


def judge(view: View) -> Iterator[Finding]:
    """Labelled links first, then runs of bare headline links between paragraphs."""
    yield from judge_by_cues(view, Kind.TEASER, _shape)
    yield from _labelled_runs(view)
    yield from _link_lists(view)
    yield from cards.found(view)
    yield from _bare_links(view)
    yield from _lead_ins(view)


def _shape(view: View, index: int) -> Points:
    """A label is a teaser's where links follow it, in its own line or right after; over prose it is a subheading."""
    block = view.blocks[index]
    at_start = any(hit.at_start for hit in view.hits.get((Kind.TEASER, index), ()))
    if view.link_share[index] >= 0.3 or _links_after(view, index):
        return Points(1.0 if at_start else 0.0, ())
    unfinished = block.text[-1:] not in SENTENCE_END and view.words[index] > 4
    if at_start and unfinished and view.evidence.is_text:
        return Points(HEADLINES_IN_A_ROW, ())
    if block.form is HEADING or view.words[index] <= 6:
        return Points(-1.5, ())  # a label without links may head a section of the article
    return Points(0.0, ())


def _links_after(view: View, index: int) -> int:
    """How many of the next blocks are nothing but links, until the first that is not."""
    count = 0
    for i in range(index + 1, min(index + 1 + LIST_REACH, len(view.blocks))):
        if not view.blocks[i].text:
            continue
        if view.link_share[i] < ALL_LINK:
            break
        count += 1
    return count


def _labelled_runs(view: View) -> Iterator[Finding]:
    """A label on its own and the run of links after it, where no box holds them together."""
    for index in view.blocks_with.get(Kind.TEASER, ()):
        hits = view.hits[Kind.TEASER, index]
        if any(hit.at_start and hit.whole and hit.cue.strength == "labels" for hit in hits):
            count = _links_after(view, index)
            if count:
                signs = (label_sign(view.blocks[index]), Sign("links", str(count)))
                yield Finding(Kind.TEASER, index, _end_of_run(view, index), 1.0, signs)


def _end_of_run(view: View, index: int) -> int:
    end = index + 1
    while end < len(view.blocks) and (not view.blocks[end].text or view.link_share[end] >= ALL_LINK):
        end += 1
    return end


def _link_lists(view: View) -> Iterator[Finding]:
    """Lists whose items are all links worded as headlines; a table of contents links into its own page."""
    for box in view.small_boxes:
        if box.tag not in ("ul", "ol"):
            continue
        items = view.lines(box)
        own = view.leads_into_page(box.start, box.end)
        linked = len(items) >= 2 and not own and all(_is_linked_line(view, i) for i in items)
        if linked and view.words_in(box.start, box.end) >= LIST_WORDS * len(items):
            signs = (Sign("links", str(len(items))),)
            yield Finding(TEASER, box.start, box.end, _strength_of_list(view, box, items), signs)


def _strength_of_list(view: View, box: Box, items: Sequence[int]) -> float:
    if _is_introduced(view, box.start):
        return INTRODUCED
    all_led = len(items) >= LED_LIST and all(view.links[i] == 1 and _lead_of(view.blocks[i]) for i in items)
    to_one_site = all_led and len({host_of(href) for href in view.hrefs(box.start, box.end)}) == 1
    return 1.0 if to_one_site else LINK_LIST


def _is_introduced(view: View, start: int) -> bool:
    """Whether a sentence of the article, with a colon at its end, leads to what begins there."""
    before = view.beside(start, -1)
    sure = before >= 0 and view.is_sentence(before) and view.score[before] >= SURELY_ARTICLE
    return sure and view.blocks[before].text[-1] in COLONS and (TEASER, before) not in view.hits


def _is_linked_line(view: View, index: int) -> bool:
    """A link alone, or one behind its topic ("Health: …"); a sentence with a link in it ends in a full stop."""
    share, block = view.link_share[index], view.blocks[index]
    return bool(share >= ALL_LINK or (share >= MOSTLY_LINK and (block.text[-1] not in SENTENCE_END or _lead_of(block))))


def _bare_links(view: View) -> Iterator[Finding]:
    """Lines that are one link worded as a headline; they go only where the content model does not want them, or behind
    an arrow."""
    low, high = HEADLINE_WORDS, MOST_HEADLINE_WORDS
    marked = {*view.saying("teaser"), *view.saying("related")}
    for i, share in enumerate(view.link_share):
        if share >= ALL_LINK and low <= view.words[i] <= high and view.links[i] <= 2:
            pointed = _is_pointed(view.blocks[i]) and not view.leads_into_page(i, i + 1)
            yield Finding(TEASER, i, i + 1, 1.0 if pointed else 0.45 if i in marked else 0.25, LINKED)


def _is_pointed(block: Block) -> bool:
    """Whether a line begins with an arrow; one that is written on to a word may be a quotation mark, and those of a
    list its bullets."""
    return block.form in (PARAGRAPH, CELL) and block.text[0] in ARROWS and block.text[1:2].isspace()


def _lead_ins(view: View) -> Iterator[Finding]:
    """Lines of a few words, a colon or an arrow, and a link worded as a headline, whatever those words are. A source
    that is named alike is on another site, and has no words in capitals."""
    low, high = HEADLINE_WORDS, MOST_HEADLINE_WORDS
    for i, share in enumerate(view.link_share):
        if MOSTLY_LINK <= share < 1 and view.links[i] == 1 and low < view.words[i] <= high:
            lead, form = _lead_of(view.blocks[i]), view.blocks[i].form
            pointed = lead[-1:] in tuple(ARROWS)
            if lead and (form in (PARAGRAPH, HEADING) or (form is CELL and pointed)):
                sure = pointed or lead.isupper() or _leads_on(view, i)
                yield Finding(TEASER, i, i + 1, 1.0 if sure else LEAD_IN, LINKED)


def _leads_on(view: View, index: int) -> bool:
    """Whether a line with a link leads to another page of the site, and does not name the author or a topic."""
    own = any(cards.is_own(view, span.href) for span in view.blocks[index].spans)
    return own and (Kind.META, index) not in view.hits and not view.names_author[index]


def _lead_of(block: Block) -> str:
    """The words and the colon or arrow before a block's only link, which ends it and is no sentence; "" where it is not
    so."""
    *before, link = (span for span in block.spans if span.text.strip())
    lead = "".join(span.text for span in before).strip()
    if link.href is None or any(span.href for span in before):
        return ""
    leads_in = lead.endswith(LEADS) and len(lead.rstrip(ARROWS).split()) <= LEAD_IN_WORDS
    return lead if leads_in and link.text.rstrip()[-1] not in FULL_STOPS else ""
