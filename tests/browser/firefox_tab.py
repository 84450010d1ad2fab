"""A tab of Firefox."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from . import window
from .driver import Tab, wait_until
from .marionette import ELEMENT, Marionette, MarionetteError

MOVING = ("stale element reference", "element click intercepted", "element not interactable")
"""What a click says while the page is still being laid out."""
VISIBLE = "[...document.querySelectorAll(arguments[0])].find((element) => element.checkVisibility())"


class FirefoxTab(Tab):
    def __init__(self, marionette: Marionette, handle: str) -> None:
        self.marionette = marionette
        self.handle = handle

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FirefoxTab) and other.handle == self.handle

    def __hash__(self) -> int:
        return hash(self.handle)

    def _at(self, front: bool = False) -> Marionette:
        """The connection, with this tab as the one that commands act on."""
        self.marionette.use("content")
        self.marionette.send("WebDriver:SwitchToWindow", handle=self.handle, focus=front)
        return self.marionette

    def _in_window(self, script: str, *arguments: Any) -> Any:
        """Runs a script in the browser's window while this tab is in front there."""
        return self._at(front=True).run("chrome", script, *arguments)

    def run(self, script: str, *arguments: Any) -> Any:
        return self._at().run("content", script, *arguments)

    @property
    def url(self) -> str:
        return str(self._at().send("WebDriver:GetCurrentURL"))

    def goto(self, url: str) -> None:
        self._at().send("WebDriver:Navigate", url=url)

    def reload(self) -> None:
        self._at().send("WebDriver:Refresh")

    def close(self) -> None:
        if not self._in_window(window.CLOSE):
            self._at().send("WebDriver:CloseWindow")

    def front(self) -> None:
        self._at(front=True)

    def click(self, selector: str) -> None:
        self.wait(VISIBLE, selector)
        wait_until(lambda: self._clicked(selector), f"a click on {selector}")

    def _clicked(self, selector: str) -> bool:
        element = self._at(front=True).run("content", f"return {VISIBLE}", selector)
        try:
            self.marionette.send("WebDriver:ElementClick", id=element[ELEMENT])
        except MarionetteError as error:
            if error.code in MOVING:
                return False
            raise
        return True

    def type(self, text: str) -> None:
        strokes = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self._at(front=True).perform("key", strokes)

    def press(self, keys: str) -> None:
        self._at(front=True).press(keys)

    def resize(self, width: int, height: int) -> None:
        self._in_window(window.RESIZE, width, height)
        self.wait(f"innerWidth === {width} && innerHeight === {height}")

    def emulate(self, scheme: str = "light", reduced_motion: bool = False, forced_colours: bool = False) -> None:
        self._in_window(window.EMULATE, scheme, reduced_motion, forced_colours)
        self.wait(f"matchMedia('(prefers-color-scheme: {scheme})').matches")
        self.wait(f"matchMedia('(prefers-reduced-motion)').matches === {json.dumps(reduced_motion)}")
        self.wait(f"matchMedia('(forced-colors: active)').matches === {json.dumps(forced_colours)}")

    def screenshot(self, path: Path, whole: bool = False) -> None:
        self._at(front=True)
        picture = self.marionette.send("WebDriver:TakeScreenshot", full=whole, hash=False)
        path.write_bytes(base64.b64decode(picture))

    def pdf(self) -> bytes:
        return base64.b64decode(self._at().send("WebDriver:Print", background=False))
