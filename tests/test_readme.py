"""README and docs: commands run as they stand there, what is shown of their output is true, links lead somewhere."""

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
FILES = (ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md")))
FOLDERS = {path.name: path.parent for path in FILES}
PAGES = {path.name: path.read_text(encoding="utf-8") for path in FILES}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
RUN = "python3 run.py"
INSTALLING = (
    f"{RUN} serve", f"{RUN} test", f"{RUN} package", "pip install", "python server/training/",
    "python docs/pictures", "python tests/benchmark/",
)  # fmt: skip
"""What is run elsewhere in the suite, or needs the network or a corpus."""
OWN_TESTS = {
    "install.md": "test_docs_install.py", "metrics.md": "test_docs_install.py", "team.md": "test_deploy.py",
    "batch.md": "test_batch.py",
}  # fmt: skip
"""Pages whose plain commands another file looks at."""
CUT = "…"


def examples() -> Iterator[tuple[str, str]]:
    """Every command of a console block with the output shown for it, there or in the JSON block that follows.

    Those of `reinschrift` itself on other machines are not meant; install.md has a test of its own.
    """
    for name, page in PAGES.items():
        fences = FENCE.findall(page)
        for number, (language, body) in enumerate(fences):
            for example in re.split(r"^\$ ", body, flags=re.M)[1:] if language == "console" else ():
                lines = example.splitlines()
                end = next(i for i in range(1, len(lines) + 1) if is_whole("\n".join(lines[:i])))
                command = "\n".join(lines[:end])
                if not (name in OWN_TESTS and command.startswith("reinschrift ")):
                    yield command, "\n".join(lines[end:]) or fences[number + 1][1]


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
    address = next(word for word in curl if word.startswith("http"))
    path = address.partition(str(live.port))[2]
    if "--data-binary" not in curl:
        return live.ask("GET", path, headers=headers)[2].decode()
    body: str | bytes = curl[curl.index("--data-binary") + 1]
    if isinstance(body, str) and body.startswith("@"):
        body = (ROOT / body[1:]).read_bytes()
    return live.ask("POST", path, body, headers)[2].decode()


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


@pytest.mark.parametrize("name", [name for name in PAGES if name not in OWN_TESTS])
def test_no_command_is_left_untested(name: str) -> None:
    plain = [line for language, body in FENCE.findall(PAGES[name]) if language == "sh" for line in body.splitlines()]
    known = (*INSTALLING, *(command for command, _ in EXAMPLES))
    assert [line for line in plain if not line.startswith(known)] == []


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 7
    assert set(OWN_TESTS) <= set(PAGES)
    assert all((ROOT / "tests" / test).exists() for test in OWN_TESTS.values())


def slugs(page: str) -> set[str]:
    """What the headings of a page are called in links."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page), re.M)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    folder = FOLDERS[name]
    found = re.findall(r"\]\(([^)]+)\)", PAGES[name])
    links = [link.partition("#") for link in found if "://" not in link]
    assert [path for path, _, _ in links if not (folder / path).exists()] == []
    inner = [(Path(path).name or name, anchor) for path, _, anchor in links if anchor]
    assert [(page, anchor) for page, anchor in inner if anchor not in slugs(PAGES[page])] == []


def test_every_page_is_linked_from_the_readme() -> None:
    paths = [path.relative_to(ROOT).as_posix() for path in FILES]
    assert [path for path in paths if path != "README.md" and f"({path})" not in PAGES["README.md"]] == []
