"""The server in a crowd, for seconds: nothing is answered wrongly or not at all, whatever others send or who dies."""

from __future__ import annotations

import sys

import pytest

from hostile.load import run
from hostile.soak import soak


def test_bad_pages_do_nothing_to_the_others() -> None:
    tally = run(6, 8, 2, False, "--time-limit=2")
    assert tally.wrong == []
    assert tally.degraded
    assert set(tally.statuses) <= {"good 200", "bad 200", "bad 503"}
    assert len(tally.good) > tally.degraded
    assert tally.health


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process's children")
def test_every_request_is_answered_while_workers_are_killed() -> None:
    tally = run(5, 8, 0, kill=True)
    assert tally.wrong == []
    assert tally.killed > 1
    assert set(tally.statuses) <= {"good 200", "good 503"}
    assert tally.good


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process holds")
def test_page_after_page_the_server_holds_no_more() -> None:
    """From the middle on: by then everything is loaded, and each kind of page was there once."""
    first, last = soak(800, points=2)
    assert last.files <= first.files
    assert last.threads <= first.threads
    assert last.memory - first.memory < 15
