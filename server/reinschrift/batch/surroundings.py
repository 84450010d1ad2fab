"""What Ray reads from the environment, which must stand there before it is loaded."""

from __future__ import annotations

import os
import socket

from .nouns import BatchError

ALWAYS = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing leaves the machine
    "RAY_BACKEND_LOG_LEVEL": "fatal",  # of what the libraries under Ray write to the terminal
}
LOOPBACK = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}  # in spite of its name, on every system: loopback alone
OWN = {"RAY_AUTH_MODE": "token"}  # nobody else on the machine may use a Ray that is started for a run
PATIENCE = 10.0  # seconds for a cluster to take a connection; Ray itself would wait for minutes


def prepare(address: str | None) -> None:
    """Sets what holds for every run, and what holds where Ray runs on this machine or is started for the run.

    Raises BatchError if there is nobody at the address.
    """
    host, _, port = (address or "").rpartition(":")
    if address and port.isdecimal() and "/" not in host:
        try:
            socket.create_connection((host.strip("[]"), int(port)), PATIENCE).close()
        except (OSError, OverflowError) as error:
            raise BatchError(f"Ray cannot be reached at {address}: {error}.") from error
    os.environ.update(ALWAYS)
    if not address or host in ("127.0.0.1", "localhost", "[::1]"):
        os.environ.update(LOOPBACK)
    if not address:
        os.environ.update(OWN)
