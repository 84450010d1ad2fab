"""The corpus as training rows: pages with the label and weight of every block.

A block's label is the share of it that stands in the reference text (1.0 for hand-labelled article text that the
reference misses). Snippet pages only say what must and must not appear; their other blocks weigh nothing.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from reinschrift.model import Block, Form
from reinschrift.wordcount import word_count

SETS = ("news", "articles", "snippets")
LONG = 30  # letters; a shorter block is only looked for between its long neighbours' places in the reference
GRAM = 4
REACH = 400  # letters of the reference that are searched before the first and after the last long block
IMPORTANCE = {"news": 3.0, "articles": 1.0, "snippets": 1.5}
GERMAN = 1.5
HARD_ONE = 2.0  # a paragraph of the article that a crude rule would throw away
HARD = re.compile(  # what a crude rule throws away for its words
    r"newsletter|\bcookies?\b|consent|einwillig|zustimm|abonn|subscri|sign(ed)? up|anmeld|inbox|postfach|whatsapp"
    r"|podcast|datenschutz|privacy|lesen sie|read more|advert|anzeige|werbung|share|teilen|facebook|twitter|instagram"
    r"|e-?mail|app\b",
    re.I,
)
HARD_LETTERS = 600  # a longer paragraph is judged by more than those words


@dataclass(frozen=True)
class Row:
    """One page of the corpus: its set, its publisher (what cross-validation keeps apart), and its record."""

    set: str
    publisher: str
    record: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.record["id"])


def rows(corpus: Path, sets: Sequence[str] = SETS) -> Iterator[Row]:
    """The pages of `corpus`, set by set."""
    for name in sets:
        with (corpus / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield Row(name, publisher(record), record)


def raw(corpus: Path, row: Row) -> bytes:
    """The page's bytes."""
    return gzip.decompress((corpus / "pages" / f"{row.id}.html.gz").read_bytes())


def publisher(record: Mapping[str, Any]) -> str:
    """The name in the page's host, so that one publisher's hosts count as one; the id where there is no address."""
    host = (urlsplit(record.get("url") or "").hostname or record["id"]).removeprefix("www.")
    parts = host.split(".")
    if len(parts) < 2:
        return host
    short = len(parts) > 2 and len(parts[-2]) <= 3
    return parts[-3] if short else parts[-2]


def letters(text: str) -> str:
    """Text by its letters and digits alone."""
    return re.sub(r"[\W_]+", "", text.lower())


def reference(record: Mapping[str, Any]) -> str:
    """The reference text: paragraphs and subheadings, a line each; empty for snippet pages."""
    if "text" in record:
        return str(record["text"])
    if "body" not in record:
        return ""
    parts = list(record["body"].get("summary") or [])
    for section in record["body"]["sections"]:
        parts += (section.get("headline") or []) + section["paragraphs"]
    return "\n\n".join(parts)


def labelled(row: Row, blocks: Sequence[Block], headline: int) -> tuple[np.ndarray, np.ndarray]:
    """(labels, weights), each as long as `blocks`. Blocks without text weigh nothing, nor does the headline."""
    flat = [letters(block.text) for block in blocks]
    if row.set == "snippets":
        labels, weights = _snippet_labels(row.record, flat)
    else:
        labels = _reference_labels(reference(row.record), blocks, flat)
        weights = np.ones(len(blocks))
        missed = {letters(label["text"]) for label in row.record.get("labels", ()) if label["kind"] == "article"}
        for i, text in enumerate(flat):
            if text in missed and labels[i] < 0.5:
                labels[i], weights[i] = 1.0, 0.3
    words = np.array([word_count(block.text) for block in blocks], dtype=float)
    weights *= np.sqrt(words + 4) * IMPORTANCE[row.set]
    if str(row.record.get("lang")) == "de":
        weights *= GERMAN
    hard = [len(text) < HARD_LETTERS and HARD.search(b.text) is not None for text, b in zip(flat, blocks, strict=True)]
    weights[(labels > 0.5) & np.array(hard, dtype=bool)] *= HARD_ONE
    silent = [i for i, block in enumerate(blocks) if not flat[i] or i == headline or block.form is Form.IMAGE]
    weights[silent] = 0
    return labels, weights


def _snippet_labels(record: Mapping[str, Any], flat: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    labels, weights = np.zeros(len(flat)), np.zeros(len(flat))
    for key, value in (("with", 1.0), ("without", 0.0)):
        for snippet in map(letters, record.get(key, ())):
            if len(snippet) < 8:
                continue
            for i, text in enumerate(flat):
                if snippet in text or (len(text) > 15 and text in snippet):
                    labels[i], weights[i] = value, 2.0
    return labels, weights


def _reference_labels(gold: str, blocks: Sequence[Block], flat: Sequence[str]) -> np.ndarray:
    flat_gold = letters(gold)
    grams = _grams(gold)
    labels = np.zeros(len(blocks))
    places: list[tuple[int, int, int]] = []  # (block, start, end) of long blocks in the reference
    for i, text in enumerate(flat):
        if len(text) < LONG:
            continue
        at = flat_gold.find(text)
        if at >= 0:
            labels[i] = 1.0
            places.append((i, at, at + len(text)))
        else:
            own = _grams(blocks[i].text)
            labels[i] = len(own & grams) / max(1, len(own))
    for i, text in enumerate(flat):
        if 0 < len(text) < LONG:
            labels[i] = float(_found_between(i, text, places, flat_gold))
    return labels


def _found_between(i: int, text: str, places: Sequence[tuple[int, int, int]], flat_gold: str) -> bool:
    before = [end for block, _, end in places if block < i][-1:]
    after = [start for block, start, _ in places if block > i][:1]
    if not before and not after:
        return False
    low = before[0] if before else max(0, after[0] - REACH)
    high = after[0] if after else low + REACH
    return text in flat_gold[low : max(high, low)]


def _grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    if len(words) < GRAM:
        return {tuple(words)} if words else set()
    return {tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)}
