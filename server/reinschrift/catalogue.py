"""What people read, in the languages of `messages/`: one TOML file for each, its sections with the same keys."""

from __future__ import annotations

import locale
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

DEFAULT = "en"
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # of POSIX, the first that is set counts


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are, the default first."""
    names = sorted(path.name.removesuffix(".toml") for path in (files(__package__) / "messages").iterdir())
    return (DEFAULT, *(name for name in names if name != DEFAULT))


@cache
def catalogue(language: str) -> Mapping[str, Mapping[str, str]]:
    """All messages of a language, of the default where there is no such: by section, then by key."""
    known = language if language in languages() else DEFAULT
    text = (files(__package__) / "messages" / f"{known}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def preferred(environ: Mapping[str, str]) -> str:
    """The language to speak in a terminal with these variables; one of `languages()`."""
    name = next((environ[variable] for variable in VARIABLES if environ.get(variable)), "") or _of_system()
    code = name.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return code if code in languages() else DEFAULT


def _of_system() -> str:
    """What the system itself is set to, where that is not told by variables."""
    if sys.platform == "win32":
        import ctypes

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), DEFAULT)
    return locale.getlocale()[0] or DEFAULT
