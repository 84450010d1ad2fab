"""The extension's reader page over a page of ours: a large window, and four states on a phone."""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from studio import Studio

from browser.driver import PHONE, Tab
from browser.shelf import SOURCE, show
from browser.test_aloud import LEND

HERE = Path(__file__).parent
WINDOW = (1440, 900)
GAP = 24  # pixels between two phones
PUT_BACK = """
    const entries = [...document.querySelectorAll("#ui-drawer li")];
    const entry = entries.find((found) => found.innerText.includes(arguments[0]));
    entry.querySelector("button").click();
    entry.scrollIntoView({ block: "center" });
"""


def draw(studio: Studio) -> Image.Image:
    """A block put back in the text, and the drawer that lists all of them."""
    tab = opened(studio, WINDOW, theme="light")
    tab.click("#ui-removed-button")
    tab.run(PUT_BACK, "Lesen Sie auch")
    tab.run("document.querySelector('#ui-article h2 + p:has(code)').scrollIntoView()")
    return studio.shot(tab)


def draw_phone(studio: Studio) -> Image.Image:
    """The beginning, the middle in sepia, the panel for type and colours in the dark, and reading aloud."""
    states: list[tuple[str, Callable[[Tab], None]]] = [
        ("light", lambda tab: None),
        ("sepia", lambda tab: tab.run("document.querySelector('#ui-article h2').scrollIntoView()")),
        ("dark", lambda tab: tab.click("[popovertarget=ui-look]")),
        ("light", read_aloud),
    ]
    sheet = Image.new("RGB", (len(states) * (PHONE[0] + GAP) - GAP, PHONE[1]), "white")
    for number, (theme, act) in enumerate(states):
        tab = opened(studio, PHONE, theme=theme)
        act(tab)
        sheet.paste(studio.shot(tab), (number * (PHONE[0] + GAP), 0))
    return sheet


def read_aloud(tab: Tab) -> None:
    """With a voice that is lent, for a browser without a screen has none."""
    tab.run(LEND, ["de-DE"])
    tab.click("#ui-aloud-button")
    tab.wait("document.querySelector('[data-spoken]')")
    for _ in range(2):  # past headline and caption; not with the mouse, which would stay over the button
        tab.run("document.querySelector('#ui-player [data-act=forward]').click()")
    tab.run("document.querySelector('[data-spoken]').scrollIntoView({ block: 'center' })")


def opened(studio: Studio, size: tuple[int, int], **settings: Any) -> Tab:
    """The reader page with the story, its pictures loaded."""
    browser = studio.browser("de")
    browser.set(server=studio.server.url, **settings)
    pictures = studio.pages.url("").rstrip("/")
    studio.pages.add("/faehre.svg", (HERE / "faehre.svg").read_bytes(), "image/svg+xml")
    story = (HERE / "story.html").read_text(encoding="utf-8").replace("PICTURES", pictures)
    tab = show(browser, cleaned(studio.server.url, story))
    tab.resize(*size)
    tab.emulate(reduced_motion=True)
    tab.wait("[...document.images].every((image) => image.complete && image.naturalWidth)")
    return tab


def cleaned(server: str, html: str) -> Any:
    """The server's answer, with its reasons in German."""
    headers = {"Content-Type": "text/html; charset=utf-8", "Accept-Language": "de"}
    address = f"{server}/v1/clean?{urllib.parse.urlencode({'url': SOURCE})}"
    with urllib.request.urlopen(urllib.request.Request(address, html.encode(), headers)) as response:
        return json.load(response)
