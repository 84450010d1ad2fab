"""The tables of judges and formats hold every file there is, and the source keeps to its sizes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import reinschrift
from reinschrift.junk import JUDGES
from reinschrift.model import Kind
from reinschrift.render import FORMATS

SERVER = Path(reinschrift.__file__).parent
SOURCES = sorted(SERVER.rglob("*.py"))
FUNCTION_LINES = 30
FILE_LINES = 260


def defines(path: Path, name: str) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body)


def modules_with(folder: str, name: str) -> list[str]:
    paths = sorted((SERVER / folder).glob("*.py"))
    return [f"reinschrift.{folder}.{path.stem}" for path in paths if path.stem != "__init__" and defines(path, name)]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Every function's name and its lines, decorators aside."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1


def test_every_kind_has_one_judge() -> None:
    assert sorted(kind for kind, _ in JUDGES) == sorted(Kind)


def test_every_file_with_a_judge_is_in_the_table() -> None:
    assert sorted(judge.__module__ for _, judge in JUDGES) == modules_with("junk", "judge")


def test_every_judge_stands_in_the_file_of_its_kind() -> None:
    assert [judge.__module__.rpartition(".")[2] for _, judge in JUDGES] == [kind.value for kind, _ in JUDGES]


def test_every_file_with_a_format_is_in_the_table() -> None:
    assert sorted(form.render.__module__ for form in FORMATS.values()) == modules_with("render", "render")
    assert all(form.render.__module__ == f"reinschrift.render.{name}" for name, form in FORMATS.items())


def test_every_format_has_its_own_media_type() -> None:
    assert {name: form.media_type for name, form in FORMATS.items()} == {
        "json": "application/json", "text": "text/plain", "markdown": "text/markdown", "html": "text/html",
    }  # fmt: skip


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(SERVER)))
def test_sources_are_short_and_say_what_they_are_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= FILE_LINES
    assert [(name, lines) for name, lines in functions(path) if lines > FUNCTION_LINES] == []
