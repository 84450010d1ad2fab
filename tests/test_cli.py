"""The command line: formats, several files, failures, explanations, and a server that starts and stops."""

import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from reinschrift import __version__
from reinschrift.cli import SERVER_FLAGS, main
from reinschrift.settings import PARSERS

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def page(tmp_path: Path, html: str) -> str:
    file = tmp_path / "bruecke.html"
    file.write_text(html, encoding="utf-8")
    return str(file)


@pytest.fixture
def empty(tmp_path: Path) -> str:
    file = tmp_path / "leer.html"
    file.write_text("<p></p>", encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "json"])
def test_one_file(page: str, paragraphs: tuple[str, ...], capsys: Captured, format_: str) -> None:
    assert main(["clean", page, "--format", format_]) == 0
    out, err = capsys.readouterr()
    assert all(paragraph in out for paragraph in paragraphs)
    assert "==>" not in out
    assert out.endswith("\n")
    assert err == ""
    if format_ == "json":
        assert json.loads(out)["version"] == __version__


def test_text_is_the_default(page: str, capsys: Captured) -> None:
    main(["clean", page])
    plain = capsys.readouterr().out
    main(["clean", page, "--format", "text"])
    assert capsys.readouterr().out == plain


def test_standard_input(
    html: str, paragraphs: tuple[str, ...], capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments in (["clean"], ["clean", "-"]):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(html.encode())))
        assert main(arguments) == 0
        assert paragraphs[0] in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "arguments", "is_text"),
    [
        ("a.txt", [], True),
        ("a.TXT", [], True),
        ("a", ["--input", "text"], True),
        ("a.txt", ["--input", "html"], False),
    ],
)
def test_text_input(
    tmp_path: Path, paragraphs: tuple[str, ...], capsys: Captured, name: str, arguments: list[str], is_text: bool
) -> None:
    (tmp_path / name).write_text("\n\n".join((*paragraphs, "Ein Zeichen <b> mitten im Text.")), encoding="utf-8")
    assert main(["clean", str(tmp_path / name), *arguments]) == 0
    assert ("<b>" in capsys.readouterr().out) is is_text


def test_several_files(page: str, empty: str, paragraphs: tuple[str, ...], capsys: Captured) -> None:
    assert main(["clean", page, empty, page + ".nix", page]) == 1
    out, err = capsys.readouterr()
    assert out.count(f"==> {page} <==\n") == 2
    assert out.count(paragraphs[0]) == 2
    first, second = err.splitlines()
    assert first.startswith(f"reinschrift: {empty}: ")
    assert second == f"reinschrift: {page}.nix: No such file or directory."


def test_several_files_as_json_are_lines(page: str, empty: str, capsys: Captured) -> None:
    assert main(["clean", "--format", "json", page, empty, page]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["file"] for line in lines] == [page, page]
    assert all(line["version"] == __version__ for line in lines)


def test_a_bug_on_one_page_leaves_the_others(page: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    from reinschrift import files

    calls = iter((KeyError("Geheim"), None))
    real = files.clean

    def clean(*arguments: object) -> object:
        error = next(calls)
        if error:
            raise error
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "clean", clean)
    assert main(["clean", page, page]) == 1
    out, err = capsys.readouterr()
    assert out.count("==> ") == 1
    assert "KeyError" in err
    assert len(err.splitlines()) == 1


def test_options_reach_the_core(page: str, capsys: Captured) -> None:
    main(["clean", page, "--format", "json", "--url", "https://zeitung.example/a", "--removed", "none"])
    answer = json.loads(capsys.readouterr().out)
    assert (answer["url"], answer["removed"]) == ("https://zeitung.example/a", [])


def test_explain(page: str, paragraphs: tuple[str, ...], capsys: Captured) -> None:
    assert main(["clean", page, "--explain"]) == 0
    article, _, explanation = capsys.readouterr().out.partition("--- removed ---\n")
    assert paragraphs[-1] in article
    assert re.search(r"^newsletter: \d+\n  \S.*\n    \S", explanation, re.M)
    assert re.search(r"^completeness: (complete|preview|unknown)$", explanation, re.M)


def test_explain_tells_when_there_is_nothing_to_tell(page: str, capsys: Captured) -> None:
    main(["clean", page, "--explain", "--removed", "none"])
    assert "--- removed ---\nnothing\ncompleteness: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ([], "required"),
        (["nix"], "invalid choice"),
        (["clean", "--format", "pdf"], "invalid choice"),
        (["clean", "--removed", "some"], "invalid choice"),
        (["clean", "a.html", "--keep", "werbung"], "consent, newsletter"),
        (["clean", "a.html", "--url", "zeitung"], "absolute http or https"),
        (["clean", "a.html", "b.html", "--url", "https://zeitung.example/"], "one FILE only"),
        (["clean", "a.html", "--explain", "--format", "json"], "leave out --explain"),
        (["serve", "--port", "viel"], "--port must be"),
        (["serve", "--host", "0.0.0.0"], "needs a token"),
        (["serve", "--config", "nix.toml"], "cannot be read"),
    ],
)
def test_usage(arguments: list[str], part: str, capsys: Captured) -> None:
    try:
        status = main(arguments)
    except SystemExit as stop:
        status = int(str(stop.code))
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert part in err


def test_the_languages_are_those_there_are(page: str, capsys: Captured) -> None:
    from reinschrift.reasons import languages

    for language in languages():
        assert main(["clean", page, "--language", language]) == 0
    with pytest.raises(SystemExit):
        main(["clean", "--help"])
    assert f"{{{','.join(languages())}}}" in capsys.readouterr().out


def test_every_setting_has_its_flag() -> None:
    assert {flag.removeprefix("--").replace("-", "_") for flag, _, _ in SERVER_FLAGS} == set(PARSERS)


def test_a_port_that_is_taken(capsys: Captured) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["serve", "--port", port]) == 1
    err = capsys.readouterr().err
    assert f"127.0.0.1 port {port}" in err
    assert len(err.splitlines()) == 1


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, reinschrift.cli\n"
        "try: reinschrift.cli.main(['--version'])\n"
        "except SystemExit: print(sorted({'flask', 'lxml', 'numpy', 'trafilatura', 'waitress'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [f"reinschrift {__version__}", "[]"]


@pytest.mark.skipif(sys.platform == "win32", reason="stops by signal")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_server_starts_and_stops(number: signal.Signals) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("REINSCHRIFT_")}
    command = [sys.executable, "-m", "reinschrift.cli", "serve"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environ | {"REINSCHRIFT_PORT": "0", "REINSCHRIFT_WORKERS": "1"},
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert re.fullmatch(rf"Reinschrift {re.escape(__version__)} listens on http://127\.0\.0\.1:\d+/ .*\n", said)
        process.send_signal(number)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end differently there")
def test_a_reader_that_stops_early(page: str) -> None:
    command = [sys.executable, "-m", "reinschrift.cli", "clean", *[page] * 200]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
    assert process.returncode == 1
    assert err == b""
