"""Runs `reinschrift batch` and watches all its processes: their time, their memory, and when parts came."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from served import held_to

OFTEN = 1.0  # seconds between two looks
SELDOM = 10  # looks between two at the memory, which takes the system a tenth of a second
COMMAND = [sys.executable, "-m", "reinschrift.cli", "batch"]


@dataclass
class Watched:
    """What was seen of a run. Seconds, bytes; `load` is the machine's, with all that others do on it."""

    status: int = 0
    seconds: float = 0.0
    processor: dict[int, float] = field(default_factory=dict)  # seconds by process
    memory: list[int] = field(default_factory=list)  # of all processes, shared pages counted once
    parts: list[tuple[float, int]] = field(default_factory=list)  # when a count of parts was first seen
    load: list[float] = field(default_factory=list)

    @property
    def processor_seconds(self) -> float:
        return sum(self.processor.values())

    def told(self) -> str:
        """The run's own figures in a line."""
        return (
            f"{self.seconds:.0f} s, {self.processor_seconds:.0f} s of processor, "
            f"at most {max(self.memory, default=0) / 1e9:.2f} GB, load {sum(self.load) / max(1, len(self.load)):.1f}"
        )


def watch(*arguments: str, output: Path, cores: set[int] | None = None) -> Watched:
    """Runs a batch to its end, held to these cores if they are given."""
    seen, begun = Watched(), time.monotonic()
    command = [*COMMAND, *arguments, "--output", str(output)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, preexec_fn=held_to(cores)
    ) as process:
        while process.poll() is None:
            if len(seen.load) % SELDOM == 0:  # of which each look adds one
                seen.memory.append(memory(process.pid))
            look(process.pid, output, seen, time.monotonic() - begun)
            time.sleep(OFTEN)
        seen.status = process.returncode
    seen.seconds = time.monotonic() - begun
    return seen


def look(root: int, output: Path, seen: Watched, when: float) -> None:
    """Notes what the processes have used until now."""
    for process in family(root):
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            seen.processor[process.pid] = times.user + times.system
    seen.load.append(psutil.getloadavg()[0])
    count = parts(output)
    if count and (not seen.parts or count > seen.parts[-1][1]):
        seen.parts.append((when, count))


def memory(root: int) -> int:
    """Bytes of all processes together."""
    total = 0
    for process in family(root):
        with suppress(psutil.NoSuchProcess):
            total += process.memory_full_info().pss
    return total


def family(root: int) -> Iterator[psutil.Process]:
    """A process and all below it."""
    with suppress(psutil.NoSuchProcess):
        yield psutil.Process(root)
        yield from psutil.Process(root).children(recursive=True)


def parts(output: Path) -> int:
    """How many parts are finished."""
    manifest = output / "_manifest.jsonl"
    return manifest.read_text().count('{"part"') if manifest.exists() else 0
