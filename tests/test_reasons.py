"""Reasons: every catalogue knows every kind and sign, and a reason reads as a sentence in the reader's language."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import reinschrift
from reinschrift.clean import clean
from reinschrift.model import Kind, Options, Sign
from reinschrift.page import from_html
from reinschrift.reasons import SHOWN, languages, sentence

SERVER = Path(reinschrift.__file__).parent
PAGES = sorted((Path(__file__).parent / "pages").glob("*/page.html"))
LANGUAGES = sorted(path.stem for path in (SERVER / "messages").glob("*.toml"))
CODE = re.compile(r"""\bSign\(\s*(["'])(?P<code>[\w-]+)\1""")


@cache
def catalogue(language: str) -> dict[str, Any]:
    return tomllib.loads((SERVER / "messages" / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def codes() -> frozenset[str]:
    """Every code that the source gives a sign, as far as it stands there in so many words."""
    sources = [path.read_text(encoding="utf-8") for path in SERVER.rglob("*.py")]
    return frozenset(found["code"] for text in sources for found in CODE.finditer(text))


every_language = pytest.mark.parametrize("language", LANGUAGES)


def test_the_languages() -> None:
    assert {"en", "de"} <= set(LANGUAGES)
    assert languages()[0] == "en"
    assert sorted(languages()) == LANGUAGES


@every_language
def test_catalogues_have_the_keys_of_the_english_one(language: str) -> None:
    assert list(catalogue(language)) == list(catalogue("en"))
    for part in catalogue("en"):
        assert sorted(catalogue(language)[part]) == sorted(catalogue("en")[part])


@every_language
def test_every_kind_has_a_name(language: str) -> None:
    assert sorted(catalogue(language)["kinds"]) == sorted(Kind)
    assert len(set(catalogue(language)["kinds"].values())) == len(Kind)


@every_language
def test_every_code_of_the_source_has_a_message(language: str) -> None:
    assert {"hidden", "phrase", "outside"} <= codes()
    assert sorted(codes() - set(catalogue(language)["signs"])) == []


@every_language
def test_messages_are_filled_in_at_the_same_places(language: str) -> None:
    for code, message in catalogue(language)["signs"].items():
        assert message.strip() == message != ""
        assert re.findall(r"\{.*?\}", message) == re.findall(r"\{.*?\}", catalogue("en")["signs"][code])
        assert set(re.findall(r"\{.*?\}", message)) <= {"{}"}


def test_every_removal_on_the_test_pages_has_a_reason_in_every_language() -> None:
    reasons = {
        (language, sentence(entry.kind, entry.signs, language))
        for path in PAGES
        for entry in clean(from_html(path.read_bytes()), Options(removed="all")).removed
        for language in LANGUAGES
    }
    assert len(reasons) > len(PAGES)
    assert [reason for _, reason in reasons if not reason.partition(": ")[2]] == []


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("en", "newsletter box: heading “Der Morgen”, asks for an e-mail address"),
        ("de", "Newsletter-Kasten: Überschrift „Der Morgen“, fragt nach einer E-Mail-Adresse"),
        ("tlh", "newsletter box: heading “Der Morgen”, asks for an e-mail address"),
    ],
)
def test_sentences(language: str, wanted: str) -> None:
    assert sentence(Kind.NEWSLETTER, [Sign("heading", "Der Morgen"), Sign("mail")], language) == wanted


def test_the_same_sign_is_told_once() -> None:
    assert sentence(Kind.NEWSLETTER, [Sign("mail")] * 3) == sentence(Kind.NEWSLETTER, [Sign("mail")])


def test_without_signs_the_kind_alone_is_told() -> None:
    assert sentence(Kind.SHARE, []) == catalogue("en")["kinds"]["share"]


@every_language
@pytest.mark.parametrize("length", [SHOWN + 1, 500, 100_000])
def test_long_details_are_shortened(language: str, length: int) -> None:
    reason = sentence(Kind.TEASER, [Sign("label", "Wort " * (length // 5) + "x" * (length % 5))], language)
    frame = sentence(Kind.TEASER, [Sign("label", "")], language)
    assert "…" in reason
    assert len(reason) <= len(frame) + SHOWN


def test_short_details_are_told_whole() -> None:
    assert "x" * SHOWN in sentence(Kind.TEASER, [Sign("label", "x" * SHOWN)])


@pytest.mark.parametrize("detail", ["{}", "{0} {name}", "{", "}", "%s", "\\1"])
def test_details_are_taken_as_they_are(detail: str) -> None:
    assert f"“{detail}”" in sentence(Kind.TEASER, [Sign("label", detail)])


def test_a_reason_is_one_line() -> None:
    assert "\n" not in sentence(Kind.TEASER, [Sign("heading", "Lesen Sie\nauch")])
