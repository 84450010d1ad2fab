"""What HTML's tokens look like in bytes: one expression that reads any page in linear time, as browsers read it.

Every repetition in it is possessive or ends for certain at the next `<` or at the page's end, so nothing is read twice.
"""

from __future__ import annotations

import re

# Elements whose content is no markup, up to their end tag or the page's end.
RAW = "script|style|title|textarea|iframe|noframes|noembed|noscript|xmp|plaintext"
VOID = frozenset(
    b"area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
# Start tags that end an open element of the same name, where authors leave the end tag out.
ENDS_ITSELF = frozenset(b"p li dt dd tr td th thead tbody tfoot option optgroup rp rt a".split())

_NAME = r"[A-Za-z][^\t\n\f\r />]*+"
_VALUE = r"=[\t\n\f\r ]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >\"'][^\t\n\f\r >]*+)?+"
_REST = rf"[^>=]*+(?:{_VALUE}[^>=]*+)*+(?:>|\Z)"

TOKEN = re.compile(
    rf"""<(?:
        !--(?:-?>|.*?(?:--!?>|\Z))
      | (?:[!?]|/[^A-Za-z>])[^>]*+(?:>|\Z)
      | />
      | ({RAW})(?=[\t\n\f\r />])({_REST})(.*?)(?:</\1(?=[\t\n\f\r />])[^>]*+>?|\Z)
      | (/?{_NAME})({_REST})
    )""".encode(),
    re.X | re.S | re.I,
)
"""Groups: of a raw element its name, the rest of its start tag and its content; of another tag its name, with "/"
before it in an end tag, and the rest of it. What a browser passes over, such as a comment, has none."""
ATTRIBUTE = re.compile(rf"[\t\n\f\r /]*+[^\t\n\f\r />=][^\t\n\f\r />=]*+(?:[\t\n\f\r ]*+{_VALUE})?+".encode())
