"""The error report: what became of each paragraph of a reference, of each word too many, of each leak, and why."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reinschrift.compose import compose
from reinschrift.evidence import gather
from reinschrift.judge import judge
from reinschrift.model import Form, Options
from reinschrift.page import from_html
from reinschrift.render import text
from reinschrift.segment import segment

sys.path.insert(0, str(Path(__file__).parents[1] / "server" / "training"))

import causes
import counts
import tables
from causes import Fault, Judged, faults
from corpus import Row, labelled
from counts import Told

FIRST = "Der Rat von Birkenau hat am Dienstag beschlossen, die alte Brücke über die Lohe zu erhalten."
SECOND = "Nach mehr als vier Stunden stimmten siebzehn Mitglieder dafür, neun dagegen."
LONG = f"{SECOND} {' '.join(f'Im Ortsteil {i} war es anders.' for i in range(12))} Saniert wird bald."
THIRD = "Die Sanierung soll im Frühjahr beginnen und nach Angaben der Verwaltung zwei Jahre dauern."
PITCH = "Jetzt unseren Newsletter abonnieren und jeden Morgen das Wichtigste per E-Mail erhalten."
SIGN_UP = "<form><input type=email><button>Los</button></form>"
FORM = f"<div class='newsletter'><h3>Newsletter</h3><p>{PITCH}</p>{SIGN_UP}</div>"
UNCLEAR = "between, not clearly the article's: paragraph"
JUNK = 0.02  # what the content model is made to say of junk
ARTICLE = 0.97


def judged(body: str, gold: str, scores: Mapping[str, float] | None = None, **record: Any) -> Judged:
    """A page whose content model says ARTICLE of every block but those whose text begins with a key of `scores`."""
    source = f"<html lang=de><body><article><h1>Birkenau behält seine Brücke</h1>{body}</article></body></html>"
    page = from_html(source.encode(), "https://www.bote.example/a")
    segments = segment(page)
    evidence = gather(page, segments)
    row = Row("news", "bote", {"id": "x-1", "text": gold, **record})
    score = np.array([_score(block.text, scores or {}) for block in segments.blocks], dtype=np.float32)
    verdicts = judge(segments, evidence, score)
    article = compose(page, segments, evidence, verdicts, Options())
    shown = frozenset(b.index for b in article.blocks if b.form not in (Form.IMAGE, Form.CAPTION))
    labels, _ = labelled(row, segments.blocks, evidence.headline)
    return Judged(row, segments, evidence, score, verdicts, shown, labels, text.body(article), source)


def _score(own: str, scores: Mapping[str, float]) -> float:
    return next((score for beginning, score in scores.items() if own.startswith(beginning)), ARTICLE)


def told(page: Judged, sort: str) -> list[str]:
    return [fault.cause for fault in faults(page) if fault.sort == sort]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


GOLD = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
AROUND = paragraphs(FIRST), paragraphs(THIRD)
ALL = paragraphs(FIRST, SECOND, THIRD)


def test_a_text_that_is_its_reference_has_no_faults() -> None:
    assert list(faults(judged(ALL, GOLD))) == []


@pytest.mark.parametrize(
    ("between", "wanted"),
    [
        ("", causes.NOWHERE),
        (f"<script>draw({json.dumps({'body': SECOND})})</script>", causes.SCRIPTED),
        (f"<p hidden>{SECOND}</p>", causes.HIDDEN),
        (f"<noscript>{SECOND}</noscript>", "inside noscript"),
        (f"<p>{SECOND[:40]}</p><p>{SECOND[40:]}</p>", None),
        (f"<p>{LONG[:-10]}(so die Stadt) {LONG[-10:]}</p>", causes.CUT),
        (f"<p>{LONG.removesuffix('Saniert wird bald.')}</p>", causes.WORDS),
    ],
)
def test_a_paragraph_that_the_page_does_not_show_or_shows_differently(between: str, wanted: str | None) -> None:
    gold = GOLD.replace(SECOND, LONG) if wanted in (causes.CUT, causes.WORDS) else GOLD
    page = judged(AROUND[0] + between + AROUND[1], gold)
    assert told(page, "lost") == ([wanted] if wanted else [])


def test_a_paragraph_that_the_content_model_took_for_junk() -> None:
    page = judged(ALL, GOLD, {"Nach": JUNK})
    assert told(page, "lost") == [causes.MODEL]
    (fault,) = faults(page)
    assert fault == Fault("lost", causes.MODEL, 11, SECOND)


def test_a_paragraph_that_a_judge_removed_names_the_judge() -> None:
    page = judged(AROUND[0] + FORM + AROUND[1], f"{FIRST}\n\n{PITCH}\n\n{THIRD}")
    assert told(page, "lost") == ["a judge: newsletter"]


def test_of_several_blocks_the_largest_that_is_gone_says_why() -> None:
    split = f"<p>{SECOND[:20]}</p><p>{SECOND[20:]}</p>"
    page = judged(AROUND[0] + split + AROUND[1], GOLD, {SECOND[:20]: JUNK, SECOND[20:].strip(): JUNK})
    assert told(page, "lost") == [causes.MODEL]


def test_the_headline_is_not_in_the_text() -> None:
    page = judged(paragraphs(FIRST, THIRD), f"Birkenau behält seine Brücke\n\n{FIRST}\n\n{THIRD}")
    assert told(page, "lost") == []  # too short to count as a paragraph
    headline = page.evidence.headline
    assert causes._removal(page, headline) == causes.HEADLINE


@pytest.mark.parametrize(
    ("body", "gold", "labels", "wanted"),
    [
        (ALL, f"{FIRST}\n\n{THIRD}", [], causes.MISSED),
        (ALL, f"{FIRST}\n\n{SECOND}", [], causes.EARLY),
        (ALL, f"{SECOND}\n\n{THIRD}", [], causes.LATE),
        (ALL, f"{FIRST}\n\n{THIRD}", [{"kind": "promo", "text": SECOND}], "labelled promo"),
        (ALL, f"{FIRST}\n\n{SECOND}", [{"kind": "article", "text": THIRD}], causes.MISSED),
        (f"{AROUND[0]}<h2>Warum das teuer wird</h2>{AROUND[1]}", f"{FIRST}\n\n{THIRD}", [], causes.HEADING),
        (f"{AROUND[0]}<p>Abstimmung, 17:9</p>{AROUND[1]}", f"{FIRST}\n\n{THIRD}", [], UNCLEAR),
        (f"{AROUND[0]}<p>{SECOND}</p>", FIRST, [], causes.EARLY),
        (f"{AROUND[0]}<p>Abstimmung, 17:9</p>", FIRST, [], causes.AFTER),
        (f"<p>Abstimmung, 17:9</p>{AROUND[0]}", FIRST, [], causes.BEFORE),
        (f"<p>{FIRST} {SECOND} {THIRD}</p>", f"{FIRST} {SECOND}", [], causes.PARTLY),
    ],
)
def test_words_that_the_reference_does_not_have(body: str, gold: str, labels: Sequence[Any], wanted: str) -> None:
    page = judged(body, gold, labels=labels)
    assert told(page, "extra") == [wanted]


def test_extra_words_are_counted() -> None:
    (fault,) = faults(judged(ALL, f"{FIRST}\n\n{THIRD}"))
    assert (fault.sort, fault.words, fault.text) == ("extra", 11, SECOND)


def test_a_line_that_looks_like_a_kind_is_told_as_that() -> None:
    line = "Lesen Sie auch: Ein Winter mit dem Postboot"
    page = judged(f"{AROUND[0]}<p>Lesen Sie auch: <a href='/b'>Ein Winter mit dem Postboot</a></p>{AROUND[1]}", "")
    index = next(block.index for block in page.segments.blocks if block.text == line)
    assert causes.extra(page, index, None, (0, 9)) == "like teaser"


@pytest.mark.parametrize(
    ("junk", "body", "wanted"),
    [
        (SECOND, ALL, "no judge named it, the model kept it"),
        (SECOND, paragraphs(FIRST, f"{SECOND} {THIRD} {FIRST}"), "part of a larger block"),
        (f"{SECOND} {THIRD}", ALL, "runs through several blocks"),
    ],
)
def test_a_leak_is_told_with_its_kind_and_why(junk: str, body: str, wanted: str) -> None:
    page = judged(body, FIRST, labels=[{"kind": "promo", "text": junk}])
    assert told(page, "leak promo") == [wanted]


def test_causes_are_counted_the_dearest_first() -> None:
    lost, leak = Fault("lost", causes.MODEL, 8, SECOND), Fault("leak promo", "part of a larger block", 2, "Abo")
    pages = [
        Told("news", "x-1", (lost, lost, Fault("lost", causes.NOWHERE, 4, FIRST)), 100, 5, 90),
        Told("news", "x-2", (lost, leak), 100, 5, 110),
    ]
    first, second = counts.tables(pages)
    assert first.title == "news (2 pages): paragraphs lost of 10"
    assert first.rows == [
        [causes.MODEL, "3", "75%", "2", "24", "120.00"],
        [causes.NOWHERE, "1", "25%", "1", "4", "20.00"],
        ["all", "4", "100%", "2", "28", "140.00"],
    ]
    assert second.rows[0] == ["promo: part of a larger block", "1", "100%", "1", "2", "10.00"]
    assert "  x-2 (8 words): Nach mehr als vier" in "\n".join(counts.examples(pages))


def test_tables_are_aligned_for_reading_and_piped_for_documents() -> None:
    table = tables.Table("news: lost", ["cause", "count"], [["model", "12"], ["b", "3"]])
    assert tables.aligned(table) == "news: lost\ncause  count\nmodel  12\nb      3"
    assert tables.piped(table) == "**news: lost**\n\n| cause | count |\n| --- | --- |\n| model | 12 |\n| b | 3 |"
