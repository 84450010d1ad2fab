"""The word lists: every language's file obeys one schema, which is also what a new language has to do."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from reinschrift.cues import SECTIONS, STRENGTHS, fold

FOLDER = files("reinschrift") / "words"
NAMES = sorted(path.name for path in FOLDER.iterdir())
LANGUAGES = [name.removesuffix(".toml") for name in NAMES]
WANTED = "cs da de en es fr it ja ko nb nl pl pt ru sv tr uk zh".split()
DOMAIN = re.compile(
    r"[\w-]\.(?:com|org|net|info|biz|tv|io|eu|news|example|co|at|be|ch|cz|de|dk|es|fi|fr|gr|hr|hu|ie|it|jp|kr|lt|nl|no"
    r"|pl|pt|ro|ru|se|sk|tr|ua|uk|us)\b",
    re.A,
)
# Turkish lists both letters that folding makes one, since a capital İ casefolds to i and a dot (the file says so).
SPELT = {"tr": str.maketrans({"ı": "i", "\u0307": None})}


@cache
def source(lang: str) -> str:
    return (FOLDER / f"{lang}.toml").read_text(encoding="utf-8")


@cache
def table(lang: str) -> dict[str, Any]:
    return tomllib.loads(source(lang))


def entries(lang: str) -> list[tuple[str, str, str]]:
    """(section, list, entry) of a language."""
    return [(s, t, entry) for s in SECTIONS for t in STRENGTHS for entry in table(lang).get(s, {}).get(t, ())]


every_language = pytest.mark.parametrize("lang", LANGUAGES)


def test_only_word_lists_are_there() -> None:
    assert [name for name in NAMES if not re.fullmatch(r"[a-z]{2,3}\.toml", name)] == []


@pytest.mark.parametrize("lang", WANTED)
def test_the_language_is_there(lang: str) -> None:
    assert lang in LANGUAGES


@every_language
def test_it_names_itself_and_says_what_it_is(lang: str) -> None:
    assert source(lang).startswith("# ")
    assert table(lang)["language"] == lang
    assert table(lang)["name"].strip() == table(lang)["name"] != ""


@every_language
def test_it_has_every_section_and_no_other(lang: str) -> None:
    assert [key for key in table(lang) if key not in ("language", "name")] == list(SECTIONS)


@every_language
def test_each_section_has_three_filled_lists(lang: str) -> None:
    for section in SECTIONS:
        lists = table(lang)[section]
        assert list(lists) == list(STRENGTHS), section
        assert all(isinstance(entry, str) for entries in lists.values() for entry in entries), section
        # Not every language's correction notes are known yet; a missing one only keeps a note from being protected.
        assert section == "editorial" or lists["labels"] or lists["phrases"], section


@every_language
def test_lists_are_sorted(lang: str) -> None:
    for section in SECTIONS:
        for strength, entries in table(lang)[section].items():
            assert entries == sorted(entries), (section, strength)


@every_language
def test_entries_are_folded_as_the_search_folds_text(lang: str) -> None:
    assert lang not in SPELT or "casefold" in source(lang).splitlines()[0]
    unfolded = [entry for _, _, entry in entries(lang) if fold(entry) != entry.translate(SPELT.get(lang, {}))]
    assert unfolded == []


@every_language
def test_entries_are_unique_in_a_section(lang: str) -> None:
    counted = Counter((section, entry) for section, _, entry in entries(lang))
    assert [key for key, count in counted.items() if count > 1] == []


@every_language
def test_entries_are_words(lang: str) -> None:
    for section, strength, entry in entries(lang):
        stem = entry.removesuffix("*")
        assert len(stem) > 1, (section, strength, entry)
        assert "*" not in stem, (section, strength, entry)
        assert stem == " ".join(stem.split()), (section, strength, entry)
        assert re.search(r"\w", stem), (section, strength, entry)


@every_language
def test_labels_are_whole_words(lang: str) -> None:
    """A label is compared with the whole of a line: a stem would make nothing of that."""
    assert [entry for _, strength, entry in entries(lang) if strength == "labels" and entry.endswith("*")] == []


@every_language
def test_no_entry_names_a_site(lang: str) -> None:
    assert [entry for _, _, entry in entries(lang) if DOMAIN.search(entry)] == []


def test_what_a_domain_is() -> None:
    assert DOMAIN.search("zeitung.example")
    assert DOMAIN.search("auf www.zeitung.com/abo")
    assert not any(map(DOMAIN.search, ("min. lesezeit", "5.000 euro", "z.b", "el. paštas")))
