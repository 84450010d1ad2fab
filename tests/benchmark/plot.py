"""Results -> a picture: quality against time, a panel for each set, a point with its intervals for each tool."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import figures
import report

MEASURE = "word F1"
COLUMNS = 2
PANEL = 7.6, 4.6  # inches
OURS, THEIRS = "#b3261e", "#3b5b76"
US = "reinschrift"


def draw(results: Mapping[str, Any], folder: Path) -> list[Path]:
    """Writes comparison.svg and comparison.png; nothing where no set has references."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "reinschrift"  # the same results give the same file
    matplotlib.rcParams["svg.fonttype"] = "none"  # words stay words
    from matplotlib import pyplot

    groups = [group for group in report.groups(results) if any(MEASURE in found for found in group.found.values())]
    if not groups:
        return []
    rows = -(-len(groups) // COLUMNS)
    size = PANEL[0] * min(len(groups), COLUMNS), PANEL[1] * rows
    figure, axes = pyplot.subplots(rows, min(len(groups), COLUMNS), figsize=size, squeeze=False, layout="constrained")
    for axis, group in zip(axes.flat, groups, strict=False):
        _panel(axis, group, results)
    for axis in axes.flat[len(groups) :]:
        axis.set_visible(False)
    paths = [folder / "comparison.svg", folder / "comparison.png"]
    figure.savefig(paths[0], metadata={"Date": None})
    figure.savefig(paths[1], dpi=110)
    pyplot.close(figure)
    return paths


def _panel(axis: Any, group: report.Group, results: Mapping[str, Any]) -> None:
    """The points, and beside the panel their names from the best to the worst, so that no name hides another."""
    ranked = sorted((tool for tool, found in group.found.items() if MEASURE in found), key=_quality(group))
    for rank, tool in enumerate(reversed(ranked)):
        color = OURS if tool.startswith(US) else THEIRS
        x, y = _time(group, results, tool), figures.figure(*group.found[tool][MEASURE])
        _cross(axis, x, y, color)
        axis.annotate(
            results["tools"][tool]["title"], (x.value, y.value), xytext=(1.03, 0.97 - rank / len(ranked)),
            textcoords="axes fraction", fontsize=8, color=color, va="center",
            arrowprops={"arrowstyle": "-", "relpos": (0, 0.5), "color": color, "linewidth": 0.5, "alpha": 0.4},
        )  # fmt: skip
    axis.set_xscale("log")
    axis.xaxis.set_major_formatter("{x:g}")
    axis.set_xlabel("median milliseconds a page")
    axis.set_ylabel(MEASURE)
    axis.set_title(f"{group.name} ({len(group.pages)} pages)")
    axis.grid(visible=True, which="both", alpha=0.2)


def _quality(group: report.Group) -> Callable[[str], float]:
    return lambda tool: group.found[tool][MEASURE][0]


def _time(group: report.Group, results: Mapping[str, Any], tool: str) -> figures.Figure:
    """The tool's median time. Weights of cross-validation cost what the others cost."""
    timed = tool if results["tools"][tool]["timed"] else "reinschrift"
    median: figures.Figure = figures.times([page["tools"][timed]["seconds"] for page in group.pages])["median"]
    return median


def _cross(axis: Any, x: figures.Figure, y: figures.Figure, color: str) -> None:
    axis.errorbar(
        x.value, y.value, xerr=[[x.value - x.low], [x.high - x.value]], yerr=[[y.value - y.low], [y.high - y.value]],
        fmt="o", color=color, elinewidth=0.8, capsize=2, markersize=4,
    )  # fmt: skip
