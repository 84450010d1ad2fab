"""The extension's packages: everything in them, nothing else, and the same bytes from the same files."""

from __future__ import annotations

import importlib.util
import json
import shutil
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

import reinschrift

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = json.loads((ROOT / "extension" / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """run.py over a copy of what it packs."""
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    shutil.copytree(ROOT / "extension", tmp_path / "extension")
    for name in ("LICENSE", "server/reinschrift/__init__.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def built(run: ModuleType) -> dict[str, Path]:
    """The packages by the browser they are for."""
    assert run.main(["package"]) == 0
    return {path.stem.rpartition("-")[2]: path for path in (run.ROOT / "dist").iterdir()}


def manifest_of(package: Path) -> dict[str, object]:
    with zipfile.ZipFile(package) as archive:
        manifest: dict[str, object] = json.loads(archive.read("manifest.json"))
        return manifest


def test_the_server_and_the_extension_have_one_version() -> None:
    assert MANIFEST["version"] == reinschrift.__version__


def test_names(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"reinschrift-{reinschrift.__version__}-{ending}" for ending in ("chromium.zip", "firefox.xpi")]
    assert sorted(path.name for path in built(run).values()) == names
    assert [Path(line).name for line in capsys.readouterr().out.splitlines()] == names


@pytest.mark.parametrize("kind", ["chromium", "firefox"])
def test_a_package_holds_every_file_and_nothing_else(run: ModuleType, kind: str) -> None:
    folder = ROOT / "extension"
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with zipfile.ZipFile(built(run)[kind]) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed.pop("LICENSE.txt") == (ROOT / "LICENSE").read_bytes()
    assert files.pop("manifest.json") != packed.pop("manifest.json")
    assert packed == files


def test_each_browser_has_the_manifest_without_what_it_would_warn_about(run: ModuleType) -> None:
    packages = built(run)
    chromium, firefox = manifest_of(packages["chromium"]), manifest_of(packages["firefox"])
    module = {"type": "module"}
    assert chromium == {
        **{name: value for name, value in MANIFEST.items() if name != "browser_specific_settings"},
        "background": {"service_worker": "background.js", **module},
    }
    assert firefox == {
        **{name: value for name, value in MANIFEST.items() if name not in ("key", "minimum_chrome_version")},
        "background": {"scripts": ["background.js"], **module},
    }


def test_the_same_files_make_the_same_bytes(run: ModuleType) -> None:
    first = {kind: path.read_bytes() for kind, path in built(run).items()}
    for path in (run.ROOT / "extension").rglob("*.js"):
        path.touch()
    assert {kind: path.read_bytes() for kind, path in built(run).items()} == first


@pytest.mark.parametrize("name", ["reader/reader.js.orig", ".DS_Store", "options/.secret.json"])
def test_a_stray_file_is_refused(run: ModuleType, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (run.ROOT / "extension" / name).write_text("")
    assert run.main(["package"]) == 1
    assert "nothing that belongs into the extension" in capsys.readouterr().err


def test_two_versions_are_refused(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    (run.ROOT / "server/reinschrift/__init__.py").write_text('__version__ = "9.9.9"\n')
    assert run.main(["package"]) == 1
    assert "and the server another" in capsys.readouterr().err
