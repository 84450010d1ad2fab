"""Nothing disappears silently: the drawer, putting blocks back where they stood, the original order."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import settled
from .driver import DESKTOP, PHONE, Browser, Tab
from .shelf import answer, gone, show, shown_text

OPEN = "document.getElementById('ui-drawer').open"
THREE = '<h1 id="b0">Titel</h1><p id="b1">Eins.</p><p id="b5">Zwei.</p><p id="b9">Drei.</p>'
REMOVED = [
    gone("b2", '<p id="b2">Keks.</p>', "b1", kind="consent", text="Keks."),
    gone("b3", '<p id="b3">Post.</p>', "b1", kind="newsletter", text="Post."),
    gone("b4", '<p id="b4">Siehe dort.</p>', "b1", text="Siehe dort."),
    gone("b6", '<p id="b6">Siehe hier.</p>', "b5", text="Siehe hier."),
]


@pytest.fixture
def tab(browser: Browser) -> Tab:
    return show(browser, answer(THREE, REMOVED))


def button(tab: Tab, block: str) -> None:
    tab.click(f".drawer li[data-removed='{block}'] .button")


def open_drawer(tab: Tab) -> None:
    tab.click("#ui-removed-button")
    tab.wait(OPEN)


def count(tab: Tab) -> str:
    return tab.text("#ui-removed-count")


def test_everything_removed_is_listed_by_kind(tab: Tab) -> None:
    assert count(tab) == "4"
    open_drawer(tab)
    assert tab.text("#ui-drawer-title") == "4 blocks removed"
    assert tab.run("return [...document.querySelectorAll('.kind-group')].map((group) => group.dataset.kind)") == [
        "consent",
        "newsletter",
        "teaser",
    ]
    for entry in REMOVED:
        item = tab.text(f".drawer li[data-removed='{entry['id']}']")
        assert entry["text"] in item
        assert entry["reason"] in item
    assert tab.run("return document.querySelectorAll('.kind-group h3 svg use').length") == 3
    assert shown_text(tab) == ["Eins.", "Zwei.", "Drei."]


def test_nothing_removed(browser: Browser) -> None:
    tab = show(browser, answer(THREE))
    assert count(tab) == "0"
    open_drawer(tab)
    assert "Nothing had to be removed" in tab.text("#ui-drawer-list")
    assert not tab.run("return document.querySelector('.drawer-tools').checkVisibility()")


def test_a_click_puts_a_block_back_and_another_takes_it_out(tab: Tab) -> None:
    open_drawer(tab)
    button(tab, "b3")
    assert shown_text(tab) == ["Eins.", "Post.", "Zwei.", "Drei."]
    assert count(tab) == "3"
    assert tab.text("#ui-drawer-back") == "1 put back"
    assert "Newsletter" in tab.text(".slot[data-state=restored] .slot-head")
    button(tab, "b3")
    assert shown_text(tab) == ["Eins.", "Zwei.", "Drei."]
    assert count(tab) == "4"


@pytest.mark.parametrize("order", ["b2 b3 b4 b6", "b6 b4 b3 b2", "b4 b2 b6 b3"])
def test_the_order_is_the_pages_whatever_the_order_of_clicks(tab: Tab, order: str) -> None:
    open_drawer(tab)
    for block in order.split():
        button(tab, block)
    assert shown_text(tab) == ["Eins.", "Keks.", "Post.", "Siehe dort.", "Zwei.", "Siehe hier.", "Drei."]


def test_all_of_a_kind(tab: Tab) -> None:
    open_drawer(tab)
    tab.click(".kind-group[data-kind=teaser] .plain")
    assert shown_text(tab) == ["Eins.", "Siehe dort.", "Zwei.", "Siehe hier.", "Drei."]
    assert "2 blocks are back" in tab.text("#ui-said")
    tab.click(".kind-group[data-kind=teaser] .plain")
    assert shown_text(tab) == ["Eins.", "Zwei.", "Drei."]


def test_everything(tab: Tab) -> None:
    open_drawer(tab)
    tab.click("#ui-drawer-all")
    assert len(shown_text(tab)) == 7
    assert count(tab) == "0"
    tab.click("#ui-drawer-all")
    assert len(shown_text(tab)) == 3


def test_a_reload_remembers(browser: Browser, tab: Tab) -> None:
    open_drawer(tab)
    button(tab, "b4")
    button(tab, "b2")
    tab.wait(STORED)
    tab.reload()
    settled(tab)
    assert shown_text(tab) == ["Eins.", "Keks.", "Siehe dort.", "Zwei.", "Drei."]
    assert browser.articles()[0]["restored"] == ["b2", "b4"]


STORED = """
    (await (await import("/store.js")).get(new URLSearchParams(location.search).get("id"))).restored.length === 2
"""


def test_a_block_can_be_taken_out_where_it_stands(tab: Tab) -> None:
    open_drawer(tab)
    button(tab, "b3")
    tab.press("Escape")
    tab.wait(f"!{OPEN}")
    tab.click(".slot[data-removed=b3] .slot-button")
    assert shown_text(tab) == ["Eins.", "Zwei.", "Drei."]
    assert 'id="ui-removed-button"' in tab.focused()


def test_the_original_order(tab: Tab) -> None:
    open_drawer(tab)
    tab.click("#ui-in-place-switch")
    assert shown_text(tab) == ["Eins.", "Keks.", "Post.", "Siehe dort.", "Zwei.", "Siehe hier.", "Drei."]
    line = "getComputedStyle(document.querySelector(arguments[0])).textDecorationLine"
    assert tab.run(f"return {line}", ".slot[data-removed=b3]") == "line-through"
    head = tab.text(".slot[data-removed=b3] .slot-head")
    assert "Newsletter" in head
    assert "Grund für b3" in head
    tab.click(".slot[data-removed=b3] .slot-button")
    assert tab.run(f"return {line}", ".slot[data-removed=b3]") == "none"
    tab.press("Escape")
    tab.wait(f"!{OPEN}")
    tab.click("#ui-in-place-end")
    assert shown_text(tab) == ["Eins.", "Post.", "Zwei.", "Drei."]


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_focus_goes_into_the_drawer_and_back(tab: Tab, size: tuple[int, int]) -> None:
    tab.resize(*size)
    open_drawer(tab)
    assert 'id="ui-drawer-title"' in tab.focused()
    assert tab.run("return document.getElementById('ui-removed-button').getAttribute('aria-expanded')") == "true"
    tab.press("Escape")
    tab.wait(f"!{OPEN}")
    assert 'id="ui-removed-button"' in tab.focused()
    open_drawer(tab)
    tab.click("#ui-drawer-close")
    tab.wait(f"!{OPEN}")
    assert 'id="ui-removed-button"' in tab.focused()


def test_a_long_text_opens(browser: Browser) -> None:
    words = "Ein langer Satz über Kekse. " * 40
    tab = show(browser, answer(THREE, [gone("b2", f"<p>{words}</p>", "b1", text=words)]))
    open_drawer(tab)
    assert len(tab.text(".drawer-list summary")) < 330
    tab.click(".drawer-list summary")
    assert tab.text(".drawer-list blockquote").strip() == words.strip()


# Where a block stood: (the article's HTML, removed blocks as (id, html, after), what is shown once all are back)
PLACES: dict[str, tuple[str, list[tuple[str, str, str | None]], list[str]]] = {
    "at the start": (
        '<p id="b2">Text.</p>',
        [("b0", "<p>erst</p>", None), ("b1", "<p>dann</p>", None)],
        ["erst", "dann", "Text."],
    ),
    "after the title": (
        '<h1 id="b1">Titel</h1><p id="b3">Text.</p>',
        [("b0", "<p>davor</p>", None), ("b2", "<p>danach</p>", "b1")],
        ["davor", "danach", "Text."],
    ),
    "an item between items": (
        '<ul><li id="b1">a</li><li id="b3">c</li></ul>',
        [("b2", '<ul><li id="b2">b</li></ul>', "b1")],
        ["a", "b", "c"],
    ),
    "items one after the other": (
        '<ol><li id="b1">a</li><li id="b4">d</li></ol>',
        [("b2", '<ol><li id="b2">b</li></ol>', "b1"), ("b3", '<ol><li id="b3">c</li></ol>', "b1")],
        ["a", "b", "c", "d"],
    ),
    "an item of a list below": (
        '<ul><li id="b1">a<ul><li id="b3">innen</li></ul></li></ul>',
        [("b2", '<ul><li id="b2">zuerst innen</li></ul>', "b1")],
        ["a", "zuerst innen", "innen"],
    ),
    "a box after a list's item": (
        '<ul><li id="b1">a</li><li id="b3">c</li></ul><p id="b4">Text.</p>',
        [("b2", "<h3>Kasten</h3><p>mit Text</p>", "b1")],
        ["a", "c", "Kasten", "mit Text", "Text."],
    ),
    "a list of another sort after a list": (
        '<ul><li id="b1">a</li></ul><p id="b4">Text.</p>',
        [("b2", '<ol><li id="b2">1</li><li id="b3">2</li></ol>', "b1")],
        ["a", "1", "2", "Text."],
    ),
    "after a table": (
        '<table><tr><td><span id="b1">x</span></td><td><span id="b2">y</span></td></tr></table><p id="b4">Text.</p>',
        [("b3", "<p>Kasten</p>", "b1")],
        ["x", "y", "Kasten", "Text."],
    ),
    "inside a quote": (
        '<blockquote><p id="b1">eins</p><p id="b3">zwei</p></blockquote>',
        [("b2", "<p>Kasten</p>", "b1")],
        ["eins", "Kasten", "zwei"],
    ),
    "after a quote": (
        '<blockquote><p id="b1">eins</p></blockquote><p id="b3">Text.</p>',
        [("b2", "<p>Kasten</p>", "b1")],
        ["eins", "Kasten", "Text."],
    ),
    "after a picture's caption": (
        '<figure><figcaption><span id="b1">Bild</span></figcaption></figure><p id="b3">Text.</p>',
        [("b2", "<p>Kasten</p>", "b1")],
        ["Bild", "Kasten", "Text."],
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_blocks_come_back_where_they_stood(browser: Browser, place: str) -> None:
    html, removed, expected = PLACES[place]
    blocks: list[dict[str, Any]] = [gone(id, block, after) for id, block, after in removed]
    tab = show(browser, answer(html, blocks))
    assert shown_text(tab) == [text for text in expected if text in html.replace("<", ">").split(">")]
    open_drawer(tab)
    tab.click("#ui-drawer-all")
    assert shown_text(tab) == expected
    misplaced = ":is(ul, ol) > :not(li), :not(ul, ol) > li, .wide > :not(table, pre)"
    assert tab.run("return document.querySelectorAll(`#ui-article :is(${arguments[0]})`).length", misplaced) == 0
