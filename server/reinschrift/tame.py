"""Wild bytes -> the same page as the parser can take it: not too deep, and with no tag of a thousand attributes.

libxml2 drops what stands below 2,048 levels, and all after it; attributes cost it the square of their number. Browsers
show both. What is left out here shows nothing: elements that only hold others, and attributes beyond any use.
"""

from __future__ import annotations

from collections import Counter

from .lexer import ATTRIBUTE, ENDS_ITSELF, TOKEN, VOID
from .tags import BLOCK_TAGS

DEEPEST = 500  # open elements; browsers stop at about as many
MOST = 250  # attributes of one tag
LONG = 10_000  # bytes of a tag; one with so many attributes that they hurt is longer
BLOCKS = frozenset(name.encode() for name in BLOCK_TAGS)
UNKNOWN = frozenset(b"bgsound keygen source track wbr".split())  # libxml2 does not know that nothing is in them
PARTING = b"<hr>"  # stands for a tag that is left out and ended a paragraph


def has_wild_tag(data: bytes) -> bool:
    """Whether a tag has more than MOST attributes. Signs like < and > in their values may hide it from this."""
    for piece in data.split(b">"):
        if len(piece) > LONG and (start := piece.rfind(b"<")) >= 0 and len(piece) - start > LONG:
            tag = piece[start:]
            if _shortened(tag) is not tag:
                return True
    return False


def tamed(data: bytes) -> bytes:
    """The page without elements deeper than DEEPEST, and without attributes after the first MOST of a tag."""
    out = bytearray()
    done = 0
    nesting = _Nesting()
    for token in TOKEN.finditer(data):
        raw, raw_rest, _, tag, rest = token.groups()
        if raw and len(raw_rest) > LONG:
            written: bytes | None = b"<" + raw + _shortened(raw_rest)
            end = token.end(2)
        elif tag:
            written, end = nesting.written(tag, rest), token.end()
        else:
            continue
        if written is not None:
            out += data[done : token.start()]
            out += written
            done = end
    return bytes(out + data[done:])


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
    """The elements that are open, as a parser without any repairs would have it."""

    def __init__(self) -> None:
        self._names: list[bytes] = []
        self._open: Counter[bytes] = Counter()

    def written(self, tag: bytes, rest: bytes) -> bytes | None:
        """What to write for a tag; None for the tag as it is."""
        name = tag.lower()
        left_out = self._end(name[1:]) if name[:1] == b"/" else self._begin(name)
        if left_out:
            return PARTING if name.removeprefix(b"/") in BLOCKS else b""
        return b"<" + tag + _shortened(rest) if len(rest) > LONG else None

    def _begin(self, name: bytes) -> bool:
        """Takes a start tag in; returns whether it is too deep."""
        if name in VOID:
            return name in UNKNOWN
        if name in ENDS_ITSELF and self._names and self._names[-1] == name:
            self._leave()
        self._names.append(name)
        self._open[name] += 1
        return len(self._names) > DEEPEST

    def _end(self, name: bytes) -> bool:
        """Takes an end tag in; returns whether its start tag was too deep, or there is none."""
        if not self._open[name]:
            return name not in (b"p", b"br")  # browsers make an element of these
        while self._names[-1] != name:
            self._leave()
        too_deep = len(self._names) > DEEPEST
        self._leave()
        return too_deep

    def _leave(self) -> None:
        self._open[self._names.pop()] -= 1
