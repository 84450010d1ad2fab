"""Who has a port: a Reinschrift, which says so itself, or another program, which the system names."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from conftest import InProcess, Live
from reinschrift import __version__
from reinschrift.cli import main
from reinschrift.owner import Owner, owner
from reinschrift.probe import Listener, listener
from reinschrift.serve import web_server
from reinschrift.settings import Settings

TOKEN = "Perlmutt-und-Bernstein"
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")


class Stranger(BaseHTTPRequestHandler):
    """Some other program's server, which remembers what it was sent."""

    sent: list[str]

    def do_GET(self) -> None:
        Stranger.sent.append(str(self.headers))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"Guten Tag")

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing on the console."""


@pytest.fixture
def stranger() -> Iterator[int]:
    Stranger.sent = []
    server = HTTPServer(("127.0.0.1", 0), Stranger)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def with_token() -> Iterator[int]:
    """A server of this process that has a token."""
    taken = socket.create_server(("127.0.0.1", 0))
    port: int = taken.getsockname()[1]
    server = web_server(Settings(port=port, token=TOKEN), InProcess(), taken)
    threading.Thread(target=server.run, daemon=True).start()
    yield port
    server.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def test_nobody() -> None:
    assert listener("127.0.0.1", free_port()) is None


def test_a_reinschrift(live: Live) -> None:
    for host in ("127.0.0.1", "localhost", "0.0.0.0"):
        found = listener(host, live.port)
        assert found is not None
        assert found.version == __version__
        assert found.health["ready"] is True
        assert found.process not in (None, os.getpid())


def test_a_reinschrift_with_a_token_says_more_to_those_who_have_it(with_token: int) -> None:
    for token, process in ((None, None), ("falsch", None), (TOKEN, os.getpid())):
        found = listener("127.0.0.1", with_token, token)
        assert found is not None
        assert (found.version, found.process) == (__version__, process)


def test_a_stranger_gets_no_token(stranger: int) -> None:
    assert listener("127.0.0.1", stranger, TOKEN) == Listener()
    assert len(Stranger.sent) == 1
    assert TOKEN not in Stranger.sent[0]


def test_a_program_that_speaks_no_http() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:

        def answer() -> None:
            connection, _ = taken.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"220 mail.example ESMTP\r\n")

        threading.Thread(target=answer, daemon=True).start()
        assert listener("127.0.0.1", taken.getsockname()[1]) == Listener()


@linux
@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_the_system_names_the_process(host: str) -> None:
    with socket.create_server((host, 0)) as taken:
        found = owner(taken.getsockname()[1])
        assert found is not None
        assert found.process == os.getpid()
        assert found.name
    assert owner(free_port()) is None


def test_where_the_system_tells_nothing_nobody_is_named(tmp_path: Path) -> None:
    assert owner(80, tmp_path) is None
    (tmp_path / "net").mkdir()
    line = "   0: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1"
    (tmp_path / "net" / "tcp").write_text(f"sl ...\n{line}\n", encoding="ascii")
    assert owner(80, tmp_path) is None
    assert owner(8080, tmp_path) is None


def test_a_process_whose_name_is_gone(tmp_path: Path) -> None:
    test_where_the_system_tells_nothing_nobody_is_named(tmp_path)
    (tmp_path / "12" / "fd").mkdir(parents=True)
    (tmp_path / "12" / "fd" / "3").symlink_to("socket:[4711]")
    assert owner(80, tmp_path) == Owner(12, "?")


def sentence(port: int, capsys: pytest.CaptureFixture[str]) -> str:
    """What a second server says on this port."""
    assert main(["serve", "--port", str(port)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith(f"reinschrift: Cannot listen on 127.0.0.1 port {port}: ")
    return err


def test_there_is_one_reinschrift_at_a_time(live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    found = listener("127.0.0.1", live.port)
    assert found is not None
    assert f"Reinschrift {__version__} (process {found.process}) is there already." in sentence(live.port, capsys)


def test_another_program_is_named_where_the_system_does(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    name = "briefkasten"
    code = "import socket; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1], flush=True); input()"
    program = tmp_path / name
    shutil.copy(os.path.realpath(sys.executable), program)
    environ = os.environ | {"PYTHONHOME": sys.base_prefix}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([str(program), "-c", code], **pipes, text=True, env=environ) as process:
        assert process.stdout is not None
        said = sentence(int(process.stdout.readline()), capsys)
        process.kill()
    named = f"the program {name} (process {process.pid})" if sys.platform == "linux" else "another program"
    assert f"{named} is there; --port chooses another port." in said


def test_another_reason_is_told_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--host", "192.0.2.1", "--token", TOKEN]) == 1
    err = capsys.readouterr().err
    assert err.startswith("reinschrift: Cannot listen on 192.0.2.1 port 8417: ")
    assert "--port" not in err
