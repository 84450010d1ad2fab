"""The other inputs: HTML files, JSON Lines, Parquet; how files are found; the table of formats."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from archives import page, responses, url, write_warc
from reinschrift.batch import inputs
from reinschrift.batch.find import find
from reinschrift.batch.inputs import INPUTS, format_of
from reinschrift.batch.nouns import BatchError, Record, Split
from test_registry import modules_with

LIMIT = 100_000
ROWS = [{"url": url(number), "html": page(f"Seite {number}").decode()} for number in range(10)]


def whole(path: Path, form: str) -> Split:
    return Split(form, (str(path),), 0, INPUTS[form].end(str(path)), path.stat().st_size)


def records(path: Path, form: str, pages: int = 1000) -> list[Record]:
    """Every record of a file, read in pieces of so many pages."""
    found = [
        record
        for split in INPUTS[form].divide(whole(path, form), pages)
        for record in INPUTS[form].read(split, LIMIT)
        if isinstance(record, Record)
    ]
    assert len({record.position for record in found}) == len(found)
    return found


def codes(found: list[Record]) -> list[str | None]:
    return [record.failure and record.failure.code for record in found]


# -- the table


def test_every_file_that_reads_is_in_the_table() -> None:
    modules = (path.replace("/", ".") for path in modules_with("batch/inputs", "read"))
    assert sorted(form.read.__module__ for form in INPUTS.values()) == list(modules)
    for name, form in INPUTS.items():
        modules = {function.__module__ for function in (form.end, form.divide, form.read)}
        assert modules == {f"{inputs.__name__}.{name}"}


def test_no_ending_is_taken_twice() -> None:
    endings = [(name, ending) for name, form in INPUTS.items() for ending in form.endings]
    assert [format_of(f"A{ending}") for _, ending in endings] == [name for name, _ in endings]


# -- HTML files


@pytest.mark.parametrize("name", ["a.html", "b.htm.gz", "c.xhtml"])
def test_html_files(tmp_path: Path, name: str) -> None:
    body = page("Guten Tag")
    (tmp_path / name).write_bytes(gzip.compress(body) if name.endswith(".gz") else body)
    (record,) = records(tmp_path / name, "html")
    media = "application/xhtml+xml" if "xhtml" in name else "text/html"
    assert record == Record(str(tmp_path / name), 0, None, body, media)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (gzip.compress(page("x"))[:-20], "unreadable_record"),
        (gzip.compress(page("x"))[:30] + b"\xff" * 99, "unreadable_record"),
        (b"x" * (LIMIT + 1), "too_large"),
        (gzip.compress(b"x" * 100 * LIMIT), "too_large"),
    ],
)
def test_html_files_that_cannot_be_read(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "a.html.gz").write_bytes(content)
    assert codes(records(tmp_path / "a.html.gz", "html")) == [code]


def test_an_html_file_that_is_gone(tmp_path: Path) -> None:
    split = Split("html", (str(tmp_path / "a.html"),), 0, 1, 0)
    (record,) = INPUTS["html"].read(split, LIMIT)
    assert isinstance(record, Record)
    assert codes([record]) == ["unreadable_record"]


# -- JSON Lines


def jsonl(path: Path, lines: list[bytes]) -> Path:
    text = b"\n".join(lines)
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return path


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
@pytest.mark.parametrize("pages", [1, 3, 10, 1000])
@pytest.mark.parametrize("last", [[], [b""]])
def test_json_lines(tmp_path: Path, name: str, pages: int, last: list[bytes]) -> None:
    path = jsonl(tmp_path / name, [json.dumps(row).encode() for row in ROWS] + last)
    found = records(path, "jsonl", pages)
    assert [{"url": record.url, "html": record.body} for record in found] == ROWS
    splits = list(INPUTS["jsonl"].divide(whole(path, "jsonl"), pages))
    assert len(splits) == (1 if name.endswith(".gz") else -(-10 // pages))
    assert sum(split.size for split in splits) == path.stat().st_size
    text = b"\n".join(json.dumps(row).encode() for row in ROWS)
    assert [json.loads(text[record.position :].splitlines()[0])["url"] for record in found] == [r["url"] for r in ROWS]


def test_lines_that_hold_no_page(tmp_path: Path) -> None:
    bad = [
        b"{not JSON", b"[1]", b'{"url": "https://a.example/"}', b'{"html": 3}', b'{"html": "\\ud800"}', b"  ",
        b"\xff\xfe", json.dumps({"html": "x" * (LIMIT + 1)}).encode(), b"[" * 50_000, b'"' + b"x" * 7 * LIMIT + b'"',
        b'{"html": "<p>"}',
    ]  # fmt: skip
    found = records(jsonl(tmp_path / "a.jsonl", bad), "jsonl", pages=2)
    unreadable, large = "unreadable_record", "too_large"
    assert codes(found) == [unreadable] * 5 + [unreadable, large, unreadable, large, None]
    assert found[2].url == "https://a.example/"


def test_packed_lines_that_are_damaged(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl.gz", [json.dumps(row).encode() for row in ROWS])
    path.write_bytes(path.read_bytes()[:-30])
    *before, last = codes(records(path, "jsonl"))
    assert set(before) <= {None}
    assert last == "unreadable_record"


# -- Parquet


def table(path: Path, columns: dict[str, list[object]], row_group: int = 1000) -> Path:
    parquet.write_table(pa.table(columns), path, row_group_size=row_group)
    return path


@pytest.mark.parametrize(("row_group", "pages", "splits"), [(1, 3, 4), (4, 3, 3), (4, 8, 2), (100, 3, 1)])
@pytest.mark.parametrize("as_bytes", [False, True])
def test_parquet(tmp_path: Path, row_group: int, pages: int, splits: int, as_bytes: bool) -> None:
    html: list[object] = [row["html"].encode() if as_bytes else row["html"] for row in ROWS]
    columns = {"other": list(range(10)), "html": html, "url": [row["url"] for row in ROWS]}
    path = table(tmp_path / "a.parquet", columns, row_group)
    found = records(path, "parquet", pages)
    assert [record.body for record in found] == html
    assert [(record.position, record.url) for record in found] == [(i, row["url"]) for i, row in enumerate(ROWS)]
    assert len(list(INPUTS["parquet"].divide(whole(path, "parquet"), pages))) == splits


def test_rows_that_hold_no_page(tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", {"html": [None, b"x" * (LIMIT + 1), b"<p>"]})
    assert codes(records(path, "parquet")) == ["unreadable_record", "too_large", None]


def test_a_damaged_row_group_costs_its_own_rows(tmp_path: Path) -> None:
    html = [os.urandom(2000).hex() for _ in range(10)]
    path = table(tmp_path / "a.parquet", {"html": html}, 5)
    data = bytearray(path.read_bytes())
    data[100:120] = b"\xff" * 20
    path.write_bytes(data)
    found = codes(records(path, "parquet"))
    assert len(found) == 10
    assert "unreadable_record" in found[:5]
    assert found[5:] == [None] * 5


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"PAR1 not really", "is not a Parquet file"), (b"", "is not a Parquet file"), (None, "has no column html")],
)
def test_what_is_no_such_table_is_told(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "a.parquet"
    table(path, {"body": ["x"]}) if content is None else path.write_bytes(content)
    with pytest.raises(BatchError, match=message):
        INPUTS["parquet"].end(str(path))


# -- finding files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.html", "deep/er/b.HTML", "deep/c.txt", "out/part-1.html", "deep/d.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(page("x"))
    write_warc(tmp_path / "deep" / "e.warc.gz", responses(1))
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "names", "left_out"),
    [
        (["."], ["a.html", "deep/d.jsonl", "deep/e.warc.gz", "deep/er/b.HTML"], 1),
        (["deep/*"], ["deep/d.jsonl", "deep/e.warc.gz", "deep/er/b.HTML"], 1),
        (["**/*.html"], ["a.html"], 0),
        (["a.html", "./a.html", "*.html"], ["a.html"], 0),
        (["deep/e.warc.gz"], ["deep/e.warc.gz"], 0),
    ],
)
def test_files_are_found_once_and_never_in_the_output(
    folder: Path, monkeypatch: pytest.MonkeyPatch, pattern: list[str], names: list[str], left_out: int
) -> None:
    monkeypatch.chdir(folder)
    sources, others = find(pattern, "out")
    assert [os.path.relpath(source.path, folder) for source in sources] == names
    assert others == left_out
    assert all(source.path.startswith("/") and source.size for source in sources)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nix", "There is no file or folder nix"),
        ("nix*", "holds no input"),
        ("deep/c.txt", r"must end in \.warc, "),
        ("empty", "holds no input"),
        ("bad.warc", "is not a WARC file"),
    ],
)
def test_inputs_that_are_none(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str) -> None:
    monkeypatch.chdir(folder)
    (folder / "empty").mkdir()
    (folder / "bad.warc").write_text("no")
    with pytest.raises(BatchError, match=message):
        find([name], "out")
