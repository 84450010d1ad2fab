"""A comparison's results -> tables and what has to be said with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import figures
import numpy as np
from figures import Figure
from tables import Table, aligned, piped

QUALITY = ("word F1", "difference", "4-gram F1", "kept", "kept hard", "precision", "recall")
JUNK = ("leak consent", "leak newsletter", "leak teaser", "leak promo", "leak share", "with", "without")
TIME = ("median ms", "mean ms", "p99 ms", "ratio of medians", "of means", "of p99s", "no text", "crashed", "too late")
WITHOUT_INTERVAL = ("precision", "recall")
OURS = ("reinschrift-folds", "reinschrift")  # what the others are compared with, the first that was run
YARDSTICK = "trafilatura"  # of the times
NONE = "–"
MARKS = "<!-- results of compare.py -->", "<!-- end of the results -->"
SEEN = (
    "The weights that Reinschrift comes with were learned from its corpus: WCXB's development set, the test pages of "
    "half of Fundus' publishers, and half of trafilatura's evaluation set. On pages from there, its figures flatter it."
)
HELD_OUT = "The row “cross-validated”, with weights that saw no page of the page's publisher, is the honest one."
ADVICE = "Give --folds FILE, made by server/training/errors.py, for honest figures on that corpus."

Results = Mapping[str, Any]


class Group(NamedTuple):
    """The pages of a set, or those of one language, and each tool's measures over them and over draws of them."""

    name: str
    pages: Sequence[Mapping[str, Any]]
    found: Mapping[str, Mapping[str, tuple[float, np.ndarray]]]


def groups(results: Results) -> Iterator[Group]:
    """The sets of a comparison, each followed by its German pages where it has others, too."""
    pages = results["pages"]
    for name in dict.fromkeys(page["set"] for page in pages):
        members = [page for page in pages if page["set"] == name]
        german = [page for page in members if page["lang"] == "de"]
        yield _group(name, members, results)
        if 0 < len(german) < len(members):
            yield _group(f"{name}, German", german, results)


def _group(name: str, pages: Sequence[Mapping[str, Any]], results: Results) -> Group:
    drawn = f", at most {made['sample']} pages of each set, by lot" if made["sample"] else ""
    load = f" under a load of {made['load']} (1 is this run alone)" if made["load"] else ""
    return [
        f"Format: {made['format']}{drawn}. In brackets 95 % intervals by bootstrap over the pages; “difference” is the "
        "word F1's to the first row of Reinschrift, on the same draws. A page without text counts as empty.",
        f"Time is the best of {made['repeats']} a page, the tools taking turns, on {made['processors']} processors{load} "
        f"with Python {made['python']}; ratios are to trafilatura. A page may take {made['timeLimit']:g} s.",
        f"{SEEN} {HELD_OUT if 'reinschrift-folds' in results['tools'] else ADVICE}",
        f"Missing: {', '.join(missing)}." if missing else "No tool is missing.",
    ]


def as_text(results: Results) -> str:
    """The report for a terminal."""
    return "\n\n".join([*map(aligned, tables(results)), *notes(results)]) + "\n"


def as_markdown(results: Results) -> str:
    """The same for a document."""
    return "\n\n".join([*map(piped, tables(results)), *notes(results)]) + "\n"
