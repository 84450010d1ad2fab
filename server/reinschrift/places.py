"""Where a user's files lie on this system, by its own habits and the variables it knows for them."""

from __future__ import annotations

from pathlib import Path

import platformdirs

NAME = "reinschrift"


def config_folder() -> Path:
    """The folder of the settings file and the token, whether it is there or not."""
    return platformdirs.user_config_path(NAME, appauthor=False, roaming=True)
