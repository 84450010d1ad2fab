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
    drawn = figures.draws(len(pages))
    return Group(
        name,
        pages,
        {tool: figures.figures([page["tools"][tool]["scores"] for page in pages], drawn) for tool in results["tools"]},
    )


def tables(results: Results) -> Iterator[Table]:
    """Quality, junk and time of every group."""
    for group in groups(results):
        title = f"{group.name} ({len(group.pages)} pages)"
        for subject, names in (("quality", QUALITY), ("junk left in, snippets found", JUNK)):
            measured = _measured(group, results)
            head = [name for name in names if any(name in row for row in measured.values())]
            if head:
                rows = [[_title(results, tool), *_cells(row, head)] for tool, row in measured.items()]
                yield Table(f"{title}: {subject}", ["", *head], rows)
        if "," not in group.name:  # times do not depend on the language
            rows = [[_title(results, tool), *_times(group, results, tool)] for tool in results["tools"]]
            yield Table(f"{title}: time", ["", *TIME], rows)


def _measured(group: Group, results: Results) -> dict[str, dict[str, Figure]]:
    base = next((tool for tool in OURS if tool in group.found), None)
    measured = {}
    for tool in results["tools"]:
        row = figures.with_intervals(group.found[tool])
        if base and tool != base and "word F1" in row:
            row["difference"] = figures.differences(group.found[tool], group.found[base])["word F1"]
        measured[tool] = row
    return measured


def _title(results: Results, tool: str) -> str:
    return str(results["tools"][tool]["title"])


def _cells(row: Mapping[str, Figure], head: Sequence[str]) -> list[str]:
    return [_written(name, row[name]) if name in row else NONE for name in head]


def _written(name: str, found: Figure) -> str:
    form = "+.3f" if name == "difference" else ".3f"
    if name in WITHOUT_INTERVAL:
        return format(found.value, form)
    return f"{found.value:{form}} ({found.low:{form}} to {found.high:{form}})"


def _times(group: Group, results: Results, tool: str) -> list[str]:
    told = [page["tools"][tool] for page in group.pages]
    states = [str(sum(page["state"] == state for page in told)) for state in ("empty", "crash", "late")]
    if not results["tools"][tool]["timed"]:
        return [NONE] * 6 + states
    own = figures.times([page["seconds"] for page in told])
    values = [own["median"].value, own["mean"], own["p99"]]
    ratios = [NONE] * 3
    if YARDSTICK in results["tools"]:
        other = figures.times([page["tools"][YARDSTICK]["seconds"] for page in group.pages])
        yardstick = [other["median"].value, other["mean"], other["p99"]]
        ratios = [f"{value / unit:.2f}" for value, unit in zip(values, yardstick, strict=True)]
    return [f"{value:.1f}" for value in values] + ratios + states


def notes(results: Results) -> list[str]:
    """What has to be said with the tables."""
    made = results["made"]
    missing = [f"{tool} ({reason})" for tool, reason in results["missing"].items()]
    drawn = f", at most {made['sample']} pages of each set, by lot" if made["sample"] else ""
    load = f" under a load of {made['load']} (1 is this run alone)" if made["load"] else ""
    return [
        f"Format: {made['format']}{drawn}. In brackets 95 % intervals by bootstrap over the pages; “difference” is the "
        "word F1's to the first row of Reinschrift, on the same draws. A page without text counts as empty.",
        f"Time is the best of {made['repeats']} a page, the tools taking turns, on {made['processors']} processors"
        f"{load} with Python {made['python']}; ratios are to trafilatura. A page may take {made['timeLimit']:g} s.",
        f"{SEEN} {HELD_OUT if 'reinschrift-folds' in results['tools'] else ADVICE}",
        f"Missing: {', '.join(missing)}." if missing else "No tool is missing.",
    ]


def as_text(results: Results) -> str:
    """The report for a terminal."""
    return "\n\n".join([*map(aligned, tables(results)), *notes(results)]) + "\n"


def as_markdown(results: Results) -> str:
    """The same for a document."""
    return "\n\n".join([*map(piped, tables(results)), *notes(results)]) + "\n"
