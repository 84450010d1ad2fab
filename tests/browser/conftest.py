"""What the tests in real browsers share. To write one:

def test_title(browser, read):            # runs twice: test_title[chromium], test_title[firefox]
    tab = read("<h1>…</h1><p>…")          # serves this page, opens it, really clicks the button, waits for the reader
    assert tab.text("h1") == "…"
    tab.click("#drawer button"); tab.press("Escape"); tab.wait("document.title === '…'")
    assert tab.run("return arguments[0] + 1", 1) == 2      # the body of an async function, in extension pages too

Fixtures: `browser` (driver.Browser: open, open_extension("options/options.html"), opened_by(action), click_button,
press_shortcut, choose_menu, open_private, set(theme="dark") for settings, articles() for the store, requests(),
clipboard(), download(action), restart(), reload_extension()), `pages` (servers.Pages: add(path, html) -> address,
log), `server` (servers.Server: stop(), start(token="x", body_limit=1000, version="9.0.0"), url), `read`, `article` (an
invented page as HTML), `german` (a `browser` whose language is German; the default is English).
driver.Tab says what a tab can do; driver.wait_until waits for anything. Never sleep.

The reader page says in document.documentElement.dataset.state what it shows: "article" or "failure" (absent before);
`read` waits for it. Each test begins without tabs, settings and articles, and with a server. An error or a CSP
violation in the extension's pages or background fails the test that caused it; one that means to cause some empties
browser.errors() itself. A failure leaves a screenshot of every tab and the browser's log in the test's tmp_path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from . import provide
from .chromium import Chromium
from .driver import EXTENSION, Browser, Tab
from .firefox import Firefox
from .servers import Pages, Server

HERE = Path(__file__).parent
SETTLED = "(document.documentElement.dataset.state === 'failure' || document.getElementById('ui-timing')?.textContent)"
KINDS = ("chromium", "firefox")
failed = pytest.StashKey[bool]()
times = pytest.StashKey[list[str]]()
"""Lines about how long things took, for the end of the run."""


def pytest_configure(config: pytest.Config) -> None:
    config.stash[times] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.stash[times]:
        terminalreporter.section("from click to reader page")
        terminalreporter.write("".join(f"{line}\n" for line in config.stash[times]))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    item.stash[failed] = item.stash.get(failed, False) or report.failed
    return report


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


def make(
    kind: str, folder: Path, language: str, request: pytest.FixtureRequest, extension: Path = EXTENSION
) -> Browser:
    """A browser with the extension, not started yet."""
    program = provide.browser(kind)
    if kind == "firefox":
        return Firefox(program, extension, folder, language)
    return Chromium(request.getfixturevalue("playwright"), program, extension, folder, language)


@pytest.fixture(scope="session", params=KINDS)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One process for each kind of browser, for all tests."""
    with make(request.param, tmp_path_factory.mktemp(request.param), "en", request) as browser:
        yield browser


@pytest.fixture(scope="session", params=KINDS)
def running_german(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """And one that speaks German, for those tests that ask for it."""
    with make(request.param, tmp_path_factory.mktemp(f"{request.param}-german"), "de", request) as browser:
        yield browser


@pytest.fixture
def browser(running: Browser, server: Server, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Browser]:
    yield from attended(running, server, request, tmp_path)


@pytest.fixture
def german(
    running_german: Browser, server: Server, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Browser]:
    yield from attended(running_german, server, request, tmp_path)


def attended(browser: Browser, server: Server, request: pytest.FixtureRequest, folder: Path) -> Iterator[Browser]:
    """A browser in the state each test begins in, and what is left of it afterwards looked at."""
    browser.forget()
    browser.errors()
    browser.requests()
    browser.set(server=server.url)
    yield browser
    if request.node.stash.get(failed, False):
        keep_evidence(browser, folder)
    errors = browser.errors()
    assert not errors, "errors in the extension:\n" + "\n".join(errors)


def keep_evidence(browser: Browser, folder: Path) -> None:
    """Writes what a failure can be understood by."""
    for number, tab in enumerate(browser.tabs()):
        tab.screenshot(folder / f"{browser.name}-{number}.png")
    (folder / f"{browser.name}.log").write_text(browser.log(), encoding="utf-8")
    print(f"{browser.name}: screenshots and log are in {folder}")


@pytest.fixture(scope="session")
def page_server() -> Iterator[Pages]:
    pages = Pages()
    yield pages
    pages.close()


@pytest.fixture
def pages(page_server: Pages) -> Iterator[Pages]:
    yield page_server
    page_server.forget()


@pytest.fixture(scope="session")
def clean_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server"))
    yield server
    server.close()


@pytest.fixture
def server(clean_server: Server) -> Server:
    """The live server, running, without token and limits of its own."""
    clean_server.start()
    return clean_server


@pytest.fixture
def article(html: str) -> str:
    return html


@pytest.fixture
def read(browser: Browser, pages: Pages) -> Callable[..., Tab]:
    """read(html) -> the reader's tab, settled; `by=browser.press_shortcut` reads by another way than the button."""

    def read(html: str, by: Callable[[Tab], None] = browser.click_button) -> Tab:
        news = browser.open(pages.add("/article.html", html))
        return settled(browser.opened_by(lambda: by(news)))

    return read


def settled(tab: Tab) -> Tab:
    """The reader's tab as soon as it shows a failure, or an article that is kept: then it tells the time it took."""
    tab.wait(f"location.pathname === '/reader/reader.html' && {SETTLED}")
    return tab
