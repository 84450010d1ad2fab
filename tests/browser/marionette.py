"""A small client of Marionette, the remote control that every Firefox has: frames of JSON over a socket."""

from __future__ import annotations

import json
import socket
from typing import Any

KEYS = {
    "Alt": "\ue00a", "Control": "\ue009", "Shift": "\ue008", "Meta": "\ue03d", "Tab": "\ue004", "Enter": "\ue007",
    "Escape": "\ue00c", "Space": " ", "Backspace": "\ue003", "Delete": "\ue017", "Home": "\ue011", "End": "\ue010",
    "PageUp": "\ue00e", "PageDown": "\ue00f", "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}  # fmt: skip
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver's name for what names an element
ANSWER_TIME = 120  # seconds; a page load or a print of a long page may take some


class MarionetteError(Exception):
    """Firefox refused a command; `code` is WebDriver's name for the reason."""

    def __init__(self, command: str, error: dict[str, Any]) -> None:
        super().__init__(f"{command}: {error['error']}: {error['message']}\n{error.get('stacktrace', '')}".strip())
        self.code: str = error["error"]


class Marionette:
    """One session with a Firefox that listens on a port of this machine."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=ANSWER_TIME)
        self.stream = self.socket.makefile("rb")
        self.count = 0
        self.context = "content"
        self._receive()  # the greeting

    def send(self, command: str, **parameters: Any) -> Any:
        """Sends a command and returns its result; raises MarionetteError."""
        self.count += 1
        data = json.dumps([0, self.count, command, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(data), data))
        kind, number, error, result = self._receive()
        if (kind, number) != (1, self.count):
            raise RuntimeError(f"{command} had the answer {kind, number} instead of {1, self.count}")
        if error:
            raise MarionetteError(command, error)
        return result.get("value") if isinstance(result, dict) and set(result) == {"value"} else result

    def use(self, context: str) -> None:
        """Lets the next commands act on the page ("content") or on the browser's own window ("chrome")."""
        if context != self.context:
            self.send("Marionette:SetContext", value=context)
            self.context = context

    def run(self, context: str, script: str, *arguments: Any) -> Any:
        """Runs the body of an async function in a page or in the browser's window."""
        self.use(context)
        sandbox = "system" if context == "chrome" else None
        body = f"return (async function () {{ {script}\n }}).apply(this, arguments);"
        return self.send("WebDriver:ExecuteScript", script=body, args=list(arguments), sandbox=sandbox)

    def perform(self, kind: str, actions: list[dict[str, Any]]) -> None:
        """Lets a keyboard ("key") or a mouse ("pointer") act on the page or the window, as `use` said."""
        self.send("WebDriver:PerformActions", actions=[{"type": kind, "id": kind, "actions": actions}])
        self.send("WebDriver:ReleaseActions")

    def press(self, keys: str) -> None:
        """Presses a key or a chord, "Alt+r"."""
        *held, last = [KEYS.get(key, key) for key in keys.split("+")]
        downs = [{"type": "keyDown", "value": key} for key in (*held, last)]
        self.perform("key", [*downs, *({"type": "keyUp", "value": key} for key in (last, *reversed(held)))])

    def close(self) -> None:
        self.stream.close()
        self.socket.close()

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            byte = self.stream.read(1)
            if not byte:
                raise ConnectionError("Firefox closed the connection")
            length += byte
        return json.loads(self.stream.read(int(length[:-1])))
