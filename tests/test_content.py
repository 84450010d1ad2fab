"""The content model: the stored forest, the columns it asks for, its arithmetic, and what it says of plain text."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from reinschrift.content import EXTRACTED, ROWS, Forest, belonging, chosen, forest, probability
from reinschrift.evidence import gather
from reinschrift.evidence.columns import Columns, Floats
from reinschrift.model import Form, Page
from reinschrift.page import from_html, from_text
from reinschrift.segment import segment

PAGES = sorted((Path(__file__).parent / "pages").glob("*/page.html"))
DICE = np.random.default_rng(11)


def columns_of(page: Page) -> Columns:
    return gather(page, segment(page)).columns


def walked(trees: Forest, row: Floats) -> float:
    """A row's log odds, one question after the other."""
    total = trees.bias
    for questions, borders, leaves in zip(trees.feature, trees.border, trees.leaves, strict=True):
        above = [row[column] > border for column, border in zip(questions, borders, strict=True)]
        total += leaves[sum(yes << level for level, yes in enumerate(above))]
    return float(total)


def invented(trees: int, levels: int, columns: int) -> Forest:
    names = tuple(f"column {i}" for i in range(columns))
    feature = DICE.integers(0, columns, (trees, levels))
    border = DICE.integers(-2, 3, (trees, levels)).astype(np.float32)
    return Forest(names, feature, border, DICE.normal(size=(trees, 2**levels)).astype(np.float32), 0.25)


def test_the_stored_forest_holds_together() -> None:
    trees = forest()
    count, levels = trees.feature.shape
    assert count > 0
    assert trees.border.shape == (count, levels)
    assert trees.leaves.shape == (count, 2**levels)
    assert len(set(trees.names)) == len(trees.names)
    assert trees.feature.min() >= 0
    assert trees.feature.max() < len(trees.names)
    assert not np.isnan(trees.border).any()
    assert np.isfinite(trees.leaves).all()
    assert np.isfinite(trees.bias)
    assert forest() is trees


@pytest.mark.parametrize("page", [from_html("<p>Ein Satz.</p>"), from_text("Ein Satz.")], ids=["html", "text"])
def test_every_column_it_asks_for_exists(page: Page) -> None:
    assert set(forest().names) <= set(columns_of(page).names)


def test_no_column_it_knows_goes_unasked() -> None:
    assert set(forest().feature.ravel().tolist()) == set(range(len(forest().names)))


def test_the_weights_are_small() -> None:
    assert len((files("reinschrift") / "content.npz").read_bytes()) < 400_000


def test_the_stored_forest_is_walked_as_by_hand() -> None:
    trees = forest()
    values = DICE.normal(scale=3, size=(60, len(trees.names))).astype(np.float32)
    asked = trees.border[0, 0]
    values[0, trees.feature[0, 0]] = asked  # what lies on a border is not above it
    values[1] = 0
    assert np.allclose(trees.log_odds(values), [walked(trees, row) for row in values], atol=1e-3)


@pytest.mark.parametrize("shape", [(1, 1, 1), (7, 3, 4), (20, 6, 9)], ids=str)
@pytest.mark.parametrize("rows", [0, 1, 5, ROWS, ROWS + 1])
def test_an_invented_forest_is_walked_as_by_hand(shape: tuple[int, int, int], rows: int) -> None:
    trees = invented(*shape)
    values = DICE.integers(-3, 4, (rows, shape[2])).astype(np.float32)
    given = trees.log_odds(values)
    assert given.shape == (rows,)
    assert np.allclose(given, [walked(trees, row) for row in values], atol=1e-4)


def test_columns_are_chosen_by_name_and_in_order() -> None:
    columns = Columns(("a", "b", "c"), np.array([[1, 2, 3], [4, 5, 6]], dtype=np.float32))
    assert chosen(columns, ("c", "a")).tolist() == [[3, 1], [6, 4]]
    with pytest.raises(KeyError):
        chosen(columns, ("d",))


def test_probabilities_never_leave_their_range() -> None:
    given = probability(np.array([-1e9, -1, 0, 1, 1e9], dtype=np.float32))
    assert (np.diff(given) > 0).all()
    assert given[2] == 0.5
    assert given.min() >= 0
    assert given.max() <= 1


@pytest.mark.parametrize("text", ["Eins.", "Eins.\n\nZwei.\n\nNewsletter\n\nLesen Sie auch", "一。\n\n二。"])
def test_text_is_taken_for_the_article(text: str) -> None:
    page = from_text(text)
    assert belonging(gather(page, segment(page))).tolist() == [EXTRACTED] * (text.count("\n\n") + 1)


@pytest.mark.parametrize("path", PAGES[::6], ids=lambda path: path.parent.name)
def test_each_block_with_text_has_a_probability_and_a_picture_none(path: Path) -> None:
    page = from_html(path.read_bytes())
    segments = segment(page)
    score = belonging(gather(page, segments))
    assert score.shape == (len(segments.blocks),)
    assert ((score >= 0) & (score <= 1)).all()
    silent = [b.index for b in segments.blocks if b.form is Form.IMAGE or not b.text]
    assert score[silent].tolist() == [0] * len(silent)
    assert all(score[block.index] > 0 for block in segments.blocks if block.text)
