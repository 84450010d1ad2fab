"""The two servers that the browsers talk to: one for invented pages, and Reinschrift itself, live."""

from __future__ import annotations

import http.server
import os
import random
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from .driver import ROOT

Body = str | bytes | Callable[[], str | bytes]
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    """An answer of the pages' server; a body that is a function is called for each request, and may wait."""

    body: Body
    type: str = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def data(self) -> bytes:
        body = self.body() if callable(self.body) else self.body
        return body.encode() if isinstance(body, str) else body


class Pages:
    """Serves what tests put in: `url = pages.add("/a.html", "<p>…")`. `log` has every path that was asked for."""

    def __init__(self, port: int = 0) -> None:
        self.replies: dict[str, Reply] = {}
        self.log: list[str] = []
        self.connections: list[socket.socket] = []
        pages = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def setup(self) -> None:
                super().setup()
                pages.connections.append(self.connection)

            def do_GET(self) -> None:
                pages.answer(self)

            do_POST = do_GET

            def log_message(self, format: str, *arguments: object) -> None:
                """Nothing on the console."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path: str, host: str = "news.test") -> str:
        return f"http://{host}:{self.port}{path}"

    def add(self, path: str, body: Body, type: str = HTML, status: int = 200, **headers: str) -> str:
        """Serves `body` under a path from now on; returns its address on news.test."""
        self.replies[path] = Reply(body, type, status, headers)
        return self.url(path)

    def forget(self) -> None:
        self.replies.clear()
        self.log.clear()

    def answer(self, request: http.server.BaseHTTPRequestHandler) -> None:
        self.log.append(request.path)
        reply = self.replies.get(request.path.partition("?")[0], Reply("not here", "text/plain", 404))
        data = reply.data()
        try:
            request.send_response(reply.status)
            request.send_header("Content-Type", reply.type)
            request.send_header("Content-Length", str(len(data)))
            for name, value in reply.headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(data)
        except ConnectionError:  # a tab that was closed meanwhile does not wait for its answer
            request.close_connection = True

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        for connection in self.connections:  # a browser opens some in advance, and would go on asking here
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


OTHER_VERSION = "import sys, reinschrift; reinschrift.__version__ = sys.argv.pop(1); from reinschrift.cli import main; "
OTHER_VERSION += "sys.exit(main())"


def lasting_port() -> int:
    """A free port that stays so: systems lend others, from 32768 on, to any connection while a server is stopped."""
    while True:
        port = random.randrange(10_000, 32_000)
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) != 0:
                return port


class Server:
    """`reinschrift serve` on a port that stays the same: `start(token="x", body_limit=1000)`, `stop()`."""

    def __init__(self, folder: Path) -> None:
        self.port = lasting_port()
        self.options: dict[str, object] | None = None
        self.process: subprocess.Popen[str] | None = None
        self.errors = (folder / "server.log").open("a")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, version: str = "", **options: object) -> None:
        """Starts the server with options of the command line; one that runs with others is stopped first."""
        wanted = {"version": version, **options}
        if self.process and self.options == wanted:
            return
        self.stop()
        program = ["-c", OTHER_VERSION, version] if version else ["-m", "reinschrift.cli"]
        command = [sys.executable, *program, "serve", "--port", str(self.port), "--workers", "1"]
        for name, value in options.items():
            command += ["--" + name.replace("_", "-"), str(value)]
        environ = {name: value for name, value in os.environ.items() if not name.startswith("REINSCHRIFT_")}
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self.errors, text=True, env=environ, cwd=ROOT
        )
        self.options = wanted
        self._wait()

    def _wait(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert f"{self.url}/" in line, f"the server said {line!r}; more is in {self.errors.name}"

    def stop(self) -> None:
        if self.process is None:
            return
        assert self.process.stdout is not None
        self.process.terminate()
        self.process.wait(timeout=30)
        self.process.stdout.close()
        self.process = None

    def close(self) -> None:
        self.stop()
        self.errors.close()
