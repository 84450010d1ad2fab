"""The README: its commands run as they stand there, what it shows of their output is true, its links lead somewhere."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import PORT, Live

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.M | re.S)
RUN = "python3 run.py"
INSTALLING = (f"{RUN} serve", f"{RUN} test", f"{RUN} package", "pip install", "python server/training/train.py")
CUT = "…"


def examples() -> Iterator[tuple[str, str]]:
    """Every command of a console block with the output shown for it, there or in the JSON block that follows."""
    for number, (language, body) in enumerate(FENCES):
        for example in re.split(r"^\$ ", body, flags=re.M)[1:] if language == "console" else ():
            lines = example.splitlines()
            end = next(i for i in range(1, len(lines) + 1) if is_whole("\n".join(lines[:i])))
            yield "\n".join(lines[:end]), "\n".join(lines[end:]) or FENCES[number + 1][1]


def is_whole(command: str) -> bool:
    """Whether every quote of a command is closed."""
    try:
        return bool(shlex.split(command))
    except ValueError:
        return False


EXAMPLES = list(examples())


def output(command: str, live: Live) -> str:
    """What a command writes, run in the project's folder against the live server."""
    if command.startswith(f"{RUN} clean"):
        wanted = [sys.executable, "-m", "reinschrift.cli", *shlex.split(command)[2:]]
    else:
        wanted = shlex.split(command.replace(f":{PORT}/", f":{live.port}/"))
        assert wanted[0] == "curl"
        if shutil.which("curl") is None:
            return asked(wanted, live)
    return subprocess.run(wanted, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout


def asked(curl: list[str], live: Live) -> str:
    """What the server answers to the request that a curl command describes."""
    headers = dict(curl[i + 1].split(": ", 1) for i, word in enumerate(curl) if word == "-H")
    body: str | bytes = curl[curl.index("--data-binary") + 1]
    if isinstance(body, str) and body.startswith("@"):
        body = (ROOT / body[1:]).read_bytes()
    address = next(word for word in curl if word.startswith("http"))
    return live.ask("POST", address.partition(str(live.port))[2], body, headers)[2].decode()


def agrees(shown: Any, real: Any) -> bool:
    """Whether a shortened JSON value is true: all but times, of texts what stands before the cut."""
    if isinstance(shown, dict):
        return all(key == "milliseconds" or (key in real and agrees(shown[key], real[key])) for key in shown)
    if isinstance(shown, list):
        return all(any(agrees(item, other) for other in real) for item in shown)
    return real.startswith(shown[:-1].rstrip()) if isinstance(shown, str) and shown.endswith(CUT) else shown == real


def stands_in(shown: str, real: str) -> bool:
    """Whether the shown lines stand in the output, in this order and, between lines that are only cuts, unbroken."""
    parts = [".*?" if line == CUT else re.escape(line.removesuffix(CUT).rstrip()) + tail(line) for line in lines(shown)]
    return re.fullmatch("\n".join(parts), "\n".join(lines(real)), re.S) is not None


def tail(line: str) -> str:
    return "[^\n]*" if line.endswith(CUT) else ""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize(("command", "shown"), EXAMPLES)
def test_commands_do_what_is_shown(live: Live, command: str, shown: str) -> None:
    real = output(command, live)
    true = agrees(json.loads(shown), json.loads(real)) if shown.startswith("{") else stands_in(shown, real)
    assert true, real


@pytest.mark.parametrize("command", [command for command, _ in EXAMPLES if command.startswith("curl")])
def test_the_request_alone_gets_the_same_answer(live: Live, command: str) -> None:
    """On machines without curl the test above rests on `asked`."""
    curl = shlex.split(command.replace(f":{PORT}/", f":{live.port}/"))
    times = re.compile(r'"milliseconds": [\d.]+')
    assert times.sub("", asked(curl, live)) == times.sub("", output(command, live))


def test_no_command_is_left_untested() -> None:
    plain = [line for language, body in FENCES if language == "sh" for line in body.splitlines()]
    assert [line for line in plain if not line.startswith(INSTALLING)] == []
    assert len(EXAMPLES) >= 5


def test_links_lead_somewhere() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
