"""The commands around the server, from parsed flags to an exit status; each loads its own modules."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .settings import Settings


def complain(sentence: str, status: int) -> int:
    """Says what is wrong; returns `status`."""
    print(f"reinschrift: {sentence}", file=sys.stderr)
    return status


def serve(parsed: argparse.Namespace) -> int:
    """`reinschrift serve`."""
    import logging

    from .settings import BadSetting

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr)
    try:
        settings = _settings(parsed)
    except BadSetting as error:
        return complain(str(error), 2)

    from .serve import ServeError, serve

    try:
        serve(settings)
    except ServeError as error:
        return complain(str(error), 1)
    return 0


def config(parsed: argparse.Namespace) -> int:
    """`reinschrift config`."""
    from .catalogue import preferred
    from .config import as_json, as_toml
    from .places import config_folder
    from .settings import BadSetting, gather, settings_file

    folder, file = config_folder(), _file(parsed)
    try:
        found = gather(_flags(parsed), os.environ, folder, file)
    except BadSetting as error:
        return complain(str(error), 2)
    path, _ = settings_file(os.environ, folder, file)
    print(as_json(found, path) if parsed.json else as_toml(found, path, preferred(os.environ)))
    return 0


def doctor(parsed: argparse.Namespace) -> int:
    """`reinschrift doctor`; 1 if something is wrong."""
    from .catalogue import catalogue, preferred
    from .doctor import CHECKS
    from .doctor.finding import BAD, Finding, Patient
    from .doctor.report import lines
    from .places import config_folder
    from .probe import listener
    from .settings import BadSetting, Settings, settings_file

    path, _ = settings_file(os.environ, config_folder(), _file(parsed))
    settings, trouble = Settings(), ""
    try:
        settings = _settings(parsed)
    except BadSetting as error:
        trouble = str(error)
    answers = listener(settings.host, settings.port, settings.token)
    patient = Patient(settings, trouble, path, config_folder(), os.environ, answers)
    levels = []

    def findings() -> Iterator[tuple[str, Finding]]:
        for name, check in CHECKS.items():
            finding = check(patient)
            levels.append(finding.level)
            yield name, finding

    for line in lines(findings(), catalogue(preferred(os.environ))["doctor"]):
        print(line, flush=True)  # as they come, for some checks take a second
    return 1 if BAD in levels else 0


def service(parsed: argparse.Namespace) -> int:
    """`reinschrift service`; the settings are those of the file alone, for the service sees nothing else."""
    from .catalogue import catalogue, preferred
    from .places import config_folder
    from .serve import patience
    from .service.command import Wanted, run
    from .service.here import machine
    from .service.work import ServiceError
    from .settings import BadSetting, load, settings_file

    folder = config_folder()
    path, is_named = settings_file(os.environ, folder, _file(parsed))
    try:
        settings = load({}, {}, folder, path if is_named else None)
    except BadSetting as error:
        return complain(str(error), 2)
    on = machine(os.environ, path if is_named else None, patience(settings))
    words = catalogue(preferred(os.environ))["service"]
    try:
        return run(Wanted(parsed.action, parsed.dry_run, on, settings, path, os.environ, words))
    except ServiceError as error:
        return complain(str(error), 1)


def token(parsed: argparse.Namespace) -> int:
    """`reinschrift token`."""
    from .places import config_folder
    from .secret import SecretError, make, stored

    folder = config_folder()
    try:
        print((None if parsed.new else stored(folder)) or make(folder))
    except SecretError as error:
        return complain(str(error), 1)
    return 0


def _settings(parsed: argparse.Namespace) -> Settings:
    """The settings that a command is to use. Raises BadSetting."""
    from .places import config_folder
    from .settings import load

    return load(_flags(parsed), os.environ, config_folder(), _file(parsed))


def _flags(parsed: argparse.Namespace) -> dict[str, object]:
    from .parsers import PARSERS

    return {name: getattr(parsed, name) for name in PARSERS}


def _file(parsed: argparse.Namespace) -> Path | None:
    return Path(parsed.config) if parsed.config else None
