"""What a judge sees: the blocks, their boxes, what they say, and how much each belongs to the article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import accumulate

import numpy as np

from ..cues import Hit
from ..evidence import Evidence
from ..evidence.boxes import sayable
from ..evidence.columns import Floats
from ..forms import CAPTION, LABEL, QUOTE
from ..model import Block, Box, Segments
from ..scripts import SENTENCE_END

KIND_OF = {"paywall": "promotion"}  # what a preview says in place of the rest sells something
NO_PROSE = (LABEL, CAPTION)
SENTENCE_WORDS = 8
BOX_BLOCKS = 40  # a box with more blocks holds more than junk of one kind
LINK = 0.8  # share of a block's text from which it is a link
AFTER_END = 5  # blocks after the article's last paragraph in which a box of it may begin
LONG_PROSE = 25  # words; from here on a paragraph needs more than a hint to go


class View:
    """A page as the judges see it: a number a block in each of the lists, `score` being the content model's, 0 to 1.

    `hits` is (kind, block index) -> the cues of that kind in that block, and `blocks_with` kind -> the blocks that hold
    one of its cues, in order. `small_boxes` are those, outer ones first, that say more than a block alone, and not too
    much for junk of one kind. `span` is the first and the last block of article prose; (0, -1) where there is none.
    """

    def __init__(self, segments: Segments, evidence: Evidence, score: Floats) -> None:
        columns = evidence.columns
        self.evidence = evidence
        self.blocks: Sequence[Block] = segments.blocks
        self.boxes: Sequence[Box] = segments.boxes
        self.small_boxes = [box for box in segments.boxes if 2 <= box.end - box.start <= BOX_BLOCKS]
        # Lists, because judges ask for single numbers, which arrays are slow to give.
        self.score: list[float] = np.asarray(score).tolist()
        self.words: list[float] = columns["words"].tolist()
        self.link_share: list[float] = columns["link share"].tolist()
        self.links: list[float] = columns["links"].tolist()
        self.digits: list[float] = columns["digits"].tolist()
        self.wording: list[float] = columns["wording"].tolist()
        self.names_author: list[float] = columns["names author"].tolist()
        self.names_site: list[float] = columns["names site"].tolist()
        self.hits, self.blocks_with = _found(evidence.hits)
        self._named = {block for section, block in self.hits if section != "editorial"}
        prose = [i for i, score in enumerate(self.score) if score >= 0.5 and self.words[i] >= 8]
        self.span = (prose[0], prose[-1]) if prose else (0, -1)
        self._prose = {i for i in prose if self._is_long(i)}
        self._words_before: list[float] = list(accumulate(self.words, initial=0.0))
        self._links_before: list[int] = list(accumulate((share >= LINK for share in self.link_share), initial=0))
        self._around = evidence.around > 0
        self._said = self._around[evidence.boxes_of].T & (columns["words"] > 0)
        self._plain_share = -1.0  # until somebody asks
        self._saying: dict[str, dict[int, None]] = {}
        self._wrapped: dict[int, Box] = {}

    def _is_long(self, index: int) -> bool:
        long = self.words[index] >= LONG_PROSE and self.link_share[index] < 0.5
        return long and self.blocks[index].form not in NO_PROSE

    def words_in(self, start: int, end: int) -> float:
        """The words of a range of blocks."""
        return self._words_before[end] - self._words_before[start]

    def links_in(self, start: int, end: int) -> int:
        """How many of a range of blocks are links."""
        return self._links_before[end] - self._links_before[start]

    def is_prose(self, index: int) -> bool:
        """Whether a block is a paragraph of the article for all that can be told without its words' meaning."""
        return index in self._prose

    def beside(self, index: int, step: int) -> int:
        """The nearest block with text before (`step` -1) or after (1) one; -1 where there is none."""
        index += step
        while 0 <= index < len(self.blocks) and not self.blocks[index].text:
            index += step
        return index if index < len(self.blocks) else -1

    def box_around(self, index: int) -> int:
        """The box that holds a block's own."""
        return self.boxes[self.blocks[index].box].parent

    def company(self, index: int) -> int:
        """The nearest box around a block that holds others as well."""
        box = self.wrapped(index)
        return box.index if box.end - box.start > 1 else max(box.parent, 0)

    def wrapped(self, index: int) -> Box:
        """The outermost box that holds a block and no other; its own, where that holds several."""
        if index not in self._wrapped:
            box = self.boxes[self.blocks[index].box]
            while box.parent >= 0 and self.boxes[box.parent].end - self.boxes[box.parent].start == 1:
                box = self.boxes[box.parent]
            self._wrapped[index] = box
        return self._wrapped[index]

    def are_alike(self, one: int, other: int) -> bool:
        """Whether two blocks have the same form, and boxes with the same tag and words in the same box."""
        if self.blocks[one].form is not self.blocks[other].form:
            return False
        first, second = self.boxes[self.blocks[one].box], self.boxes[self.blocks[other].box]
        return (first.parent, first.tag, first.words) == (second.parent, second.tag, second.words)

    def last_sentence(self, but: frozenset[int]) -> int:
        """The article's last line of a sentence or more, leaving out some blocks; past the end where there is none."""
        backwards = range(len(self.blocks) - 1, -1, -1)
        return next((i for i in backwards if i not in but and self.is_sentence(i)), len(self.blocks))

    def is_sentence(self, index: int) -> bool:
        """Whether a block is a line of a sentence or more that the content model wants."""
        if self.score[index] < 0.5 or self.words[index] < SENTENCE_WORDS or self.blocks[index].form in NO_PROSE:
            return False
        return self.ends_sentence(index)

    def is_pressed(self, index: int) -> bool:
        """Whether a block is a button, or nothing but a link."""
        return self.blocks[index].form is LABEL or self.link_share[index] >= LINK

    def is_plain(self, index: int) -> bool:
        """Whether a block has some words, no link, and no cue of any kind of junk."""
        return self.words[index] >= SENTENCE_WORDS and not self.links[index] and not self.is_named(index)

    def plain_share(self) -> float:
        """The share of the page's words that stand in such blocks."""
        if self._plain_share < 0:
            plain = sum(words for index, words in enumerate(self.words) if self.is_plain(index))
            self._plain_share = plain / max(1.0, self.words_in(0, len(self.blocks)))
        return self._plain_share

    def ends_sentence(self, index: int) -> bool:
        """Whether a block ends as sentences do."""
        return self.blocks[index].text[-1:] in SENTENCE_END

    def is_named(self, index: int) -> bool:
        """Whether a block holds a cue of any kind of junk."""
        return index in self._named

    def saying(self, part: str) -> Collection[int]:
        """The blocks with text whose own box, or a small box around it, is named as the part."""
        if part not in self._saying:
            self._saying[part] = dict.fromkeys(np.flatnonzero(self._said[_part_columns()[part]]).tolist())
        return self._saying[part]

    def named(self, box: int, part: str) -> bool:
        """Whether a box, or a small box around it, is named as the part (of `attributes.toml`, or a tag)."""
        return bool(self._around[box, _part_columns()[part]])

    def calls_itself(self, box: Box, part: str) -> bool:
        """Whether a box is named as the part, and the one around it is not."""
        return self.named(box.index, part) and not (box.parent >= 0 and self.named(box.parent, part))

    def lines(self, box: Box) -> list[int]:
        """The blocks of a box that hold text."""
        return [i for i in range(box.start, box.end) if self.blocks[i].text]

    def hrefs(self, start: int, end: int) -> list[str]:
        """The addresses that the blocks of a range link to, lower-case."""
        return [span.href.lower() for b in self.blocks[start:end] for span in b.spans if span.href]

    def leads_into_page(self, start: int, end: int) -> bool:
        """Whether a link in a range of blocks leads to another place of the page."""
        return any(href.startswith("#") for href in self.hrefs(start, end))

    def begins_in_article(self, box: Box) -> bool:
        """Whether a box begins between the article's paragraphs or right after them, and not with the headline."""
        first, last = self.span
        return first < box.start <= last + AFTER_END and not box.start <= self.evidence.headline < box.end

    def is_quoted(self, hit: Hit) -> bool:
        """Whether a cue stands inside quotation marks or in a quotation: somebody is speaking of it."""
        return hit.quoted or self.blocks[hit.block].form is QUOTE


def _found(hits: Sequence[Hit]) -> tuple[Mapping[tuple[str, int], Sequence[Hit]], Mapping[str, Sequence[int]]]:
    """The hits by kind and block, and the blocks by kind."""
    by_place: dict[tuple[str, int], list[Hit]] = defaultdict(list)
    for hit in hits:
        by_place[KIND_OF.get(hit.cue.section, hit.cue.section), hit.block].append(hit)
    blocks: dict[str, list[int]] = defaultdict(list)
    for section, block in by_place:
        blocks[section].append(block)
    return by_place, {section: sorted(found) for section, found in blocks.items()}


@cache
def _part_columns() -> Mapping[str, int]:
    return {part: i for i, part in enumerate(sayable())}
