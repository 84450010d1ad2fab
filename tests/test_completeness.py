"""Completeness: what the page declares, held against what stands on it; where they do not meet, "unknown"."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reinschrift.completeness import completeness
from reinschrift.evidence import gather
from reinschrift.model import Completeness, Kind, Sign, Verdict
from reinschrift.page import from_html
from reinschrift.segment import segment

TEXT = (
    "Der Rat von Birkenau hat am Dienstag beschlossen, die alte Brücke über die Lohe zu erhalten und zu sanieren.",
    "Nach mehr als vier Stunden Beratung stimmten siebzehn Mitglieder dafür, neun stimmten dagegen, zwei schwiegen.",
    "Die Arbeiten sollen im Frühjahr beginnen und nach Angaben der Verwaltung ungefähr zwei Jahre lang dauern.",
    "Kritik kam von den Anwohnern der Gerbergasse, die während der Bauzeit mit sehr viel mehr Verkehr rechnen.",
)
OFFER = "Dieser Artikel ist kostenpflichtig. Um weiterzulesen, wählen Sie ein Abo."


def judged(data: object, text: str, gone: str = "") -> Completeness:
    """The completeness of a page with `text` kept and `gone` removed, whatever a judge would say."""
    source = f"""<html lang="de"><head><script type="application/ld+json">{json.dumps(data)}</script></head><body>
        <article><h1>Die Brücke bleibt</h1>{text}<div class="weg">{gone}</div></article></body></html>"""
    page = from_html(source)
    segments = segment(page)
    (start, end), *_ = [(b.start, b.end) for b in segments.boxes if b.words == "weg"] or [(0, 0)]
    removed = Verdict(Kind.PROMOTION, (Sign("prose"),), start)
    verdicts = [removed if start <= block.index < end else Verdict() for block in segments.blocks]
    kept = [block for block in segments.blocks if verdicts[block.index].kept]
    return completeness(page, gather(page, segments), kept, verdicts)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def article(**fields: Any) -> dict[str, Any]:
    return {"@type": "NewsArticle", **fields}


def part(selector: object) -> list[dict[str, Any]]:
    return [{"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": selector}]


NOT_FREE = article(isAccessibleForFree=False)
FREE = article(isAccessibleForFree=True)
PAID_PART = article(isAccessibleForFree=False, hasPart=part(".bezahlt"))
WHOLE = article(articleBody=" ".join(TEXT))
PAID_BODY = article(isAccessibleForFree=False, articleBody=" ".join(TEXT))
SHOWN_PART = paragraphs(TEXT[0]) + f'<div class="text bezahlt">{paragraphs(*TEXT[1:])}</div>'
EMPTY_PART = paragraphs(TEXT[0]) + '<div class="bezahlt"></div>'


@pytest.mark.parametrize(
    ("data", "text", "gone", "status", "codes"),
    [
        ({}, paragraphs(*TEXT), "", "unknown", set()),
        ({}, paragraphs(*TEXT), OFFER, "unknown", {"offer"}),
        (FREE, paragraphs(*TEXT), "", "complete", {"free"}),
        (FREE, paragraphs(*TEXT), OFFER, "unknown", {"free", "offer"}),
        (NOT_FREE, paragraphs(*TEXT), "", "unknown", {"not-free"}),
        (NOT_FREE, paragraphs(TEXT[0]), OFFER, "preview", {"not-free", "offer"}),
        (PAID_PART, SHOWN_PART, "", "complete", {"not-free", "paid-part-shown"}),
        (PAID_PART, SHOWN_PART, OFFER, "unknown", {"not-free", "paid-part-shown", "offer"}),
        (PAID_PART, EMPTY_PART, "", "preview", {"not-free", "paid-part-missing"}),
        (PAID_PART, paragraphs(TEXT[0]), OFFER, "preview", {"not-free", "paid-part-missing", "offer"}),
        (WHOLE, paragraphs(*TEXT), "", "complete", {"body-shown"}),
        (WHOLE, paragraphs(TEXT[0]), "", "preview", {"body-cut"}),
        (WHOLE, paragraphs(*TEXT[:3]), "", "unknown", set()),
        (WHOLE, paragraphs("Etwas ganz anderes steht hier, und zwar in einem langen Absatz."), "", "unknown", set()),
        (PAID_BODY, paragraphs(*TEXT), "", "complete", {"not-free", "body-shown"}),
        (PAID_BODY, paragraphs(TEXT[0]), OFFER, "preview", {"not-free", "body-cut", "offer"}),
        (article(articleBody=TEXT[0]), paragraphs(TEXT[0]), "", "unknown", set()),
    ],
)  # fmt: skip
def test_status_and_evidence(data: object, text: str, gone: str, status: str, codes: set[str]) -> None:
    found = judged(data, text, paragraphs(gone) if gone else "")
    assert (found.status, {fact.code for fact in found.evidence}) == (status, codes)
    assert all(fact.detail.endswith(".") for fact in found.evidence)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (False, "not-free"), ("False", "not-free"), ("false", "not-free"), ("http://schema.org/False", "not-free"),
        ("https://schema.org/False", "not-free"), (0, "not-free"), (True, "free"), ("True", "free"), ("true", "free"),
        ("http://schema.org/True", "free"), (None, None), ("", None), ([], None), ({}, None), ("vielleicht", None),
        ([False], "not-free"),
    ],
)  # fmt: skip
def test_how_a_page_says_that_it_is_free(value: object, code: str | None) -> None:
    found = judged(article(isAccessibleForFree=value), paragraphs(*TEXT))
    assert {fact.code for fact in found.evidence} == ({code} if code else set())


@pytest.mark.parametrize("selector", [".bezahlt", "div.bezahlt", ".artikel .bezahlt", ".text.bezahlt"])
def test_how_the_paid_part_is_named(selector: str) -> None:
    shown = judged(article(isAccessibleForFree=False, hasPart=part(selector)), SHOWN_PART)
    assert (shown.status, "paid-part-shown" in {fact.code for fact in shown.evidence}) == ("complete", True)


def test_one_part_need_not_be_a_list() -> None:
    assert judged(article(isAccessibleForFree=False, hasPart=part(".bezahlt")[0]), EMPTY_PART).status == "preview"


def test_a_paid_part_that_is_hidden_is_not_shown() -> None:
    hidden = paragraphs(TEXT[0]) + f'<div class="bezahlt" style="display:none">{paragraphs(*TEXT[1:])}</div>'
    assert judged(PAID_PART, hidden).status == "preview"
    assert judged(WHOLE, hidden).status == "preview"


@pytest.mark.parametrize("value", [None, 5, "x", [], {}, [5], [{}], [[]], [{"cssSelector": 5}, {"cssSelector": None}]])
def test_structured_data_of_the_wrong_type_breaks_nothing(value: object) -> None:
    data = article(isAccessibleForFree=False, hasPart=value, articleBody=value)
    assert judged(data, paragraphs(*TEXT)).status == "unknown"


@pytest.mark.parametrize("data", [{}, FREE, WHOLE])
def test_an_article_about_subscriptions_is_no_preview(data: object) -> None:
    about = (
        "„Dieser Artikel ist kostenpflichtig“, liest, wer den Boten im Netz aufruft, und viele wählen dann ein Abo.",
        "Um weiterzulesen, müssen die Leser in Birkenau seit März bezahlen, was nicht allen gefällt, sagt der Verlag.",
    )
    found = judged(data, paragraphs(*TEXT, *about))
    assert found.status != "preview"
    assert "offer" not in {fact.code for fact in found.evidence}


def test_an_offer_far_from_the_texts_end_is_none() -> None:
    source = "<p>Eine Zeile der Seite.</p>" * 30
    found = judged(NOT_FREE, paragraphs(*TEXT), source + paragraphs(OFFER))
    assert "offer" not in {fact.code for fact in found.evidence}


def test_markup_in_the_declared_text_does_not_count() -> None:
    body = "".join(f"<p>{text.replace('Brücke', '<b>Brücke</b>')}</p>" for text in TEXT)
    assert judged(article(articleBody=body), paragraphs(*TEXT)).status == "complete"
