"""Everything that can go wrong, from the click to what the reader page says, and on to the article once it is right."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import ClassVar

import pytest

from reinschrift import __version__, errors

from . import permission
from .accessibility import violations
from .conftest import settled
from .driver import NARROW, Browser, Tab, wait_until
from .servers import Body, Pages, Server

Read = Callable[..., Tab]
TITLE = "Birkenau behält seine Brücke"
HOME = "http://127.0.0.1/*"
HEALTH = json.dumps({"name": "reinschrift", "version": __version__, "ready": True})
FRONT_PAGE = """<!doctype html><html lang="de"><title>Sielbote</title><script>let a = "kein Text";</script>
<nav><a href="/wetter">Wetter</a></nav><p hidden>Verstecktes</p><svg><title>Bild</title></svg>
<nav id="host"><template shadowrootmode="open"><a href="/faehren"><b>Fäh</b>ren</a></template></nav>"""
TOO_SMALL = 500  # bytes; the invented article is larger, and not four times as large


@pytest.fixture
def broken(read: Read, article: str) -> Callable[[str], Tab]:
    """broken(code) -> the reader's tab, which shows this failure instead of the invented article."""

    def broken(code: str, html: str = article) -> Tab:
        tab = read(html)
        assert shown_code(tab) == code
        return tab

    return broken


@pytest.fixture
def fake(browser: Browser, pages: Pages) -> Callable[..., None]:
    """fake(status, body): a Reinschrift that is well and answers every page like this."""

    def fake(status: int, body: Body) -> None:
        pages.add("/v1/health", HEALTH, "application/json", Reinschrift=__version__)
        pages.add("/v1/clean", body, "application/problem+json", status, Reinschrift=__version__)
        browser.set(server=pages.url("", host="127.0.0.1"))

    return fake


def shown_code(tab: Tab) -> str:
    return str(tab.wait("document.querySelector('.problem')?.dataset.code"))


def says(tab: Tab) -> str:
    return tab.text(".problem")


def goes_on(tab: Tab) -> bool:
    return bool(tab.wait("document.documentElement.dataset.state === 'article'")) and TITLE in tab.text("h1")


def commands(tab: Tab) -> str:
    return tab.text(".problem-line code")


def test_server_not_running_and_then_started(server: Server, broken: Callable[[str], Tab]) -> None:
    server.stop()
    tab = broken("unreachable")
    assert commands(tab) == f"python3 run.py serve --port {server.port}"
    assert f"127.0.0.1:{server.port}" in says(tab)
    server.start()
    assert goes_on(tab)


class Starting(BaseHTTPRequestHandler):
    """A Reinschrift that is not ready yet, and counts who asks whether it is."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Reinschrift", __version__)
        self.end_headers()
        self.wfile.write(HEALTH.replace("true", "false").encode())

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing on the console."""


PAGE = "const page = window.wrappedJSObject ?? window"  # in Firefox, scripts see the page as if through glass
IN_A_HURRY = f"{PAGE}; page.setTimeout = (action) => page.queueMicrotask(action)"
HIDE = f"{PAGE}; page.Object.defineProperty(page.document, 'visibilityState', {{ value: 'hidden', writable: true }})"
SHOW = f"{PAGE}; page.document.visibilityState = 'visible'; document.dispatchEvent(new Event('visibilitychange'))"
ASK_OFTEN = "for (let n = 0; n < 20; n += 1) await fetch(`${arguments[0]}/other`)"


def test_looking_for_the_server_rests_while_the_page_is_hidden(server: Server, broken: Callable[[str], Tab]) -> None:
    server.stop()
    tab = broken("unreachable")
    tab.run(IN_A_HURRY)
    with ThreadingHTTPServer(("127.0.0.1", server.port), Starting) as starting:
        Thread(target=starting.serve_forever, daemon=True).start()
        wait_until(lambda: Starting.asked.count("/v1/health") > 20, "the page to look again and again")
        tab.run(HIDE)
        tab.run(ASK_OFTEN, server.url)  # by then what was on its way has arrived
        before = Starting.asked.count("/v1/health")
        tab.run(ASK_OFTEN, server.url)
        assert Starting.asked.count("/v1/health") == before
        tab.run(SHOW)
        wait_until(lambda: Starting.asked.count("/v1/health") > before, "the page to look again")
        starting.shutdown()
    Starting.asked.clear()
    assert shown_code(tab) == "unreachable"


def test_command_is_copied_and_trying_again_is_one_key(
    browser: Browser, server: Server, broken: Callable[[str], Tab]
) -> None:
    server.stop()
    tab = broken("unreachable")
    assert "<h1" in tab.focused()
    tab.press("Tab")
    tab.press("Enter")
    tab.wait("document.querySelector('.problem-copy').textContent === 'Copied'")
    tab.press("Tab")
    assert tab.run("return document.activeElement.textContent") == "Try again"
    tab.press("Enter")  # and it is not running yet
    tab.wait("document.activeElement.matches('h1')")
    assert shown_code(tab) == "unreachable"
    assert browser.clipboard() == f"python3 run.py serve --port {server.port}"


def test_another_program_on_the_port(browser: Browser, server: Server, pages: Pages, article: str) -> None:
    news = browser.open(pages.add("/article.html", article))
    browser.set(server=pages.url("", host="127.0.0.1"), token="Perlmutt 7")
    tab = settled(browser.opened_by(lambda: browser.click_button(news)))
    assert shown_code(tab) == "stranger"
    assert f"127.0.0.1:{pages.port}" in tab.text("h1")
    assert "BaseHTTP" in says(tab)
    assert commands(tab) == "python3 run.py serve --port 8418"
    assert pages.log[-1] == "/v1/health"  # it got neither the page nor the token
    browser.set(server=server.url)
    assert goes_on(tab)


@pytest.mark.parametrize(
    ("version", "words"), [("0.0.9", "Update the server"), ("9.0.0", "Update the extension to version 9.0.0")]
)
def test_version_mismatch(server: Server, broken: Callable[[str], Tab], version: str, words: str) -> None:
    server.start(version=version)
    tab = broken("version")
    assert words in says(tab)
    assert f"The extension has version {__version__}, the server version {version}." in says(tab)
    server.start()
    tab.click(".problem-actions .primary")
    assert goes_on(tab)


def test_token_is_entered_in_the_options(browser: Browser, server: Server, broken: Callable[[str], Tab]) -> None:
    server.start(token="Perlmutt 7")
    tab = broken("unauthorized")
    assert "wants its token" in tab.text("h1")
    options = browser.opened_by(lambda: tab.click(".problem-actions .primary"))
    options.wait("document.activeElement.id === 'token'")
    options.type("falsch")
    options.press("Tab")
    tab.wait("document.querySelector('h1').textContent.includes('does not accept')")
    options.click("#token")
    options.run("document.querySelector('#token').select()")
    options.type("Perlmutt 7")
    options.press("Tab")
    assert goes_on(tab)


def test_page_too_large(server: Server, broken: Callable[[str], Tab]) -> None:
    server.start(body_limit=TOO_SMALL)
    tab = broken("too_large")
    assert "MB; the server takes at most 0.0005 MB" in says(tab)
    assert commands(tab) == f"python3 run.py serve --port {server.port} --body-limit 10000000"
    server.start(body_limit=10_000_000)
    tab.click(".problem-actions .primary")
    assert goes_on(tab)


def test_a_page_many_times_too_large_is_not_even_sent(
    browser: Browser, server: Server, broken: Callable[..., Tab], article: str
) -> None:
    """The server would end the connection in the middle of such a page, and then no browser shows what it said."""
    server.start(body_limit=TOO_SMALL)
    browser.requests()
    tab = broken("too_large", article.replace("<article>", f"<article>{'<p>Noch ein Absatz.</p>' * 100_000}"))
    assert "2.3 MB; the server takes at most 0.0005 MB" in says(tab)
    assert [asked for asked in browser.requests() if "/v1/clean" in asked] == []


def test_no_article_and_the_full_visible_text_on_request(broken: Callable[..., Tab]) -> None:
    tab = broken("no_article", FRONT_PAGE)
    assert "Wetter" not in says(tab)
    tab.click(".problem-actions .primary")
    lines = tab.wait("[...document.querySelectorAll('.problem-text p')].map((line) => line.textContent)")
    assert lines == ["Wetter", "Fähren"]
    assert tab.run("return document.querySelector('.problem-text-body').lang") == "de"
    assert "<h2" in tab.focused()
    assert violations(tab) == []


def test_original_page_is_a_click_away(pages: Pages, broken: Callable[..., Tab]) -> None:
    tab = broken("no_article", FRONT_PAGE)
    tab.click(".problem-actions a")
    tab.wait("location.pathname === '/article.html'")


def test_busy(fake: Callable[..., None], broken: Callable[[str], Tab]) -> None:
    fake(503, json.dumps(errors.Busy().problem("/v1/clean")))
    assert "in a moment" in says(broken("busy"))


def test_page_takes_too_long(fake: Callable[..., None], broken: Callable[[str], Tab]) -> None:
    fake(504, json.dumps(errors.TookTooLong().problem("/v1/clean")))
    assert commands(broken("took_too_long")).endswith("--time-limit 20")


def test_reader_stops_a_server_that_does_not_answer(
    browser: Browser, fake: Callable[..., None], pages: Pages, article: str
) -> None:
    waiting = Event()
    fake(200, lambda: "{}" if waiting.wait(timeout=30) else "")
    news = browser.open(pages.add("/article.html", article))
    tab = browser.opened_by(lambda: browser.click_button(news))
    tab.click("#ui-loading button")
    assert shown_code(tab) == "cancelled"
    waiting.set()


def test_server_that_does_not_answer(browser: Browser, pages: Pages, read: Read, article: str) -> None:
    waiting = Event()
    pages.add("/v1/health", lambda: HEALTH if waiting.wait(timeout=30) else "", Reinschrift=__version__)
    browser.set(server=pages.url("", host="127.0.0.1"))
    tab = read(article)
    waiting.set()
    assert shown_code(tab) == "slow"
    assert tab.text(".problem-actions .primary") == "Try again"


def test_answer_that_is_none(fake: Callable[..., None], broken: Callable[[str], Tab]) -> None:
    fake(200, "<html>")
    assert "cannot be read" in says(broken("garbled"))


class Breaking(BaseHTTPRequestHandler):
    """A Reinschrift that is well, begins to answer a page, and ends."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.answer(HEALTH, len(HEALTH))

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer("{", 1000)
        self.close_connection = True

    def answer(self, body: str, length: int) -> None:
        self.send_response(200)
        self.send_header("Reinschrift", __version__)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing on the console."""


def test_connection_that_breaks(browser: Browser, broken: Callable[[str], Tab]) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Breaking) as ending:
        Thread(target=ending.serve_forever, daemon=True).start()
        browser.set(server=f"http://127.0.0.1:{ending.server_port}")
        assert "broke off" in says(broken("interrupted"))
        ending.shutdown()


def test_unknown_problem_is_told_in_the_servers_words(fake: Callable[..., None], broken: Callable[[str], Tab]) -> None:
    fake(418, json.dumps({"code": "teapot", "detail": "This server is a teapot."}))
    tab = broken("teapot")
    assert "This server is a teapot." in says(tab)
    assert tab.run("return document.querySelector('.problem-quoted').lang") == "en"


def test_extension_not_let_in(browser: Browser, server: Server, broken: Callable[[str], Tab]) -> None:
    server.start(extension_ids="a" * 32)
    tab = broken("forbidden")
    identity = browser.base.split("/")[2]
    assert commands(tab) == f"python3 run.py serve --port {server.port} --extension-ids {identity}"
    server.start(extension_ids=identity)
    tab.click(".problem-actions .primary")
    assert goes_on(tab)


@pytest.fixture
def withheld(browser: Browser) -> Iterator[None]:
    permission.withhold(browser, HOME)
    yield
    permission.give(browser, HOME)


@pytest.mark.usefixtures("withheld")
def test_permission_given_elsewhere(browser: Browser, broken: Callable[[str], Tab]) -> None:
    tab = broken("permission")
    assert "Nothing leaves it" in says(tab)
    permission.give(browser, HOME)
    assert goes_on(tab)


def test_permission_given_in_the_page(
    browser: Browser, server: Server, broken: Callable[[str], Tab], pages: Pages
) -> None:
    """For a server off this machine, whose permission was taken away after the options had asked for it."""
    server.start(allowed_hosts="other.test")
    browser.set(server=f"http://other.test:{server.port}")
    tab = broken("permission")
    assert f"other.test:{server.port}" in says(tab)
    permission.click_and_allow(browser, tab, ".problem-actions .primary", "http://other.test/*")
    assert goes_on(tab)
    browser.home.run("await chrome.permissions.remove({ origins: ['http://other.test/*'] })")


def test_name_the_server_does_not_know(browser: Browser, server: Server, broken: Callable[[str], Tab]) -> None:
    browser.set(server=f"http://other.test:{server.port}")
    tab = broken("permission")
    permission.click_and_allow(browser, tab, ".problem-actions .primary", "http://other.test/*")
    tab.wait("document.querySelector('.problem')?.dataset.code === 'forbidden'")
    assert commands(tab) == f"python3 run.py serve --allowed-hosts other.test:{server.port}"
    server.start(allowed_hosts=f"other.test:{server.port}")
    tab.click(".problem-actions .primary")
    assert goes_on(tab)
    browser.home.run("await chrome.permissions.remove({ origins: ['http://other.test/*'] })")


def test_page_that_the_browser_protects(browser: Browser) -> None:
    news = browser.open({"chromium": "chrome://version/", "firefox": "about:license"}[browser.name])
    tab = settled(browser.opened_by(lambda: browser.click_button(news)))
    assert shown_code(tab) == "protected"
    assert "protects this page" in says(tab)


def test_article_that_is_gone(browser: Browser) -> None:
    tab = settled(browser.open_extension("reader/reader.html?id=forgotten"))
    assert shown_code(tab) == "lost"


EVERY_CODE = """
    const { problemElement } = await import("/problems.js");
    const { DEFAULTS } = await import("/settings.js");
    const record = { source: { url: "https://www.sielbote.example/" }, html: "<p>Fähre" };
    return arguments[0].map((code) => {
      const element = problemElement({ code, detail: "" }, { record, settings: DEFAULTS, retry: () => {} });
      return [code, element.querySelector("h1").textContent, element.querySelectorAll(".button").length];
    });
"""
OF_THE_EXTENSION = (
    "unreachable slow interrupted cancelled stranger garbled version permission "
    "protected pdf no_page file internal lost"
).split()


def test_every_code_is_told(browser: Browser) -> None:
    of_the_server = [
        error.code for error in vars(errors).values() if isinstance(error, type) and hasattr(error, "code")
    ]
    told = browser.home.run(EVERY_CODE, [*OF_THE_EXTENSION, *of_the_server, "of the future"])
    unknown = told[-1][1]
    assert unknown
    for code, title, actions in told[:-1]:
        assert title != unknown, code
        assert actions, code


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_nothing_stands_in_the_way(browser: Browser, server: Server, broken: Callable[[str], Tab], theme: str) -> None:
    browser.set(theme=theme)
    server.start(body_limit=TOO_SMALL)
    tab = broken("too_large")
    tab.resize(*NARROW)
    assert violations(tab) == []
    assert tab.run("return document.documentElement.scrollWidth <= innerWidth")


def test_a_german_reader_is_told_in_german(german: Browser, server: Server, pages: Pages, article: str) -> None:
    server.stop()
    news = german.open(pages.add("/article.html", article))
    tab = settled(german.opened_by(lambda: german.click_button(news)))
    assert tab.text("h1") == "Der Server von Reinschrift läuft nicht"
    server.start()
    wait_until(lambda: goes_on(tab), "the article")
