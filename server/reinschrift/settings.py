"""What the server is told at its start: address, limits, token; from flags, environment and files, read once."""

from __future__ import annotations

import ipaddress
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .secret import SecretError, stored

PREFIX = "REINSCHRIFT_"
WORDS_OF_TRUTH = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
SHORTEST_TOKEN = 16  # characters, where other machines can try
LEAST_MEMORY = 200_000_000  # bytes; a worker that has loaded everything holds half of it


class BadSetting(Exception):
    """A setting that cannot be used; its message is one sentence that names the setting and what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The server's settings. Limits are in bytes and seconds; port 0 means any free one.

    `body_limit` holds for the body as sent and again after decompression, `memory_limit` for each worker. `queue_limit`
    is how many pages may wait for one. An entry of `allowed_hosts` is a name, or a name with a port; `allowed_origins`
    are whole origins. Without `extension_ids` Reinschrift's own extension may ask, with them only those named.
    """

    host: str = "127.0.0.1"
    port: int = 8417
    token: str | None = None
    require_token: bool = False
    body_limit: int = 20_000_000
    time_limit: float = 5.0
    memory_limit: int = 1 << 30
    workers: int = min(2, os.cpu_count() or 1)
    queue_limit: int = 16
    allowed_hosts: tuple[str, ...] = ()
    allowed_origins: tuple[str, ...] = ()
    extension_ids: tuple[str, ...] = ()


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`, a name or address to listen on."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def load(flags: Mapping[str, object], environ: Mapping[str, str], file: Path | None = None) -> Settings:
    """Settings from flags, then environment, then the TOML file, then the defaults. Raises BadSetting.

    A flag that is None was not given. An empty variable counts as not set. The file is `file`, or what the
    variable REINSCHRIFT_CONFIG names.
    """
    if file is None and environ.get(PREFIX + "CONFIG"):
        file = Path(environ[PREFIX + "CONFIG"])
    found: dict[str, Any] = dict(_from_file(file)) if file else {}
    for name, parse in PARSERS.items():
        variable = PREFIX + name.upper()
        if environ.get(variable):
            found[name] = parse(environ[variable], variable)
        if flags.get(name) is not None:
            found[name] = parse(flags[name], "--" + name.replace("_", "-"))
    settings = Settings(**found)
    if settings.require_token or not is_loopback(settings.host):
        return _with_token(settings, environ)
    return settings


def _with_token(settings: Settings, environ: Mapping[str, str]) -> Settings:
    """The settings with the token they name, or else the stored one. Raises BadSetting."""
    try:
        token = settings.token or stored(environ)
    except SecretError as error:
        raise BadSetting(str(error)) from error
    reason = "" if settings.require_token else f"Listening on {settings.host} opens the server to other machines. "
    if token is None:
        raise BadSetting(f"{reason}The server needs a token; 'reinschrift token' makes one.")
    if len(token) < SHORTEST_TOKEN and not is_loopback(settings.host):
        raise BadSetting(f"{reason}Its token must have {SHORTEST_TOKEN} characters; 'reinschrift token' makes one.")
    return replace(settings, token=token)


def _from_file(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as stream:
            table = tomllib.load(stream)
    except OSError as error:
        raise BadSetting(f"The settings file {file} cannot be read: {error.strerror or error}.") from error
    except ValueError as error:  # tomllib's own error, and bytes that are not UTF-8
        raise BadSetting(f"The settings file {file} is not TOML: {error}.") from error
    unknown = sorted(set(table) - set(PARSERS))
    if unknown:
        raise BadSetting(f"The settings file {file} sets {unknown[0]!r}, but knows only {', '.join(PARSERS)}.")
    return {name: PARSERS[name](value, f"{name} in {file}") for name, value in table.items()}


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
}
"""One row for each field of Settings (a test checks it): what turns a flag, variable or file value into it."""
