"""Reinschrift as a tool among the others: in process, over HTTP, and with weights that never saw the publisher."""

from __future__ import annotations

import atexit
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from adapter import Adapter, Page

TRAINING = Path(__file__).resolve().parents[2] / "server" / "training"
NO_ARTICLE = 422


def in_process() -> Adapter:
    """The whole answer as JSON, as a worker of the server makes it; its text is taken out of it again."""
    from reinschrift.answer import answer
    from reinschrift.errors import NoArticle
    from reinschrift.task import Task

    def extract(page: Page) -> str:
        try:
            return str(json.loads(answer(Task(page.raw, url=page.url)).body)["text"])
        except NoArticle:
            return ""

    return extract


def over_http() -> Adapter:
    """The same, asked of a server on this machine, a connection a page."""
    address = _served()

    def extract(page: Page) -> str:
        query = urlencode({"url": page.url})
        request = Request(f"{address}/v1/clean?{query}", page.raw, {"Content-Type": "text/html"})
        try:
            with urlopen(request, timeout=60) as reply:
                return str(json.load(reply)["text"])
        except HTTPError as error:
            if error.code == NO_ARTICLE:
                return ""
            raise

    return extract


def _served() -> str:
    """The address of a server that runs as long as this process."""
    command = [sys.executable, "-m", "reinschrift.cli", "serve", "--port", "0"]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("REINSCHRIFT_")}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ)
    atexit.register(process.terminate)
    assert process.stdout is not None
    found = re.search(r"http://[\w.]+:\d+", process.stdout.readline())
    if found is None:
        raise RuntimeError("the server did not say where it listens")
    return found[0]


def held_out(folds: Path | None) -> Adapter:
    """For each page the weights that saw no page of its publisher, from the file that errors.py writes."""
    sys.path.insert(0, str(TRAINING))
    from folds import Folds

    assert folds is not None
    stored = Folds.load(folds)
    return lambda page: stored.text_of(page.raw, page.url, page.publisher)
