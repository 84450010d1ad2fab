"""macOS: a launchd agent, which starts it at login and writes its log to the user's folder for logs."""

from __future__ import annotations

import plistlib
from pathlib import Path

from .plan import NAME, Machine, Plan, Remove, Run, Write

PROGRAM = "launchctl"
CHECK = None
LABEL = f"{NAME}.server"
SPARE = 10  # seconds beyond the server's own patience, after which launchd kills it


def file(machine: Machine) -> Path:
    """The agent's file."""
    return machine.home / "Library" / "LaunchAgents" / f"{LABEL}.plist"


def install(machine: Machine) -> Plan:
    """Also of a new version over an old one. The old one may still be stopping when the new one is to start."""
    return (
        Write(file(machine), _text(machine)),
        Run((PROGRAM, "bootout", f"gui/{machine.number}/{LABEL}"), may_fail=True),
        Run(
            (PROGRAM, "bootstrap", f"gui/{machine.number}", str(file(machine))),
            tries=round(machine.patience) + SPARE,
        ),
    )


def uninstall(machine: Machine) -> Plan:
    """Stops it, too."""
    return (Run((PROGRAM, "bootout", f"gui/{machine.number}/{LABEL}"), may_fail=True), Remove(file(machine)))


def running(machine: Machine) -> tuple[str, ...]:
    """The command that succeeds while launchd has it."""
    return (PROGRAM, "print", f"gui/{machine.number}/{LABEL}")


def _text(machine: Machine) -> str:
    log = str(machine.home / "Library" / "Logs" / f"{NAME}.log")
    agent = {
        "Label": LABEL,
        "ProgramArguments": list(machine.words),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ExitTimeOut": round(machine.patience) + SPARE,
        "StandardOutPath": log,
        "StandardErrorPath": log,
    }
    return plistlib.dumps(agent, sort_keys=False).decode()
