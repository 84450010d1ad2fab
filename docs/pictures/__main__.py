"""Draws the pictures of README and docs, so that they stay true: what they show is what the program does.

    python docs/pictures                  all of them
    python docs/pictures reader home      those
    python docs/pictures --to DIR         into another folder than docs/

It needs the package with its `docs` extra, and the Chromium that the browser tests use. Inter and Charis SIL are the
fonts that it is meant for.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

DOCS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(DOCS.parent / "tests"))  # the browser's driver is that of the tests

import before_after  # noqa: E402
import home  # noqa: E402
import reader  # noqa: E402
from studio import Studio  # noqa: E402

from browser.provide import Missing  # noqa: E402

COLOURS = 256
PICTURES = {
    "before-after": before_after.draw,
    "home": home.draw,
    "reader": reader.draw,
    "reader-phone": reader.draw_phone,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python docs/pictures", description="Draws the pictures of README and docs.")
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[*PICTURES, []], help=f"of {', '.join(PICTURES)}")
    parser.add_argument("--to", type=Path, default=DOCS, metavar="DIR", help="folder to write to (default docs)")
    parsed = parser.parse_args()
    try:
        written = draw(parsed.names or list(PICTURES), parsed.to)
    except Missing as missing:
        print(f"pictures: {missing}", file=sys.stderr)
        return 1
    for path, size in written.items():
        print(f"{path} {size[0]}x{size[1]}")
    return 0


def draw(names: list[str], folder: Path) -> Mapping[Path, tuple[int, int]]:
    """Draws the pictures and returns their files with their sizes."""
    written = {}
    with tempfile.TemporaryDirectory() as temporary, Studio(Path(temporary)) as studio:
        for name in names:
            picture = PICTURES[name](studio)
            path = folder / f"{name}.png"
            # Few colours, without dithering: these are texts on plain grounds, and the files stay small.
            picture.quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE).save(path, optimize=True)
            written[path] = picture.size
    return written


if __name__ == "__main__":
    sys.exit(main())
