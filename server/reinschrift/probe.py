"""Who listens at an address: nobody, a Reinschrift and what it says of itself, or some other program."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

LIMIT = 3.0  # seconds for an answer that costs a server nothing
EVERY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # to listen on -> to ask


@dataclass(frozen=True)
class Listener:
    """A program that accepts connections. `version` is a Reinschrift's, None of any other; `health` what it tells."""

    version: str | None = None
    health: Mapping[str, Any] = field(default_factory=dict)

    @property
    def process(self) -> int | None:
        """Its process, where it tells that."""
        number = self.health.get("process")
        return number if isinstance(number, int) else None


def listener(host: str, port: int, token: str | None = None) -> Listener | None:
    """Who listens there, None if nobody does. The token goes only to a program that calls itself Reinschrift."""
    try:
        found = _asked(host, port, {})
        if token and found.version:
            found = _asked(host, port, {"Authorization": f"Bearer {token}"})
    except ConnectionRefusedError:
        return None
    except (OSError, http.client.HTTPException, ValueError):  # no HTTP, no answer in time, no JSON
        return Listener()
    return found


def _asked(host: str, port: int, headers: Mapping[str, str]) -> Listener:
    with closing(http.client.HTTPConnection(EVERY.get(host, host), port, timeout=LIMIT)) as connection:
        connection.request("GET", "/v1/health", headers=dict(headers))
        response = connection.getresponse()
        version = response.getheader("Reinschrift")
        if version is None:
            return Listener()
        told = json.loads(response.read(100_000))
        return Listener(version, told if isinstance(told, dict) else {})
