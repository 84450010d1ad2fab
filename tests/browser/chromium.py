"""Chromium through Playwright, and where that has no word for it, through the browser's own DevTools protocol."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Playwright, Request, WebError, Worker

from .chromium_tab import ChromiumTab
from .driver import DESKTOP, NAMES, WAIT, Browser, Tab, wait_until

REJECTIONS = "() => addEventListener('unhandledrejection', (event) => console.error(event.reason))"
ALT, R = 1, 82  # the protocol's modifier and Windows' code of the key
CHOOSE = """async () => {
    await chrome.contextMenus.update("read", {}); // fails where there is no such entry
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    chrome.contextMenus.onClicked.dispatch({ menuItemId: "read", pageUrl: tab.url, editable: false }, tab);
}"""
COMMAND = {"modifiers": ALT, "key": "r", "code": "KeyR", "windowsVirtualKeyCode": R, "nativeVirtualKeyCode": R}


class Chromium(Browser):
    name = "chromium"

    def __init__(self, playwright: Playwright, program: str, extension: Path, folder: Path, language: str) -> None:
        super().__init__()
        self.playwright = playwright
        self.program = program
        self.extension = extension
        self.language = language
        self.profile = folder / "profile"
        self.downloads = folder / "downloads"
        self.lines: list[str] = []
        self.troubles: list[str] = []
        self.asked: list[str] = []

    def start(self) -> None:
        options = []
        if self.profile.exists():
            options.append("--restore-last-session")
        else:
            self._write_preferences()
        self.context = self.playwright.chromium.launch_persistent_context(
            self.profile,
            executable_path=self.program,
            headless=True,
            viewport={"width": DESKTOP[0], "height": DESKTOP[1]},
            env={**os.environ, "LANGUAGE": self.language},
            args=[
                f"--disable-extensions-except={self.extension}",
                f"--load-extension={self.extension}",
                f"--host-resolver-rules={','.join(f'MAP {name} 127.0.0.1' for name in NAMES)}",
                f"--lang={self.language}",
                *options,
            ],
        )
        self.ending.callback(self.context.close)
        assert self.context.browser is not None
        self.protocol = self.context.browser.new_browser_cdp_session()
        self.context.on("console", self._on_console)
        self.context.on("weberror", self._on_error)
        self.context.on("request", self._on_request)
        self.context.on("serviceworker", lambda worker: worker.evaluate(REJECTIONS))
        self._find_extension()

    def _write_preferences(self) -> None:
        """Developer mode, without which Chromium may switch an unpacked extension off."""
        file = self.profile / "Default" / "Preferences"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps({"extensions": {"ui": {"developer_mode": True}}}))

    def _find_extension(self) -> None:
        worker = wait_until(self._workers, "the extension's background")[0]
        worker.evaluate(REJECTIONS)
        self.base = worker.url.removesuffix("background.js")
        self.id = self.base.split("/")[2]
        self._open_home()

    def _workers(self) -> list[Worker]:
        self._catch_up()
        return self.context.service_workers

    def _open_home(self) -> None:
        """Opens the page that the harness keeps, or finds it again after a restart."""
        url = self.extension_url("manifest.json")
        self._catch_up()
        restored = [page for page in self.context.pages if page.url == url]
        self.home = ChromiumTab(restored[0] if restored else self.context.new_page())
        self.home.goto(url)

    def tabs(self) -> list[Tab]:
        self._catch_up()
        return [tab for page in self.context.pages if (tab := ChromiumTab(page)) != self.home]

    def _catch_up(self) -> None:
        """Lets Playwright tell of what happened meanwhile, which it does only while it is asked something."""
        self.protocol.send("Browser.getVersion")

    def open(self, url: str) -> Tab:
        tab = ChromiumTab(self.context.new_page())
        tab.goto(url)
        tab.front()
        return tab

    def open_private(self, url: str) -> Tab:
        self.configure(incognitoAccess=True)
        create = "await chrome.windows.create({ incognito: true, url: arguments[0] })"
        tab = self.opened_by(lambda: self.home.run(create, url))
        tab.wait("document.readyState === 'complete'")
        return tab

    def configure(self, **switches: bool) -> None:
        """Turns switches of the extension in the page where people do it; that loads the extension anew."""
        with self._extension_loaded():
            page = self.context.new_page()
            page.goto("chrome://extensions")
            change = {"extensionId": self.id, **switches}
            page.evaluate("(change) => chrome.developerPrivate.updateExtensionConfiguration(change)", change)
            page.close()

    @contextlib.contextmanager
    def _extension_loaded(self) -> Iterator[None]:
        """Waits for the extension's new background after what loads it anew."""
        with self.context.expect_event("serviceworker", timeout=WAIT * 1000):
            yield
        self.home.close()  # where the browser has not done so
        self._open_home()

    def reload_extension(self) -> None:
        with self._extension_loaded(), contextlib.suppress(Exception):  # the page goes while the script runs
            self.home.run("chrome.runtime.reload()")

    def suspend(self) -> None:
        workers = self.context.new_cdp_session(self.home.page)
        workers.send("ServiceWorker.enable")
        workers.send("ServiceWorker.stopAllWorkers")
        workers.detach()
        self.home.wait("(await chrome.runtime.getContexts({ contextTypes: ['BACKGROUND'] })).length === 0")

    def click_button(self, tab: Tab, times: int = 1) -> None:
        tab.front()
        target = wait_until(lambda: self._active_target(tab.url), f"{tab.url} in front")
        for _ in range(times):
            self.protocol.send("Extensions.triggerAction", {"id": self.id, "targetId": target})

    def double_click_button(self, tab: Tab) -> None:
        self.click_button(tab, times=2)

    def _active_target(self, url: str) -> str | None:
        """The protocol's name for the tab in front that shows `url`."""
        targets = self.protocol.send("Target.getTargets", {"filter": [{"type": "tab"}]})["targetInfos"]
        found = [target for target in targets if target["url"] == url and target["embedderData"]["tabActive"]]
        return found[0]["targetId"] if found else None

    def press_shortcut(self, tab: Tab) -> None:
        assert isinstance(tab, ChromiumTab)
        tab.front()
        keyboard = tab.page.context.new_cdp_session(tab.page)
        keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **COMMAND})
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", **COMMAND})
        keyboard.detach()

    def choose_menu(self, tab: Tab) -> None:
        """Sends the menu's event to the background by hand, for without a screen there is no menu to click in.

        Unlike a real choice this grants nothing: only a tab whose button was clicked before can be read.
        """
        tab.front()
        self.context.service_workers[-1].evaluate(CHOOSE)

    def errors(self) -> list[str]:
        self._catch_up()
        found, self.troubles = self.troubles, []
        return found

    def requests(self) -> list[str]:
        self._catch_up()
        found, self.asked = self.asked, []
        return found

    def clipboard(self) -> str:
        self.context.grant_permissions(["clipboard-read"])  # for all: an extension alone cannot be granted it
        self.home.front()
        text = str(self.home.run("return navigator.clipboard.readText()"))
        self.context.clear_permissions()
        return text

    def download(self, action: Callable[[], None]) -> Path:
        with self.context.expect_event("download") as waiting:
            action()
        path = self.downloads / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    def log(self) -> str:
        return "\n".join(self.lines)

    def _on_console(self, message: ConsoleMessage) -> None:
        where = message.page.url if message.page else f"{self.base}background.js"
        source = message.location["url"]
        line = f"{message.type} {where}: {message.text} ({source})"
        self.lines.append(line)
        missed = message.text.startswith("Failed to load resource") and not source.startswith(self.base)
        if message.type in ("error", "assert") and where.startswith(self.base) and not missed:
            self.troubles.append(line)

    def _on_error(self, error: WebError) -> None:
        where = error.page.url if error.page else f"{self.base}background.js"
        line = f"uncaught {where}: {error.error}"
        self.lines.append(line)
        if where.startswith(self.base):
            self.troubles.append(line)

    def _on_request(self, request: Request) -> None:
        if request.is_navigation_request() or not request.url.startswith("http"):
            return
        if request.service_worker or request.frame.url.startswith(self.base):
            self.asked.append(request.url)
