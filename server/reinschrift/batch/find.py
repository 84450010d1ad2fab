"""The command line's inputs -> Sources: files, folders and globs, each file once, always in the same order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence

from .inputs import INPUTS, format_of
from .nouns import BatchError, Source


def find(inputs: Sequence[str], output: str) -> tuple[list[Source], int]:
    """Every file that the inputs name, and how many files of folders and globs were left out, for no format has their
    endings. What stands in the folder `output` is no input. Raises BatchError for an input that names nothing or cannot
    be read.
    """
    paths: dict[str, str] = {}
    left_out = set()
    for name in inputs:
        found, others = _paths(name, os.path.join(os.path.abspath(output), ""))
        paths |= found
        left_out |= others
    return [_source(path, form) for path, form in sorted(paths.items())], len(left_out)


def _paths(name: str, output: str) -> tuple[dict[str, str], set[str]]:
    """The files that one input names, each with its format, and those without one."""
    if os.path.isfile(name):
        form = format_of(name)
        if form is None:
            raise BatchError(f"{name} is no input: it must end in {', '.join(_endings())}.")
        return {os.path.abspath(name): form}, set()
    if not os.path.isdir(name) and not glob.has_magic(name):
        raise BatchError(f"There is no file or folder {name}.")
    files = [path for path in map(os.path.abspath, _listed(name)) if not path.startswith(output)]
    known = {path: form for path in files if (form := format_of(path)) is not None}
    if not known:
        raise BatchError(f"{name} holds no input: no file in it ends in {', '.join(_endings())}.")
    return known, set(files) - set(known)


def _listed(name: str) -> Iterator[str]:
    """The files of a folder, or those that a pattern matches and those of the folders that it matches."""
    for path in [name] if os.path.isdir(name) else glob.iglob(name, recursive=True):
        if os.path.isfile(path):
            yield path
            continue
        for folder, _, files in os.walk(path, onerror=_raise):
            yield from (os.path.join(folder, file) for file in files)


def _raise(error: OSError) -> None:
    raise BatchError(f"{error.filename} cannot be read: {error.strerror}.") from error


def _source(path: str, form: str) -> Source:
    try:
        status = os.stat(path)
        if not os.access(path, os.R_OK):
            raise BatchError(f"{path} cannot be read: Permission denied.")
        return Source(path, form, status.st_size, status.st_mtime_ns, INPUTS[form].end(path))
    except OSError as error:
        raise BatchError(f"{path} cannot be read: {error.strerror or error}.") from error


def _endings() -> Iterator[str]:
    return (ending for form in INPUTS.values() for ending in form.endings)
