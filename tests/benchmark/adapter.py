"""What an adapter is given and what it returns: the one thing that the tools' processes and their table share."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Page(NamedTuple):
    """A page as its tool gets it: address, publisher, bytes, and the same as text for tools that want that."""

    url: str
    publisher: str
    raw: bytes
    text: str


Adapter = Callable[[Page], str]
