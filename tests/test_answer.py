"""What comes back from a worker beside the answer's text: how whole the article was, and how much was removed."""

from __future__ import annotations

import json

import pytest

from conftest import HTML, PARAGRAPHS
from reinschrift import degraded
from reinschrift.answer import answer
from reinschrift.errors import NoArticle
from reinschrift.model import Kind
from reinschrift.task import ANSWERS, TEXT, Task

PAID = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'


@pytest.mark.parametrize("format_", ANSWERS)
@pytest.mark.parametrize("removed", ["all", "article", "none"])
def test_removed_blocks_are_counted_whatever_is_asked_for(format_: str, removed: str) -> None:
    result = answer(Task(HTML, format=format_, removed=removed))
    assert result.removed == {"newsletter": 3}
    assert PARAGRAPHS[0] in result.body.decode()


def test_what_is_kept_on_demand_is_not_counted() -> None:
    assert answer(Task(HTML, keep="newsletter")).removed == {}


@pytest.mark.parametrize("html", [HTML, HTML.replace("</head>", f"{PAID}</head>")])
def test_the_outcome_is_the_status_of_the_answer(html: str) -> None:
    result = answer(Task(html))
    assert result.outcome == json.loads(result.body)["completeness"]["status"]


def test_a_stand_in_says_what_it_is() -> None:
    result = degraded.answer(Task("\n\n".join(PARAGRAPHS), TEXT), [])
    assert (result.outcome, result.removed) == ("degraded", {})


def test_the_counted_kinds_are_kinds() -> None:
    assert set(answer(Task(HTML)).removed) <= {kind.value for kind in Kind}


def test_where_there_is_no_article_nothing_is_counted() -> None:
    with pytest.raises(NoArticle):
        answer(Task("<p></p>"))
