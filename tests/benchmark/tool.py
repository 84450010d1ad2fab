"""A tool's process as its caller sees it: asked a page at a time, stopped at the time limit, started again after."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html
from peers import Peer
from sets import Case

from reinschrift.encoding import utf_8
from reinschrift.render.printable import CONTROLS
from reinschrift.tags import BLOCK_TAGS

START_LIMIT = 120.0  # seconds to load a tool and warm it up
TIME_LIMIT = 20.0  # seconds for a page
NO_ADDRESS = "https://example.org/"
UNREAD_TAGS = ("script", "style", "noscript", "template")


class Outcome(NamedTuple):
    """What became of one page: `state` is "text", "empty", "crash" or "late"; whatever is not text counts as none."""

    state: str
    text: str
    seconds: float


class Missing(Exception):
    """The tool cannot be used here; the message says why."""


class Tool:
    """A running tool. `command` starts a process that speaks as worker.py does; what it prints goes to `log`."""

    def __init__(self, peer: Peer, command: Sequence[str], log: Path, time_limit: float = TIME_LIMIT) -> None:
        self._peer, self._command, self._log, self._time_limit = peer, command, log, time_limit
        self.version = ""
        self._start()

    def ask(self, case: Case, raw: bytes) -> Outcome:
        """The tool's text for a page. A process that crashed or was stopped is replaced by a new one."""
        raw = utf_8(raw, None) if self._peer.in_node else raw
        asked = {"url": case.row.record.get("url") or NO_ADDRESS, "publisher": case.row.publisher, "size": len(raw)}
        answer = self._exchange(json.dumps(asked).encode() + b"\n" + raw, self._time_limit)
        if answer is None:
            outcome = Outcome("late" if self._stopped else "crash", "", self._time_limit if self._stopped else 0.0)
            self.close()
            self._start()
            return outcome
        if "error" in answer:
            return Outcome("crash", "", answer["seconds"])
        text = plain(answer["text"]) if self._peer.html else answer["text"]
        return Outcome("text" if text.strip() else "empty", text, answer["seconds"])

    def close(self) -> None:
        """Ends the process and whatever it started."""
        self._kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(BrokenPipeError):  # a page that the process never read still waits to be written
                if pipe is not None:
                    pipe.close()

    def _start(self) -> None:
        """Raises Missing where the tool says that it cannot be used, or does not start."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, start_new_session=True
            )
        answer = self._exchange(b"", START_LIMIT)
        if answer is None or "missing" in answer:
            self.close()
            raise Missing(answer["missing"] if answer else f"its process did not start, see {self._log}")
        self.version = answer["version"]

    def _exchange(self, request: bytes, limit: float) -> Mapping[str, Any] | None:
        """Sends bytes and reads a line; None where the process ended first, by itself or at the limit."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stopped = False
        timer = threading.Timer(limit, self._stop)
        timer.start()
        try:
            self._process.stdin.write(request)
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            return None
        finally:
            timer.cancel()
        found: Mapping[str, Any] | None = json.loads(line) if line.endswith(b"\n") else None
        return found

    def _stop(self) -> None:
        self._stopped = True
        self._kill()

    def _kill(self) -> None:
        if hasattr(os, "killpg"):
            try:
                os.killpg(self._process.pid, signal.SIGKILL)  # a session of its own, so only what we started
            except ProcessLookupError:
                return
        else:
            self._process.kill()


def plain(html: str) -> str:
    """The text of a tool's HTML, a line break at each block; not part of the tool's time."""
    if not html.strip():
        return ""
    tree = lxml.html.document_fromstring(f"<html><body>{html}</body></html>")
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in UNREAD_TAGS:
            element.text = ""
        elif element.tag in BLOCK_TAGS or element.tag == "br":
            # A reference such as &#1; makes a control character, and no tree takes one back.
            element.text = "\n" + CONTROLS.sub("", element.text or "")
            element.tail = "\n" + CONTROLS.sub("", element.tail or "")
    return str(tree.text_content()).strip()
