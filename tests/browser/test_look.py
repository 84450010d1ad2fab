"""Type and colours: they apply at once, in every open reader, and are remembered; pictures on and off."""

from __future__ import annotations

import pytest

from .conftest import settled
from .driver import Browser, Tab
from .servers import Pages
from .shelf import answer, show

STYLE = "getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]"
TEXT = '<h1 id="b0">Titel</h1><p id="b1">Ein <em>kurzer</em> Text.</p>'
PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' width='{}' height='{}'><rect width='100%' height='100%'/></svg>"


def style(tab: Tab, selector: str, name: str) -> str:
    return str(tab.run(f"return {STYLE}", selector, name))


@pytest.fixture
def tab(browser: Browser) -> Tab:
    tab = show(browser, answer(TEXT))
    tab.click("[popovertarget=ui-look]")
    return tab


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_a_theme_applies_everywhere_and_stays(browser: Browser, tab: Tab, theme: str) -> None:
    other = show(browser, answer(TEXT))
    tab.front()
    tab.click(f"#ui-look [value={theme}]")
    other.wait("document.documentElement.dataset.theme === arguments[0]", theme)
    assert style(other, "html", "backgroundColor") == style(tab, "html", "backgroundColor")
    tab.reload()
    settled(tab)
    assert tab.run("return document.documentElement.dataset.theme") == theme
    assert tab.run("return document.querySelector('#ui-look [name=theme]:checked').value") == theme


def test_the_themes_differ_and_follow_the_system(browser: Browser, tab: Tab) -> None:
    grounds = {}
    for theme in ("light", "sepia", "dark"):
        browser.set(theme=theme)
        tab.wait("document.documentElement.dataset.theme === arguments[0]", theme)
        grounds[theme] = style(tab, "html", "backgroundColor")
    assert len(set(grounds.values())) == 3
    browser.set(theme="system")
    tab.wait("document.documentElement.dataset.theme === 'system'")
    for scheme in ("dark", "light"):
        tab.emulate(scheme=scheme)
        tab.wait(f"{STYLE} === arguments[2]", "html", "backgroundColor", grounds[scheme])


def test_no_other_theme_shows_up_first(browser: Browser, tab: Tab) -> None:
    tab.click("#ui-look [value=dark]")
    tab.wait("document.documentElement.dataset.theme === 'dark'")
    early = "return (await (await fetch('/reader/early.js')).text()).includes('localStorage') && localStorage.theme"
    assert tab.run(early) == "dark"


def test_typefaces(tab: Tab) -> None:
    faces = set()
    for font in ("serif", "sans", "dyslexia"):
        tab.click(f"#ui-look [value={font}]")
        tab.wait("document.documentElement.dataset.font === arguments[0]", font)
        faces.add(style(tab, "#b1", "fontFamily"))
    assert len(faces) == 3
    assert float(style(tab, "#b1", "letterSpacing").removesuffix("px")) > 1
    assert float(style(tab, "#b1", "wordSpacing").removesuffix("px")) > 3
    assert style(tab, "#b1 em", "fontStyle") == "normal"
    assert style(tab, "#b1", "hyphens") == "manual"


@pytest.mark.parametrize(
    ("name", "least", "most", "selector", "property"),
    [
        ("size", "14", "36", "#b1", "fontSize"),
        ("width", "40", "100", "#ui-article", "width"),
        ("leading", "1.3", "2.2", "#b1", "lineHeight"),
    ],
)
def test_sliders(browser: Browser, tab: Tab, name: str, least: str, most: str, selector: str, property: str) -> None:
    sizes = []
    for key, value in (("Home", least), ("End", most)):
        tab.run("document.getElementById(arguments[0]).focus()", f"ui-{name}")
        tab.press(key)
        tab.wait("document.querySelector(`#ui-${arguments[0]} + output`).value === arguments[1]", name, value)
        sizes.append(float(style(tab, selector, property).removesuffix("px")))
    assert sizes[0] < sizes[1]
    tab.reload()
    settled(tab)
    assert float(style(tab, selector, property).removesuffix("px")) == sizes[1]


def test_back_to_the_defaults(browser: Browser, tab: Tab) -> None:
    browser.set(theme="dark", font="sans", size=30, width=90, leading=2, images=False, keep=["teaser"])
    tab.wait("document.documentElement.dataset.theme === 'dark'")
    tab.click("#ui-look [type=reset]")
    tab.wait("document.documentElement.dataset.theme === 'system'")
    assert style(tab, "#b1", "fontSize") == "20px"
    stored = browser.home.run("return (await import('/settings.js')).load()")
    assert (stored["font"], stored["images"], stored["keep"]) == ("serif", True, ["teaser"])


def with_picture(browser: Browser, pages: Pages, html: str, width: int = 900, height: int = 600) -> Tab:
    pages.add("/bild.svg", PICTURE.format(width, height), type="image/svg+xml")
    address = pages.url("/bild.svg", "127.0.0.1")  # Firefox takes http only from this machine itself
    return show(browser, answer(html.format(address)))


PAGE = '<h1 id="b0">Titel</h1><figure><img id="b1" src="{}" alt="Die Fähre am Anleger"></figure><p id="b2">Text.</p>'
LOADED = "document.getElementById('b1').naturalWidth > 0"


def test_without_pictures_none_is_asked_for(browser: Browser, pages: Pages) -> None:
    browser.set(images=False)
    tab = with_picture(browser, pages, PAGE)
    tab.wait("document.getElementById('b1').checkVisibility()")
    assert "/bild.svg" not in pages.log
    assert tab.run("return document.getElementById('b1').getBoundingClientRect().height") > 10  # its words stand there
    tab.click("[popovertarget=ui-look]")
    tab.click("#ui-look [name=images]")
    tab.wait(LOADED)
    tab.click("#ui-look [name=images]")
    tab.wait("!document.getElementById('b1').hasAttribute('src')")


def test_pictures_tell_nobody_what_is_read(browser: Browser, pages: Pages) -> None:
    tab = with_picture(browser, pages, PAGE)
    tab.wait(LOADED)
    assert tab.run(
        "const { loading, referrerPolicy } = document.getElementById('b1'); return [loading, referrerPolicy]"
    ) == [
        "lazy",
        "no-referrer",
    ]


@pytest.mark.parametrize("shape", [(1600, 900), (600, 900), (60, 60)])
def test_nothing_moves_when_a_picture_comes(browser: Browser, pages: Pages, shape: tuple[int, int]) -> None:
    browser.set(images=False)
    tab = with_picture(browser, pages, PAGE, *shape)
    tab.run(
        "const image = document.getElementById('b1'); image.src = image.dataset.src + '?late'; delete image.dataset.src"
    )
    before = tab.run("return document.getElementById('b2').getBoundingClientRect().top")
    tab.wait(LOADED)
    assert tab.run("return document.getElementById('b2').getBoundingClientRect().top") == before
