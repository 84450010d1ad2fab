"""The server as a service that starts at login: one file for each system. SYSTEMS is the table of all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from . import launchd, schtasks, systemd
from .plan import Machine, Plan


class System(NamedTuple):
    """How a system installs a service. All but `program` and `check` are functions of the machine.

    `program` must be there, and the command `check` must succeed, if there is one. `file` tells whether the service is
    installed, the command `running` whether it runs.
    """

    program: str
    check: tuple[str, ...] | None
    file: Callable[[Machine], Path]
    install: Callable[[Machine], Plan]
    uninstall: Callable[[Machine], Plan]
    running: Callable[[Machine], tuple[str, ...]]


SYSTEMS: Mapping[str, System] = {
    name: System(module.PROGRAM, module.CHECK, module.file, module.install, module.uninstall, module.running)
    for name, module in (("linux", systemd), ("darwin", launchd), ("win32", schtasks))
}
"""By the value of sys.platform."""
