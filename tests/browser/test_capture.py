"""The capture: the page as the reader sees it, in whatever way a page hides, lays out or nests what it holds."""

from __future__ import annotations

import pytest

from reinschrift.model import Form, Segments
from reinschrift.page import from_html
from reinschrift.segment import segment

from .capture_cases import CASES, SECRET, Case, whole_page
from .conftest import settled
from .driver import Browser
from .servers import Pages

NOWHERE = "http://127.0.0.1:1"  # where no server answers: the reader then keeps the page as it was captured

seen: dict[str, str] = {}  # the page of all cases, as each browser captured it


def captured(browser: Browser, url: str) -> str:
    """The HTML that a click on the button would send to the server."""
    browser.set(server=NOWHERE)
    news = browser.open(url)
    settled(browser.opened_by(lambda: browser.click_button(news)))
    return str(browser.articles()[-1]["html"])


def read(html: str) -> Segments:
    return segment(from_html(html))


@pytest.fixture
def cases(browser: Browser, pages: Pages) -> str:
    if browser.name not in seen:
        seen[browser.name] = captured(browser, pages.add("/cases.html", whole_page()))
    return seen[browser.name]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_seen(case: Case, cases: str) -> None:
    start = cases.index(f'<section id="case-{CASES.index(case)}"')
    blocks = read(cases[start : cases.index("</section>", start)]).blocks
    assert [block.text for block in blocks if block.text] == case.shown
    assert sum(block.form is Form.HIDDEN for block in blocks) == case.hidden


def test_what_nobody_sees_does_not_travel(cases: str) -> None:
    found = cases.index(SECRET) if SECRET in cases else -1
    assert found < 0, cases[max(0, found - 200) : found + 100]
