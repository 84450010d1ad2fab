"""Which language the terminal is spoken to in, by its variables or by what the system itself is set to."""

from __future__ import annotations

import ctypes
import locale
from collections.abc import Mapping
from types import SimpleNamespace

import pytest

from reinschrift.catalogue import catalogue, languages, preferred


@pytest.mark.parametrize(
    ("environ", "wanted"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "de-CH"}, "de"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "de_AT", "LANG": "en_US"}, "de"),
        ({"LC_MESSAGES": "de_AT", "LANG": "en_US"}, "de"),
        ({"LC_ALL": "en_US", "LC_MESSAGES": "de_AT"}, "en"),
        ({"LC_ALL": "", "LANG": "de_DE"}, "de"),
    ],
)
def test_the_terminals_variables(environ: Mapping[str, str], wanted: str) -> None:
    assert preferred(environ) == wanted


@pytest.mark.parametrize(("name", "wanted"), [("de_DE", "de"), ("en_US", "en"), (None, "en")])
def test_without_variables_the_system_is_asked(monkeypatch: pytest.MonkeyPatch, name: str | None, wanted: str) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr(locale, "getlocale", lambda: (name, "UTF-8"))
    assert preferred({}) == wanted


@pytest.mark.parametrize(("number", "wanted"), [(0x0407, "de"), (0x0C07, "de"), (0x0409, "en"), (0xFFFF, "en")])
def test_on_windows_too(monkeypatch: pytest.MonkeyPatch, number: int, wanted: str) -> None:
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: number)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert preferred({}) == wanted


def test_a_language_that_is_not_there_is_the_default() -> None:
    assert catalogue("tlh") is not catalogue("de")
    assert catalogue("tlh") == catalogue(languages()[0])
