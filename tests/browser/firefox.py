"""Firefox through Marionette; what only the browser's own window can do runs in its "chrome" context."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from . import window
from .driver import DESKTOP, NAMES, WAIT, Browser, Tab, wait_until
from .firefox_tab import FirefoxTab
from .marionette import ELEMENT, Marionette

ID = "reinschrift@reinschrift.example"
UUID = (
    "6d1b9a52-4c3e-4f0a-8a57-2f1e90c4b7d3"  # Firefox gives each installation a random one; the tests' profile pins it
)
WIDGET = ID.replace("@", "_").replace(".", "_")
BUTTON = f"{WIDGET}-browser-action"
ACTION = f"#{BUTTON} .unified-extensions-item-action-button"
SIDES = ("width", "height")
PREFERENCES = {
    "marionette.port": 0,
    "network.dns.localDomains": ",".join(NAMES),
    "extensions.webextensions.uuids": json.dumps({ID: UUID}),
    "extensions.webextensions.keepUuidOnUninstall": True,  # a temporary add-on is gone at each restart
    "extensions.webextensions.keepStorageOnUninstall": True,
    "devtools.console.stdout.content": True,  # for the log
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


class Firefox(Browser):
    name = "firefox"
    base = f"moz-extension://{UUID}/"
    marionette: Marionette

    def __init__(self, program: str, extension: Path, folder: Path, language: str) -> None:
        super().__init__()
        self.program = program
        self.extension = extension
        self.language = language
        self.profile = folder / "profile"
        self.downloads = folder / "downloads"
        self.output = folder / "firefox.log"

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
        self.ending.callback(self._end_process)
        self.marionette = wait_until(lambda: Marionette(int(port_file.read_text())), "Firefox to listen")
        self.ending.callback(self.marionette.close)
        wanted = {"alwaysMatch": {"unhandledPromptBehavior": "ignore"}}
        self.marionette.send("WebDriver:NewSession", capabilities=wanted)
        self.ending.callback(self._quit)
        self._install()
        for tab in self.tabs():  # a temporary add-on comes too late for the tabs of the last session
            if tab.url.startswith(self.base):
                tab.goto(tab.url)

    def _quit(self) -> None:
        self.marionette.use("content")
        self.marionette.send("Marionette:Quit", flags=["eForceQuit"])
        self.process.wait(timeout=WAIT)

    def _end_process(self) -> None:
        self.process.kill()
        self.process.wait()

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
        tabs = [FirefoxTab(self.marionette, handle) for handle in self.marionette.send("WebDriver:GetWindowHandles")]
        restored = [tab for tab in tabs if tab.url in (url, "about:blank")]
        self.home = restored[0] if restored else self._new_tab()
        self.home.goto(url)
        self._fit_window()

    def _fit_window(self) -> None:
        """Makes the window as large as it must be for pages of the size of DESKTOP."""
        size = self.home.run("return [innerWidth, innerHeight]")
        window = self.marionette.send("WebDriver:GetWindowRect")
        width, height = (window[side] + want - have for side, want, have in zip(SIDES, DESKTOP, size, strict=True))
        self.marionette.send("WebDriver:SetWindowRect", width=width, height=height)
        self.home.wait(f"innerWidth === {DESKTOP[0]} && innerHeight === {DESKTOP[1]}")

    def _new_tab(self, private: bool = False) -> FirefoxTab:
        self.marionette.use("content")
        wanted = {"type": "window" if private else "tab", "private": private, "focus": True}
        return FirefoxTab(self.marionette, self.marionette.send("WebDriver:NewWindow", **wanted)["handle"])

    def tabs(self) -> list[Tab]:
        self.marionette.use("content")
        tabs = [FirefoxTab(self.marionette, handle) for handle in self.marionette.send("WebDriver:GetWindowHandles")]
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
        self.marionette.send("WebDriver:ElementClick", id=self._in_window(ACTION))

    def double_click_button(self, tab: Tab) -> None:
        tab.front()
        origin = {ELEMENT: self._in_window(ACTION)}
        click = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.marionette.perform("pointer", [{"type": "pointerMove", "x": 0, "y": 0, "origin": origin}, *click, *click])

    def press_shortcut(self, tab: Tab) -> None:
        tab.front()
        self.marionette.use("chrome")
        self.marionette.press("Alt+r")

    def choose_menu(self, tab: Tab) -> None:
        tab.front()
        button = {"type": "pointerDown", "button": 2}, {"type": "pointerUp", "button": 2}
        self.marionette.perform("pointer", [{"type": "pointerMove", "x": 200, "y": 100, "duration": 0}, *button])
        entry = self._in_window(f"#contentAreaContextMenu [id^='{WIDGET}-menuitem']")
        self.marionette.send("WebDriver:ElementClick", id=entry)

    def _in_window(self, selector: str) -> str:
        """WebDriver's name for an element of the browser's own window, as soon as it is there."""
        self.marionette.use("chrome")
        find = {"using": "css selector", "value": selector}
        element: dict[str, str] = wait_until(lambda: self.marionette.send("WebDriver:FindElement", **find), selector)
        return element[ELEMENT]

    def reload_extension(self) -> None:
        self.marionette.run("chrome", window.RELOAD, ID)
        wait_until(lambda: self.marionette.run("chrome", window.RELOADED), "the extension to be there again")
        self.marionette.run("chrome", window.PLACE_BUTTON, BUTTON)
        self._open_home()

    def suspend(self) -> None:
        state = self.marionette.run("chrome", window.SUSPEND, ID)
        assert state == "stopped", f"the background is {state}"

    def errors(self) -> list[str]:
        found: list[str] = self.marionette.run("chrome", window.TAKE_ERRORS, self.base)
        return found

    def requests(self) -> list[str]:
        found: list[str] = self.marionette.run("chrome", window.TAKE_REQUESTS)
        return found

    def forget(self) -> None:
        super().forget()
        self.marionette.run("chrome", window.CALM)

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
