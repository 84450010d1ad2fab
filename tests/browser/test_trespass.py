"""Web pages that knock at the server's port, in every way that a browser has: none gets in, and none learns anything.

The pages' names lead to this machine, so that the browsers' own rules for local networks keep nothing off: what stops
the pages here is the server alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest

from .driver import Browser, Tab, wait_until
from .servers import Pages, Server

LINE = re.compile(r"INFO ([A-Z]+) (\S+) (\d{3}), ")
HOSTS = ("news.test", "127.0.0.1", "localhost")
"""A name like any other, a page of another program on this machine (same site), and one by its other name."""
BLANK = "<!doctype html><title>Eine Seite</title><body><h1>Eine Seite</h1>"
FORM = """<!doctype html><form method="post" enctype="text/plain" action="{server}/v1/clean?url=https://a.example/">
<input name='{{"html": "<p>' value='</p>"}}'></form>"""
SUBMIT = "document.forms[0].submit()"
# Each entry asks in one way and says what it got to see; "" is nothing.
ATTEMPTS = """
    const server = arguments[0];
    const page = "<article><p>Ein Absatz, den keine fremde Seite reinigen lässt.</p></article>";
    const loaded = (name, more) => new Promise((resolve) => {
      const element = Object.assign(document.createElement(name), more);
      element.onload = () => resolve("loaded");
      element.onerror = () => resolve("");
      document.body.append(element);
    });
    const read = async (path, options) => (await fetch(server + path, options)).text();
    const opaque = (path, options) => read(path, { mode: "no-cors", ...options });
    const framed = (name, attribute, path) => new Promise((resolve) => {
      const frame = document.createElement(name);
      const look = () => { try { resolve(frame.contentDocument?.body?.innerText ?? ""); } catch { resolve(""); } };
      frame.onload = frame.onerror = look;
      setTimeout(look, 3000); // a frame that was refused need not say so
      frame[attribute] = server + path;
      document.body.append(frame);
    });
    const socket = (path) => new Promise((resolve) => {
      const asked = new WebSocket(server.replace("http", "ws") + path);
      asked.onopen = () => resolve("open");
      asked.onerror = () => resolve("");
    });
    const stream = (path) => new Promise((resolve) => {
      const asked = new EventSource(server + path);
      asked.onopen = asked.onmessage = () => resolve("open");
      asked.onerror = () => { asked.close(); resolve(""); };
    });
    const worker = (path) => new Promise((resolve) => {
      const started = new Worker(server + path); // throws, or tells later
      started.onmessage = () => resolve("started");
      started.onerror = () => resolve("");
    });
    const oldRequest = (path) => new Promise((resolve) => {
      const asked = new XMLHttpRequest();
      asked.onload = () => resolve(asked.responseText);
      asked.onerror = () => resolve("");
      asked.open("POST", server + path);
      asked.send(page);
    });
    const json = { "Content-Type": "application/json" };
    const attempts = {
      fetchHealth: () => read("/v1/health"),
      fetchDescription: () => read("/openapi.json", { credentials: "include" }),
      fetchPage: () => read("/v1/clean", { method: "POST", body: page }),
      fetchJson: () => read("/v1/clean", { method: "POST", headers: json, body: JSON.stringify({ html: page }) }),
      fetchOtherMethod: () => read("/v1/clean", { method: "PUT", body: page }),
      fetchToken: () => read("/v1/health", { headers: { Authorization: "Bearer x" } }),
      opaqueHealth: () => opaque("/v1/health"),
      opaquePage: () => opaque("/v1/clean", { method: "POST", body: page, headers: { "Content-Type": "text/plain" } }),
      oldRequest: () => oldRequest("/v1/clean"),
      beacon: () => { navigator.sendBeacon(server + "/v1/clean", page); return ""; },
      image: () => loaded("img", { src: server + "/v1/health" }),
      script: () => loaded("script", { src: server + "/openapi.json" }),
      module: () => loaded("script", { src: server + "/openapi.json?m", type: "module" }),
      style: () => loaded("link", { rel: "stylesheet", href: server + "/" }),
      video: () => { loaded("video", { src: server + "/v1/health" }); return ""; },
      frame: () => framed("iframe", "src", "/"),
      object: () => framed("object", "data", "/v1/health"),
      socket: () => socket("/v1/health"),
      stream: () => stream("/v1/health"),
      worker: () => worker("/openapi.json"),
    };
    const seen = {};
    for (const [name, attempt] of Object.entries(attempts)) {
      try {
        seen[name] = String(await attempt());
      } catch {
        seen[name] = "";
      }
    }
    return seen;
"""


class Log:
    """What the server says in its log from now on."""

    def __init__(self, server: Server) -> None:
        self.file = Path(server.errors.name)
        self.start = self.file.stat().st_size

    def answered(self) -> list[tuple[str, str, int]]:
        """Method, path and status of each request."""
        with self.file.open("rb") as file:
            file.seek(self.start)
            return [(method, path, int(status)) for method, path, status in LINE.findall(file.read().decode())]

    def asked(self, *wanted: tuple[str, str]) -> bool:
        found = {(method, path) for method, path, _ in self.answered()}
        return all(one in found for one in wanted)


@pytest.fixture
def log(server: Server) -> Iterator[Log]:
    log = Log(server)
    yield log
    assert {status for _, _, status in log.answered()} <= {403}


def opened(browser: Browser, pages: Pages, host: str, html: str = BLANK) -> Tab:
    pages.add("/knocks", html)
    return browser.open(pages.url("/knocks", host))


@pytest.mark.parametrize("host", HOSTS)
def test_no_page_gets_in(browser: Browser, server: Server, pages: Pages, log: Log, host: str) -> None:
    tab = opened(browser, pages, host)
    seen: dict[str, Any] = tab.run(ATTEMPTS, server.url)
    assert len(seen) == 20
    assert {name: found for name, found in seen.items() if found} == {}
    told = [("GET", path) for path in ("/", "/v1/health", "/openapi.json")]
    wait_until(lambda: log.asked(("POST", "/v1/clean"), ("OPTIONS", "/v1/clean"), *told), "every request to arrive")


@pytest.mark.parametrize("host", HOSTS)
def test_no_form_gets_in(browser: Browser, server: Server, pages: Pages, log: Log, host: str) -> None:
    """A form that leads away is what browsers let every page send, with a body that can be read as JSON."""
    tab = opened(browser, pages, host, FORM.format(server=server.url))
    tab.run(f"setTimeout(() => {SUBMIT})")
    wait_until(lambda: log.asked(("POST", "/v1/clean")), "the form to arrive")


def test_no_page_without_an_origin_gets_in(browser: Browser, server: Server, pages: Pages, log: Log) -> None:
    form = escape(f"{FORM.format(server=server.url)}<script>{SUBMIT}</script>")
    opened(browser, pages, "127.0.0.1", f'<iframe sandbox="allow-scripts allow-forms" srcdoc="{form}"></iframe>')
    wait_until(lambda: log.asked(("POST", "/v1/clean")), "the form to arrive")


def test_a_name_that_was_led_here_gets_nothing(browser: Browser, server: Server) -> None:
    """DNS rebinding: a page's name leads to the server all of a sudden. To the browser it is all one origin."""
    server.stop()
    elsewhere = Pages(server.port)
    tab = opened(browser, elsewhere, "news.test")
    elsewhere.close()
    server.start()
    log = Log(server)
    assert tab.run(SAME_ORIGIN) == [[403, "forbidden"]] * 4
    wanted = [("GET", "/v1/health"), ("GET", "/openapi.json"), ("GET", "/"), ("POST", "/v1/clean")]
    assert log.answered() == [(method, path, 403) for method, path in wanted]


SAME_ORIGIN = """
    const post = { method: "POST", body: "<p>x</p>", headers: { "Content-Type": "text/html" } };
    const answers = [];
    for (const [path, options] of [["/v1/health"], ["/openapi.json"], ["/"], ["/v1/clean", post]]) {
      const answer = await fetch(path, { ...options, cache: "no-store" });
      answers.push([answer.status, (await answer.json()).code]);
    }
    return answers;
"""


def test_a_link_from_elsewhere_leads_to_a_refusal(browser: Browser, server: Server, pages: Pages, log: Log) -> None:
    tab = opened(browser, pages, "news.test")
    tab.run(f"setTimeout(() => location.assign('{server.url}/'))")
    wait_until(lambda: log.asked(("GET", "/")), "the link to be followed")


def test_the_servers_own_page_gets_in(browser: Browser, server: Server, article: str) -> None:
    log = Log(server)
    tab = browser.open(f"{server.url}/")
    assert tab.run(CLEAN, article) == 200
    assert {("GET", "/", 200), ("POST", "/v1/clean", 200)} <= set(log.answered())


CLEAN = """
    const sent = { method: "POST", body: arguments[0], headers: { "Content-Type": "text/html" } };
    return (await fetch("/v1/clean", sent)).status;
"""
