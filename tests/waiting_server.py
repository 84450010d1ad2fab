"""`reinschrift serve` with workers that do what a page's first word says: `wait FILE` until that is there, or `say`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from reinschrift import serve
from reinschrift.cli import main
from reinschrift.task import Result, Task
from reinschrift.worker import Answer, Limits
from reinschrift.workers import Pool


def obey(task: Task, held: list[object]) -> Result:
    body = task.body.decode() if isinstance(task.body, bytes) else task.body
    word, _, rest = body.partition(" ")
    return Result(WORDS[word](rest).encode(), "unknown", {})


def wait(name: str) -> str:
    file = Path(name)
    file.with_suffix(".started").touch()
    while not file.exists():
        time.sleep(0.005)
    return "waited"


WORDS = {"wait": wait, "big": lambda size: "x" * int(size), "say": str}


def load() -> Answer:
    return obey


def pool(workers: int, queue_limit: int, limits: Limits) -> Pool:
    return Pool(workers, queue_limit, limits, load)


if __name__ == "__main__":
    serve.Pool = pool  # type: ignore[assignment,misc]
    sys.exit(main(["serve", *sys.argv[1:]]))
