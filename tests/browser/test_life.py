"""What happens around a click: private windows, restarts, reloads, tabs that close or go elsewhere meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

import pytest

from .conftest import settled
from .driver import WAIT, Browser, Tab, wait_until
from .news import news_page
from .servers import Pages, Server

Read = Callable[..., Tab]
TITLE = "Birkenau behält seine Brücke"
BUSY = """<script>
    fetch("/begin").then(() => {
      const request = new XMLHttpRequest();
      request.open("GET", "/end", false);
      request.send();
    });
</script>"""

AT_WORK = """(await Promise.all((await chrome.tabs.query({})).map(({ id }) =>
    chrome.action.getBadgeText({ tabId: id })))).some(Boolean)"""


class BusyPage:
    """A news page that does nothing else while `busy`, so that its capture has to wait."""

    def __init__(self, browser: Browser, pages: Pages, article: str) -> None:
        self.begin, self.begun, self.end = Event(), Event(), Event()
        pages.add("/begin", lambda: str(self.begin.wait(WAIT)))
        pages.add("/end", lambda: f"{self.begun.set()} {self.end.wait(WAIT)}")
        self.tab = browser.open(pages.add("/article.html", article + BUSY))

    @contextmanager
    def busy(self) -> Iterator[Tab]:
        self.begin.set()
        assert self.begun.wait(WAIT)
        yield self.tab
        self.end.set()


def click(browser: Browser, news: Tab) -> Tab:
    return settled(browser.opened_by(lambda: browser.click_button(news)))


def begin_click(browser: Browser, news: Tab) -> None:
    """Clicks, and returns when the background is at work on it."""
    browser.click_button(news)
    browser.home.wait(AT_WORK)


def state(tab: Tab) -> str:
    return str(tab.run("return document.documentElement.dataset.state"))


def test_private_window(browser: Browser, pages: Pages, article: str) -> None:
    news = browser.open_private(pages.add("/article.html", article))
    tab = click(browser, news)
    assert TITLE in tab.text("h1")
    tab.reload()
    assert TITLE in settled(tab).text("h1")
    assert browser.articles() == []  # nothing on disk


def test_a_reload_and_a_restart_keep_the_article(browser: Browser, server: Server, read: Read, article: str) -> None:
    address = read(article).url
    server.stop()
    browser.restart()
    tab = wait_until(lambda: next((tab for tab in browser.tabs() if tab.url == address), None), "the restored tab")
    assert TITLE in settled(tab).text("h1")
    tab.reload()
    assert TITLE in settled(tab).text("h1")


def test_two_news_tabs(browser: Browser, pages: Pages, article: str) -> None:
    first = browser.open(pages.add("/first.html", article))
    second = browser.open(pages.add("/second.html", news_page(20_000)))
    of_second, of_first = click(browser, second), click(browser, first)
    assert TITLE in of_first.text("h1")
    assert "Das Bad am Wehr bleibt" in of_second.text("h1")
    assert [record["source"]["url"] for record in browser.articles()] == [second.run("return location.href"), first.url]


def test_two_clicks_at_once_are_one(browser: Browser, pages: Pages, article: str) -> None:
    page = BusyPage(browser, pages, article)

    def click_twice() -> None:
        with page.busy() as news:
            begin_click(browser, news)
            begin_click(browser, news)

    assert TITLE in settled(browser.opened_by(click_twice)).text("h1")
    assert len(browser.tabs()) == 2


def test_the_page_goes_elsewhere_meanwhile(browser: Browser, pages: Pages, article: str) -> None:
    other = pages.add("/other.html", article)
    news = browser.open(pages.add("/news.html", news_page(3_000_000)))
    news.run("setTimeout(() => location.assign(arguments[0]), 50)", other)
    tab = click(browser, news)
    assert tab.text("h1")
    wait_until(lambda: news.url == other, "the other page")
    shown = [tab.url.partition("?")[0] for tab in browser.tabs()]
    assert sorted(shown) == sorted([other, browser.extension_url("reader/reader.html")])
    assert TITLE in click(browser, news).text("h1")


def test_the_tab_closes_meanwhile(browser: Browser, pages: Pages, article: str) -> None:
    page = BusyPage(browser, pages, article)

    def click_and_close() -> None:
        with page.busy() as news:
            begin_click(browser, news)
            news.close()

    tab = settled(browser.opened_by(click_and_close))
    if browser.name == "chromium":  # Firefox still ends a capture that it had begun
        assert state(tab) == "failure"
    assert tab.text("h1")


def test_the_extension_is_loaded_anew(browser: Browser, server: Server, pages: Pages, article: str) -> None:
    news = browser.open(pages.add("/article.html", article))
    click(browser, news)
    browser.reload_extension()
    assert TITLE in click(browser, news).text("h1")
    assert len(browser.articles()) == 2


@pytest.mark.parametrize("way", ["click_button", "press_shortcut"])
def test_the_background_was_asleep(browser: Browser, pages: Pages, article: str, way: str) -> None:
    news = browser.open(pages.add("/article.html", article))
    browser.suspend()
    assert TITLE in settled(browser.opened_by(lambda: getattr(browser, way)(news))).text("h1")
