"""The article the project began with: page and extracted text give its paragraphs, and nothing of its junk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reinschrift.clean import clean
from reinschrift.evidence.data import letters
from reinschrift.model import Article, Options, Page
from reinschrift.page import from_html, from_text
from reinschrift.render import FORMATS
from words_of import accounted, shown

SEED = Path(__file__).parents[2] / "shared" / "seed"
if not SEED.is_dir():
    pytest.skip("the seed article is not here: no folder shared/seed beside the repository", allow_module_level=True)

EXPECTED = SEED.joinpath("expected.txt").read_text(encoding="utf-8").strip().split("\n\n")
JUNK = json.loads(SEED.joinpath("junk.json").read_text(encoding="utf-8"))


def pages() -> dict[str, Page]:
    text = SEED.joinpath("article.txt").read_text(encoding="utf-8")
    return {"page.html": from_html(SEED.joinpath("page.html").read_bytes()), "article.txt": from_text(text)}


@pytest.fixture(scope="module", params=["page.html", "article.txt"])
def article(request: pytest.FixtureRequest) -> Article:
    return clean(pages()[request.param])


def answer(article: Article) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(FORMATS["json"].render(article, Options(), 0.0))
    return fields


def test_the_text_is_the_expected_one(article: Article) -> None:
    assert answer(article)["text"].strip().split("\n\n") == EXPECTED


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: f"{junk['kind']}: {junk['text'][:30]}")
def test_junk_is_removed_as_what_it_is(article: Article, junk: dict[str, str]) -> None:
    listed = [entry for entry in answer(article)["removed"] if entry["kind"] == junk["kind"]]
    assert letters(junk["text"]) in letters(" ".join(entry["text"] for entry in listed))
    assert all(entry["reason"] for entry in listed)


def test_no_word_of_the_page_is_lost() -> None:
    page = pages()["page.html"]
    assert accounted(clean(page, Options(removed="all"))) == shown(page)


def test_no_word_of_the_text_is_lost() -> None:
    page = pages()["article.txt"]
    assert accounted(clean(page, Options(removed="all"))) == "".join(map(letters, page.paragraphs))
