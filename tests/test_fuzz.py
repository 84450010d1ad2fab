"""What holds for any page: it is answered or refused, no letter is lost, nothing hostile comes out, and the work grows
as the page does. Hypothesis makes up the pages; REINSCHRIFT_FUZZ=N tries N of each, at random, instead of a few."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hostile.soup import cut, pages, piece
from reinschrift import degraded
from reinschrift.answer import answer
from reinschrift.clean import clean
from reinschrift.errors import BadOption, NoArticle, UnreadableBody
from reinschrift.model import Kind, Options
from reinschrift.page import from_html
from reinschrift.render import FORMATS
from reinschrift.tame import tamed
from reinschrift.task import MEDIA_TYPES, Task
from test_xss import check_answer
from words_of import accounted, shown

MANY = int(os.environ.get("REINSCHRIFT_FUZZ", "0"))
fuzzed = settings(
    max_examples=MANY or 80, derandomize=not MANY, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
kinds = st.none() | st.lists(st.sampled_from([*Kind]), max_size=9).map(",".join)
tasks = st.builds(
    Task,
    body=pages | pages.map(str.encode) | cut() | st.binary(max_size=400),
    media=st.sampled_from(MEDIA_TYPES),
    charset=st.sampled_from((None, "utf-8", "windows-1252", "utf-16", "shift_jis", "x-klingon", "")),
    url=st.sampled_from((None, "https://zeitung.example/ort/a.html", "http://a.example", "ftp://a", "")),
    keep=kinds,
    removed=st.sampled_from((None, "article", "all", "none", "some")),
    format=st.sampled_from(sorted(FORMATS)),
    language=st.sampled_from(("en", "de")),
)


@fuzzed
@given(task=tasks)
def test_every_request_is_answered_or_refused(task: Task) -> None:
    for asked in (answer, lambda task: degraded.answer(task, [])):
        try:
            said = asked(task).body
        except (UnreadableBody, BadOption, NoArticle):
            continue
        assert said.decode().endswith("\n")
        if task.format == "json":
            json.loads(said)


@fuzzed
@given(page=pages | cut(), keep=kinds)
def test_nothing_hostile_comes_out(page: str | bytes, keep: str | None) -> None:
    task = Task(page, url="https://zeitung.example/ort/a.html", keep=keep, removed="all")
    for asked in (answer, lambda task: degraded.answer(task, [])):
        try:
            told = json.loads(asked(task).body)
        except (UnreadableBody, NoArticle):
            continue
        check_answer(told)


@fuzzed
@given(page=pages | cut())
def test_no_letter_is_lost_or_doubled(page: str | bytes) -> None:
    try:
        read = from_html(page)
        article = clean(read, Options(removed="all"))
    except NoArticle:
        return
    assert accounted(article) == shown(read)


@fuzzed
@given(page=pages | cut())
def test_taming_ends(page: str | bytes) -> None:
    data = page.encode("utf-8", "replace") if isinstance(page, str) else page
    once = tamed(data)
    assert len(once) <= 12 * len(data) + 100
    assert tamed(once) == once


# -- work


def steps(do: Callable[[], Any]) -> int:
    """How many lines of Python something takes, its calls of C counted once."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        do()
    finally:
        sys.settrace(before)
    return count


def work(page: str, times: int) -> int:
    def asked() -> None:
        try:
            answer(Task(f"<html><body><article><h1>Titel</h1>{page * times}", removed="all"))
        except NoArticle:
            return

    return min(steps(asked), steps(asked))  # the first time may load something, or learn words


def grows_as_it_should(page: str, times: int = 40) -> None:
    """Twice as much more of a page may take about twice as much more work, somewhat more where a limit lies between;
    what grows as the square takes four times as much."""
    first, second, third = (work(page, times * factor) for factor in (1, 2, 4))
    assert third - second <= 3.4 * (second - first) + 3_000, f"{first}, {second}, {third}: {page!r}"


SIBLINGS = (
    "<p>Ein Satz, der zum Artikel gehört, und noch einer.</p>", "<p><a href=/a>Ein Verweis, der lang ist</a></p>",
    "<ul><li>Eins<li>Zwei</ul>", "<table><tr><td>Eins<td>Zwei</table>", "<h2>Titel</h2><p>Ein Satz.</p>",
    "<div class=newsletter><p>Newsletter</p><input type=email><button>Los</button></div>", "<div>", "<b>", "<br>Zeile",
    "<figure><img src=/a.png><figcaption>Am Ufer</figcaption></figure>", "<blockquote>Ein Zitat</blockquote>",
    "<section><h3>Lesen Sie auch</h3><a href=/b>Wie es weiterging und warum</a></section>", "<td>Zelle", "Wort ",
    "<div hidden>Nichts</div>", "<template><p>Nichts</p></template>", '<meta name="author" content="Wer">', "<tr>",
)  # fmt: skip


@pytest.mark.parametrize("page", SIBLINGS)
def test_work_grows_with_the_page(page: str) -> None:
    grows_as_it_should(page)


@settings(fuzzed, max_examples=MANY or 15)
@given(page=st.lists(piece, min_size=1, max_size=4).map("".join))
def test_work_grows_with_any_page(page: str) -> None:
    grows_as_it_should(page, 20)
