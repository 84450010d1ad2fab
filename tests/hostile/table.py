"""The table of all hostile pages."""

from __future__ import annotations

from collections.abc import Iterator

from . import characters, data, depth, encodings, markup, size
from .case import Case

CLASSES = (depth, size, data, encodings, characters, markup)


def build() -> Iterator[Case]:
    """Every page, one at a time, for together they are gigabytes."""
    for module in CLASSES:
        yield from module.build()
