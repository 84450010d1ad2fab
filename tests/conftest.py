"""What several tests share: an invented page, the application in this process, one live server for the session."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient

from batch_runs import Ray, cluster
from reinschrift.answer import answer
from reinschrift.app import create_app
from reinschrift.settings import Settings
from reinschrift.task import Result, Task
from reinschrift.workers import Cleaner

PARAGRAPHS = (
    "Der Stadtrat von Birkenau hat am Dienstagabend beschlossen, die alte Brücke über die Lohe zu erhalten.",
    "Nach mehr als vier Stunden stimmten siebzehn Mitglieder dafür, neun dagegen; zwei enthielten sich.",
    "Die Sanierung soll im Frühjahr beginnen und nach Angaben der Verwaltung etwa zwei Jahre lang dauern.",
    "Bürgermeisterin Hanne Pohl sprach von einem guten Tag für alle, die täglich zu Fuß in die Innenstadt gehen.",
    "Kritik kam von den Anwohnern der Gerbergasse, die während der Bauzeit mit mehr Verkehr vor der Tür rechnen.",
)
NEWSLETTER = "Jetzt unseren Newsletter abonnieren und jeden Morgen das Wichtigste aus der Region per E-Mail erhalten."
HTML = f"""<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Birkenau behält seine Brücke</title>
</head><body><main><article><h1>Birkenau behält seine Brücke</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>
<div class="newsletter-box"><h3>Newsletter</h3><p>{NEWSLETTER}</p><form><input type="email"><button>Anmelden</button>
</form></div><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p><p>{PARAGRAPHS[4]}</p></article></main></body></html>
"""
PORT = 8417
ASKED_HTML = {"Content-Type": "text/html; charset=utf-8"}
ASKED_JSON = {"Content-Type": "application/json"}


def pytest_configure(config: pytest.Config) -> None:
    """Takes back what a shell's "&" or nohup left ignored, or the tests' servers would ignore it too."""
    for number in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


class InProcess:
    """A pool's stand-in that cleans in the test's own process."""

    ready = True

    def run(self, task: Task) -> Result:
        return answer(task)


class LocalClient(FlaskClient):
    """Asks the application by a name it answers to."""

    def open(self, *arguments: Any, **named: Any) -> Any:
        named.setdefault("base_url", f"http://127.0.0.1:{PORT}")
        return super().open(*arguments, **named)


def client_of(settings: Settings, pool: Cleaner) -> FlaskClient:
    """The application without a server, asked in this process."""
    app = create_app(settings, pool)
    app.test_client_class = LocalClient
    return app.test_client()


def post(client: FlaskClient, body: bytes | str, headers: Mapping[str, str] = ASKED_HTML, query: str = "") -> Any:
    """Asks to have `body` cleaned."""
    data = body.encode() if isinstance(body, str) else body
    return client.post(f"/v1/clean{query}", data=data, headers=dict(headers))


@dataclass(frozen=True)
class Live:
    """A server that listens on a port of this machine."""

    port: int

    def ask(
        self, method: str, path: str, body: bytes | str | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Mapping[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            body = body.encode() if isinstance(body, str) else body
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()


@pytest.fixture(scope="session", autouse=True)
def _own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test, and no program that one starts, reads or writes the settings of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        yield


@pytest.fixture(scope="session")
def html() -> str:
    return HTML


@pytest.fixture(scope="session")
def paragraphs() -> tuple[str, ...]:
    return PARAGRAPHS


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(port=PORT, body_limit=200_000)


@pytest.fixture(scope="session")
def client(settings: Settings) -> FlaskClient:
    """The application without server or workers."""
    return client_of(settings, InProcess())


@pytest.fixture(scope="session")
def live() -> Iterator[Live]:
    """`reinschrift serve` with one worker, a time limit of two seconds and a body limit of 300,000 bytes."""
    command = [sys.executable, "-m", "reinschrift.cli", "serve", "--port", "0", "--workers", "1"]
    command += ["--time-limit", "2", "--body-limit", "300000"]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("REINSCHRIFT_")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        assert found, f"the server said {line!r}"
        yield Live(int(found[1]))
        process.terminate()


@pytest.fixture(scope="session")
def ray() -> Iterator[Ray]:
    """A Ray cluster of two nodes, a processor each."""
    with cluster() as ray:
        yield ray


@pytest.fixture
def problem() -> Any:
    """A check that an answer is problem+json with the status and code wanted; returns the object."""

    def check(status: int, media_type: str | None, body: bytes, wanted: tuple[int, str]) -> dict[str, Any]:
        assert media_type == "application/problem+json"
        told: dict[str, Any] = json.loads(body)
        assert (status, told["status"], told["code"]) == (wanted[0], *wanted)
        assert set(told) == {"type", "title", "status", "detail", "instance", "code"}
        return told

    return check
