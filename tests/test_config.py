"""`reinschrift config`: what it shows can be read back, says where each value came from, and hides what is secret."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from reinschrift import places
from reinschrift.catalogue import languages
from reinschrift.cli import main
from reinschrift.config import as_json, as_toml
from reinschrift.settings import PARSERS, Settings, gather, load

SECRET = "Perlmutt-und-Bernstein"
FILE = f"""
port = 9000
allowed_hosts = ["müller.example", "say \\"hi\\""]
token = "{SECRET}"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for Reinschrift."""
    monkeypatch.setattr(places, "config_folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(FILE, encoding="utf-8")
    return file


@pytest.mark.parametrize("language", languages())
def test_what_is_shown_is_a_settings_file(tmp_path: Path, file: Path, language: str) -> None:
    shown = as_toml(gather({"workers": "3"}, {"REINSCHRIFT_TIME_LIMIT": "0.5"}, tmp_path), file, language)
    again = tmp_path / "again.toml"
    again.write_text(shown, encoding="utf-8")
    settings = load({}, {}, tmp_path, again)
    assert settings == Settings(
        port=9000, workers=3, time_limit=0.5, allowed_hosts=("müller.example", 'say "hi"'), token=None
    )
    assert set(tomllib.loads(shown)) == set(PARSERS) - {"token"}


@pytest.mark.parametrize("language", languages())
def test_each_line_names_its_origin(tmp_path: Path, file: Path, language: str) -> None:
    found = gather({"workers": "3"}, {"REINSCHRIFT_TIME_LIMIT": "0.5"}, tmp_path)
    head, *lines = as_toml(found, file, language).splitlines()
    assert str(file) in head
    origin = {line.lstrip("# ").partition(" ")[0].rstrip(":"): line.rpartition("# ")[2] for line in lines}
    assert origin.keys() == PARSERS.keys()
    assert "--workers" in origin["workers"]
    assert "REINSCHRIFT_TIME_LIMIT" in origin["time_limit"]
    assert str(file) in origin["port"]
    assert origin["host"] == {"en": "default", "de": "Vorgabe"}[language]


def test_json_for_programs(tmp_path: Path, file: Path) -> None:
    told = json.loads(as_json(gather({"workers": "3"}, {}, tmp_path), file))
    assert (told["file"], told["exists"]) == (str(file), True)
    assert list(told["settings"]) == list(PARSERS)
    assert told["settings"]["port"] == {"value": 9000, "source": "file", "where": str(file)}
    assert told["settings"]["workers"] == {"value": 3, "source": "flag", "where": "--workers"}
    assert told["settings"]["host"] == {"value": "127.0.0.1", "source": "default", "where": None}


@pytest.mark.parametrize("arguments", [[], ["--json"], ["--host", "0.0.0.0"]])
@pytest.mark.usefixtures("file", "folder")
def test_the_token_is_never_shown(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", *arguments]) == 0
    out, err = capsys.readouterr()
    assert "token" in out
    assert SECRET not in out + err


def test_a_stored_token_is_named_by_its_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["token"])
    token = capsys.readouterr().out.strip()
    main(["config", "--require-token", "yes"])
    out = capsys.readouterr().out
    assert str(folder / "token") in out
    assert token not in out


@pytest.mark.usefixtures("folder")
def test_the_terminal_s_language_is_spoken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    for value, word in (("de_AT.UTF-8", "Vorgabe"), ("C", "default"), ("tlh", "default")):
        monkeypatch.setenv("LANG", value)
        main(["config"])
        assert word in capsys.readouterr().out


def test_an_unknown_key_is_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "config.toml").write_text("prot = 1\n")
    for command in ("config", "serve"):
        assert main([command]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert "'prot'" in err
        assert "config.toml" in err


def test_the_folder_is_where_the_system_keeps_such(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert places.config_folder().name == "reinschrift"
