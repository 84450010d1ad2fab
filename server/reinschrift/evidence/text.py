"""What a block's own text looks like: length, links, punctuation, letters. No language is assumed."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ..model import Block, Form
from .columns import Columns, Floats
from .letters import character_counts

SENTENCE_END = frozenset(".!?…。！？؟।:\"'”’»“«)]」』")
UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
CHARACTERS_A_WORD = 2.5  # in scripts written without spaces
PROSE_WORDS = 12  # a block with this many words and sentence punctuation reads as running text
TAGS = ("p", "div", "li", "a", "span", "td", "blockquote", "figcaption", "dd", "section", "article", "header", "body")
FORMS = tuple(Form)
FORM_COLUMN = {form: i for i, form in enumerate(FORMS)}
TAG_COLUMN = {tag: i for i, tag in enumerate(TAGS)}
OWN = (
    "characters", "link share", "links", "external", "strong share", "em share", "level", "ends sentence",
       "ends with colon", "ends with question", "first upper", "starts with symbol", "has at sign", "lines",
)  # fmt: skip


def word_count(text: str) -> int:
    """Words in a text; in scripts without spaces, characters divided by a word's usual length."""
    if not text.isascii() and (dense := len(UNSPACED.findall(text))) > len(text) / 4:
        return int(dense / CHARACTERS_A_WORD) + 1
    return text.count(" ") + text.count("\n") + 1 if text else 0


def text_columns(blocks: Sequence[Block]) -> Columns:
    """One row a block. Ratios are shares of the block's characters or words."""
    count = len(blocks)
    own = Columns(OWN, np.array([_own(block) for block in blocks], dtype=np.float32).reshape(count, len(OWN)))
    forms = np.zeros((count, len(FORMS)), dtype=np.float32)
    tags = np.zeros((count, len(TAGS)), dtype=np.float32)
    for i, block in enumerate(blocks):
        forms[i, FORM_COLUMN[block.form]] = 1
        if (column := TAG_COLUMN.get(block.tag)) is not None:
            tags[i, column] = 1
    columns = own.with_columns(**_counted(blocks, own["characters"]))
    columns = columns.with_columns(all_linked=(columns["link share"] >= 0.9).astype(np.float32))
    columns = columns.with_block([f"form {form}" for form in FORMS], forms)
    return columns.with_block([f"tag {tag}" for tag in TAGS], tags)


def _counted(blocks: Sequence[Block], characters: Floats) -> dict[str, Floats]:
    """What is counted for all blocks at once."""
    counts = character_counts([block.text for block in blocks])
    size = np.maximum(characters, 1)
    dense = counts["unspaced"] > characters / 4
    spaced = np.where(characters > 0, counts["spaces"], 0)  # with the line break that ends a text
    words = np.where(dense, np.floor(counts["unspaced"] / CHARACTERS_A_WORD) + 1, spaced)
    return {
        "words": words,
        "stops": counts["sentences"],
        "commas": counts["commas"] / np.maximum(words, 1),
        "quotes": counts["quotes"],
        "digits": counts["digits"] / size,
        "colons": counts["colons"],
        "bars": counts["bars"],
        "upper_share": counts["uppers"] / np.maximum(counts["letters"], 1),
        "title_case_share": np.minimum(counts["capitals"] / np.maximum(words, 1), 1),
        "word_length": size / np.maximum(words, 1),
        "letter_share": counts["letters"] / size,
    }


def _own(block: Block) -> tuple[float, ...]:
    """What is read off one block's spans and ends, in the order of OWN."""
    text = block.text
    size = len(text)
    if not size:
        return NOTHING
    linked = strong = emphasised = external = 0
    hrefs = set()
    for span in block.spans:
        if span.href is not None:
            linked += len(span.text)
            hrefs.add(span.href)
        if span.marks:
            strong += len(span.text) if "s" in span.marks else 0
            emphasised += len(span.text) if "e" in span.marks else 0
    for href in hrefs:
        external += href.startswith("http")
    first, last = text[0], text[-1]
    return (
        size, linked / size, len(hrefs), external, strong / size, emphasised / size, block.level,
        last in SENTENCE_END, last in ":：", last in "?？", first.isupper(),
        not (first.isalnum() or first in "\"“„«'("), "@" in text, text.count("\n"),
    )  # fmt: skip


NOTHING = (0.0,) * len(OWN)


def prose_words(columns: Columns) -> Floats:
    """For each block its words if it reads as running text (long enough, few links, sentences), else 0."""
    words = columns["words"]
    ends = columns["stops"] + columns["ends sentence"] > 0
    is_prose = (words >= PROSE_WORDS) & (columns["link share"] < 0.5) & ends
    return np.where(is_prose, words, 0).astype(np.float32)
