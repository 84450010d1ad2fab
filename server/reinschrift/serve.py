"""Settings -> a running server: the socket, the workers, waitress; how it stops is in drain.py."""

from __future__ import annotations

import errno
import json
import logging
import select
import signal
import socket
import sys
from dataclasses import replace
from types import FrameType
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ErrorTask

from . import __version__, drain, probe
from .errors import problem_of_status
from .owner import owner
from .settings import Settings
from .worker import Limits
from .workers import LEAST_PATIENCE, PATIENCE, Cleaner, Pool

TAKEN = (errno.EADDRINUSE, 10048)  # the second is how Windows puts it
SPARE_THREADS = 4  # beyond those that wait for workers: they answer health, and Busy
DRAIN = 4  # times the body limit that is read to its end, so that the client gets to see its 413
CONNECTIONS = 1000
OTHER_FILES = 100  # open files that are no connections, with room to spare
RECEIVE = 1 << 18  # bytes read from a socket at a time; a page of 500 kB comes in two pieces, not sixty
MEMORY_BUFFER = 4_000_000  # bytes of a body kept in memory; larger ones go through a temporary file


class ServeError(Exception):
    """The server cannot start; the message is one sentence."""


def serve(settings: Settings) -> None:
    """Serves until SIGINT, SIGTERM or CTRL_BREAK, then lets running requests end. Raises ServeError."""
    listener = _listen(settings)
    port: int = listener.getsockname()[1]
    settings = replace(settings, port=port)
    limits = Limits(settings.time_limit, settings.memory_limit)
    pool = Pool(settings.workers, settings.queue_limit, limits)
    try:
        signal.signal(signal.SIGTERM, _stop)
        server = web_server(settings, pool, listener)
        if not pool.wait_until_ready():
            raise ServeError("The workers did not start; what stands above says why.")
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        print(f"Reinschrift {__version__} listens on http://{host}:{port}/ (Ctrl-C stops it)", flush=True)
        stop = drain.Stop(server)
        stop.listen()
        drain.run(server, stop, patience(settings))
    except (KeyboardInterrupt, SystemExit):
        logging.getLogger(__name__).info("stopped at once")
    finally:
        pool.close()
        listener.close()


def patience(settings: Settings) -> float:
    """Seconds after which every request should have its answer: one may wait for others, then for its page."""
    return max(LEAST_PATIENCE, PATIENCE * settings.time_limit) + settings.time_limit


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=1024)
    except OSError as error:
        reason = _whose(settings) if error.errno in TAKEN else f"{error.strerror or error}."
        raise ServeError(f"Cannot listen on {settings.host} port {settings.port}: {reason}") from error


def _whose(settings: Settings) -> str:
    """Who has the port, as the rest of a sentence."""
    found = probe.listener(settings.host, settings.port, settings.token)
    if found and found.version:
        process = f" (process {found.process})" if found.process else ""
        return f"Reinschrift {found.version}{process} is there already."
    program = owner(settings.port)
    name = f"the program {program.name} (process {program.process})" if program else "another program"
    return f"{name} is there; --port chooses another port."


def web_server(settings: Settings, pool: Cleaner, listener: socket.socket) -> BaseWSGIServer:
    """Waitress over the application, on a socket that listens; `run()` starts it."""
    from .app import create_app  # here, so that the workers load the core while Flask is loaded

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of every request that waits
    server = create_server(
        create_app(settings, pool),
        sockets=[listener],
        ident=None,
        threads=settings.workers + settings.queue_limit + SPARE_THREADS,
        connection_limit=_connection_limit(),
        max_request_body_size=DRAIN * settings.body_limit,
        recv_bytes=RECEIVE,
        inbuf_overflow=MEMORY_BUFFER,
        channel_timeout=60,
        asyncore_use_poll=hasattr(select, "poll"),
    )
    if not isinstance(server, BaseWSGIServer):
        raise TypeError("one socket makes one server")
    server.channel_class = _Channel
    return server


def _connection_limit() -> int:
    """As many as CONNECTIONS, if the system lets one process have and watch so many sockets."""
    if sys.platform == "win32":
        return 400  # select() there takes 512
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return CONNECTIONS if soft == resource.RLIM_INFINITY else max(1, min(CONNECTIONS, soft - OTHER_FILES))


class _ProblemTask(ErrorTask):
    """What waitress itself refuses (no HTTP, headers or body far too large), told as every other error is."""

    def execute(self) -> None:
        from .app import HEADERS, PROBLEM

        request: Any = self.request  # the stubs take it for its error
        error = request.error
        problem = json.dumps(problem_of_status(error.code, getattr(request, "path", "/"))).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers = [("Content-Type", PROBLEM), *HEADERS.items()]
        self.set_close_on_finish()
        self.content_length = len(problem)
        self.write(problem)
        logging.getLogger(__name__).info("refused %d before it was a request", error.code)


class _Channel(HTTPChannel):
    task_class = drain.Task
    error_task_class = _ProblemTask
