"""Sentences of ours set into pages: pitches are learned as junk, an article's sentences as the article."""

from __future__ import annotations

import re
import sys
from itertools import chain
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "server" / "training"))

import train
from corpus import Row, letters
from inserted import ADDRESSES, LINK, Changed, sentences, with_sentences

PARAGRAPHS = (
    "Der Rat von Birkenau hat am Dienstag beschlossen, die alte Brücke über die Lohe zu erhalten, sagte Pohl.",
    "Nach mehr als vier Stunden stimmten siebzehn Mitglieder dafür und neun dagegen, drei enthielten sich der Stimme.",
    "Die Sanierung soll im Frühjahr beginnen und nach Angaben der Verwaltung zwei Jahre lang dauern.",
    "Wer auf die andere Seite will, muss in dieser Zeit den Umweg über den Stauwehrsteg nehmen, elf Minuten zu Fuß.",
)
BODY = "".join(f"<p class=copy id=p{i}>{text}</p>" for i, text in enumerate(PARAGRAPHS))
PAGE = (
    '<html lang="de"><head><meta property="og:site_name" content="Harkener Bote"></head>'
    f"<body><h1>Die Brücke</h1><div class=text>{BODY}</div></body>"
)


def row(number: int = 1, **record: object) -> Row:
    return Row("articles", "bote", {"id": f"x-{number}", "text": "\n\n".join(PARAGRAPHS), **record})


def changed(number: int = 1) -> Changed:
    found = with_sentences(PAGE.encode(), row(number))
    assert found is not None
    return found


LANGUAGES = sorted(sentences())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_both_junk_and_article(language: str) -> None:
    own = sentences()[language]
    junk = {letters(text) for texts in (own.pitches, own.pitch_heads, own.benefits) for text in texts}
    article = {letters(text) for texts in (own.articles, own.heads, own.items, own.facts) for text in texts}
    assert junk & article == set()
    assert "" not in junk | article


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_somewhere_known(language: str) -> None:
    own = sentences()[language]
    kinds = {kind for texts in own.__dict__.values() for text in texts for _, kind in LINK.findall(text)}
    assert kinds <= set(ADDRESSES)


def test_the_page_keeps_its_own_text() -> None:
    flat = letters(re.sub(r"<[^>]+>", "", changed().raw.decode()))
    assert all(letters(text) in flat for text in PARAGRAPHS)


def test_the_same_page_gets_the_same_sentences() -> None:
    assert changed(3) == changed(3)
    assert changed(3).said != changed(4).said


@pytest.mark.parametrize("number", range(12))
def test_an_articles_sentences_are_labelled_so_and_pitches_as_junk(number: int) -> None:
    found = changed(number)
    gold = letters(found.row.record["text"])
    sample = train.read(found.raw, found.row)
    own = sentences()["de"]
    junk = chain(own.pitches, own.pitch_heads, own.benefits)
    pitches = {letters(LINK.sub(r"\1", text.replace("{site}", "Harkener Bote"))) for text in junk}
    for block, label in zip(sample.segments.blocks, sample.labels, strict=True):
        flat = letters(block.text)
        if flat in found.said and len(flat) >= 30:
            assert label == (0 if flat in pitches else 1) == (flat in gold), block.text


def test_the_reference_has_them_in_the_order_of_the_page() -> None:
    found = changed(5)
    page = letters(re.sub(r"<[^>]+>", "", found.raw.decode()))
    places = [page.index(letters(line)) for line in found.row.record["text"].split("\n\n")]
    assert places == sorted(places)


def test_what_is_ours_counts_in_full_and_the_rest_less() -> None:
    found = changed(2)
    plain = train.read(found.raw, found.row)
    weighed = train.weighed(found)
    both = zip(plain.segments.blocks, plain.labels, plain.weights, weighed.weights, strict=True)
    for block, label, before, after in both:
        ours = letters(block.text) in found.said
        worth = train.ARTICLE if ours and label > 0.5 else train.PITCH if ours else train.REST
        assert after == pytest.approx(before * worth)


@pytest.mark.parametrize(
    ("page", "record"),
    [
        (PAGE.replace('lang="de"', 'lang="tlh"'), {}),
        (PAGE.replace('lang="de"', ""), {}),
        (PAGE, {"text": ""}),
        (PAGE, {"text": PARAGRAPHS[0]}),  # where nothing can stand between paragraphs
    ],
)
def test_pages_that_take_no_sentences(page: str, record: dict[str, object]) -> None:
    assert with_sentences(page.encode(), row(1, **record)) is None
