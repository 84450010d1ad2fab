"""Hostile and broken pages over HTTP: each is answered, and no paragraph is lost that a browser shows.

The larger pages are for `python -m hostile.measure`, which also takes the time; here stand those that take little.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from hostile.case import MARKS, PLAIN_HTML, TEXTS, Case, article
from hostile.measure import Server, outcome, started
from hostile.table import CLASSES, build
from hostile.truth import truth

LARGE = 400_000  # bytes; what is larger is left out, but for one page of each kind of size
ALSO = (
    "depth div 100000", "attributes 100000", "text 19 MB", "text one word", "giant base64 image", "giant comment",
    "giant script", "giant attribute title", "siblings links", "siblings pictures", "siblings spans", "data spaces",
    "data body of 12 MB", "encoding meta of a megabyte", "characters family", "text entities",
)  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with started("--time-limit", "30") as server:
        yield server


def test_there_are_enough_pages_and_each_was_shown_to_a_browser() -> None:
    names = [case.name for case in build()]
    assert len(names) == len(set(names)) > 800
    assert list(truth()) == names


@pytest.mark.parametrize("module", CLASSES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_no_paragraph_is_lost(server: Server, module: object) -> None:
    shown = truth()
    cases = [case for case in module.build() if len(case.body) <= LARGE or case.name in ALSO]
    assert cases
    for case in cases:
        found = outcome(server, case, shown[case.name])
        assert found.status in ((200,) if shown[case.name] else (200, 422)), found
        assert not found.lost, found
        assert found.memory < 1024, found


def test_pages_over_the_limits_are_told_with_all_their_text() -> None:
    """With hardly any time for each page, a stand-in answers for every one that takes longer than nothing."""
    heavy = article("<table>" + "<tr><td>A cell</td><td>Another</td></tr>" * 30_000 + "</table>")
    with started("--time-limit", "0.4") as server:
        for media, body in (
            (PLAIN_HTML, heavy),
            ("application/json", json.dumps({"html": heavy.decode(), "url": "https://bote.example/a"}).encode()),
            ("text/plain", "\n\n".join((*TEXTS, "A line of text. " * 500_000)).encode()),
        ):
            status, answer = server.clean(Case("heavy", body, media))
            told = json.loads(answer)
            assert status == 200, told
            assert told["warnings"][0].startswith("degraded: ")
            places = [told["text"].find(mark) for mark in MARKS]
            assert places == sorted(places)
            assert places[0] >= 0
            for form in ("markdown", "html"):
                assert all(mark in told[form] for mark in MARKS)


def test_a_stand_in_answers_in_every_format() -> None:
    heavy = article("<table>" + "<tr><td>A cell</td><td>Another</td></tr>" * 30_000 + "</table>")
    with started("--time-limit", "0.4") as server:
        for media in ("text/plain", "text/markdown", "text/html"):
            connection = HTTPConnection("127.0.0.1", server.connection.port, timeout=60)
            connection.request("POST", "/v1/clean", heavy, {"Content-Type": "text/html", "Accept": media})
            response = connection.getresponse()
            text = response.read().decode()
            assert (response.status, response.headers.get_content_type()) == (200, media)
            assert all(mark in text for mark in MARKS)
            connection.close()
