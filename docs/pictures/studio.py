"""Where pictures are taken: a browser with the extension, a server that cleans, and one that has the pages."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from PIL import Image
from playwright.sync_api import sync_playwright

from browser import provide
from browser.chromium import Chromium
from browser.driver import EXTENSION, Tab
from browser.servers import Pages, Server


class Studio:
    """`with Studio(folder) as studio`: `studio.browser("de")`, `studio.server`, `studio.pages`, `studio.shot(tab)`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ending = ExitStack()
        self._browsers: dict[str, Chromium] = {}
        self._numbers = count(1)

    def __enter__(self) -> Self:
        self.program = provide.browser("chromium")
        self._playwright = self._ending.enter_context(sync_playwright())
        self.pages = Pages()
        self._ending.callback(self.pages.close)
        self.server = Server(self.folder)
        self._ending.callback(self.server.close)
        self.server.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._ending.close()

    def browser(self, language: str) -> Chromium:
        """A Chromium with the extension that speaks a language."""
        if language not in self._browsers:
            browser = Chromium(self._playwright, self.program, EXTENSION, self.folder / language, language)
            self._browsers[language] = self._ending.enter_context(browser)
            browser.set(server=self.server.url)
        return self._browsers[language]

    def shot(self, tab: Tab) -> Image.Image:
        """What a tab shows."""
        path = self.folder / f"{next(self._numbers)}.png"
        tab.screenshot(path)
        with Image.open(path) as picture:
            return picture.convert("RGB")

    def plain(self, html: str, size: tuple[int, int], scale: int) -> Image.Image:
        """A document by itself, in `scale` times as many pixels each way."""
        path = self.folder / f"{next(self._numbers)}.png"
        browser = self._playwright.chromium.launch(executable_path=self.program, args=["--disable-lcd-text"])
        page = browser.new_page(viewport={"width": size[0], "height": size[1]}, device_scale_factor=scale)
        page.set_content(html)
        page.screenshot(path=path)
        browser.close()
        with Image.open(path) as picture:
            return picture.convert("RGB")
