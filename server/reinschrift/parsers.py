"""Text of a flag, a variable or the settings file -> a setting's value, or a sentence that says what would do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

WORDS_OF_TRUTH = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
LEAST_MEMORY = 200_000_000  # bytes; a worker that has loaded everything holds half of it


class BadSetting(Exception):
    """A setting that cannot be used; its message is one sentence that names the setting and what would do."""


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadSetting(f"{where} must be a text that is not empty.")
    return value.strip()


def _texts(value: object, where: str) -> tuple[str, ...]:
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list | tuple):
        raise BadSetting(f"{where} must be a list of texts, or texts with commas between.")
    return tuple(_text(item, f"Every entry of {where}") for item in items)


def _integer(low: int, high: int) -> Callable[[object, str], int]:
    def parse(value: object, where: str) -> int:
        try:
            number = int(value) if isinstance(value, str) else value
        except ValueError:
            number = None
        if not isinstance(number, int) or isinstance(number, bool) or not low <= number <= high:
            raise BadSetting(f"{where} must be a whole number from {low} to {high}, not {value!r}.")
        return number

    return parse


def _truth(value: object, where: str) -> bool:
    if isinstance(value, str):
        value = WORDS_OF_TRUTH.get(value.strip().lower())
    if not isinstance(value, bool):
        raise BadSetting(f"{where} must be yes or no.")
    return value


def _seconds(value: object, where: str) -> float:
    try:
        number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else 0.0
    except ValueError:
        number = 0.0
    if not 0 < number <= 3600:
        raise BadSetting(f"{where} must be a number of seconds above 0 and up to 3600, not {value!r}.")
    return number


PARSERS: Mapping[str, Callable[[object, str], Any]] = {
    "host": _text,
    "port": _integer(0, 65535),
    "token": _text,
    "require_token": _truth,
    "body_limit": _integer(1, 1_000_000_000),
    "time_limit": _seconds,
    "memory_limit": _integer(LEAST_MEMORY, 1 << 50),
    "workers": _integer(1, 64),
    "queue_limit": _integer(0, 1000),
    "allowed_hosts": _texts,
    "allowed_origins": _texts,
    "extension_ids": _texts,
    "metrics": _truth,
}
"""One row for each field of Settings (a test checks it): what turns a flag, variable or file value into it."""
