"""The capture of whole pages: what surrounds the text, pictures, frames, odd documents."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

import pytest

from reinschrift.clean import clean
from reinschrift.page import from_html
from reinschrift.segment import segment

from .conftest import settled
from .driver import Browser
from .servers import HTML, Pages
from .test_capture import captured

Capture = Callable[..., str]
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAICAIAAABPmPnhAAAAEklEQVR4nGNoaGjAgxhGtDQAnVh5Aa/4GP8AAAAASUVORK5CYII="
)
DOT = base64.b64decode("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==")


@pytest.fixture
def capture(browser: Browser, pages: Pages) -> Capture:
    """capture(html) -> what a click sends of a page on news.test."""
    pages.add("/a.png", PICTURE, "image/png")
    pages.add("/dot.gif", DOT, "image/gif")

    def capture(html: str, type: str = HTML, path: str = "/stadt/artikel.html") -> str:
        return captured(browser, pages.add(path, html, type))

    return capture


def texts(html: str) -> list[str]:
    return [block.text for block in segment(from_html(html)).blocks if block.text]


def sources(html: str) -> list[str]:
    """The pictures that the server would show, without the server they come from."""
    found = [block.image.src for block in segment(from_html(html)).blocks if block.image]
    return [re.sub(r"^http://news\.test:\d+", "", source) for source in found]


# -- the head


def test_head(capture: Capture) -> None:
    page = from_html(
        capture("""<!doctype html><html lang=de-at dir=ltr class=x><head><title>Ein &amp; Titel</title><base href="/b/">
        <meta name=description content="Kurz &quot;gesagt&quot;"><meta property=og:title content=Titel>
        <meta name=csrf-token content=geheim><meta http-equiv=refresh content=900><link rel=stylesheet href=s.css>
        <link rel=canonical href=artikel><script>geheim</script>
        <script type="application/ld+json">{"@type": "NewsArticle", "headline": "a </b> <x"}</script></head>
        <body><p>Eins<script type=application/ld+json>{"@type": "WebPage", "name": "x"}</script></p>""")
    )
    assert page.lang == "de-AT"
    assert [item.get("headline") or item.get("name") for item in page.data] == ["a </b> <x", "x"]
    (canonical,) = [value for name, value in page.meta.items() if name == "link:canonical"]
    assert canonical.endswith("/b/artikel")
    assert {name: value for name, value in page.meta.items() if name != "link:canonical"} == {
        "title": "Ein & Titel", "description": 'Kurz "gesagt"', "og:title": "Titel", "html:dir": "ltr",
    }  # fmt: skip


def test_title_and_address_are_those_of_the_tab(browser: Browser, pages: Pages, article: str) -> None:
    news = browser.open(pages.add("/artikel.html", article))
    news.run("history.pushState(null, '', '/weiter?a=1#b'); document.title = 'Neu'")
    settled(browser.opened_by(lambda: browser.click_button(news)))
    source = browser.articles()[-1]["source"]
    assert source == {"url": pages.url("/weiter?a=1#b"), "title": "Neu"}


LINK = "<a href='{}'>x</a>"


@pytest.mark.parametrize(
    ("base", "written", "captured"),
    [
        ("", "/a?b&amp;c", "/a?b&c"),
        ("", "a#b", "a#b"),
        ("", "#b", "#b"),
        ("", "https://other.test/a", "https://other.test/a"),
        ("", "mailto:a@b.example", "mailto:a@b.example"),
        ("<base href=/b/>", "a#b", "/b/a#b"),
        ("<base href=//other.test/b/>", "a", "http://other.test/b/a"),
        ("<base href=/stadt/artikel.html>", "#b", "#b"),
    ],
)
def test_links_lead_where_they_led(capture: Capture, base: str, written: str, captured: str) -> None:
    html = capture(f"{base}<p>{LINK.format(written)} Text</p>")
    (span, _) = next(block.spans for block in segment(from_html(html)).blocks if block.text)
    assert span.href == captured


# -- pictures

BLANK = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
PICTURES = {
    "loaded": ("<img src=/a.png alt=A data-id=7>", ["/a.png"]),
    "loaded from a set": ("<img src=/b.png srcset='/a.png 10w, /c.png 2000w' sizes=10px>", ["/a.png"]),
    "lazy by script": (f"<img src='{BLANK}' data-src=/b.png>", ["/b.png"]),
    "lazy with a stand-in": ("<img src=/a.png data-lazy-src=/b.png>", ["/b.png"]),
    "lazy and there": ("<img src=/a.png data-src=/a.png>", ["/a.png"]),
    "lazy set and there": ("<img srcset='/a.png 9w' src=/a.png data-srcset='/a.png 9w' data-src=/b.png>", ["/a.png"]),
    "lazy set": ("<img data-srcset='/a.png 300w, /b.png 1200w, /c.png 2400w'>", ["/b.png"]),
    "lazy by the browser": ("<div style='height:30000px'></div><img loading=lazy src=/b.png>", ["/b.png"]),
    "not to be had": ("<img src=/b.png>", ["/b.png"]),
    "picture": ("<picture><source srcset='/a.png 1x'><img src=/b.png></picture>", ["/a.png"]),
    "lazy picture": (f"<picture><source data-srcset='/b.png 1x'><img src='{BLANK}'></picture>", ["/b.png"]),
    "without scripts": (f"<img src='{BLANK}'><noscript><img src=/b.png></noscript>", ["/b.png"]),
    "only a stand-in": (f"<img src='{BLANK}'>", []),
    "tracking": ("<img src=/dot.gif><img src=/b.png width=1 height=1><img src=/c.png style='display:none'>", []),
    "one for each width": ("<img src=/b.png style='display:none'><img src=/a.png>", ["/a.png"]),
}


@pytest.mark.parametrize(("html", "wanted"), PICTURES.values(), ids=PICTURES.keys())
def test_pictures(capture: Capture, html: str, wanted: list[str]) -> None:
    found = capture(f"<!doctype html><p>Eins</p><div>{html}</div>")
    assert sources(found) == wanted
    assert "data:" not in found


# -- frames and odd documents


def test_a_frame_of_the_same_site_stands_in_its_place(capture: Capture, pages: Pages) -> None:
    pages.add("/teile/kasten.html", "<title>Kasten</title><p>Zwei <a href=mehr.html>mehr</a></p><img src=a.png>")
    html = capture("<p>Eins</p><iframe id=box class=k src=/teile/kasten.html></iframe><p>Drei</p>")
    assert texts(html) == ["Eins", "Zwei mehr", "Drei"]
    assert '<div class="k" id="box">' in html or '<div id="box" class="k">' in html
    assert 'href="/teile/mehr.html"' in html
    assert sources(html) == ["/teile/a.png"]
    assert "Kasten" not in html


def test_another_sites_frame_is_its_address(capture: Capture, pages: Pages) -> None:
    pages.add("/film.html", "<p>Fremdes</p>")
    html = capture(f"<p>Eins</p><iframe src='{pages.url('/film.html', host='other.test')}' title=Film></iframe>")
    assert texts(html) == ["Eins"]
    assert f'src="{pages.url("/film.html", host="other.test")}" title="Film"></iframe>' in html


def test_a_frameset(capture: Capture, pages: Pages) -> None:
    pages.add("/links.html", "<p>Eins</p>")
    pages.add("/rechts.html", "<p>Zwei</p>")
    html = capture("<frameset cols='50%,50%'><frame src=/links.html><frame src=/rechts.html></frameset>")
    assert texts(html) == ["Eins", "Zwei"]


def test_xhtml(capture: Capture) -> None:
    html = capture(
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr"><head><title>Titre</title></head><body>'
        "<p>Un &lt; <![CDATA[deux & trois]]></p><br/><p class='a'/><DIV>Cinq</DIV>"
        "<x:slot xmlns:x='urn:x'><x:iframe/><x:img/><x:template/><x:z-a>Six</x:z-a></x:slot></body></html>",
        "application/xhtml+xml",
        "/page.xhtml",
    )
    assert texts(html) == ["Un < deux & trois", "Cinq", "Six"]
    assert from_html(html).lang == "fr"


def test_plain_text(capture: Capture) -> None:
    html = capture("Eins\nund <b>mehr\n\n\nZwei\n", "text/plain; charset=utf-8", "/text.txt")
    assert texts(html) == ["Eins und <b>mehr", "Zwei"]


def test_depth_loses_nothing(capture: Capture) -> None:
    """Deeper than the server's parser goes; browsers go little further."""
    html = capture("""<p>Vorher</p><script>
        let place = document.body;
        for (let i = 0; i < 2200; i++) {
          place = place.appendChild(document.createElement("div"));
        }
        place.innerHTML = "<p>Tief <b>und</b> <a href=/a>unten</a></p><p hidden>geheim</p>davon";
        document.body.append("Nachher");
    </script>""")
    assert texts(html) == ["Vorher", "Tief und unten", "davon", "Nachher"]
    assert "geheim" not in html


def test_nothing_in_the_page_changes(browser: Browser, pages: Pages, article: str) -> None:
    news = browser.open(pages.add("/artikel.html", article + "<div id=host></div><iframe srcdoc='<p>Eins'></iframe>"))
    news.run("""
        host.attachShadow({ mode: "open" }).innerHTML = "<p>Eins</p>";
        window.changes = [];
        const observer = new MutationObserver((found) => window.changes.push(...found.map(({ type }) => type)));
        for (const root of [document, host.shadowRoot, frames[0].document]) {
          observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
        }
    """)
    captured_from = pages.log.copy()
    settled(browser.opened_by(lambda: browser.click_button(news)))
    assert news.run("return window.changes") == []
    assert pages.log == captured_from  # nor was anything loaded for it


FRAME = "<iframe src='https://video.example/1' width=560></iframe>"


@pytest.mark.parametrize(
    "waiting",
    [
        FRAME,
        f"<div style='display:none'>{FRAME}</div>",
        f"<template>{FRAME}</template>",
        f"<div style='display:none'><template>{FRAME}</template></div>",
        f"<script type=text/template>{FRAME}</script>",
        f"<script type=text/template>{base64.b64encode(FRAME.encode()).decode()}</script>",
        "<iframe data-consent-src='https://video.example/1' src=about:blank></iframe>",
    ],
)
def test_where_an_embed_would_come_from(capture: Capture, article: str, waiting: str) -> None:
    asks = "<p>Externer Inhalt</p><p>Mit einem Klick stimmen Sie der Übertragung Ihrer Daten zu.</p>"
    box = f"<div class=embed-consent>{asks}<button>Inhalt laden</button>{waiting}</div>"
    html = capture(article.replace("</p>", f"</p>{box}", 1))
    assert [entry.embed for entry in clean(from_html(html)).removed if entry.kind == "consent"] == [
        "https://video.example/1"
    ]
