"""Article -> the same article without what only a machine reads: control characters and lone surrogates.

This comes before any format escapes its text: taken out later, a control character could bring together what no escape
had seen side by side (a `<` and a tag's name, a line's start and a `#`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import chain
from operator import attrgetter
from typing import Any

from ..model import Article, Metadata

# Looked for in UTF-8, which is several times faster than a regular expression on the text itself.
C0 = bytes(code for code in (*range(0x20), 0x7F) if chr(code) not in "\n\t")
C1 = re.compile(b"\xc2[\x80-\x9f]")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
METADATA = attrgetter(*(field.name for field in fields(Metadata)))


def printable(article: Article) -> Article:
    """The article itself, nearly always; else a copy without control characters and with "?" for lone surrogates."""
    cleaned: Article = article if _is_printable("\n".join(_said(article))) else _cleaned(article)
    return cleaned


def _said(article: Article) -> Iterator[str]:
    """Every text of the article but its links, in which nothing unprintable is left as it is."""
    blocks = [*article.blocks, *chain.from_iterable(entry.blocks for entry in article.removed)]
    if article.title_block:
        blocks.append(article.title_block)
    yield from [block.text for block in blocks]
    yield from [block.image.alt for block in blocks if block.image]
    yield from (sign.detail for entry in article.removed for sign in entry.signs)
    yield from (fact.detail for fact in article.completeness.evidence)
    yield from filter(None, (article.url, *article.warnings, *article.metadata.authors))
    yield from (said for said in METADATA(article.metadata) if isinstance(said, str))


def _is_printable(text: str) -> bool:
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        return False
    return len(raw.translate(None, C0)) == len(raw) and not C1.search(raw)


def _cleaned(value: Any) -> Any:
    """A value of the model with every text in it cleaned."""
    if isinstance(value, str):
        return value if isinstance(value, Enum) else CONTROLS.sub("", value).encode(errors="replace").decode()
    if isinstance(value, list | tuple):
        parts = [_cleaned(part) for part in value]
        return value._make(parts) if hasattr(value, "_make") else tuple(parts)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _cleaned(getattr(value, field.name)) for field in fields(value)})
    return value
