"""The network's arithmetic against the same done number by number, and the words it reads."""

from __future__ import annotations

import re
from math import copysign, log1p, sqrt

import numpy as np
import pytest

from networks import invented
from reinschrift.network import HALF_WAY, REACHES, Dense, Network, Norm, logarithm
from reinschrift.vocabulary import BEGINNING, END, Vocabulary, distinct, words_of

TEXTS = ("Der Rat berät", "rat 17 Rat, 4", "", "die brücke: rat", "x", "0")


def layer(dense: Dense, row: list[float]) -> list[float]:
    return [
        sum(number * float(weight) for number, weight in zip(row, weights, strict=True)) + float(bias)
        for weights, bias in zip(dense.weights.T, dense.bias, strict=True)
    ]


def active(norm: Norm, row: list[float]) -> list[float]:
    mean = sum(row) / len(row)
    spread = sqrt(sum((number - mean) ** 2 for number in row) / len(row) + 1e-5)
    pairs = zip(row, norm.scale, norm.shift, strict=True)
    return [max(0.0, (number - mean) / spread * float(scale) + float(shift)) for number, scale, shift in pairs]


def said(net: Network, text: str) -> list[float]:
    places = {word: i for i, word in enumerate(net.vocabulary, 1)}
    words = [places["0"] if word.isdigit() else places.get(word, 0) for word in re.findall(r"\w+", text)]
    known = [net.vectors[word] for word in words if word]
    together = sum(known, start=np.zeros(net.vectors.shape[1])) / sqrt(max(1, len(known)))
    return [float(number) for number in together @ net.words]


def by_hand(net: Network, values: np.ndarray, texts: list[str]) -> list[float]:
    """Log odds, one number after the other."""
    hidden = []
    for row, text in zip(values.tolist(), texts, strict=True):
        read = [copysign(log1p(abs(x)), x) if i in net.wide else x for i, x in enumerate(row)]
        hidden.append([a + b for a, b in zip(layer(net.entry, read), said(net, text), strict=True)])
    hidden = [[a + b for a, b in zip(row, layer(net.mixing, active(net.norms[0], row)), strict=True)] for row in hidden]
    nothing = [0.0] * len(net.entry.bias)
    for i, reach in enumerate(REACHES):
        seen = [active(net.norms[i + 1], row) for row in hidden]
        padded = [nothing] * reach + seen + [nothing] * reach
        beside = [padded[j] + padded[j + reach] + padded[j + 2 * reach] for j in range(len(seen))]
        hidden = [
            [a + b for a, b in zip(row, layer(net.looks[i], three), strict=True)]
            for row, three in zip(hidden, beside, strict=True)
        ]
        if i == HALF_WAY:
            columns = list(zip(*hidden, strict=True))
            page = layer(net.page, [sum(c) / len(c) for c in columns] + [max(c) for c in columns])
            hidden = [[a + b for a, b in zip(row, page, strict=True)] for row in hidden]
    return [layer(net.exit, active(net.norms[-1], row))[0] for row in hidden]


@pytest.mark.parametrize("rows", [1, 2, 3, 9, 17, 40])
@pytest.mark.parametrize("columns", [1, 4, 7])
def test_it_computes_what_is_computed_by_hand(rows: int, columns: int) -> None:
    net = invented(columns)
    values = np.random.default_rng(rows).normal(scale=20, size=(rows, columns)).astype(np.float32)
    texts = [TEXTS[i % len(TEXTS)].lower() for i in range(rows)]
    before = values.copy()
    given = net.log_odds(values, texts)
    assert given.shape == (rows,)
    assert given.dtype == np.float32
    assert np.allclose(given, by_hand(net, values, texts), atol=1e-3)
    assert np.array_equal(values, before)


def test_a_giant_page_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    net = invented(4)
    values = np.random.default_rng(1).normal(size=(50, 4)).astype(np.float32)
    texts = ["rat brücke", "", "7"] * 16 + ["x", "rat"]
    whole = net.log_odds(values, texts)
    monkeypatch.setattr("reinschrift.network.ROWS", 7)
    assert np.allclose(net.log_odds(values, texts), whole, atol=1e-5)


def test_a_page_without_blocks_has_no_odds() -> None:
    assert invented(4).log_odds(np.zeros((0, 4), np.float32), []).shape == (0,)


def test_a_block_is_seen_by_fifteen_on_either_side() -> None:
    net = invented(1)
    net = Network.of({**net.arrays(), "page weights": np.zeros_like(net.page.weights)})  # which all would see
    still = np.zeros((64, 1), np.float32)
    moved = still.copy()
    moved[32] = 50
    texts = [""] * 64
    seen = np.flatnonzero(net.log_odds(still, texts) != net.log_odds(moved, texts))
    assert (seen.min(), seen.max()) == (32 - sum(REACHES), 32 + sum(REACHES))


def test_what_is_stored_is_read_again() -> None:
    net = invented(5)
    again = Network.of(net.arrays())
    values = np.random.default_rng(3).normal(size=(20, 5)).astype(np.float32)
    texts = ["rat 3", "brücke"] * 10
    assert (again.names, again.vocabulary) == (net.names, net.vocabulary)
    assert np.array_equal(again.log_odds(values, texts), net.log_odds(values, texts))


def test_the_logarithm_keeps_the_sign() -> None:
    given = logarithm(np.array([-1e6, -1, 0, 1, 1e6], np.float32))
    assert np.allclose(given, [-13.8155, -0.6931, 0, 0.6931, 13.8155], atol=1e-3)


# -- words


@pytest.mark.parametrize(
    ("texts", "words", "starts"),
    [
        ([], [], []),
        ([""], ["\n"], [0]),
        (["der rat", "", "ja!"], ["\n", "der", "rat", "\n", "\n", "ja"], [0, 3, 4]),
        (["橋を残す。読む"], ["\n", "橋を残す", "読む"], [0]),
    ],
)
def test_words_stand_behind_the_break_of_their_block(texts: list[str], words: list[str], starts: list[int]) -> None:
    given, places = words_of(texts)
    assert given == words
    assert places.tolist() == starts


def test_of_a_long_text_the_ends_are_read() -> None:
    whole = "eins " * 20 + "zwei " * 50 + "drei " * 8
    words, _ = words_of([whole])
    assert len(whole) > BEGINNING + END
    assert words == ["\n"] + ["eins"] * 20 + ["drei"] * 8


def test_numbers_are_one_word_and_long_words_have_a_stem() -> None:
    assert distinct(["am 3. mai 2024", "24 uhr", "leserbriefe"]) == {"am", "0", "mai", "uhr", "leserbriefe", "leser*"}


@pytest.mark.parametrize(
    ("word", "number"),
    [("brücke", 1), ("leserin", 2), ("leser", 0), ("brücken", 0), ("77", 3), ("0", 3), ("\n", 0), ("²", 3)],
)
def test_a_word_has_its_number_or_that_of_its_stem(word: str, number: int) -> None:
    known = Vocabulary(("brücke", "leser*", "0"))
    assert [known[word], known[word]] == [number, number]


def test_a_vocabulary_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reinschrift.vocabulary.REMEMBERED", 100)
    known = Vocabulary(("brücke", "leser*"))
    numbers = {word: known[word] for word in ("brücke", "leserin", *(f"wort {i}" for i in range(1000)), "leserin")}
    assert len(known) <= 102
    assert {word for word, number in numbers.items() if number} == {"brücke", "leserin"}
    assert known.words == ("brücke", "leser*")
