"""docs/install.md and docs/metrics.md: the commands exist; what is shown of output, settings and counts is true."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from conftest import InProcess, client_of
from reinschrift import places, probe, serve
from reinschrift.catalogue import catalogue
from reinschrift.cli import _parser, main
from reinschrift.doctor import CHECKS
from reinschrift.owner import Owner
from reinschrift.probe import Listener
from reinschrift.service import command
from reinschrift.service.plan import Machine
from reinschrift.settings import PARSERS, Settings
from test_readme import stands_in

DOCS = Path(__file__).resolve().parent.parent / "docs"
INSTALL, METRICS = ((DOCS / name).read_text(encoding="utf-8") for name in ("install.md", "metrics.md"))
FENCES = re.findall(r"^```(\w*)\n(.*?)^```$", INSTALL + METRICS, re.M | re.S)
HOME = Path("/home/zoe")
FOLDER = HOME / ".config" / "reinschrift"
OTHERS = ("python3 run.py serve", "pipx ", "git pull")  # commands that are not ours, or that test_readme knows


def commands() -> Iterator[str]:
    for language, body in FENCES:
        if language == "sh":
            yield from body.splitlines()
        elif language == "console":
            yield body.partition("\n")[0].removeprefix("$ ")


def shown(of: str) -> str:
    """What the page shows as the output of a command."""
    (found,) = (body for language, body in FENCES if language == "console" and body.startswith(f"$ {of}\n"))
    return found.partition("\n")[2]


def rows(page: str, head: str) -> list[list[str]]:
    """The cells of the table whose first head is this, without backticks."""
    table = page.partition(f"| {head} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip().replace("`", "") for cell in row.strip("|").split("|")] for row in table]


def test_every_command_is_one() -> None:
    ours = [line for line in commands() if not line.startswith(OTHERS)]
    assert len(ours) >= 8
    for line in ours:
        name, *arguments = shlex.split(line)
        assert name == "reinschrift"
        assert _parser().parse_args(arguments).command == arguments[0]


def test_the_dry_run(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("/home/zoe/bin/python", "-m", "reinschrift.cli", "serve")
    machine = Machine(words, HOME, HOME / ".config", FOLDER, "zoe", 1000, 15)
    file = FOLDER / "config.toml"
    settings = Settings(port=1)
    command.run(command.Wanted("install", True, machine, settings, file, {}, catalogue("en")["service"]), "linux")
    assert stands_in(shown("reinschrift service install --dry-run"), capsys.readouterr().out)


def test_the_configuration(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(places, "config_folder", lambda: FOLDER)
    assert main(["config", "--port", "9000"]) == 0
    assert stands_in(shown("reinschrift config --port 9000"), capsys.readouterr().out)


def test_the_doctor() -> None:
    """Every check in its order, each with one of its messages; then what sums up."""
    words = catalogue("en")["doctor"]
    *lines, last = shown("reinschrift doctor").splitlines()
    assert last == words["sum_good"]
    found = [line for line in lines if not line.startswith("  ")]
    assert len(found) == len(CHECKS)
    for line, name in zip(found, CHECKS, strict=True):
        level, title, message = re.split(" {2,}", line, maxsplit=2)
        assert (level in (words["good"], words["note"]), title) == (True, words[f"name_{name}"])
        assert any(re.fullmatch(pattern(words[key]), message) for key in words if key.startswith(f"{name}_"))
    (advice,) = (line.strip() for line in lines if line.startswith("  "))
    assert advice == words["service_none_help"]


def pattern(message: str) -> str:
    return ".+".join(map(re.escape, re.split(r"\{\w+\}", message)))


def test_who_has_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "owner", lambda port: Owner(815, "python3"))
    for found in (Listener("0.1.0", {"process": 4711}), Listener()):
        monkeypatch.setattr(probe, "listener", lambda host, port, token, found=found: found)
        sentence = f"reinschrift: Cannot listen on 127.0.0.1 port 8417: {serve._whose(Settings())}\n"
        assert sentence in INSTALL


def test_the_table_of_settings() -> None:
    defaults = {field.name: field.default for field in fields(Settings)}
    table = {name: default for name, default, _ in rows(INSTALL, "Setting")}
    assert list(table) == list(PARSERS)
    for name, default in table.items():
        if name not in ("workers", "extension_ids"):
            wanted = {"none": defaults[name] or None, "no": False}.get(default, default)
            assert (defaults[name] or None) == (PARSERS[name](wanted, name) or None if wanted else None), name


def test_the_table_of_counts(settings: Settings) -> None:
    client = client_of(replace(settings, metrics=True), InProcess())
    client.get("/v1/health")
    text = client.get("/metrics").text
    names = set(re.findall(r"^# TYPE (\w+) ", text, re.M))
    table = {name: labels for name, labels, _ in rows(METRICS, "Metric")}
    assert {name for name in names if not name.endswith("_created")} == set(table)
    for name, labels in table.items():
        for label in labels.split(", "):
            assert re.search(rf'^{name}\w*{{[^}}]*\b{label}="', text, re.M), (name, label)


def test_links_lead_somewhere() -> None:
    for page in (INSTALL, METRICS):
        links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", page) if "://" not in link]
        assert links
        assert [link for link in links if link and not (DOCS / link).exists()] == []
