"""The extension's strings: every language has them all, with the same placeholders, and each is used somewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

EXTENSION = Path(__file__).resolve().parents[1] / "extension"
LOCALES = {path.parent.name: path for path in sorted(EXTENSION.glob("_locales/*/messages.json"))}
DEFAULT = "en"
NAME_LIMIT, DESCRIPTION_LIMIT = 75, 132  # characters; Chrome's
QUOTED = re.compile(r"""["'`]([A-Za-z]\w*)["'`]""")
OF_THE_BROWSER = re.compile(r"__MSG_(\w+)__")
PREFIXED = re.compile(r"(?:reader|options|problem|menu)[A-Z]\w*")
ASKED = {
    ".js": re.compile(r"""\btext\(\s*["'](\w+)["']"""),
    ".html": re.compile(r"""\bdata-(?:text|label)=["'](\w+)["']"""),
    ".json": OF_THE_BROWSER,
}


def messages(language: str) -> dict[str, str]:
    entries = json.loads(LOCALES[language].read_text(encoding="utf-8"))
    assert all(set(entry) == {"message"} for entry in entries.values())
    return {key: entry["message"] for key, entry in entries.items()}


def sources() -> Iterator[tuple[str, str]]:
    """The suffix and the text of every file that can name a message."""
    for pattern in ("*.js", "*.html", "manifest.json"):
        for path in EXTENSION.rglob(pattern):
            yield path.suffix, path.read_text(encoding="utf-8")


def known(key: str) -> set[str]:
    """The messages that a quoted key stands for: its own, or, where things are counted, KEYOne and KEYMany."""
    found = {key, f"{key}One", f"{key}Many"} & set(messages(DEFAULT))
    return found or {key}


def placeholders(message: str) -> set[str]:
    return set(re.findall(r"\$\d", message.replace("$$", "")))


def test_there_are_english_and_german() -> None:
    assert {"en", "de"} <= set(LOCALES)


@pytest.mark.parametrize("language", LOCALES)
def test_a_language_has_every_message(language: str) -> None:
    assert set(messages(language)) == set(messages(DEFAULT))


@pytest.mark.parametrize("language", LOCALES)
def test_a_message_has_the_placeholders_of_the_english_one(language: str) -> None:
    english = messages(DEFAULT)
    assert {key: placeholders(message) for key, message in messages(language).items()} == {
        key: placeholders(message) for key, message in english.items()
    }


@pytest.mark.parametrize("language", LOCALES)
def test_no_message_is_empty_or_has_a_stray_dollar(language: str) -> None:
    for key, message in messages(language).items():
        assert message.strip() == message != "", key
        assert not re.search(r"\$(?!\d)", message.replace("$$", "")), key


@pytest.mark.parametrize("language", LOCALES)
def test_a_language_names_itself(language: str) -> None:
    assert messages(language)["locale"] == language.replace("_", "-")


@pytest.mark.parametrize("language", LOCALES)
def test_name_and_description_are_within_chromes_limits(language: str) -> None:
    assert len(messages(language)["name"]) <= NAME_LIMIT
    assert len(messages(language)["description"]) <= DESCRIPTION_LIMIT


def test_every_message_asked_for_exists() -> None:
    asked: set[str] = set()
    for suffix, source in sources():
        asked.update(ASKED[suffix].findall(source))
        asked.update(key for key in QUOTED.findall(source) if PREFIXED.fullmatch(key))
    assert {message for key in asked for message in known(key)} - set(messages(DEFAULT)) == set()


def test_no_message_is_left_over() -> None:
    named: set[str] = set()
    for _, source in sources():
        named.update(QUOTED.findall(source), OF_THE_BROWSER.findall(source))
    assert set(messages(DEFAULT)) - {message for key in named for message in known(key)} == set()
