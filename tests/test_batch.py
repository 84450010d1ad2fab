"""`reinschrift batch` on a real Ray: the same result as the endpoint's, every record once; the document."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyarrow.dataset
import pytest
from flask.testing import FlaskClient

from archives import http, page, responses, url, warc, write_warc
from batch_runs import Ray, Rows, finished, rows_of, started
from conftest import ASKED_HTML, post
from reinschrift.batch.inputs import INPUTS
from reinschrift.batch.rows import SCHEMA
from reinschrift.cli import main

TESTS = Path(__file__).parent
DOCUMENT = (TESTS.parent / "docs" / "batch.md").read_text(encoding="utf-8")
PAGES = sorted((TESTS / "pages").glob("*/page.html"))


# -- what comes out


@dataclass(frozen=True)
class Run:
    """A finished run over every kind of input."""

    status: int
    out: str
    err: str
    output: Path
    rows: Rows


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("inputs")
    request = warc(url(0), b"GET / HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request")
    pages = [warc(url(number), http(path.read_bytes())) for number, path in enumerate(PAGES)]
    packed = write_warc(folder / "pages.warc.gz", [part for record in pages for part in (request, record)])
    write_warc(folder / "more.warc", [warc(url(0), http(b"")), *responses(3)])
    lines = [{"url": url(number), "html": page(f"Seite {number}").decode()} for number in range(3)]
    (folder / "lines.jsonl").write_text("\n".join([*map(json.dumps, lines), "no JSON"]))
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(lines), folder / "table.parquet")
    (folder / "html").mkdir()
    for number in range(3):
        (folder / "html" / f"{number}.html").write_bytes(page(f"Seite {number}"))
    (folder / "html" / "notes.txt").touch()
    return [packed, folder / "more.warc", folder / "*s.jsonl", folder / "table.parquet", folder / "html"]


@pytest.fixture(scope="module")
def run(ray: Ray, inputs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Run:
    output = tmp_path_factory.mktemp("out") / "rows"
    status, out, err = finished(started(inputs, output, "--pages", "10", "--time-limit", "30", ray=ray))
    return Run(status, out, err, output, rows_of(output))


def test_a_page_gets_the_same_as_from_the_endpoint(run: Run, client: FlaskClient) -> None:
    rows = [row for row in run.rows if row["file"].endswith("pages.warc.gz")]
    assert len(rows) == len(PAGES)
    for row, path in zip(rows, PAGES, strict=True):
        answer = post(client, path.read_bytes(), ASKED_HTML, f"?url={row['url']}").get_json()
        kinds = Counter(entry["kind"] for entry in answer["removed"])
        assert row["removed"] == {kind: kinds[kind] for kind in row["removed"]}
        assert row["completeness"] == answer["completeness"]["status"]
        assert row["completenessEvidence"] == [fact["code"] for fact in answer["completeness"]["evidence"]]
        for name in ("keptWords", "removedWords"):
            assert row[name] == answer["stats"][name]
        same = row.keys() & answer.keys() - {"removed", "completeness"}
        assert len(same) >= 16
        assert {name: row[name] for name in same} == {name: answer[name] for name in same}


def test_every_record_of_every_input_is_one_row(run: Run) -> None:
    counts = Counter(Path(row["file"]).name for row in run.rows)
    files = {f"{number}.html": 1 for number in range(3)}
    assert counts == {"pages.warc.gz": len(PAGES), "more.warc": 4, "lines.jsonl": 4, "table.parquet": 3, **files}
    assert len({(row["file"], row["position"]) for row in run.rows}) == len(run.rows)
    errors = {(Path(row["file"]).name, row["errorCode"]) for row in run.rows if row["errorCode"]}
    assert errors == {("more.warc", "unreadable_body"), ("lines.jsonl", "unreadable_record")}


def test_the_run_tells_where_it_stands_and_what_became_of_it(run: Run) -> None:
    assert run.status == 3
    rows = len(run.rows)
    assert f"{rows} rows in" in run.out
    assert f"{rows - 2} cleaned, 2 with an error\n" in run.out
    assert "  unreadable_body: 1\n" in run.out
    assert f"records that are no HTML page: request {len(PAGES)}\n" in run.out
    assert "1 files are left out" in run.err
    assert "Cleaning with 2 workers" in run.err
    last = next(line for line in reversed(run.err.splitlines()) if "%" in line)
    assert last.startswith("100 % of the input, ")
    assert f" left, {rows} pages, " in last
    assert last.endswith(" a second, 2 errors")


def test_both_nodes_took_part_and_parts_are_of_the_size_wanted(run: Run) -> None:
    counts = [fragment.count_rows() for fragment in pyarrow.dataset.dataset(run.output).get_fragments()]
    assert len(counts) == -(-len(PAGES) // 10) + 4
    assert max(counts) == 10
    metadata = pyarrow.parquet.read_metadata(next(run.output.glob("*.parquet")))
    assert metadata.row_group(0).column(0).compression == "ZSTD"


def test_a_finished_run_has_nothing_left_to_do(run: Run, inputs: list[Path]) -> None:
    before = {path: path.stat().st_mtime_ns for path in run.output.iterdir()}
    status, out, err = finished(started(inputs, run.output, "--pages", "10", "--time-limit", "30"))
    assert (status, out.splitlines()[:-1]) == (3, run.out.splitlines()[:-1])
    assert f"Going on after {len(run.rows)} pages" in err
    assert {path: path.stat().st_mtime_ns for path in run.output.iterdir()} == before


def test_lines_instead_of_a_table(ray: Ray, tmp_path: Path) -> None:
    archive = write_warc(tmp_path / "a.warc.gz", responses(5))
    status, _, err = finished(started([archive], tmp_path / "out", "--format", "jsonl", "--pages", "2", ray=ray))
    assert status == 0, err
    parts = sorted((tmp_path / "out").glob("part-*.jsonl.gz"))
    rows = pyarrow.dataset.dataset(parts, format="json").to_table().to_pylist()
    assert [row["url"] for row in rows] == [url(number) for number in range(5)]


# -- the document


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", DOCUMENT, re.M | re.S)


def likened(text: str) -> list[str]:
    """Lines without what differs from time to time: figures, and how often a slow machine tells how far it is."""
    plain = re.sub(r"[\d.,:?]*\d", "", text)
    return [line for line, _ in groupby(line for line in plain.splitlines() if line.strip() and "? left" not in line)]


def test_the_document_s_example_does_what_is_shown(ray: Ray, tmp_path: Path) -> None:
    (tmp_path / "tests").symlink_to(TESTS)
    make, look = blocks("python")
    (shown,), (seen,) = blocks("console"), blocks("text")
    subprocess.run([sys.executable, "-c", make], cwd=tmp_path, check=True)
    assert shown.startswith("$ reinschrift batch pages.warc.gz --output cleaned\n")
    status, out, err = finished(started([tmp_path / "pages.warc.gz"], tmp_path / "cleaned", ray=ray))
    assert (status, likened(err + out)) == (0, likened(shown.partition("\n")[2]))
    told = subprocess.run([sys.executable, "-c", look], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert told == seen


def test_the_document_has_every_column_flag_and_ending() -> None:
    named = set(re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", DOCUMENT, flags=re.M | re.S)))
    assert set(SCHEMA.names) <= named
    assert {ending for form in INPUTS.values() for ending in form.endings if not ending.endswith(".gz")} <= named
    command = [sys.executable, "-m", "reinschrift.cli", "batch", "--help"]
    usage = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert set(re.findall(r"--[a-z-]+", usage)) - {"--help"} <= named


# -- what is told in one sentence


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["nix.warc", "--output", "out"], "There is no file or folder nix.warc"),
        (["a.txt", "--output", "out"], "a.txt is no input"),
        (["a.warc", "--output", "out"], "a.warc is not a WARC file"),
        (["a.html", "--output", "full"], "full is not empty"),
        (["a.html", "--output", "a.txt"], "a.txt cannot be used: File exists"),
        (["a.html", "--output", "out", "--keep", "adverts"], "keep does not know the kind 'adverts'"),
        (["a.html", "--output", "out", "--pages", "0"], "--pages: must be at least 1"),
        (["a.html", "--output", "out", "--pages", "x"], "--pages: invalid whole number value"),
        (["a.html", "--output", "out", "--time-limit", "0"], "--time-limit: must be above 0"),
        (["a.html"], "the following arguments are required: --output"),
    ],
)
def test_wrong_usage(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    part: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    for name in ("a.txt", "a.warc", "a.html", "full/other"):
        (tmp_path / name).write_text("Guten Tag")
    try:
        status = main(["batch", *arguments])
    except SystemExit as stop:
        status = int(str(stop.code))
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert part in err
    assert err.count("reinschrift: ") == 1 or "usage:" in err


def test_without_the_extra_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["batch", "a.warc", "--output", "out"]) == 2
    assert capsys.readouterr().err == (
        "reinschrift: reinschrift batch needs what its extra brings: pip install 'reinschrift[batch]'.\n"
    )


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    archive = write_warc(tmp_path / "a.warc", responses(1))
    status, out, err = finished(started([archive], tmp_path / "out", "--address", "127.0.0.1:1"))
    assert (status, out) == (1, "")
    assert "Ray cannot be reached at 127.0.0.1:1" in err
    assert "Traceback" not in err


def test_the_command_line_loads_nothing_of_it() -> None:
    code = "import sys, reinschrift.cli; print({'ray', 'pyarrow', 'fastwarc', 'pandas'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
