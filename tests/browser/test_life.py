"""What happens around a click: private windows, restarts, reloads, tabs that close or go elsewhere meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import settled
from .driver import Browser, Tab, wait_until
from .news import news_page
from .servers import Pages, Server

Read = Callable[..., Tab]
TITLE = "Birkenau behält seine Brücke"
LONG = news_page(3_000_000)  # its capture takes some tenths of a second


def click(browser: Browser, news: Tab) -> Tab:
    return settled(browser.opened_by(lambda: browser.click_button(news)))


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
    assert [record["source"]["url"] for record in browser.articles()] == [second.url, first.url]


def test_a_double_click_is_one(browser: Browser, pages: Pages) -> None:
    news = browser.open(pages.add("/news.html", LONG))
    tab = settled(browser.opened_by(lambda: browser.double_click_button(news)))
    assert "Das Bad am Wehr bleibt" in tab.text("h1")
    assert len(browser.tabs()) == 2


def test_the_page_goes_elsewhere_meanwhile(browser: Browser, pages: Pages, article: str) -> None:
    pages.add("/other.html", article)
    other = pages.url("/other.html", "other.test")  # another site, for which browsers take another process
    news = browser.open(pages.add("/news.html", LONG))

    def click_and_leave() -> None:
        browser.click_button(news)
        news.goto(other)

    tab = settled(browser.opened_by(click_and_leave))
    assert tab.text("h1")  # either article, or a failure: whichever page was there when the capture came
    shown = [tab.url.partition("?")[0] for tab in browser.tabs()]
    assert sorted(shown) == sorted([other, browser.extension_url("reader/reader.html")])
    assert TITLE in click(browser, news).text("h1")


def test_the_tab_closes_meanwhile(browser: Browser, pages: Pages) -> None:
    news = browser.open(pages.add("/news.html", LONG))

    def click_and_close() -> None:
        browser.click_button(news)
        news.close()

    assert settled(browser.opened_by(click_and_close)).text(
        "h1"
    )  # the article if there was time for it, or the failure


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
