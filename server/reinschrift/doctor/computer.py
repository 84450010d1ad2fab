"""What Reinschrift stands on: Python, the packages, room for temporary files, and workers that start."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement

from ..worker import Limits, Load, Worker
from ..workers import START_LIMIT, load_answer
from .finding import BAD, GOOD, NOTE, Finding, Patient

OLDEST = (3, 11)
DISTRIBUTION = "reinschrift"
ROOM = 200_000_000  # bytes for bodies too large for memory: ten of the default limit


def python(patient: Patient, version: tuple[int, ...] = tuple(sys.version_info[:3])) -> Finding:
    """Whether this Python is new enough."""
    told = {"version": ".".join(map(str, version)), "path": sys.executable}
    return Finding(GOOD, "python_good", told) if version >= OLDEST else Finding(BAD, "python_old", told)


def packages(patient: Patient, distribution: str = DISTRIBUTION) -> Finding:
    """Whether every package is there, in a version that will do."""
    try:
        wanted = [Requirement(line) for line in metadata.requires(distribution) or ()]
    except metadata.PackageNotFoundError:
        return Finding(NOTE, "packages_unknown")
    needed = [entry for entry in wanted if not entry.marker or entry.marker.evaluate({"extra": ""})]
    amiss = list(_amiss(needed))
    if amiss:
        return Finding(BAD, "packages_amiss", {"names": ", ".join(amiss)})
    return Finding(GOOD, "packages_good", {"count": len(needed)})


def _amiss(needed: list[Requirement]) -> Iterator[str]:
    for requirement in needed:
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            yield f"{requirement.name} (-)"
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            yield f"{requirement.name} ({version}, {requirement.specifier})"


def temporary(patient: Patient) -> Finding:
    """Whether large bodies have somewhere to go."""
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"Reinschrift")
        folder = tempfile.gettempdir()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Finding(BAD, "temporary_bad", {"trouble": error.strerror or error})
    told = {"folder": folder, "free": free // 1_000_000}
    return Finding(GOOD, "temporary_good", told) if free >= ROOM else Finding(BAD, "temporary_full", told)


def workers(patient: Patient, load: Load = load_answer) -> Finding:
    """Whether a process that cleans pages starts; what keeps it from that, it says itself."""
    settings = patient.settings
    worker = Worker(load, Limits(settings.time_limit, settings.memory_limit))
    try:
        started = worker.started(START_LIMIT)
    finally:
        worker.end()
    if started:
        return Finding(GOOD, "workers_good", {"count": settings.workers, "processors": os.cpu_count() or 1})
    return Finding(BAD, "workers_bad")
