"""What a caller may ask for, checked: options, the page's address, and the fields of a JSON body."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NoReturn
from urllib.parse import urlsplit

from .errors import BadOption, UnreadableBody
from .model import Kind, Options
from .reasons import DEFAULT
from .task import HTML, TEXT, Task

REMOVED = ("article", "all", "none")


def options_of(keep: str | None, removed: str | None, language: str = DEFAULT) -> Options:
    """Options from their written form: kinds with commas between, and one of REMOVED. Raises BadOption."""
    kinds = [word.strip() for word in (keep or "").split(",") if word.strip()]
    known = [kind.value for kind in Kind]
    for kind in kinds:
        if kind not in known:
            raise BadOption(f"keep does not know the kind {kind[:40]!r}; it knows {', '.join(known)}.")
    if removed is not None and removed not in REMOVED:
        raise BadOption(f"removed must be one of {', '.join(REMOVED)}, not {removed[:40]!r}.")
    return Options(keep=frozenset(map(Kind, kinds)), removed=removed or "article", language=language)


def checked_url(url: str | None) -> str | None:
    """`url` if it is None or an absolute http or https address. Raises BadOption."""
    if url is None:
        return None
    url = url.strip()
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or an IPv6 address that is none
        fine = False
    if not fine or any(character.isspace() or not character.isprintable() for character in url):
        raise BadOption("url must be an absolute http or https address.")
    return url


def unpack(task: Task) -> Task:
    """The task that a JSON body describes: its fields win over the query's. Raises UnreadableBody and BadOption."""
    fields = _object(decoded(task.body, task.charset))
    texts = {name: _string(fields, name) for name in ("html", "text", "url", "removed")}
    if (texts["html"] is None) == (texts["text"] is None):
        raise UnreadableBody("The JSON body must have either the field html or the field text.")
    keep = _keep(fields)
    return replace(
        task,
        body=texts["html"] or texts["text"] or "",
        media=HTML if texts["text"] is None else TEXT,
        charset=None,
        url=task.url if texts["url"] is None else texts["url"],
        removed=task.removed if texts["removed"] is None else texts["removed"],
        keep=task.keep if keep is None else keep,
    )


def decoded(body: bytes | str, charset: str | None) -> str:
    """Text from bytes in `charset`, or UTF-8 where none is named. Raises UnreadableBody."""
    if isinstance(body, str):
        return body
    try:
        text = body.decode(charset or "utf-8-sig")
        text.encode()  # some codecs let half characters through, which nothing could write again
    except LookupError:
        raise UnreadableBody("The charset of the Content-Type header is not known.") from None
    except ValueError:
        raise UnreadableBody(f"The body is not {'in the charset it names' if charset else 'UTF-8'}.") from None
    return text


def _object(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise UnreadableBody("The body is not JSON.") from None
    if not isinstance(value, dict):
        raise UnreadableBody("The JSON body must be an object.")
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _string(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise UnreadableBody(f"The JSON field {name} must be a string.")
    return value if value is None else _whole(value, name)


def _keep(fields: Mapping[str, Any]) -> str | None:
    value = fields.get("keep")
    if not isinstance(value, list):
        return _string(fields, "keep")
    if not all(isinstance(item, str) for item in value):
        raise UnreadableBody("The JSON field keep must be a string or a list of strings.")
    return _whole(",".join(value), "keep")


def _whole(value: str, name: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise UnreadableBody(f"The JSON field {name} holds half a character (a lone surrogate).") from None
    return value
