"""Puts records into the extension's store without a click, for tests of what the reader page makes of them."""

from __future__ import annotations

import json
import time
import urllib.parse
import urllib.request
from itertools import count
from typing import Any

from .conftest import settled
from .driver import Browser, Tab
from .servers import Server

SOURCE = "https://www.sielbote.example/inseln/faehre.html"
PUT = "const { put } = await import('/store.js'); await put(arguments[0])"
NUMBERS = count(1)


def cleaned(server: Server, html: str | bytes, **options: str) -> dict[str, Any]:
    """What the live server answers."""
    query = urllib.parse.urlencode({"url": SOURCE, **options})
    body = html if isinstance(html, bytes) else html.encode()
    request = urllib.request.Request(f"{server.url}/v1/clean?{query}", body, {"Content-Type": "text/html"})
    with urllib.request.urlopen(request) as response:
        found: dict[str, Any] = json.load(response)
        return found


def answer(html: str, removed: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """An answer as the server could give it, of which a test says only what it is about."""
    return {
        "url": SOURCE, "canonicalUrl": None, "title": "Die Fähre", "authors": [], "siteName": None,
        "datePublished": None, "dateModified": None, "lang": "de", "dir": "ltr", "excerpt": None, "image": None,
        "text": "Text des Servers", "markdown": "Markdown des Servers", "html": f"<article>\n{html}\n</article>",
        "wordCount": 3, "readingTimeMinutes": 1, "completeness": {"status": "complete", "evidence": []},
        "removed": removed or [], "stats": {"keptWords": 3, "removedWords": 3, "milliseconds": 1.0},
        "warnings": [], "version": "0.1.0", **more,
    }  # fmt: skip


def gone(id: str, html: str, after: str | None = None, kind: str = "teaser", **more: Any) -> dict[str, Any]:
    """A removed block."""
    text = more.pop("text", f"Text von {id}")
    return {"id": id, "kind": kind, "reason": f"Grund für {id}", "text": text, "html": html, "after": after, **more}


def put(browser: Browser, **record: Any) -> str:
    """Stores a record and returns its id."""
    now = int(time.time() * 1000)
    whole = {
        "id": f"record-{next(NUMBERS)}", "created": now, "source": {"url": SOURCE, "title": "Die Fähre"}, "html": "",
        "answer": None, "failure": None, "restored": [], "private": False,
        "timing": {"clicked": now - 200, "captured": now - 150, "sent": now - 100, "answered": now - 50, "shown": now},
        **record,
    }  # fmt: skip
    browser.home.run(PUT, whole)
    return str(whole["id"])


def show(browser: Browser, answer: dict[str, Any], **record: Any) -> Tab:
    """The reader page with this answer."""
    return open_record(browser, put(browser, answer=answer, **record))


def open_record(browser: Browser, id: str) -> Tab:
    return settled(browser.open_extension(f"reader/reader.html?id={id}"))


def shown_text(tab: Tab) -> list[str]:
    """The texts of the blocks that the article shows, in order, without the words of the interface."""
    return list(tab.run(SHOWN))


SHOWN = """
    const article = document.getElementById("ui-article");
    const blocks = [...article.querySelectorAll("p, li, td, th, pre, h2, h3, figcaption")];
    const own = blocks.filter((block) => !block.closest("[data-ui]") && block.checkVisibility());
    return own.map((block) => {
      const copy = block.cloneNode(true);
      copy.querySelectorAll("[data-ui], li, p").forEach((inner) => inner.remove());
      return copy.textContent.trim();
    }).filter(Boolean);
"""
