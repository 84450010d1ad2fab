"""The page for people: its languages, its files, its policy, and that it needs nothing from outside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import render_template
from flask.testing import FlaskClient

from conftest import InProcess, client_of, post
from reinschrift import __version__, home
from reinschrift.model import Kind
from reinschrift.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "server" / "reinschrift" / "home"
STATIC = HOME / "static"
EXTENSION = ROOT / "extension"
SCRIPTS = "".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.js")))
FILE_LINES = 250
NAME = "reinschrift.example"
DERIVED = ("apiIn_query", "apiIn_header", "removedNone", "removedOne", "removedMany", "complete", "preview", "unknown")
"""Texts whose keys the scripts put together."""
LIKELY_KINDS = {"consent", "newsletter", "teaser", "promotion", "share", "meta"}


class Read(dict[str, Any]):
    """A table of texts that knows which of them were asked for."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        super().__init__({key: Read(value) if isinstance(value, dict) else value for key, value in table.items()})
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        return super().__getitem__(key)


def leaves(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


def signs(value: Any) -> list[str]:
    """What every language must have the same number of: numbered gaps, and pieces of code."""
    return sorted(re.findall(r"\$\d|`[^`]+`", json.dumps(value)))


def test_there_are_english_and_german_and_english_comes_first() -> None:
    assert list(home.texts())[:2] == ["en", "de"]


@pytest.mark.parametrize("language", home.texts())
def test_a_language_says_all_that_english_says(language: str) -> None:
    english, other = (dict(leaves(home.texts()[name])) for name in ("en", language))
    assert list(other) == list(english)
    assert {key: signs(value) for key, value in other.items()} == {key: signs(value) for key, value in english.items()}
    assert [key for key, value in other.items() if not value or str(value) != str(value).strip()] == []
    assert list(home.texts()[language]["kinds"]) == [kind.value for kind in Kind]


def test_every_text_of_the_template_is_shown(client: FlaskClient) -> None:
    texts = Read(home.texts()["en"])
    with client.application.test_request_context():
        render_template("index.html", t=texts, lang="en", all=home.texts(), version="0", kinds=[*Kind], folder="x")
    unread = {name: set(table) - table.asked for name, table in texts.items() if isinstance(table, Read)}
    assert {name: keys for name, keys in unread.items() if keys and name not in ("script", "status")} == {
        "kinds": {"hidden"}
    }


def test_every_text_of_the_scripts_is_there_and_used() -> None:
    known = set(home.texts()["en"]["script"])
    quoted = set(re.findall(r'"(\w+)"', SCRIPTS))
    assert set(re.findall(r'\btext\("(\w+)"', SCRIPTS)) - known == set()
    assert known - quoted - set(DERIVED) == set()


@pytest.mark.parametrize(
    ("header", "query", "language"),
    [
        (None, "", "en"),
        ("de-AT,de;q=0.9,en;q=0.5", "", "de"),
        ("fr,de;q=0.3", "", "de"),
        ("pl", "", "en"),
        ("de", "?lang=en", "en"),
        ("en", "?lang=de", "de"),
        ("de", "?lang=xx", "de"),
    ],
)
def test_the_language_is_the_readers(client: FlaskClient, header: str | None, query: str, language: str) -> None:
    response = client.get(f"/{query}", headers={"Accept-Language": header} if header else {})
    assert response.text.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert home.texts()[language]["page"]["heading"] in response.text
    assert response.headers["Vary"] == "Accept-Language"
    assert __version__ in response.text


def test_the_page_needs_nothing_from_outside(client: FlaskClient) -> None:
    page = client.get("/").text
    asked = re.findall(r"""\b(?:src|href|action|data-path)=["']?([^"'> ]*)""", page)
    assert all(address.startswith(("/", "#")) for address in asked)
    for address in asked:
        with client.get(address.partition("#")[0] or "/") as response:
            assert response.status_code == 200, address
    assert not re.search(r"<style|\bstyle=|\bon\w+=|javascript:", page)
    for ending, forbidden in {".js": r"//(?!127\.0\.0\.1)\w+\.|innerHTML", ".css": r"url\(|@import"}.items():
        for path in STATIC.glob(f"*{ending}"):
            assert not re.search(forbidden, path.read_text(encoding="utf-8")), path


def test_the_policy_lets_in_the_pages_own_files_and_nothing_else(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    sources = {name: value for name, value in directives.items() if name.endswith("-src")}
    assert sources.pop("default-src") == "'none'"
    assert set(sources.values()) == {"'self'"}
    assert directives["frame-ancestors"] == directives["form-action"] == directives["base-uri"] == "'none'"
    assert directives["require-trusted-types-for"] == "'script'"


@pytest.mark.parametrize("path", sorted(STATIC.iterdir()), ids=lambda path: path.name)
def test_a_file_has_its_type_and_is_asked_for_again_only_when_it_changed(client: FlaskClient, path: Path) -> None:
    wanted = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".txt": "text/plain"}
    with client.get(f"/home/{path.name}") as response:
        assert (response.status_code, response.mimetype) == (200, wanted[path.suffix])
        assert response.data == path.read_bytes()
        headers = response.headers
    assert headers["Cache-Control"] == "no-cache"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    with client.get(f"/home/{path.name}", headers={"If-None-Match": headers["ETag"]}) as again:
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", ["/home/", "/home/nix.js", "/home/../app.py", "/home/%2e%2e/index.html", "/home//etc"])
def test_no_other_file_is_given_away(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", sorted({*HOME.glob("*.html"), *STATIC.iterdir()}), ids=lambda path: path.name)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


def test_the_colours_are_the_extensions() -> None:
    own, theirs = STATIC / "theme.css", EXTENSION / "theme.css"
    assert own.read_bytes() == theirs.read_bytes(), "copy extension/theme.css to server/reinschrift/home/static"
    assert (STATIC / "icon.svg").read_bytes() == (EXTENSION / "icons" / "icon.svg").read_bytes()


@pytest.mark.parametrize(("host", "is_told"), [("127.0.0.1:8417", True), ("localhost:8417", True), (NAME, False)])
def test_who_is_at_this_computer_is_told_where_the_extension_lies(host: str, is_told: bool) -> None:
    client = client_of(Settings(allowed_hosts=(NAME,)), InProcess())
    response = client.get("/", headers={"Host": host})
    assert response.status_code == 200
    assert (str(EXTENSION) in response.text) is is_told


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The package is a copy somewhere else than beside the extension."""
    monkeypatch.setattr(home, "SOURCE", tmp_path)
    home.extension.cache_clear()
    yield
    home.extension.cache_clear()


@pytest.mark.usefixtures("copied")
def test_a_copy_knows_the_folder_that_it_was_installed_from() -> None:
    assert home.extension() == str(EXTENSION)


@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize("noted", [None, '{"url": "https://zeitung.example/a.whl"}', '{"url": "file:///nowhere"}'])
def test_a_copy_that_came_without_the_extension_tells_of_no_folder(
    monkeypatch: pytest.MonkeyPatch, noted: str | None
) -> None:
    monkeypatch.setattr(home, "distribution", lambda name: SimpleNamespace(read_text=lambda file: noted))
    assert home.extension() is None


@pytest.mark.usefixtures("copied")
def test_a_package_that_nobody_installed_tells_of_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(home, "distribution", missing)
    assert home.extension() is None


@pytest.mark.parametrize("language", home.texts())
def test_the_versions_are_those_of_the_manifest(language: str) -> None:
    manifest = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    oldest = {
        "chromium": manifest["minimum_chrome_version"],
        "firefox": manifest["browser_specific_settings"]["gecko"]["strict_min_version"],
    }
    told = {browser: home.texts()[language]["extension"][f"{browser}_from"] for browser in oldest}
    assert {browser: re.findall(r"\d+", words) for browser, words in told.items()} == {
        browser: [version.partition(".")[0]] for browser, version in oldest.items()
    }


@pytest.mark.parametrize("language", home.texts())
def test_the_sample_shows_what_reinschrift_does(client: FlaskClient, language: str) -> None:
    sample = (STATIC / f"sample.{language}.txt").read_text(encoding="utf-8")
    answer = post(client, sample, query="?removed=all").json
    assert answer["lang"] == language
    assert answer["completeness"]["status"] == "complete"
    assert {entry["kind"] for entry in answer["removed"]} == LIKELY_KINDS | {"chrome"}
    assert answer["html"].count("<p ") == 6
    assert answer["html"].count("<h2 ") == 2
    assert "<figcaption" in answer["html"]


def test_code_in_texts_is_marked_and_nothing_else_is_markup() -> None:
    assert home.with_code("Open `a<b` & <i>") == "Open <code>a&lt;b</code> &amp; &lt;i&gt;"
