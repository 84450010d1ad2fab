"""What the weights of wording are learned from, and that no page is read by weights that saw its sentences."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "server" / "training"))

import train
from corpus import Row, letters
from inserted import with_sentences
from sentences import PARTS, part_of, plain, sentences
from wordings import _told

from reinschrift.cues import fold
from reinschrift.evidence import wording
from test_inserted import PAGE, PARAGRAPHS


@pytest.mark.parametrize("language", sorted(sentences()))
def test_each_sentence_is_in_one_part_and_each_part_has_some_of_all(language: str) -> None:
    own = sentences()[language]
    parts = [own.part(number) for number in range(PARTS)]
    for name, texts in vars(own).items():
        assert sorted(texts) == sorted(text for part in parts for text in vars(part)[name])
    assert all(texts for part in parts for texts in vars(part).values())
    assert min(min(len(part.pitches), len(part.articles)) for part in parts) > 20


def test_it_learns_from_each_sentence_once_as_a_page_shows_it() -> None:
    told = _told()
    assert len({one.text for one in told}) == len(told) > 25_000
    assert {one.part for one in told} == set(range(PARTS))
    assert not any("{site}" in one.text or "](" in one.text or "\n" in one.text for one in told)
    assert all(one.text == fold(one.text) for one in told[:500])
    by_text = {one.text: one.is_pitch for one in told}
    german = sentences()["de"]
    assert all(by_text[fold(text)] for text in german.benefits if not set("{[") & set(text))
    assert not any(by_text[fold(text)] for text in german.heads if not set("{[") & set(text))


@pytest.mark.parametrize("publisher", ["bote", "kurier", "blatt", "post"])
def test_copies_of_a_publisher_s_pages_have_the_sentences_of_its_part(publisher: str) -> None:
    row = Row("articles", publisher, {"id": "x-1", "text": "\n\n".join(PARAGRAPHS)})
    changed = with_sentences(PAGE.encode(), row)
    assert changed is not None
    own = sentences()["de"].part(part_of(publisher))
    texts = (plain(text, "Harkener Bote") for texts in vars(own).values() for text in texts)
    assert changed.said <= set(map(letters, texts))


def test_a_page_is_read_by_the_weights_of_its_publisher_s_part() -> None:
    row = Row("articles", "bote", {"id": "x-1", "text": "\n\n".join(PARAGRAPHS)})
    page = train.read(PAGE.encode(), row)
    weights = [np.full(1 << wording.BITS, number, dtype=np.float32) for number in range(1, PARTS + 1)]
    read = train.worded(page, weights)
    wanted = wording.summed(page.evidence.folded, weights[part_of("bote")])
    assert np.array_equal(read.evidence.columns[wording.NAME], wanted)
    assert wanted.max() > part_of("bote") + 1
