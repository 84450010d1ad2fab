"""A real server is asked to stop, or replaced, while requests are on their way: each is answered, and it exits 0."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from conftest import ASKED_HTML, HTML, Live
from reinschrift import drain
from reinschrift.serve import patience, web_server
from reinschrift.settings import Settings
from reinschrift.task import Result, Task
from test_probe import free_port
from test_workers import wait_for

HERE = Path(__file__).parent
ENDS = 60  # seconds in which a server surely ends that does not wait for its patience, which is longer here
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these servers are stopped by signals")


class Server(Live):
    """A live server and its process."""

    process: subprocess.Popen[str]

    def ends_well(self) -> str:
        """Waits for the end; returns what it said on stderr."""
        _, err = self.process.communicate(timeout=ENDS)
        assert self.process.returncode == 0, err
        assert "Traceback" not in err
        return err


@contextmanager
def server(*arguments: str, script: Sequence[str] = (str(HERE / "waiting_server.py"),)) -> Iterator[Server]:
    """A server of its own process group, with one worker; it is killed at the end, should it still be there."""
    command = [sys.executable, *script, "--workers", "1", "--time-limit", "60", *arguments]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("REINSCHRIFT_")}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True, env=environ, start_new_session=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", process.stdout.readline())
            assert found
            running = Server(int(found[1]))
            object.__setattr__(running, "process", process)
            yield running
        finally:
            process.kill()


def client_of(port: int) -> closing[http.client.HTTPConnection]:
    return closing(http.client.HTTPConnection("127.0.0.1", port, timeout=ENDS))


def is_closed(port: int) -> bool:
    """Whether the system refuses connections; one in the very moment of closing it resets."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except ConnectionResetError:
        return False
    except ConnectionRefusedError:
        return True
    return False


def post(running: Server, body: str) -> tuple[int, str | None, bytes]:
    status, headers, answer = running.ask("POST", "/v1/clean", body, ASKED_HTML)
    return status, headers["Connection"], answer


@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT", "SIGHUP"])
@pytest.mark.parametrize("whole_group", [False, True])
def test_a_request_in_a_worker_is_answered(tmp_path: Path, number: str, whole_group: bool) -> None:
    """A terminal's Ctrl-C reaches the workers too, and so does a service manager that ends all of a group."""
    with server("--port", "0") as running, ThreadPoolExecutor() as callers:
        asked = callers.submit(post, running, f"wait {tmp_path / 'end'}")
        wait_for((tmp_path / "end.started").exists)
        (os.killpg if whole_group else os.kill)(running.process.pid, getattr(signal, number))
        wait_for(lambda: is_closed(running.port))
        assert not asked.done()
        (tmp_path / "end").touch()
        assert asked.result() == (200, "close", b"waited")
        running.ends_well()


def test_requests_that_wait_for_a_worker_are_answered(tmp_path: Path) -> None:
    with server("--port", "0", "--queue-limit", "10") as running, ThreadPoolExecutor(10) as callers:
        first = callers.submit(post, running, f"wait {tmp_path / 'end'}")
        wait_for((tmp_path / "end.started").exists)
        others = [callers.submit(post, running, f"say {number}") for number in range(9)]
        wait_for(lambda: connections(running.port) == 10)
        running.process.terminate()
        wait_for(lambda: is_closed(running.port))
        (tmp_path / "end").touch()
        assert first.result()[0] == 200
        assert [call.result()[2] for call in others] == [b"%d" % number for number in range(9)]
        running.ends_well()


def connections(port: int) -> int:
    """How many clients the port's server has; only Linux tells, and elsewhere the test is no worse for not knowing."""
    if sys.platform != "linux":
        return 10
    lines = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    return sum(line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "01" for line in lines)


def test_a_body_that_is_still_on_its_way_is_read(tmp_path: Path) -> None:
    with server("--port", "0") as running, socket.create_connection(("127.0.0.1", running.port)) as client:
        head = f"POST /v1/clean HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\nContent-Type: text/html\r\n"
        client.sendall(f"{head}Content-Length: 9\r\n\r\nsay".encode())
        wait_for(lambda: running.ask("GET", "/v1/health")[0] == 200)  # so the server has read what came before
        running.process.terminate()
        wait_for(lambda: is_closed(running.port))
        client.sendall(b" hello")
        answer = b"".join(iter(lambda: client.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert answer.endswith(b"\r\n\r\nhello")
        running.ends_well()


def test_an_answer_that_is_not_read_yet_arrives_whole() -> None:
    size = 30_000_000  # more than the system's buffers hold
    with server("--port", "0") as running, client_of(running.port) as client:
        client.request("POST", "/v1/clean", f"big {size}", ASKED_HTML)
        response = client.getresponse()
        running.process.terminate()
        wait_for(lambda: is_closed(running.port))
        assert len(response.read()) == size
        running.ends_well()


def test_connections_that_ask_for_nothing_hold_nobody_up() -> None:
    with (
        server("--port", "0") as running,
        socket.create_connection(("127.0.0.1", running.port)),
        client_of(running.port) as kept,
    ):
        kept.request("GET", "/v1/health")
        assert kept.getresponse().read()
        running.process.terminate()
        running.ends_well()


def test_a_signal_that_it_is_to_ignore_is_ignored() -> None:
    """So that nohup keeps it alive when its terminal is closed."""
    listener = socket.create_server(("127.0.0.1", 0))
    waiting = web_server(Settings(port=listener.getsockname()[1]), Stuck(), listener)
    before = {name: signal.signal(name, signal.SIG_IGN) for name in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)}
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        drain.Stop(waiting).listen()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        assert callable(signal.getsignal(signal.SIGTERM))
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
        waiting.close()


def test_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    with server("--port", "0") as running, ThreadPoolExecutor() as callers:
        asked = callers.submit(post, running, f"wait {tmp_path / 'end'}")
        wait_for((tmp_path / "end.started").exists)
        running.process.terminate()
        running.process.terminate()  # this one is taken for the same
        wait_for(lambda: is_closed(running.port))
        time.sleep(drain.ECHO)
        assert not asked.done()
        running.process.terminate()
        running.ends_well()
        assert asked.exception() is not None or asked.result()[0] >= 500  # the worker's end may be told in time


def test_a_new_server_takes_over_while_the_old_one_finishes(tmp_path: Path) -> None:
    """What an upgrade comes to: no request is lost, and new ones are refused only until the new server listens."""
    with server("--port", "0") as old, ThreadPoolExecutor() as callers:
        asked = callers.submit(post, old, f"wait {tmp_path / 'end'}")
        wait_for((tmp_path / "end.started").exists)
        old.process.terminate()
        wait_for(lambda: is_closed(old.port))
        with server("--port", str(old.port), script=("-m", "reinschrift.cli", "serve")) as new:
            assert post(new, HTML)[0] == 200
            assert not asked.done()
            (tmp_path / "end").touch()
            assert asked.result()[2] == b"waited"
            old.ends_well()
            assert post(new, HTML)[0] == 200
            new.process.terminate()
            new.ends_well()


class Stuck:
    """A pool that never answers."""

    ready = True

    def __init__(self) -> None:
        self.asked = threading.Event()

    def run(self, task: Task) -> Result:
        self.asked.set()
        threading.Event().wait(ENDS)
        raise AssertionError


def test_patience_has_an_end(caplog: pytest.LogCaptureFixture) -> None:
    listener, pool = socket.create_server(("127.0.0.1", 0)), Stuck()
    port: int = listener.getsockname()[1]
    waiting = web_server(Settings(port=port), pool, listener)
    stop = drain.Stop(waiting)
    serving = threading.Thread(target=drain.run, args=[waiting, stop, 0.3])
    serving.start()
    with client_of(port) as client:
        client.request("POST", "/v1/clean", "<p>", ASKED_HTML)
        assert pool.asked.wait(ENDS)
        stop.asked = True
        waiting.pull_trigger()
        serving.join(ENDS)
    assert not serving.is_alive()
    assert "1 requests unanswered after 0.3 seconds" in caplog.text


def test_patience_is_as_long_as_a_request_may_take() -> None:
    assert patience(Settings()) == 15
    assert patience(Settings(time_limit=20)) == 60


def test_it_runs_without_a_terminal() -> None:
    """As Windows starts it at login: with neither output."""
    port = free_port()
    code = "import sys; sys.stdout = sys.stderr = None; from reinschrift.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "serve", "--workers", "1", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        wait_for(lambda: not is_closed(port))
        wait_for(lambda: Live(port).ask("GET", "/v1/health")[0] == 200)
        process.terminate()
        assert process.communicate(timeout=ENDS)[1] == ""
    assert process.returncode == 0
