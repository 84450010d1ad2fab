"""Pages put into a language of which the corpus has none, with our sentences for their words."""

from __future__ import annotations

import re
import sys
from itertools import chain
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "server" / "training"))

import train
from corpus import Row, letters
from sentences import plain, sentences
from translated import FROM, translated

PARAGRAPHS = (
    "The council of Birkenau decided on Tuesday to keep the old bridge over the river, a spokeswoman said.",
    "After more than four hours seventeen members voted for it and nine against, while three abstained.",
    "The repairs are to begin in spring and to take two years, according to the administration.",
)
HEADING = "What becomes of the footbridge"
TEASER = "Twelve of the prettiest harbours in the country"
ITEM, CELL, MENU = "Ferries run twice an hour", "1,204 tonnes", "Politics"


def page(lang: str = "en") -> bytes:
    first, second, third = (f"<p class=copy>{text}</p>" for text in PARAGRAPHS)
    teaser = f"<ul><li><a href=/1>{TEASER}</a></li></ul>"
    return (
        f"<html lang={lang}><body><nav><a href=/>{MENU}</a></nav><h1>The bridge</h1>"
        f"<article>{first}{second}<h2>{HEADING}</h2><ul><li>{ITEM}</li></ul><table><tr><td>{CELL}</td></tr></table>{third}"
        f"</article>{teaser}</body></html>"
    ).encode()


def found() -> list[tuple[bytes, Row]]:
    """What becomes of the page under different ids; some are not taken."""
    text = "\n\n".join((*PARAGRAPHS[:2], HEADING, ITEM, CELL, PARAGRAPHS[2]))
    rows = [Row("news", "post", {"id": f"x-{i}", "lang": "en", "text": text}) for i in range(60)]
    return [changed for row in rows if (changed := translated(page(), row))]


def test_every_page_is_of_a_language_with_sentences_and_says_so() -> None:
    pages = found()
    assert 15 < len(pages) < 45
    for raw, row in pages:
        language = row.record["lang"]
        assert language in set(sentences()) - set(FROM)
        assert f'lang="{language}"'.encode() in raw
    assert len({row.record["lang"] for _, row in pages}) > 5


def test_nothing_of_some_words_is_left_as_it_was() -> None:
    for raw, _ in found():
        flat = letters(re.sub(r"<[^>]+>", "", raw.decode()))
        assert not any(letters(text) in flat for text in (*PARAGRAPHS, HEADING, ITEM, TEASER))
        assert letters(MENU) in flat


def test_the_article_is_made_of_the_languages_sentences() -> None:
    for raw, row in found():
        own = sentences()[row.record["lang"]]
        sample = train.read(raw, row)
        lines = row.record["text"].split("\n\n")
        kept = [b.text for b, label in zip(sample.segments.blocks, sample.labels, strict=True) if label > 0.5]
        assert list(map(letters, kept)) == list(map(letters, lines))
        assert lines[2] in set(map(plain, own.heads))
        assert lines[3] in set(map(plain, own.items))
        assert lines[4] == CELL
        assert any(lines[0].startswith(" ".join(plain(text).split())) for text in own.articles)


def test_the_same_page_becomes_the_same() -> None:
    assert found() == found()


def test_pages_whose_article_stands_in_other_elements_are_not_taken() -> None:
    elsewhere = "And much more that stands in elements of other kinds, as some pages have it. " * 5
    text = "\n\n".join((*PARAGRAPHS, elsewhere))
    rows = [Row("news", "post", {"id": f"x-{i}", "text": text}) for i in range(20)]
    assert not any(translated(page(), row) for row in rows)


@pytest.mark.parametrize("lang", ["fr", "", "tlh"])
def test_pages_of_other_languages_are_not_taken(lang: str) -> None:
    rows = [Row("news", "post", {"id": f"x-{i}", "text": "\n\n".join(PARAGRAPHS)}) for i in range(20)]
    assert not any(translated(page(lang), row) for row in rows)


@pytest.mark.parametrize("language", sorted(sentences()))
def test_a_language_has_many_sentences_and_few_twice(language: str) -> None:
    texts = list(chain.from_iterable(vars(sentences()[language]).values()))
    assert len(texts) > 250
    assert len(set(texts)) > 0.99 * len(texts)


def test_links_and_the_sites_name_are_no_words_of_a_sentence() -> None:
    assert plain("Mehr in [unserer Post](newsletter) von {site}.") == "Mehr in unserer Post von ."
