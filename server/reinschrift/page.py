"""bytes -> Page: decoding, the limits, one tree, and the structured data that stands beside the text."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bs4.dammit import EncodingDetector, UnicodeDammit
from lxml import etree

from .errors import NoArticle, UnreadableBody
from .model import Page

# Browsers read these labels as windows-1252 (WHATWG Encoding Standard).
LATIN_1 = frozenset(("ascii", "iso8859-1", "latin-1", "us-ascii"))
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
TELLING = tuple(bom for bom, _ in BOMS)
# Characters that no page shows and that end libxml2's reading, and how markup writes them.
UNREADABLE = re.compile(rb"\xef\xbf[\xbe\xbf]")
UNREADABLE_REFERENCE = re.compile(rb"&#(?:[xX]0*(?:0|[fF]{3}[eEfF])|0*(?:0|6553[45]));")
BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
SPACE = re.compile(r"[ \t\n\r\f\v]+")
DATA_LIMIT = 2_000_000  # characters of one JSON-LD script; news pages stay below 200,000
DATA_DEPTH = 12


def from_html(raw: bytes | str, url: str | None = None, charset: str | None = None) -> Page:
    """The page behind `raw`; `charset` is the HTTP header's.

    Raises UnreadableBody where no encoding fits and NoArticle where there is no markup or text at all.
    """
    data = raw.encode("utf-8", "replace") if isinstance(raw, str) else _utf_8(raw, charset)
    data = UNREADABLE.sub(b"", UNREADABLE_REFERENCE.sub(b"", data.replace(b"\x00", b"")))
    if not data.strip():
        raise NoArticle("The page is empty.")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NoArticle("The page holds no markup that can be read.") from error
    if tree is None:
        raise NoArticle("The page holds no markup that can be read.")
    meta = dict(_meta(tree))
    if direction := (tree.get("dir") or "").lower():
        meta["html:dir"] = direction
    return Page(url, tree, data=tuple(_structured_data(tree)), meta=meta, lang=_language(tree, meta))


def from_text(text: str, url: str | None = None) -> Page:
    """The page for text that somebody already extracted: paragraphs are what blank lines (or else lines) divide."""
    paragraphs = BLANK_LINES.split(text.strip()) if BLANK_LINES.search(text.strip()) else text.strip().splitlines()
    clean = tuple(SPACE.sub(" ", paragraph.strip()) for paragraph in paragraphs if paragraph.strip())
    if not clean:
        raise NoArticle("The text is empty.")
    return Page(url, None, paragraphs=clean)


def _utf_8(raw: bytes, charset: str | None) -> bytes:
    """The page in UTF-8, whatever it came in."""
    if (
        not raw.startswith(TELLING)
        and b"\x1b" not in raw
        and b"\x00" not in raw
        and _strictly(raw, "utf-8") is not None
    ):
        return raw
    return _decoded(raw, charset).encode("utf-8", "replace")


def _decoded(raw: bytes, charset: str | None) -> str:
    """Text from bytes: BOM, then UTF-8 where the bytes are just that, then HTTP header, meta tag and detection.

    Browsers ask the header and the meta tag first. Pages that were saved or re-served as UTF-8 with their old
    declaration are common, and bytes that are valid UTF-8 by chance are not.
    """
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            return raw[len(bom) :].decode(encoding, "replace")
    declared = EncodingDetector.find_declared_encoding(raw[:4096], is_html=True, search_entire_document=False)
    if wide := _wide(raw):
        return raw.decode(wide, "replace")
    codecs_named = [codec for label in (charset, declared) if (codec := _codec(label))]
    for codec in codecs_named:
        if (text := _strictly(raw, codec)) is not None:
            return text
    if (text := _strictly(raw, "utf-8")) is not None:
        return text
    if codecs_named:
        return raw.decode(codecs_named[0], "replace")
    detected = UnicodeDammit(raw, is_html=True).unicode_markup
    if detected is None:
        raise UnreadableBody("The body's character encoding could not be told.")
    return detected


def _codec(label: str | None) -> str | None:
    """Python's codec for an encoding label, as browsers understand the label; None for a bogus one."""
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    if name in LATIN_1:
        return "cp1252"
    # A page whose meta tag could be read as ASCII is not UTF-16, whatever the tag says.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a byte order mark shows itself by the zero bytes of its markup."""
    start = raw[:512]
    if start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    return "utf-16-be" if start[0::2].count(0) > len(start) // 4 else None


def _strictly(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _meta(tree: Any) -> Iterator[tuple[str, str]]:
    """Name and content of the head's meta tags, lower-case names, the first of each winning, and the canonical link."""
    seen: set[str] = set()
    for element in tree.iter("meta", "link", "title"):
        name, value = _named_value(element)
        if name and value.strip() and name not in seen:
            seen.add(name)
            yield name, value.strip()


def _named_value(element: Any) -> tuple[str, str]:
    if element.tag == "meta":
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        return str(name or "").lower(), str(element.get("content") or "")
    if element.tag == "link":
        return "link:" + str(element.get("rel") or "").lower(), str(element.get("href") or "")
    return "title", str(element.text or "")


def _language(tree: Any, meta: Mapping[str, str]) -> str | None:
    """The declared language, as a BCP 47 tag in its usual case, or None."""
    declared = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    declared = declared or meta.get("og:locale") or meta.get("content-language") or ""
    tag = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$", declared.strip())
    if tag is None:
        return None
    first, *rest = tag[0].replace("_", "-").split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


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
