"""The doctor: each check in health and in sickness, and that it says for each finding what to do."""

from __future__ import annotations

import re
import shutil
import socket
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import reinschrift
from conftest import Live
from reinschrift import __version__, doctor, places, secret
from reinschrift.catalogue import catalogue, languages
from reinschrift.cli import main
from reinschrift.doctor import CHECKS, computer, files, server
from reinschrift.doctor.finding import BAD, GOOD, NOTE, Finding, Patient
from reinschrift.doctor.report import lines
from reinschrift.probe import Listener
from reinschrift.service import systemd
from reinschrift.service.here import machine
from reinschrift.settings import Settings
from test_probe import free_port
from test_workers import load_nothing, load_obey

FOLDER = Path(reinschrift.__file__).parent / "doctor"
CODE = re.compile(rf'"((?:{"|".join(CHECKS)})_\w+)"')
MINOR = ".".join((*__version__.split(".")[:2], "99"))  # a version that this one understands
posix = pytest.mark.skipif(sys.platform == "win32", reason="rights of files are others there")
linux = pytest.mark.skipif(sys.platform != "linux", reason="the system's own program is systemctl")


def patient(folder: Path, answers: Listener | None = None, **settings: Any) -> Patient:
    """Somebody who asks from an empty folder."""
    return Patient(Settings(**settings), "", folder / "config.toml", folder, {}, answers)


def seen(version: str = __version__, **health: Any) -> Listener:
    return Listener(version, {"ready": True, "extension": None} | health)


def verdict(finding: Finding) -> tuple[str, str]:
    return finding.level, finding.code


def test_every_check_of_the_folder_is_in_the_table() -> None:
    found = {
        (path.stem, name)
        for path in FOLDER.glob("*.py")
        for name in re.findall(r"^def ([a-z]+)\(patient: Patient", path.read_text(encoding="utf-8"), re.M)
    }
    assert {(check.__module__.rpartition(".")[2], check.__name__) for check in CHECKS.values()} == found
    assert [check.__name__ for check in CHECKS.values()] == list(CHECKS)


def test_python(tmp_path: Path) -> None:
    assert verdict(computer.python(patient(tmp_path))) == (GOOD, "python_good")
    assert verdict(computer.python(patient(tmp_path), (3, 10, 9))) == (BAD, "python_old")


def test_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert verdict(computer.packages(patient(tmp_path))) == (GOOD, "packages_good")
    assert verdict(computer.packages(patient(tmp_path), "no-such-thing")) == (NOTE, "packages_unknown")
    wanted = ["flask>=999", "no-such-thing>=1", "no-such-extra>=1; extra == 'train'", "lxml"]
    monkeypatch.setattr(metadata, "requires", lambda name: wanted)
    finding = computer.packages(patient(tmp_path))
    assert verdict(finding) == (BAD, "packages_amiss")
    assert finding.values["names"] == f"flask ({metadata.version('flask')}, >=999), no-such-thing (-)"


def test_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert computer.temporary(patient(tmp_path)).code in ("temporary_good", "temporary_full")
    for free, wanted in ((computer.ROOM, (GOOD, "temporary_good")), (computer.ROOM - 1, (BAD, "temporary_full"))):
        usage = SimpleNamespace(free=free)
        monkeypatch.setattr(shutil, "disk_usage", lambda folder, usage=usage: usage)
        assert verdict(computer.temporary(patient(tmp_path))) == wanted

    def refuse(folder: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(shutil, "disk_usage", refuse)
    assert verdict(computer.temporary(patient(tmp_path))) == (BAD, "temporary_bad")


def test_workers(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert verdict(computer.workers(patient(tmp_path), load_obey)) == (GOOD, "workers_good")
    assert verdict(computer.workers(patient(tmp_path), load_nothing)) == (BAD, "workers_bad")
    assert "the core is broken" in capfd.readouterr().err


def test_the_real_workers(tmp_path: Path) -> None:
    assert verdict(computer.workers(patient(tmp_path))) == (GOOD, "workers_good")


def test_settings(tmp_path: Path) -> None:
    asks = patient(tmp_path)
    assert verdict(files.settings(asks)) == (GOOD, "settings_none")
    finding = files.settings(asks._replace(trouble="The file sets 'prot'."))
    assert (*verdict(finding), finding.values["trouble"]) == (BAD, "settings_bad", "The file sets 'prot'.")
    asks.file.write_text("port = 1\n")
    assert verdict(files.settings(asks)) == (GOOD, "settings_good")


@posix
def test_a_token_in_the_settings_that_others_may_read(tmp_path: Path) -> None:
    asks = patient(tmp_path, token="Perlmutt")
    asks.file.write_text('token = "Perlmutt"\n')
    asks.file.chmod(0o644)
    assert verdict(files.settings(asks)) == (BAD, "settings_open")
    asks.file.chmod(0o600)
    assert verdict(files.settings(asks)) == (GOOD, "settings_good")
    asks.file.chmod(0o644)
    asks.file.write_text("port = 1\n")  # so the token is from elsewhere
    assert verdict(files.settings(asks)) == (GOOD, "settings_good")


def test_token(tmp_path: Path) -> None:
    asks = patient(tmp_path)
    assert verdict(files.token(asks)) == (GOOD, "token_none")
    secret.make(tmp_path)
    assert verdict(files.token(asks)) == (GOOD, "token_good")
    secret.place(tmp_path).write_text("")
    assert verdict(files.token(asks)) == (BAD, "token_bad")


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        (seen(), (GOOD, "server_good")),
        (seen(ready=False), (NOTE, "server_starting")),
        (seen("0.0.1"), (BAD, "server_other")),
        (Listener(), (BAD, "server_stranger")),
        (None, (BAD, "server_silent")),
    ],
)
def test_server(tmp_path: Path, answers: Listener | None, wanted: tuple[str, str]) -> None:
    assert verdict(server.server(patient(tmp_path, answers, port=free_port()))) == wanted


def test_a_port_where_nobody_may_listen(tmp_path: Path) -> None:
    finding = server.server(patient(tmp_path, None, host="192.0.2.1"))
    assert verdict(finding) == (BAD, "server_refused")
    assert finding.values["trouble"]


def test_the_stranger_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        finding = server.server(patient(tmp_path, Listener(), port=taken.getsockname()[1]))
    assert finding.values["holder"] if sys.platform != "linux" else str(finding.values["holder"]).endswith(")")


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        (None, (NOTE, "extension_unknown")),
        (Listener(), (NOTE, "extension_unknown")),
        (Listener(__version__, {"ready": True}), (NOTE, "extension_unknown")),
        (seen(), (NOTE, "extension_never")),
        (seen(extension={"version": __version__, "asked": "2025-05-12T06:10:00+00:00"}), (GOOD, "extension_good")),
        (seen(extension={"version": MINOR, "asked": "2025-05-12T06:10:00+00:00"}), (NOTE, "extension_near")),
        (seen(extension={"version": "0.0.1", "asked": "2025-05-12T06:10:00+00:00"}), (BAD, "extension_other")),
    ],
)
def test_extension(tmp_path: Path, answers: Listener | None, wanted: tuple[str, str]) -> None:
    finding = server.extension(patient(tmp_path, answers))
    assert verdict(finding) == wanted
    if "asked" in finding.values:
        local = datetime(2025, 5, 12, 6, 10, tzinfo=UTC).astimezone()
        assert finding.values["asked"] == f"{local:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("0.1.0", "0.1.7", True),
        ("0.1.0", "0.2.0", False),
        ("0.1.0", "1.1.0", False),
        ("1.1.0", "1.7.3", True),
        ("1.9", "2.0", False),
    ],
)
def test_versions_that_understand_each_other(one: str, other: str, wanted: bool) -> None:
    assert server.are_compatible(one, other) is server.are_compatible(other, one) is wanted


@linux
def test_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    asks = patient(tmp_path)
    assert verdict(server.service(asks, "plan9")) == (NOTE, "service_unsupported")
    assert verdict(server.service(asks)) == (NOTE, "service_none")
    unit = tmp_path / "systemd" / "user" / "reinschrift.service"
    unit.parent.mkdir(parents=True)
    program = tmp_path / "systemctl"
    program.touch(0o755)
    written = [systemd.install(machine({}, file, 15.0))[0].text for file in (None, asks.file, tmp_path / "other")]
    for status, text, wanted in (
        (3, written[0], (BAD, "service_rests")),
        (0, written[0], (GOOD, "service_good")),
        (0, written[1], (GOOD, "service_good")),
        (0, written[2], (NOTE, "service_other")),
        (0, written[0].replace(sys.executable, "/usr/bin/python3"), (NOTE, "service_other")),
    ):
        unit.write_text(text, encoding="utf-8")
        program.write_text(f"#!/bin/sh\nexit {status}\n")
        assert verdict(server.service(asks)) == wanted


def codes() -> set[str]:
    return {code for path in FOLDER.glob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("language", languages())
def test_every_finding_has_its_words_and_every_word_its_finding(language: str) -> None:
    words = catalogue(language)["doctor"]
    helps = {code for code in codes() if not re.search("_(?:good|none)$", code)} | {"service_none"}
    named = {f"name_{name}" for name in CHECKS}
    assert set(words) == codes() | {f"{code}_help" for code in helps} | named | {GOOD, NOTE, BAD, "sum_good", "sum_bad"}
    for key, message in words.items():
        assert "\n" not in message
        assert set(re.findall(r"\{(\w+)\}", message)) == set(re.findall(r"\{(\w+)\}", catalogue("en")["doctor"][key]))


def test_the_report() -> None:
    words = catalogue("en")["doctor"]
    findings = [
        ("token", Finding(GOOD, "token_good", {"file": "/t"})),
        ("extension", Finding(NOTE, "extension_never")),
        ("settings", Finding(BAD, "settings_open", {"file": "/c"})),
    ]
    assert list(lines(findings, words)) == [
        "ok      token         stored in /t, for its owner alone",
        "note    extension     It has not asked since the server started.",
        "                      Open a news page in the browser and click the extension's button.",
        "wrong   settings      /c holds a token that others on this computer may read.",
        "                      Take it from them with: chmod 600 '/c'",
        "To be put right: 1.",
    ]
    assert list(lines(findings[:2], words))[-1] == "Nothing is wrong."


@pytest.fixture
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder; the workers are not started anew, and no service manager is asked."""
    monkeypatch.setattr(places, "config_folder", lambda: tmp_path)
    monkeypatch.setattr(doctor, "CHECKS", {name: CHECKS[name] for name in ("settings", "server", "extension")})
    return tmp_path


@pytest.mark.usefixtures("quick")
def test_the_command_on_a_server_that_runs(live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--port", str(live.port)]) == 0
    out = capsys.readouterr().out
    assert f"Reinschrift {__version__} answers on 127.0.0.1 port {live.port}" in out
    live.ask("GET", "/v1/health", headers={"Reinschrift": __version__})
    assert main(["doctor", "--port", str(live.port)]) == 0
    assert f"ok      extension     version {__version__} asked on {datetime.now():%Y-%m-}" in capsys.readouterr().out


@pytest.mark.usefixtures("quick")
def test_the_command_without_a_server(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert main(["doctor", "--port", str(free_port())]) == 1
    assert "\nfalsch  Server        Auf 127.0.0.1 Port" in capsys.readouterr().out


def test_the_command_goes_on_where_the_settings_are_bad(quick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (quick / "config.toml").write_text("prot = 1\n")
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert re.search(r"^wrong +settings +The settings file .* sets 'prot'", out, re.M)
    assert re.search(r"^\w+ +server ", out, re.M)
