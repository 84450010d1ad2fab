"""Linux: a unit of systemd's user instance, which starts it at login and keeps its log in the journal."""

from __future__ import annotations

from pathlib import Path

from .plan import NAME, Machine, Plan, Remove, Run, Write

PROGRAM = "systemctl"
CHECK = (PROGRAM, "--user", "show-environment")  # fails where systemd does not run for this user
UNIT = f"{NAME}.service"
SPARE = 10  # seconds beyond the server's own patience, after which systemd kills it
# KillMode: the signal to stop is for the server alone; its workers have requests to finish. A colon before the program
# means that dollar signs stand for themselves; env, that the interpreter's path may have quotation marks, which systemd
# does not take in a program's. Status 2 is that of settings that cannot be used.
TEXT = """\
[Unit]
Description=Reinschrift, the fair copy of a news page
StartLimitIntervalSec=300
StartLimitBurst=10

[Service]
Type=exec
ExecStart=:/usr/bin/env {command}
Restart=on-failure
RestartSec=5
RestartPreventExitStatus=2
KillMode=mixed
TimeoutStopSec={seconds:.0f}
NoNewPrivileges=yes

[Install]
WantedBy=default.target
"""


def file(machine: Machine) -> Path:
    """The unit's file."""
    return machine.config / "systemd" / "user" / UNIT


def install(machine: Machine) -> Plan:
    """Also of a new version over an old one, which has its time to stop."""
    command = " ".join(map(quoted, machine.words))
    return (
        Write(file(machine), TEXT.format(command=command, seconds=machine.patience + SPARE)),
        Run((PROGRAM, "--user", "daemon-reload")),
        Run((PROGRAM, "--user", "enable", UNIT)),
        Run((PROGRAM, "--user", "restart", UNIT)),
    )


def uninstall(machine: Machine) -> Plan:
    """Stops it, too."""
    return (
        Run((PROGRAM, "--user", "disable", "--now", UNIT)),
        Remove(file(machine)),
        Run((PROGRAM, "--user", "daemon-reload")),
    )


def running(machine: Machine) -> tuple[str, ...]:
    """The command that succeeds while it runs."""
    return (PROGRAM, "--user", "is-active", "--quiet", UNIT)


def quoted(word: str) -> str:
    """A word as systemd.syntax(7) wants it; the percent sign would begin a specifier."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped.translate(CONTROLS)}"'


CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), 127)}
