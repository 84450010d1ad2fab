"""Whoever reads however: axe in every theme and state, keyboard alone, a narrow window, wide text spacing."""

from __future__ import annotations

from typing import Any

import pytest

from .accessibility import violations
from .driver import DESKTOP, NARROW, PHONE, Browser, Tab
from .shelf import answer, gone, show

HTML = (
    '<h1 id="b0">Wie die Insel ihre Fähre zurückbekam</h1><p id="b1">Ein <a href="https://x.example/">Verweis</a>, '
    '<code>Code</code> und CO<sub>2</sub>.</p><h2 id="b3">Winter</h2><p id="b4">Text.</p><ul><li id="b5">eins</li>'
    '<li id="b6">zwei</li></ul><h2 id="b7">Frühling</h2><blockquote><p id="b8">Zitat.</p></blockquote><h3 id="b9">'
    'Zahlen</h3><table><tr><th><span id="b10">A</span></th><th><span id="b11">B</span></th></tr><tr><td><span id="b12">'
    '1</span></td><td><span id="b13">2</span></td></tr></table><pre id="b14"><code>a = 1</code></pre>'
)
REMOVED = [
    gone("b2", '<p id="b2">Externen Inhalt anzeigen</p>', "b1", kind="consent", embed="https://video.example/watch"),
    gone("b15", '<h3 id="b15">Mehr</h3><ul><li id="b16"><a href="https://x.example/2">x</a></li></ul>', "b14"),
    gone("b17", "<p>Lang</p>", "b14", kind="newsletter", text="Ein langer Text. " * 40),
]
FACTS: dict[str, Any] = {
    "siteName": "Sielbote",
    "authors": ["Meike Tjarks"],
    "datePublished": "2025-05-12T06:10:00+02:00",
    "completeness": {"status": "preview", "evidence": [{"code": "not-free", "detail": "…"}]},
    "warnings": ["A remark of the server."],
}
STATES: dict[str, list[str]] = {
    "article": [],
    "look": ["[popovertarget=ui-look]"],
    "share": ["[popovertarget=ui-share]"],
    "preview": [".badge"],
    "drawer": ["#ui-removed-button"],
    "put back": ["#ui-removed-button", "#ui-drawer-all"],
    "in place": ["#ui-removed-button", "#ui-in-place-switch"],
}


def opened(browser: Browser, size: tuple[int, int] = DESKTOP, **more: Any) -> Tab:
    tab = show(browser, answer(HTML, REMOVED, **{**FACTS, **more}))
    tab.resize(*size)
    return tab


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(browser: Browser, theme: str, size: tuple[int, int]) -> None:
    browser.set(theme=theme)
    found = {}
    for state, clicks in STATES.items():
        tab = opened(browser, size)
        for selector in clicks:
            tab.click(selector)
        found[state] = violations(tab)
        tab.close()
    assert found == {state: [] for state in STATES}


def test_axe_finds_nothing_in_a_failure_and_right_to_left(browser: Browser) -> None:
    assert violations(opened(browser, lang="ar", dir="rtl")) == []
    failed = browser.open_extension("reader/reader.html?id=none")
    failed.wait("document.documentElement.dataset.state === 'failure'")
    assert violations(failed) == []


def test_a_narrow_window_needs_no_sideways_scrolling(browser: Browser) -> None:
    tab = opened(browser, NARROW)
    page = "document.documentElement"
    for selector in (None, "[popovertarget=ui-look]", "[popovertarget=ui-share]", "[popovertarget=ui-outline]"):
        if selector:
            tab.click(selector)
        assert tab.run(f"return {page}.scrollWidth - {page}.clientWidth") == 0
        assert tab.run(CUT) == []
        if selector:
            tab.press("Escape")
    tab.click("#ui-removed-button")
    tab.click("#ui-in-place-switch")
    assert (
        tab.run("const drawer = document.getElementById('ui-drawer'); return drawer.scrollWidth - drawer.clientWidth")
        == 0
    )
    assert tab.run(CUT) == []


CUT = """
    const width = document.documentElement.clientWidth;
    const shown = [...document.querySelectorAll("button, a, input, h1, p, li, label")].filter(
      (found) => found.checkVisibility() && !found.closest(".skip, .wide") && found.getBoundingClientRect().width > 1,
    );
    const isCut = ({ left, right }) => left < 0 || right > width + 1;
    return shown.filter((found) => isCut(found.getBoundingClientRect())).map((found) => found.outerHTML);
"""


def test_wide_text_spacing_cuts_nothing_off(browser: Browser) -> None:
    tab = opened(browser, PHONE)
    tab.run(SPACED)
    page = "document.documentElement"
    assert tab.run(f"return {page}.scrollWidth - {page}.clientWidth") == 0
    for selector in ("[popovertarget=ui-look]", "#ui-removed-button"):
        tab.click(selector)
        assert tab.run(CLIPPED) == []
        tab.press("Escape")


SPACED = """
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
      word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
"""
CLIPPED = """
    const shown = [...document.querySelectorAll("button, label, h1, h2, h3, p, output")].filter(
      (found) => found.checkVisibility() && getComputedStyle(found).clipPath === "none",
    );
    const cut = (found) => found.scrollWidth > found.clientWidth + 1 && getComputedStyle(found).overflowX !== "visible";
    return shown.filter(cut).map((found) => found.outerHTML);
"""


def test_what_is_clicked_is_large_enough(browser: Browser) -> None:
    tab = opened(browser, PHONE)
    tab.click("#ui-removed-button")
    tab.click("#ui-in-place-switch")
    assert tab.run(SMALL) == []


SMALL = """
    const targets = [...document.querySelectorAll("button, input, summary, select")].filter((found) =>
      found.checkVisibility());
    return targets.map((found) => [found.closest("label") ?? found, found]).filter(([found]) => {
      const { width, height } = found.getBoundingClientRect();
      return width < 24 || height < 24;
    }).map(([, found]) => found.outerHTML);
"""


def test_the_keyboard_alone_suffices(browser: Browser) -> None:
    tab = opened(browser)
    tab.press("Tab")
    assert 'class="skip"' in tab.focused()
    tab.press("Enter")
    assert 'id="ui-main"' in tab.focused()
    tab.reload()
    tab.wait("document.documentElement.dataset.state === 'article'")
    reach(tab, 'popovertarget="ui-look"')
    tab.press("Enter")
    reach(tab, 'name="theme"')
    before = tab.run("return document.documentElement.dataset.theme")
    tab.press("ArrowRight")
    tab.wait("document.documentElement.dataset.theme !== arguments[0]", before)
    tab.press("Escape")
    tab.wait("!document.querySelector(':popover-open')")
    assert 'popovertarget="ui-look"' in tab.focused()
    reach(tab, 'id="ui-removed-button"')
    tab.press("Enter")
    reach(tab, 'class="button small"')
    tab.press("Enter")
    assert tab.count(".slot[data-state=restored]") == 1
    tab.press("Escape")
    assert 'id="ui-removed-button"' in tab.focused()
    reach(tab, 'class="slot-button"')
    tab.press("Enter")
    assert tab.count(".slot[data-state=restored]") == 0


def reach(tab: Tab, part: str, steps: int = 40) -> None:
    """Presses Tab until the focus is on an element whose start tag has `part`, seeing it every time."""
    for _ in range(steps):
        if part in tab.focused():
            return
        tab.press("Tab")
        assert tab.run(SEEN), f"{tab.focused()} has the focus and is not to be seen"
    raise AssertionError(f"Tab does not lead to {part}")


SEEN = """
    const { left, top, width, height } = document.activeElement.getBoundingClientRect();
    const shown = [left + width / 2, top + height / 2];
    const label = document.activeElement.closest("label") ?? document.activeElement;
    const hit = document.elementFromPoint(...shown);
    return document.activeElement === document.body || label.contains(hit) || hit?.closest("label") === label;
"""


def test_the_outline(browser: Browser) -> None:
    tab = opened(browser, PHONE)
    tab.click("#ui-outline-button")
    names = "return [...document.querySelectorAll('#ui-outline a')].map((link) => link.textContent)"
    assert tab.run(names) == ["Winter", "Frühling", "Zahlen"]
    tab.click("#ui-outline li:last-child a")
    tab.wait("!document.querySelector(':popover-open')")
    assert 'id="b9"' in tab.focused()
    current = "document.querySelector('#ui-outline [aria-current]')?.textContent"
    tab.run("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
    tab.wait(f"{current} === 'Zahlen'")
    tab.run("scrollTo({ top: 0, behavior: 'instant' })")
    tab.wait(f"{current} !== 'Zahlen'")


def test_a_short_article_has_no_outline(browser: Browser) -> None:
    tab = show(browser, answer('<h2 id="b1">A</h2><p id="b2">x</p><h2 id="b3">B</h2><p id="b4">y</p>'))
    assert not tab.run("return document.getElementById('ui-outline-button').checkVisibility()")


def test_a_wide_window_shows_the_outline_beside_the_text(browser: Browser) -> None:
    tab = opened(browser, (1440, 900))
    edge = "return document.getElementById(arguments[0]).getBoundingClientRect()[arguments[1]]"
    assert 0 < tab.run(edge, "ui-outline", "right") < tab.run(edge, "ui-article", "left")


def test_less_motion_where_it_is_wanted(browser: Browser) -> None:
    tab = opened(browser)
    tab.emulate(reduced_motion=True)
    tab.wait("getComputedStyle(document.documentElement).scrollBehavior === 'auto'")
