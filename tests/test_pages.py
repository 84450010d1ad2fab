"""Every page of `pages/`, each a story: what must stay stays, what must go goes with its kind, no word is lost."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from reinschrift.clean import clean
from reinschrift.evidence.data import letters
from reinschrift.model import Article, Kind, Options
from reinschrift.page import from_html
from reinschrift.render import FORMATS, markdown
from reinschrift.segment import segment
from words_of import accounted, shown

PAGES = sorted(path.parent for path in (Path(__file__).parent / "pages").glob("*/page.html"))


def cleaned(folder: Path, options: Options | None = None) -> Article:
    url = json.loads((folder / "removed.json").read_text(encoding="utf-8"))["url"]
    return clean(from_html((folder / "page.html").read_bytes(), url), options)


def test_there_are_enough_stories() -> None:
    assert len(PAGES) >= 40


@pytest.mark.parametrize("folder", PAGES, ids=lambda path: path.name)
def test_markdown_is_as_expected(folder: Path) -> None:
    expected = (folder / "expected.md").read_text(encoding="utf-8")
    assert markdown.document(cleaned(folder)).strip() == expected.strip()


@pytest.mark.parametrize("folder", PAGES, ids=lambda path: path.name)
def test_removed_blocks_have_their_kind_and_a_reason(folder: Path) -> None:
    wanted = json.loads((folder / "removed.json").read_text(encoding="utf-8"))["removed"]
    found: dict[str, str] = {}
    for entry in cleaned(folder).removed:
        assert entry.signs
        found[entry.kind] = found.get(entry.kind, "") + "".join(letters(block.text) for block in entry.blocks)
    missing = [block for block in wanted if letters(block["text"]) not in found.get(block["kind"], "")]
    assert missing == []


def test_hidden_text_is_told_of_but_never_given() -> None:
    folder = next(path for path in PAGES if path.name.startswith("hidden-"))
    never = json.loads((folder / "removed.json").read_text(encoding="utf-8"))["never"]
    options = Options(removed="all")
    article = cleaned(folder, options)
    written = letters(FORMATS["json"].render(article, options, 0.0))
    assert never
    assert all(letters(text) not in written for text in never)
    assert any(entry.kind is Kind.HIDDEN for entry in article.removed)


@pytest.mark.parametrize("folder", PAGES, ids=lambda path: path.name)
def test_every_shown_word_is_kept_or_removed_once(folder: Path) -> None:
    page = from_html((folder / "page.html").read_bytes())
    article = clean(page, Options(removed="all"))
    assert accounted(article) == shown(page)


def test_segments_cover_the_page_in_order() -> None:
    for folder in PAGES:
        segments = segment(from_html((folder / "page.html").read_bytes()))
        assert [block.index for block in segments.blocks] == list(range(len(segments.blocks)))
        assert Counter(box.parent < box.index for box in segments.boxes) == {True: len(segments.boxes)}
