"""Pages that came in pieces: each piece is moved to where the page's own script would put it.

Servers that render with React send what is slow at the end, in hidden elements, and a call behind each that names the
place that was left open. Without scripts such a page looks as if it hid its article.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

CALL = re.compile(rb'\$R[CSX]\("(?P<one>[BPS]:[0-9a-f]{1,6})","(?P<other>[BPS]:[0-9a-f]{1,6})"')
MOST = 1000  # pieces of one page


def settle(tree: Any, data: bytes) -> None:
    """Moves every piece that a call in `data` names out of its hidden element, into its open place in the tree."""
    calls = [sorted((call["one"].decode(), call["other"].decode())) for call in islice(CALL.finditer(data), MOST)]
    if not calls:
        return
    pieces = {element.get("id"): element for element in tree.iter("div") if element.get("hidden") is not None}
    places = {element.get("id"): element for element in tree.iter("template")}
    for names in calls:
        piece = next((pieces[name] for name in names if name in pieces), None)
        place = next((places[name] for name in names if name in places), None)
        if piece is not None and place is not None and piece not in place.iterancestors():
            for name in names:  # another call for one of them has nothing to move any more
                pieces.pop(name, None)
                places.pop(name, None)
            _move(piece, place)


def _move(piece: Any, place: Any) -> None:
    """Puts the piece where the place is, in the open; text beside the two stays where it stood."""
    text, piece.tail = piece.tail, None
    if text:
        _keep(piece, text)
    del piece.attrib["hidden"]
    piece.tail, place.tail = place.tail, None
    place.getparent().replace(place, piece)


def _keep(element: Any, text: str) -> None:
    """Adds text before an element."""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent = element.getparent()
        parent.text = (parent.text or "") + text
