"""`reinschrift batch` on the command line. This much is loaded with every command, so it loads next to nothing."""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Callable

from ..commands import complain

NEEDED = ("ray", "pandas", "pyarrow", "fsspec", "fastwarc")  # what the extra brings


def run(parsed: argparse.Namespace) -> int:
    """`reinschrift batch`."""
    if sentence := _missing():
        return complain(sentence, 2)

    from .run import batch

    return batch(parsed)


def _missing() -> str | None:
    """Why a batch cannot run here at all, in one sentence; None if it can."""
    if sys.platform == "win32":
        return "reinschrift batch runs on Linux and macOS."
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        return "reinschrift batch needs what its extra brings: pip install 'reinschrift[batch]'."
    return None


def add_to(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command with its flags."""
    batch = subparsers.add_parser(
        "batch",
        help="clean whole archives, on all processors or a cluster",
        epilog="Exit status: 0 all cleaned, 3 some rows have an error, 2 wrong usage, else not finished.",
    )
    batch.add_argument("inputs", nargs="+", metavar="INPUT", help="files, folders or globs: HTML, WARC, Parquet, JSONL")
    batch.add_argument("--output", required=True, metavar="DIR", help="folder for the parts; a run goes on in it")
    batch.add_argument("--format", choices=("parquet", "jsonl"), default="parquet", help="of the parts")
    batch.add_argument("--keep", metavar="KINDS", help="kinds not to remove, with commas between: teaser,caption")
    batch.add_argument("--workers", type=_number(1), metavar="NUMBER", help="pages at a time (default: all processors)")
    batch.add_argument("--address", metavar="ADDRESS", help="of a Ray cluster; without it Ray starts here")
    batch.add_argument(
        "--pages", type=_number(1), default=1000, metavar="NUMBER", help="pages that a part aims at (default 1000)"
    )
    batch.add_argument(
        "--time-limit", type=_seconds, default=5.0, metavar="SECONDS", help="how long a page may take (default 5)"
    )
    batch.add_argument(
        "--memory-limit",
        type=_number(200_000_000),
        default=1 << 30,
        metavar="BYTES",
        help="how much memory a worker may take (default 1073741824; held to on Linux)",
    )
    batch.add_argument(
        "--body-limit", type=_number(1), default=20_000_000, metavar="BYTES", help="largest page (default 20000000)"
    )


def _number(least: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        number = int(text)
        if number < least:
            raise argparse.ArgumentTypeError(f"must be at least {least}, not {text}")
        return number

    parse.__name__ = "whole number"  # what argparse calls it where it is none
    return parse


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number <= 3600:
        raise argparse.ArgumentTypeError(f"must be above 0 and up to 3600, not {text}")
    return number


_seconds.__name__ = "number of seconds"
