"""Where the embed comes from whose place a consent box holds: what the box, a frame in it or a quote's source says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from .model import Block, Form, Kind, Segments, Verdict

ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>{}]{4,}", re.I)
LEADING = re.compile(r"data-(?:[\w-]*-)?(?:embed|href|link|permalink|src|url)")
# Addresses of other things that such boxes name: pictures in the embed's place, and what one agrees to.
ASIDE = re.compile(r"image|img|thumb|poster|preview|logo|icon|background|bg|policy|privacy|terms|api|script|css")
TINY = frozenset(("0", "1", "0px", "1px"))
SILENT = frozenset((Kind.CONSENT, Kind.HIDDEN))


def named_address(name: str, value: str) -> str | None:
    """The address that a data attribute gives, if it is that of something to be shown in the element's place."""
    if LEADING.fullmatch(name) is None or ASIDE.search(name) is not None:
        return None
    value = value.strip()
    return value if ADDRESS.fullmatch(value) else None


def frame_address(frame: Any) -> str | None:
    """The address of a frame, which consent tools keep in a data attribute; None for tracking frames."""
    if (frame.get("width") or "") in TINY or (frame.get("height") or "") in TINY:
        return None
    kept = (named_address(name, value) for name, value in frame.items() if name[:5] == "data-")
    src = (frame.get("src") or "").strip()
    return next(filter(None, kept), None) or (src if ADDRESS.fullmatch(src) else None)


def embed_of(run: Sequence[Block], segments: Segments, verdicts: Sequence[Verdict]) -> str | None:
    """The address of the embed whose consent box the blocks of `run` are, as the page wrote it; None where it is not
    known. Of a box in several runs, the first has its address."""
    first, last = run[0].index, run[-1].index
    for box in segments.boxes:
        if box.embed and first <= box.start <= last:
            inside = zip(segments.blocks[box.start : box.end], verdicts[box.start : box.end], strict=True)
            if all(verdict.kind in SILENT or not block.text for block, verdict in inside):
                return box.embed
    sources = [span.href for block in run if block.form is Form.QUOTE for span in block.spans if span.href]
    return sources[-1] if sources else None
