"""Training: how a corpus record becomes labels, what counts as one publisher, and the measures of the figures."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from networks import telling
from reinschrift.evidence.wording import BITS
from reinschrift.model import Block, Form, Span

sys.path.insert(0, str(Path(__file__).parents[1] / "server" / "training"))

import corpus
import measures
from corpus import Row, labelled, publisher, reference
from folds import Folds
from sentences import PARTS
from train import fold_of

FIRST = "Der Rat von Birkenau hat am Dienstag beschlossen, die alte Brücke über die Lohe zu erhalten."
SECOND = "Nach mehr als vier Stunden stimmten siebzehn Mitglieder dafür, neun dagegen."
MISSED = "Die Sanierung soll im Frühjahr beginnen und nach Angaben der Verwaltung zwei Jahre dauern."
PITCH = "Jetzt unseren Newsletter bestellen und jeden Morgen lesen, was in der Region wichtig wird."
RECORD = {"id": "x-1", "url": "https://www.bote.example/a", "lang": "de", "text": f"{FIRST}\n\nWarum?\n\n{SECOND}"}


def blocks(*texts: str) -> list[Block]:
    return [Block(i, text, (Span(text),), Form.PARAGRAPH, "p", 0) for i, text in enumerate(texts)]


def labels_of(record: dict[str, Any], *texts: str, name: str = "articles") -> list[float]:
    labels, _ = labelled(Row(name, "bote", record), blocks(*texts), -1)
    return [round(float(label), 2) for label in labels]


def weights_of(record: dict[str, Any], *texts: str, name: str = "articles", headline: int = -1) -> list[float]:
    _, weights = labelled(Row(name, "bote", record), blocks(*texts), headline)
    return [float(weight) for weight in weights]


# -- labels


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ((FIRST, SECOND), [1, 1]),
        ((FIRST.upper(), f"„{SECOND}“"), [1, 1]),
        ((FIRST, PITCH, SECOND), [1, 0, 1]),
        ((FIRST, "Warum?", SECOND), [1, 1, 1]),
        ((FIRST, "Wieso?", SECOND), [1, 0, 1]),
        ((FIRST, SECOND, "Warum?"), [1, 1, 0]),  # stands before the second paragraph in the reference
        (("Warum?", PITCH), [0, 0]),  # without a long block nothing tells where a short one belongs
        ((FIRST, ""), [1, 0]),
        ((), []),
    ],
)
def test_a_block_is_labelled_by_its_share_of_the_reference(texts: tuple[str, ...], wanted: list[float]) -> None:
    assert labels_of(RECORD, *texts) == wanted


def test_a_block_half_in_the_reference_is_half_the_article_s() -> None:
    (label,) = labels_of(RECORD, f"{SECOND} {PITCH}")
    assert 0.3 < label < 0.6


def test_what_the_reference_misses_counts_where_a_hand_labelled_it() -> None:
    record = {**RECORD, "labels": [{"kind": "article", "text": MISSED}, {"kind": "newsletter", "text": PITCH}]}
    assert labels_of(RECORD, FIRST, MISSED, PITCH) == [1, 0, 0]
    assert labels_of(record, FIRST, MISSED, PITCH) == [1, 1, 0]
    sure, missed, _ = weights_of(record, FIRST, MISSED, PITCH)
    assert missed < sure / 2


def test_snippets_only_say_what_they_say() -> None:
    record = {"id": "s-1", "url": "", "with": ["die alte Brücke über die Lohe"], "without": [PITCH, "kurz"]}
    texts = (FIRST, SECOND, PITCH, "unseren Newsletter bestellen und jeden Morgen", "kurz")
    assert labels_of(record, *texts, name="snippets") == [1, 0, 0, 0, 0]
    weighed = [weight > 0 for weight in weights_of(record, *texts, name="snippets")]
    assert weighed == [True, False, True, True, False]


def test_silent_blocks_and_the_headline_weigh_nothing() -> None:
    weights = weights_of(RECORD, FIRST, "", "…", SECOND, headline=3)
    assert weights[0] > 0
    assert weights[1:] == [0, 0, 0]
    picture = Block(0, "Bild", (), Form.IMAGE, "img", 0)
    assert labelled(Row("news", "bote", RECORD), [picture], -1)[1].tolist() == [0]


def test_longer_blocks_german_pages_and_news_weigh_more() -> None:
    short, long = weights_of(RECORD, "Warum?", FIRST)
    assert short < long
    assert weights_of({**RECORD, "lang": "en"}, FIRST) < weights_of(RECORD, FIRST)
    assert weights_of(RECORD, FIRST) < weights_of(RECORD, FIRST, name="news")


def test_labels_have_the_length_of_the_blocks() -> None:
    labels, weights = labelled(Row("news", "bote", RECORD), blocks(FIRST, "", PITCH), 0)
    assert labels.shape == weights.shape == (3,)
    assert ((labels >= 0) & (labels <= 1)).all()
    assert np.isfinite(weights).all()


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        ({"text": "Eins.\n\nZwei."}, "Eins.\n\nZwei."),
        ({"with": ["Eins"]}, ""),
        ({"body": {"sections": [{"headline": [], "paragraphs": ["Eins.", "Zwei."]}]}}, "Eins.\n\nZwei."),
        (
            {"body": {"summary": ["Kurz."], "sections": [{"headline": ["Kopf"], "paragraphs": ["Eins."]}]}},
            "Kurz.\n\nKopf\n\nEins.",
        ),
        ({"body": {"summary": None, "sections": []}}, ""),
    ],
)
def test_the_reference_text(record: dict[str, Any], wanted: str) -> None:
    assert reference(record) == wanted


# -- publishers


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://www.bote.example/a", "bote"),
        ("https://bote.example/", "bote"),
        ("https://sport.bote.example:8080/a?b=c", "bote"),
        ("http://www.bote.co.uk/a", "bote"),
        ("http://news.bote.com.au/a", "bote"),
        ("https://BOTE.example", "bote"),
        ("", "x-1"),
        (None, "x-1"),
        ("kein/ort", "x-1"),
    ],
)
def test_a_publisher_is_the_name_in_the_host(url: str | None, wanted: str) -> None:
    assert publisher({"id": "x-1", "url": url}) == wanted


def test_rows_and_bytes_are_read_from_the_corpus_folder(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "x-1.html.gz").write_bytes(gzip.compress(b"<p>Eins"))
    for name in ("news", "articles"):
        lines = [json.dumps({**RECORD, "id": f"{name[0]}-{i}"}, ensure_ascii=False) for i in range(2)]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = list(corpus.rows(tmp_path, ("news", "articles")))
    assert [(row.set, row.id, row.publisher) for row in rows] == [
        ("news", "n-0", "bote"), ("news", "n-1", "bote"), ("articles", "a-0", "bote"), ("articles", "a-1", "bote"),
    ]  # fmt: skip
    assert corpus.raw(tmp_path, Row("news", "bote", RECORD)) == b"<p>Eins"


# -- weights of cross-validation


def test_a_page_is_judged_by_weights_that_saw_nothing_of_its_publisher(tmp_path: Path) -> None:
    part = fold_of("bote", 2)
    networks = tuple(telling("words", 8 if i == part else 1000) for i in range(2))
    wordings = tuple(np.full(1 << BITS, i, dtype=np.float32) for i in range(PARTS))
    Folds(networks, wordings).store(tmp_path / "folds.npz")
    stored = Folds.load(tmp_path / "folds.npz")
    assert [weights[0] for weights in stored.wordings] == [0, 1, 2]
    assert stored.of("bote").names == ("words",)
    assert stored.of("bote").entry.bias.tolist() == [-8, 8]
    page = f"<html lang=de><body><main><p>{FIRST}</p><p>Brücke</p><p>{SECOND}</p></main></body></html>".encode()
    assert stored.text_of(page, "https://www.bote.example/a", "bote") == f"{FIRST}\n\n{SECOND}"
    other = next(name for name in ("kurier", "blatt", "post", "echo") if fold_of(name, 2) != part)
    assert stored.text_of(page, "https://www.bote.example/a", other) == ""
    assert stored.text_of(b"<html><body></body></html>", None, "bote") == ""


# -- measures


@pytest.mark.parametrize(
    ("gold", "text", "wanted"),
    [
        ("eins zwei", "eins zwei", 1.0),
        ("Eins, zwei!", "zwei eins", 1.0),
        ("eins zwei", "", 0.0),
        ("", "", 0.0),
        ("eins zwei", "drei vier", 0.0),
        ("eins zwei drei", "eins", 0.5),
        ("eins eins", "eins", 2 / 3),
        ("橋を残す", "橋を残す", 1.0),
        ("橋を残す", "橋を", 2 / 3),
    ],
)
def test_word_f1(gold: str, text: str, wanted: float) -> None:
    assert measures.word_f1(gold, text) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("gold", "text", "wanted"),
    [
        (f"{FIRST}\n\n{SECOND}", f"{SECOND} und {FIRST}", 1.0),
        (f"{FIRST}\n\n{SECOND}", f"Vorab.\n{FIRST}", 0.5),
        (f"{FIRST}\n\nKurz.", FIRST, 1.0),  # what is no paragraph does not count
        (FIRST, FIRST.replace("alte", "neue"), 0.0),
        (FIRST, FIRST.upper().replace(" ", "\n"), 1.0),
    ],
)
def test_paragraphs_kept(gold: str, text: str, wanted: float) -> None:
    assert measures.kept([(gold, text)]) == wanted


@pytest.mark.parametrize(
    ("paragraph", "hard"),
    [(PITCH, True), (FIRST, False), (f"{FIRST} Newsletter!", True), (f"{PITCH} {FIRST * 9}", False)],
)
def test_paragraphs_that_speak_of_junk_are_hard(paragraph: str, hard: bool) -> None:
    assert measures.paragraphs(paragraph, paragraph) == [(paragraph, True, hard)]


def test_what_is_kept_of_the_hard_ones_is_told_alone() -> None:
    row = Row("articles", "bote", {"id": "x-1", "text": f"{FIRST}\n\n{PITCH}"})
    told = measures.figures([(row, FIRST)])
    assert (told["kept"], told["kept hard"]) == ("0.5000", "0.0000")


def test_counts_are_shared_given_and_wanted() -> None:
    assert measures.word_counts("eins zwei zwei", "zwei drei") == (1, 2, 3)
    assert measures.gram_counts("a b c d e", "b c d e f") == (1, 2, 2)
    assert measures.gram_counts("a b", "") == (0, 0, 1)


def test_grams_weigh_order() -> None:
    assert measures.gram_f1([(FIRST, FIRST), (SECOND, SECOND)]) == pytest.approx(1)
    backwards = " ".join(reversed(FIRST.split()))
    assert measures.gram_f1([(FIRST, backwards), (SECOND, SECOND)]) == pytest.approx(0.5)


def test_leaks_count_labelled_junk_in_the_text() -> None:
    record = {**RECORD, "labels": [
        {"kind": "newsletter", "text": PITCH}, {"kind": "teaser", "text": "Mehr zum Thema Brücken"},
        {"kind": "article", "text": MISSED}, {"kind": "share", "text": "Teilen"}, {"kind": "promo", "text": SECOND},
    ]}  # fmt: skip
    row = Row("news", "bote", record)
    leaked = measures.leaks([(row, f"{FIRST}\n{PITCH}\n{SECOND}"), (row, FIRST)])
    assert leaked == {"leak newsletter": "1/2", "leak teaser": "0/2"}


def test_figures_hold_what_the_pages_allow() -> None:
    snippets = Row("snippets", "bote", {"id": "s-1", "with": ["die alte Brücke"], "without": [PITCH]})
    assert measures.figures([(snippets, f"{FIRST} {PITCH}")]) == {"with": "1.0000", "without": "1.0000"}
    both = measures.figures([(Row("articles", "bote", RECORD), RECORD["text"])])
    assert both == {"word F1": "1.0000", "4-gram F1": "1.0000", "kept": "1.0000"}
