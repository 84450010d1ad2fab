"""What a test can do with a browser and with a tab, whichever browser it is."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self, TypeVar

ROOT = Path(__file__).resolve().parents[2]
EXTENSION = ROOT / "extension"
NAMES = ("news.test", "other.test", "pictures.test")
"""Names that lead to this machine, in the tests' browsers only. None is one of the extension's host permissions."""
WAIT = 30.0  # seconds; how long a condition may take on a busy machine
PAUSE = 0.02  # seconds between two looks at a condition
DESKTOP, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)

Found = TypeVar("Found")


def wait_until(look: Callable[[], Found], what: str, seconds: float = WAIT) -> Found:
    """What `look` returns as soon as that is true; what it raises meanwhile counts as "not yet"."""
    end = time.monotonic() + seconds
    trouble: Exception | None = None
    while True:
        try:
            if found := look():
                return found
            trouble = None
        except Exception as error:  # a page that is just going away or not there yet; told if it never comes
            trouble = error
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds:.0f} s for {what}" + (f"; last: {trouble}" if trouble else ""))
        time.sleep(PAUSE)


class Tab(ABC):
    """One tab. Scripts are bodies of async functions: `tab.run("return arguments[0] + 1", 2)`."""

    @abstractmethod
    def run(self, script: str, *arguments: Any) -> Any:
        """Runs a script in the page, extension pages too, and returns its value as JSON can hold it."""

    @abstractmethod
    def goto(self, url: str) -> None:
        """Loads an address and waits for the page's load event."""

    @abstractmethod
    def reload(self) -> None: ...

    @abstractmethod
    def close(self) -> None: ...

    @abstractmethod
    def front(self) -> None:
        """Makes this the active tab of its window."""

    @abstractmethod
    def click(self, selector: str) -> None:
        """Scrolls to the first visible element that matches, and clicks it with a mouse as soon as it can be."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Types into what has the focus."""

    @abstractmethod
    def press(self, keys: str) -> None:
        """Presses a key or a chord: "Tab", "Shift+Tab", "Enter", "Escape", "ArrowDown", "Alt+R"."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Gives the page a viewport: `tab.resize(*PHONE)`."""

    @abstractmethod
    def emulate(self, scheme: str = "light", reduced_motion: bool = False, forced_colours: bool = False) -> None:
        """What the page's media queries answer; `scheme` is "light" or "dark"."""

    @abstractmethod
    def screenshot(self, path: Path, whole: bool = False) -> None:
        """Writes a PNG of the viewport, or of the whole page."""

    @abstractmethod
    def pdf(self) -> bytes:
        """The page as it would be printed."""

    @property
    @abstractmethod
    def url(self) -> str:
        """What the address bar says, also while the page is busy or could not be loaded."""

    @property
    def title(self) -> str:
        return str(self.run("return document.title"))

    def wait(self, condition: str, *arguments: Any, seconds: float = WAIT) -> Any:
        """The value of a JavaScript expression as soon as that is true: `tab.wait("document.title")`."""
        return wait_until(lambda: self.run(f"return ({condition})", *arguments), condition, seconds)

    def count(self, selector: str) -> int:
        return int(self.run("return document.querySelectorAll(arguments[0]).length", selector))

    def text(self, selector: str) -> str:
        """What the first element that matches shows."""
        return str(self.wait("[...document.querySelectorAll(arguments[0])].map((e) => [e.innerText])[0]", selector)[0])

    def focused(self) -> str:
        """The outer HTML of the focused element's start tag."""
        return str(self.run("return document.activeElement.cloneNode(false).outerHTML"))


class Browser(ABC):
    """A browser with the extension, on a fresh profile; it runs while it is a context."""

    name: str
    language: str
    base: str  # what the addresses of the extension's pages begin with
    home: Tab  # an extension page that the harness keeps for itself

    def __init__(self) -> None:
        self.ending = ExitStack()  # what `start` has to leave behind it

    @abstractmethod
    def start(self) -> None:
        """Starts the browser, on the profile it had before if there was one."""

    def stop(self) -> None:
        """Ends it, also where `start` came to no end."""
        self.ending.close()

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    @abstractmethod
    def tabs(self) -> list[Tab]:
        """Every tab but `home`."""

    @abstractmethod
    def open(self, url: str) -> Tab:
        """A new tab in front, loaded."""

    @abstractmethod
    def open_private(self, url: str) -> Tab:
        """A tab in a new private window, where the extension is allowed."""

    @abstractmethod
    def click_button(self, tab: Tab) -> None:
        """Clicks the extension's toolbar button while `tab` is in front: a click that grants activeTab."""

    @abstractmethod
    def double_click_button(self, tab: Tab) -> None:
        """Clicks it twice, as fast as the browser takes it."""

    @abstractmethod
    def press_shortcut(self, tab: Tab) -> None:
        """Presses the extension's keyboard command, Alt+R, while `tab` is in front."""

    @abstractmethod
    def choose_menu(self, tab: Tab) -> None:
        """Chooses the extension's entry in the page's context menu."""

    @abstractmethod
    def reload_extension(self) -> None:
        """Loads the extension anew, as an update does; both browsers close its pages then."""

    @abstractmethod
    def suspend(self) -> None:
        """Ends the extension's background, as the browser does when nothing happened for half a minute."""

    @abstractmethod
    def errors(self) -> list[str]:
        """Errors and CSP violations in the extension's pages and background since the last call."""

    @abstractmethod
    def requests(self) -> list[str]:
        """Addresses that the extension's pages and background asked for since the last call, its own files aside."""

    @abstractmethod
    def clipboard(self) -> str: ...

    @abstractmethod
    def download(self, action: Callable[[], None]) -> Path:
        """The file that `action` makes the browser save, under the name it was given."""

    @abstractmethod
    def log(self) -> str:
        """Everything the browser said, for a failure's report."""

    def restart(self) -> None:
        """Quits and starts again with the same profile and the tabs of the last session."""
        self.stop()
        self.start()

    def extension_url(self, path: str) -> str:
        return self.base + path

    def open_extension(self, path: str) -> Tab:
        """One of the extension's pages in a new tab."""
        return self.open(self.extension_url(path))

    def opened_by(self, action: Callable[[], Any]) -> Tab:
        """The one tab that is there after `action` and was not before, as soon as it has an address."""
        before = self.tabs()
        action()
        return wait_until(lambda: self._opened(before), "a new tab")

    def _opened(self, before: list[Tab]) -> Tab | None:
        new = [tab for tab in self.tabs() if tab not in before]
        assert len(new) < 2, f"{len(new)} tabs opened"
        return new[0] if new and new[0].url != "about:blank" else None

    def set(self, **settings: Any) -> None:
        """Stores settings of the extension, as settings.js does."""
        self.home.run("const { save } = await import('/settings.js'); await save(arguments[0])", settings)

    def articles(self) -> list[dict[str, Any]]:
        """What store.js keeps on disk, the oldest first."""
        found: list[dict[str, Any]] = self.home.run(READ_ARTICLES)
        return found

    def forget(self) -> None:
        """Closes every tab and forgets settings and articles: the state in which each test begins."""
        for tab in self.tabs():
            tab.close()
        self.home.run(FORGET)


READ_ARTICLES = """
    const { count } = await import("/store.js");
    await count(); // so that the database is there as store.js makes it
    const promised = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const database = await promised(indexedDB.open("reinschrift"));
    const found = await promised(database.transaction("articles").objectStore("articles").index("created").getAll());
    database.close();
    return found;
"""
FORGET = """
    await chrome.storage.local.clear();
    await chrome.storage.session.clear();
    const { clear } = await import("/store.js");
    await clear();
"""
