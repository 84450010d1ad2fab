"""The service: each system's files and commands, dry and done, with names that have to be quoted."""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

import reinschrift
from conftest import Live
from reinschrift import __version__
from reinschrift.catalogue import catalogue, languages
from reinschrift.service import SYSTEMS, command, launchd, schtasks, work
from reinschrift.service.plan import Machine, Run, Write
from reinschrift.settings import Settings
from test_probe import free_port

FOLDER = Path(reinschrift.__file__).parent / "service"
WORDS = (
    "/home/Zoë O'Brien/100 % $HOME/\"x\" \\n/bin/python",
    "-m",
    "reinschrift.cli",
    "serve",
    "--config",
    "/home/Zoë & <Söhne>/ein \\ %h\ttab.toml",
)
TASK = f"{{{schtasks.NAMESPACE}}}"
posix = pytest.mark.skipif(sys.platform == "win32", reason="its stand-ins are shell scripts")
linux = pytest.mark.skipif(sys.platform != "linux", reason="the system's own program is systemctl")


def machine(folder: Path = Path("/home/zoë")) -> Machine:
    return Machine(WORDS, folder, folder / ".config", folder / ".config" / "reinschrift", "BÜRO\\Zoë & Co", 1000, 15.0)


def written(system: str, folder: Path = Path("/home/zoë")) -> str:
    """The text of the file that a system's plan writes."""
    (step,) = (step for step in SYSTEMS[system].install(machine(folder)) if isinstance(step, Write))
    return step.text


def commands(system: str, action: str) -> list[str]:
    """The commands of a plan, each on one line, a question mark behind those that may fail."""
    plan = getattr(SYSTEMS[system], action)(machine())
    return [" ".join(step.words) + "?" * step.may_fail for step in plan if isinstance(step, Run)]


def test_every_system_of_the_folder_is_in_the_table() -> None:
    modules = {path.stem for path in FOLDER.glob("*.py") if re.search("^def install", path.read_text("utf-8"), re.M)}
    assert {system.install.__module__.rpartition(".")[2] for system in SYSTEMS.values()} == modules
    assert list(SYSTEMS) == ["linux", "darwin", "win32"]
    for system in SYSTEMS.values():
        functions = (system.file, system.install, system.uninstall, system.running)
        assert len({function.__module__ for function in functions}) == 1


def test_linux_unit() -> None:
    text = written("linux")
    command_line = re.search("^ExecStart=:/usr/bin/env (.*)$", text, re.M)
    assert command_line is not None
    assert unquoted(command_line[1]) == WORDS
    for line in ("KillMode=mixed", "TimeoutStopSec=25", "WantedBy=default.target", "NoNewPrivileges=yes"):
        assert line in text.splitlines()
    assert commands("linux", "install") == [
        "systemctl --user daemon-reload",
        "systemctl --user enable reinschrift.service",
        "systemctl --user restart reinschrift.service",
    ]
    assert commands("linux", "uninstall") == [
        "systemctl --user disable --now reinschrift.service",
        "systemctl --user daemon-reload",
    ]


def unquoted(line: str) -> tuple[str, ...]:
    """The words of a line as systemd.syntax(7) reads them."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
    assert " ".join(f'"{word}"' for word in words) == line
    assert not re.search(r"(?<!%)%(?:%%)*(?!%)", line)
    plain = {"\\\\": "\\", '\\"': '"', "\\x09": "\t"}
    return tuple(re.sub(r"\\x09|\\.", lambda found: plain[found[0]], word).replace("%%", "%") for word in words)


@linux
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    file = tmp_path / "reinschrift.service"
    file.write_text(written("linux"), encoding="utf-8")
    environ = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)}
    verify = ["systemd-analyze", "verify", "--user", str(file)]
    done = subprocess.run(verify, check=False, capture_output=True, text=True, env=environ)
    assert (done.returncode, done.stderr) == (0, "")


def test_macos_agent() -> None:
    agent = plistlib.loads(written("darwin").encode())
    assert tuple(agent["ProgramArguments"]) == WORDS
    assert (agent["Label"], agent["RunAtLoad"], agent["ExitTimeOut"]) == ("reinschrift.server", True, 25)
    assert agent["KeepAlive"] == {"SuccessfulExit": False}
    assert agent["StandardErrorPath"] == str(Path("/home/zoë/Library/Logs/reinschrift.log"))
    file = launchd.file(machine())
    assert commands("darwin", "install") == [
        "launchctl bootout gui/1000/reinschrift.server?",
        f"launchctl bootstrap gui/1000 {file}",
    ]
    assert commands("darwin", "uninstall") == ["launchctl bootout gui/1000/reinschrift.server?"]


def test_windows_task() -> None:
    (step, *_) = schtasks.install(machine())
    assert isinstance(step, Write)
    task = ElementTree.fromstring(step.text.encode(step.encoding))
    action = task.find(f"{TASK}Actions/{TASK}Exec")
    assert action is not None
    assert action.findtext(f"{TASK}Command") == WORDS[0]
    assert action.findtext(f"{TASK}Arguments") == subprocess.list2cmdline(WORDS[1:])
    for user in (f"{TASK}Triggers/{TASK}LogonTrigger/{TASK}UserId", f"{TASK}Principals/{TASK}Principal/{TASK}UserId"):
        assert task.findtext(user) == "BÜRO\\Zoë & Co"
    assert task.findtext(f"{TASK}Settings/{TASK}ExecutionTimeLimit") == "PT0S"
    assert commands("win32", "install") == [
        "schtasks /End /TN Reinschrift?",
        f"schtasks /Create /TN Reinschrift /XML {schtasks.file(machine())} /F",
        "schtasks /Run /TN Reinschrift",
    ]
    assert commands("win32", "uninstall") == ["schtasks /End /TN Reinschrift?", "schtasks /Delete /TN Reinschrift /F"]


def wanted(
    tmp_path: Path, action: str, is_dry: bool = True, environ: Mapping[str, str] | None = None, port: int = 1
) -> command.Wanted:
    words = catalogue("en")["service"]
    settings = Settings(port=port)
    return command.Wanted(action, is_dry, machine(tmp_path), settings, tmp_path / "config.toml", environ or {}, words)


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("action", ["install", "uninstall"])
def test_a_dry_run_shows_everything_and_touches_nothing(
    tmp_path: Path, system: str, action: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(subprocess, "run", None)  # whatever called it would fail
    if action == "uninstall":
        SYSTEMS[system].file(machine(tmp_path)).parent.mkdir(parents=True)
        SYSTEMS[system].file(machine(tmp_path)).write_text("there")
    before = listing(tmp_path)
    assert command.run(wanted(tmp_path, action), system) == 0
    lines = capsys.readouterr().out.splitlines()
    assert listing(tmp_path) == before
    assert (lines[0], lines[-1]) == ("This will be done:", "This was a dry run; nothing has been done.")
    told = [line for line in lines[1:-1] if not line.startswith("    ") and line]
    plan = getattr(SYSTEMS[system], action)(machine(tmp_path))
    assert told == [
        f"run {work.shown(step.words)}" if isinstance(step, Run)
        else f"write {step.path}:" if isinstance(step, Write) else f"remove {step.path}"
        for step in plan
    ]  # fmt: skip
    if action == "install":
        content = [line.removeprefix("    ") for line in lines[1:-1] if line.startswith("    ") or not line]
        assert content == [line.rstrip() for line in written(system, tmp_path).splitlines()]


def test_a_dry_run_of_status_shows_its_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run(wanted(tmp_path, "status"), "darwin") == 0
    assert "run launchctl print gui/1000/reinschrift.server" in capsys.readouterr().out


def test_a_system_that_is_not_in_the_table(tmp_path: Path) -> None:
    with pytest.raises(work.ServiceError, match=r"on this system \(plan9\)"):
        command.run(wanted(tmp_path, "install"), "plan9")


def test_what_the_service_will_not_see_is_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command.run(wanted(tmp_path, "install", environ={"REINSCHRIFT_PORT": "9", "PATH": "x"}), "linux")
    out = capsys.readouterr().out
    assert f"does not see REINSCHRIFT_PORT; what is to hold for it belongs into {tmp_path / 'config.toml'}." in out


def test_a_port_that_is_taken_is_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command.run(wanted(tmp_path, "install", port=port), "linux")
    assert f"Note: port {port} is taken by" in capsys.readouterr().out


@pytest.fixture
def stand_in(tmp_path: Path, live: Live) -> dict[str, str]:
    """An empty home, a systemctl on the PATH that writes down what it was asked for, and a server that answers."""
    programs, home = tmp_path / "bin", tmp_path / "zu Hause bei Zoë"
    programs.mkdir()
    home.mkdir()
    script = programs / "systemctl"
    script.write_text(
        '#!/bin/sh\necho "$@" >> "$LOG"\ncase "$*" in\n*$FAILING*) echo "Es geht nicht." >&2; exit 3;;\nesac\n'
    )
    script.chmod(0o755)
    names = ("XDG_CONFIG_HOME", "LC_ALL", "LC_MESSAGES", "LANG")
    environ = {name: value for name, value in os.environ.items() if name not in names}
    config = tmp_path / "settings.toml"
    config.write_text(f"port = {live.port}\n")
    told = {"LOG": str(tmp_path / "log"), "FAILING": "nothing", "LANG": "C.UTF-8", "REINSCHRIFT_CONFIG": str(config)}
    return environ | told | {"HOME": str(home), "PATH": str(programs)}


def run(environ: Mapping[str, str], *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "reinschrift.cli", "service", *arguments],
        check=False, capture_output=True, encoding="utf-8", env=environ,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def asked(environ: Mapping[str, str]) -> list[str]:
    """What the stand-in was asked for since the last time."""
    log = Path(environ["LOG"])
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    return lines


@linux
def test_it_is_installed_and_taken_away(stand_in: dict[str, str]) -> None:
    home = Path(stand_in["HOME"])
    file = home / ".config" / "systemd" / "user" / "reinschrift.service"
    for _ in range(2):  # the second time as an upgrade does it
        status, out, err = run(stand_in, "install")
        assert (status, err) == (0, "")
        assert re.fullmatch(r"Done: the server answers on port \d+, and starts at each login\.", out.splitlines()[-1])
        assert f'"{sys.executable}" "-P" "-m" "reinschrift.cli" "serve"' in file.read_text(encoding="utf-8")
        assert asked(stand_in) == ["--user show-environment", *install_of_systemd()]
    status, out, err = run(stand_in, "status")
    assert (status, err) == (0, "")
    there, running, answers = out.splitlines()
    assert (there, running) == (f"The service is installed: {file}", "systemctl has it running.")
    assert answers.startswith(f"Reinschrift {__version__} answers on port ")
    assert asked(stand_in) == ["--user is-active --quiet reinschrift.service"]
    assert run(stand_in, "uninstall")[0] == 0
    assert asked(stand_in)[1:] == ["--user disable --now reinschrift.service", "--user daemon-reload"]
    assert not file.exists()
    assert run(stand_in, "uninstall")[:2] == (0, f"{catalogue('en')['service']['absent']}\n")
    assert asked(stand_in) == []


def install_of_systemd() -> list[str]:
    return ["--user daemon-reload", "--user enable reinschrift.service", "--user restart reinschrift.service"]


@linux
def test_the_settings_file_goes_with_it(stand_in: dict[str, str], tmp_path: Path, live: Live) -> None:
    file = tmp_path / "meine Einstellungen.toml"
    file.write_text(f"time_limit = 100\nport = {live.port}\n")
    assert run(stand_in, "install", "--config", str(file))[0] == 0
    unit = Path(stand_in["HOME"]) / ".config" / "systemd" / "user" / "reinschrift.service"
    text = unit.read_text(encoding="utf-8")
    assert f'"serve" "--config" "{file}"' in text
    assert "TimeoutStopSec=310" in text
    file.write_text("prot = 1\n")
    status, out, err = run(stand_in, "install", "--config", str(file))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "'prot'" in err


@linux
def test_a_server_that_does_not_come_is_told(
    stand_in: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("HOME", "PATH", "LOG", "FAILING"):
        monkeypatch.setenv(name, stand_in[name])
    monkeypatch.setattr(command, "START_LIMIT", 0.3)
    assert command.run(wanted(tmp_path, "install", is_dry=False, port=free_port())) == 1
    assert capsys.readouterr().out.splitlines()[-1].endswith("; 'reinschrift doctor' says more.")
    assert asked(stand_in)[-1] == "--user restart reinschrift.service"


@linux
def test_status_tells_what_is_amiss(stand_in: dict[str, str]) -> None:
    status, out, _ = run(stand_in, "status")
    assert (status, out.splitlines()[0]) == (1, catalogue("en")["service"]["absent"])
    run(stand_in, "install")
    status, out, _ = run(stand_in | {"FAILING": "is-active"}, "status")
    assert (status, "systemctl does not have it running; " in out) == (1, True)


@linux
def test_without_systemd_it_says_so_and_leaves_nothing(stand_in: dict[str, str]) -> None:
    for environ, part in (
        (stand_in | {"FAILING": "show-environment"}, "systemctl does not serve this user here (Es geht nicht); let"),
        (stand_in | {"PATH": stand_in["HOME"]}, "This system has no systemctl, which is what starts the server"),
    ):
        status, out, err = run(environ, "install")
        assert (status, out) == (1, "")
        assert err.startswith(f"reinschrift: {part}")
        assert err.count("\n") == 1
        assert listing(Path(stand_in["HOME"])) == {}


@linux
def test_a_command_that_fails_is_named(stand_in: dict[str, str]) -> None:
    status, _, err = run(stand_in | {"FAILING": "enable"}, "install")
    assert (status, err) == (1, "reinschrift: 'systemctl --user enable reinschrift.service' failed: Es geht nicht.\n")
    assert asked(stand_in)[-1] == "--user enable reinschrift.service"


@linux
def test_a_file_that_cannot_be_written_is_named(stand_in: dict[str, str]) -> None:
    folder = Path(stand_in["HOME"]) / ".config" / "systemd"
    folder.parent.mkdir()
    folder.write_text("no folder")
    status, _, err = run(stand_in, "install")
    assert (status, err.count("\n")) == (1, 1)
    assert str(folder) in err


@posix
def test_some_commands_may_fail_and_some_are_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, log = tmp_path / "program", tmp_path / "log"
    program.write_text(f'#!/bin/sh\necho x >> "{log}"\ntest "$(wc -l < "{log}")" -ge "$1"\n')
    program.chmod(0o755)
    monkeypatch.setattr(work, "BETWEEN", 0.0)
    words = catalogue("en")["service"]
    work.carry_out((Run((str(program), "9"), may_fail=True),), words)
    work.carry_out((Run((str(program), "4"), tries=5),), words)
    assert log.read_text() == "x\n" * 4
    with pytest.raises(work.ServiceError, match="failed: status 1"):
        work.carry_out((Run((str(program), "99"), tries=3),), words)


@pytest.mark.parametrize("language", languages())
def test_everything_said_is_one_line_and_filled_in_alike(language: str) -> None:
    for section in ("service", "config"):
        for key, message in catalogue(language)[section].items():
            assert "\n" not in message
            places = [sorted(re.findall(r"\{\w*\}", text)) for text in (message, catalogue("en")[section][key])]
            assert places[0] == places[1]
