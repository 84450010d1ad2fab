"""Cleaning a cleaned page changes nothing, and no page of the web passes for one that was cleaned."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from reinschrift.answer import answer
from reinschrift.fair import is_fair
from reinschrift.model import Kind
from reinschrift.page import from_html, from_text
from reinschrift.task import Task

PAGES = sorted((Path(__file__).parent / "pages").glob("*/page.html"))
URL = "https://zeitung.example/ort/bruecke.html"
OWN = '<article>\n<h1 id="b2">Titel</h1>\n<p id="b0">Eins</p>\n<ul><li id="b5">Zwei\n</li></ul>\n</article>'


def cleaned(page: bytes | str, keep: str | None = None) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(answer(Task(page, url=URL, keep=keep)).body)
    return told


def without_ids(html: str) -> str:
    return re.sub(r' id="b\d+"', "", html)


@pytest.mark.parametrize("file", PAGES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize(
    "keep", [None, ",".join(kind for kind in Kind if kind is not Kind.HIDDEN)], ids=["usual", "all"]
)
def test_a_cleaned_page_stays_as_it_is(file: Path, keep: str | None) -> None:
    page = file.read_bytes()
    once = cleaned(page, keep)
    document = answer(Task(page, url=URL, keep=keep, format="html")).body
    for again in (cleaned(document, keep), cleaned(once["html"], keep)):
        assert again["removed"] == []
        assert again["text"] == once["text"]
        assert again["markdown"] == once["markdown"]
        assert without_ids(again["html"]) == without_ids(once["html"])


@pytest.mark.parametrize(
    ("markup", "fair"),
    [
        (OWN, True),
        (f"<!doctype html><html lang=de><head><title>Titel</title></head><body>\n{OWN}\n</body></html>", True),
        (OWN.replace("<article>", "<article class=a>"), False),
        (OWN.replace("<p ", "<p class=a "), False),
        (OWN.replace("<p ", "<p hidden "), False),
        (OWN.replace("b5", "b0"), False),
        (OWN.replace("b5", "c5"), False),
        (OWN.replace(' id="b0"', ""), False),
        (OWN.replace("<p ", "<div>x</div><p "), False),
        (OWN.replace("<p ", "<nav>x</nav><p "), False),
        (OWN.replace("article>", "main>"), False),
        (OWN + "<p>Noch etwas</p>", False),
        (OWN + OWN, False),
        ("<article></article>", False),
        ("<article><h1>Titel</h1></article>", False),
    ],
)
def test_what_is_one_of_ours(markup: str, fair: bool) -> None:
    assert is_fair(from_html(markup)) is fair


def test_text_is_no_page_of_ours() -> None:
    assert not is_fair(from_text("Eins\n\nZwei"))


def test_pages_of_the_web_are_none_of_ours() -> None:
    assert not [file for file in PAGES if is_fair(from_html(file.read_bytes()))]
