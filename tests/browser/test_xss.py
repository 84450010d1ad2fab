"""Thousands of payloads in real browsers: what the server makes of them by itself, and the reader page of them all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import pytest

from hostile.payloads import BAD, payloads
from reinschrift.answer import answer
from reinschrift.errors import NoArticle
from reinschrift.task import Task

from .driver import Browser, Tab
from .servers import Pages
from .shelf import answer as answer_with
from .shelf import show
from .test_hostile import ATTRIBUTES, TAGS

AT_ONCE = 500  # payloads in one call of a browser
OWN = "rel referrerpolicy loading width height".split()
# Puts each fragment into the page as it is, and says what of it ran, or is none of the server's own markup.
BY_ITSELF = """
    const [fragments, tags, attributes] = arguments;
    const page = window.wrappedJSObject ?? window;
    page.eval("window.hits = 0; window.hit = () => { window.hits += 1; }");
    const place = document.createElement("div");
    document.body.replaceChildren(place);
    const wrong = [];
    for (const [name, html] of fragments) {
      place.innerHTML = html;
      const first = place.innerHTML;
      place.innerHTML = first;
      const strange = [...place.querySelectorAll("*")].filter((found) =>
        !tags.includes(found.localName) || found.namespaceURI !== "http://www.w3.org/1999/xhtml" ||
        found.getAttributeNames().some((attribute) => !attributes.includes(attribute)) ||
        !/^(https?:|mailto:|$)/.test(found.href ?? found.src ?? ""));
      if (strange.length || place.innerHTML !== first) {
        wrong.push([name, ...strange.map((found) => found.outerHTML.slice(0, 200))]);
      }
      for (const found of place.querySelectorAll("p, span, img, li, td")) found.click();
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    return [wrong, page.hits, location.href];
"""
IN_THE_READER = """
    const [fragments, tags, attributes] = arguments;
    const { sanitised } = await import("/reader/sanitise.js");
    const wrong = [];
    for (const [name, html] of fragments) {
      const body = sanitised(html);
      const strange = [...body.querySelectorAll("*")].filter((found) =>
        !tags.includes(found.localName) || found.namespaceURI !== "http://www.w3.org/1999/xhtml" ||
        found.getAttributeNames().some((attribute) => !attributes.includes(attribute) && attribute !== "style") ||
        !/^(https?:|mailto:|$)/.test(found.href ?? found.src ?? ""));
      if (strange.length) wrong.push([name, ...strange.map((found) => found.outerHTML.slice(0, 200))]);
    }
    return wrong;
"""
PAGE = "<html><body><article><h1>Die Brücke</h1><p>{}</p>{}<p>{}</p></article>"
SENTENCES = (
    "Der Rat von Birkenau hat am Dienstag beschlossen, die alte Brücke über die Lohe zu erhalten.",
    "Die Sanierung soll im Frühjahr beginnen und nach Angaben der Verwaltung zwei Jahre dauern.",
)


@pytest.fixture(scope="module")
def cleaned() -> list[tuple[str, str]]:
    """What the server makes of every fourth payload: the article and all that was removed."""
    found = []
    for name, markup in islice(payloads(), 0, None, 4):
        page = PAGE.format(SENTENCES[0], markup, SENTENCES[1])
        try:
            told = json.loads(answer(Task(page, url="https://zeitung.example/a", removed="all")).body)
        except NoArticle:  # a payload that swallows the page
            continue
        found.append((name, told["html"] + "".join(entry["html"] for entry in told["removed"])))
    return found


def parts(of: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(of), AT_ONCE):
        yield of[start : start + AT_ONCE]


def test_what_the_server_writes_runs_nowhere(browser: Browser, pages: Pages, cleaned: list[tuple[str, str]]) -> None:
    tab = browser.open(pages.add("/leer", "<!doctype html><title>Leer</title><body>"))
    assert len(cleaned) > 1000
    for part in parts(cleaned):
        wrong, hits, address = tab.run(BY_ITSELF, part, TAGS, [*ATTRIBUTES, *OWN])
        assert wrong == []
        assert hits == 0
        assert address == pages.url("/leer")


def test_what_a_stranger_writes_does_not_get_past_the_reader_page(browser: Browser) -> None:
    """As if the server had sent the payloads as they are."""
    for part in parts(list(payloads())):
        assert browser.home.run(IN_THE_READER, part, TAGS, [*ATTRIBUTES, *OWN]) == []
    browser.errors()  # browsers report what their policy stops while they parse, before all is sanitised


def test_the_reader_page_shows_them_all_at_once(browser: Browser) -> None:
    fragments = [markup for _, markup in payloads() if "plaintext" not in markup][::50]
    html = '<p id="b1">Anfang</p>' + "".join(f'<p id="b{n}">{m}</p>' for n, m in enumerate(fragments, 2))
    tab: Tab = show(browser, answer_with(html))
    assert tab.text("#b1") == "Anfang"
    asked = browser.requests()
    assert [address for address in asked if BAD in address and not address.startswith("http")] == []
    assert tab.count("#ui-article [onerror], #ui-article script, #ui-article iframe, #ui-article style") == 0
    browser.errors()
