"""What the server is told at its start: address, limits, token; from flags, environment and a file, read once."""

from __future__ import annotations

import importlib.util
import ipaddress
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple

from .parsers import PARSERS, BadSetting
from .secret import SecretError, place, stored

__all__ = ["PARSERS", "BadSetting", "Found", "Settings", "gather", "is_loopback", "load", "settings_file"]

PREFIX = "REINSCHRIFT_"
FILE = "config.toml"
METRICS_LIBRARY = "prometheus_client"  # an optional extra
SHORTEST_TOKEN = 16  # characters, where other machines can try


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
    metrics: bool = False


class Found(NamedTuple):
    """A setting's value and its origin: default, file, environment, flag or token, and which of them."""

    value: Any
    source: str
    where: str


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`, a name or address to listen on."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def load(flags: Mapping[str, object], environ: Mapping[str, str], folder: Path, file: Path | None = None) -> Settings:
    """The settings that `gather` finds. Raises BadSetting."""
    return Settings(**{name: found.value for name, found in gather(flags, environ, folder, file).items()})


def gather(
    flags: Mapping[str, object], environ: Mapping[str, str], folder: Path, file: Path | None = None
) -> dict[str, Found]:
    """Every setting and where it came from: flags, then environment, then the TOML file, then the defaults.

    A flag that is None was not given. An empty variable counts as not set. `folder` is the user's for Reinschrift; the
    file is what `settings_file` says, and of these only the one in `folder` may be missing. Raises BadSetting.
    """
    found = {field.name: Found(field.default, "default", "") for field in fields(Settings)}
    path, is_named = settings_file(environ, folder, file)
    found.update((name, Found(value, "file", str(path))) for name, value in _from_file(path, is_named))
    for name, parse in PARSERS.items():
        variable, flag = PREFIX + name.upper(), "--" + name.replace("_", "-")
        if environ.get(variable):
            found[name] = Found(parse(environ[variable], variable), "environment", variable)
        if flags.get(name) is not None:
            found[name] = Found(parse(flags[name], flag), "flag", flag)
    _check_metrics(found["metrics"])
    if found["require_token"].value or not is_loopback(found["host"].value):
        found["token"] = _needed_token(found, folder)
    return found


def settings_file(environ: Mapping[str, str], folder: Path, file: Path | None = None) -> tuple[Path, bool]:
    """The settings file and whether somebody named it: `file`, or what REINSCHRIFT_CONFIG says, or `folder`'s own."""
    named = file or environ.get(PREFIX + "CONFIG")
    return (Path(named), True) if named else (folder / FILE, False)


def _needed_token(found: Mapping[str, Found], folder: Path) -> Found:
    """The token that the settings name, or else the stored one. Raises BadSetting."""
    host, token = found["host"].value, found["token"]
    if token.value is None:
        try:
            token = Found(stored(folder), "token", str(place(folder)))
        except SecretError as error:
            raise BadSetting(str(error)) from error
    wanted = found["require_token"].value
    reason = "" if wanted else f"Listening on {host} opens the server to other machines. "
    if token.value is None:
        raise BadSetting(f"{reason}The server needs a token; 'reinschrift token' makes one.")
    if len(token.value) < SHORTEST_TOKEN and not is_loopback(host):
        raise BadSetting(f"{reason}Its token must have {SHORTEST_TOKEN} characters; 'reinschrift token' makes one.")
    return token


def _check_metrics(metrics: Found) -> None:
    if metrics.value and importlib.util.find_spec(METRICS_LIBRARY) is None:
        raise BadSetting("metrics needs one more package; \"pip install 'reinschrift[metrics]'\" brings it.")


def _from_file(file: Path, is_named: bool) -> Iterator[tuple[str, Any]]:
    try:
        with file.open("rb") as stream:
            table = tomllib.load(stream)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not is_named:
            return
        raise BadSetting(f"The settings file {file} cannot be read: {error.strerror or error}.") from error
    except ValueError as error:  # tomllib's own error, and bytes that are not UTF-8
        raise BadSetting(f"The settings file {file} is not TOML: {error}.") from error
    unknown = sorted(set(table) - set(PARSERS))
    if unknown:
        raise BadSetting(f"The settings file {file} sets {unknown[0]!r}, but knows only {', '.join(PARSERS)}.")
    for name, value in table.items():
        yield name, PARSERS[name](value, f"{name} in {file}")
