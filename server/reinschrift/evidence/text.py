"""What a block's own text looks like: length, links, punctuation, letters. No language is assumed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model import Form, Span
from ..scripts import STOPS
from ..wordcount import CHARACTERS_A_WORD
from .columns import Columns, Floats, ints, side_by_side
from .letters import Characters

RUNAWAY_BLOCKS, RUNAWAY_LETTERS = 4, 60  # what a link holds at least that goes on and on; a card of a teaser has less
PROSE_WORDS = 12  # a block with this many words and sentence punctuation reads as running text
FORM_PLACE = {form: i for i, form in enumerate(Form)}
FORM_NAMES = tuple(f"form {form}" for form in Form)
TAGS = ("p", "div", "li", "a", "span", "td", "blockquote", "figcaption", "dd", "section", "article", "header", "body")
TAG_PLACE = {tag: i for i, tag in enumerate(TAGS)}
TAG_NAMES = tuple(f"tag {tag}" for tag in TAGS)


def text_columns(fields: Any) -> Columns:
    """One row a block, given by its fields (see columns.by_field). Ratios are shares of its characters or words."""
    characters = Characters(fields.text)
    size = characters.sizes.astype(np.float32)
    columns = {
        "characters": size,
        **_marked(fields.spans, np.maximum(size, 1)),
        "level": ints(fields.level),
        **_edges(characters),
        **_counted(characters.counts(), size),
    }
    columns["all linked"] = columns["link share"] >= np.float32(0.9)
    forms = _one_hot(FORM_NAMES, map(FORM_PLACE.__getitem__, fields.form))
    tags = _one_hot(TAG_NAMES, [TAG_PLACE.get(tag, -1) for tag in fields.tag])
    return side_by_side((Columns.of(columns, len(size)), forms, tags))


def _one_hot(names: tuple[str, ...], places: Iterable[int]) -> Columns:
    """A 1 in the column that each place names."""
    return Columns(names, (np.arange(len(names))[:, None] == ints(places)).astype(np.float32).T)


def _marked(spans_of: Sequence[Sequence[Span]], size: Floats) -> dict[str, Any]:
    """How much of each block is linked, strong and emphasised, and where its links lead."""
    linked, strong, emphasised, links, external = ([0] * len(spans_of) for _ in range(5))
    for i, spans in enumerate(spans_of):
        hrefs = set()
        for text, href, marks in spans:
            if href is not None:
                linked[i] += len(text)
                hrefs.add(href)
            if marks:
                strong[i] += len(text) if "s" in marks else 0
                emphasised[i] += len(text) if "e" in marks else 0
        if hrefs:
            links[i] = len(hrefs)
            external[i] = sum([href.startswith("http") for href in hrefs])
    for i in _runaways(spans_of, linked):
        linked[i] = links[i] = external[i] = 0
    return {
        "link share": (ints(linked) / size).astype(np.float32), "links": ints(links), "external": ints(external),
        "strong share": ints(strong) / size, "em share": ints(emphasised) / size,
    }  # fmt: skip


def _runaways(spans_of: Sequence[Sequence[Span]], linked: Sequence[int]) -> Iterator[int]:
    """The blocks of sentences, several in a row, that one address stands behind: a link that nobody closed."""
    whole = [i for i, characters in enumerate(linked) if characters >= RUNAWAY_LETTERS]
    for address, group in groupby(whole, key=lambda i: _sole_address(spans_of[i])):
        run = list(group)
        if address and len(run) >= RUNAWAY_BLOCKS and run[-1] - run[0] < 2 * len(run):
            yield from run


def _sole_address(spans: Sequence[Span]) -> str | None:
    """Where all of a sentence leads to; None where it is none, or not all of it leads to the same."""
    first = spans[0].href
    return first if spans[-1].text[-1] in STOPS and all(span.href == first for span in spans) else None


def _edges(characters: Characters) -> dict[str, NDArray[np.bool_]]:
    """What stands at the ends of each text; nothing does where there is none."""
    shown = characters.sizes > 0
    return {
        "ends sentence": characters.last("ends"),
        "ends with colon": characters.last("colons"),
        "ends with question": characters.last("questions"),
        "first upper": characters.first("uppers"),
        "starts with symbol": shown & ~(characters.first("letters") | characters.first("opening")),
    }


def _counted(counts: Mapping[str, Floats], size: Floats) -> dict[str, Floats]:
    """What is counted for all blocks at once."""
    some = np.maximum(size, 1)
    dense = counts["unspaced"] > size / 4
    spaced = np.where(size > 0, counts["spaces"], 0)  # with the line break that ends a text
    words = np.where(dense, np.floor(counts["unspaced"] / CHARACTERS_A_WORD) + 1, spaced)
    some_words = np.maximum(words, 1)
    return {
        "has at sign": np.minimum(counts["at signs"], 1),
        "lines": counts["line breaks"] - 1,
        "words": words,
        "stops": counts["sentences"],
        "commas": counts["commas"] / some_words,
        "quotes": counts["quotes"],
        "digits": counts["digits"] / some,
        "colons": counts["colons"],
        "bars": counts["bars"],
        "upper share": counts["uppers"] / np.maximum(counts["letters"], 1),
        "title case share": np.minimum(counts["capitals"] / some_words, 1),
        "word length": some / some_words,
        "letter share": counts["letters"] / some,
    }


def prose_words(columns: Columns) -> Floats:
    """For each block its words if it reads as running text (long enough, few links, sentences), else 0."""
    words = columns["words"]
    ends = columns["stops"] + columns["ends sentence"] > 0
    is_prose = (words >= PROSE_WORDS) & (columns["link share"] < 0.5) & ends
    return np.where(is_prose, words, 0).astype(np.float32)
