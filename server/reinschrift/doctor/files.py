"""The user's own files: settings and token, and who else may read them."""

from __future__ import annotations

import sys
from pathlib import Path

from ..secret import OTHERS, SecretError, place, stored
from .finding import BAD, GOOD, Finding, Patient


def settings(patient: Patient) -> Finding:
    """Whether the settings can be used, and a token among them is nobody else's to read."""
    told = {"file": patient.file, "trouble": patient.trouble}
    if patient.trouble:
        return Finding(BAD, "settings_bad", told)
    if not patient.file.exists():
        return Finding(GOOD, "settings_none", told)
    if patient.settings.token and is_open(patient.file) and "token" in patient.file.read_text(encoding="utf-8"):
        return Finding(BAD, "settings_open", told)
    return Finding(GOOD, "settings_good", told)


def token(patient: Patient) -> Finding:
    """Whether the stored token can be used."""
    try:
        found = stored(patient.folder)
    except SecretError as error:
        return Finding(BAD, "token_bad", {"trouble": error})
    return Finding(GOOD, "token_good" if found else "token_none", {"file": place(patient.folder)})


def is_open(file: Path) -> bool:
    """Whether the system lets others than the owner read a file; Windows keeps a user's folder to the user."""
    return sys.platform != "win32" and bool(file.stat().st_mode & OTHERS)
