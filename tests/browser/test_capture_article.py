"""From the captured page to the article: what the reader saw of it is there, and what nobody saw is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from reinschrift.clean import clean
from reinschrift.page import from_html

from .capture_cases import SECRET
from .conftest import settled
from .driver import ROOT, Browser
from .news import news_page
from .servers import Pages
from .test_capture import captured

Answer = Callable[..., dict[str, Any]]
STYLE = """<style>
.phone { display: none } @media (max-width: 600px) { .phone { display: block } .desk { display: none } }
.reader { position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0, 0, 0, 0); white-space: nowrap }
.wait { opacity: 0; transform: translateY(40px); transition: 1s }
</style>"""
TITLE = "Die Fähre nach Holmsand fährt"
ONE = "Elf Monate lag das Schiff in der Werft, und elf Monate lang kam man nur bei Hochwasser nach Holmsand."
TWO = "Seit Samstag legt es wieder zweimal am Tag ab, bei jedem Wetter und nach dem alten Plan."
THREE = "Am Ufer standen am Abend viele Leute, um es zu sehen, und blieben bis zum Einbruch der Nacht."
FOUR = "Die Reederei hat für die Arbeiten fast vier Millionen Euro bezahlt, ein Drittel davon das Land."


@pytest.fixture
def answer(browser: Browser, pages: Pages) -> Answer:
    """answer(body) -> what the server said of the page after a click."""

    def answer(body: str) -> dict[str, Any]:
        page = f"<!doctype html><html lang=de><head><title>{TITLE}</title>{STYLE}</head><body>{body}</body></html>"
        news = browser.open(pages.add("/inseln/faehre.html", page))
        settled(browser.opened_by(lambda: browser.click_button(news)))
        found: dict[str, Any] = browser.articles()[-1]["answer"]
        return found

    return answer


def paragraphs(answer: dict[str, Any]) -> list[str]:
    return str(answer["text"]).split("\n\n")


def removed(answer: dict[str, Any], kind: str) -> str:
    return "\n".join(entry["text"] for entry in answer["removed"] if entry["kind"] == kind)


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p><p class=phone>{TWO} {SECRET}</p><p>{THREE}</p></article>",
        f"<h1>{TITLE}<span class=reader> {SECRET}</span></h1><p>{ONE}</p><p class=wait>{TWO}</p><p>{THREE}</p>",
        f"<h1>{TITLE}</h1><iframe srcdoc='<p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>' width=800 height=900></iframe>",
        f"<article><h1>{TITLE}</h1><p>{ONE}</p><div id=host><p slot=a>{TWO}</p>{SECRET}</div><p>{THREE}</p></article>"
        "<script>host.attachShadow({ mode: 'open' }).innerHTML = '<slot name=a></slot>'</script>",
        f"<article><h1>{TITLE}</h1><p>{ONE}</p><p style='content-visibility:auto'>{TWO}</p><p>{THREE}</p></article>",
        f"<form><input name=attributes><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></form>",
        f"<div style='white-space:pre-line'><h1>{TITLE}</h1>{ONE}\n\n{TWO}\n\n{THREE}</div>",
    ],
    ids=["duplicate", "screen readers", "frame", "slot", "below the fold", "clobbered", "kept breaks"],
)
def test_the_article_is_what_was_seen(answer: Answer, body: str) -> None:
    told = answer(body)
    assert told["title"] == TITLE
    assert paragraphs(told) == [ONE, TWO, THREE]
    assert SECRET not in str(told)


def test_pictures_that_wait_to_be_scrolled_to(answer: Answer) -> None:
    stand_in = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
    told = answer(f"""<article><h1>{TITLE}</h1><p>{ONE}</p><figure><img src='{stand_in}' data-src='/bilder/faehre.jpg'
        alt='Die Fähre'><figcaption>Die Fähre am Anleger</figcaption></figure><p>{TWO}</p><p>{THREE}</p></article>""")
    assert "![Die Fähre](http://news.test:" in told["markdown"]
    assert "/bilder/faehre.jpg)\n\n*Die Fähre am Anleger*" in told["markdown"]


def test_what_was_typed_stays_where_it_is(browser: Browser, answer: Answer) -> None:
    told = answer(f"""<article><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p><form class=newsletter><h3>Unser Newsletter</h3>
        <label>E-Mail-Adresse<input type=email id=mail></label><textarea id=note></textarea><input type=submit
        value="Jetzt abonnieren"></form><p>{THREE}</p></article>
        <script>mail.value = note.value = "{SECRET}"</script>""")
    assert paragraphs(told) == [ONE, TWO, THREE]
    assert "Jetzt abonnieren" in removed(told, "newsletter")
    assert SECRET not in str(browser.articles())


def test_an_embed_that_waits_for_consent(answer: Answer) -> None:
    told = answer(f"""<article><h1>{TITLE}</h1><p>{ONE}</p><p>{TWO}</p><div id=host></div><p>{THREE}</p><p>{FOUR}</p>
        </article><script>host.attachShadow({{ mode: "open" }}).innerHTML = `<div class="embed-consent"
        data-src="https://video.example/watch/1"><p>Externer Inhalt</p><p>Mit einem Klick stimmen Sie der Übertragung
        Ihrer Daten zu.</p><button>Inhalt laden</button></div>`</script>""")
    assert paragraphs(told) == [ONE, TWO, THREE, FOUR]
    assert [entry["embed"] for entry in told["removed"]] == ["https://video.example/watch/1"]


LIKE_THE_PAGE = [
    "consent-usercentrics-shadow-de", "explainer-factbox-table-de", "figures-with-captions-and-credits-de",
    "hidden-duplicates-and-paywalled-text-en", "newsletter-signup-ja", "three-boxes-in-article-de",
]  # fmt: skip


@pytest.mark.parametrize("name", LIKE_THE_PAGE)
def test_the_capture_of_a_page_says_what_the_page_says(browser: Browser, pages: Pages, name: str) -> None:
    raw = (ROOT / "tests" / "pages" / name / "page.html").read_text(encoding="utf-8")
    url = pages.add("/seite.html", raw)
    whole, seen = clean(from_html(raw, url)), clean(from_html(captured(browser, url), url))
    assert [block.text for block in seen.blocks] == [block.text for block in whole.blocks]
    assert [(entry.kind, [block.text for block in entry.blocks]) for entry in seen.removed] == [
        (entry.kind, [block.text for block in entry.blocks]) for entry in whole.removed
    ]
    assert (seen.metadata, seen.completeness) == (whole.metadata, whole.completeness)


def test_a_very_large_page(browser: Browser, pages: Pages) -> None:
    html = captured(browser, pages.add("/gross.html", news_page(25_000_000, 3000)))
    assert html.count("</p>") == 3000
    assert html.count('class="title"') == html.count("Aus dem Archiv") > 10_000
    assert "data:" not in html
