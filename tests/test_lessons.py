"""What a network learns from: columns of one scale, losses, and batches of pages."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "server" / "training"))

from lessons import GAP, ROWS, Lesson, Losses, Scale, batch, shuffled

DICE = np.random.default_rng(5)


def lesson(rows: int) -> Lesson:
    values = np.column_stack((np.arange(rows) % 2, np.arange(rows) * 100.0)).astype(np.float32)
    return Lesson(values, np.ones(rows), np.ones(rows))


def numbers(rows: int) -> Lesson:
    values = np.arange(rows * 3, dtype=np.float32).reshape(rows, 3) + 1
    return Lesson(values, np.arange(rows, dtype=np.float32), np.ones(rows, np.float32))


def test_columns_get_one_scale_and_large_ones_their_logarithm() -> None:
    lessons = [lesson(50), lesson(30)]
    scale = Scale.of(lessons)
    assert scale.wide.tolist() == [1]
    values = np.vstack([scale.scaled(page).values for page in lessons])
    assert values.dtype == np.float32
    assert np.allclose(values.mean(axis=0), 0, atol=1e-5)
    assert np.allclose(values.std(axis=0), 1, atol=1e-5)


def test_what_is_rare_is_not_blown_up() -> None:
    page = lesson(400)
    page.values[:, 0] = 0
    page.values[7, 0] = 1
    assert Scale.of([page]).scaled(page).values[:, 0].max() < 5.001


def test_a_column_of_nothing_becomes_what_the_scale_says() -> None:
    page = lesson(50)
    scale = Scale.of([page])
    page.values[:] = 0
    assert np.allclose(scale.scaled(page).values, scale.nothing)


def test_a_part_of_a_page_has_its_own_labels() -> None:
    part = numbers(10).part(3, 4)
    assert part.values.tolist() == numbers(10).values[3:7].tolist()
    assert part.labels.tolist() == [3, 4, 5, 6]
    assert len(part.weights) == 4


def test_pages_of_a_batch_stand_apart() -> None:
    together = batch([numbers(3), numbers(5)])
    assert together.blocks.tolist() == [3, 5]
    assert together.inside.tolist() == [1] * 3 + [0] * GAP + [1] * 5 + [0] * GAP
    assert together.page.tolist() == [0] * (3 + GAP) + [1] * (5 + GAP)
    assert not together.values[together.inside == 0].any()
    assert not together.weights[together.inside == 0].any()
    assert together.labels[together.inside == 1].tolist() == [0, 1, 2, 0, 1, 2, 3, 4]


def test_a_page_loses_now_these_columns_now_those() -> None:
    names = ("own newsletter", "newsletter phrase", "words")
    nothing = np.array([-1, -2, -3], np.float32)
    page = numbers(20)
    losses = Losses(names, nothing, np.random.default_rng(2))
    seen = [losses.after(page) for _ in range(300)]
    said = [after for after in seen if (after.values[:, 0] == -1).all()]
    cued = [after for after in seen if (after.values[:, 1] == -2).all()]
    assert 20 < len(said) < 80
    assert 20 < len(cued) < 80
    assert all((after.values[:, 2] == page.values[:, 2]).all() for after in seen)
    assert page.values.min() == 1


def test_of_a_large_page_a_part_is_learned() -> None:
    after = Losses(("a", "b", "c"), np.zeros(3, np.float32), DICE).after(numbers(ROWS + 50))
    assert len(after.values) == ROWS
    assert len(after.labels) == ROWS


@pytest.mark.parametrize("count", [1, 4, 9])
def test_every_page_comes_once(count: int) -> None:
    pages = [numbers(i + 1) for i in range(count)]
    seen = [len(page.values) for some in shuffled(pages, 4, DICE) for page in some]
    assert sorted(seen) == list(range(1, count + 1))
