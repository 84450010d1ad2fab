"""Firefox through Marionette; what only the browser's own window can do runs in its "chrome" context."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import window
from .driver import DESKTOP, NAMES, WAIT, Browser, Tab, wait_until
from .marionette import Marionette, MarionetteError

ID = "reinschrift@reinschrift.example"
UUID = (
    "6d1b9a52-4c3e-4f0a-8a57-2f1e90c4b7d3"  # Firefox gives each installation a random one; the tests' profile pins it
)
PREFERENCES = {
    "marionette.port": 0,
    "network.dns.localDomains": ",".join(NAMES),
    "extensions.webextensions.uuids": json.dumps({ID: UUID}),
    "extensions.webextensions.keepUuidOnUninstall": True,  # a temporary add-on is gone at each restart
    "extensions.webextensions.keepStorageOnUninstall": True,
    "devtools.console.stdout.content": True,
    "devtools.jsonview.enabled": False,
    "browser.startup.page": 3,  # the tabs of the last session
    "browser.sessionstore.resume_from_crash": False,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.always_ask_before_handling_new_types": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.tabs.closeWindowWithLastTab": False,  # as when the extension's pages go at a reload
    "browser.tabs.warnOnClose": False,
    "app.update.disabledForTesting": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "termsofuse.bypassNotification": True,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
}
KEYS = {
    "Alt": "\ue00a", "Control": "\ue009", "Shift": "\ue008", "Meta": "\ue03d", "Tab": "\ue004", "Enter": "\ue007",
    "Escape": "\ue00c", "Space": " ", "Backspace": "\ue003", "Delete": "\ue017", "Home": "\ue011", "End": "\ue010",
    "PageUp": "\ue00e", "PageDown": "\ue00f", "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}  # fmt: skip
MOVING = ("stale element reference", "element click intercepted", "element not interactable")
"""What a click says while the page is still being laid out."""


class FirefoxTab(Tab):
    def __init__(self, browser: Firefox, handle: str) -> None:
        self.browser = browser
        self.handle = handle

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FirefoxTab) and other.handle == self.handle

    def __hash__(self) -> int:
        return hash(self.handle)

    def _at(self, front: bool = False) -> Marionette:
        """The connection, with this tab as the one that commands act on."""
        self.browser.marionette.use("content")
        self.browser.marionette.send("WebDriver:SwitchToWindow", handle=self.handle, focus=front)
        return self.browser.marionette

    def _in_window(self, script: str, *arguments: Any) -> Any:
        """Runs a script in the browser's window while this tab is in front there."""
        return self._at(front=True).run("chrome", script, *arguments)

    def run(self, script: str, *arguments: Any) -> Any:
        return self._at().run("content", script, *arguments)

    def address(self) -> str:
        """What stands in the address bar, also of a page that could not be loaded."""
        return str(self._at().send("WebDriver:GetCurrentURL"))

    def goto(self, url: str) -> None:
        self._at().send("WebDriver:Navigate", url=url)

    def reload(self) -> None:
        self._at().send("WebDriver:Refresh")

    def close(self) -> None:
        self._at().send("WebDriver:CloseWindow")

    def front(self) -> None:
        self._at(front=True)

    def click(self, selector: str) -> None:
        self.wait(VISIBLE, selector)
        wait_until(lambda: self._clicked(selector), f"a click on {selector}")

    def _clicked(self, selector: str) -> bool:
        element = self._at(front=True).run("content", f"return {VISIBLE}", selector)
        try:
            self.browser.marionette.send("WebDriver:ElementClick", id=next(iter(element.values())))
        except MarionetteError as error:
            if error.code in MOVING:
                return False
            raise
        return True

    def type(self, text: str) -> None:
        self._perform([(kind, letter) for letter in text for kind in ("keyDown", "keyUp")])

    def press(self, keys: str) -> None:
        *held, last = [KEYS.get(key, key) for key in keys.split("+")]
        downs = [("keyDown", key) for key in (*held, last)]
        self._perform([*downs, *(("keyUp", key) for key in (last, *reversed(held)))])

    def _perform(self, strokes: list[tuple[str, str]]) -> None:
        self._at(front=True)
        self.browser.perform("key", [{"type": kind, "value": key} for kind, key in strokes])

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
        picture = self.browser.marionette.send("WebDriver:TakeScreenshot", full=whole, hash=False)
        path.write_bytes(base64.b64decode(picture))

    def pdf(self) -> bytes:
        return base64.b64decode(self._at().send("WebDriver:Print", background=False))


VISIBLE = "[...document.querySelectorAll(arguments[0])].find((element) => element.checkVisibility())"


class Firefox(Browser):
    name = "firefox"
    base = f"moz-extension://{UUID}/"
    marionette: Marionette

    def __init__(self, program: str, extension: Path, folder: Path, language: str) -> None:
        self.program = program
        self.extension = extension
        self.language = language
        self.profile = folder / "profile"
        self.downloads = folder / "downloads"
        self.output = folder / "firefox.log"
        self.read = 0  # how much of its output `errors` has seen

    def start(self) -> None:
        if not self.profile.exists():
            self._write_preferences()
        port_file = self.profile / "MarionetteActivePort"
        port_file.unlink(missing_ok=True)
        command = [self.program, "-headless", "-no-remote", "-profile", str(self.profile)]
        width, height = (str(size + 200) for size in DESKTOP)
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [*command, "-marionette", "-remote-allow-system-access"],
                stdout=output,
                stderr=output,
                env={**os.environ, "MOZ_HEADLESS_WIDTH": width, "MOZ_HEADLESS_HEIGHT": height},
            )
        self.marionette = wait_until(lambda: Marionette(int(port_file.read_text())), "Firefox to listen")
        self.marionette.send(
            "WebDriver:NewSession", capabilities={"alwaysMatch": {"unhandledPromptBehavior": "ignore"}}
        )
        self._install()

    def _write_preferences(self) -> None:
        self.profile.mkdir(parents=True)
        self.downloads.mkdir()
        preferences = {**PREFERENCES, "browser.download.dir": str(self.downloads)}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
        (self.profile / "user.js").write_text("".join(lines))

    def _install(self) -> None:
        self.marionette.run("chrome", window.PREPARE, self.language, ID)
        self.marionette.send("Addon:Install", path=str(self.extension), temporary=True, allowPrivateBrowsing=True)
        self.marionette.run("chrome", window.PLACE_BUTTON, BUTTON)
        self._open_home()

    def _open_home(self) -> None:
        """Opens the page that the harness keeps, or finds it again after a restart."""
        url = self.extension_url("manifest.json")
        self.marionette.use("content")
        tabs = [FirefoxTab(self, handle) for handle in self.marionette.send("WebDriver:GetWindowHandles")]
        restored = [tab for tab in tabs if tab.address() in (url, "about:blank")]
        self.home = restored[0] if restored else self._new_tab()
        self.home.goto(url)

    def _new_tab(self, private: bool = False) -> FirefoxTab:
        self.marionette.use("content")
        wanted = {"type": "window" if private else "tab", "private": private, "focus": True}
        tab = FirefoxTab(self, self.marionette.send("WebDriver:NewWindow", **wanted)["handle"])
        tab.resize(*DESKTOP)
        return tab

    def stop(self) -> None:
        try:
            self.marionette.use("content")
            self.marionette.send("Marionette:Quit", flags=["eForceQuit"])
            self.process.wait(timeout=WAIT)
        finally:
            self.marionette.close()
            self.process.kill()
            self.process.wait()

    def tabs(self) -> list[Tab]:
        self.marionette.use("content")
        tabs = [FirefoxTab(self, handle) for handle in self.marionette.send("WebDriver:GetWindowHandles")]
        return [tab for tab in tabs if tab != self.home]

    def open(self, url: str) -> Tab:
        tab = self._new_tab()
        tab.goto(url)
        return tab

    def open_private(self, url: str) -> Tab:
        tab = self._new_tab(private=True)
        self.marionette.run("chrome", window.PLACE_BUTTON, BUTTON)
        tab.goto(url)
        return tab

    def click_button(self, tab: Tab) -> None:
        tab.front()
        self._click_in_window(f"#{BUTTON} .unified-extensions-item-action-button")

    def press_shortcut(self, tab: Tab) -> None:
        tab.front()
        self.marionette.use("chrome")
        keys = [("keyDown", KEYS["Alt"]), ("keyDown", "r"), ("keyUp", "r"), ("keyUp", KEYS["Alt"])]
        self.perform("key", [{"type": kind, "value": key} for kind, key in keys])

    def choose_menu(self, tab: Tab) -> None:
        tab.front()
        button = {"type": "pointerDown", "button": 2}, {"type": "pointerUp", "button": 2}
        self.perform("pointer", [{"type": "pointerMove", "x": 200, "y": 100, "duration": 0}, *button])
        self._click_in_window(f"#contentAreaContextMenu [id^='{WIDGET}-menuitem']")

    def _click_in_window(self, selector: str) -> None:
        """Clicks something of the browser's own window as soon as it is there."""
        self.marionette.use("chrome")
        find = {"using": "css selector", "value": selector}
        element = wait_until(lambda: self.marionette.send("WebDriver:FindElement", **find), selector)
        self.marionette.send("WebDriver:ElementClick", id=next(iter(element.values())))

    def perform(self, kind: str, actions: list[dict[str, Any]]) -> None:
        """Lets a keyboard ("key") or a mouse ("pointer") act on what the connection points at."""
        self.marionette.send("WebDriver:PerformActions", actions=[{"type": kind, "id": kind, "actions": actions}])
        self.marionette.send("WebDriver:ReleaseActions")

    def reload_extension(self) -> None:
        self.marionette.run("chrome", window.RELOAD, ID)
        wait_until(lambda: self.marionette.run("chrome", window.RELOADED), "the extension to be there again")
        self.marionette.run("chrome", window.PLACE_BUTTON, BUTTON)
        self._open_home()

    def errors(self) -> list[str]:
        found: list[str] = self.marionette.run("chrome", window.TAKE_ERRORS, self.base)
        return [*found, *self._console_errors()]

    def _console_errors(self) -> list[str]:
        """What pages wrote by console.error; of these Firefox tells in its output only, and not whose they are."""
        lines = self.log()[self.read :].splitlines()
        self.read = len(self.log())
        return [line for line in lines if line.startswith("console.error:") and "moz-extension:" in line]

    def requests(self) -> list[str]:
        found: list[str] = self.marionette.run("chrome", window.TAKE_REQUESTS)
        return found

    def clipboard(self) -> str:
        return str(self.marionette.run("chrome", "return navigator.clipboard.readText()"))

    def download(self, action: Callable[[], None]) -> Path:
        before = set(self.downloads.iterdir())
        action()
        return wait_until(lambda: self._downloaded(before), "a download")

    def _downloaded(self, before: set[Path]) -> Path | None:
        new = {path for path in self.downloads.iterdir() if path.stat().st_size} - before
        return new.pop() if new and not any(path.suffix == ".part" for path in new) else None

    def log(self) -> str:
        return self.output.read_text(encoding="utf-8", errors="replace")


WIDGET = ID.replace("@", "_").replace(".", "_")
BUTTON = f"{WIDGET}-browser-action"
