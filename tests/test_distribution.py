"""What is published: the sdist and the wheel hold everything, and the wheel alone makes a server that works."""

from __future__ import annotations

import email.message
import email.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import reinschrift
from conftest import ASKED_HTML, HTML, PARAGRAPHS, Live

ROOT = Path(__file__).resolve().parent.parent
VERSION = reinschrift.__version__
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MADE = ("build", "dist", "__pycache__")
FOLDERS = [
    path.name for path in sorted(ROOT.iterdir()) if path.is_dir() and path.name not in MADE and path.name[0] != "."
]
FILES = ("CHANGELOG.md", "LICENSE", "MANIFEST.in", "README.md", "pyproject.toml", "run.py", "setup.py")
READ = (".py", ".json", ".js", ".html", ".toml")
NOT_OURS = shutil.ignore_patterns("__pycache__", "*.egg-info", "node_modules", ".*")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is published, without what building, testing and browsing leave behind."""
    copy = tmp_path_factory.mktemp("tree") / "reinschrift"
    copy.mkdir()
    for name in FOLDERS:
        shutil.copytree(ROOT / name, copy / name, ignore=NOT_OURS)
    for name in FILES:
        shutil.copy(ROOT / name, copy / name)
    return copy


class Built(NamedTuple):
    """What was built, and the names of the files that it was built from."""

    sdist: Path
    wheel: Path
    sources: set[str]


@pytest.fixture(scope="module")
def built(tree: Path) -> Built:
    """The wheel is built from the sdist, so that whatever that lacks is missed."""
    sources = files_of(tree)
    subprocess.run([sys.executable, "-m", "build", "--no-isolation", "--outdir", "dist", "."], cwd=tree, check=True)
    sdist, wheel = f"reinschrift-{VERSION}.tar.gz", f"reinschrift-{VERSION}-py3-none-any.whl"
    assert files_of(tree / "dist") == {sdist, wheel}
    return Built(tree / "dist" / sdist, tree / "dist" / wheel, sources)


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_wheel_holds_the_package_and_nothing_else(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as wheel:
        packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == {name.removeprefix("server/") for name in built.sources if name.startswith("server/reinschrift/")}
    assert {"reinschrift/py.typed", "reinschrift/content.npz", "reinschrift/messages/de.toml"} <= packed


def test_the_sdist_holds_the_whole_tree(built: Built) -> None:
    with tarfile.open(built.sdist) as sdist:
        packed = {member.name.partition("/")[2] for member in sdist.getmembers() if member.isfile()}
    made = {name for name in packed if name in ("PKG-INFO", "setup.cfg") or ".egg-info/" in name}
    assert packed - made == built.sources
    assert {"tests/pages/consent-onetrust-de/page.html", "extension/manifest.json", "run.py"} <= packed


def metadata(wheel: Path) -> email.message.Message:
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read(f"reinschrift-{VERSION}.dist-info/METADATA").decode()
    return email.parser.Parser().parsestr(text)


def test_the_wheel_says_what_it_is_and_needs(built: Built) -> None:
    told = metadata(built.wheel)
    assert (told["Name"], told["Version"], told["Requires-Python"]) == ("reinschrift", VERSION, ">=3.11")
    assert told["License-Expression"] == "Apache-2.0"
    assert set(told.get_all("Provides-Extra")) == set(PROJECT["optional-dependencies"])
    assert {f"Programming Language :: Python :: 3.{minor}" for minor in (11, 12, 13)} <= set(told.get_all("Classifier"))
    with zipfile.ZipFile(built.wheel) as archive:
        entries = archive.read(f"reinschrift-{VERSION}.dist-info/entry_points.txt").decode()
    assert "reinschrift = reinschrift.cli:main" in entries


def test_the_version_stands_in_one_place() -> None:
    assert PROJECT["dynamic"] == ["version"]
    named = [
        path.relative_to(ROOT).as_posix()
        for folder in ("server", "extension")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in READ and f'"{VERSION}"' in path.read_text(encoding="utf-8")
    ]
    # The manifest is read by browsers as it stands; test_package and run.py compare it.
    assert named == ["server/reinschrift/__init__.py", "extension/manifest.json"]
    described = json.loads((ROOT / "server/reinschrift/openapi.json").read_text(encoding="utf-8"))
    assert described["info"]["version"] == "0"  # the server puts its own in; test_app sees to that


def interpreter(version: str) -> str | None:
    """A Python of this version: this one, one of pyenv's, or one on the PATH; None where there is none."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        return sys.executable
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    kept = sorted(map(str, pyenv.glob(f"versions/{version}.*/bin/python{version}")))
    found = [*kept, shutil.which(f"python{version}")]
    return next((python for python in found if python and works(python)), None)


def works(python: str) -> bool:
    """Whether it is one: what pyenv has on the PATH only looks like it."""
    return subprocess.run([python, "-c", "import venv"], check=False, capture_output=True).returncode == 0


@pytest.fixture(scope="module", params=["3.11", "3.12", "3.13"])
def programs(request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds the wheel, what it needs, and nothing else."""
    python = interpreter(request.param)
    if python is None:
        pytest.skip(f"there is no Python {request.param} on this computer")
    folder = tmp_path_factory.mktemp("empty")
    subprocess.run([python, "-m", "venv", "--without-pip", str(folder)], check=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(folder), "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", "--no-compile", str(built.wheel)], check=True)
    return programs


def clean_environment() -> dict[str, str]:
    dropped = ("PYTHONPATH", "PYTHONHOME")
    return {
        name: value for name, value in os.environ.items() if name not in dropped and not name.startswith("REINSCHRIFT_")
    }


def output(programs: Path, *arguments: str, given: str | None = None) -> str:
    return subprocess.run(
        [str(programs / "reinschrift"), *arguments], input=given, cwd=programs, env=clean_environment(),
        check=True, capture_output=True, encoding="utf-8",
    ).stdout  # fmt: skip


@pytest.fixture
def installed(programs: Path) -> Iterator[Live]:
    """The server of the installed wheel."""
    command = [str(programs / "reinschrift"), "serve", "--port", "0", "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=programs, env=clean_environment()) as process:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", process.stdout.readline())
        assert found
        yield Live(int(found[1]))
        process.terminate()


def test_the_installed_program(programs: Path) -> None:
    assert output(programs, "--version") == f"reinschrift {VERSION}\n"
    cleaned = output(programs, "clean", "-", given=HTML)
    assert all(paragraph in cleaned for paragraph in PARAGRAPHS)
    assert "Newsletter" not in cleaned
    assert output(programs, "config").startswith("# ")
    assert str(programs) in output(programs, "service", "install", "--dry-run")


def test_the_installed_server(installed: Live) -> None:
    status, headers, body = installed.ask("POST", "/v1/clean", HTML, ASKED_HTML)
    assert (status, headers["Reinschrift"]) == (200, VERSION)
    answer = json.loads(body)
    assert [entry["kind"] for entry in answer["removed"]] == ["newsletter"]
    assert PARAGRAPHS[0] in answer["text"]
    assert json.loads(installed.ask("GET", "/openapi.json")[2])["info"]["version"] == VERSION
    assert installed.ask("GET", "/")[0] == 200


def test_the_changelog_keeps_to_its_form() -> None:
    headings = re.findall("^(#+) (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert headings[:2] == [("#", "Changelog"), ("##", "[Unreleased]")]
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    for level, text in headings[2:]:
        assert text in kinds if level == "###" else re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", text)
