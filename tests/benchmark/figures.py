"""Pages' scores -> a tool's figures with 95 % intervals, by drawing the pages again and again (bootstrap).

Each measure is a quotient: what the pages give over what they could have given. The same draws of pages serve all
tools, so that the difference of two tools is one of like with like.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sets import settled

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "server" / "training"))

import measures
from corpus import Row, reference

DRAWS = 2000
SEED = 1
LEVEL = 95  # percent

Scores = Mapping[str, tuple[float, float]]


class Figure(NamedTuple):
    """A measure's value and the ends of its interval."""

    value: float
    low: float
    high: float


def scored(row: Row, text: str) -> Scores:
    """For each measure that the page allows: what the text gets, and out of how much."""
    record = settled(row.record, text)
    gold = reference(record)
    found: dict[str, tuple[float, float]] = {}
    if gold.strip():
        found.update(_against(gold, text))
    for kind, _, stands in measures.junk(record, text):
        leaked, seen = found.get(f"leak {kind}", (0, 0))
        found[f"leak {kind}"] = leaked + stands, seen + 1
    for key in ("with", "without"):
        hits = measures.snippets(record, text, key)
        if hits:
            found[key] = sum(hits), len(hits)
    return found


def _against(gold: str, text: str) -> dict[str, tuple[float, float]]:
    both, given, wanted = measures.word_counts(gold, text)
    grams, given_grams, wanted_grams = measures.gram_counts(gold, text)
    paragraphs = measures.paragraphs(gold, text)
    hard = [paragraph.kept for paragraph in paragraphs if paragraph.hard]
    return {
        "word F1": (2 * both / max(1, given + wanted), 1),
        "precision": (both / max(1, given), 1),
        "recall": (both / max(1, wanted), 1),
        "4-gram precision": (grams / max(1, given_grams), float(given_grams > 0)),
        "4-gram recall": (grams / max(1, wanted_grams), 1),
        "kept": (sum(paragraph.kept for paragraph in paragraphs), len(paragraphs)),
        "kept hard": (sum(hard), len(hard)),
    }


def draws(pages: int, count: int = DRAWS, seed: int = SEED) -> np.ndarray:
    """count x pages: how often each page is drawn, of as many draws as there are pages."""
    return np.random.default_rng(seed).multinomial(pages, np.full(pages, 1 / pages), size=count).astype(np.float64)


def figures(pages: Sequence[Scores], drawn: np.ndarray) -> dict[str, tuple[float, np.ndarray]]:
    """For each measure its value over the pages and over each draw of them; nothing where no page allows it."""
    names = dict.fromkeys(name for page in pages for name in page)
    found = {}
    for name in names:
        parts = np.array([page.get(name, (0, 0)) for page in pages], dtype=np.float64)
        if parts[:, 1].any():
            with np.errstate(invalid="ignore"):  # a draw may hold no page that allows the measure
                over_draws = (drawn @ parts[:, 0]) / (drawn @ parts[:, 1])
            found[name] = float(parts[:, 0].sum() / parts[:, 1].sum()), over_draws
    if "4-gram precision" in found and "4-gram recall" in found:
        (precision, precisions), (recall, recalls) = found["4-gram precision"], found["4-gram recall"]
        sums = np.maximum(precisions + recalls, 1e-9)
        found["4-gram F1"] = measures.harmonic(precision, recall), 2 * precisions * recalls / sums
    return found


def figure(value: float, over_draws: np.ndarray) -> Figure:
    """A value with the interval that holds the middle of what the draws gave."""
    tail = (100 - LEVEL) / 2
    low, high = np.nanpercentile(over_draws, [tail, 100 - tail])
    return Figure(value, float(low), float(high))


def with_intervals(found: Mapping[str, tuple[float, np.ndarray]]) -> dict[str, Figure]:
    """Every measure with its interval."""
    return {name: figure(*parts) for name, parts in found.items()}


def differences(
    found: Mapping[str, tuple[float, np.ndarray]], base: Mapping[str, tuple[float, np.ndarray]]
) -> dict[str, Figure]:
    """How much more a tool has than another on the same pages, measure by measure."""
    return {
        name: figure(value - base[name][0], over_draws - base[name][1])
        for name, (value, over_draws) in found.items()
        if name in base
    }


def times(seconds: Sequence[float], seed: int = SEED, count: int = DRAWS) -> dict[str, Any]:
    """Median with its interval, mean and 99th percentile, in milliseconds."""
    values = 1000 * np.array(seconds)
    drawn = np.random.default_rng(seed).integers(0, len(values), (count, len(values)))
    return {
        "median": figure(float(np.median(values)), np.median(values[drawn], axis=1)),
        "mean": float(values.mean()),
        "p99": float(np.percentile(values, 99)),
    }
