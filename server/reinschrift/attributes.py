"""What an element's attributes say: the words that name it, whether it is hidden, where its picture is."""

from __future__ import annotations

import re
from typing import Any

from .embeds import named_address

NAMED = frozenset(("class", "id", "role", "itemprop", "rel", "aria-label"))
HIDING = frozenset(("hidden", "style"))
HIDDEN_BY_NATURE = frozenset(("template", "dialog", "desc"))
SENTENCE = 8  # words; fewer are a label
HOLDERS = frozenset(("object", "svg"))  # of those without text, these hold some at times
CLASS_LENGTH, DATA_LENGTH = 200, 40  # characters; a longer value is data, no name
PIXELS = re.compile(r"([1-9][0-9]{0,4})(?:px)?")
NUMBER = re.compile(r"\d{1,5}")
DISPLAY_NONE = re.compile(r"display\s*:\s*none", re.I)


def read(element: Any) -> tuple[str, bool, str | None]:
    """What an element's attributes say of it, whether `is_hidden` has to be asked about it, and the address of an embed
    that it stands for."""
    attributes = element.items()
    if not attributes:
        return "", False, None
    said = []
    hides = False
    embed = None
    for name, value in attributes:
        if name in NAMED:
            if len(value) < CLASS_LENGTH:
                said.append(value)
        elif name[:5] == "data-":
            if len(value) < DATA_LENGTH:
                said.append(f"{name[5:]} {value}")
            if "//" in value:
                embed = embed or named_address(name, value)
        elif name in HIDING:
            hides = True
    return " ".join(said), hides, embed


def is_hidden(element: Any, tag: str) -> bool:
    """Whether the page's own markup keeps this element from being shown."""
    if tag == "template":
        return not (element.get("shadowrootmode") or element.get("shadowroot"))
    if tag == "dialog" and element.get("open") is None:
        return True
    if tag == "desc" and next(element.iterancestors("svg"), None) is not None:
        return True  # what a drawing says to those who do not see it; the name means nothing elsewhere
    hidden, style = element.get("hidden"), element.get("style")
    if (hidden is None and style is None) or tag == "body" or tag == "html":
        return False  # a whole page is only hidden until its scripts have run
    if hidden is not None and hidden.lower() != "until-found":
        return True
    if style is None or DISPLAY_NONE.search(style) is None:
        return False
    return not _is_curtain(element)


def holds_text(element: Any, tag: str) -> bool:
    """Whether an element of HOLDERS shows text: an object that is nothing else, a drawing with HTML or sentences."""
    if tag == "object":
        return element.get("data") is None and element.get("type") is None
    if next(element.iter("p", "div", "span", "ul", "ol", "li", "table", "h1", "h2", "h3"), None) is not None:
        return True
    return any(len(" ".join(text.itertext()).split()) >= SENTENCE for text in element.iter("text"))


def _is_curtain(element: Any) -> bool:
    """Whether an element hides the page as a whole until its scripts have run: it stands right under the body and holds
    both the headline and the frame of the page."""
    parent = element.getparent()
    if parent is None or parent.tag != "body":
        return False
    return all(next(element.iter(*tags), None) is not None for tags in (("h1",), ("header", "nav", "main", "footer")))


def number(written: str | None) -> int | None:
    """The number of a list item as its attribute gives it; None for none, and for one that no list has."""
    return int(written) if written and NUMBER.fullmatch(written) else None


def image_size(element: Any) -> tuple[int, int]:
    """The picture's width and height in pixels, where the page gives both; else zeros."""
    width, height = PIXELS.fullmatch(element.get("width") or ""), PIXELS.fullmatch(element.get("height") or "")
    return (int(width[1]), int(height[1])) if width and height else (0, 0)


def image_source(element: Any) -> str | None:
    """The picture's address, where a lazy loader may have put it; None for tracking pixels and inline data."""
    if (element.get("width") or "") in {"0", "1"} or (element.get("height") or "") in {"0", "1"}:
        return None
    for name in ("data-src", "data-lazy-src", "data-original", "src"):
        src = (element.get(name) or "").strip()
        if src and not src.startswith(("data:", "blob:")):
            return src
    candidates = (element.get("srcset") or element.get("data-srcset") or "").split()
    return candidates[0].rstrip(",") if candidates and not candidates[0].startswith("data:") else None
