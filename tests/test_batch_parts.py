"""What a split becomes: rows, parts that are whole or not there, and the manifest that knows what is finished."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from archives import http, page, responses, url, warc, write_warc
from reinschrift import __version__
from reinschrift.batch.cleaner import MOST_ATTEMPTS, Cleaner, part_name
from reinschrift.batch.find import find
from reinschrift.batch.manifest import NAME, opened
from reinschrift.batch.nouns import BatchError, Job, Outcome, Split
from reinschrift.batch.output import WRITERS, part
from reinschrift.batch.rows import SCHEMA

MEMORY = 1 << 30
Rows = list[dict[str, Any]]


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(str(tmp_path / "out"), "parquet", 4, 20.0, MEMORY, 20_000_000, None, __version__)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write_warc(tmp_path / "a.warc.gz", responses(10))


def rows_of(path: Path) -> Rows:
    if path.suffix == ".parquet":
        rows: Rows = parquet.read_table(path).to_pylist()
        return rows
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]


def whole(path: Path) -> Split:
    return Split("warc", (str(path),), 0, path.stat().st_size, path.stat().st_size)


def cleaned(job: Job, split: Split) -> tuple[Outcome, Rows]:
    """What a new cleaner makes of a split, and its rows."""
    (Path(job.output) / "draft").mkdir(parents=True)
    cleaner = Cleaner(job, f"{job.output}/draft")
    outcome = cleaner.clean(split)
    cleaner.close()
    assert {path.suffix for path in (Path(job.output) / "draft").iterdir()} == {".attempts"}
    return outcome, rows_of(Path(job.output) / outcome.part) if outcome.part else []


# -- rows


@pytest.mark.parametrize("form", list(WRITERS))
def test_every_record_is_one_row_of_the_schema(job: Job, tmp_path: Path, form: str) -> None:
    old = page("Grüße aus Köln").decode().encode("cp1252")
    records = [
        warc(url(0), http(page("Schleuse gesperrt"))),
        warc(url(1), http(b"")),
        warc(url(2), http(b"<html><body></body></html>")),
        warc("no address", http(page("Ohne Adresse"))),
        warc(url(4), http(old, {"Content-Type": "text/html; charset=windows-1252"})),
        warc(url(5), b"", "revisit"),
        warc(url(6), b"", "metadata"),
        warc(url(7), http(page("x"), {"Content-Type": "text/html", "Content-Encoding": "compress"})),
    ]
    outcome, rows = cleaned(replace(job, format=form), whole(write_warc(tmp_path / "a.warc.gz", records)))
    assert [set(row) for row in rows] == [set(SCHEMA.names)] * 7
    codes = [None, "unreadable_body", "no_article", None, None, "revisit", "unsupported_media_type"]
    assert [row["errorCode"] for row in rows] == codes
    assert all(row["error"] for row in rows if row["errorCode"])
    assert [row["url"] for row in rows] == [url(0), url(1), url(2), "no address", url(4), url(5), url(7)]
    assert [row["warnings"] and row["warnings"][0][:4] for row in rows] == [[], None, None, "url:", [], None, None]
    assert rows[0]["title"] == "Schleuse gesperrt"
    assert rows[4]["title"] == "Grüße aus Köln"
    assert (outcome.rows, outcome.passed) == (7, {"metadata": 1})
    assert outcome.errors == dict.fromkeys(("unreadable_body", "no_article", "revisit", "unsupported_media_type"), 1)


def test_a_page_over_its_time_is_cut_off_and_the_next_goes_on(job: Job, archive: Path) -> None:
    *_, (outcome, rows) = [cleaned(replace(job, time_limit=0.001), whole(write_warc(archive, responses(2))))]
    assert [(row["url"], row["degraded"], row["errorCode"]) for row in rows] == [(url(i), True, None) for i in range(2)]
    assert (outcome.rows, outcome.degraded) == (2, 2)
    assert all("Schleuse am Unterlauf" in row["text"] for row in rows)


def test_a_page_over_its_memory_is_cut_off_and_the_next_goes_on(job: Job, archive: Path) -> None:
    greedy = warc(url(0), http(b"<p>Ein Satz mit Worten, der hier steht." * 400_000))
    split = whole(write_warc(archive, [greedy, *responses(2)[1:]]))
    outcome, rows = cleaned(replace(job, memory_limit=400_000_000, time_limit=60), split)
    assert [(row["url"], row["degraded"], row["errorCode"]) for row in rows] == [
        (url(0), True, None),
        (url(1), False, None),
    ]
    assert rows[0]["text"].startswith("Ein Satz mit Worten")
    assert rows[1]["title"] == "Seite 1"
    assert (outcome.rows, outcome.degraded) == (2, 1)


def test_an_input_that_is_gone_is_trouble_of_its_split_alone(job: Job, archive: Path) -> None:
    split = whole(archive)
    archive.unlink()
    outcome, _ = cleaned(job, split)
    assert outcome.trouble is not None
    assert "No such file" in outcome.trouble
    assert not outcome.fatal
    assert [path.name for path in Path(job.output).iterdir()] == ["draft"]


def test_a_split_over_which_actors_die_is_given_up(job: Job, archive: Path) -> None:
    (Path(job.output) / "draft").mkdir(parents=True)
    split = whole(archive)
    (Path(job.output) / "draft" / f"{part_name(split, job.format)}.attempts").write_bytes(b"." * MOST_ATTEMPTS)
    cleaner = Cleaner(job, f"{job.output}/draft")
    outcome = cleaner.clean(split)
    cleaner.close()
    assert outcome.trouble is not None
    assert "5 actors have died" in outcome.trouble
    assert not outcome.fatal
    assert outcome.part is None


@pytest.mark.parametrize("form", list(WRITERS))
def test_halves_of_characters_can_be_written(job: Job, tmp_path: Path, form: str) -> None:
    path = tmp_path / os.fsdecode(b"gr\xfc\xdfe.jsonl")
    path.write_text(json.dumps({"url": "https://a.example/\ud800", "html": page("Guten Tag").decode()}))
    split = Split("jsonl", (str(path),), 0, path.stat().st_size, path.stat().st_size)
    _, (row,) = cleaned(replace(job, format=form), split)
    assert (Path(row["file"]).name, row["url"]) == ("gr\\udcfc\\udcdfe.jsonl", "https://a.example/\\ud800")
    assert row["title"] == "Guten Tag"


def test_another_version_does_not_take_part(job: Job) -> None:
    with pytest.raises(BatchError, match=r"was begun with 0\.0\.9"):
        Cleaner(replace(job, version="0.0.9"), job.output)


# -- parts


@pytest.fixture
def place(tmp_path: Path) -> Callable[[], list[str]]:
    """The names in the output, whose folder for drafts is draft."""
    (tmp_path / "draft").mkdir()
    return lambda: sorted(path.name for path in tmp_path.iterdir() if path.name != "draft")


ROW: Mapping[str, Any] = dict.fromkeys(SCHEMA.names) | {"file": "a", "position": 1}


@pytest.mark.parametrize("form", list(WRITERS))
def test_a_part_is_there_once_it_is_whole(tmp_path: Path, place: Callable[[], list[str]], form: str) -> None:
    with part(tmp_path, tmp_path / "draft", "x.part", form) as add:
        for _ in range(1000):
            add(ROW)
        assert place() == []
    assert place() == ["x.part"]
    assert list((tmp_path / "draft").iterdir()) == []


@pytest.mark.parametrize("form", list(WRITERS))
def test_a_part_that_fails_leaves_nothing(tmp_path: Path, place: Callable[[], list[str]], form: str) -> None:
    def write(add: Callable[[Mapping[str, Any]], None]) -> None:
        add(ROW)
        add({"position": 1 // 0})

    with pytest.raises(ZeroDivisionError), part(tmp_path, tmp_path / "draft", "x.part", form) as add:
        write(add)
    assert place() == []
    assert list((tmp_path / "draft").iterdir()) == []


def test_an_actor_of_an_earlier_run_brings_nothing_in(tmp_path: Path, place: Callable[[], list[str]]) -> None:
    with pytest.raises(OSError, match="No such file"), part(tmp_path, tmp_path / "draft", "x.part", "jsonl"):
        shutil.rmtree(tmp_path / "draft")
    assert place() == []


# -- the manifest


def finish(job: Job, archive: Path, chosen: Callable[[int], bool] = lambda _: True) -> list[Split]:
    """Pretends to clean the pieces whose numbers are chosen; returns the splits that were left before."""
    from reinschrift.batch.inputs import INPUTS

    sources, _ = find([str(archive)], job.output)
    with opened(job) as manifest:
        splits = list(manifest.remaining(sources, job.pages))
        pieces = [piece for split in splits for piece in INPUTS["warc"].divide(split, job.pages)]
        for number, piece in enumerate(pieces):
            if chosen(number):
                name = part_name(piece, job.format)
                (Path(job.output) / name).touch()
                manifest.add(Outcome(piece, name, 4, passed={"request": 1}))
    return splits


def stretches(splits: list[Split]) -> Iterator[tuple[int, int]]:
    return ((split.start, split.stop) for split in splits)


@pytest.mark.parametrize("pages", [1, 2, 3, 100])
def test_only_what_is_missing_is_left(job: Job, archive: Path, pages: int) -> None:
    begun = replace(job, pages=2)
    assert list(stretches(finish(begun, archive, lambda number: number in (1, 3)))) == [(0, archive.stat().st_size)]
    first, second, third = finish(replace(job, pages=pages), archive)
    assert (first.start, third.stop) == (0, archive.stat().st_size)
    assert first.stop < second.start < second.stop < third.start
    assert finish(job, archive) == []


def test_what_a_killed_run_left_is_removed(job: Job, archive: Path) -> None:
    finish(job, archive, lambda number: number == 0)
    out = Path(job.output)
    finished = {path.name for path in out.glob("part-*")}
    (out / "part-0123-without-a-line.parquet").touch()
    (out / "part-0123-of-another-kind.jsonl.gz").touch()
    (out / "_writing-0123").mkdir()
    (out / "_writing-0123" / "draft").touch()
    with (out / NAME).open("a") as manifest:
        manifest.write('{"part": [["warc", ["/a.wa')
    finish(job, archive, lambda _: False)
    assert {path.name for path in out.iterdir()} == finished | {NAME}
    assert len(finish(job, archive)) == 1
    assert finish(job, archive) == []


def test_two_runs_do_not_write_to_one_folder(job: Job) -> None:
    with opened(job), pytest.raises(BatchError, match="Another run is writing"), opened(job):
        pass


def test_a_folder_of_somebody_else_is_left_alone(job: Job) -> None:
    Path(job.output).mkdir()
    (Path(job.output) / "letter.txt").touch()
    with pytest.raises(BatchError, match="not empty"), opened(job):
        pass
    assert [path.name for path in Path(job.output).iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("change", "told"),
    [({"format": "jsonl"}, "format parquet"), ({"keep": "meta"}, "keep None"), ({"time_limit": 7.0}, "time limit 20")],
)
def test_a_run_goes_on_as_it_was_begun(job: Job, archive: Path, change: dict[str, Any], told: str) -> None:
    finish(job, archive, lambda number: number == 0)
    with pytest.raises(BatchError, match=told):
        finish(replace(job, **change), archive)


def test_a_file_that_has_changed_is_told(job: Job, archive: Path) -> None:
    finish(job, archive, lambda number: number == 0)
    write_warc(archive, responses(11))
    with pytest.raises(BatchError, match=r"a\.warc\.gz has changed"):
        finish(job, archive)


def test_a_damaged_manifest_is_told(job: Job, archive: Path) -> None:
    finish(job, archive)
    (Path(job.output) / NAME).write_text("no JSON\n")
    with pytest.raises(BatchError, match="is damaged"):
        finish(job, archive)


def test_small_files_go_together_and_new_ones_come_after(job: Job, tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.html").touch()
    with opened(job) as manifest:
        first, second = manifest.remaining(find([str(tmp_path)], job.output)[0], job.pages)
        assert [len(first.files), len(second.files)] == [4, 2]
        manifest.add(Outcome(first, part_name(first, job.format), 4))
        (Path(job.output) / part_name(first, job.format)).touch()
    (tmp_path / "0a.html").touch()
    with opened(job) as manifest:
        (rest,) = manifest.remaining(find([str(tmp_path)], job.output)[0], job.pages)
    assert [Path(file).name for file in rest.files] == ["0a.html", "4.html", "5.html"]
