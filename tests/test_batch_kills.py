"""Whatever of a run is killed, on a real Ray: started again, it has every record once."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from archives import responses, url, write_warc
from batch_runs import PATIENCE, Ray, finished, rows_of, started
from reinschrift.batch.manifest import NAME

MANY = 300  # pages of the archive over which runs are killed
RNG = random.Random()  # not seeded, for the moments to kill at must be others in each run


def below(root: int, sign: str) -> Iterator[psutil.Process]:
    """The processes that descend from one and have this in their command line."""
    for process in psutil.Process(root).children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # it ended while we looked
            if sign in " ".join(process.cmdline()):
                yield process


def kill(root: int, sign: str) -> None:
    """Kills one process below another."""
    next(below(root, sign)).kill()


def parts_of(output: Path) -> int:
    """How many parts the manifest has."""
    manifest = output / NAME
    return manifest.read_text().count('{"part"') if manifest.exists() else 0


def wait_for_parts(process: subprocess.Popen[str], output: Path, more: int) -> None:
    """Waits until a run has so many parts more, and a moment of any length."""
    wanted, deadline = parts_of(output) + more, time.monotonic() + PATIENCE
    while parts_of(output) < wanted and process.poll() is None:
        assert time.monotonic() < deadline, "no part comes"
        time.sleep(0.02)
    time.sleep(RNG.uniform(0, 0.5))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_warc(tmp_path_factory.mktemp("many") / "many.warc.gz", responses(MANY))


def check_whole(output: Path, archive: Path) -> None:
    rows = rows_of(output)
    assert [row["url"] for row in rows] == [url(number) for number in range(MANY)]
    assert [row["title"] for row in rows] == [f"Seite {number}" for number in range(MANY)]
    assert {(row["file"], row["errorCode"], row["degraded"]) for row in rows} == {(str(archive), None, False)}
    left = sorted(path.name for path in output.iterdir() if not path.name.startswith("part-"))
    assert left == [NAME]


@pytest.mark.skipif(sys.platform == "win32", reason="batch does not run there")
def test_kills_on_a_cluster_cost_nothing(ray: Ray, archive: Path, tmp_path: Path) -> None:
    """First a page's worker, then an actor, then the run itself; started again, a node."""
    output, flags = tmp_path / "out", ("--pages", "10", "--time-limit", "60")
    with started([archive], output, *flags, ray=ray) as run:
        wait_for_parts(run, output, RNG.randint(1, 3))
        kill(ray.process.pid, "multiprocessing.spawn")
        wait_for_parts(run, output, RNG.randint(1, 3))
        kill(ray.process.pid, "ray::MapWorker")
        wait_for_parts(run, output, RNG.randint(1, 3))
        run.kill()
    before = parts_of(output)
    assert 3 <= before < MANY // 10
    with started([archive], output, *flags, ray=ray) as run:
        wait_for_parts(run, output, RNG.randint(1, 3))
        ray.order("kill")
        status, _, err = finished(run)
    ray.order("add")
    assert status == 0, err
    assert f"Going on after {before * 10} pages" in err
    check_whole(output, archive)


@pytest.mark.skipif(sys.platform == "win32", reason="batch does not run there")
def test_a_run_that_brings_its_own_ray_can_be_killed_too(archive: Path, tmp_path: Path) -> None:
    output, flags = tmp_path / "out", ("--pages", "10", "--time-limit", "60", "--workers", "2")
    with started([archive], output, *flags) as run:
        wait_for_parts(run, output, RNG.randint(1, 5))
        alone = addresses(run.pid)
        run.kill()
    assert alone == {"127.0.0.1"}
    with started([archive], output, *flags) as run:
        status, _, err = finished(run)
    assert status == 0, err
    check_whole(output, archive)


def addresses(root: int) -> set[str]:
    """Where a process and those below it listen."""
    found = set()
    for process in [psutil.Process(root), *below(root, "")]:
        with suppress(psutil.NoSuchProcess):
            found |= {peer.laddr.ip for peer in process.net_connections() if peer.status == psutil.CONN_LISTEN}
    return {address.removeprefix("::ffff:") for address in found}
