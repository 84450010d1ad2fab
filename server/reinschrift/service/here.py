"""This computer as a Machine: the command that serves, and the folders and names of its user."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from ..places import config_folder
from .plan import Machine


def machine(environ: Mapping[str, str], file: Path | None, patience: float) -> Machine:
    """The machine that runs this; `file` is the settings file that somebody named."""
    folder = config_folder()
    domain = environ.get("USERDOMAIN")
    named = ("--config", str(file.absolute())) if file else ()
    return Machine(
        # -P, so that no file of the home folder passes for one of Python's
        words=(_python(), "-P", "-m", "reinschrift.cli", "serve", *named),
        home=Path.home(),
        config=folder.parent,
        folder=folder,
        user=f"{domain}\\{getpass.getuser()}" if domain else getpass.getuser(),
        number=os.getuid() if sys.platform != "win32" else 0,
        patience=patience,
    )


def _python() -> str:
    """This interpreter; on Windows the one that opens no window, if it is there."""
    silent = Path(sys.executable).with_name("pythonw.exe")
    return str(silent) if sys.platform == "win32" and silent.exists() else sys.executable
