"""bytes -> the lines that a page shows, read token by token: for pages that are too much for a tree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from .encoding import utf_8
from .lexer import ENDS_ITSELF, TOKEN, VOID
from .page import CONTROLS
from .spans import SPACE
from .tags import BLOCK_TAGS, CONTROL_TAGS, NO_TEXT

AT_A_TIME = 100_000  # tokens
LINE_END = "\0"  # stands for it until white space is collapsed
SHOWN_RAW = frozenset((b"textarea", b"xmp", b"plaintext"))
UNSEEN = frozenset(name.encode() for name in NO_TEXT | {"template"}) - {b"svg"}
LINES = frozenset(name.encode() for name in BLOCK_TAGS | CONTROL_TAGS | {"br", "option"})
HIDES = re.compile(rb"[\t\n\f\r /\"']hidden(?=[\t\n\f\r />=])(?!=[\"']?until-found)|display\s*:\s*none", re.I)
SHORTEST = len(b" hidden>")
UNPRINTABLE = re.compile("[\x01-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]+")  # what references can bring in

Piece = tuple[bytes, bytes | None, bytes | None, bytes | None, bytes | None, bytes]


def read(body: bytes | str, charset: str | None) -> tuple[str, list[str]]:
    """The title, and the text between one block-level tag and the next."""
    data = body.encode("utf-8", "replace") if isinstance(body, str) else utf_8(body, charset)
    shown, title = bytearray(), b""
    hidden = _Hidden()
    for text, raw, _, content, tag, rest in _pieces(data.translate(None, CONTROLS)):
        if hidden.names:
            if tag:
                hidden.pass_tag(tag.lower())
            continue
        shown += text
        if tag:
            shown += LINE_ENDS[tag]
            if tag[0] != SLASH and (tag.lower() in MAY_HIDE or (len(rest) >= SHORTEST and HIDES.search(rest))):
                hidden.begin(tag.lower(), rest)
        elif raw and content and raw.lower() == b"title":
            title = title or content
        elif raw and content and raw.lower() in SHOWN_RAW:
            shown += _raw_text(content)
    return _plain(title).strip(), list(filter(None, map(str.strip, _plain(bytes(shown)).split(LINE_END))))


def _pieces(data: bytes) -> Iterator[Piece]:
    """Each token's groups (see TOKEN) with the text before it; the text after the last one comes with none."""
    while True:
        parts = TOKEN.split(data, AT_A_TIME)
        data = parts.pop()
        if not parts:
            yield data, None, None, None, None, b""
            return
        of = iter(parts)
        yield from zip(of, of, of, of, of, of, strict=True)


class _LineEnds(dict[bytes, bytes]):
    """What each tag puts into the text: a line's end, or nothing."""

    def __missing__(self, tag: bytes) -> bytes:
        end = LINE_END.encode() if tag.lower().removeprefix(b"/") in LINES else b""
        if len(self) < MOST_TAGS:
            self[tag] = end
        return end


MOST_TAGS = 10_000
LINE_ENDS = _LineEnds()
MAY_HIDE = UNSEEN | {b"dialog"}
SLASH = ord("/")


def _raw_text(content: bytes) -> bytes:
    """The content of a raw element, in which nothing is markup, as text with references, each line for itself."""
    end = LINE_END.encode()
    return end + content.replace(b"&", b"&amp;").replace(b"\n", end) + end


def _plain(markup: bytes) -> str:
    """Text without references, control characters, and white space that a browser would collapse."""
    text = markup.decode("utf-8", "replace")
    if "&" in text:
        text = UNPRINTABLE.sub("", unescape(text))
    return SPACE.sub(" ", text)


class _Hidden:
    """The outermost hidden element around the current place, and all that is open in it; empty where text is shown."""

    def __init__(self) -> None:
        self.names: list[bytes] = []
        self._count: Counter[bytes] = Counter()

    def begin(self, name: bytes, rest: bytes) -> None:
        """At a start tag that may hide: by its name, or by an attribute, as attributes.is_hidden has it."""
        if name in VOID or name in (b"body", b"html") or (name == b"template" and b"shadowroot" in rest):
            return
        if name == b"dialog" and b"open" in rest and not HIDES.search(rest):
            return
        self._enter(name)

    def pass_tag(self, name: bytes) -> None:
        """At a tag inside: it may end what is hidden, as may the end of something around it."""
        if name[0] == SLASH:
            self._end(name[1:])
        elif name not in VOID:
            if self.names[-1] == name and name in ENDS_ITSELF:
                self._leave()
            self._enter(name)

    def _end(self, name: bytes) -> None:
        if self._count[name]:
            while self.names[-1] != name:
                self._leave()
            self._leave()
        elif name in LINES and self.names[0] != b"template":
            while self.names:
                self._leave()

    def _enter(self, name: bytes) -> None:
        self.names.append(name)
        self._count[name] += 1

    def _leave(self) -> None:
        self._count[self.names.pop()] -= 1
