"""The harness itself: it sees what the other tests rely on it to see."""

from __future__ import annotations

import pytest

from .driver import DESKTOP, NARROW, PHONE, Browser, wait_until
from .servers import Pages

WRONGS = {
    "told": "console.error('told')",
    "thrown": "setTimeout(() => { throw new Error('thrown') })",
    "Content": "document.body.append(Object.assign(document.createElement('script'), { src: 'https://other.test/' }))",
}


def test_errors_of_the_extension_are_seen(browser: Browser) -> None:
    tab = browser.open_extension("options/options.html")
    for script in WRONGS.values():
        tab.run(script)
    seen: list[str] = []
    wait_until(lambda: [*map(seen.append, browser.errors())] and all(word in str(seen) for word in WRONGS), str(WRONGS))


def test_errors_of_pages_are_not(browser: Browser, pages: Pages) -> None:
    tab = browser.open(pages.add("/", "<body><script>console.error('told'); throw new Error('thrown')</script>"))
    tab.wait("document.readyState === 'complete'")
    assert "told" in wait_until(lambda: "told" in browser.log() and browser.log(), "the page's own error")
    assert browser.errors() == []


def test_requests_of_the_extension_are_seen(browser: Browser, pages: Pages) -> None:
    pages.add("/picture.png", b"")
    address = pages.url("/picture.png", "127.0.0.1")  # elsewhere Firefox would ask by https
    browser.open(pages.add("/", f"<img src='{address}?by=page'>"))
    tab = browser.open_extension("options/options.html")
    tab.run("document.body.append(Object.assign(new Image(), { src: arguments[0] }))", f"{address}?by=extension")
    wait_until(lambda: "/picture.png?by=extension" in pages.log, "the picture to be asked for")
    assert browser.requests() == [f"{address}?by=extension"]


@pytest.mark.parametrize("size", [PHONE, NARROW, DESKTOP])
def test_a_page_has_the_size_and_the_preferences_it_is_given(browser: Browser, size: tuple[int, int]) -> None:
    tab = browser.open_extension("options/options.html")
    assert tab.run("return [innerWidth, innerHeight]") == list(DESKTOP)
    tab.resize(*size)
    tab.emulate("dark", reduced_motion=True, forced_colours=True)
    assert tab.run("return [innerWidth, innerHeight]") == list(size)
    asked = ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)", "(forced-colors: active)"]
    assert tab.run("return arguments[0].map((query) => matchMedia(query).matches)", asked) == [True] * len(asked)
    tab.emulate()
    assert tab.run("return arguments[0].map((query) => matchMedia(query).matches)", asked) == [False] * len(asked)


def test_english(browser: Browser) -> None:
    assert browser.home.run("return chrome.i18n.getMessage('locale')") == "en"


def test_german(german: Browser) -> None:
    assert german.home.run("return chrome.i18n.getMessage('locale')") == "de"
