"""The server as others see it: at its port, to the extension, as a service."""

from __future__ import annotations

import socket
import sys
from datetime import datetime

from .. import __version__
from ..owner import owner
from ..serve import patience
from ..service import SYSTEMS, System
from ..service.here import machine
from ..service.plan import Write
from ..service.work import is_installed, succeeds
from .finding import BAD, GOOD, NOTE, Finding, Patient


def server(patient: Patient) -> Finding:
    """Whether a Reinschrift of this version answers at the port."""
    settings, answers = patient.settings, patient.answers
    told: dict[str, object] = {"host": settings.host, "port": settings.port, "version": __version__}
    if answers is None:
        trouble = _trouble(settings.host, settings.port)
        return Finding(BAD, "server_refused" if trouble else "server_silent", told | {"trouble": trouble})
    if answers.version is None:
        program = owner(settings.port)
        told |= {"holder": f"{program.name} ({program.process})" if program else "?"}
        return Finding(BAD, "server_stranger", told)
    told |= {"found": answers.version}
    if answers.version != __version__:
        return Finding(BAD, "server_other", told)
    return Finding(GOOD, "server_good", told) if answers.health.get("ready") else Finding(NOTE, "server_starting", told)


def _trouble(host: str, port: int) -> str:
    """Why the system would not let a server listen there; nothing if it would."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        return error.strerror or str(error)
    return ""


def extension(patient: Patient) -> Finding:
    """When the extension last asked, and whether the two understand each other."""
    answers = patient.answers
    if answers is None or answers.version is None or "extension" not in answers.health:
        return Finding(NOTE, "extension_unknown")
    contact = answers.health["extension"]
    if contact is None:
        return Finding(NOTE, "extension_never")
    asked = datetime.fromisoformat(contact["asked"]).astimezone()
    told = {"version": contact["version"], "server": answers.version, "asked": f"{asked:%Y-%m-%d %H:%M}"}
    if not are_compatible(contact["version"], answers.version):
        return Finding(BAD, "extension_other", told)
    if contact["version"] != answers.version:
        return Finding(NOTE, "extension_near", told)
    return Finding(GOOD, "extension_good", told)


def are_compatible(one: str, other: str) -> bool:
    """Whether two versions understand each other, as the extension sees it: same major, and before 1.0 same minor."""
    a, b = one.split("."), other.split(".")
    return a[0] == b[0] and (a[0] != "0" or a[1:2] == b[1:2])


def service(patient: Patient, platform: str = sys.platform) -> Finding:
    """Whether the server starts at login, and runs as it should then."""
    system = SYSTEMS.get(platform)
    if system is None:
        return Finding(NOTE, "service_unsupported", {"platform": platform})
    here = machine(patient.environ, None, patience(patient.settings))
    told = {"file": system.file(here), "program": system.program}
    if not is_installed(system, here):
        return Finding(NOTE, "service_none", told)
    if not succeeds(system.running(here)):
        return Finding(BAD, "service_rests", told)
    if not _is_current(system, patient):
        return Finding(NOTE, "service_other", told)
    return Finding(GOOD, "service_good", told)


def _is_current(system: System, patient: Patient) -> bool:
    """Whether the service's file is what this installation would write, with the settings file named or not."""
    for file in (None, patient.file):
        here = machine(patient.environ, file, patience(patient.settings))
        (step,) = (step for step in system.install(here) if isinstance(step, Write))
        if step.path.read_text(encoding=step.encoding) == step.text:
            return True
    return False
