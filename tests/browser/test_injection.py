"""What browsers let nobody read, and what is no page: each told apart, and said in the reader page."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from .chromium import Chromium
from .conftest import settled
from .driver import Browser, Tab
from .servers import Pages, Server

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAICAIAAABPmPnhAAAAEklEQVR4nGNoaGjAgxhGtDQAnVh5Aa/4GP8AAAAASUVORK5CYII="
)
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/MediaBox[0 0 200 200]/Parent 2 0 R>>endobj
trailer<</Root 1 0 R>>
%%EOF"""
FILES = [
    ("application/pdf", PDF, "pdf"),
    ("image/png", PICTURE, "no_page"),
    ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'><text y='20'>x</text></svg>", "no_page"),
    ("text/xml", "<a><b>c</b></a>", "no_page"),
    ("application/json", '{"a": 1}', "no_page"),
]


def code(browser: Browser, page: Tab, by: Callable[[Tab], None] | None = None) -> str:
    """What the reader page says of a click on the button in a tab."""
    tab = settled(browser.opened_by(lambda: (by or browser.click_button)(page)))
    return str(tab.run("return document.querySelector('.problem').dataset.code"))


@pytest.mark.parametrize(("type", "body", "wanted"), FILES, ids=[type for type, _, _ in FILES])
def test_files(browser: Browser, pages: Pages, type: str, body: str | bytes, wanted: str) -> None:
    url = pages.add("/datei", body, type)
    assert code(browser, browser.open(url)) == wanted
    assert browser.articles()[-1]["source"]["url"] == url


def test_the_browsers_own_pages(browser: Browser) -> None:
    address = "chrome://version/" if browser.name == "chromium" else "about:license"
    assert code(browser, browser.open(address)) == "protected"


def test_an_extensions_page(browser: Browser) -> None:
    assert code(browser, browser.open_extension("options/options.html")) == "protected"


def test_a_file_on_this_machine(browser: Browser, tmp_path: Path) -> None:
    """Chromium lets extensions read files only where the reader says so."""
    file = tmp_path / "seite.html"
    file.write_text("<h1>Datei</h1><p>Kein Artikel.</p>")
    assert code(browser, browser.open(file.as_uri())) == "no_article"
    if isinstance(browser, Chromium):
        browser.configure(fileAccess=False)
        assert code(browser, browser.open(file.as_uri())) == "file"
        browser.configure(fileAccess=True)


def test_an_error_page(browser: Browser, server: Server) -> None:
    server.stop()
    page = browser.open("about:blank")
    page.run("setTimeout(() => location.assign(arguments[0]))", server.url)
    page.wait("document.title !== ''")
    assert code(browser, page, browser.press_shortcut) == "no_page"
