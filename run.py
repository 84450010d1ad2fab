"""Sets Reinschrift up and runs it, with only Python 3.11 or newer: `python3 run.py serve`, and what `--help` shows.

It keeps everything it installs in .venv beside this file, and installs again only when the program, what it needs or
the Python version changed. What the tests in browsers need besides, tests/browser/provide.py finds or installs.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
MINIMUM = (3, 11)
USAGE = """\
usage: python3 run.py serve [options]       set up, then run the server
       python3 run.py service install       set up, then start the server at every login (also: status, uninstall)
       python3 run.py doctor                set up, then say what is not as it should be, and what helps
       python3 run.py config | token        set up, then show the settings, or the token
       python3 run.py clean [options] FILE  set up, then clean files without a server
       python3 run.py batch [options] INPUT set up, then clean whole archives
       python3 run.py test [pytest options] set up, then check style, types and behaviour, also in browsers;
                                            without those: python3 run.py test -m "not browser"
       python3 run.py package               write the extension's packages for browsers to dist/
"""
PROGRAM = ("serve", "service", "doctor", "config", "token", "clean", "batch")  # commands of reinschrift itself
ENOUGH = {"": ("", "batch", "test"), "batch": ("batch", "test"), "test": ("test",)}  # extras, and those that hold them
CHECKS = (
    ("-m", "ruff", "check", "."),
    ("-m", "mypy", "--strict", "server/reinschrift"),
)
PROVIDE = ("tests/browser/provide.py",)
PACKAGES = {  # a browser's package, and what of the manifest it would only warn about
    "chromium.zip": (("background", "scripts"), ("browser_specific_settings",)),
    "firefox.xpi": (("background", "service_worker"), ("key",), ("minimum_chrome_version",)),
}
PACKED = (".css", ".html", ".js", ".json", ".png", ".svg", ".txt", ".woff2")
EPOCH, UNIX = (1980, 1, 1, 0, 0, 0), 3  # the same for every file, so that the same files make the same package


class SetUpError(Exception):
    """Something this computer lacks; the message says what and what helps."""


def main(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit status; 2 for wrong usage, 1 where the set-up fails."""
    if not arguments or arguments[0] not in (*PROGRAM, "test", "package"):
        print(USAGE, end="", file=sys.stdout if arguments[:1] in (["-h"], ["--help"]) else sys.stderr)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    command, rest = arguments[0], list(arguments[1:])
    try:
        check_python()
        if command == "package":
            return package()
        install(command if command in ENOUGH else "")
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


def stamp(extra: str) -> str:
    """What an installation depends on, as one line; it changes when the project moves, for scripts hold its path.

    With `test` the program is used where it lies; else it is a copy, which changes with every file of the program.
    """
    package = [] if extra == "test" else sorted((ROOT / "server" / "reinschrift").rglob("*"))
    files = [ROOT / "pyproject.toml", ROOT / "setup.py", *package]
    there = [file for file in files if file.is_file() and file.parent.name != "__pycache__"]
    parts = [f"{file} ".encode() + file.read_bytes() for file in there]
    return hashlib.sha256(b"\0".join([*parts, sys.version.encode(), str(ROOT).encode()])).hexdigest()


def installed(extra: str) -> bool:
    """Whether .venv holds this very project with `extra`, a key of ENOUGH ("" for none)."""
    stamps = [(name, stamp_file(name)) for name in ENOUGH[extra] if stamp_file(name).exists()]
    return python().exists() and any(file.read_text() == stamp(name) for name, file in stamps)


def stamp_file(extra: str) -> Path:
    return VENV / f"reinschrift-{extra or 'serve'}.stamp"


def install(extra: str) -> None:
    """Makes .venv and installs the project into it, unless that is done already. Raises SetUpError."""
    if installed(extra):
        return
    print("run.py: installing into .venv; this takes a minute or two, once.", file=sys.stderr)
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
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    shutil.rmtree(ROOT / "build" / "package", ignore_errors=True)  # else what an older program had would be in the new
    if extra == "test":
        call(trouble, *pip, "--editable", target)
    elif not (may_compile() and compiled(*pip, target)):
        call(trouble, *pip, target)
    stamp_file(extra).write_text(stamp(extra))


def may_compile() -> bool:
    """Whether to compile the core (see setup.py): as REINSCHRIFT_COMPILE says, else where a compiler stands ready.

    Elsewhere than on Linux, to look for one may open a window that offers to install it.
    """
    if said := os.environ.get("REINSCHRIFT_COMPILE"):
        return said == "1"
    headers = Path(sysconfig.get_path("include")) / "Python.h"
    return sys.platform == "linux" and headers.is_file() and any(map(shutil.which, ("cc", "gcc", "clang")))


def compiled(*command: str) -> bool:
    """Installs with the core compiled; returns whether that went well, and what was compiled can be loaded."""
    environment = {**os.environ, "REINSCHRIFT_COMPILE": "1"}
    for step in (command, (str(python()), "-c", "import reinschrift.clean")):
        if subprocess.run(step, check=False, env=environment, capture_output=True).returncode != 0:
            print("run.py: the core was not compiled; it does the same, only slower.", file=sys.stderr)
            return False
    return True


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
    provide = () if "not browser" in arguments else (PROVIDE,)
    for check in (*provide, *CHECKS, ("-m", "pytest", *arguments)):
        name, *rest = check[1:] if check[0] == "-m" else check
        print(f"run.py: {' '.join((name, *rest))}", file=sys.stderr)
        if subprocess.run([str(python()), *check], cwd=ROOT, check=False).returncode != 0:
            failed.append(name)
    if failed:
        print(f"run.py: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def package() -> int:
    """Writes the extension as each browser's shops and people take it; returns 0. Raises SetUpError."""
    manifest = json.loads((ROOT / "extension" / "manifest.json").read_text(encoding="utf-8"))
    version = re.search(r'__version__ = "(.+)"', (ROOT / "server/reinschrift/__init__.py").read_text(encoding="utf-8"))
    if version is None or version[1] != manifest["version"]:
        raise SetUpError(f"The extension's manifest has the version {manifest['version']}, and the server another.")
    (ROOT / "dist").mkdir(exist_ok=True)
    for ending, dropped in PACKAGES.items():
        path = ROOT / "dist" / f"reinschrift-{manifest['version']}-{ending}"
        write_package(path, without(manifest, dropped))
        print(path)
    return 0


def without(manifest: dict[str, Any], dropped: Sequence[Sequence[str]]) -> dict[str, Any]:
    """A copy of the manifest that lacks the entries to which these paths lead."""
    copy = json.loads(json.dumps(manifest))
    for *path, last in dropped:
        place = copy
        for name in path:
            place = place[name]
        del place[last]
    return copy


def write_package(path: Path, manifest: dict[str, Any]) -> None:
    """Packs the extension's files, with this manifest, in an order and with times that are always the same."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in packed_files():
            if name == "manifest.json":
                data = json.dumps(manifest, ensure_ascii=False, indent=2).encode()
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system, entry.external_attr = UNIX, 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)


def packed_files() -> Iterator[tuple[str, bytes]]:
    """The names and bytes of the extension's files. Raises SetUpError for one that does not belong there."""
    folder = ROOT / "extension"
    for file in sorted(folder.rglob("*")):
        if file.is_dir():
            continue
        if file.suffix not in PACKED or file.name.startswith("."):
            raise SetUpError(f"{file} is nothing that belongs into the extension; please take it away.")
        yield file.relative_to(folder).as_posix(), file.read_bytes()
    yield "LICENSE.txt", (ROOT / "LICENSE").read_bytes()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
