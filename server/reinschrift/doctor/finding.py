"""The doctor's nouns: what is known before the checks begin, and what each of them finds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ..probe import Listener
from ..settings import Settings

GOOD, NOTE, BAD = "good", "note", "bad"


class Patient(NamedTuple):
    """What is examined: the settings, which are the defaults where `trouble` says why they cannot be read, the settings
    `file` (there or not), the user's `folder`, and who `answers` at the server's address, None if nobody does."""

    settings: Settings
    trouble: str
    file: Path
    folder: Path
    environ: Mapping[str, str]
    answers: Listener | None


class Finding(NamedTuple):
    """How grave it is (GOOD, NOTE or BAD), the key of its message, and what fills that in.

    Where it is not GOOD there is a second message, under the key with "_help", which says what to do.
    """

    level: str
    code: str
    values: Mapping[str, object] = {}
