"""The packages as people install them: each reads a page in its browser, and Firefox's linter finds no error."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from . import provide
from .conftest import KINDS, attended, make, settled
from .driver import EXTENSION, ROOT, Browser
from .servers import Pages, Server

TITLE = "Birkenau behält seine Brücke"


@pytest.fixture(scope="module")
def packages() -> dict[str, Path]:
    """What `run.py package` writes, by the browser it is for."""
    command = [sys.executable, str(ROOT / "run.py"), "package"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return {Path(line).stem.rpartition("-")[2]: Path(line) for line in listed}


@pytest.fixture(params=KINDS)
def packaged(
    server: Server, packages: dict[str, Path], request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Browser]:
    """A browser of its own with the package: Firefox takes the file, Chromium the folder that it unpacks to."""
    package = packages[request.param]
    if request.param == "chromium":
        zipfile.ZipFile(package).extractall(tmp_path / "unpacked")
        package = tmp_path / "unpacked"
    browser = make(request.param, tmp_path / "browser", "en", request, package)
    with browser:
        yield from attended(browser, server, request, tmp_path)


def test_a_package_reads_a_page(packaged: Browser, pages: Pages, article: str) -> None:
    news = packaged.open(pages.add("/article.html", article))
    tab = settled(packaged.opened_by(lambda: packaged.click_button(news)))
    assert TITLE in tab.text("h1")


@pytest.mark.parametrize(
    "source", [lambda packages: EXTENSION, lambda packages: packages["firefox"]], ids=["folder", "package"]
)
def test_lint(packages: dict[str, Path], source: Callable[[dict[str, Path]], Path]) -> None:
    program = provide.package("web-ext") / "bin" / "web-ext.js"
    command = [provide.node(), str(program), "lint", "--no-config-discovery", "--output", "json", "--source-dir"]
    done = subprocess.run([*command, str(source(packages))], capture_output=True, text=True, env=provide.ENVIRONMENT)
    report = json.loads(done.stdout)
    assert report["errors"] == []
    assert done.returncode == 0
