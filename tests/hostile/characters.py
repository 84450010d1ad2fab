"""Characters: controls, noncharacters, directions, marks without end, and references to all of them."""

from __future__ import annotations

from collections.abc import Iterator

from .case import TEXTS, Case, cases

REFERENCES = (
    "&#0;", "&#x0;", "&#1;", "&#x1F;", "&#127;", "&#128;", "&#x9f;", "&#xD800;", "&#xDFFF;", "&#xFFFE;", "&#65535;",
    "&#x1FFFE;", "&#x10FFFF;", "&#x110000;", "&#99999999999999999999;", "&#;", "&#x;", "&;", "&#-1;", "&notit;", "&amp",
    "&lt;script&gt;", "&nbsp", "&zwj;", "&#8238;", "&CounterClockwiseContourIntegral;",
)  # fmt: skip
LONE = {
    "nul": "\x00", "backspace": "\x08", "vertical tab": "\x0b", "form feed": "\x0c", "escape": "\x1b", "delete": "\x7f",
    "next line": "\x85", "noncharacter fffe": "\ufffe", "noncharacter ffff": "\uffff", "noncharacter fdd0": "\ufdd0",
    "line separator": "\u2028", "paragraph separator": "\u2029", "byte order mark": "\ufeff", "soft hyphen": "\u00ad",
    "to the left": "\u202e", "isolate": "\u2066", "pop": "\u202c", "zero width": "\u200b", "joiner": "\u200d",
    "tag letter": "\U000e0041", "private": "\ue000", "replacement": "\ufffd", "variation": "\ufe0f", "object": "\ufffc",
}  # fmt: skip


def build() -> Iterator[Case]:
    yield from cases("reference", ((name, f"<p>A line with {name} in it.</p>") for name in REFERENCES))
    for name, character in LONE.items():
        body = "".join(f"<p>{character}{text}{character} {character}</p>" for text in TEXTS)
        yield Case(f"character {name}", f"<!doctype html><html><body>{body}</body></html>".encode())
    yield from cases("characters", _many())


def _many() -> Iterator[tuple[str, str]]:
    yield "marks on one letter", "<p>a" + "\u0301" * 100_000 + "</p>"
    yield "zero width", "<p>" + "\u200b" * 1_000_000 + "</p>"
    yield "directions", "<p>" + "\u202e\u2066" * 50_000 + "</p>"
    yield "nul in a tag", "<p\x00 cla\x00ss=a\x00>A line.</p\x00>"
    yield "nul in a comment", "<!-- \x00 --\x00>A line.<!-- -->"
    yield "controls in a tag", "<p\x01\x02>A line.</p>"
    yield "family", "<p>" + "👨\u200d👩\u200d👧\u200d👦" * 20_000 + "</p>"
    yield "noncharacters", "<p>" + "\ufffe\uffff" * 100_000 + "</p>"
    yield "controls", "<p>" + "".join(map(chr, range(1, 0x20))) * 10_000 + "</p>"
    yield "surrogates", "<p>" + "\ud800" * 1_000 + "</p>"
    yield "emoji", "<p>" + "🌉" * 300_000 + "</p>"
    yield "references to nothing", "<p>" + "&#xFFFE;" * 100_000 + "</p>"
    yield "unfinished references", "<p>" + "&#x" * 300_000 + "</p>"
