"""Wild bytes -> the same page as the parser can take it: not too deep, no tag of a thousand attributes, all closed.

libxml2 drops what stands below 2,048 levels, and all after it; attributes cost it the square of their number; and
`<section hidden><div></section>` hides the rest of the page from it, for it lets no section end while a div is open.
Browsers do none of this. What is left out here shows nothing: elements that only hold others, and attributes beyond
any use.
"""

from __future__ import annotations

import re
from collections import Counter

from .lexer import ATTRIBUTE, ENDS_ITSELF, TOKEN, VOID
from .tags import BLOCK_TAGS

DEEPEST = 500  # open elements; browsers stop at about as many
MOST = 250  # attributes of one tag
REACH = 40  # bytes; as long as references are
LONG = 10_000  # bytes of a tag; one with so many attributes that they hurt is longer
BLOCKS = frozenset(name.encode() for name in BLOCK_TAGS)
CLOSING = BLOCKS | {b"object", b"select", b"button"}  # whose end tags end whatever is open in them,
WALLS = frozenset((b"table", b"td", b"th", b"caption", b"template", b"object"))  # but not these
ROWS = frozenset((b"tr", b"tbody", b"thead", b"tfoot"))
UNREAD = frozenset((b"noscript", b"noframes", b"noembed", b"iframe"))
UNKNOWN = frozenset(b"bgsound keygen source track wbr".split())  # libxml2 does not know that nothing is in them
# Whatever it cannot match ends at the next "<" or quote, so that no piece of a page is read for one tag after another.
WILD = re.compile(
    rb"<[A-Za-z][^\t\n\f\r <>/]*+(?:[\t\n\f\r /]*+[^\t\n\f\r <>/=]++"
    rb"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:\"[^\"]*+\"|'[^']*+'|[^\t\n\f\r <>\"']*+))?+){%d}" % (MOST + 1)
)
UNFINISHED = re.compile(rb"[<&][^<>&;\t\n\f\r ]*\Z")  # text that could go on as a tag or a reference
APART = b"<!---->"  # stands for a tag that is left out behind such text
PARTING = b"<hr>"  # stands for a tag that is left out and ended a paragraph


def has_wild_tag(data: bytes) -> bool:
    """Whether a tag has more than MOST attributes, outside quotes no "<" in them."""
    return WILD.search(data) is not None


def tamed(data: bytes) -> bytes:
    """The page without elements deeper than DEEPEST, or attributes after the first MOST of a tag, and with the end tags
    that it leaves out."""
    out = bytearray()
    done = 0
    nesting = _Nesting()
    for token in TOKEN.finditer(data):
        raw, raw_rest, _, tag, rest = token.groups()
        if raw:
            written = _raw_written(raw, raw_rest)
            end = token.end() if raw.lower() in UNREAD else token.end(2)
        elif tag:
            written, end = nesting.written(tag, rest), token.end()
        else:
            continue
        if written is not None:
            out += data[done : token.start()]
            out += written or (APART if UNFINISHED.search(out[-REACH:]) else b"")
            done = end
    return bytes(out + data[done:])


def _raw_written(raw: bytes, rest: bytes) -> bytes | None:
    """What to write for the start of a raw element, or for all of one whose content browsers do not read as markup."""
    if raw.lower() in UNREAD:
        return b"<" + raw + _shortened(rest) + b"</" + raw + b">"
    return b"<" + raw + _shortened(rest) if len(rest) > LONG else None


def _shortened(rest: bytes) -> bytes:
    """A tag's attributes, or the first MOST of them."""
    end = 0
    for _ in range(MOST):
        found = ATTRIBUTE.match(rest, end)
        if found is None:
            return rest
        end = found.end()
    return rest[:end] + b">" if ATTRIBUTE.match(rest, end) else rest


class _Nesting:
    """The elements that are open, with the few rules by which browsers close them that matter here."""

    def __init__(self) -> None:
        self._names: list[bytes] = []
        self._open: Counter[bytes] = Counter()
        self._blocks: list[Counter[bytes]] = [Counter()]  # of them, the blocks within each wall
        self._inline: list[Counter[bytes]] = [Counter()]  # and the others within each block

    def written(self, tag: bytes, rest: bytes) -> bytes | None:
        """What to write for a tag; None for the tag as it is."""
        name = tag.lower()
        if name[:1] == b"/":
            return self._end(name[1:])
        if self._begin(name):
            return PARTING if name in BLOCKS else b""
        return b"<" + tag + _shortened(rest) if len(rest) > LONG else None

    def _begin(self, name: bytes) -> bool:
        """Takes a start tag in; returns whether it is to be left out."""
        if name in VOID:
            return name in UNKNOWN
        if name in ENDS_ITSELF and self._names and self._names[-1] == name:
            self._leave()
        self._names.append(name)
        self._count(name, 1)
        if name in WALLS:
            self._blocks.append(Counter())
        if name in CLOSING:
            self._inline.append(Counter())
        return len(self._names) > DEEPEST

    def _end(self, name: bytes) -> bytes | None:
        """Takes an end tag in; what to write for it and for those that the page leaves out before it."""
        if not self._can_end(name):
            return None if name in (b"p", b"br") else b""  # browsers make an element of these
        missing = []
        while self._names[-1] != name:
            if len(self._names) <= DEEPEST:
                missing.append(b"</" + self._names[-1] + b">")
            self._leave()
        too_deep = len(self._names) > DEEPEST
        self._leave()
        if too_deep:
            return PARTING if name in BLOCKS else b""
        return b"".join([*missing, b"</" + name + b">"]) if missing else None

    def _can_end(self, name: bytes) -> bool:
        """Whether such an element is open, and nothing stands in between that its end tag cannot end."""
        if name in WALLS or name in ROWS:
            return self._open[name] > 0
        return (self._blocks if name in CLOSING else self._inline)[-1][name] > 0

    def _leave(self) -> None:
        name = self._names.pop()
        if name in CLOSING:
            self._inline.pop()
        if name in WALLS:
            self._blocks.pop()
        self._count(name, -1)

    def _count(self, name: bytes, step: int) -> None:
        self._open[name] += step
        (self._blocks if name in CLOSING else self._inline)[-1][name] += step
