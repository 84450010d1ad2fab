"""Spans -> Markdown: marks, code and links, in a form that CommonMark reads as they were meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..model import Span
from .escapes import code_span, escaped, is_word, parted, target
from .links import safe

STARS = {"s": "**", "e": "*", "se": "***", "c": "", "sc": "**", "ec": "*", "sec": "***"}


def inline(spans: Sequence[Span], base: str | None) -> str:
    """Spans as Markdown in the middle of a line."""
    if len(spans) == 1 and spans[0].href is None and not spans[0].marks:
        return escaped(spans[0].text)
    runs = _runs(spans, base)
    written: list[str] = []
    for i, run in enumerate(runs):
        if run.href:
            if written and written[-1][-1:] == "!":
                written[-1] = written[-1][:-1] + "\\!"  # or the link would be a picture
            written.append(_link(run, run.href))
        elif run.marks:
            before = _edge(runs[i - 1], -1) if i else ""
            written.append(_marked(run, before, _edge(runs[i + 1], 0) if i + 1 < len(runs) else ""))
        else:
            written.append(escaped(run.text))
    return "".join(written)


def _runs(spans: Sequence[Span], base: str | None) -> list[Span]:
    """The spans with the addresses and marks that Markdown can write. Those that are marked alike are one run: the
    stars of `**a****b**` would be read otherwise."""
    runs: list[Span] = []
    for span in spans:
        if span.marks or span.href is not None:
            text, marks = span.text, _writable(span.marks)
            address = safe(span.href, base) if span.href else None
            if runs and runs[-1].marks == marks and runs[-1].href == address:
                text = runs.pop().text + text
            span = Span(text, address, marks)
        runs.append(span)
    return runs


@lru_cache(maxsize=256)
def _writable(marks: str) -> str:
    return "".join(mark for mark in "sec" if mark in marks)


def _edge(run: Span, index: int) -> str:
    """The character at a run's end, as a mark beside it meets it: links and code end in signs of their own."""
    return "" if run.href or "c" in run.marks else run.text[index]


def _link(run: Span, address: str) -> str:
    """A link; white space at its ends stays outside, as it does with marks."""
    before, core, after = parted(run.text, "", "")
    written = _marked(run._replace(text=core), "", "") if run.marks else escaped(core)
    return f"{before}[{written}]({target(address)}){after}" if core else run.text


def _marked(run: Span, before: str, after: str) -> str:
    """A run with its marks, given the characters around it; code innermost, as nothing within it is markup."""
    stars = STARS[run.marks]
    is_code = run.marks[-1] == "c"
    if is_code:
        stars = "" if is_word(before) or is_word(after) else stars  # they would stand between a sign and a word
        before = after = ""
    first, core, last = parted(run.text, before, after)
    if not core:
        return escaped(run.text)
    return f"{escaped(first)}{stars}{code_span(core) if is_code else escaped(core)}{stars}{escaped(last)}"
