"""XHTML -> the same page as HTML has it: sections of character data become text."""

from __future__ import annotations

import re
from html import escape

SECTION = re.compile(rb"(<(script|style)\b.*?</\2\s*>)|<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.S)


def as_html(body: bytes) -> bytes:
    """The page, in which HTML's parsers would take such a section for a comment; scripts keep theirs."""
    return SECTION.sub(_text, body) if b"<![CDATA[" in body else body


def _text(found: re.Match[bytes]) -> bytes:
    return found[1] or escape(found[3].decode("latin-1"), quote=False).encode("latin-1")
