"""Runs of text as the tree holds them -> Spans with white space as a browser shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .model import Span

Run = tuple[str, str | None, str]  # a Span's fields; most runs never become one, and a plain tuple is quicker
LINE_BREAK = "\u2028"  # stands for <br> until white space is collapsed
SPACE = re.compile(r"[ \t\n\r\f\v]+")  # what browsers collapse; a no-break space is the author's
BREAKS = re.compile(rf" ?{LINE_BREAK}[{LINE_BREAK} ]*")
BYTE_ORDER_MARK = "\ufeff"


def collapsed(runs: Sequence[Run]) -> tuple[Span, ...]:
    """Runs with white space collapsed as a browser does, equal neighbours joined, and both ends trimmed."""
    if len(runs) == 1:
        text, href, marks = runs[0]
        text = _even(text).lstrip().rstrip()
        return as_spans([(text, href, marks)]) if text else ()
    joined = _joined(runs)
    while joined and not (last := joined[-1][0].rstrip()):
        joined.pop()
    if joined:
        joined[-1] = (last, *joined[-1][1:])
    return as_spans(joined)


def as_spans(runs: Sequence[Run]) -> tuple[Span, ...]:
    """Runs that stay, as spans; three times as quick as by the constructor, which is in Python."""
    return tuple([tuple.__new__(Span, run) for run in runs])


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Runs collapsed, with no blank at the start, after another one or beside a line break."""
    groups: list[tuple[list[str], str | None, str]] = []
    spaced = False
    for text, href, marks in runs:
        text = _even(text)
        if not groups:
            text = text.lstrip()
        elif spaced:
            text = text.lstrip(" ")
        if not text:
            continue
        if text[0] == "\n" and spaced:
            parts = groups[-1][0]
            parts[-1] = parts[-1].rstrip(" ")
        spaced = text[-1] in " \n"
        if groups and groups[-1][1] == href and groups[-1][2] == marks:
            groups[-1][0].append(text)
        else:
            groups.append(([text], href, marks))
    return [(text, href, marks) for parts, href, marks in groups if (text := "".join(parts))]


def _even(text: str) -> str:
    """One run's text with each stretch of white space as one blank, and each line break as one line feed."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text or "\v" in text:
        text = SPACE.sub(" ", text)
    if not text.isascii():
        if BYTE_ORDER_MARK in text:
            text = text.replace(BYTE_ORDER_MARK, "")
        if LINE_BREAK in text:
            text = BREAKS.sub("\n", text)
    return text
