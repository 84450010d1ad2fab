"""When the extension asked last, and its version: one moment, to the minute, of nobody in particular, in memory."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

HEADER = "Reinschrift"  # what the extension sends with its version, as the server does with its own
VERSION = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,5}){1,3}")


class Contact:
    """Remembers the last request of an extension; each one takes the place of the one before."""

    def __init__(self) -> None:
        self._last: tuple[str, datetime] | None = None

    def note(self, version: str | None) -> None:
        """A request came with this in its header; None, or what is no version, is not from the extension."""
        if version is not None and VERSION.fullmatch(version):
            self._last = version, datetime.now(UTC)

    def told(self) -> Mapping[str, str] | None:
        """The version and the minute (ISO 8601, UTC), None if no extension has asked since the server's start."""
        if self._last is None:
            return None
        version, moment = self._last
        return {"version": version, "asked": moment.replace(second=0, microsecond=0).isoformat()}
