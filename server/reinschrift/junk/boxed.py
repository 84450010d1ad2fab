"""What most judges share: points for what blocks say, weighed box by box against the article text in the box."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from ..cues import Hit
from ..forms import CAPTION, CELL, HEADING, LABEL
from ..model import Block, Box, Finding, Kind, Sign
from ..scripts import FULL_STOPS, SENTENCE_END
from ..tags import HEADINGS
from .view import BOX_BLOCKS, View

WHOLE, START, PHRASE, WORD = 2.0, 1.0, 2.0, 0.5  # what a cue is worth by its strength and place
QUOTED = 0.25  # the part of it that a cue in quotation marks keeps
HINTS = 1.0  # bare words together are worth no more than this
BLOCK_LIMIT = 4.0  # nor is a block
SURE = 2.0  # points from which a box without article text goes, whatever the content model says
LEAST = 0.25  # points from which a judge has something to say at all
PARAGRAPH_COSTS = 2.0  # further points needed for each article paragraph in the box that says something of the kind,
LINE_COSTS = 1.0  # and for each line that may be the article's and says nothing of it
SURELY_ARTICLE = 0.8  # no box is lifted over a block that says nothing of the kind and belongs to the article so much
CONTROLS, MAIL = 1.0, 1.5  # what a box's buttons and fields, and its mail field, add
# What a box's attributes add, and the parts of attributes.toml that speak for a kind. Consent tools name themselves.
MARKUP = {
    Kind.CONSENT: (2.0, ("consent",)),
    Kind.NEWSLETTER: (1.5, ("newsletter",)),
    Kind.TEASER: (1.0, ("related", "teaser")),
    Kind.PROMOTION: (1.0, ("promotion", "ad")),
    Kind.SHARE: (1.0, ("share",)),
}
NAMED_ONLY = 0.15  # strength, for each of MARKUP's points, of attributes that no word confirms
WORDLESS = (Kind.SHARE, Kind.TEASER)
BOX_WORDS = 160  # a larger box is no junk box: some of the article may be in it
OPENERS = (":", "：", "|", "·", "•", "-", "—", "›", "»", ">")
LINE_WORDS = 4  # a shorter line may be anybody's
LABEL_WORDS = 12  # a heading or button has at most so many words,
CALL_WORDS = 8  # and so many where it ends in a full stop


class Points(NamedTuple):
    """How much speaks for a kind at one block or box, what it is, and how much more bare words hint at it."""

    points: float
    signs: tuple[Sign, ...]
    hints: float = 0.0

    @property
    def total(self) -> float:
        return min(self.points, BLOCK_LIMIT) + min(self.hints, HINTS)


Extra = Callable[[View, int], Points]


def nothing_more(view: View, index: int) -> Points:
    """For judges that go by words alone."""
    return Points(0.0, ())


def judge_by_cues(view: View, kind: Kind, extra: Extra = nothing_more, lifts: bool = True) -> Iterator[Finding]:
    """Findings for the blocks that hold cues of a kind, each lifted to the box that is best explained by them."""
    said = {}
    for index in view.blocks_with.get(kind, ()):
        cues = cue_points(view, kind, index)
        more = extra(view, index)
        joined = Points(cues.points + more.points, cues.signs + more.signs, cues.hints)
        if cues.total > 0 and joined.total >= LEAST:
            said[index] = joined
    yield from _by_markup(view, kind)
    done = -1
    for index, points in said.items():
        if index > done:
            strength = points.total / _needed(view, said, index, index + 1)
            alone = Finding(kind, index, index + 1, strength, points.signs)
            finding = _lifted(view, said, alone) if lifts else alone
            done = finding.end - 1
            yield finding


def _by_markup(view: View, kind: Kind) -> Iterator[Finding]:
    """A name, and no more, for the blocks whose boxes only say in their attributes what they are."""
    worth, parts = MARKUP.get(kind, (0.0, ()))
    for part in parts:
        signs = (Sign("attribute", part),)
        for index in view.saying(part):
            yield Finding(kind, index, index + 1, worth * NAMED_ONLY, signs)


def cue_points(view: View, kind: Kind, index: int) -> Points:
    """What a block's own words say for a kind. Quoted words count for little; so do bare hints, however many."""
    block = view.blocks[index]
    phrases: dict[str, float] = {}
    hints: dict[str, float] = {}
    label, heads = 0.0, ""
    signs: list[Sign] = []
    for hit in view.hits.get((kind, index), ()):
        if hit.cue.strength == "labels":
            if worth := label_points(view, hit):
                label, heads = max(label, worth), heads + " " + hit.cue.text
                signs.append(label_sign(block))
        else:
            quoted = QUOTED if view.is_quoted(hit) else 1.0
            if hit.cue.strength == "phrases":
                phrases[hit.cue.text] = PHRASE * quoted
                signs.append(Sign("phrase", hit.cue.text))
            else:
                hints[hit.cue.text] = WORD * quoted
                signs.append(Sign("word", hit.cue.text))
    # A label's own words add nothing to it, nor does one list's "cookie" to another's "cookies".
    others = [heads, *hints]
    hinted = sum(worth for word, worth in hints.items() if not any(word in said and word != said for said in others))
    return Points(label + sum(phrases.values()), tuple(dict.fromkeys(signs)), hinted)


def label_points(view: View, hit: Hit) -> float:
    """A label is worth most as the whole of a button or link; a single word may head a part of the article as well."""
    block = view.blocks[hit.block]
    if not hit.at_start or not (hit.whole or _opens(view, block, hit.cue.text)):
        return 0.0
    several = " " in hit.cue.text or "-" in hit.cue.text or not hit.cue.text.isascii()
    sure = several or view.is_pressed(hit.block) or hit.cue.section != Kind.NEWSLETTER
    return WHOLE if hit.whole and sure and block.form is not CELL else START


def _opens(view: View, block: Block, label: str) -> bool:
    """Whether a label at a block's start introduces something: a colon or a link follows, or it is a short line.

    Extracted text has lost its links; there a line that ends without punctuation is one.
    """
    if view.evidence.is_text and block.text[-1:] not in SENTENCE_END:
        return True
    text = view.evidence.folded[block.index]
    after = text[text.find(label) + len(label) :].lstrip()
    if after[:1] in OPENERS or any(span.href for span in block.spans):
        return True
    words = len(block.text.split())
    return " " in label and words <= LABEL_WORDS and (words <= CALL_WORDS or block.text[-1] not in FULL_STOPS)


def label_sign(block: Block) -> Sign:
    """How a reason quotes a short block."""
    code = {HEADING: "heading", LABEL: "button"}.get(block.form, "label")
    return Sign(code, block.text)


def _lifted(view: View, said: Mapping[int, Points], alone: Finding) -> Finding:
    """The largest box around a block that its points explain at least as well as the block alone."""
    best = alone
    start, end = alone.start, alone.end
    box = view.boxes[view.blocks[alone.start].box]
    while box.end - box.start <= BOX_BLOCKS and view.words_in(box.start, box.end) <= BOX_WORDS:
        if view.evidence.headline in range(box.start, box.end):
            break
        added = (*range(box.start, start), *range(end, box.end))
        if any(_is_stranger(view, said, alone.kind, index) for index in added):
            break
        if added or best is alone:  # a wrapper that holds nothing more says nothing more
            start, end = box.start, box.end
            finding = _boxed(view, said, alone.kind, box)
            if finding.strength >= min(best.strength, 1.0):
                best = finding._replace(strength=max(finding.strength, best.strength))
        if box.parent < 0:
            break
        box = view.boxes[box.parent]
    return best


def _boxed(view: View, said: Mapping[int, Points], kind: Kind, box: Box) -> Finding:
    inside = [said[i] for i in range(box.start, box.end) if i in said]
    shape = _shape(view, kind, box)
    hints = min(sum(points.hints for points in inside), HINTS)  # one word in every line is still one word
    total = sum(min(points.points, BLOCK_LIMIT) for points in inside) + hints + shape.points
    signs = tuple(sign for points in inside for sign in points.signs) + shape.signs
    return Finding(kind, box.start, box.end, total / _needed(view, said, box.start, box.end), signs)


def _shape(view: View, kind: Kind, box: Box) -> Points:
    """What a box is: its fields, its attributes, its links."""
    points, signs = 0.0, []
    if box.controls:
        points += CONTROLS
        signs.append(Sign("form", str(box.controls)))
    if box.mails and kind is Kind.NEWSLETTER:
        points += MAIL
        signs.append(Sign("mail"))
    worth, parts = MARKUP.get(kind, (0.0, ()))
    for part in parts if box.tag not in HEADINGS else ():  # a heading's id is often made from its own words
        if view.named(box.index, part):
            points += worth
            signs.append(Sign("attribute", part))
            break
    if (links := view.links_in(box.start, box.end)) >= 2:
        signs.append(Sign("links", str(links)))
    return Points(points, tuple(signs))


def _is_stranger(view: View, said: Mapping[int, Points], kind: Kind, index: int) -> bool:
    """Whether a block is the article's beyond doubt: it must not go with its neighbours.

    Share bars and teasers hold no sentences of their own, so there a sentence is always a stranger.
    """
    block = view.blocks[index]
    if index in said or block.form in (CAPTION, LABEL) or view.words[index] < LINE_WORDS:
        return False
    if kind in WORDLESS and view.score[index] >= 0.5 and block.text[-1] in SENTENCE_END and view.words[index] >= 8:
        return True
    return view.is_prose(index) or bool(view.score[index] >= SURELY_ARTICLE and view.link_share[index] < 0.8)


def _needed(view: View, said: Mapping[int, Points], start: int, end: int) -> float:
    """Points a range of blocks needs to go: the more article text there is in it, the more."""
    needed = SURE
    for index in range(start, end):
        if view.score[index] < 0.5 or not view.blocks[index].text:
            continue
        if view.is_prose(index):
            needed += PARAGRAPH_COSTS
        elif index not in said and view.words[index] >= LINE_WORDS and view.link_share[index] < 0.8:
            needed += LINE_COSTS
    return needed
