"""What is kept: on disk the newest hundred, in memory what fits; and a store that fails hides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .conftest import settled
from .driver import Browser
from .servers import Pages

PUT = """
    const { put } = await import("/store.js");
    const noise = (size) => { // hex digits, which pack to little more than half
      let state = 1;
      return Array.from({ length: size }, () => ((state = (state * 48271) % 2147483647) % 16).toString(16)).join("");
    };
    for (const [id, created, size] of arguments[0]) {
      await put({ id, created, html: arguments[2] ? noise(size) : "x".repeat(size), private: arguments[1] });
    }
"""
GET = """
    const { get } = await import("/store.js");
    return Promise.all(arguments[0].map(async (id) => (await get(id))?.html.length ?? null));
"""
NEWER = """
    await new Promise((resolve, reject) => {
      const request = indexedDB.open("reinschrift", 2);
      request.onsuccess = () => resolve(request.result.close());
      request.onerror = () => reject(request.error);
    });
"""
DELETE = """
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase("reinschrift");
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
    });
"""


def put(browser: Browser, records: list[tuple[str, int, int]], private: bool = False, noise: bool = False) -> None:
    """Stores records of an id, a time and a size."""
    browser.home.run(PUT, records, private, noise)


def get(browser: Browser, *ids: str) -> list[Any]:
    """The size of each record, or None."""
    found: list[Any] = browser.home.run(GET, list(ids))
    return found


def test_the_newest_hundred_stay(browser: Browser) -> None:
    put(browser, [(f"a{n}", 1000 - n, 1) for n in range(103)])
    assert get(browser, "a0", "a99", "a100", "a102") == [1, 1, None, None]
    put(browser, [("new", 2000, 1), ("a5", 995, 7)])
    assert get(browser, "new", "a5", "a98", "a99") == [1, 7, 1, None]


def test_private_articles_make_room_in_memory(browser: Browser) -> None:
    put(browser, [("b", 2, 5_000_000), ("a", 1, 5_000_000), ("c", 3, 5_000_000)], private=True, noise=True)
    assert get(browser, "a", "b", "c") == [None, 5_000_000, 5_000_000]
    assert browser.articles() == []
    put(browser, [("b", 2, 10)], private=True)
    assert get(browser, "b", "c") == [10, 5_000_000]


def test_a_large_private_page_is_kept_to_the_letter(browser: Browser) -> None:
    put(browser, [("a", 1, 19_000_000)], private=True)
    put(browser, [("b", 2, 1000)], private=True)
    assert get(browser, "a", "b") == [19_000_000, 1000]
    assert browser.home.run(
        """
        const { get, put } = await import("/store.js");
        const html = "<p>Grüße, 橋は残る 🌉</p>".repeat(100_000);
        await put({ id: "c", created: 3, html, private: true });
        return (await get("c")).html === html;
        """
    )


def test_one_that_fits_nowhere_is_an_error(browser: Browser) -> None:
    put(browser, [("a", 1, 1000)], private=True)
    with pytest.raises(Exception, match=r"(?i)quota"):
        put(browser, [("b", 2, 19_000_000)], private=True, noise=True)
    assert get(browser, "b") == [None]


@pytest.fixture
def broken_store(browser: Browser) -> Iterator[None]:
    """A database that a later version of the extension has left behind."""
    browser.home.run(DELETE)
    browser.home.run(NEWER)
    yield
    browser.home.run(DELETE)


@pytest.mark.usefixtures("broken_store")
def test_a_store_that_fails_is_told(browser: Browser, pages: Pages, article: str) -> None:
    news = browser.open(pages.add("/article.html", article))
    tab = settled(browser.opened_by(lambda: browser.click_button(news)))
    assert tab.run("return document.querySelector('.problem').dataset.code") == "internal"
    assert "VersionError" in tab.text(".problem")
