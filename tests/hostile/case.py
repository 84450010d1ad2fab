"""What every hostile page is made of: ten paragraphs of an invented article, each marked by a word of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

HTML = "text/html; charset=utf-8"
PLAIN_HTML = "text/html"
XHTML = "application/xhtml+xml"
MARKS = (
    "Abelgrund", "Bornhusen", "Cadewisch", "Dornquell", "Elmstade",
    "Fahrenbek", "Grabowek", "Hollerried", "Ilsenthal", "Jadebrok",
)  # fmt: skip
SENTENCES = (
    "The town council of {} decided on Tuesday evening, after more than four hours, to keep the old bridge.",
    "Seventeen members from {} voted for the repair of the piers, nine were against it, and two abstained.",
    "The work is to begin in spring, and the builders of {} expect it to take about two years in all.",
    "The mayor spoke of a good day for everybody who walks from {} into the town every morning.",
    "Criticism came from the people who live in the lanes of {}, where more traffic is expected meanwhile.",
    "An engineer from {} had warned two years ago that the third arch would not last another hard winter.",
    "Half of the money comes from the county, a third from {}, and the rest from those who gave for it.",
    "The bridge was built when the mills of {} still worked, and it has been closed to lorries for a decade.",
    "Whoever crosses the river near {} on foot will find a wooden walk beside the piers until it is done.",
    "The council of {} meets again in the autumn, when the first of the arches should be free of its frame.",
)
TEXTS = tuple(sentence.format(mark) for sentence, mark in zip(SENTENCES, MARKS, strict=True))
HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The bridge stays</title>'
TOP = "</head><body><article><h1>The bridge stays</h1>"
END = "</article></body></html>"


@dataclass(frozen=True, slots=True)
class Case:
    """A page as it goes over the wire, with its Content-Type."""

    name: str
    body: bytes
    type: str = HTML


def paragraphs(first: int = 0, end: int = 10) -> str:
    """Some of the marked paragraphs, as everybody would write them."""
    return "".join(f"<p>{text}</p>" for text in TEXTS[first:end])


def article(nasty: str, head: str = "") -> bytes:
    """A page with something nasty after its first five paragraphs, and perhaps something in its head."""
    return f"{HEAD}{head}{TOP}{paragraphs(0, 5)}{nasty}{paragraphs(5)}{END}".encode("utf-8", "surrogatepass")


def around(name: str, before: str, after: str = "", first: int = 3, end: int = 7) -> Case:
    """A page in which some of the paragraphs stand inside of something nasty."""
    body = f"{HEAD}{TOP}{paragraphs(0, first)}{before}{paragraphs(first, end)}{after}{paragraphs(end)}{END}"
    return Case(name, body.encode("utf-8", "surrogatepass"))


def cases(prefix: str, nasty: Iterable[tuple[str, str]]) -> Iterator[Case]:
    """One page for each name and nasty thing."""
    for name, markup in nasty:
        yield Case(f"{prefix} {name}", article(markup))
