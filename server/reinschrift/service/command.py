"""`reinschrift service install | status | uninstall`: what it says, in the order in which it says it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from .. import __version__
from ..owner import owner
from ..probe import listener
from ..settings import PARSERS, PREFIX, Settings
from . import SYSTEMS, System
from .plan import Machine
from .work import ServiceError, carry_out, check, described, is_installed, shown, succeeds

START_LIMIT = 30.0  # seconds until a server that was just started should answer, on a cold disk too
PAUSE = 0.2  # seconds between two looks whether it does


class Wanted(NamedTuple):
    """What is to be done and on what: the settings are those that the service will have, from `file`."""

    action: str
    is_dry: bool
    machine: Machine
    settings: Settings
    file: Path
    environ: Mapping[str, str]
    words: Mapping[str, str]


def run(wanted: Wanted, platform: str = sys.platform) -> int:
    """Does it; returns 0, or 1 where the service does not run as it should. Raises ServiceError."""
    system = SYSTEMS.get(platform)
    if system is None:
        raise ServiceError(wanted.words["unsupported"].format(platform=platform))
    if wanted.action == "status":
        return _status(wanted, system)
    if wanted.action == "uninstall" and not is_installed(system, wanted.machine):
        print(wanted.words["absent"])
        return 0
    return _change(wanted, system)


def _change(wanted: Wanted, system: System) -> int:
    words = wanted.words
    plan = (system.install if wanted.action == "install" else system.uninstall)(wanted.machine)
    if not wanted.is_dry:
        check(system, words)
    print("\n".join([words["plan"], *described(plan, words)]))
    if wanted.action == "install":
        print("".join(f"{note}\n" for note in _notes(wanted, system)), end="", flush=True)
    if wanted.is_dry:
        print(words["dry"])
        return 0
    carry_out(plan, words)
    came = "uninstalled" if wanted.action == "uninstall" else "installed" if _comes(wanted.settings) else "late"
    print(words[came].format(port=wanted.settings.port))
    return 1 if came == "late" else 0


def _comes(settings: Settings) -> bool:
    """Waits until this version's server answers; False if it does not in time."""
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline:
        found = listener(settings.host, settings.port, settings.token)
        if found and found.version == __version__ and found.health.get("ready"):
            return True
        time.sleep(PAUSE)
    return False


def _notes(wanted: Wanted, system: System) -> Iterator[str]:
    """What might surprise whoever installs."""
    words, settings = wanted.words, wanted.settings
    names = [name for name in map(_variable, PARSERS) if wanted.environ.get(name)]
    if names:
        yield words["variables"].format(names=", ".join(names), file=wanted.file)
    if not is_installed(system, wanted.machine) and listener(settings.host, settings.port):
        program = owner(settings.port)
        holder = f"{program.name} ({program.process})" if program else "?"
        yield words["taken"].format(port=settings.port, holder=holder)


def _variable(name: str) -> str:
    return PREFIX + name.upper()


def _status(wanted: Wanted, system: System) -> int:
    words, settings, command = wanted.words, wanted.settings, system.running(wanted.machine)
    if wanted.is_dry:
        print("\n".join([words["plan"], words["run"].format(command=shown(command)), words["dry"]]))
        return 0
    is_there = is_installed(system, wanted.machine)
    print(words["there" if is_there else "absent"].format(file=system.file(wanted.machine)))
    runs = is_there and succeeds(command)
    if is_there:
        print(words["runs" if runs else "rests"].format(program=system.program))
    found = listener(settings.host, settings.port, settings.token)
    answer = "silent" if found is None else "answers" if found.version else "stranger"
    print(words[answer].format(port=settings.port, version=found and found.version))
    return 0 if runs and answer == "answers" else 1
