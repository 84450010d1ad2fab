"""`reinschrift doctor`: what can be checked, in order. CHECKS is the table of all checks; each finds one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from . import computer, files, server
from .finding import Finding, Patient

CHECKS: Mapping[str, Callable[[Patient], Finding]] = {
    "python": computer.python,
    "packages": computer.packages,
    "settings": files.settings,
    "token": files.token,
    "temporary": computer.temporary,
    "workers": computer.workers,
    "server": server.server,
    "extension": server.extension,
    "service": server.service,
}
