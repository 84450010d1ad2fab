#!/usr/bin/env python3
"""Compares Reinschrift with its peers on a folder of pages with references: quality and time, in one run.

    python tests/benchmark/compare.py --pages DIR [--tools trafilatura,goose3] [--only news] [--sample N]
                                      [--folds FILE] [--output DIR] [--write docs/benchmark.md]

Every tool runs in a process of its own, in turn, page by page; one that crashes or takes too long on a page has no text
there. Tools that are not installed are named. docs/benchmark.md says where pages come from and what the figures mean.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import plot
import report
from figures import scored
from peers import Peer, peers
from sets import Case, NoPages, cases
from tables import write_into
from tool import TIME_LIMIT, Missing, Tool
from tqdm import tqdm

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = ROOT / "build" / "benchmark"  # outside of git, as all of build/
UNTIMED = ("reinschrift-folds",)
REPEATS = 3
LOG_PAUSE = 60  # seconds between two lines of progress where they are kept


def main() -> int:
    """Runs the tools or reads an earlier run, writes every form of the result, and prints the tables."""
    wanted = _arguments()
    wanted.output.mkdir(parents=True, exist_ok=True)
    try:
        results = json.loads(wanted.results.read_text()) if wanted.results else compared(wanted)
    except NoPages as error:
        print(error, file=sys.stderr)
        return 2
    (wanted.output / "results.json").write_text(json.dumps(results, ensure_ascii=False) + "\n", encoding="utf-8")
    (wanted.output / "comparison.md").write_text(report.as_markdown(results), encoding="utf-8")
    (wanted.output / "comparison.txt").write_text(report.as_text(results), encoding="utf-8")
    print(report.as_text(results))
    pictures = _drawn(results, wanted.output)
    if wanted.write:
        write_into(wanted.write, report.MARKS, report.as_markdown(results))
        for picture in pictures:
            if picture.suffix == ".svg":
                shutil.copy(picture, wanted.write.with_suffix(".svg"))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--pages", type=Path, help="folder of pages with references")
    source.add_argument("--results", type=Path, help="results.json of an earlier run, to be shown again")
    parser.add_argument("--tools", type=_names, default=[], help="names with commas between (default: all)")
    parser.add_argument("--only", type=_names, default=[], help="sets of the folder, with commas between")
    parser.add_argument("--sample", type=int, help="so many pages of each set, by lot")
    parser.add_argument("--repeats", type=int, default=REPEATS, help=f"passes; the best counts (default {REPEATS})")
    parser.add_argument("--time-limit", type=float, default=TIME_LIMIT, help=f"seconds a page (default {TIME_LIMIT:g})")
    parser.add_argument("--folds", type=Path, help="weights of cross-validation, made by server/training/errors.py")
    parser.add_argument("--output", type=Path, default=BUILD, help="folder for tables, plot and figures")
    parser.add_argument("--write", type=Path, help="document whose marked section takes the tables")
    return parser.parse_args()


def _names(written: str) -> list[str]:
    return [name.strip() for name in written.split(",") if name.strip()]


def _drawn(results: Mapping[str, Any], folder: Path) -> list[Path]:
    try:
        return plot.draw(results, folder)
    except ImportError as error:
        print(f"no plot: {error}", file=sys.stderr)
        return []


def compared(wanted: argparse.Namespace) -> dict[str, Any]:
    """Runs every tool on every page."""
    format_name, found = cases(wanted.pages, wanted.only, wanted.sample)
    known = peers(wanted.folds)
    unknown = [name for name in wanted.tools if name not in known]
    if unknown:
        raise SystemExit(f"no such tool: {', '.join(unknown)}; there are {', '.join(known)}")
    chosen = {name: peer for name, peer in known.items() if not wanted.tools or name in wanted.tools}
    with ExitStack() as running:
        tools, missing = started(chosen, wanted, running)
        pages = measured(found, tools, wanted.repeats)
    return {
        "made": {
            "format": format_name, "sample": wanted.sample, "repeats": wanted.repeats, "timeLimit": wanted.time_limit,
            "python": platform.python_version(), "system": platform.system(), "processors": os.cpu_count(),
            "load": round(os.getloadavg()[-1], 1) if hasattr(os, "getloadavg") else None,
        },
        "tools": {
            name: {"title": chosen[name].title.format(tool.version), "timed": name not in UNTIMED}
            for name, tool in tools.items()
        },
        "missing": missing,
        "pages": pages,
    }  # fmt: skip


def started(
    chosen: Mapping[str, Peer], wanted: argparse.Namespace, running: ExitStack
) -> tuple[dict[str, Tool], dict[str, str]]:
    """The tools that run, and why the others do not."""
    tools, missing = {}, {}
    for name, peer in chosen.items():
        try:
            command = node_command(name) if peer.in_node else python_command(name, wanted.folds)
            tools[name] = Tool(peer, command, wanted.output / f"{name}.log", wanted.time_limit)
            running.callback(tools[name].close)
        except Missing as error:
            missing[name] = str(error)
            print(f"missing: {name} ({error})", file=sys.stderr)
    return tools, missing


def python_command(name: str, folds: Path | None) -> list[str]:
    """What starts a tool in Python."""
    return [sys.executable, str(HERE / "worker.py"), name, *([str(folds)] if folds else [])]


def node_command(name: str) -> list[str]:
    """What starts a tool in Node, once npm has installed what package.json names. Raises Missing."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise Missing("there is no Node here")
    folder = BUILD / "node"
    folder.mkdir(parents=True, exist_ok=True)
    for file in ("package.json", "worker.mjs"):
        shutil.copy(HERE / "node" / file, folder)
    if not (folder / "node_modules").is_dir():
        print("installing the tools that run in Node; this takes a minute, once", file=sys.stderr)
        command = [npm, "install", "--no-package-lock", "--no-audit", "--no-fund"]
        if subprocess.run(command, cwd=folder, stdout=sys.stderr, check=False).returncode != 0:
            raise Missing("npm could not install it")
    return [node, "--expose-gc", str(folder / "worker.mjs"), name]


def measured(found: Sequence[Case], tools: Mapping[str, Tool], repeats: int) -> list[dict[str, Any]]:
    """Every page's scores and times.

    The repeats are passes over all pages, as tools remember what they read just now. Within a pass the tools take turns
    page by page, and on each page another one begins, so that a noisy minute is everybody's.
    """
    names = list(tools)
    told: list[dict[str, dict[str, Any]]] = [{} for _ in found]
    pause = 0.1 if sys.stderr.isatty() else LOG_PAUSE
    for turn in tqdm(range(repeats * len(found)), unit="page", mininterval=pause):
        case, page = found[turn % len(found)], told[turn % len(found)]
        raw = case.raw()
        at = turn % max(1, len(names))
        for name in names[at:] + names[:at]:
            _ask(page, name, tools[name], case, raw)
    rows = [case.row for case in found]
    return [
        {"id": row.id, "set": row.set, "lang": str(row.record.get("lang") or ""), "tools": page}
        for row, page in zip(rows, told, strict=True)
    ]


def _ask(page: dict[str, dict[str, Any]], name: str, tool: Tool, case: Case, raw: bytes) -> None:
    """Asks a tool once more; the first answer is scored, the best time counts, and what failed is not tried again."""
    earlier = page.get(name)
    if earlier and (earlier["state"] in ("crash", "late") or name in UNTIMED):
        return
    outcome = tool.ask(case, raw)
    if earlier:
        earlier["seconds"] = min(earlier["seconds"], outcome.seconds)
        return
    scores = scored(case.row, outcome.text)
    page[name] = {"state": outcome.state, "seconds": outcome.seconds, "scores": scores}


if __name__ == "__main__":
    sys.exit(main())
