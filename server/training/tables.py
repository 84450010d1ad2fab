"""Tables as plain text and as Markdown, and the marked section of a document that holds them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Table(NamedTuple):
    """A table of a report; the first cell of a row names what it is about."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def aligned(table: Table) -> str:
    """For a terminal."""
    lines = [table.head, *table.rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    written = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
    return "\n".join([table.title, *written])


def piped(table: Table) -> str:
    """For a document."""
    rule = ["---"] * len(table.head)
    lines = ["| " + " | ".join(line) + " |" for line in (table.head, rule, *table.rows)]
    return "\n".join([f"**{table.title}**", "", *lines])


def write_into(document: Path, marks: tuple[str, str], markdown: str) -> None:
    """Puts Markdown between a document's marks. Raises ValueError where it has none."""
    begin, end = marks
    text = document.read_text(encoding="utf-8")
    section = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.S)
    if not section.search(text):
        raise ValueError(f"{document} has no lines “{begin}” and “{end}”")
    replaced = section.sub(lambda _: f"{begin}\n\n{markdown}\n{end}", text, count=1)
    document.write_text(replaced, encoding="utf-8")
