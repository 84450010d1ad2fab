"""`reinschrift config`: every setting with its value and where that came from, as TOML or JSON; secrets stay hidden."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .catalogue import catalogue
from .settings import Found

SECRET = ("token",)
HIDDEN = "hidden"
WIDTH = 34  # characters before the comment


def as_toml(found: Mapping[str, Found], file: Path, language: str) -> str:
    """The settings as a settings file could hold them, each with a comment on its origin."""
    words = catalogue(language)["config"]
    head = words["exists" if file.exists() else "missing"].format(file=file)
    return "\n".join([f"# {head}", *(_line(name, entry, words) for name, entry in found.items())])


def as_json(found: Mapping[str, Found], file: Path) -> str:
    """The same for programs."""
    settings = {
        name: {"value": _shown(name, entry.value), "source": entry.source, "where": entry.where or None}
        for name, entry in found.items()
    }
    told = {"file": str(file), "exists": file.exists(), "settings": settings}
    return json.dumps(told, ensure_ascii=False, indent=2)


def _shown(name: str, value: Any) -> Any:
    return HIDDEN if name in SECRET and value is not None else value


def _line(name: str, entry: Found, words: Mapping[str, str]) -> str:
    origin = words[entry.source].format(where=entry.where)
    if entry.value is None:
        text = f"# {name}: {words['unset']}"
    elif name in SECRET:
        text = f"# {name}: {words['hidden']}"
    else:
        text = f"{name} = {json.dumps(entry.value, ensure_ascii=False)}"
    return f"{text:<{WIDTH}} # {origin}"
