"""The reader page: the article and its head, what it remembers, what it says while it waits and when it cannot."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from .conftest import settled
from .driver import NARROW, Browser, Tab
from .servers import Pages, Server
from .shelf import answer, gone, open_record, put, show, shown_text

Read = Callable[..., Tab]
STATE = "document.documentElement.dataset.state"
BODY = (
    '<h1 id="b0">Die <em>alte</em> Fähre</h1><p id="b1">Sie fuhr<sup>1</sup> mit H<sub>2</sub>O.</p>'
    '<h2 id="b2">Winter</h2>'
    '<ol start="3"><li id="b3">drei</li><li id="b4">vier<ul><li id="b5">innen</li></ul></li></ol>'
    '<blockquote><p id="b6">Ein Satz.</p></blockquote><pre id="b7"><code>a = 1\nb = 2</code></pre>'
    '<figure><figcaption><span id="b8">Eine Unterschrift</span></figcaption></figure>'
    '<table><tr><th><span id="b9">Kopf</span></th></tr><tr><td><span id="b10">Zelle</span></td></tr></table>'
    '<p id="b11">Ein <a href="https://inseln.example/x" rel="noopener noreferrer">Verweis</a> und '
    '<a href="#b1">eine Fußnote</a>.</p>'
)


def facts(**more: Any) -> dict[str, Any]:
    """An article of which everything is known."""
    return answer(
        BODY,
        title="Die alte Fähre",
        siteName="Sielbote",
        authors=["Meike Tjarks", "Hauke Ennen"],
        datePublished="2025-05-12",
        dateModified="2025-05-14",
        wordCount=1234,
        readingTimeMinutes=6,
        **more,
    )


def test_the_head_says_what_is_known(browser: Browser) -> None:
    tab = show(browser, facts())
    assert tab.title == "Die alte Fähre – Sielbote"
    assert tab.count("h1") == 1
    assert tab.run("return document.querySelector('h1').innerHTML") == "Die <em>alte</em> Fähre"
    for said in ("Sielbote", "Meike Tjarks and Hauke Ennen", "May 12, 2025", "updated May 14, 2025", "6 min", "1,234"):
        assert said in tab.text(".head")
    assert tab.run("return [...document.querySelectorAll('.head time')].map((time) => time.dateTime)") == [
        "2025-05-12",
        "2025-05-14",
    ]
    assert (
        tab.run("return document.querySelector('.source a').href") == "https://www.sielbote.example/inseln/faehre.html"
    )


def test_a_german_head(german: Browser) -> None:
    tab = show(german, facts())
    for said in ("Tjarks und Hauke", "12. Mai 2025", "aktualisiert am 14. Mai 2025", "6 Minuten", "1.234 Wörter"):
        assert said in tab.text(".head")
    assert tab.run("return document.documentElement.lang") == "de"


def test_what_is_not_known_is_not_said(browser: Browser) -> None:
    tab = show(browser, answer('<p id="b1">Ein Satz.</p>', lang=None, dir=None, title=None))
    assert tab.text("h1") == "Die Fähre"  # the page's own title
    assert tab.run("return [...document.querySelectorAll('.fact')].map((fact) => fact.textContent)") == [
        "1 minute to read",
        "3 words",
    ]
    assert tab.count(".site") == tab.count(".authors") == tab.count("time") == 0


def test_every_block_is_shown(browser: Browser) -> None:
    tab = show(browser, facts())
    assert shown_text(tab) == [
        "Sie fuhr1 mit H2O.", "Winter", "drei", "vier", "innen", "Ein Satz.", "a = 1\nb = 2", "Eine Unterschrift",
        "Kopf", "Zelle", "Ein Verweis und eine Fußnote.",
    ]  # fmt: skip
    assert tab.run("return document.querySelector('#ui-article ol').start") == 3
    assert tab.run("return [...document.querySelectorAll('#b11 a')].map((a) => [a.getAttribute('href'), a.rel])") == [
        ["https://inseln.example/x", "noopener noreferrer"],
        ["#b1", "noopener noreferrer"],
    ]


def test_language_and_direction_are_the_articles(browser: Browser) -> None:
    quoted = '<h1 id="b0">العبّارة</h1><blockquote><p id="b1">عادت.</p></blockquote>'
    tab = show(browser, answer(quoted, lang="ar", dir="rtl"))
    article, page = "document.getElementById('ui-article')", "document.documentElement"
    assert tab.run(f"return [{article}.lang, {article}.dir, {page}.lang, {page}.dir]") == ["ar", "rtl", "en", "ltr"]
    quote, fact, source = tab.run(RIGHT_GAPS, ["#b1", ".facts", ".source a"])
    assert quote > 10  # its rule and indent are on the right
    assert max(fact, source) < 2  # the interface's words, too, begin where the article's lines begin


RIGHT_GAPS = """
    const { right } = document.getElementById("ui-article").getBoundingClientRect();
    return arguments[0].map((selector) => {
      const range = new Range();
      range.selectNodeContents(document.querySelector(selector));
      return right - range.getBoundingClientRect().right;
    });
"""


def test_an_article_is_cleaned_once_and_kept(browser: Browser, read: Read, article: str, server: Server) -> None:
    tab = read(article)
    (kept,) = browser.articles()
    assert kept["answer"]["title"] in tab.text("h1")
    assert kept["html"] == ""
    tab.wait("document.getElementById('ui-timing').textContent")
    server.stop()
    tab.reload()
    settled(tab)
    assert kept["answer"]["title"] in tab.text("h1")


def test_a_restored_session_keeps_the_article(browser: Browser, read: Read, article: str, server: Server) -> None:
    title = read(article).text("h1")
    server.stop()
    browser.restart()
    (tab,) = [tab for tab in browser.tabs() if "/reader/reader.html" in tab.url]
    tab.front()  # Firefox loads the others when they are looked at
    assert settled(tab).text("h1") == title


def test_the_parts_of_the_time_are_told(browser: Browser, read: Read, article: str) -> None:
    tab = read(article)
    said = tab.wait("document.getElementById('ui-timing').textContent")
    for part in ("from the click to the article", "capture", "transfer", "cleaning", "display"):
        assert part in said
    (kept,) = browser.articles()
    timing = kept["timing"]
    assert timing["clicked"] <= timing["captured"] <= timing["sent"] <= timing["answered"] <= timing["shown"]


def test_a_lost_article_says_so(browser: Browser) -> None:
    tab = open_record(browser, "no-such-record")
    assert tab.run(f"return {STATE}") == "failure"
    assert tab.run("return document.querySelector('.problem').dataset.code") == "lost"
    assert tab.run("return document.getElementById('ui-bar').hidden")


def test_a_failure_of_the_capture_is_shown(browser: Browser) -> None:
    tab = open_record(browser, put(browser, failure={"code": "protected", "detail": ""}))
    assert tab.run("return document.querySelector('.problem').dataset.code") == "protected"


def test_after_a_failure_the_capture_is_still_there(browser: Browser, article: str, server: Server) -> None:
    server.stop()
    tab = open_record(browser, put(browser, html=article))
    assert tab.run("return document.querySelector('.problem').dataset.code") == "unreachable"
    assert browser.articles()[0]["html"] == article
    server.start()  # the page notices by itself
    tab.wait(f"{STATE} === 'article'")
    assert "Brücke" in tab.text("h1")
    assert tab.count(".problem") == 0


def test_an_answer_that_cannot_be_shown_is_a_failure(browser: Browser) -> None:
    broken = answer("<p>Ein Satz.</p>")
    del broken["removed"]
    tab = show(browser, broken)
    assert tab.run("return document.querySelector('.problem').dataset.code") == "internal"
    assert tab.run("return document.getElementById('ui-article').hidden")


def test_a_wait_is_told(browser: Browser, pages: Pages, article: str) -> None:
    release = threading.Event()

    def slowly() -> str:
        assert release.wait(60)
        return "{}"

    pages.add("/v1/health", slowly, type="application/json", Reinschrift="0.1.0")
    browser.set(server=f"http://127.0.0.1:{pages.port}")
    tab = browser.open_extension(f"reader/reader.html?id={put(browser, html=article)}")
    tab.wait("!document.getElementById('ui-loading').hidden")
    assert "sielbote.example" in tab.text("#ui-loading")
    release.set()
    settled(tab)
    assert tab.run("return document.getElementById('ui-loading').hidden")


PREVIEW = {
    "status": "preview",
    "evidence": [
        {"code": "not-free", "detail": "The page's structured data says that the article is not free to read."},
        {"code": "body-cut", "detail": "Of the article text in the structured data, 38% stands on the page."},
        {"code": "offer", "detail": "After the text the page says “weiterlesen mit”."},
        {"code": "brand-new", "detail": "What a newer server knows."},
    ],
}


def test_a_preview_has_a_badge_with_its_evidence(browser: Browser) -> None:
    tab = show(browser, answer('<p id="b1">Anfang.</p>', completeness=PREVIEW))
    assert tab.text(".badge") == "Preview"
    assert not tab.run("return document.querySelector('.preview').open")
    tab.click(".badge")
    told = tab.text(".preview ul")
    for part in ("not free to read", "38 %", "“weiterlesen mit”", "What a newer server knows."):
        assert part in told
    assert tab.run("return document.querySelector('.read-on a').href").endswith("/inseln/faehre.html")


@pytest.mark.parametrize(("status", "said"), [("complete", "whole article"), ("unknown", "not known")])
def test_other_pages_have_none(browser: Browser, status: str, said: str) -> None:
    tab = show(browser, answer('<p id="b1">Text.</p>', completeness={"status": status, "evidence": []}))
    assert tab.count(".badge") == tab.count(".read-on") == 0
    assert said in tab.text(".about")


EMBEDS = {
    "https://www.youtube.com/watch?v=x": "An embedded video from youtube.com stood here.",
    "https://x.com/jemand/status/123": "An embedded post from x.com stood here.",
    "https://maps.example.org/place": "An embedded map from maps.example.org stood here.",
    "https://umfrage.example/17": "Embedded content from umfrage.example stood here.",
}


@pytest.mark.parametrize(("address", "said"), EMBEDS.items())
def test_an_embed_leaves_a_card(browser: Browser, address: str, said: str) -> None:
    box = gone("b2", '<p id="b2">Externen Inhalt anzeigen</p>', "b1", kind="consent", embed=address)
    tab = show(browser, answer('<p id="b1">Davor.</p><p id="b3">Danach.</p>', [box]))
    assert tab.text(".embed-card p") == said
    link = "document.querySelector('.embed-card a')"
    assert tab.run(f"return [{link}.href, {link}.target, {link}.rel]") == [address, "_blank", "noopener noreferrer"]
    assert tab.run("return [...document.querySelectorAll('#b1, .embed-card, #b3')].map((e) => e.localName)") == [
        "p",
        "div",
        "p",
    ]
    assert not [asked for asked in browser.requests() if "127.0.0.1" not in asked]


def test_no_card_without_a_web_address(browser: Browser) -> None:
    embeds = (None, "javascript:alert(1)", "quatsch")
    boxes = [gone(f"b{n}", "<p>x</p>", "b1", embed=embed) for n, embed in enumerate(embeds, 2)]
    assert show(browser, answer('<p id="b1">Davor.</p>', boxes)).count(".embed-card") == 0


def paragraphs(count: int) -> str:
    return "".join(f'<p id="b{number}">{"Ein Satz, der Platz braucht. " * 20}</p>' for number in range(count))


@pytest.mark.parametrize("count", [60, 600])
def test_the_place_survives_a_reload(browser: Browser, count: int) -> None:
    tab = show(browser, answer(paragraphs(count)))
    tab.run("document.getElementById('b30').scrollIntoView({ behavior: 'instant' })")
    before = tab.run("return document.getElementById('b30').getBoundingClientRect().top")
    tab.reload()
    settled(tab)
    tab.wait("scrollY > 500")
    assert tab.run("return document.getElementById('b30').getBoundingClientRect().top") == pytest.approx(before, abs=3)


def test_changing_the_size_keeps_the_place(browser: Browser) -> None:
    tab = show(browser, answer(paragraphs(60)))
    tab.run("document.getElementById('b30').scrollIntoView({ behavior: 'instant' })")
    browser.set(size=32)
    tab.wait("getComputedStyle(document.querySelector('#ui-article')).fontSize === '32px'")
    top = tab.run("return document.getElementById('b30').getBoundingClientRect().top")
    assert -50 < top < 150


def test_wide_things_scroll_by_themselves(browser: Browser) -> None:
    cells = "".join(f'<td><span id="b{n}">{"Zelle" * 6}</span></td>' for n in range(10))
    code = f'<pre id="b20"><code>{"lang " * 90}</code></pre>'
    small = '<table><tr><td><span id="b30">kurz</span></td></tr></table>'
    tab = show(browser, answer(f"<table><tr>{cells}</tr></table>{code}{small}"))
    tab.resize(*NARROW)
    tab.wait("document.querySelectorAll('.wide[tabindex]').length === 2")  # what fits is no stop for the keyboard
    page = "document.documentElement"
    assert tab.run(f"return {page}.scrollWidth === {page}.clientWidth")
    labels = "return [...document.querySelectorAll('.wide')].map((box) => box.getAttribute('aria-label'))"
    assert tab.run(labels) == ["Table", "Code", None]


def test_a_very_long_article_is_shown_and_ends(browser: Browser) -> None:
    tab = show(browser, answer(paragraphs(3000)))
    tab.run("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
    tab.wait("document.getElementById('b2999').getBoundingClientRect().top < innerHeight")
    assert tab.text("#b2999").startswith("Ein Satz")
