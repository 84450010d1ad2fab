"""Addresses in the output: absolute, only schemes that a reader may follow, and no character that ends an address."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit

LINKS = frozenset(("http", "https", "mailto"))
IMAGES = frozenset(("http", "https"))
# Browsers drop these from an address before they read its scheme; so must whoever checks the scheme.
AROUND = "".join(map(chr, range(0x21)))
WITHIN = re.compile(r"[\t\n\r]")
# What some format would end an address at, and what has no place in one: written as %XX.
UNSAFE = re.compile(r"""[\s\x00-\x20"'<>\\`\x7f-\x9f\ud800-\udfff]""")
NO_HOST = re.compile(r"""[\s\x00-\x20"'`#%/<>?@\\^|\x7f-\x9f\ud800-\udfff]""")  # what no name of a host may hold
PLAIN = re.compile(r"""https?://[A-Za-z0-9.-]+(?::\d{1,4})?(?:[/?#][^\s\x00-\x20"'<>\\`\x7f-\x9f\ud800-\udfff]*)?""")


@lru_cache(maxsize=4096)
def safe(address: str | None, base: str | None, schemes: frozenset[str] = LINKS) -> str | None:
    """The absolute address, or None where it is relative to nothing known or its scheme is not among `schemes`."""
    if not address:
        return None
    if PLAIN.fullmatch(address):
        return address
    # Most links within a site are plain paths, and joining those with care would be the dearest part of writing a page.
    plain = address[0] == "/" and address[1:2] != "/" and "/." not in address and not UNSAFE.search(address)
    if plain and base and (origin := _origin(base)):
        return origin + address
    try:
        absolute = urljoin(base or "", WITHIN.sub("", address.strip(AROUND)))
        parts = urlsplit(absolute)
        allowed = parts.scheme.lower() in schemes and parts.port != 0 and _leads_somewhere(parts)
    except ValueError:  # a port or an IPv6 address that is none
        return None
    return UNSAFE.sub(_percent_encoded, absolute) if allowed else None


def _leads_somewhere(parts: SplitResult) -> bool:
    """Whether an address of the web has a host that can be one."""
    return parts.scheme.lower() not in IMAGES or bool(parts.hostname and not NO_HOST.search(parts.hostname))


@lru_cache(maxsize=256)
def _origin(base: str) -> str | None:
    """Scheme and host of an http(s) address."""
    parts = urlsplit(base)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else None


def _percent_encoded(found: re.Match[str]) -> str:
    return quote(found[0], safe="", errors="replace")
