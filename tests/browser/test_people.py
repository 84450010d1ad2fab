"""The page for people at `/`: it tries the server with what is put in, by keyboard, on a phone, in the dark."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from . import window
from .accessibility import violations
from .chromium import Chromium
from .driver import DESKTOP, NARROW, PHONE, Browser, Tab
from .firefox import Firefox
from .servers import Pages, Server
from .test_access import CLIPPED, CUT, SMALL, SPACED, reach

STEPS = {
    "empty": [],
    "nothing": ["#ui-form .primary"],
    "sample": [".options summary", "#ui-sample"],
    "put back": ["#ui-put-all"],
    "json": ["#ui-formats label:last-child"],
    "operation": ["#ui-operation-clean > summary", "#ui-operation-clean .more", "#ui-operation-clean .primary"],
}
"""What is clicked, one after the other, on one page; after each axe looks at it."""
SETTLED = {
    "sample": "!document.getElementById('ui-result').hidden",
    "operation": "document.querySelector('.operation-answer b')",
}
HOSTILE = """<article><h1>Das Bad am Wehr bleibt</h1>
<p>Der Stadtrat hat am Dienstagabend beschlossen, das alte Bad am Wehr nicht abzureißen.<img src=x onerror=alert(1)></p>
<p>Nach mehr als vier Stunden stimmten <a href="javascript:alert(2)">siebzehn</a> Mitglieder dafür, neun dagegen.</p>
<script>document.title = "ran"</script><svg onload="document.title='ran'"></svg>
<p id="ui-result">Kritik kam von den Anwohnern der Gerbergasse, die mit mehr Verkehr vor der Tür rechnen.</p>
</article>"""


@pytest.fixture
def people(browser: Browser, server: Server) -> Iterator[Callable[..., Tab]]:
    """people() opens the page in English, people("?lang=de") in German; an error in it fails the test."""
    errors_of(browser, server)

    def opened(query: str = "?lang=en", size: tuple[int, int] = DESKTOP) -> Tab:
        tab = browser.open(f"{server.url}/{query}")
        tab.resize(*size)
        tab.wait("document.querySelector('#ui-operations details')")
        return tab

    yield opened
    assert errors_of(browser, server) == []


def errors_of(browser: Browser, server: Server) -> list[str]:
    """Errors and CSP violations in the server's own pages; that a request had a 4xx is none."""
    if isinstance(browser, Firefox):
        return list(browser.marionette.run("chrome", window.TAKE_ERRORS, server.url))
    assert isinstance(browser, Chromium)
    browser.errors()  # lets Playwright tell of what happened meanwhile
    lines, browser.lines = browser.lines, []
    own = [line for line in lines if line.startswith((f"error {server.url}", f"uncaught {server.url}"))]
    return [line for line in own if "Failed to load resource" not in line]


def sampled(tab: Tab) -> Tab:
    tab.click("#ui-sample")
    tab.wait("!document.getElementById('ui-result').hidden")
    return tab


def put_in(tab: Tab, source: str) -> None:
    tab.run("document.getElementById('ui-source').value = arguments[0]", source)
    tab.click("#ui-form .primary")


def shown(tab: Tab) -> bool:
    return bool(tab.wait("!document.getElementById('ui-result').hidden"))


def test_it_says_whether_the_server_is_well(people: Callable[..., Tab], server: Server) -> None:
    tab = people()
    tab.wait("document.querySelector('#ui-status[data-state=ready]')")
    assert tab.text("#ui-status") == "The server is ready. Version 0.1.0."
    server.stop()
    tab.run("document.dispatchEvent(new Event('visibilitychange'))")
    tab.wait("document.querySelector('#ui-status[data-state=gone]')")
    tab.click("#ui-sample")
    tab.wait("document.getElementById('ui-problem').textContent")
    assert tab.text("#ui-problem").startswith("The server does not answer.")
    server.start()
    tab.run("document.dispatchEvent(new Event('visibilitychange'))")
    tab.wait("document.querySelector('#ui-status[data-state=ready]')")


def test_the_sample_and_what_was_removed_from_it(people: Callable[..., Tab]) -> None:
    tab = sampled(people())
    assert tab.text("#ui-article h1") == "The lighthouse at Farrow Point is lit again"
    assert tab.text("#ui-removed-title") == "8 blocks removed"
    assert "newsletter box: " in tab.text("#ui-removed li:nth-child(4) .reason")
    tab.wait("scrollY > 0")
    assert 'id="ui-result-title"' in tab.focused()
    assert tab.run("return document.querySelectorAll('#ui-article .slot:not([hidden])').length") == 0


def test_it_speaks_german(people: Callable[..., Tab]) -> None:
    tab = sampled(people("?lang=de"))
    assert tab.text("#ui-article h1") == "Die Turmuhr von Kaltenau geht wieder richtig"
    assert tab.text("#ui-removed-title") == "8 Blöcke entfernt"
    assert "Newsletter-Kasten: " in tab.text("#ui-removed li:nth-child(4) .reason")
    tab.click(".languages [hreflang=en]")
    tab.wait("document.documentElement.lang === 'en'")
    tab.wait("document.querySelector('#ui-status[data-state=ready]')")


def test_a_block_is_put_back_where_it_stood_and_taken_out_again(people: Callable[..., Tab]) -> None:
    tab = sampled(people())
    tab.click("#ui-removed li:nth-child(4) button")
    slot = "document.querySelector('#ui-article .slot:not([hidden])')"
    slots = "return [...document.querySelectorAll('#ui-article .slot:not([hidden])')].map((slot) => slot.innerText)"
    assert len(tab.run(slots)) == 1
    assert "The Morning Tide" in tab.run(slots)[0]
    assert tab.run(f"return {slot}.previousElementSibling.textContent").startswith("The lens was made")
    assert tab.run(f"return {slot}.nextElementSibling.textContent").startswith("Half of the money")
    assert tab.text("#ui-removed li:nth-child(4) button") == "Take out again"
    tab.click("#ui-removed li:nth-child(4) button")
    assert tab.run(slots) == []
    tab.click("#ui-put-all")
    assert len(tab.run(slots)) == 8
    assert tab.text("#ui-put-all") == "Take everything out again"
    order = "return [...document.querySelectorAll('#ui-article .slot .kind')].map((kind) => kind.textContent)"
    assert tab.run(order) == tab.run(order.replace("#ui-article .slot .kind", "#ui-removed h4"))


def test_formats_and_copies(people: Callable[..., Tab], browser: Browser) -> None:
    tab = sampled(people())
    tab.click("#ui-formats label:nth-of-type(3)")
    assert tab.text("#ui-plain").startswith("# The lighthouse at Farrow Point is lit again")
    tab.click("#ui-copy")
    tab.wait("document.getElementById('ui-said').textContent === 'Copied'")
    assert browser.clipboard().startswith("# The lighthouse at Farrow Point is lit again\n\n")
    tab.front()
    tab.click("#ui-formats label:nth-of-type(4)")
    assert json.loads(tab.text("#ui-plain"))["title"] == "The lighthouse at Farrow Point is lit again"
    assert not tab.run("return document.getElementById('ui-article').checkVisibility()")


def test_the_command_line_does_the_same(people: Callable[..., Tab], browser: Browser, tmp_path: Any) -> None:
    if shutil.which("curl") is None or shutil.which("sh") is None:
        pytest.fail("this test runs the command line that the page gives, and needs curl and sh")
    tab = people()
    tab.click(".options summary")
    tab.run("document.getElementById('ui-address').value = \"https://x.example/it's?a=1&b=2\"")
    tab.click("[name=keep][value=newsletter]")
    sampled(tab)
    tab.click("#ui-formats label:nth-of-type(3)")
    tab.click("#ui-curl-copy")
    tab.wait("document.getElementById('ui-said').textContent === 'Copied'")
    line = browser.clipboard()
    page = tab.run("return document.getElementById('ui-source').value")
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    told = subprocess.run(["sh", "-c", line], cwd=tmp_path, check=True, capture_output=True, encoding="utf-8").stdout
    assert told.strip() == tab.text("#ui-plain").strip()
    assert "The Morning Tide" in told


def test_a_file_is_dropped_as_the_bytes_it_has(people: Callable[..., Tab]) -> None:
    tab = people()
    tab.run(DROP, "größe.html", "<p>Die Brücke über die Lohe bleibt, das hat der Stadtrat am Abend beschlossen.</p>")
    assert shown(tab)
    assert "Die Brücke über die Lohe" in tab.text("#ui-article")
    assert tab.text("#ui-file-name") == "größe.html, 1 kB"
    tab.click("#ui-file-remove")
    assert 'id="ui-source"' in tab.focused()


DROP = """
    const [name, html] = arguments;
    const bytes = Uint8Array.from([...`<meta charset="iso-8859-1">${html}`].map((letter) => letter.charCodeAt(0)));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name, { type: "text/html" }));
    for (const type of ["dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
"""


@pytest.mark.parametrize(
    ("page", "pasted"),
    [("<h1>Die Brücke bleibt</h1>", "<h1"), ("<pre>&lt;h2&gt;Quelltext&lt;/h2&gt;</pre>", "<h2>Quelltext</h2>")],
    ids=["what the page shows", "source shown by a page"],
)
def test_what_was_copied_from_a_page_is_pasted_with_its_markup(
    people: Callable[..., Tab], browser: Browser, pages: Pages, page: str, pasted: str
) -> None:
    source = browser.open(pages.add("/page.html", f'<!doctype html><meta charset="utf-8"><body>{page}'))
    source.front()
    source.press("Control+a")
    source.press("Control+c")
    tab = people()
    tab.click("#ui-source")
    tab.press("Control+v")
    field = tab.wait("document.getElementById('ui-source').value")
    assert pasted in field
    assert "<pre" not in field


TEXT = "Elf Monate lag das Schiff fest.\n\nJetzt unseren Newsletter abonnieren!\n\nSeit Samstag fährt es."


def test_plain_text_is_text(people: Callable[..., Tab]) -> None:
    tab = people()
    tab.run("document.getElementById('ui-source').value = arguments[0]", TEXT)
    tab.click("#ui-source")
    tab.press("Control+Enter")
    assert shown(tab)
    assert tab.text("#ui-removed h4") == "Newsletter"
    assert "text/plain" in tab.text("#ui-curl")
    assert "@page.txt" in tab.text("#ui-curl")


def test_nothing_and_no_article_are_told(people: Callable[..., Tab]) -> None:
    tab = people()
    tab.click("#ui-form .primary")
    assert tab.text("#ui-problem") == "Put in a page’s HTML or some text first."
    assert 'id="ui-source"' in tab.focused()
    put_in(tab, "<nav><a href='/'>Start</a></nav>")
    tab.wait("document.getElementById('ui-problem').textContent.includes('article')")


def test_a_hostile_page_neither_runs_nor_loads(people: Callable[..., Tab]) -> None:
    tab = people()
    put_in(tab, HOSTILE)
    assert shown(tab)
    assert tab.title == "Reinschrift – the fair copy of a page"
    assert "siebzehn" in tab.text("#ui-article")
    assert tab.count("#ui-article :is(script, img, svg, iframe, [onerror], [href^=javascript])") == 0
    assert tab.count("#ui-result") == 1
    assert tab.run("return performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin)") == [
        tab.run("return location.origin")
    ] * tab.run("return performance.getEntriesByType('resource').length")


def test_a_server_with_a_token_asks_for_it(people: Callable[..., Tab], server: Server) -> None:
    server.start(token="geheim-und-lang")
    tab = people()
    tab.click("#ui-sample")
    tab.wait("!document.getElementById('ui-secret').hidden")
    assert 'id="ui-token"' in tab.focused()
    tab.type("geheim-und-lang")
    tab.click("#ui-form .primary")
    assert shown(tab)
    assert "geheim" not in tab.text("#ui-curl")
    assert "Authorization: Bearer YOUR_TOKEN" in tab.text("#ui-curl")


def test_every_operation_of_the_description_can_be_tried(people: Callable[..., Tab]) -> None:
    tab = people()
    names = "return [...document.querySelectorAll('.operation > summary code')].map((code) => code.textContent)"
    described = tab.run("return (await fetch('/openapi.json')).json()")["paths"]
    assert tab.run(names) == list(described)
    for number, path in enumerate(described, start=1):
        place = f".operation:nth-child({number})"
        tab.click(f"{place} > summary")
        tab.click(f"{place} .primary")
        tab.wait("document.querySelector(`${arguments[0]} .operation-answer b`)", place)
        status = "404 NOT FOUND" if path == "/metrics" else "200 OK"  # counted only where the server was told to
        assert tab.text(f"{place} .operation-answer b") == status


def test_an_operations_parameters_and_types(people: Callable[..., Tab]) -> None:
    tab = people()
    tab.click("#ui-operation-clean > summary")
    form = "#ui-operation-clean form"
    tab.click(f"{form} input[value=newsletter]")
    for label, value in {"Answer as": "text/markdown", "Content-Encoding (header)": "gzip"}.items():
        tab.run(CHOOSE, form, label, value)
    line = tab.text(f"{form} .line")
    assert all(part in line for part in ("keep=newsletter", "Accept: text/markdown", "| gzip | curl", "@-"))
    tab.click(f"{form} .primary")
    tab.wait("document.querySelector(`${arguments[0]} .operation-answer b`)", form)
    told = tab.text(f"{form} .operation-answer pre:last-child")
    assert told.startswith("# The ferry sails again")
    assert "Our newsletter" in told


CHOOSE = """
    const [form, name, value] = arguments;
    const label = [...document.querySelectorAll(`${form} label`)].find((found) => found.textContent === name);
    label.control.value = value;
    label.control.dispatchEvent(new Event("change", { bubbles: true }));
    label.control.dispatchEvent(new Event("input", { bubbles: true }));
"""


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
def test_axe_finds_nothing(people: Callable[..., Tab], size: tuple[int, int], scheme: str) -> None:
    tab = people(size=size)
    tab.emulate(scheme, reduced_motion=True)
    found = {}
    for step, clicks in STEPS.items():
        for selector in clicks:
            tab.click(selector)
        tab.wait(SETTLED.get(step, "true"))
        found[step] = violations(tab)
    assert found == {step: [] for step in STEPS}


@pytest.mark.parametrize("query", ["?lang=en", "?lang=de"])
def test_a_narrow_window_needs_no_sideways_scrolling(people: Callable[..., Tab], query: str) -> None:
    tab = sampled(people(query, NARROW))
    tab.click("#ui-put-all")
    tab.click("#ui-operation-clean > summary")
    tab.click(".options summary")
    for spaced in (False, True):
        if spaced:
            tab.run(SPACED)
            assert tab.run(CLIPPED) == []
        assert tab.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        assert tab.run(CUT) == []
    assert tab.run(SMALL) == []


def test_the_keyboard_alone_suffices(people: Callable[..., Tab]) -> None:
    tab = people()
    tab.emulate(reduced_motion=True)
    tab.press("Tab")
    assert 'class="skip"' in tab.focused()
    tab.press("Enter")
    assert 'id="ui-main"' in tab.focused()
    reach(tab, 'id="ui-sample"')
    tab.press("Enter")
    assert shown(tab)
    reach(tab, 'name="format"')
    tab.press("ArrowRight")
    assert tab.text("#ui-plain").startswith("For nine years")
    tab.press("ArrowLeft")
    reach(tab, 'class="button small"')
    reach(tab, 'id="ui-put-all"')
    tab.press("Enter")
    assert tab.count("#ui-article .slot:not([hidden])") == 8
    tab.press("Tab")
    tab.press("Enter")
    assert tab.count("#ui-article .slot:not([hidden])") == 7
