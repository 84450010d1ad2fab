"""The server over real sockets, with a real worker: answers, requests that are none, slow clients, health."""

import contextlib
import json
import select
import socket
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from conftest import ASKED_HTML, ASKED_JSON, Live
from reinschrift import __version__
from reinschrift.serve import web_server
from reinschrift.settings import Settings
from reinschrift.workers import Pool
from test_workers import LIMITS, load_obey, load_stand_in, wait_for


def raw(port: int, request: bytes) -> bytes:
    """Everything the server says to `request`."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        with contextlib.suppress(OSError):  # a server that refused may be gone; what it said can still be read
            connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_live_html_in_json_out(live: Live, html: str, paragraphs: tuple[str, ...]) -> None:
    status, headers, body = live.ask("POST", "/v1/clean", html, ASKED_HTML)
    assert (status, headers["Reinschrift"], headers["Vary"]) == (200, __version__, "Accept, Accept-Language")
    assert paragraphs[0] in json.loads(body)["text"]
    assert "Server" not in headers


@pytest.mark.parametrize(
    ("body", "headers", "wanted"),
    [
        (b'{"html": ' + b"[" * 90_000, ASKED_JSON, (400, "unreadable_body")),
        (b"<p></p>", ASKED_HTML, (422, "no_article")),
        (b"a" * 300_001, ASKED_HTML, (413, "too_large")),
        (b"a" * 1_100_000, ASKED_HTML, (413, "too_large")),
        (b"<p>Hallo</p>", ASKED_HTML | {"Host": "evil.example"}, (403, "forbidden")),
        (b"<p>Hallo</p>", ASKED_HTML | {"Origin": "null"}, (403, "forbidden")),
    ],
)
def test_live_errors(
    live: Live, problem: Any, body: bytes, headers: Mapping[str, str], wanted: tuple[int, str]
) -> None:
    status, sent, answer = live.ask("POST", "/v1/clean", body, headers)
    problem(status, sent["Content-Type"], answer, wanted)


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", 403),
        (b"GET / HTTP/1.0\r\n\r\n", 403),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: evil.example\r\n\r\n", 403),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403),
        (b"POST /v1/clean HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 999999999\r\n\r\n", 413),
        (b"POST /v1/clean HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: viel\r\n\r\n", 400),
        (b"POST /v1/clean HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nTransfer-Encoding: nix\r\n\r\n", 501),
        (b"Unsinn\r\n\r\n", 400),
    ],
)
def test_live_requests_that_are_none(live: Live, problem: Any, request_: bytes, status: int) -> None:
    head, _, body = raw(live.port, request_.replace(b"PORT", str(live.port).encode())).partition(b"\r\n\r\n")
    assert int(head.split()[1]) == status
    lines = head.decode().split("\r\n")
    assert f"Reinschrift: {__version__}" in lines
    assert "Content-Type: application/problem+json" in lines
    assert json.loads(body)["status"] == status


def test_live_chunked_body(live: Live, html: str) -> None:
    data = html.encode()
    request = b"POST /v1/clean HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: text/html\r\n" % live.port
    request += b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(data), data)
    assert raw(live.port, request).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("size", [300_001, 1_100_000])
def test_live_chunked_body_over_the_limit(live: Live, size: int) -> None:
    request = b"POST /v1/clean HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: text/html\r\n" % live.port
    request += b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    request += b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces(b"a" * size, 40_000)) + b"0\r\n\r\n"
    head, _, body = raw(live.port, request).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 413 ")
    assert json.loads(body)["code"] == "too_large"


def test_live_chunks_without_end(live: Live) -> None:
    """The server stops reading at four times its limit; what it says then, a client that goes on sending may miss."""
    request = b"POST /v1/clean HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nTransfer-Encoding: chunked\r\n\r\n" % live.port
    sent = 0
    where = ("127.0.0.1", live.port)
    with contextlib.suppress(ConnectionError), socket.create_connection(where, timeout=30) as connection:
        connection.sendall(request)
        while sent < 100_000_000:
            connection.sendall(b"10000\r\n" + b"a" * 0x10000 + b"\r\n")
            sent += 0x10000
    assert sent < 100_000_000
    assert live.ask("GET", "/v1/health")[0] == 200


def pieces(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


def test_live_clients_that_never_read(live: Live, html: str) -> None:
    """More than the server has threads, with answers that fit in no socket's buffer."""
    page = html.replace("<article>", "<article>" + "<p>Noch ein Absatz, der zum Artikel gehört.</p>" * 4_000).encode()
    request = b"POST /v1/clean HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: text/html\r\n" % live.port
    request += b"Content-Length: %d\r\n\r\n%s" % (len(page), page)
    stuck = []
    try:
        for _ in range(30):
            connection = socket.socket()
            stuck.append(connection)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(("127.0.0.1", live.port))
            connection.sendall(request)
            assert select.select([connection], [], [], 60)[0]  # its answer has come, as far as it fits
        status, _, _ = live.ask("POST", "/v1/clean", html, ASKED_HTML)
        assert status == 200
    finally:
        for connection in stuck:
            connection.close()


def test_live_slow_clients_hold_nobody(live: Live, html: str) -> None:
    request = b"POST /v1/clean HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 100\r\n\r\n<" % live.port
    slow = [socket.create_connection(("127.0.0.1", live.port)) for _ in range(150)]
    try:
        for connection in slow:
            connection.sendall(request)
        assert live.ask("GET", "/v1/health")[0] == 200
        assert live.ask("POST", "/v1/clean", html, ASKED_HTML)[0] == 200
    finally:
        for connection in slow:
            connection.close()


def test_health_while_every_worker_is_busy(tmp_path: Path) -> None:
    pool = Pool(1, 2, LIMITS, load_obey, load_stand_in)
    listener = socket.create_server(("127.0.0.1", 0))
    live = Live(listener.getsockname()[1])
    server = web_server(Settings(port=live.port, workers=1, queue_limit=2), pool, listener)
    threading.Thread(target=server.run, daemon=True).start()
    assert pool.wait_until_ready()
    with ThreadPoolExecutor(30) as callers:
        asked = [
            callers.submit(live.ask, "POST", "/v1/clean", f"spin {tmp_path / 'started'}", ASKED_HTML) for _ in range(30)
        ]
        wait_for((tmp_path / "started").exists)
        assert live.ask("GET", "/v1/health")[0] == 200
        ready = [call.result()[0] for call in asked if call.done()]
        assert 200 not in ready  # so health did not wait for the page
        statuses = [call.result()[0] for call in asked]
    server.close()
    pool.close()
    assert set(statuses) == {200, 503}  # those that waited too long got their stand-in
    assert statuses.count(503) >= 27


def test_live_headers_that_are_too_long(live: Live) -> None:
    """The server closes with part of the request unread, so a client now and then sees only the reset connection."""
    request_ = b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nX: " % live.port + b"x" * 300_000 + b"\r\n\r\n"
    answers = []
    for _ in range(10):
        try:
            answers.append(raw(live.port, request_))
        except (ConnectionResetError, BrokenPipeError):
            continue
    assert answers
    assert all(b" 431 " in answer.partition(b"\r\n")[0] and b"problem+json" in answer for answer in answers)
