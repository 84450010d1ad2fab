"""The package with its core compiled, as `run.py serve` installs it, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("pyproject.toml", "setup.py", "README.md", "LICENSE")
NOT_OURS = shutil.ignore_patterns("__pycache__", "*.egg-info")


def copied(place: Path) -> Path:
    """Copies what the package is built from into `place`."""
    for name in SOURCES:
        shutil.copy(ROOT / name, place / name)
    shutil.copytree(ROOT / "server", place / "server", ignore=NOT_OURS)
    return place


def build(place: Path) -> Path:
    """Compiles the package, and puts it into a folder below `place` that PYTHONPATH can name.

    Raises CalledProcessError where there is no C compiler, or no headers of Python's.
    """
    source, package = place / "source", place / "package"
    source.mkdir(parents=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-build-isolation", "--no-deps"]
    environment = {**os.environ, "REINSCHRIFT_COMPILE": "1"}
    command = [*pip, "--quiet", "--wheel-dir", str(package), str(copied(source))]
    subprocess.run(command, check=True, env=environment)
    (wheel,) = package.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(package)
    return package
