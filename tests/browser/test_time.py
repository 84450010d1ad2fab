"""From click to reader page, on small and large pages: how long it takes, and of what the time is made.

The times are printed at the end of the run and judged by nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import Any

import pytest

from .conftest import settled, times
from .driver import Browser, wait_until
from .news import news_page
from .servers import Pages

PARAGRAPHS = 40
PARTS: dict[str, Callable[[dict[str, float], float], float]] = {
    "capture": lambda timing, cleaning: timing["captured"] - timing["clicked"],
    "opening the tab": lambda timing, cleaning: timing["sent"] - timing["captured"],
    "transfer": lambda timing, cleaning: timing["answered"] - timing["sent"] - cleaning,
    "cleaning": lambda timing, cleaning: cleaning,
    "display": lambda timing, cleaning: timing["shown"] - timing["answered"],
    "in all": lambda timing, cleaning: timing["shown"] - timing["clicked"],
}


@pytest.mark.parametrize(("size", "clicks"), [(20_000, 5), (300_000, 5), (5_000_000, 1)])
def test_time(browser: Browser, pages: Pages, request: pytest.FixtureRequest, size: int, clicks: int) -> None:
    news = browser.open(pages.add("/news.html", news_page(size, PARAGRAPHS)))
    for _ in range(clicks):
        tab = settled(browser.opened_by(lambda: browser.click_button(news)))
        assert tab.count("article p") >= PARAGRAPHS
        wait_until(lambda: all("shown" in record["timing"] for record in browser.articles()), "the article to be kept")
        tab.close()
    records = browser.articles()
    assert len(records) == clicks
    took = {
        name: median(part(record["timing"], cleaning(record)) for record in records) for name, part in PARTS.items()
    }
    assert took["in all"] > 0
    parts = ", ".join(f"{name} {milliseconds:.0f}" for name, milliseconds in took.items())
    request.config.stash[times].append(f"{browser.name}, {size / 1000:,.0f} kB, ms: {parts} (medians of {clicks})")


def cleaning(record: dict[str, Any]) -> float:
    milliseconds: float = record["answer"]["stats"]["milliseconds"]
    return milliseconds
