"""What a block's own text looks like: length, links, punctuation, letters. No language is assumed."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ..model import Block, Form
from .columns import Columns, Floats

SENTENCE_END = tuple(".!?…。！？؟।։:\"'”’»«“)]")
STOPS = re.compile(r"[.!?…。！？؟।](?:\s|$|[\"'”’»“)])|[。！？]")
COMMAS = re.compile("[,;，、；،]")
QUOTES = re.compile('["“”„«»「」『』]')
DIGITS = re.compile(r"\d")
UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
CHARACTERS_A_WORD = 2.5  # in scripts written without spaces
PROSE_WORDS = 12  # a block with this many words and sentence punctuation reads as running text
TAGS = ("p", "div", "li", "a", "span", "td", "blockquote", "figcaption", "dd", "section", "article", "header", "body")
FORMS = tuple(Form)
FORM_COLUMN = {form: i for i, form in enumerate(FORMS)}
TAG_COLUMN = {tag: i for i, tag in enumerate(TAGS)}


def word_count(text: str) -> int:
    """Words in a text; in scripts without spaces, characters divided by a word's usual length."""
    if not text.isascii() and (dense := len(UNSPACED.findall(text))) > len(text) / 4:
        return int(dense / CHARACTERS_A_WORD) + 1
    return text.count(" ") + 1 if text else 0


def text_columns(blocks: Sequence[Block]) -> Columns:
    """One row a block; see NAMES for what stands in it. Ratios are shares of the block's characters or words."""
    numbers = np.array([_numbers(block) for block in blocks], dtype=np.float32).reshape(len(blocks), len(NAMES))
    forms = np.zeros((len(blocks), len(FORMS)), dtype=np.float32)
    tags = np.zeros((len(blocks), len(TAGS)), dtype=np.float32)
    for i, block in enumerate(blocks):
        forms[i, FORM_COLUMN[block.form]] = 1
        if (column := TAG_COLUMN.get(block.tag)) is not None:
            tags[i, column] = 1
    columns = Columns(NAMES, numbers)
    columns = columns.with_block([f"form {form}" for form in FORMS], forms)
    return columns.with_block([f"tag {tag}" for tag in TAGS], tags)


NAMES = (
    "characters", "words", "link share", "links", "ends sentence", "stops", "commas", "quotes", "digits", "colons",
    "upper share", "title case share", "strong share", "em share", "lines", "level", "first upper", "word length",
    "starts with symbol", "all linked", "ends with colon", "ends with question", "has at sign", "bars", "external",
)  # fmt: skip


def _numbers(block: Block) -> tuple[float, ...]:
    text = block.text
    size = len(text)
    if not size:
        return (0.0,) * len(NAMES)
    words = text.split()
    linked = sum([len(span.text) for span in block.spans if span.href is not None])
    hrefs = {span.href for span in block.spans if span.href is not None}
    count = word_count(text)
    last = text[-1]
    return (
        size, count, linked / size, len(hrefs), last in SENTENCE_END, len(STOPS.findall(text)),
        len(COMMAS.findall(text)) / count, len(QUOTES.findall(text)), len(DIGITS.findall(text)) / size,
        text.count(":"), sum(map(str.isupper, words)) / len(words),
        sum([word[0].isupper() for word in words]) / len(words), _marked(block, "s") / size,
        _marked(block, "e") / size, text.count("\n"), block.level, text[0].isupper(), size / len(words),
        not (text[0].isalnum() or text[0] in "\"“„«'("), linked >= 0.9 * size, last in ":：", last in "?？",
        "@" in text, text.count("|") + text.count("•") + text.count("·") + text.count("/"),
        sum([href.startswith("http") for href in hrefs]),
    )  # fmt: skip


def _marked(block: Block, mark: str) -> int:
    return sum([len(span.text) for span in block.spans if mark in span.marks])


def prose_words(columns: Columns) -> Floats:
    """For each block its words if it reads as running text (long enough, few links, sentences), else 0."""
    words = columns["words"]
    is_prose = (
        (words >= PROSE_WORDS) & (columns["link share"] < 0.5) & (columns["stops"] + columns["ends sentence"] > 0)
    )
    return np.where(is_prose, words, 0).astype(np.float32)
