"""bytes -> Page: decoding, the limits, one tree, and the structured data that stands beside the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from . import streamed
from .attributes import is_hidden
from .encoding import utf_8
from .errors import NoArticle
from .model import Page
from .spans import SPACE
from .tags import NO_TEXT
from .tame import has_wild_tag, tamed

# Characters that no page shows, and of which some end libxml2's reading, and how markup writes them.
CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r"))
NONCHARACTER = re.compile(rb"\xef\xbf[\xbe\xbf]")
UNREADABLE_REFERENCE = re.compile(
    rb"&#(?:[xX]0*(?:[0-8bBeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])|0*(?:[0-8]|11|1[4-9]|2[0-9]|3[01]|6553[45]));"
)
END_TAGS = re.compile(rb"</(?:body|html)[^<>]*>", re.I)
NO_MEMORY = etree.ErrorTypes.ERR_NO_MEMORY
TOO_DEEP, LEFT_OPEN = "Excessive depth", "Opening and ending tag mismatch: "  # libxml2's words
BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
CONTROL = re.compile(f"[{re.escape(CONTROLS.decode())}]+")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
DATA_LIMIT = 2_000_000  # characters of one JSON-LD script; news pages stay below 200,000
DATA_DEPTH = 12
MANY = frozenset(("author", "article:author"))  # meta tags that stand once for each name
MOST = 20


def from_html(raw: bytes | str, url: str | None = None, charset: str | None = None) -> Page:
    """The page behind `raw`; `charset` is the HTTP header's.

    Raises NoArticle where there is no markup or text at all.
    """
    data = raw.encode("utf-8", "replace") if isinstance(raw, str) else utf_8(raw, charset)
    data = _readable(data)
    if not data or data.isspace():
        raise NoArticle("The page is empty.")
    tree = _parsed(data)
    if tree.getnext() is not None:
        # libxml2 makes a second tree of what follows </html>. Browsers put it at the end of the body.
        tree = _parsed(END_TAGS.sub(b"", data))
    streamed.settle(tree, data)
    meta = _meta(tree)
    if direction := (tree.get("dir") or "").lower():
        meta["html:dir"] = direction
    return Page(url, tree, data=tuple(_structured_data(tree)), meta=meta, lang=_language(tree, meta))


def _readable(data: bytes) -> bytes:
    """The page without characters that no page shows. Asking for each of them is quicker than taking them all out."""
    if any(control in data for control in CONTROLS):
        data = data.translate(None, CONTROLS)
    data = UNREADABLE_REFERENCE.sub(b"", data)
    return NONCHARACTER.sub(b"", data) if b"\xef" in data else data


def _parsed(data: bytes) -> Any:
    """The tree. Raises NoArticle."""
    if has_wild_tag(data):
        data = tamed(data)
    tree, troubles = _read(data)
    return _read(tamed(data))[0] if any(_loses_text(tree, trouble) for trouble in troubles) else tree


def _read(data: bytes) -> tuple[Any, list[str]]:
    """The tree, and what libxml2 has to say of the page. Raises NoArticle, and MemoryError where it had too little."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code == NO_MEMORY:
            raise MemoryError from error
        raise NoArticle("The page holds no markup that can be read.") from error
    log = parser.error_log  # a copy, each time
    if any(entry.type == NO_MEMORY for entry in log):
        raise MemoryError  # what libxml2 gives then is a part of the page
    if tree is None:
        raise NoArticle("The page holds no markup that can be read.")
    return tree, [entry.message for entry in log]


def _loses_text(tree: Any, trouble: str) -> bool:
    """Whether the parser stopped, or left an element open that hides what comes after it."""
    if TOO_DEEP in trouble:
        return True
    name = trouble.removeprefix(LEFT_OPEN).partition(" ")[0]
    if name == trouble or name == "div":
        return False
    return name in NO_TEXT or any(is_hidden(element, name) for element in tree.iter(name))


def from_text(text: str, url: str | None = None) -> Page:
    """The page for text that somebody already extracted: paragraphs are what blank lines (or else lines) divide."""
    paragraphs = BLANK_LINES.split(text.strip()) if BLANK_LINES.search(text.strip()) else text.strip().splitlines()
    clean = tuple(text for paragraph in paragraphs if (text := CONTROL.sub("", SPACE.sub(" ", paragraph)).strip()))
    if not clean:
        raise NoArticle("The text is empty.")
    return Page(url, None, paragraphs=clean)


def _meta(tree: Any) -> dict[str, str]:
    """Name and content of the meta tags, lower-case names, the first of each winning, and of the canonical link.

    Names of authors, of which each may have a tag of its own, come as lines of one value; with an itemprop, it may be a
    picture's author.
    """
    found: dict[str, str] = {}
    for element in tree.iter("meta", "link", "title"):
        name, value = _named_value(element)
        value = value.strip()
        if not name or not value:
            continue
        if name not in found:
            found[name] = value
        elif name in MANY and not element.get("itemprop") and found[name].count("\n") < MOST:
            found[name] += "\n" + value
    return found


def _named_value(element: Any) -> tuple[str, str]:
    if element.tag == "meta":
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        return str(name or "").lower(), str(element.get("content") or "")
    if element.tag == "link":
        return "link:" + str(element.get("rel") or "").lower(), str(element.get("href") or "")
    if next(element.iterancestors("svg"), None) is not None:
        return "", ""  # what a drawing is called
    return "title", str(element.text or "")


def _language(tree: Any, meta: Mapping[str, str]) -> str | None:
    """The declared language, as a BCP 47 tag in its usual case, or None."""
    declared = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    declared = declared or meta.get("og:locale") or meta.get("content-language") or ""
    tag = declared.strip().replace("_", "-")
    if LANGUAGE_TAG.fullmatch(tag) is None:
        return None
    first, *rest = tag.lower().split("-")
    return "-".join([first, *map(_cased, rest)])


def _cased(part: str) -> str:
    """A region is written in capitals, a script with one."""
    if len(part) == 2:
        return part.upper()
    return part.capitalize() if len(part) == 4 and part.isalpha() else part


def _structured_data(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Every object of the page's JSON-LD scripts, outer ones first; scripts that are no JSON are passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip()
        if not text or len(text) > DATA_LIMIT:
            continue
        try:
            value = json.loads(text.strip(";"), strict=False)
        except (ValueError, RecursionError):
            continue  # broken structured data is common; the page is read without it
        yield from _objects(value, 0)


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > DATA_DEPTH:
        return
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        children: list[Any] = list(value.values())
    else:
        children = value if isinstance(value, list) else []
    for child in children:
        if isinstance(child, dict | list):
            yield from _objects(child, depth + 1)
