"""Text -> Markdown that CommonMark reads as that text, and nothing else."""

from __future__ import annotations

import re
from unicodedata import category

# What would read as markup in the middle of a line. One set comes first, so that plain text is passed over fast.
INLINE = re.compile(
    r"""[\\`*\[\]_<&](?:
        (?<![_<&])
      | (?<=<)(?=[A-Za-z/!?]|\Z)  # at the end too: what follows may be the next run's
      | (?<=&)(?=\#?[0-9A-Za-z]+;)
      | (?<=_)(?![^\W_])
      | (?<![^\W_]_)(?<=_)  # inside a word it is none
    )""",
    re.X,
)
# What would read as markup at the start of a line, up to the character that a backslash must precede.
LINE_START = re.compile(r"(?=#{1,6}(?:\s|$)|[-+](?:\s|$)|>|~~~|=+\s*$|-+\s*$)|[0-9]{1,9}(?=[.)](?:\s|$))")
LINE_STARTS = frozenset("#-+>~=0123456789")
TARGET = re.compile(r"&(?=#?[0-9A-Za-z]+;)")
CLOSING = re.compile(r"(^|\s)(#+)$")
TICKS = re.compile("`+")


def escaped(text: str) -> str:
    """Text as it may stand in the middle of a line."""
    return INLINE.sub(_backslashed, text)


def _backslashed(found: re.Match[str]) -> str:
    return "\\" + found[0]  # a function, as a template would be parsed at each call


def line_safe(written: str) -> str:
    """Inline Markdown as it may stand at the start of a line, and each of its own lines."""
    if "\n" in written:
        return "\n".join([line_safe(line) for line in written.split("\n")])
    if written[:1] in LINE_STARTS and (found := LINE_START.match(written)):
        return f"{found[0]}\\{written[found.end() :]}"
    return written


def one_line(written: str) -> str:
    """Inline Markdown as a heading holds it: without line breaks, and without number signs that would close it."""
    return CLOSING.sub(r"\1\\\2", written.replace("\n", " "))


def fence(text: str, least: int) -> str:
    """Backticks that no run of them inside the text can end."""
    return "`" * max(least, 1 + max(map(len, TICKS.findall(text)), default=0))


def code_span(text: str) -> str:
    """A run of code; a space keeps its own backticks from the fence."""
    text = text.replace("\n", " ")
    ticks = fence(text, 1)
    space = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def target(address: str) -> str:
    """An address as a link's target; links.safe has already taken out what could end it."""
    if "&" in address:
        address = TARGET.sub(_backslashed, address)
    return f"<{address}>" if "(" in address or ")" in address else address


def parted(text: str, before: str, after: str) -> tuple[str, str, str]:
    """Text as (outside, inside, outside) of its marks, given the characters around it.

    CommonMark reads `**` neither beside a space on its inner side, nor between a sign on that side and a word on the
    other; so spaces, and signs that touch a word, stay outside.
    """
    if text[:1].isalnum() and text[-1:].isalnum():
        return "", text, ""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if not start and is_word(before):
        start = next((i for i in range(end) if is_word(text[i])), end)
    if end == len(text) and is_word(after):
        end = next((i for i in range(end, start, -1) if is_word(text[i - 1])), start)
    return text[:start], text[start:end], text[max(start, end) :]


def is_word(character: str) -> bool:
    """Whether a character is neither white space nor a sign, nor none at all."""
    return bool(character) and not character.isspace() and category(character)[0] not in "PS"
