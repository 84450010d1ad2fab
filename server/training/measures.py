"""The measures of the figures: word F1, 4-gram F1, paragraphs kept, junk leaked, snippets found."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import mean

from corpus import Row, letters, reference

KINDS = ("consent", "newsletter", "teaser", "promo", "share")
PARAGRAPH = 40  # letters
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


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
    found.update(leaks(pairs))
    for key in ("with", "without"):
        hits = [
            letters(s) in letters(text) for row, text in pairs for s in row.record.get(key, ()) if len(letters(s)) >= 8
        ]
        if hits:
            found[key] = f"{mean(hits):.4f}"
    return found


def tokens(text: str) -> list[str]:
    """Words, or single characters where a fifth of the text is Chinese, Japanese or Korean."""
    text = text.lower()
    if len(CJK.findall(text)) > 0.2 * max(1, len(text)):
        return re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|\w+", text)
    return re.findall(r"\w+", text)


def word_f1(gold: str, text: str) -> float:
    """The bag-of-words F1 of one page."""
    wanted, given = Counter(tokens(gold)), Counter(tokens(text))
    both = sum((wanted & given).values())
    return 2 * both / max(1, wanted.total() + given.total())


def gram_f1(rated: Sequence[tuple[str, str]], size: int = 4) -> float:
    """F1 of the mean precision and the mean recall over word 4-grams."""
    precisions, recalls = [], []
    for gold, text in rated:
        wanted, given = _grams(gold, size), _grams(text, size)
        both = sum((wanted & given).values())
        if given:
            precisions.append(both / given.total())
        recalls.append(both / max(1, wanted.total()))
    precision, recall = mean(precisions), mean(recalls)
    return 2 * precision * recall / (precision + recall)


def _grams(text: str, size: int) -> Counter[tuple[str, ...]]:
    words = tokens(text)
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))) if words else Counter()


def kept(rated: Sequence[tuple[str, str]]) -> float:
    """The share of the reference's paragraphs that stand in the text, letter for letter."""
    hits = []
    for gold, text in rated:
        flat = letters(text)
        hits += [letters(line) in flat for line in gold.split("\n") if len(letters(line)) >= PARAGRAPH]
    return mean(hits)


def leaks(pairs: Sequence[tuple[Row, str]]) -> dict[str, str]:
    """For each kind, how many labelled junk blocks stand in the texts."""
    seen: Counter[str] = Counter()
    leaked: Counter[str] = Counter()
    for row, text in pairs:
        gold, flat = letters(reference(row.record)), letters(text)
        for label in row.record.get("labels", ()):
            junk = letters(label["text"])
            if len(junk) >= 12 and junk not in gold:
                seen[label["kind"]] += 1
                leaked[label["kind"]] += junk in flat
    return {f"leak {kind}": f"{leaked[kind]}/{seen[kind]}" for kind in KINDS if seen[kind]}
