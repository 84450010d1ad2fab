"""run.py's decisions, with every command it would start recorded instead of started."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROVIDE = "tests/browser/provide.py"
LOAD = "import reinschrift.clean"
CHECKS = [PROVIDE, "ruff", "mypy", "pytest"]


class Commands:
    """Stands in for subprocess.run: records each command, and fails those that hold a word of `failing`."""

    def __init__(self) -> None:
        self.started: list[list[str]] = []
        self.environments: list[object] = []
        self.failing: set[str] = set()

    def __call__(self, command: list[str], **options: object) -> SimpleNamespace:
        self.started.append(list(command))
        self.environments.append(options.get("env"))
        if list(command[1:3]) == ["-m", "venv"]:
            run_python = Path(command[-1]) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
            run_python.parent.mkdir(parents=True, exist_ok=True)
            run_python.touch()
        return SimpleNamespace(returncode=1 if self.failing & set(command) else 0)

    def words(self) -> list[str]:
        """What each command was about."""
        known = (
            "venv",
            "--upgrade",
            "--editable",
            "install",
            LOAD,
            PROVIDE,
            "ruff",
            "mypy",
            "pytest",
            "reinschrift.cli",
        )
        return [next(word for word in known if word in command) for command in self.started]


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    commands = Commands()
    monkeypatch.setattr(subprocess, "run", commands)
    return commands


@pytest.fixture
def run(tmp_path: Path, commands: Commands, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """run.py over an empty project of its own, that starts programs instead of becoming them."""
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "become", lambda command: commands(command).returncode)
    monkeypatch.setenv("REINSCHRIFT_COMPILE", "0")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    return module


INSTALL = ["venv", "--upgrade", "install"]
EDITABLE = ["venv", "--upgrade", "--editable"]


def test_serve_installs_once_and_pip_first(run: ModuleType, commands: Commands) -> None:
    for _ in range(2):
        run.main(["serve", "--port", "9"])
    assert commands.words() == [*INSTALL, "reinschrift.cli", "reinschrift.cli"]
    assert commands.started[-1] == [str(run.python()), "-m", "reinschrift.cli", "serve", "--port", "9"]


@pytest.mark.parametrize("command", ["serve", "service", "doctor", "config", "token", "clean"])
def test_the_program_s_commands_are_passed_on(run: ModuleType, commands: Commands, command: str) -> None:
    run.main([command, "--explain", "a.html"])
    assert commands.started[-1][3:] == [command, "--explain", "a.html"]


def test_every_command_of_the_program_is_known_here(run: ModuleType) -> None:
    from reinschrift.cli import COMMANDS

    assert sorted(run.PROGRAM) == sorted(COMMANDS)


def test_test_brings_the_extra_and_checks_everything(run: ModuleType, commands: Commands) -> None:
    assert run.main(["test", "-k", "guard"]) == 0
    assert commands.words() == [*EDITABLE, *CHECKS]
    assert commands.started[2][-1].endswith("[test]")
    assert commands.started[-1][-2:] == ["-k", "guard"]


def test_what_test_installed_is_enough_to_serve(run: ModuleType, commands: Commands) -> None:
    run.main(["test"])
    run.main(["serve"])
    assert commands.words() == [*EDITABLE, *CHECKS, "reinschrift.cli"]


def test_batch_brings_its_own_extra_and_serve_brings_none(run: ModuleType, commands: Commands) -> None:
    run.main(["batch", "a.warc"])
    assert commands.started[2][-1].endswith("[batch]")
    assert commands.started[-1][3:] == ["batch", "a.warc"]
    run.main(["serve"])
    assert commands.words() == [*INSTALL, "reinschrift.cli", "reinschrift.cli"]
    run.main(["test"])
    assert commands.words()[5:] == [*EDITABLE, *CHECKS]


def test_what_serve_installed_is_not_enough_to_test(run: ModuleType, commands: Commands) -> None:
    run.main(["serve"])
    run.main(["test"])
    assert commands.words() == [*INSTALL, "reinschrift.cli", *EDITABLE, *CHECKS]


def module_of(project: Path) -> Path:
    """A module of the program; what Python keeps of it beside does not count."""
    module = project / "server" / "reinschrift" / "judge.py"
    (module.parent / "__pycache__").mkdir(parents=True, exist_ok=True)
    (module.parent / "__pycache__" / "judge.pyc").write_bytes(len(list(module.parent.iterdir())).to_bytes())
    module.write_text(module.read_text() + "#\n" if module.exists() else "")
    return module


@pytest.mark.parametrize(("command", "again"), [("serve", True), ("test", False)])
def test_a_changed_program_is_installed_again_unless_it_is_used_where_it_lies(
    run: ModuleType, commands: Commands, tmp_path: Path, command: str, again: bool
) -> None:
    module_of(tmp_path)
    run.main([command])
    run.main([command])
    assert commands.words().count("venv") == 1
    module_of(tmp_path)
    run.main([command])
    assert commands.words().count("venv") == 1 + again


def test_what_an_older_program_left_of_its_building_is_thrown_away(run: ModuleType, tmp_path: Path) -> None:
    left = tmp_path / "build" / "package" / "lib" / "reinschrift" / "gone.py"
    left.parent.mkdir(parents=True)
    left.touch()
    run.main(["serve"])
    assert not left.exists()


def test_the_core_is_compiled_where_that_works(
    run: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REINSCHRIFT_COMPILE", "1")
    run.main(["serve"])
    assert commands.words() == [*INSTALL, LOAD, "reinschrift.cli"]
    assert commands.started[2][-1] == str(tmp_path)
    environment = commands.environments[2]
    assert isinstance(environment, dict)
    assert environment["REINSCHRIFT_COMPILE"] == "1"


def test_what_cannot_be_loaded_once_it_is_compiled_is_installed_as_it_is(
    run: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REINSCHRIFT_COMPILE", "1")
    commands.failing = {LOAD}
    run.main(["serve"])
    assert commands.words() == [*INSTALL, LOAD, "install", "reinschrift.cli"]
    assert commands.environments[4] is None
    assert "not compiled" in capsys.readouterr().err


def test_a_failure_to_compile_is_told(run: ModuleType, commands: Commands, capsys: pytest.CaptureFixture[str]) -> None:
    commands.failing = {"pip"}
    assert run.compiled("pip", "install") is False
    assert len(commands.started) == 1
    assert "not compiled" in capsys.readouterr().err


@pytest.mark.parametrize("lacking", ["nothing", "linux", "headers", "compiler"])
def test_it_is_compiled_unasked_on_linux_with_a_compiler_and_headers(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lacking: str
) -> None:
    monkeypatch.delenv("REINSCHRIFT_COMPILE")
    monkeypatch.setattr(run.sys, "platform", "darwin" if lacking == "linux" else "linux")
    monkeypatch.setattr(run.sysconfig, "get_path", lambda name: str(tmp_path))
    monkeypatch.setattr(run.shutil, "which", lambda name: None if lacking == "compiler" else f"/usr/bin/{name}")
    if lacking != "headers":
        (tmp_path / "Python.h").touch()
    assert run.may_compile() is (lacking == "nothing")


@pytest.mark.parametrize("change", ["pyproject", "python", "venv"])
def test_a_change_installs_again(
    run: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, change: str
) -> None:
    run.main(["serve"])
    if change == "pyproject":
        (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    elif change == "python":
        monkeypatch.setattr(run.sys, "version", "3.99")
    else:
        run.python().unlink()
    run.main(["serve"])
    assert commands.words() == [*INSTALL, "reinschrift.cli"] * 2


def test_without_browsers_nothing_is_provided_for_them(run: ModuleType, commands: Commands) -> None:
    assert run.main(["test", "-m", "not browser"]) == 0
    assert commands.words() == [*EDITABLE, "ruff", "mypy", "pytest"]
    assert commands.started[-1][-2:] == ["-m", "not browser"]


@pytest.mark.parametrize("failing", CHECKS)
def test_one_failing_check_fails_the_test_and_leaves_the_others(
    run: ModuleType, commands: Commands, capsys: pytest.CaptureFixture[str], failing: str
) -> None:
    commands.failing = {failing}
    assert run.main(["test"]) == 1
    assert commands.words()[-4:] == CHECKS
    assert f"failed: {failing}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("failing", "part"), [("venv", ".venv could not be made"), ("--upgrade", "online"), ("install", "online")]
)
def test_a_failed_installation_explains_itself_and_is_tried_again(
    run: ModuleType, commands: Commands, capsys: pytest.CaptureFixture[str], failing: str, part: str
) -> None:
    commands.failing = {failing}
    assert run.main(["serve"]) == 1
    assert part in capsys.readouterr().err
    assert "reinschrift.cli" not in commands.words()
    commands.failing = set()
    run.main(["serve"])
    assert commands.words()[-1] == "reinschrift.cli"


def test_a_python_that_is_too_old(run: ModuleType) -> None:
    with pytest.raises(run.SetUpError, match=r"needs Python 3\.11 or newer, and this is Python 3\.10"):
        run.check_python((3, 10))
    run.check_python((3, 14))


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_virtual_environments(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], missing: str
) -> None:
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None if name == missing else object())
    assert run.main(["serve"]) == 1
    assert "apt install python3-venv" in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["nix"], 2), (["--help"], 0), (["-h"], 0)])
def test_usage(
    run: ModuleType, commands: Commands, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int
) -> None:
    assert run.main(arguments) == status
    out, err = capsys.readouterr()
    assert "usage: python3 run.py serve" in (out if status == 0 else err)
    assert commands.started == []


def test_it_needs_the_standard_library_only() -> None:
    text = (ROOT / "run.py").read_text(encoding="utf-8")
    modules = {line.split()[1].split(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert modules <= set(sys.stdlib_module_names)
