"""A removal's kind and signs -> a sentence a reader understands, in the languages of `messages/`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from .model import Kind, Sign

DEFAULT = "en"
SHOWN = 60  # characters of the page's own words that a reason repeats


@cache
def languages() -> tuple[str, ...]:
    """The languages that reasons can be given in, the default first."""
    names = sorted(path.name.removesuffix(".toml") for path in (files(__package__) / "messages").iterdir())
    return (DEFAULT, *(name for name in names if name != DEFAULT))


@cache
def _catalogue(language: str) -> Mapping[str, Mapping[str, str]]:
    known = language if language in languages() else DEFAULT
    text = (files(__package__) / "messages" / f"{known}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def sentence(kind: Kind, signs: Sequence[Sign], language: str = DEFAULT) -> str:
    """For example: newsletter box: heading “The Morning Letter”, asks for an e-mail address."""
    catalogue = _catalogue(language)
    parts = [catalogue["signs"][sign.code].format(_shortened(sign.detail)) for sign in dict.fromkeys(signs)]
    name = catalogue["kinds"][kind]
    return f"{name}: {', '.join(parts)}" if parts else name


def _shortened(detail: str) -> str:
    """The page's own words on one line, and not too many of them."""
    text = " ".join(detail.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
