"""The whole road from a page to its article: options, ids, hidden text, and that no shown letter is lost or doubled."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import reinschrift.clean
from reinschrift.clean import clean
from reinschrift.errors import NoArticle
from reinschrift.evidence.data import letters
from reinschrift.model import Article, Block, Form, Kind, Options, Segments, Sign, Verdict
from reinschrift.page import from_html, from_text
from reinschrift.render import FORMATS
from words_of import accounted, shown

SECRET = "geheimwort"
SENTENCE = "Der Rat von Birkenau hat am Dienstag beschlossen, die alte Brücke über die Lohe zu erhalten."
OTHER = "Nach mehr als vier Stunden stimmten siebzehn Mitglieder dafür, neun dagegen; zwei enthielten sich."
LAST = "Die Sanierung soll im Frühjahr beginnen und nach Angaben der Verwaltung zwei Jahre dauern."
KINDS = [kind for kind in Kind if kind is not Kind.HIDDEN]
BELOW = re.compile(r"\bweg-(\w+)")


def told(article: Article, options: Options | None = None) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(FORMATS["json"].render(article, options or Options(), 0.0))
    return fields


@pytest.fixture
def prescribed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judges that obey the page: what stands in an element of class weg-KIND is removed as that kind."""

    def judge(segments: Segments, *_: object) -> tuple[Verdict, ...]:
        verdicts = [
            Verdict(Kind.HIDDEN, (Sign("hidden"),), b.index) if b.form is Form.HIDDEN else Verdict()
            for b in segments.blocks
        ]
        for box in segments.boxes:
            if found := BELOW.search(box.words):
                verdict = Verdict(Kind(found[1]), (Sign("prose"),), box.start)
                verdicts[box.start : box.end] = [verdict] * (box.end - box.start)
        return tuple(verdicts)

    monkeypatch.setattr(reinschrift.clean, "judge", judge)


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets what the content model says of every third block; of the others it is sure."""

    def score(third: float) -> None:
        def belonging(evidence: Any) -> Any:
            scores = np.ones(len(evidence.boxes_of), dtype=np.float32)
            scores[2::3] = third
            return scores

        monkeypatch.setattr(reinschrift.clean, "belonging", belonging)

    return score


def page_with(kind: Kind) -> str:
    """A page whose article holds one box of a kind, between two paragraphs."""
    return f"""<html lang="de"><body><nav class="weg-chrome">Start Orte</nav><main><h1>Die Brücke bleibt</h1>
        <p>{SENTENCE}</p><div class="weg-{kind}"><p>Kasten</p><p>im Text</p></div><p>{LAST}</p></main>
        <p hidden>{SECRET}</p><footer class="weg-chrome">Impressum</footer></body></html>"""


# -- what to keep


@pytest.mark.usefixtures("prescribed")
@pytest.mark.parametrize("kind", KINDS)
def test_a_kept_kind_stays_where_it_stood(kind: Kind) -> None:
    source = page_with(kind)
    without, with_it = (clean(from_html(source), Options(keep=keep)) for keep in (frozenset(), frozenset([kind])))
    assert [b.text for b in without.blocks] == [SENTENCE, LAST]
    assert [b.text for b in with_it.blocks] == [SENTENCE, "Kasten", "im Text", LAST]
    assert [entry.kind for entry in without.removed if "Kasten" in entry.blocks[0].text] == [kind]
    assert not any("Kasten" in block.text for entry in with_it.removed for block in entry.blocks)
    assert told(with_it)["text"] == f"{SENTENCE}\n\nKasten\n\nim Text\n\n{LAST}"


@pytest.mark.usefixtures("prescribed")
@pytest.mark.parametrize("kind", KINDS)
def test_keeping_one_kind_keeps_no_other(kind: Kind) -> None:
    others = frozenset(Kind) - {kind}
    assert "Kasten" not in told(clean(from_html(page_with(kind)), Options(keep=others)))["text"]


@pytest.mark.usefixtures("prescribed")
def test_keeping_the_hidden_shows_nothing_hidden() -> None:
    options = Options(keep=frozenset([Kind.HIDDEN]), removed="all")
    assert SECRET not in json.dumps(told(clean(from_html(page_with(Kind.TEASER)), options)))


@pytest.mark.usefixtures("prescribed")
def test_keeping_the_sites_frame_does_not_bring_in_the_site() -> None:
    article = clean(from_html(page_with(Kind.CHROME)), Options(keep=frozenset([Kind.CHROME])))
    assert "Impressum" not in [block.text for block in article.blocks]


@pytest.mark.usefixtures("prescribed")
def test_a_caption_is_in_text_only_when_kept_and_in_markdown_always() -> None:
    source = f"""<main><h1>Titel</h1><p>{SENTENCE}</p><figure><img src="https://x.example/a.jpg" alt="Bild">
        <figcaption class="weg-caption">Am Ufer</figcaption></figure><p>{LAST}</p></main>"""
    without = told(clean(from_html(source)))
    kept = told(clean(from_html(source), Options(keep=frozenset([Kind.CAPTION]))))
    assert ("Am Ufer" in without["text"], "Am Ufer" in kept["text"]) == (False, True)
    assert all("Am Ufer" in answer[form] for answer in (without, kept) for form in ("markdown", "html"))


# -- what to list


@pytest.mark.usefixtures("prescribed")
@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        ("article", ["newsletter"]),
        ("all", ["chrome", "newsletter", "hidden", "chrome"]),
        ("none", []),
    ],
)
def test_which_removals_are_listed(wanted: str, kinds: list[str]) -> None:
    article = clean(from_html(page_with(Kind.NEWSLETTER)), Options(removed=wanted))
    assert [entry["kind"] for entry in told(article)["removed"]] == kinds


@pytest.mark.usefixtures("prescribed")
def test_listing_nothing_changes_nothing_else() -> None:
    answers = [
        told(clean(from_html(page_with(Kind.TEASER)), Options(removed=wanted))) for wanted in ("article", "all", "none")
    ]
    for answer in answers:
        del answer["removed"]
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.usefixtures("prescribed")
def test_consent_is_listed_wherever_it_stood() -> None:
    source = f"""<body><main><h1>Titel</h1><p>{SENTENCE}</p><p>{LAST}</p></main>
        <div class="weg-consent"><p>Wir und Dritte</p></div></body>"""
    (entry,) = clean(from_html(source)).removed
    assert (entry.kind, [block.text for block in entry.blocks]) == (Kind.CONSENT, ["Wir und Dritte"])


@pytest.mark.usefixtures("prescribed")
def test_neighbours_of_one_box_are_one_entry_and_two_kinds_are_two() -> None:
    source = f"""<main><p>{SENTENCE}</p><div class="weg-teaser"><p>a</p><p>b</p></div>
        <div class="weg-share"><p>c</p></div><p>{OTHER}</p><div class="weg-teaser"><p>d</p></div><p>{LAST}</p></main>"""
    entries = told(clean(from_html(source)))["removed"]
    assert [(e["id"], e["kind"], e["text"], e["after"]) for e in entries] == [
        ("b1-b2", "teaser", "a\n\nb", "b0"), ("b3", "share", "c", "b0"), ("b5", "teaser", "d", "b4"),
    ]  # fmt: skip


@pytest.mark.usefixtures("prescribed")
def test_what_stood_before_everything_kept_is_after_nothing() -> None:
    source = f'<main><div class="weg-teaser"><p>a</p></div><p>{SENTENCE}</p><p>{LAST}</p></main>'
    assert [entry["after"] for entry in told(clean(from_html(source)))["removed"]] == [None]


# -- nothing is lost


def many(count: int) -> str:
    return "".join(f"<p>Absatz {n}: {SENTENCE}</p>" for n in range(count))


CELLS = "".join(f"<tr><td>Ware {n}</td><td>{n},50 Euro</td></tr>" for n in range(40))
ODD = {
    "plain": f"<h1>Titel</h1><p>{SENTENCE}</p><p>{OTHER}</p><p>{LAST}</p>",
    "one paragraph": f"<p>{SENTENCE}</p>",
    "no body tag": f"<title>Kopf</title><p>{SENTENCE}<p>{OTHER}",
    "empty article": f"<article></article><p>{SENTENCE}</p><p>{OTHER}</p>",
    "lists only": f"<ul><li>{SENTENCE}<ul><li>{OTHER}</li></ul></li></ul><ol><li>{LAST}</li></ol>",
    "table only": f"<table>{CELLS}</table>",
    "layout table": f"<table><tr><td>{SENTENCE * 4}<td>{OTHER}</table>",
    "headings only": "".join(f"<h{n}>Eine Überschrift der Stufe {n}</h{n}>" for n in (1, 2, 3, 2, 3)),
    "links only": "".join(f'<a href="/{n}">Schlagzeile Nummer {n} steht hier</a>' for n in range(30)),
    "buttons": f"<p>{SENTENCE}</p><button>Ja</button><button>Nein</button><p>{OTHER}</p>",
    "figures": f"<p>{OTHER}</p>"
    + "".join(
        f"<figure><img src=/{n}.jpg><figcaption>Bild {n}</figcaption></figure><p>{SENTENCE}</p>" for n in range(9)
    ),
    "captions without pictures": f"<p>{SENTENCE}</p><figcaption>Ohne Bild</figcaption><table><caption>Titel</table>",
    "quotes and code": f"<blockquote>{SENTENCE}</blockquote><pre>a = 1\nb = 2</pre><p>{OTHER}</p>",
    "twice the same": f"<p>{SENTENCE}</p>" * 12,
    "broken": f"<p>{SENTENCE}<div><b>{OTHER}</p></div></ul></b>{LAST}<table><p>Verirrt</p><tr><td>Zelle</table>",
    "right to left": '<html lang="ar" dir="rtl"><h1>الجسر باقٍ</h1><p>قرر المجلس البلدي الإبقاء على الجسر القديم.</p>',
    "without spaces": f'<html lang="ja"><h1>古い橋は残る</h1>{"<p>市議会は火曜日に古い橋を残すことを決めた。</p>" * 5}',
    "spans and breaks": f"<div><span>{SENTENCE}</span><br><br><span>{OTHER}</span><br>{LAST}</div>",
    "hidden things": f"<p>{SENTENCE}</p><p hidden>{SECRET}</p><dialog>{SECRET}</dialog><p>{OTHER}</p>",
    "shadow root": f"<x-a><template shadowrootmode=open><p>{SENTENCE}</p></template></x-a><p>{OTHER}</p>",
    "after void elements": f"<p>{SENTENCE}</p><source src=x><p>{OTHER}<embed src=x>{LAST}</p><track><p>Ende.</p>",
    "3,000 paragraphs": many(3000),
}


@pytest.mark.parametrize("source", ODD.values(), ids=ODD)
@pytest.mark.parametrize("third", [1.0, 0.0])
def test_every_shown_letter_is_kept_or_removed_once(scored: Callable[[float], None], source: str, third: float) -> None:
    scored(third)
    page = from_html(source)
    assert accounted(clean(page, Options(removed="all"))) == shown(page)


def test_nothing_is_lost_in_text_input(scored: Callable[[float], None]) -> None:
    scored(0.0)
    page = from_text("\n\n".join([SENTENCE, "Lesen Sie auch", OTHER, "Newsletter abonnieren", LAST]))
    assert accounted(clean(page, Options(removed="all"))) == "".join(map(letters, page.paragraphs))


def numbered(block: Block) -> str:
    """A block's letters, with the number that a browser shows before an item of a numbered list."""
    begins_item = block.form is Form.ITEM and block.head and block.row >= 0
    return (str(block.row) if begins_item else "") + letters(block.text)


@pytest.mark.parametrize("source", ODD.values(), ids=ODD)
def test_the_answer_has_every_kept_letter_in_each_format(scored: Callable[[float], None], source: str) -> None:
    scored(1.0)
    article = clean(from_html(source), Options(removed="none"))
    answer = told(article)
    body = [block for block in article.blocks if block.form is not Form.CAPTION]
    assert letters(answer["text"]) == "".join(numbered(block) for block in body)
    for block in article.blocks:
        assert not block.text or f'id="{block.id}"' in answer["html"]


@pytest.mark.parametrize("source", ODD.values(), ids=ODD)
def test_ids_of_removed_ranges(scored: Callable[[float], None], source: str) -> None:
    scored(0.0)
    article = clean(from_html(source), Options(removed="all"))
    answer = told(article)
    kept = set(re.findall(r'\bid="(b\d+)"', answer["html"]))
    gone = [number for entry in answer["removed"] for number in numbers(entry["id"])]
    assert gone == sorted(set(gone))
    assert kept.isdisjoint(f"b{number}" for number in gone)
    for entry in answer["removed"]:
        assert entry["after"] is None or entry["after"] in kept
        assert entry["after"] is None or int(entry["after"][1:]) < numbers(entry["id"])[0]
        assert entry["kind"] in list(Kind)
        assert entry["reason"]


def numbers(name: str) -> range:
    """The block numbers of an id or a range of ids."""
    first, last = re.fullmatch(r"b(\d+)(?:-b(\d+))?", name).groups()  # type: ignore[union-attr]
    assert last is None or int(first) < int(last)
    return range(int(first), int(last or first) + 1)


# -- nothing hidden is told


HIDING = (
    f"<p hidden>{SECRET}</p>", f'<div style="display:none"><p>{SECRET}</p></div>', f"<dialog>{SECRET}</dialog>",
    f"<template><p>{SECRET}</p></template>", f"<noscript><p>{SECRET}</p></noscript>", f"<script>{SECRET}</script>",
    f"<style>.{SECRET} {{}}</style>", f"<svg><title>{SECRET}</title></svg>", f"<!-- {SECRET} -->",
    f"<iframe srcdoc='<p>{SECRET}'>{SECRET}</iframe>", f"<video>{SECRET}</video>", f"<input value='{SECRET}'>",
    f"<select><option>{SECRET}</option></select>", f"<img src=a.gif width=1 height=1 alt='{SECRET}'>",
    f'<p data-text="{SECRET}" title="{SECRET}">Sichtbar.</p>', f"<h1 hidden>{SECRET}</h1>",
    f'<figure hidden><img src="{SECRET}.jpg" alt="{SECRET}"><figcaption>{SECRET}</figcaption></figure>',
    f'<div hidden><a rel="author" class="author" href="/{SECRET}">Von Kai {SECRET.title()}</a></div>',
    f'<div class="{SECRET}" id="{SECRET}"><a href="/x">Lesen Sie auch</a></div>',
)  # fmt: skip


@pytest.mark.parametrize("hiding", HIDING)
def test_hidden_text_is_told_nowhere(scored: Callable[[float], None], hiding: str) -> None:
    scored(1.0)
    data = json.dumps({"@type": "NewsArticle", "articleBody": f"{SENTENCE} {SECRET} " * 9, "text": SECRET})
    source = f"""<html lang="de"><head><script type="application/ld+json">{data}</script></head><body><main>
        <p>{SENTENCE}</p>{hiding}<p>{OTHER}</p></main></body></html>"""
    article = clean(from_html(source, "https://zeitung.example/a"), Options(keep=frozenset(Kind), removed="all"))
    for form in FORMATS.values():
        assert SECRET not in form.render(article, Options(), 0.0).lower()


@pytest.mark.usefixtures("prescribed")
def test_a_hidden_block_is_listed_without_its_text() -> None:
    answer = told(clean(from_html(page_with(Kind.TEASER)), Options(removed="all")))
    (hidden,) = [entry for entry in answer["removed"] if entry["kind"] == "hidden"]
    assert (hidden["text"], re.sub("<[^>]*>", "", hidden["html"])) == ("", "")


# -- no article


BAD = (
    "<html></html>", "<body></body>", "<p></p>", "<img src=a.jpg>", "<p>…</p><hr>", "<title>Nur ein Titel</title>",
    "<script>alert(1)</script>", f"<p hidden>{SECRET}</p>", "<h1>Nur eine Überschrift</h1>",
    "<title>Kopf</title><h1>Kopf</h1>",
)  # fmt: skip


@pytest.mark.parametrize("source", BAD)
def test_a_page_without_text_is_no_article(scored: Callable[[float], None], source: str) -> None:
    scored(1.0)
    with pytest.raises(NoArticle):
        clean(from_html(source))


@pytest.mark.usefixtures("prescribed")
@pytest.mark.parametrize("keep", [frozenset(), frozenset(Kind) - {Kind.CHROME}], ids=["none", "all others"])
def test_a_page_that_is_all_junk_is_no_article(keep: frozenset[Kind]) -> None:
    source = '<body><h1>Titel</h1><div class="weg-chrome"><p>Start</p><p>Orte</p></div></body>'
    with pytest.raises(NoArticle):
        clean(from_html(source), Options(keep=keep))


def test_the_same_page_gives_the_same_answer(html: str) -> None:
    assert told(clean(from_html(html))) == told(clean(from_html(html.encode())))
