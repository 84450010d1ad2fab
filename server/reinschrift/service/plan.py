"""What a service is made of: the machine it is for, and the steps that install or remove it, as data."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

NAME = "reinschrift"


class Machine(NamedTuple):
    """What a system's plan depends on.

    `words` is the command that serves, `config` the folder of all programs' settings, `folder` that of Reinschrift's.
    `user` is the name to log in with, as Windows has it, `number` the user's on Unix. `patience` is how many seconds
    the server may take to stop.
    """

    words: tuple[str, ...]
    home: Path
    config: Path
    folder: Path
    user: str
    number: int
    patience: float


class Write(NamedTuple):
    """A file to write, over one of the same name."""

    path: Path
    text: str
    encoding: str = "utf-8"


class Remove(NamedTuple):
    """A file to remove."""

    path: Path


class Run(NamedTuple):
    """A command to run. One that may fail does where there is nothing to stop; `tries` are a second apart."""

    words: tuple[str, ...]
    may_fail: bool = False
    tries: int = 1


Step = Write | Remove | Run
Plan = tuple[Step, ...]
