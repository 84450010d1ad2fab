"""What a team runs: container, compose file and unit name what there is, and the server runs as they say it does."""

from __future__ import annotations

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import HTML, InProcess, client_of
from reinschrift.parsers import PARSERS
from reinschrift.settings import SHORTEST_TOKEN, Settings

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
TOKEN = "0123456789abcdef"
GIVEN = {"REINSCHRIFT_TOKEN": TOKEN}
"""What whoever starts it must say."""
NAME = "reinschrift.example.org"


def instructions(path: Path) -> list[tuple[str, str]]:
    """A Containerfile's instructions with their arguments, in order."""
    text = re.sub(r"\\\n\s*", " ", path.read_text(encoding="utf-8"))
    return [
        (name, rest)
        for line in text.splitlines()
        if line and not line.startswith("#")
        for name, _, rest in [line.partition(" ")]
    ]


CONTAINER = instructions(DEPLOY / "Containerfile")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]["reinschrift"]


def arguments(name: str) -> list[str]:
    return [rest for found, rest in CONTAINER if found == name]


def image_environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for rest in arguments("ENV") for pair in shlex.split(rest))


def interpolated(value: str, given: Mapping[str, str]) -> str:
    """A compose file's value with ${NAME:-default} and ${NAME:?message} replaced. Raises KeyError for the latter."""

    def one(found: re.Match[str]) -> str:
        name, sign, rest = found.groups()
        if given.get(name):
            return given[name]
        if sign == "?":
            raise KeyError(rest)
        return rest

    return re.sub(r"\$\{(\w+):([-?])([^}]*)\}", one, value)


def container_environment(given: Mapping[str, str]) -> dict[str, str]:
    """What the server in the container finds: the image's variables, then those of compose."""
    told = {name: interpolated(str(value), given) for name, value in COMPOSE["environment"].items()}
    return {**image_environment(), **told}


def unit() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DEPLOY / "reinschrift.service", encoding="utf-8")
    return parser


def unit_environment() -> dict[str, str]:
    lines = (DEPLOY / "reinschrift.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@pytest.mark.parametrize("environment", [container_environment(GIVEN), {**unit_environment(), **GIVEN}])
def test_every_variable_is_a_setting_with_a_value_it_can_have(environment: Mapping[str, str]) -> None:
    told = {name.removeprefix("REINSCHRIFT_").lower(): value for name, value in environment.items() if "REIN" in name}
    assert set(told) <= set(PARSERS)
    parsed = {name: PARSERS[name](value, name) for name, value in told.items() if value}
    assert parsed["require_token"] is True
    assert parsed["workers"] > 1


def test_the_containers_bases_have_no_registry_and_its_sources_are_there() -> None:
    bases = [rest.split()[0] for rest in arguments("FROM")]
    assert len(bases) == 2
    assert [base for base in bases if not re.fullmatch(r"[a-z]+:[\w.-]+", base)] == []
    ignored = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    let_in = [line[1:] for line in ignored if line.startswith("!")]
    for rest in (rest for rest in arguments("COPY") if not rest.startswith("--from")):
        for source in rest.split()[:-1]:
            assert (ROOT / source).exists(), source
            assert [line for line in let_in if fnmatch(line, f"{source}*") or fnmatch(source, line)], source


def test_the_image_installs_what_pyproject_offers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = set(re.findall(r"'\.\[(\w+)\]'", " ".join(arguments("RUN"))))
    assert extras
    assert extras <= set(project["optional-dependencies"])
    [entry] = [json.loads(rest) for rest in arguments("ENTRYPOINT")]
    assert Path(entry[0]).name in project["scripts"]


def test_nothing_runs_as_root_or_writes() -> None:
    user, group = map(int, arguments("USER")[0].split(":"))
    assert min(user, group) > 1000
    assert arguments("HEALTHCHECK")
    assert COMPOSE["read_only"] is True
    assert COMPOSE["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in COMPOSE["security_opt"]
    assert all(port.startswith("127.0.0.1:") for port in COMPOSE["ports"])
    assert (DEPLOY / COMPOSE["build"]["context"] / COMPOSE["build"]["dockerfile"]).resolve() == DEPLOY / "Containerfile"
    service = unit()["Service"]
    assert (service["DynamicUser"], service["ProtectSystem"], service["NoNewPrivileges"]) == ("yes", "strict", "yes")
    assert Path(service["EnvironmentFile"]).name == "reinschrift.env"


def test_the_page_for_teams_names_files_and_settings_that_are_there() -> None:
    page = (ROOT / "docs" / "team.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\bdeploy/[\w.-]+\w", page))
    assert {path.name for path in DEPLOY.iterdir()} - {"Containerfile.dockerignore"} == {
        name.partition("/")[2] for name in named
    }
    settings = {name.lower() for name in re.findall(r"REINSCHRIFT_([A-Z_]+)", page)}
    assert settings <= set(PARSERS)
    for line in re.findall(r"^docker (?:compose|run|build) .*$", page, re.M):
        assert shlex.split(line)
    assert shlex.split(unit()["Service"]["ExecStart"])[0] in page.replace("bin/pip", "bin/reinschrift")


def test_compose_does_not_start_without_a_token() -> None:
    with pytest.raises(KeyError, match=str(SHORTEST_TOKEN)):
        container_environment({})


@pytest.mark.parametrize(
    ("name", "limit"), [("Caddyfile", "max_size 20MB"), ("nginx.conf", "client_max_body_size 20m;")]
)
def test_a_proxy_lets_every_page_through_that_the_server_takes(name: str, limit: str) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    assert limit in text
    assert Settings().body_limit <= 20_000_000
    assert f"127.0.0.1:{Settings().port}" in text
    assert NAME in text


def test_a_browser_behind_the_proxy_is_answered() -> None:
    told = unit_environment()
    settings = Settings(
        token=TOKEN,
        allowed_hosts=PARSERS["allowed_hosts"](told["REINSCHRIFT_ALLOWED_HOSTS"], ""),
        allowed_origins=PARSERS["allowed_origins"](told["REINSCHRIFT_ALLOWED_ORIGINS"], ""),
    )
    client = client_of(settings, InProcess())
    browser = {"Host": NAME, "Sec-Fetch-Site": "same-origin"}
    assert client.get("/", headers=browser).status_code == 200
    asked = {**browser, "Origin": f"https://{NAME}", "Content-Type": "text/html", "Authorization": f"Bearer {TOKEN}"}
    assert client.post("/v1/clean", data=HTML, headers=asked).status_code == 200
    assert client.post("/v1/clean", data=HTML, headers={**asked, "Origin": "https://evil.example"}).status_code == 403


SERVER = [sys.executable, "-m", "reinschrift.cli", *json.loads(arguments("CMD")[0])]
CONFINED = """
for place in $PLACES; do mount -o remount,bind,ro "$place" || exit 9; done
mount -t tmpfs tmpfs "$TMPDIR" || exit 9
exec unshare --user --map-user=65532 --map-group=65532 -- "$@"
"""
WRITING = "import os, sys; assert os.getuid() == 65532; open(os.environ['TMPDIR'] + '/x', 'w'); open(sys.argv[1], 'w')"


def confined(command: Sequence[str]) -> list[str]:
    """A command as in the container: another user, a read-only file system, a small place for what is temporary."""
    return ["unshare", "--map-root-user", "--mount", "--", "sh", "-c", CONFINED, "sh", *command]


def mounts(*paths: Path) -> str:
    """The mount points on which these paths lie, with spaces between."""
    found = {next(str(up) for up in (path, *path.parents) if up.is_mount()) for path in map(Path.resolve, paths)}
    return " ".join(sorted({"/", *found}))


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[str]:
    """The server's address while it runs."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(environment)) as process:
        assert process.stdout is not None
        found = re.search(r"http://0\.0\.0\.0:(\d+)/", process.stdout.readline())
        try:
            assert found, "the server did not start"
            yield f"http://127.0.0.1:{found[1]}"
        finally:
            process.terminate()
            assert process.wait(timeout=20) == 0


def answer(url: str, token: str | None) -> tuple[int, Any]:
    headers = {"Content-Type": "text/html; charset=utf-8", **({"Authorization": f"Bearer {token}"} if token else {})}
    try:
        with urllib.request.urlopen(urllib.request.Request(f"{url}/v1/clean", HTML.encode(), headers)) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def health(url: str) -> int:
    """What the image's health check says."""
    environment = {**os.environ, "REINSCHRIFT_PORT": url.rpartition(":")[2]}
    return subprocess.run([sys.executable, DEPLOY / "health.py"], env=environment, check=False).returncode


def environment(folder: Path) -> dict[str, str]:
    """The container's variables, on any free port, with what this machine's Python needs."""
    temporary = folder / "tmp"
    temporary.mkdir()
    own = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    places = mounts(ROOT, Path(sys.executable), folder)
    container = {**container_environment(GIVEN), "REINSCHRIFT_PORT": "0", "REINSCHRIFT_WORKERS": "2"}
    return {**own, **container, "TMPDIR": str(temporary), "PLACES": places}


def check(url: str) -> None:
    assert health(url) == 0
    assert answer(url, None)[1]["code"] == "unauthorized"
    status, told = answer(url, TOKEN)
    assert (status, told["title"]) == (200, "Birkenau behält seine Brücke")


def test_the_containers_command_serves_in_its_environment(tmp_path: Path) -> None:
    with running(SERVER, environment(tmp_path)) as url:
        check(url)
    assert health(url) == 1


def test_it_serves_without_root_and_without_a_place_to_write(tmp_path: Path) -> None:
    told = environment(tmp_path)
    file = tmp_path / "written"
    if shutil.which("unshare") is None:
        pytest.skip("only Linux has the namespaces that this test runs the server in")
    probe = confined([sys.executable, "-c", WRITING, str(file)])
    said = subprocess.run(probe, env=told, check=False, capture_output=True, text=True).stderr
    if "Read-only file system" not in said:
        pytest.skip(f"this machine gives no namespaces: {said.strip().splitlines()[-1:]}")
    with running(confined(SERVER), told) as url:
        large = HTML.replace("<form>", f"<form><!--{'x' * 5_000_000}-->")  # goes through a file in TMPDIR
        check(url)
        request = urllib.request.Request(f"{url}/v1/clean", large.encode(), {"Authorization": f"Bearer {TOKEN}"})
        request.add_header("Content-Type", "text/html; charset=utf-8")
        with urllib.request.urlopen(request) as response:
            assert response.status == 200
    assert not file.exists()
