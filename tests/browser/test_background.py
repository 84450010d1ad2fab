"""What the button shows while a page is captured, and what the menu and the record say."""

from __future__ import annotations

from .conftest import settled
from .driver import Browser
from .news import news_page
from .servers import Pages

WATCH = """
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    window.badges = [await chrome.action.getBadgeText({ tabId: tab.id })];
    (async () => {
      while (window.badges) {
        const badge = await chrome.action.getBadgeText({ tabId: tab.id });
        if (badge !== window.badges?.at(-1)) {
          window.badges?.push(badge);
        }
      }
    })();
"""
SEEN = "const { badges } = window; window.badges = null; return badges;"
PLACES = """
    const tabs = await chrome.tabs.query({ currentWindow: true });
    tabs.sort((one, other) => one.index - other.index);
    return tabs.map((tab) => [tab.id, tab.openerTabId ?? null, tab.active]);
"""


def test_the_button_tells_that_it_is_at_work(browser: Browser, pages: Pages) -> None:
    news = browser.open(pages.add("/news.html", news_page(3_000_000)))  # some tenths of a second to capture
    browser.home.run(WATCH)
    settled(browser.opened_by(lambda: browser.click_button(news)))
    assert browser.home.run(SEEN) == ["", "…", ""]


def test_the_reader_opens_beside_the_page(browser: Browser, pages: Pages, article: str) -> None:
    news = browser.open(pages.add("/article.html", article))
    browser.open(pages.add("/other.html", article))
    news.front()
    settled(browser.opened_by(lambda: browser.click_button(news)))
    home, page, reader, other = browser.home.run(PLACES)
    assert reader[1:] == [page[0], True]
    assert other[2] is home[2] is False


def test_the_record_tells_when(browser: Browser, pages: Pages, article: str) -> None:
    news = browser.open(pages.add("/article.html", article))
    settled(browser.opened_by(lambda: browser.click_button(news)))
    (record,) = browser.articles()
    timing = record["timing"]
    assert record["created"] == timing["clicked"] <= timing["captured"]
    assert 0 < timing["capture"] <= timing["captured"] - timing["clicked"] + 1
    assert (record["failure"], record["restored"], record["private"]) == (None, [], False)
