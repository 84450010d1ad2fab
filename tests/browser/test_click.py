"""From a news page to the reader page: by button, keyboard and menu, again and again, and only where it was asked."""

from __future__ import annotations

from collections.abc import Callable

from .conftest import settled
from .driver import Browser, Tab
from .servers import Pages

Read = Callable[..., Tab]
TITLE = "Birkenau behält seine Brücke"


def test_button(read: Read, article: str) -> None:
    assert TITLE in read(article).text("h1")


def test_shortcut(browser: Browser, read: Read, article: str) -> None:
    assert TITLE in read(article, by=browser.press_shortcut).text("h1")


def test_menu(browser: Browser, pages: Pages, article: str) -> None:
    news = browser.open(pages.add("/article.html", article))
    if browser.name == "chromium":  # its menu cannot be clicked without a screen, and this grants what the click would
        settled(browser.opened_by(lambda: browser.click_button(news))).close()
    tab = settled(browser.opened_by(lambda: browser.choose_menu(news)))
    assert TITLE in tab.text("h1")


def test_a_page_cannot_be_read_without_a_click(browser: Browser, pages: Pages, article: str) -> None:
    news = browser.open(pages.add("/article.html", article))
    [refusal] = browser.home.run(INJECT)
    assert "Cannot access contents" in refusal or "Missing host permission" in refusal
    settled(browser.opened_by(lambda: browser.click_button(news)))
    assert browser.home.run(INJECT) == ["Birkenau behält seine Brücke"]


INJECT = """
    const tabs = await chrome.tabs.query({});
    const others = tabs.filter((tab) => !tab.url?.startsWith(location.origin));
    const inject = ({ id }) => chrome.scripting.executeScript({ target: { tabId: id }, func: () => document.title });
    return Promise.all(others.map((tab) => inject(tab).then(([done]) => done.result, (error) => error.message)));
"""


def test_twenty_clicks(browser: Browser, pages: Pages, article: str) -> None:
    news = browser.open(pages.add("/article.html", article))
    for _ in range(20):
        tab = settled(browser.opened_by(lambda: browser.click_button(news)))
        assert TITLE in tab.text("h1")
        tab.close()
