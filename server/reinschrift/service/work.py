"""`reinschrift service`: says what it will do, and does it, unless it is a dry run."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping

from . import System
from .plan import Machine, Plan, Remove, Run, Step, Write

Say = Callable[[str], None]
INDENT = "    "
BETWEEN = 1.0  # seconds between two tries


class ServiceError(Exception):
    """A step failed, or cannot even begin; the message is one sentence."""


def described(plan: Plan, words: Mapping[str, str]) -> Iterator[str]:
    """What a plan does, step by step: every file with its content, every command."""
    for step in plan:
        if isinstance(step, Run):
            yield words["run"].format(command=shown(step.words))
        else:
            yield words["write" if isinstance(step, Write) else "remove"].format(file=step.path)
        if isinstance(step, Write):
            yield from (f"{INDENT}{line}".rstrip() for line in step.text.splitlines())


def shown(command: tuple[str, ...]) -> str:
    """A command as one could type it."""
    return subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)


def check(system: System, words: Mapping[str, str]) -> None:
    """Raises ServiceError where the system's own program for services is missing or of no use here."""
    if shutil.which(system.program) is None:
        raise ServiceError(words["no_program"].format(program=system.program))
    if system.check is not None:
        trouble = _trouble(system.check)
        if trouble:
            raise ServiceError(words["no_use"].format(program=system.program, trouble=trouble))


def carry_out(plan: Plan, words: Mapping[str, str]) -> None:
    """Does every step of a plan. Raises ServiceError at the first that fails."""
    for step in plan:
        try:
            _do(step, words)
        except OSError as error:
            raise ServiceError(f"{error.filename}: {error.strerror}.") from error


def succeeds(command: tuple[str, ...]) -> bool:
    """Whether a command that only asks says yes."""
    return shutil.which(command[0]) is not None and not _trouble(command)


def is_installed(system: System, machine: Machine) -> bool:
    """Whether the service's file is there."""
    return system.file(machine).exists()


def _do(step: Step, words: Mapping[str, str]) -> None:
    if isinstance(step, Write):
        step.path.parent.mkdir(parents=True, exist_ok=True)
        step.path.write_text(step.text, encoding=step.encoding)
    elif isinstance(step, Remove):
        step.path.unlink(missing_ok=True)
    else:
        trouble = _tried(step)
        if trouble and not step.may_fail:
            raise ServiceError(words["failed"].format(command=shown(step.words), trouble=trouble))


def _tried(step: Run) -> str:
    """Why a command failed, after all its tries; nothing if it did not."""
    trouble = _trouble(step.words)
    for _ in range(step.tries - 1):
        if not trouble:
            break
        time.sleep(BETWEEN)
        trouble = _trouble(step.words)
    return trouble


def _trouble(command: tuple[str, ...]) -> str:
    """Runs a command; returns the last line that it complained with, nothing if it succeeded."""
    done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
    if done.returncode == 0:
        return ""
    lines = (done.stderr or done.stdout).strip().splitlines()
    return lines[-1].strip().rstrip(".") if lines else f"status {done.returncode}"
