"""The pool: time limit, deaths, stand-ins, the queue's bound, and workers that end with their parent."""

import contextlib
import multiprocessing
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from weakref import WeakSet

import pytest

from reinschrift import workers
from reinschrift.errors import Busy, InternalError, NoArticle, TookTooLong, WorkerDied
from reinschrift.task import Result, Task
from reinschrift.worker import Answer, Limits, Worker
from reinschrift.workers import Pool

LIMIT = 2.0  # seconds a page may take in these tests
LIMITS = Limits(LIMIT, 1 << 30)


def obey(task: Task, held: list[object]) -> Result:
    """What the workers of these tests do instead of cleaning: the word their task's body begins with."""
    body = task.body.decode() if isinstance(task.body, bytes) else task.body
    word, _, rest = body.partition(" ")
    page = Page()
    KEPT.add(page)
    held.append(page)
    return told(WORDS[word](rest))


def told(text: str) -> Result:
    return Result(text.encode(), "unknown", {})


class Page:
    """What an answer is made from."""


KEPT: WeakSet[Page] = WeakSet()  # the pages that the worker still keeps


def stand_in(task: Task, held: list[object]) -> Result:
    """What the stand-ins of these tests do: nothing for a task that is hopeless, else they say what they were given."""
    body = task.body.decode() if isinstance(task.body, bytes) else task.body
    return told(die(body) if "hopeless" in body else f"instead of {body.partition(' ')[0]}")


def spin(started: str) -> str:
    Path(started).touch()
    while True:
        pass


def spin_in_c(started: str) -> str:
    Path(started).touch()
    return str(re.match("(a+)+$", "a" * 60 + "b"))  # holds the interpreter's lock for longer than anyone lives


def die(_: str) -> str:
    os._exit(3)


def refuse(detail: str) -> str:
    raise NoArticle(detail)


def break_(detail: str) -> str:
    raise ZeroDivisionError(detail)


def spin_once(started: str) -> str:
    return "the second time" if Path(started).exists() else spin(started)


def eat(_: str) -> str:
    return str(len(bytearray(1 << 31)))


WORDS: dict[str, Callable[[str], str]] = {
    "spin": spin,
    "spin_in_c": spin_in_c,
    "spin_once": spin_once,
    "die": die,
    "refuse": refuse,
    "break": break_,
    "eat": eat,
    "say": str,
    "pid": lambda _: str(os.getpid()),
    "threads": lambda _: os.environ["OPENBLAS_NUM_THREADS"],
    "repeat": lambda times: "ä" * int(times),
    "held": lambda _: str(len(KEPT)),
}


def load_obey() -> Answer:
    return obey


def load_stand_in() -> Answer:
    return stand_in


def load_nothing() -> Answer:
    raise ImportError("the core is broken")


def wait_for(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.005)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    pool = Pool(1, 1, LIMITS, load_obey, load_stand_in)
    assert pool.wait_until_ready()
    yield pool
    pool.close()


@pytest.fixture(autouse=True)
def settled(pool: Pool) -> None:
    """Each test begins with a worker that is there."""
    wait_for(lambda: pool.ready)


def test_answers_are_bytes_in_utf8(pool: Pool) -> None:
    assert pool.run(Task("say Grüße")).body == "Grüße".encode()


def test_answers_of_any_size(pool: Pool) -> None:
    assert len(pool.run(Task("repeat 3000000")).body) == 6_000_000
    assert len(pool.run(Task("say " + "x" * 5_000_000)).body) == 5_000_000


def test_a_worker_keeps_no_page_but_the_one_it_has(pool: Pool) -> None:
    assert [pool.run(Task("held")).body for _ in range(3)] == [b"1"] * 3


def test_one_worker_serves_many_tasks(pool: Pool) -> None:
    assert pool.run(Task("pid")).body == pool.run(Task("pid")).body != str(os.getpid()).encode()


def test_errors_of_the_core_come_back_as_they_are(pool: Pool) -> None:
    before = pool.run(Task("pid")).body
    with pytest.raises(NoArticle, match="Nur Werbung"):
        pool.run(Task("refuse Nur Werbung."))
    assert pool.run(Task("pid")).body == before


@pytest.mark.parametrize("word", ["spin", "spin_in_c"])
def test_a_page_that_takes_too_long_gets_a_stand_in(pool: Pool, tmp_path: Path, word: str) -> None:
    before = pool.run(Task("pid")).body
    assert pool.run(Task(f"{word} {tmp_path / 'started'}")).body == f"instead of {word}".encode()
    assert pool.run(Task("pid")).body != before


@pytest.mark.parametrize("word", ["break", "die"])
def test_a_page_that_breaks_its_worker_gets_a_stand_in(pool: Pool, word: str) -> None:
    assert pool.run(Task(word)).body == f"instead of {word}".encode()
    assert pool.run(Task("say da")).body == b"da"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory limit")
def test_a_page_that_eats_memory_gets_a_stand_in(pool: Pool) -> None:
    assert pool.run(Task("eat")).body == b"instead of eat"
    assert pool.run(Task("say da")).body == b"da"


def test_a_page_that_nobody_can_read_in_time(pool: Pool, tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(TookTooLong, match="longer than 2 seconds"):
        pool.run(Task(f"spin {tmp_path / 'hopeless'}"))
    assert time.monotonic() - begun < LIMIT + 15


def test_a_page_that_everybody_dies_of(pool: Pool) -> None:
    with pytest.raises(WorkerDied):
        pool.run(Task("die hopeless"))


def test_a_bug_comes_back_without_its_message(pool: Pool) -> None:
    with pytest.raises(InternalError) as caught:
        pool.run(Task("break hopeless Geheim"))
    assert "ZeroDivisionError" in caught.value.where
    assert "break_" in caught.value.where
    assert "Geheim" not in caught.value.where


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_page_whose_worker_somebody_kills_goes_to_another(tmp_path: Path) -> None:
    pool = Pool(1, 0, Limits(60, 1 << 30), load_obey, load_nothing)
    assert pool.wait_until_ready()
    pid = int(pool.run(Task("pid")).body)
    with ThreadPoolExecutor(1) as callers:
        asked = callers.submit(pool.run, Task(f"spin_once {tmp_path / 'started'}"))
        wait_for((tmp_path / "started").exists)
        os.kill(pid, 9)
        assert asked.result().body == b"the second time"
    pool.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_worker_that_dies_idle_costs_nothing(pool: Pool) -> None:
    pid = int(pool.run(Task("pid")).body)
    (process,) = (child for child in multiprocessing.active_children() if child.pid == pid)
    os.kill(pid, 9)
    process.join()
    assert int(pool.run(Task("pid")).body) != pid


def test_workers_keep_to_one_thread_for_numbers(pool: Pool) -> None:
    assert pool.run(Task("threads")).body == b"1"
    assert "OPENBLAS_NUM_THREADS" not in os.environ


def test_past_the_queue_it_is_busy_at_once(pool: Pool, tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as callers:
        spinning = callers.submit(pool.run, Task(f"spin {tmp_path / 'started'}"))
        wait_for((tmp_path / "started").exists)
        others = [callers.submit(pool.run, Task("say danach")) for _ in range(2)]
        refused = next(as_completed(others))
        assert isinstance(refused.exception(), Busy)
        assert not spinning.done()
        (waiting,) = set(others) - {refused}
        assert waiting.result().body == b"danach"
        assert spinning.result().body == b"instead of spin"


def test_heavy_pages_leave_a_worker_to_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "HEAVY", len("say da") + 1)
    pool = Pool(2, 9, LIMITS, load_obey, load_stand_in)
    wait_for(lambda: len(pool._staff) == 2)
    with ThreadPoolExecutor(3) as callers:
        heavy = [callers.submit(pool.run, Task(f"spin {tmp_path / name}")) for name in ("one", "two", "three")]
        wait_for(lambda: bool(list(tmp_path.iterdir())))
        assert [pool.run(Task("say da")).body for _ in range(9)] == [b"da"] * 9
        assert not any(page.done() for page in heavy)
        assert [page.result().body for page in heavy] == [b"instead of spin"] * 3
    pool.close()


def test_every_place_is_given_back(pool: Pool) -> None:
    for word in ("refuse", "break hopeless", "die hopeless", "refuse", "break", "die"):
        with contextlib.suppress(NoArticle, InternalError, WorkerDied):  # Busy would come through
            pool.run(Task(word))
    assert pool.run(Task("say da")).body == b"da"


def test_closing_ends_a_request_that_runs(tmp_path: Path) -> None:
    pool = Pool(1, 0, Limits(60, 1 << 30), load_obey)
    assert pool.wait_until_ready()
    with ThreadPoolExecutor(1) as callers:
        spinning = callers.submit(pool.run, Task(f"spin {tmp_path / 'started'}"))
        wait_for((tmp_path / "started").exists)
        pool.close()
        assert isinstance(spinning.exception(timeout=10), WorkerDied)
    assert not pool.ready


def test_a_core_that_does_not_load_is_told_at_once(capfd: pytest.CaptureFixture[str]) -> None:
    pool = Pool(1, 0, LIMITS, load_nothing)
    try:
        assert not pool.wait_until_ready()
    finally:
        pool.close()
    assert "the core is broken" in capfd.readouterr().err


PARENT = """
import sys, threading
from reinschrift.task import Task
from reinschrift.workers import Pool
from test_workers import LIMITS, load_obey

if __name__ == "__main__":
    pool = Pool(2, 0, LIMITS, load_obey, load_obey)
    threading.Thread(target=pool.run, args=[Task(sys.argv[1])]).start()
    threading.Event().wait()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there the workers do not hold their parent's output")
@pytest.mark.parametrize("word", ["spin", "spin_in_c"])
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path, word: str) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environ = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    started = tmp_path / "started"
    with subprocess.Popen(
        [sys.executable, str(script), f"{word} {started}"], stdout=subprocess.PIPE, env=environ
    ) as parent:
        wait_for(started.exists)
        parent.kill()
        parent.communicate(timeout=20)  # comes back once nobody holds the output any more: the workers are gone
    assert parent.returncode == -9


def test_a_worker_may_be_ended_by_two_at_once() -> None:
    """The pool's close() and the request that lost its worker by it."""
    for _ in range(3):
        worker = Worker(load_obey, LIMITS)
        with ThreadPoolExecutor(8) as enders:
            for ended in [enders.submit(worker.end) for _ in range(8)]:
                assert ended.result() is None
