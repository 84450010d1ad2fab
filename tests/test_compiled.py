"""The core as machine code, as `run.py serve` installs it: it gives the same answers as the modules it is made from."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent / "benchmark"))

import machine_code

from hostile.table import build
from reinschrift.answer import answer
from reinschrift.errors import ReinschriftError
from reinschrift.task import Task

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "pages"
EVERY = 20  # of the corpus's pages, one is asked about
LARGE = 100_000  # bytes of a hostile page; what is larger takes long
# A program for the compiled package: a path a line in, an answer a line out.
ASK = """
import sys, test_compiled
for path in sys.stdin.read().splitlines():
    print(test_compiled.told(path), flush=True)
"""


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the compiled package. Without a C compiler, building it fails, and so do these tests."""
    return machine_code.build(tmp_path_factory.mktemp("compiled"))


def told(path: str) -> str:
    """The whole answer about a page as JSON, without the time that it took; or what was wrong with the page."""
    raw = Path(path).read_bytes()
    try:
        body = answer(Task(gzip.decompress(raw) if path.endswith(".gz") else raw, removed="all")).body
    except ReinschriftError as error:
        return json.dumps(error.code)
    fields: dict[str, Any] = json.loads(body)
    del fields["stats"]["milliseconds"]
    return json.dumps(fields)


def asked(compiled: Path, program: str, given: str = "") -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(compiled), str(ROOT / "tests")))}
    done = subprocess.run(
        [sys.executable, "-c", program], input=given, env=environment, cwd=compiled, check=True, capture_output=True,
        encoding="utf-8",
    )  # fmt: skip
    return done.stdout


def test_the_modules_of_a_page_s_road_are_machine_code(compiled: Path) -> None:
    names = ("page", "segment", "evidence.table", "junk.teaser", "judge", "compose", "render.json", "junk.view")
    lines = "; ".join(f"import reinschrift.{name}; print(reinschrift.{name}.__file__)" for name in names)
    files = [Path(line) for line in asked(compiled, lines).splitlines()]
    assert len(files) == len(names)
    assert all(file.is_relative_to(compiled) and file.suffix in (".so", ".pyd") for file in files)


def test_the_sources_lie_beside(compiled: Path) -> None:
    package = ROOT / "server" / "reinschrift"
    assert all((compiled / "reinschrift" / file.relative_to(package)).is_file() for file in package.rglob("*.py"))


def hostile_pages(folder: Path) -> Iterator[Path]:
    for i, case in enumerate(build()):
        if len(case.body) <= LARGE:
            path = folder / f"{i:04}.html"
            path.write_bytes(case.body)
            yield path


def test_its_answers_are_the_same(compiled: Path, tmp_path: Path) -> None:
    own = sorted((ROOT / "tests" / "pages").glob("*/page.html"))
    hostile = list(hostile_pages(tmp_path))
    real = sorted(CORPUS.glob("*.html.gz"))[::EVERY]
    paths = [str(path) for path in (*own, *hostile, *real)]
    assert len(own) > 40
    assert len(hostile) > 500
    answers: Mapping[str, str] = dict(zip(paths, asked(compiled, ASK, "\n".join(paths)).splitlines(), strict=True))
    assert [path for path in paths if json.loads(answers[path]) != json.loads(told(path))] == []


def test_an_editable_installation_is_not_compiled(tmp_path: Path) -> None:
    """It would stand before the source that somebody works on."""
    machine_code.copied(tmp_path)
    program = "import setuptools.build_meta as backend; print(backend.build_editable('dist'))"
    environment = {**os.environ, "REINSCHRIFT_COMPILE": "1"}
    (tmp_path / "dist").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1].endswith("-py3-none-any.whl") or "editable" in done.stdout.splitlines()[-1]
    assert not [*tmp_path.rglob("*.so"), *tmp_path.rglob("*.pyd"), *tmp_path.rglob("*.c")]
