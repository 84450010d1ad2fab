"""Which program of this machine listens on a port, where the system tells: Linux does, in /proc."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
LISTENS = "0A"  # a socket's state in /proc/net/tcp


class Owner(NamedTuple):
    """A process and what it is called."""

    process: int
    name: str


def owner(port: int, proc: Path = PROC) -> Owner | None:
    """The process that listens on `port`; None where the system does not say, as of other users' processes."""
    sockets = {f"socket:[{inode}]" for inode in _inodes(port, proc)}
    if not sockets:
        return None
    for process in proc.iterdir():
        if process.name.isdigit() and not sockets.isdisjoint(_open_files(process)):
            return Owner(int(process.name), _name(process))
    return None


def _inodes(port: int, proc: Path) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        try:
            lines = (proc / "net" / table).read_text(encoding="ascii").splitlines()[1:]
        except OSError:  # no such system, or one without IPv6
            continue
        for fields in map(str.split, lines):
            if fields[3] == LISTENS and int(fields[1].rpartition(":")[2], 16) == port:
                yield fields[9]


def _open_files(process: Path) -> Iterator[str]:
    try:
        for file in (process / "fd").iterdir():
            yield os.readlink(file)
    except OSError:  # it has ended, or belongs to somebody else
        return


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return "?"
