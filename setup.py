"""Compiles the core where REINSCHRIFT_COMPILE=1 asks for it; everything else about the package is in pyproject.toml.

The same modules as machine code, by mypyc: a page takes a fifth less time. It needs a C compiler and Python's headers.
Without that word nothing is compiled, and one wheel fits every system. A package that was compiled in place would stand
before its own source, so an editable installation is never compiled.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from setuptools import setup

PACKAGE = Path("server/reinschrift")
BUILD = "build/package"  # apart from what else is made in build/, so that it can be thrown away before
FOLDERS = ("evidence", "junk", "render")
MODULES = (
    "asides", "attributes", "bars", "collector", "completeness", "compose", "cues", "embeds", "fair", "forms", "judge",
    "leftovers", "metadata", "page", "reasons", "scripts", "segment", "spans", "tags", "wordcount",
)  # fmt: skip
COMPILER = "mypy>=1.15"


def core() -> list[str]:
    """The modules in which a page spends its time."""
    inner = [path for folder in FOLDERS for path in sorted((PACKAGE / folder).glob("*.py"))]
    chosen = [*(PACKAGE / f"{name}.py" for name in MODULES), *(path for path in inner if path.name != "__init__.py")]
    return [path.as_posix() for path in chosen]


def compiled() -> list[Any]:
    """The extension modules. Ends the program where mypyc refuses a module."""
    from mypyc.build import mypycify

    loosely = ("--config-file=", "--ignore-missing-imports")  # run.py test is strict, where the types are to be had
    return list(mypycify([*loosely, *core()], opt_level="2", debug_level="0", target_dir=BUILD))


wanted = os.environ.get("REINSCHRIFT_COMPILE") == "1" and "editable_wheel" not in sys.argv
building = any(command in sys.argv for command in ("bdist_wheel", "build", "build_ext"))
setup(
    setup_requires=[COMPILER] if wanted else [],
    ext_modules=compiled() if wanted and building else [],
    options={"build": {"build_base": BUILD}},
)
