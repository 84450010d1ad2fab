"""The network's arithmetic against the same done number by number."""

from __future__ import annotations

from math import copysign, log1p, sqrt

import numpy as np
import pytest

from networks import invented
from reinschrift.network import HALF_WAY, REACHES, Dense, Network, Norm, logarithm


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


def by_hand(net: Network, values: np.ndarray) -> list[float]:
    """Log odds, one number after the other."""
    hidden = []
    for row in values.tolist():
        hidden.append(layer(net.entry, [copysign(log1p(abs(x)), x) if i in net.wide else x for i, x in enumerate(row)]))
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
    before = values.copy()
    given = net.log_odds(values)
    assert given.shape == (rows,)
    assert given.dtype == np.float32
    assert np.allclose(given, by_hand(net, values), atol=1e-3)
    assert np.array_equal(values, before)


def test_a_giant_page_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    net = invented(4)
    values = np.random.default_rng(1).normal(size=(50, 4)).astype(np.float32)
    whole = net.log_odds(values)
    monkeypatch.setattr("reinschrift.network.ROWS", 7)
    assert np.allclose(net.log_odds(values), whole, atol=1e-5)


def test_a_page_without_blocks_has_no_odds() -> None:
    assert invented(4).log_odds(np.zeros((0, 4), np.float32)).shape == (0,)


def test_a_block_is_seen_by_fifteen_on_either_side() -> None:
    net = invented(1)
    net = Network.of({**net.arrays(), "page weights": np.zeros_like(net.page.weights)})  # which all would see
    still = np.zeros((64, 1), np.float32)
    moved = still.copy()
    moved[32] = 50
    seen = np.flatnonzero(net.log_odds(still) != net.log_odds(moved))
    assert (seen.min(), seen.max()) == (32 - sum(REACHES), 32 + sum(REACHES))


def test_what_is_stored_is_read_again() -> None:
    net = invented(5)
    again = Network.of(net.arrays())
    values = np.random.default_rng(3).normal(size=(20, 5)).astype(np.float32)
    assert again.names == net.names
    assert np.array_equal(again.log_odds(values), net.log_odds(values))


def test_the_logarithm_keeps_the_sign() -> None:
    given = logarithm(np.array([-1e6, -1, 0, 1, 1e6], np.float32))
    assert np.allclose(given, [-13.8155, -0.6931, 0, 0.6931, 13.8155], atol=1e-3)
