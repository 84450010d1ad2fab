"""Sets Reinschrift up and runs it, with only Python 3.11 or newer: `python3 run.py serve`, `… test`, `… clean`.

It keeps everything it installs in .venv beside this file, and installs again only when pyproject.toml or the
Python version changed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
MINIMUM = (3, 11)
USAGE = """\
usage: python3 run.py serve [options]       set up, then run the server
       python3 run.py clean [options] FILE  set up, then clean files without a server
       python3 run.py test [pytest options] set up, then check style, types and behaviour
"""
CHECKS = (
    ("-m", "ruff", "check", "."),
    ("-m", "mypy", "--strict", "server/reinschrift"),
)


class SetUpError(Exception):
    """Something this computer lacks; the message says what and what helps."""


def main(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit status; 2 for wrong usage, 1 where the set-up fails."""
    if not arguments or arguments[0] not in ("serve", "clean", "test"):
        print(USAGE, end="", file=sys.stdout if arguments[:1] in (["-h"], ["--help"]) else sys.stderr)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    command, rest = arguments[0], list(arguments[1:])
    try:
        check_python()
        install("test" if command == "test" else "")
    except SetUpError as error:
        print(f"run.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("run.py: stopped; the next start goes on from here.", file=sys.stderr)
        return 130
    if command == "test":
        return test(rest)
    return become([str(python()), "-m", "reinschrift.cli", command, *rest])


def check_python(version: tuple[int, ...] = tuple(sys.version_info[:2])) -> None:
    """Raises SetUpError if this Python is too old or cannot make virtual environments."""
    if version < MINIMUM:
        needed, found = (".".join(map(str, numbers)) for numbers in (MINIMUM, version))
        raise SetUpError(f"Reinschrift needs Python {needed} or newer, and this is Python {found}.")
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            raise SetUpError(
                f"This Python lacks its module {module}; "
                "on Debian and Ubuntu 'sudo apt install python3-venv' brings it."
            )


def python() -> Path:
    """The interpreter of .venv."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def stamp() -> str:
    """What an installation depends on, as one line; it changes when the project moves, for scripts hold its path."""
    parts = ((ROOT / "pyproject.toml").read_bytes(), sys.version.encode(), str(ROOT).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def installed(extra: str) -> bool:
    """Whether .venv holds this very project with `extra` ("test", or "" for none)."""
    wanted = stamp()
    stamps = [stamp_file("test")] if extra else [stamp_file(""), stamp_file("test")]
    return python().exists() and any(file.exists() and file.read_text() == wanted for file in stamps)


def stamp_file(extra: str) -> Path:
    return VENV / f"reinschrift-{extra or 'serve'}.stamp"


def install(extra: str) -> None:
    """Makes .venv and installs the project into it, unless that is done already. Raises SetUpError."""
    if installed(extra):
        return
    print("run.py: installing into .venv; this takes a minute, once.", file=sys.stderr)
    call(
        "The virtual environment .venv could not be made; is the disk full or the folder read-only?",
        sys.executable,
        "-m",
        "venv",
        "--clear",
        str(VENV),
    )
    # pip first: 23.2, which Python 3.11 and 3.12 bring, crashes on the extra of lxml[html_clean].
    trouble = "pip could not install what Reinschrift needs; is this computer online, and can pip reach its index?"
    pip = (str(python()), "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    call(trouble, *pip, "--upgrade", "pip")
    call(trouble, *pip, "--editable", f"{ROOT}[{extra}]" if extra else str(ROOT))
    stamp_file(extra).write_text(stamp())


def call(trouble: str, *command: str) -> None:
    """Runs a command of the set-up. Raises SetUpError with `trouble` if it fails; its own output says more."""
    try:
        status = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise SetUpError(f"{trouble} ({error})") from error
    if status != 0:
        raise SetUpError(trouble)


def become(command: Sequence[str]) -> int:
    """Becomes another program, where the system can do that, so that signals reach it and nothing else."""
    if os.name != "nt":
        os.execv(command[0], command)
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:  # the child had it too and stops by itself
        return 0


def test(arguments: Sequence[str]) -> int:
    """Runs every check, also after one that failed; returns 0 if all passed."""
    failed = []
    for check in (*CHECKS, ("-m", "pytest", *arguments)):
        print(f"run.py: {' '.join(check[1:])}", file=sys.stderr)
        if subprocess.run([str(python()), *check], cwd=ROOT, check=False).returncode != 0:
            failed.append(check[1])
    if failed:
        print(f"run.py: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
