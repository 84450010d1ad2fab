"""Runs of `reinschrift batch` as the tests start them, and the cluster that most of them run on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

COMMAND = [sys.executable, "-m", "reinschrift.cli", "batch"]
PATIENCE = 180  # seconds; a run takes a few where nobody else wants the machine

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Ray:
    """A cluster of two nodes on this machine."""

    address: str
    process: subprocess.Popen[str]

    def order(self, word: str) -> None:
        """Has the second node killed, or another one added."""
        said(self.process.stdin).write(f"{word}\n")
        said(self.process.stdin).flush()
        assert said(self.process.stdout).readline() == "done\n"


def said(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream


@contextmanager
def cluster() -> Iterator[Ray]:
    """A cluster, while the block lasts."""
    command = [sys.executable, str(Path(__file__).with_name("batch_cluster.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        address = said(process.stdout).readline().strip()
        assert address, "the cluster did not start"
        yield Ray(address, process)
        said(process.stdin).close()
        process.wait(PATIENCE)


def started(inputs: list[Path], output: Path, *more: str, ray: Ray | None = None) -> subprocess.Popen[str]:
    """A run that has begun, on the cluster or with a Ray of its own."""
    command = [*COMMAND, *map(str, inputs), "--output", str(output), *more]
    environ = os.environ | {"RAY_worker_niceness": "0"}  # see batch_cluster.py
    if ray:
        command += ["--address", ray.address]
        environ["RAY_AUTH_MODE"] = "disabled"
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ, start_new_session=True
    )


def finished(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """A run's exit status, output and errors."""
    with process:
        try:
            out, err = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    return process.returncode, out, err


def rows_of(output: Path) -> Rows:
    """Every row of a folder, in the order of their keys."""
    import pyarrow.dataset  # here, for this file is loaded with every test

    rows: Rows = pyarrow.dataset.dataset(output).to_table().to_pylist()
    return sorted(rows, key=lambda row: (row["file"], row["position"]))
