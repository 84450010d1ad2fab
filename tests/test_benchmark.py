"""The comparison with other tools: readers, killable processes, intervals and tables; no real tool is run."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent / "benchmark"))

import figures
import report
import worker
from adapter import Page
from corpus import Row
from peers import Peer, peers
from sets import FORMATS, Case, NoPages, cases, settled
from tables import write_into
from tool import Missing, Tool, plain

FIRST = "Der Rat von Birkenau hat am Dienstag beschlossen, die alte Brücke über die Lohe zu erhalten."
SECOND = "Nach mehr als vier Stunden stimmten siebzehn Mitglieder dafür, neun dagegen."
PITCH = "Jetzt unseren Newsletter bestellen und jeden Morgen lesen, was in der Region wichtig wird."
PAGE = f"<html><body><p>{FIRST}</p><p>{PITCH}</p><p>{SECOND}</p></body></html>"
BODY = {"summary": [FIRST], "sections": [{"headline": [], "paragraphs": [SECOND]}]}
URL = "https://www.bote.example/a"


def put(path: Path, content: Any) -> None:
    """Writes a page or JSON where a set would have it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(content.encode()))
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


# -- the formats, a tiny invented set of each


def corpus(folder: Path) -> None:
    put(folder / "news.jsonl", json.dumps({"id": "x-1", "url": URL, "lang": "de", "body": BODY}) + "\n")
    put(folder / "pages" / "x-1.html.gz", PAGE)


def aeb(folder: Path) -> None:
    put(folder / "ground-truth.json", {"3f": {"articleBody": f"{FIRST}\n\n{SECOND}", "url": URL}})
    put(folder / "html" / "3f.html.gz", PAGE)


def fundus_evaluation(folder: Path) -> None:
    truth = {"Bote_0.html.gz": {"body": [FIRST, SECOND], "url": URL, "crawl_date": "2024-02-28 13:06:44.083593"}}
    put(folder / "dataset" / "ground_truth.json", truth)
    put(folder / "dataset" / "html" / "Bote_0.html.gz", PAGE)


def fundus(folder: Path) -> None:
    told = {"url": URL, "crawl_date": "2024-05-03 18:19:08.721370"}
    put(folder / "at" / "meta.info", {"Bote_2024_05_03.html.gz": told})
    put(folder / "at" / "Bote.json", {"V1": {"authors": [], "body": BODY}})
    put(folder / "at" / "Bote_2024_05_03.html.gz", PAGE)


def wcxb(folder: Path) -> None:
    truth = {"main_content": f"{FIRST}\n\n{SECOND}", "with": [FIRST], "without": [PITCH]}
    kind = {"page_type": {"primary": "article"}}
    put(folder / "ground-truth" / "0001.json", {"url": URL, "_internal": kind, "ground_truth": truth})
    put(folder / "html" / "0001.html.gz", PAGE)


def plain_folder(folder: Path) -> None:
    put(folder / "eins.html", PAGE)
    put(folder / "eins.txt", f"{FIRST}\n\n{SECOND}\n")
    put(folder / "liesmich.txt", "Kein Bezug.")


MADE = {
    "Reinschrift's corpus": (corpus, "news", "x-1"),
    "article-extraction-benchmark": (aeb, "article-extraction-benchmark", "3f"),
    "fundus-evaluation": (fundus_evaluation, "fundus-evaluation", "Bote_0"),
    "Fundus test pages": (fundus, "fundus", "at-Bote_2024_05_03"),
    "WCXB": (wcxb, "article", "0001"),
    "plain folder": (plain_folder, "seiten", "eins"),
}


@pytest.mark.parametrize("name", MADE)
def test_every_format_is_known_by_its_files_and_read(name: str, tmp_path: Path) -> None:
    make, set_name, key = MADE[name]
    folder = tmp_path / "seiten"
    make(folder)
    found, (case,) = cases(folder)
    assert (found, case.row.set, case.row.id) == (name, set_name, key)
    assert case.raw().decode() == PAGE
    assert figures.scored(case.row, f"{FIRST}\n{SECOND}")["kept"] == (2, 2)
    if name != "plain folder":
        assert (case.row.publisher, case.row.record["url"]) == ("bote", URL)


def test_every_format_has_its_example() -> None:
    assert [known.name for known in FORMATS] == list(MADE)


def test_a_folder_of_anything_else_is_refused(tmp_path: Path) -> None:
    put(tmp_path / "a.html", PAGE)
    with pytest.raises(NoPages, match="none of the formats"):
        cases(tmp_path)
    plain_folder(tmp_path)
    with pytest.raises(NoPages, match="no pages of news"):
        cases(tmp_path, only=["news"])


def test_samples_are_drawn_from_each_set_and_stay_the_same(tmp_path: Path) -> None:
    for name in ("news", "articles"):
        lines = [json.dumps({"id": f"{name}-{i}", "url": "", "text": FIRST}) for i in range(9)]
        put(tmp_path / f"{name}.jsonl", "\n".join(lines) + "\n")
    (tmp_path / "pages").mkdir()
    drawn = [case.row.id for case in cases(tmp_path, sample=3)[1]]
    assert [key.split("-")[0] for key in drawn] == ["news"] * 3 + ["articles"] * 3
    assert drawn == [case.row.id for case in cases(tmp_path, sample=3)[1]]
    assert len(cases(tmp_path, ["news"], sample=100)[1]) == 9


def test_wcxb_has_a_set_for_each_kind_of_page(tmp_path: Path) -> None:
    wcxb(tmp_path)
    put(tmp_path / "ground-truth" / "0002.json", {"url": URL, "ground_truth": {"main_content": FIRST}})
    put(tmp_path / "html" / "0002.html.gz", PAGE)
    assert [case.row.set for case in cases(tmp_path)[1]] == ["article", "unknown"]
    (case,) = cases(tmp_path, only=["article"])[1]
    scores = figures.scored(case.row, FIRST)
    assert (scores["with"], scores["without"]) == ((1, 1), (0, 1))


def test_fundus_pages_find_their_versions_by_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fundus(tmp_path)
    pages = ["Bote_2024_05_03.html.gz", "Bote_2025_01_31.html.gz", "Kurier_2024_01_01.html.gz"]
    put(tmp_path / "at" / "meta.info", {page: {"url": URL} for page in reversed(pages)})
    other = {"summary": [], "sections": [{"headline": ["Warum?"], "paragraphs": [PITCH]}]}
    put(tmp_path / "at" / "Bote.json", {"V10": {"body": other}, "V2": {"body": BODY}})
    put(tmp_path / "at" / "Kurier.json", {"V1": {"body": BODY}, "V1_1": {"body": BODY}})
    for page in pages:
        put(tmp_path / "at" / page, PAGE)
    assert [case.row.record["body"] for case in cases(tmp_path)[1]] == [BODY, other]
    assert "Kurier: 1 pages for 2 references, left out" in capsys.readouterr().err


def test_paragraphs_in_brackets_count_only_where_they_are_given(tmp_path: Path) -> None:
    fundus_evaluation(tmp_path)
    truth = {"Bote_0.html.gz": {"body": [f"[{FIRST}]", f"[{SECOND}]", SECOND], "url": URL}}
    put(tmp_path / "dataset" / "ground_truth.json", truth)
    (case,) = cases(tmp_path)[1]
    assert settled(case.row.record, SECOND)["text"] == f"{SECOND}\n\n{SECOND}"
    assert settled(case.row.record, f"{FIRST} {SECOND}")["text"] == f"{FIRST}\n\n{SECOND}\n\n{SECOND}"
    assert settled(case.row.record, "")["text"] == f"{SECOND}\n\n{SECOND}"  # what is wanted elsewhere stays wanted


# -- tools in processes that can be killed

PEER = Peer("Beispiel {}", "beispiel", None)
SCRIPT = """
import json, sys, time
def say(answer): print(json.dumps(answer), flush=True)
say({"version": "1.2"})
for line in sys.stdin.buffer:
    page = sys.stdin.buffer.read(json.loads(line)["size"]).decode()
    if page == "hang": time.sleep(60)
    if page == "die": sys.exit(1)
    say({"error": "Broken: no", "seconds": 0.25} if page == "break" else {"text": page, "seconds": 0.5})
"""


@pytest.fixture
def tool(tmp_path: Path) -> Iterator[Tool]:
    made = Tool(PEER, [sys.executable, "-S", "-c", SCRIPT], tmp_path / "log", time_limit=1)
    yield made
    made.close()


def case_of(set_name: str = "news", **record: Any) -> Case:
    return Case(Row(set_name, "bote", {"id": "x-1", "url": URL, **record}), Path())


def test_a_tool_answers_page_after_page(tool: Tool) -> None:
    assert tool.version == "1.2"
    assert tool.ask(case_of(), b"eins") == ("text", "eins", 0.5)
    assert tool.ask(case_of(), b" \n") == ("empty", " \n", 0.5)
    assert tool.ask(case_of(), b"zwei" * 100_000).state == "text"


@pytest.mark.parametrize(
    ("page", "wanted"), [(b"hang", ("late", "", 1)), (b"die", ("crash", "", 0)), (b"break", ("crash", "", 0.25))]
)
def test_what_breaks_on_one_page_has_no_text_there_and_goes_on(tool: Tool, page: bytes, wanted: Any) -> None:
    assert tool.ask(case_of(), page) == wanted
    assert tool.ask(case_of(), b"eins").text == "eins"


@pytest.mark.parametrize(
    ("script", "reason"), [('print(\'{"missing": "no module"}\')', "no module"), ("", "did not start")]
)
def test_a_tool_that_cannot_be_used_says_why(script: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(Missing, match=reason):
        Tool(PEER, [sys.executable, "-S", "-c", script], tmp_path / "log")


def test_html_becomes_text_with_a_line_for_each_block(tmp_path: Path) -> None:
    html = f"<div><h2>Brücke</h2><p>{FIRST}<br>Ja.</p><script>x()</script><!-- nein --><ul><li>a<li>b</ul></div>"
    assert plain(html).split() == f"Brücke {FIRST} Ja. a b".split()
    assert plain("") == ""
    assert plain("<p>a&#1;b<br>c&#12;d</p>&#2;e").split() == ["ab", "cd", "e"]


def asked(text: str) -> bytes:
    raw = text.encode()
    return json.dumps({"url": URL, "publisher": "bote", "size": len(raw)}).encode() + b"\n" + raw


def test_a_worker_tells_texts_and_errors() -> None:
    def adapter(page: Page) -> str:
        if page.text == "kaputt":
            raise ValueError("so nicht")
        return f"{page.publisher} {page.url} {page.text}"

    out = io.BytesIO()
    worker.serve(adapter, io.BytesIO(asked("kaputt") + asked("Brücke")), out)
    broken, good = map(json.loads, out.getvalue().splitlines())
    assert broken["error"] == "ValueError: so nicht"
    assert good["text"] == f"bote {URL} Brücke"
    assert good["seconds"] >= 0


def test_cross_validated_weights_are_only_asked_where_there_are_some() -> None:
    assert "reinschrift-folds" not in peers()
    assert next(iter(peers(Path("folds.npz")))) == "reinschrift-folds"


# -- figures and their intervals

LABELS = [{"kind": "newsletter", "text": PITCH}, {"kind": "article", "text": SECOND}]


def test_a_page_is_scored_by_what_its_record_allows() -> None:
    row = Row("news", "bote", {"id": "x-1", "text": f"{FIRST}\n\n{PITCH.replace('Jetzt', 'Hier')}", "labels": LABELS})
    scores = figures.scored(row, f"{FIRST}\n\n{PITCH}")
    assert scores["kept"] == (1, 2)
    assert scores["kept hard"] == (0, 1)
    assert scores["leak newsletter"] == (1, 1)
    assert scores["recall"][0] == pytest.approx(29 / 30)
    assert "with" not in scores
    assert list(figures.scored(Row("snippets", "bote", {"id": "s", "with": [FIRST]}), "")) == ["with"]


def test_no_text_has_no_precision_of_runs_but_counts_as_nothing_found() -> None:
    scores = figures.scored(Row("news", "bote", {"id": "x-1", "text": FIRST}), "")
    assert scores["4-gram precision"] == (0, 0)
    assert scores["word F1"] == scores["4-gram recall"] == (0, 1)


def measured(values: list[float]) -> Any:
    return figures.figures([{"word F1": (value, 1)} for value in values], figures.draws(len(values)))


def test_intervals_hold_the_value_and_shrink_with_the_pages() -> None:
    few = figures.with_intervals(measured([0.2, 0.9, 1.0] * 4))["word F1"]
    many = figures.with_intervals(measured([0.2, 0.9, 1.0] * 100))["word F1"]
    assert few.value == many.value == pytest.approx(0.7)
    assert few.low < many.low < 0.7 < many.high < few.high
    assert figures.with_intervals(measured([0.5] * 9))["word F1"] == pytest.approx((0.5, 0.5, 0.5))


def test_differences_are_paired() -> None:
    base, better = measured([0.1, 0.9, 0.4, 0.8]), measured([0.2, 1.0, 0.5, 0.9])
    assert figures.differences(better, base)["word F1"] == pytest.approx((0.1, 0.1, 0.1))
    assert figures.differences(base, base)["word F1"] == (0, 0, 0)


def test_shares_are_of_all_pages_together() -> None:
    pages = [{"kept": (9.0, 10.0)}, {"kept": (0.0, 1.0)}, {"kept": (0.0, 0.0)}]
    assert figures.figures(pages, figures.draws(3))["kept"][0] == pytest.approx(9 / 11)
    assert figures.figures([{"kept": (0.0, 0.0)}], figures.draws(1)) == {}


def test_times_are_told_in_milliseconds() -> None:
    told = figures.times([0.010, 0.020, 0.090])
    assert (told["median"].value, told["mean"]) == pytest.approx((20, 40))
    assert told["median"].low >= 10
    assert 80 < told["p99"] <= 90


# -- tables


def results(**more: Any) -> dict[str, Any]:
    """Two tools on three pages, one of them German; the second tool crashes on the last."""
    scores = {"word F1": [1.0, 1], "leak teaser": [0, 2]}
    worse = {"word F1": [0.5, 1], "leak teaser": [1, 2]}
    pages = [
        {"id": str(i), "set": "news", "lang": lang, "tools": {
            "reinschrift": {"state": "text", "seconds": 0.01, "scores": scores},
            "trafilatura": {"state": "crash" if i == 2 else "text", "seconds": 0.04, "scores": worse},
        }}
        for i, lang in enumerate(["de", "en", "en"])
    ]  # fmt: skip
    tools = {"reinschrift": {"title": "Reinschrift", "timed": True}, "trafilatura": {"title": "T 2", "timed": True}}
    made = {"format": "WCXB", "sample": 40, "repeats": 3, "timeLimit": 20, "python": "3.11", "processors": 2, "load": 9}
    return {"made": made, "tools": tools, "missing": {"goose3": "no module"}, "pages": pages, **more}


def test_tables_tell_quality_junk_and_time_of_every_group() -> None:
    quality, junk, time, german, _ = report.tables(results())
    assert (quality.title, german.title) == ("news (3 pages): quality", "news, German (1 pages): quality")
    assert quality.rows == [
        ["Reinschrift", "1.000 (1.000 to 1.000)", report.NONE],
        ["T 2", "0.500 (0.500 to 0.500)", "-0.500 (-0.500 to -0.500)"],
    ]
    assert junk.rows[1] == ["T 2", "0.500 (0.500 to 0.500)"]
    assert time.rows[0][1:7] == ["10.0", "10.0", "10.0", "0.25", "0.25", "0.25"]
    assert time.rows[1][-3:] == ["0", "1", "0"]


def test_what_is_missing_or_was_not_timed_is_told() -> None:
    told = results()
    told["tools"]["reinschrift"]["timed"] = False
    assert "Missing: goose3 (no module)." in report.as_text(told)
    assert "on 2 processors under a load of 9 (1 is this run alone) with Python 3.11" in report.as_text(told)
    assert "Format: WCXB, at most 40 pages of each set, by lot." in report.as_text(told)
    assert "flatter it" in report.as_markdown(told)
    time = list(report.tables(told))[2]
    assert time.rows[0][1:7] == [report.NONE] * 6


def test_a_document_takes_the_tables_between_its_marks(tmp_path: Path) -> None:
    begin, end = report.MARKS
    document = tmp_path / "benchmark.md"
    document.write_text(f"# Titel\n\n{begin}\nalt\n{end}\n\nEnde\n", encoding="utf-8")
    for _ in range(2):
        write_into(document, report.MARKS, report.as_markdown(results()))
    text = document.read_text(encoding="utf-8")
    assert text.startswith(f"# Titel\n\n{begin}\n\n**news (3 pages): quality**\n\n|  | word F1 | difference |\n| --- |")
    assert text.endswith(f"{end}\n\nEnde\n")
    assert "alt" not in text
    assert text.count("Missing: goose3") == 1
    document.write_text("# Titel\n", encoding="utf-8")
    with pytest.raises(ValueError, match="has no lines"):
        write_into(document, report.MARKS, "")
