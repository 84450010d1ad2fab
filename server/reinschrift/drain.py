"""How the server runs and how it stops: it takes no more connections, brings its requests to their end, and is over."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Iterable
from types import FrameType
from typing import Any

from waitress import wasyncore
from waitress.server import BaseWSGIServer
from waitress.task import WSGITask

from .worker import SIGNALS

LOG = logging.getLogger(__name__)
ROUND = 1.0  # seconds that the loop waits for something to happen; a signal or a finished request ends the wait
ECHO = 1.0  # seconds in which a second signal is the first that came twice, from the terminal and from a parent say
QUIET = 0.5  # seconds of silence after which a connection without a request is closed


class Stop:
    """What a signal sets. The first asks for an orderly end, a later one ends everything at once by SystemExit."""

    def __init__(self, server: BaseWSGIServer) -> None:
        self.asked = False
        self._since = 0.0
        self._server = server

    def listen(self) -> None:
        """Takes over the signals that end a program, but for those that it was started to ignore, as by nohup."""
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._on_signal)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if not self.asked:
            self.asked, self._since = True, time.monotonic()
            self._server.pull_trigger()
        elif time.monotonic() - self._since > ECHO:
            raise SystemExit(0)


def run(server: BaseWSGIServer, stop: Stop, patience: float) -> None:
    """Serves until `stop` is asked for, then for `patience` seconds at most until every request has its answer."""
    while not stop.asked:
        _turn(server, ROUND)
    cut_off = _drain(server, time.monotonic() + patience)
    if cut_off:
        LOG.warning("stopped with %d requests unanswered after %g seconds", cut_off, patience)


class Task(WSGITask):
    """A request's task. Once the server stops, its answer says that it is the connection's last."""

    def build_response_header(self) -> bytes:
        if not self.channel.server.accepting:
            request: Any = self.request  # the stubs take it for its error
            request.headers["CONNECTION"] = "close"
        return super().build_response_header()


def _drain(server: Any, deadline: float) -> int:
    """Closes the listening socket, then each connection as it has its answer; returns how many had none in time."""
    _accept_the_waiting(server)
    wasyncore.dispatcher.close(server)  # the listening socket alone; its own close() would break what wakes the loop
    while server.active_channels and time.monotonic() < deadline:
        _turn(server, min(QUIET, max(0.0, deadline - time.monotonic())))
        for channel in _idle(list(server.active_channels.values())):
            channel.will_close = True
    return len(server.active_channels)


def _accept_the_waiting(server: Any) -> None:
    """Takes what the system has accepted already: closing the socket would reset it."""
    before = -1
    while before < len(server.active_channels):
        before = len(server.active_channels)
        server.handle_accept()


def _idle(channels: Iterable[Any]) -> Iterable[Any]:
    quiet_since = time.time() - QUIET  # waitress tells time so
    for channel in channels:
        at_work = channel.requests or channel.request or channel.total_outbufs_len or channel.close_when_flushed
        if not at_work and channel.last_activity < quiet_since:
            yield channel


def _turn(server: Any, seconds: float) -> None:
    """Waits until something happens on a connection, `seconds` at most, and sees to it."""
    wasyncore.loop(seconds, server.adj.asyncore_use_poll, server._map, count=1)
