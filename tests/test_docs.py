"""What the pages of docs/ say of the program, held against the program."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from reinschrift import cues, errors
from reinschrift.clean import clean
from reinschrift.junk import JUDGES, share
from reinschrift.model import Kind
from reinschrift.page import from_html
from test_readme import FENCE, PAGES

ROOT = Path(__file__).resolve().parents[1]
STORY = ROOT / "tests" / "pages" / "three-boxes-in-article-de"
LANGUAGE, KIND = PAGES["adding-a-language.md"], PAGES["adding-a-kind.md"]


def cells(page: str) -> list[list[str]]:
    """The cells of every row of a page's tables."""
    rows = re.findall(r"^\|(.+)\|$", page, re.M)
    return [[cell.strip() for cell in row.split("|")] for row in rows]


def fence(page: str, language: str) -> str:
    (found,) = (body for name, body in FENCE.findall(page) if name == language)
    return str(found)


def test_every_kind_is_told_of_in_order() -> None:
    told = [row[0].strip("`") for row in cells(PAGES["kinds.md"].partition("## The reasons")[0])]
    assert told == ["Kind", "---", *Kind]


def test_every_sign_is_told_of_as_it_reads() -> None:
    messages = {
        language: tomllib.loads((files("reinschrift") / "messages" / f"{language}.toml").read_text(encoding="utf-8"))
        for language in ("en", "de")
    }
    told = {row[0].strip("`"): row[1:] for row in cells(PAGES["kinds.md"])}
    for code, english in messages["en"]["signs"].items():
        assert told[code] == [english.replace("{}", "…"), messages["de"]["signs"][code].replace("{}", "…")]


def test_the_example_of_a_language_is_a_word_list() -> None:
    """It obeys what test_words.py asks of every list, and is found in a text."""
    table = tomllib.loads(fence(LANGUAGE, "toml"))
    assert [key for key in table if key not in ("language", "name")] == list(cues.SECTIONS)
    for section in cues.SECTIONS:
        lists = table[section]
        assert list(lists) == list(cues.STRENGTHS)
        assert section == "editorial" or lists["labels"] or lists["phrases"]
        for entries in lists.values():
            assert entries == sorted(set(entries))
            assert [cues.fold(entry) for entry in entries] == entries
    lexicon = cues.Lexicon.of(cues._cues(table))
    found = lexicon.search([cues.fold("Fá tíðindabrævið hvønn morgun"), cues.fold("LES EISINI")])
    assert {(cue.section, cue.strength) for cue, *_ in found} == {("newsletter", "phrases"), ("teaser", "labels")}
    assert not (files("reinschrift") / "words" / f"{table['language']}.toml").is_file(), "choose another example"


def test_the_number_of_languages_and_kinds() -> None:
    lists = [path for path in (files("reinschrift") / "words").iterdir() if path.name.endswith(".toml")]
    for page in ("how-it-works.md", "adding-a-language.md"):
        assert f"{len(lists)} languages" in PAGES[page]
    assert {9: "nine judges"}[len(JUDGES)] in PAGES["how-it-works.md"]


def test_the_dutch_examples_are_true() -> None:
    newsletter = tomllib.loads((files("reinschrift") / "words" / "nl.toml").read_text(encoding="utf-8"))["newsletter"]
    rows = [(row[0].strip("`"), row[2].strip('`"')) for row in cells(LANGUAGE) if row[0].strip("`") in cues.STRENGTHS]
    assert len(rows) == 3
    for strength, example in rows:
        assert any(entry.startswith(example.rstrip("*")) for entry in newsletter[strength]), example


def test_the_example_of_a_judge_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """It judges in the place of another one, and a bar that this one would find is found."""
    source = fence(KIND, "python").replace("Kind.QUIZ", "Kind.SHARE")
    space: dict[str, Any] = {"__name__": share.__name__, "__package__": share.__package__}
    exec(compile(source, "adding-a-kind.md", "exec"), space)
    rows = tuple((kind, space["judge"] if kind is Kind.SHARE else found) for kind, found in JUDGES)
    monkeypatch.setattr("reinschrift.judge.JUDGES", rows)
    article = clean(from_html((STORY / "page.html").read_bytes()))
    shared = [entry.blocks[0].text for entry in article.removed if entry.kind is Kind.SHARE]
    assert any(text.startswith("Artikel teilen") for text in shared)


def test_every_status_is_told_of() -> None:
    told = {status for row in cells(PAGES["api.md"]) for status in re.findall(r"\b[45]\d\d\b", row[0])}
    there = {str(found.status) for found in vars(errors).values() if getattr(found, "status", None)}
    assert told == there - {"404", "405"}  # those of other addresses and methods


def test_every_permission_is_explained_and_no_other() -> None:
    manifest = json.loads((ROOT / "extension" / "manifest.json").read_text(encoding="utf-8"))
    first = [row[0] for row in cells(PAGES["privacy.md"].partition("| It asks for |")[2])]
    named = [name for cell in first for name in re.findall(r"`(\w+)`", cell)]
    assert {*named, "localhost"} == {*manifest["permissions"], "localhost"}
    hosts = {address.split("/")[2] for address in manifest["host_permissions"]}
    assert hosts <= {name.strip("` ") for cell in first for name in cell.split(",")}


def test_the_log_line_is_one_of_those_that_are_written() -> None:
    line = FENCE.findall(PAGES["privacy.md"])[0][1].strip()
    assert re.fullmatch(r"[\d-]{10} [\d:]{8},\d{3} INFO POST /v1/clean 200, \d+ bytes in, \d+\.\d ms", line)
