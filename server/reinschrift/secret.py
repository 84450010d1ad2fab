"""The server's token: made once, kept where only its owner can read it."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

BYTES = 32  # 256 bits
OTHERS = 0o077  # the rights of everybody but the owner


class SecretError(Exception):
    """The stored token cannot be used; the message is one sentence that says why and what helps."""


def place(folder: Path) -> Path:
    """The token's file in the user's folder for Reinschrift."""
    return folder / "token"


def stored(folder: Path) -> str | None:
    """The stored token; None where there is none. Raises SecretError."""
    file = place(folder)
    try:
        with file.open(encoding="ascii") as stream:
            mode = os.fstat(stream.fileno()).st_mode
            token = stream.read().strip()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise SecretError(f"The token in {file} cannot be read; 'reinschrift token --new' makes another.") from error
    if sys.platform != "win32" and mode & OTHERS:
        raise SecretError(f"Others may read the token in {file}; 'reinschrift token --new' makes another.")
    if not token:
        raise SecretError(f"There is no token in {file}; 'reinschrift token --new' makes one.")
    return token


def make(folder: Path) -> str:
    """Makes a token and stores it in place of any other. Raises SecretError."""
    file, token = place(folder), secrets.token_urlsafe(BYTES)
    draft = file.with_name(f"token.{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(token + "\n")
        draft.replace(file)
    except OSError as error:
        raise SecretError(f"The token cannot be stored in {file}: {error.strerror or error}.") from error
    return token
