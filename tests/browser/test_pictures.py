"""The pictures of README and docs: the script draws all of them, as large as those that are there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from PIL import Image

from .driver import ROOT

DOCS = ROOT / "docs"
DRAWN = ("before-after.png", "home.png", "reader-phone.png", "reader.png")
PLAIN = 0.97  # share of a picture that may have one colour, its ground


def test_the_script_draws_every_picture(tmp_path: Path) -> None:
    command = [sys.executable, str(DOCS / "pictures"), "--to", str(tmp_path)]
    told = subprocess.run(command, check=False, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == list(DRAWN)
    for name in DRAWN:
        with Image.open(tmp_path / name) as drawn, Image.open(DOCS / name) as kept:
            assert drawn.size == kept.size
            assert f"{name} {drawn.width}x{drawn.height}" in told.stdout
            counts = [number for number, _ in drawn.convert("RGB").getcolors(drawn.width * drawn.height) or ()]
            assert len(counts) > 20
            assert max(counts) < PLAIN * sum(counts)


def test_none_of_another_name(tmp_path: Path) -> None:
    command = [sys.executable, str(DOCS / "pictures"), "--to", str(tmp_path), "nothing"]
    wrong = subprocess.run(command, check=False, capture_output=True, text=True)
    assert wrong.returncode == 2
    assert "before-after" in wrong.stderr
    assert list(tmp_path.iterdir()) == []


def test_every_picture_that_is_shown_is_drawn_or_a_drawing() -> None:
    pages = [ROOT / "README.md", *DOCS.glob("*.md")]
    shown = {name for page in pages for name in re.findall(r"\((?:docs/)?([\w-]+\.png)\)", page.read_text("utf-8"))}
    assert shown == set(DRAWN)
    assert {path.name for path in DOCS.glob("*.png")} == set(DRAWN)
