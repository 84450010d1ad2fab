"""The options page: each field is saved as it is changed, wrong values are told and not saved, the test is honest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from . import permission
from .accessibility import violations
from .driver import DESKTOP, NARROW, Browser, Tab, wait_until
from .servers import Pages, Server

PAGE = "options/options.html"
KEPT = "Jetzt unseren Newsletter abonnieren"
ADDRESSES = {
    "127.0.0.1:9001": "http://127.0.0.1:9001",
    " localhost:9001/ ": "http://localhost:9001",
    "http://[::1]:9001": "http://[::1]:9001",
    "HTTP://127.0.0.1": "http://127.0.0.1",
}
WRONG_ADDRESSES = (
    "",
    "http://",
    "ftp://127.0.0.1",
    "http://127.0.0.1/v1",
    "http://me:pass@127.0.0.1",
    "http://*",
    "a b",
)
STORED = """
    const { put } = await import("/store.js");
    for (let number = 0; number < arguments[0]; number += 1) {
      const source = { url: "https://www.sielbote.example/", title: "Fähre" };
      await put({ id: `stored-${number}`, created: number, source, html: "", answer: null, failure: null });
    }
"""


@pytest.fixture
def options(browser: Browser) -> Tab:
    return shown(browser)


def shown(browser: Browser, fragment: str = "") -> Tab:
    tab = browser.open_extension(PAGE + fragment)
    tab.wait("document.getElementById('articles-count').textContent")  # what is filled in last
    return tab


def setting(browser: Browser, name: str) -> Any:
    return browser.home.run("return (await (await import('/settings.js')).load())[arguments[0]]", name)


def enter(tab: Tab, field: str, value: str) -> None:
    """Types over what stands in a field, and leaves it."""
    tab.click(field)
    tab.run("document.querySelector(arguments[0]).select()", field)
    tab.press("Backspace")
    tab.type(value)
    tab.press("Tab")


@pytest.mark.parametrize(("typed", "saved"), ADDRESSES.items())
def test_an_address_of_this_machine_is_saved(browser: Browser, options: Tab, typed: str, saved: str) -> None:
    enter(options, "#server", typed)
    options.wait("document.querySelector('#server-saved').textContent === 'Saved'")
    assert setting(browser, "server") == saved
    assert options.run("return document.querySelector('#server').value") == saved


@pytest.mark.parametrize("typed", WRONG_ADDRESSES)
def test_a_wrong_address_is_told_and_not_saved(browser: Browser, server: Server, options: Tab, typed: str) -> None:
    enter(options, "#server", typed)
    options.wait("document.querySelector('#server').getAttribute('aria-invalid') === 'true'")
    assert "127.0.0.1:8417" in options.text("#server-error")
    assert "server-error" in options.run("return document.querySelector('#server').getAttribute('aria-describedby')")
    assert setting(browser, "server") == server.url
    enter(options, "#server", server.url)
    options.wait("document.querySelector('#server-error').hidden")


def test_settings_are_there_after_a_reload(browser: Browser, options: Tab) -> None:
    enter(options, "#server", "localhost:9001")
    enter(options, "#token", "Perlmutt 7")
    options.click("#keep-teaser")
    options.click("#keep-caption")
    options.wait("document.querySelector('#keep-saved').textContent === 'Saved'")
    wait_until(lambda: setting(browser, "keep") == ["teaser", "caption"], "both kinds to be saved")
    options.reload()
    options.wait("document.getElementById('articles-count').textContent")
    assert options.run("return document.querySelector('#server').value") == "http://localhost:9001"
    assert options.run("return document.querySelector('#token').value") == "Perlmutt 7"
    checked = "return [...document.querySelectorAll('#keep :checked')].map((box) => box.value)"
    assert set(options.run(checked)) == {"caption", "teaser"}


def test_a_change_elsewhere_shows(browser: Browser, options: Tab) -> None:
    browser.set(token="anderswo", theme="sepia", keep=["share"])
    options.wait("document.querySelector('#token').value === 'anderswo'")
    options.wait("document.documentElement.dataset.theme === 'sepia'")
    options.wait("document.querySelector('#keep-share').checked")


def test_the_test_tells_name_version_and_time(browser: Browser, options: Tab) -> None:
    options.click("#test")
    told = options.wait(
        "/^Reinschrift \\d+\\.\\d+\\.\\d+ .* \\d+ ms/.exec(document.querySelector('#test-status').textContent)"
    )
    assert told
    assert options.count(".problem") == 0


def test_the_test_tells_what_is_wrong_until_it_is_right(server: Server, options: Tab) -> None:
    server.stop()
    options.click("#test")
    options.wait("document.querySelector('.problem')?.dataset.code === 'unreachable'")
    assert "run.py serve --port" in options.text(".problem code")
    server.start()
    options.wait("document.querySelector('#test-status').textContent.startsWith('Reinschrift')")
    assert options.count(".problem") == 0


def test_the_test_finds_a_wrong_token(server: Server, options: Tab) -> None:
    server.start(token="Perlmutt 7")
    options.click("#test")
    options.wait("document.querySelector('.problem')?.dataset.code === 'unauthorized'")
    enter(options, "#token", "Perlmutt 8")
    options.wait("document.querySelector('.problem-title')?.textContent.includes('accept')")
    enter(options, "#token", "Perlmutt 7")  # and the test goes on by itself
    options.wait("document.querySelector('#test-status').textContent.startsWith('Reinschrift')")


def test_a_token_is_hidden_until_asked_for(options: Tab) -> None:
    kind = "return document.querySelector('#token').type"
    assert options.run(kind) == "password"
    options.click("#token-show")
    assert (options.run(kind), options.text("#token-show")) == ("text", "Hide")
    options.click("#token-show")
    assert (options.run(kind), options.text("#token-show")) == ("password", "Show")


def test_a_token_no_header_can_carry_is_told_and_not_saved(browser: Browser, options: Tab) -> None:
    enter(options, "#token", "Schlüssel")
    options.wait("document.querySelector('#token').getAttribute('aria-invalid') === 'true'")
    assert options.text("#token-error")
    assert setting(browser, "token") == ""


def test_kinds_to_keep_are_kept(options: Tab, read: Callable[..., Tab], article: str) -> None:
    assert KEPT not in read(article).text("article")
    options.front()
    options.click("#keep-newsletter")
    options.wait("document.querySelector('#keep-saved').textContent === 'Saved'")
    assert KEPT in read(article).text("article")


def test_an_address_off_this_machine_needs_the_readers_word(
    browser: Browser, server: Server, options: Tab, read: Callable[..., Tab], article: str
) -> None:
    server.start(allowed_hosts="other.test")
    there, origin = f"http://other.test:{server.port}", "http://other.test/*"
    enter(options, "#server", there)
    assert f"other.test:{server.port}" in options.text("#away-title")
    assert "not encrypted" in options.text("#away-plain")
    assert setting(browser, "server") == server.url
    assert not permission.holds(browser, origin)

    permission.click_and_allow(browser, options, "#away-accept", origin)
    wait_until(lambda: setting(browser, "server") == there, "the address to be saved")
    assert permission.holds(browser, origin)
    assert f"other.test:{server.port}" in options.text("#about-where")
    options.click("#test")
    options.wait("document.querySelector('#test-status').textContent.startsWith('Reinschrift')")
    assert "Brücke" in read(article).text("article")

    options.front()
    enter(options, "#server", server.url)
    wait_until(lambda: setting(browser, "server") == server.url, "the address to be saved")
    wait_until(lambda: not permission.holds(browser, origin), "the permission to be given back")


def test_https_has_no_warning_and_the_old_address_can_stay(browser: Browser, server: Server, options: Tab) -> None:
    enter(options, "#server", "https://other.test")
    options.wait("!document.querySelector('#away').hidden")
    assert options.run("return document.querySelector('#away-plain').hidden")
    options.click("#away-refuse")
    options.wait("document.querySelector('#away').hidden")
    assert options.run("return document.querySelector('#server').value") == server.url
    assert setting(browser, "server") == server.url


def test_shortcuts_are_listed(options: Tab) -> None:
    options.wait("document.querySelector('#shortcuts kbd')")
    assert "Alt+R" in options.text("#shortcuts")
    assert "Read as a fair copy" in options.text("#shortcuts")


def test_the_browsers_page_for_shortcuts_opens(browser: Browser, options: Tab) -> None:
    tab = browser.opened_by(lambda: options.click("#shortcuts-change"))
    assert tab.url == {"chromium": "chrome://extensions/shortcuts", "firefox": "about:addons"}[browser.name]


def test_all_articles_can_be_deleted(browser: Browser, options: Tab) -> None:
    assert options.run("return document.querySelector('#articles-delete').disabled")
    browser.home.run(STORED, 3)
    options.reload()
    options.wait("document.getElementById('articles-count').textContent.startsWith('3 ')")
    options.click("#articles-delete")
    options.click("#articles-no")
    assert len(browser.articles()) == 3
    options.click("#articles-delete")
    assert "3" in options.text("#articles-question")
    options.click("#articles-yes")
    options.wait("document.getElementById('articles-count').textContent.startsWith('No ')")
    assert browser.articles() == []


def test_a_fragment_leads_to_its_field(browser: Browser) -> None:
    assert 'id="token"' in shown(browser, "#token").focused()


def test_the_keyboard_suffices(browser: Browser, server: Server, options: Tab) -> None:
    reached = []
    for _ in range(40):
        options.press("Tab")
        reached.append(options.run("return document.activeElement.id"))
        if reached[-1] == "shortcuts-change":
            break
    kinds = [f"keep-{kind}" for kind in ("caption", "meta", "teaser", "newsletter", "promotion", "share", "consent")]
    assert reached == ["server", "test", "token", "token-show", *kinds, "shortcuts-change"]
    options.run("document.querySelector('#test').focus()")
    options.press("Enter")
    options.wait("document.querySelector('#test-status').textContent.startsWith('Reinschrift')")
    options.run("document.querySelector('#keep-share').focus()")
    options.press("Space")
    wait_until(lambda: setting(browser, "keep") == ["share"], "the kind to be saved")


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, NARROW])
def test_nothing_stands_in_the_way(browser: Browser, server: Server, theme: str, size: tuple[int, int]) -> None:
    """axe finds nothing in any state of the page, and nothing is cut off or needs scrolling sideways."""
    browser.set(theme=theme)
    browser.home.run(STORED, 2)
    server.stop()
    options = shown(browser)
    options.resize(*size)
    options.click("#test")
    options.wait("document.querySelector('.problem')")
    options.click("#articles-delete")
    enter(options, "#token", "ü")
    enter(options, "#server", "http://a-server-with-quite-a-long-name.some-department.example:8417")
    options.wait("!document.querySelector('#away').hidden")
    assert violations(options) == []
    assert options.run("return document.documentElement.scrollWidth <= innerWidth")


def test_a_german_reader_reads_german(german: Browser) -> None:
    options = shown(german)
    assert options.title == "Einstellungen – Reinschrift"
    assert options.run("return document.documentElement.lang") == "de"
    assert "Im Artikel lassen" in options.text("main")
    assert options.run("return [...document.querySelectorAll('[data-text]')].every((made) => made.textContent)")


def test_a_page_behind_the_servers_address_is_not_asked(browser: Browser, pages: Pages, options: Tab) -> None:
    """A stranger on the port gets one question and neither the token nor a page."""
    browser.set(server=pages.url("", host="127.0.0.1"), token="Perlmutt 7")
    options.click("#test")
    options.wait("document.querySelector('.problem')?.dataset.code === 'stranger'")
    assert pages.log == ["/v1/health"]
