"""Copying, saving and printing give what is shown."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from .driver import Browser, Tab
from .servers import Pages, Server
from .shelf import SOURCE, answer, cleaned, gone, show

REMOVED = [gone("b2", '<h3 id="b2">Post &amp; mehr</h3>', "b1", kind="newsletter")]
HTML = (
    '<h1 id="b0">Fähre: „ja“/nein?</h1><p id="b1">Eins mit <a href="https://x.example/?a=1&amp;b=2" rel="noopener '
    'noreferrer">Verweis</a>.</p><figure><img id="b3" src="{picture}" alt="Die Fähre"></figure><p id="b4">Zwei.</p>'
)


def shown(browser: Browser, pages: Pages, **record: object) -> Tab:
    """An article with a picture and one removed block, whose title makes no file name as it is."""
    pages.add("/bild.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='6'/>", type="image/svg+xml")
    html = HTML.format(picture=pages.url("/bild.svg", "pictures.test"))
    said = answer(html, REMOVED, title="Fähre: „ja“/nein?", siteName="Sielbote", authors=["Meike Tjarks"])
    return show(browser, said, **record)


def choose(tab: Tab, act: str) -> None:
    tab.click("[popovertarget=ui-share]")
    tab.click(f"#ui-share [data-act={act}]")
    tab.wait("document.getElementById('ui-said').textContent")


@pytest.mark.parametrize(
    ("act", "untouched", "restored"),
    [
        ("copyText", "Text des Servers", "Eins mit Verweis.\n\nPost & mehr\n\nZwei."),
        (
            "copyMarkdown",
            "Markdown des Servers",
            "# Fähre: „ja“/nein?\n\nEins mit [Verweis](https://x.example/?a=1&b=2).\n\n### Post & mehr\n\n"
            "![Die Fähre]({picture})\n\nZwei.",
        ),
    ],
)
def test_copying(browser: Browser, pages: Pages, act: str, untouched: str, restored: str) -> None:
    choose(shown(browser, pages), act)
    assert browser.clipboard() == untouched
    choose(shown(browser, pages, restored=["b2"]), act)
    assert browser.clipboard() == restored.format(picture=pages.url("/bild.svg", "pictures.test"))


def test_pictures_that_are_not_shown_are_not_copied(browser: Browser, pages: Pages) -> None:
    browser.set(images=False)
    choose(shown(browser, pages), "copyMarkdown")
    assert "![" not in browser.clipboard()


def test_saving_markdown(browser: Browser, pages: Pages) -> None:
    tab = shown(browser, pages)
    file = browser.download(lambda: choose(tab, "saveMarkdown"))
    assert file.name == "Fähre „ja“ nein.md"
    assert file.read_text(encoding="utf-8") == "Markdown des Servers\n"


def test_saving_a_page_that_stands_alone(browser: Browser, pages: Pages) -> None:
    tab = shown(browser, pages, restored=["b2"])
    file = browser.download(lambda: choose(tab, "saveHtml"))
    assert file.name == "Fähre „ja“ nein.html"
    saved = file.read_text(encoding="utf-8")
    for foreign in ("data-", "ui-", "class=", "Put back", "Take out", "<script", "newsletter"):
        assert foreign not in saved
    pages.add("/saved.html", saved)
    page = browser.open(pages.url("/saved.html"))
    assert page.title == "Fähre: „ja“/nein?"
    assert page.run("return [document.documentElement.lang, document.documentElement.dir]") == ["de", "ltr"]
    assert page.count("h1") == 1
    assert page.run("return [...document.querySelectorAll('article > *')].map((e) => e.localName)") == [
        "header",
        "p",
        "h3",
        "figure",
        "p",
    ]
    assert page.run("return document.querySelector('footer a').href") == SOURCE
    assert "Meike Tjarks" in page.text("header")
    page.wait("document.querySelector('img').naturalWidth === 9")
    assert page.run("return getComputedStyle(document.body).maxWidth") != "none"


def test_a_copied_command_works(browser: Browser, pages: Pages, server: Server, article: str) -> None:
    if sys.platform == "win32" or not shutil.which("curl"):
        pytest.fail("this needs a shell and curl")
    address = pages.add("/it's & that.html", article)
    source = address.replace("news.test", "127.0.0.1").replace(" ", "%20")
    pages.add("/it's%20&%20that.html", article)
    tab = shown(browser, pages, source={"url": source, "title": "x"})
    choose(tab, "copyCurl")
    line = browser.clipboard()
    assert line.startswith("curl -sL 'http://127.0.0.1")
    found = subprocess.run(["sh", "-c", line], capture_output=True, text=True, timeout=60, check=True)
    assert cleaned(server, article)["title"] in found.stdout
    assert source in found.stdout


def test_a_copied_command_holds_no_token(browser: Browser, pages: Pages) -> None:
    browser.set(token="streng-geheim", keep=["teaser"])
    tab = shown(browser, pages)
    choose(tab, "copyCurl")
    line = browser.clipboard()
    assert "geheim" not in line
    assert "-H 'Authorization: Bearer YOUR_TOKEN'" in line
    assert "keep=teaser" in line
    assert "YOUR_TOKEN" in tab.text("#ui-said")


def test_printing(browser: Browser, pages: Pages) -> None:
    browser.set(theme="dark")
    tab = shown(browser, pages, restored=["b2"])
    tab.click("#ui-removed-button")
    assert tab.pdf().startswith(b"%PDF-")
    tab.run(
        "for (const rule of document.styleSheets) if (rule.media.mediaText === 'print') rule.media.mediaText = 'all'"
    )
    seen = "return [...document.querySelectorAll(arguments[0])].filter((e) => e.checkVisibility()).length"
    assert tab.run(seen, ".bar, .drawer, .player, .said, .slot-button, .about") == 0
    assert tab.run(seen, "#b1, #b2, #b4") == 3
    assert tab.run("return getComputedStyle(document.getElementById('b1')).color") == "rgb(0, 0, 0)"
    assert tab.run("return document.querySelector('.source').dataset.url") == SOURCE
    content = "return getComputedStyle(document.querySelector('.source'), '::after').content"
    assert tab.run(content) in ("attr(data-url)", f'"{SOURCE}"')
