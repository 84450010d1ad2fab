"""A removal's kind and signs -> a sentence a reader understands, in the languages of `messages/`."""

from __future__ import annotations

from collections.abc import Sequence

from .catalogue import DEFAULT, catalogue, languages
from .model import Kind, Sign

__all__ = ["DEFAULT", "SHOWN", "languages", "sentence"]

SHOWN = 60  # characters of the page's own words that a reason repeats


def sentence(kind: Kind, signs: Sequence[Sign], language: str = DEFAULT) -> str:
    """For example: newsletter box: heading “The Morning Letter”, asks for an e-mail address."""
    words = catalogue(language)
    parts = [words["signs"][sign.code].format(_shortened(sign.detail)) for sign in dict.fromkeys(signs)]
    name = words["kinds"][kind]
    return f"{name}: {', '.join(parts)}" if parts else name


def _shortened(detail: str) -> str:
    """The page's own words on one line, and not too many of them."""
    text = " ".join(detail.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
