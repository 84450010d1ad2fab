"""A tab of Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from .driver import WAIT, Tab


class ChromiumTab(Tab):
    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(WAIT * 1000)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ChromiumTab) and other.page == self.page

    def __hash__(self) -> int:
        return hash(self.page)

    def run(self, script: str, *arguments: Any) -> Any:
        body = f"async (values) => (async function () {{ {script}\n }}).apply(null, values)"
        return self.page.evaluate(body, list(arguments))

    @property
    def url(self) -> str:
        return self.page.url

    def goto(self, url: str) -> None:
        self.page.goto(url)

    def reload(self) -> None:
        self.page.reload()

    def close(self) -> None:
        self.page.close()

    def front(self) -> None:
        self.page.bring_to_front()

    def click(self, selector: str) -> None:
        self.page.locator(selector).filter(visible=True).first.click()

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def press(self, keys: str) -> None:
        self.page.keyboard.press(keys)

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def emulate(self, scheme: str = "light", reduced_motion: bool = False, forced_colours: bool = False) -> None:
        self.page.emulate_media(
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce" if reduced_motion else "no-preference",
            forced_colors="active" if forced_colours else "none",
        )

    def screenshot(self, path: Path, whole: bool = False) -> None:
        self.page.screenshot(path=path, full_page=whole)

    def pdf(self) -> bytes:
        return self.page.pdf()
