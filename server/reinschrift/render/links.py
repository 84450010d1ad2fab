"""Addresses in the output: absolute, and only schemes that a reader may follow."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

LINKS = frozenset(("http", "https", "mailto"))
IMAGES = frozenset(("http", "https"))
# Browsers drop these from an address before they read its scheme; so must whoever checks the scheme.
DROPPED = re.compile(r"[\x00-\x20\x7f]+")


@lru_cache(maxsize=4096)
def safe(address: str | None, base: str | None, schemes: frozenset[str] = LINKS) -> str | None:
    """The absolute address, or None where it is relative to nothing known or its scheme is not among `schemes`."""
    if not address:
        return None
    if address.startswith(("https://", "http://")) and not DROPPED.search(address):
        return address
    try:
        absolute = urljoin(base or "", DROPPED.sub("", address) if DROPPED.search(address) else address)
        return absolute if urlsplit(absolute).scheme.lower() in schemes else None
    except ValueError:
        return None
