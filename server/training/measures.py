"""The measures of the figures: word F1, 4-gram F1, paragraphs kept, junk leaked, snippets found."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from statistics import mean
from typing import Any, NamedTuple

from corpus import HARD, HARD_LETTERS, Row, letters, reference

KINDS = ("consent", "newsletter", "teaser", "promo", "share")
PARAGRAPH, SNIPPET, JUNK = 40, 8, 12  # letters from which one counts
GRAM = 4
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Paragraph(NamedTuple):
    """A paragraph of a reference: whether it stands in the text letter for letter, and whether it is a hard one."""

    text: str
    kept: bool
    hard: bool


def report(rows: Sequence[Row], texts: Sequence[str]) -> None:
    """Prints a line for each set, and one for its German pages where it has any."""
    groups: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    for row, text in zip(rows, texts, strict=True):
        groups[row.set].append((row, text))
        if row.record.get("lang") == "de":
            groups[f"{row.set}, German"].append((row, text))
    for name, pairs in groups.items():
        print(f"{name} ({len(pairs)} pages): " + " | ".join(f"{k} {v}" for k, v in figures(pairs).items()), flush=True)


def figures(pairs: Sequence[tuple[Row, str]]) -> dict[str, str]:
    """The measures over pages and the texts made of them."""
    rated = [(reference(row.record), text) for row, text in pairs if reference(row.record).strip()]
    found: dict[str, str] = {}
    if rated:
        found["word F1"] = f"{mean(word_f1(gold, text) for gold, text in rated):.4f}"
        found["4-gram F1"] = f"{gram_f1(rated):.4f}"
        found["kept"] = f"{kept(rated):.4f}"
        hard = [paragraph.kept for gold, text in rated for paragraph in paragraphs(gold, text) if paragraph.hard]
        if hard:
            found["kept hard"] = f"{mean(hard):.4f}"
    found.update(leaks(pairs))
    for key in ("with", "without"):
        hits = [hit for row, text in pairs for hit in snippets(row.record, text, key)]
        if hits:
            found[key] = f"{mean(hits):.4f}"
    return found


def tokens(text: str) -> list[str]:
    """Words, or single characters where a fifth of the text is Chinese, Japanese or Korean."""
    text = text.lower()
    if len(CJK.findall(text)) > 0.2 * max(1, len(text)):
        return re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|\w+", text)
    return re.findall(r"\w+", text)


def word_counts(gold: str, text: str) -> tuple[int, int, int]:
    """How many words the two bags share, how many the text has, and how many the reference has."""
    return _counts(Counter(tokens(gold)), Counter(tokens(text)))


def gram_counts(gold: str, text: str, size: int = GRAM) -> tuple[int, int, int]:
    """The same for runs of words."""
    return _counts(_grams(gold, size), _grams(text, size))


def _counts(wanted: Counter[Any], given: Counter[Any]) -> tuple[int, int, int]:
    return (wanted & given).total(), given.total(), wanted.total()


def _grams(text: str, size: int) -> Counter[tuple[str, ...]]:
    words = tokens(text)
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))) if words else Counter()


def word_f1(gold: str, text: str) -> float:
    """The bag-of-words F1 of one page."""
    both, given, wanted = word_counts(gold, text)
    return 2 * both / max(1, wanted + given)


def gram_f1(rated: Sequence[tuple[str, str]]) -> float:
    """F1 of the mean precision and the mean recall over word 4-grams."""
    precisions, recalls = [], []
    for gold, text in rated:
        both, given, wanted = gram_counts(gold, text)
        if given:
            precisions.append(both / given)
        recalls.append(both / max(1, wanted))
    return harmonic(mean(precisions or [0.0]), mean(recalls))


def harmonic(precision: float, recall: float) -> float:
    """F1 of a precision and a recall."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def paragraphs(gold: str, text: str) -> list[Paragraph]:
    """The reference's paragraphs, each with what became of it in the text."""
    flat = letters(text)
    found = []
    for line in gold.split("\n"):
        own = letters(line)
        if len(own) >= PARAGRAPH:
            found.append(Paragraph(line, own in flat, len(own) < HARD_LETTERS and HARD.search(line) is not None))
    return found


def kept(rated: Sequence[tuple[str, str]]) -> float:
    """The share of the reference's paragraphs that stand in the text, letter for letter."""
    return mean(paragraph.kept for gold, text in rated for paragraph in paragraphs(gold, text))


def junk(record: Mapping[str, Any], text: str) -> list[tuple[str, str, bool]]:
    """The page's labelled junk blocks: kind, text, and whether it stands in the output."""
    gold, flat = letters(reference(record)), letters(text)
    found = []
    for label in record.get("labels", ()):
        own = letters(label["text"])
        if label["kind"] in KINDS and len(own) >= JUNK and own not in gold:
            found.append((label["kind"], label["text"], own in flat))
    return found


def leaks(pairs: Sequence[tuple[Row, str]]) -> dict[str, str]:
    """For each kind, how many labelled junk blocks stand in the texts."""
    seen: Counter[str] = Counter()
    leaked: Counter[str] = Counter()
    for row, text in pairs:
        for kind, _, stands in junk(row.record, text):
            seen[kind] += 1
            leaked[kind] += stands
    return {f"leak {kind}": f"{leaked[kind]}/{seen[kind]}" for kind in KINDS if seen[kind]}


def snippets(record: Mapping[str, Any], text: str, key: str) -> list[bool]:
    """For each snippet that must ("with") or must not ("without") appear, whether it does."""
    flat = letters(text)
    return [letters(snippet) in flat for snippet in record.get(key, ()) if len(letters(snippet)) >= SNIPPET]
