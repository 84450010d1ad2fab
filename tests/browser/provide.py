"""Finds or installs what the tests in browsers need: Chromium, Firefox."""

from __future__ import annotations

import os
import shutil

PROGRAMS = {"chromium": ("chromium", "chromium-browser", "google-chrome"), "firefox": ("firefox-esr", "firefox")}


def browser(kind: str) -> str:
    found = os.environ.get(f"REINSCHRIFT_{kind.upper()}") or next(filter(None, map(shutil.which, PROGRAMS[kind])), None)
    if not found:
        raise RuntimeError(f"{kind} is missing")
    return found
