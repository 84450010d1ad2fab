"""The content model: the stored weights, the columns they ask for, and what they say of pages and of plain text."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from reinschrift.content import EXTRACTED, belonging, chosen, network, probability
from reinschrift.evidence import gather
from reinschrift.evidence.columns import Columns
from reinschrift.model import Form, Page
from reinschrift.network import REACHES
from reinschrift.page import from_html, from_text
from reinschrift.segment import segment

PAGES = sorted((Path(__file__).parent / "pages").glob("*/page.html"))


def columns_of(page: Page) -> Columns:
    return gather(page, segment(page)).columns


def test_the_stored_network_holds_together() -> None:
    stored = network()
    width = len(stored.entry.bias)
    assert stored.entry.weights.shape == (len(stored.names), width)
    assert [look.weights.shape for look in stored.looks] == [(3 * width, width)] * len(REACHES)
    assert len(stored.norms) == len(REACHES) + 2
    assert stored.page.weights.shape == (2 * width, width)
    assert stored.exit.weights.shape == (width, 1)
    assert stored.wide.max() < len(stored.names)
    assert len(set(stored.names)) == len(stored.names)
    assert all(np.isfinite(array).all() for array in stored.arrays().values() if array.dtype.kind == "f")
    assert network() is stored


@pytest.mark.parametrize("page", [from_html("<p>Ein Satz.</p>"), from_text("Ein Satz.")], ids=["html", "text"])
def test_every_column_it_asks_for_exists(page: Page) -> None:
    assert set(network().names) <= set(columns_of(page).names)


def test_the_weights_are_small() -> None:
    assert len((files("reinschrift") / "content.npz").read_bytes()) < 400_000


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
