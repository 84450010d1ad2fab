"""What HTML's tags mean for reading: which open a block, which never hold text, which mark a run."""

from __future__ import annotations

from .model import Form

HEADINGS = {f"h{n}": n for n in range(1, 7)}
LIST_TAGS = ("ul", "ol", "menu")
BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section "
    "summary table tbody td template tfoot th thead tr ul".split()
)
# A sentence may hold a button (a glossary term) or a label; elsewhere they are blocks of their own.
CONTROL_TAGS = frozenset(("button", "label", "textarea"))
FIELD_TAGS = frozenset(("button", "input", "select", "textarea"))
PROSE_TAGS = frozenset(("p", "dd", "dt", "td", "th", "blockquote", "figcaption", *HEADINGS))
# Elements whose content is no text of the page. The head is not among them: where a page leaves out its body tag,
# parsers leave the article in the head. Void elements (source, track, embed …) are not either: a parser that does not
# know them puts what follows inside them.
NO_TEXT = frozenset("audio canvas datalist iframe noframes noscript object script select style svg title video".split())
MARKS = {
    "b": "s", "strong": "s", "i": "e", "em": "e", "cite": "e", "code": "c", "kbd": "c", "samp": "c", "sup": "u",
    "sub": "d",
}  # fmt: skip
FORMS = {
    "li": Form.ITEM, "blockquote": Form.QUOTE, "pre": Form.CODE, "td": Form.CELL, "th": Form.CELL,
    "figcaption": Form.CAPTION, "button": Form.LABEL, "label": Form.LABEL,
    "textarea": Form.LABEL, "legend": Form.LABEL, **dict.fromkeys(HEADINGS, Form.HEADING),
}  # fmt: skip
# What a paragraph or a div inside one of these takes over from it.
INHERITED_FORMS = frozenset((Form.ITEM, Form.QUOTE, Form.CODE, Form.CELL, Form.CAPTION, Form.HEADING))
