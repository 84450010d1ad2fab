"""Who may ask: tables of Host, Origin, Sec-Fetch-Site and Authorization headers, alone and over every route."""

import base64
import hashlib
import json
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from conftest import HTML, client_of
from reinschrift.app import HEADERS
from reinschrift.errors import Forbidden, Unauthorized
from reinschrift.guard import OWN_EXTENSION, Guard
from reinschrift.settings import Settings
from reinschrift.task import Result, Task

CHROMIUM = f"chrome-extension://{OWN_EXTENSION}"
OTHER_CHROMIUM = "chrome-extension://" + "abcdefghijklmnop" * 2
FIREFOX = "moz-extension://0f8fad5b-d9cb-469f-a165-70867728950e"
HERE = "127.0.0.1:8417"
LISTING = Settings(
    allowed_hosts=("Rechner.example", "andere.example:99"),
    allowed_origins=("https://freund.example",),
    extension_ids=("abcdefghijklmnop" * 2,),
)


def may_ask(settings: Settings, headers: Mapping[str, str]) -> bool:
    try:
        Guard(settings).check_sender(Headers(headers))
    except Forbidden:
        return False
    return True


@pytest.mark.parametrize(
    "host",
    [HERE, "localhost:8417", "LocalHost:8417", "[::1]:8417"],
)
def test_own_names(host: str) -> None:
    assert may_ask(Settings(), {"Host": host})


@pytest.mark.parametrize(
    "host",
    [
        "",
        "127.0.0.1",
        "localhost",
        "[::1]",
        "::1:8417",
        "127.0.0.1:8418",
        "localhost:80",
        "127.0.0.1:84170",
        "127.0.0.2:8417",
        "127.1:8417",
        "0.0.0.0:8417",
        "2130706433:8417",
        "evil.example:8417",
        "localhost.:8417",
        "localhost.evil.example:8417",
        "evil-localhost:8417",
        "127.0.0.1.evil.example:8417",
        "evil@127.0.0.1:8417",
        "127.0.0.1:8417@evil",
        "127.0.0.1:8417/",
        "127.0.0.1:8417, evil.example",
        " 127.0.0.1:8417",
        "[::1]:8417.evil.example",
        "localhost:8417\t",
        "xn--lcalhost-8ya:8417",
    ],
)
def test_foreign_names(host: str) -> None:
    assert not may_ask(Settings(), {"Host": host})


def test_no_host_at_all() -> None:
    assert not may_ask(Settings(), {})


@pytest.mark.parametrize(
    ("settings", "host", "allowed"),
    [
        (Settings(port=80), "localhost", True),
        (Settings(port=80), "localhost:80", True),
        (LISTING, "rechner.example", True),
        (LISTING, "rechner.example:8417", True),
        (LISTING, "RECHNER.example:8417", True),
        (LISTING, "rechner.example:8418", False),
        (LISTING, "andere.example:99", True),
        (LISTING, "andere.example", False),
        (LISTING, HERE, True),
        (Settings(host="192.168.1.5", token="t"), "192.168.1.5:8417", True),
        (Settings(host="0.0.0.0", token="t"), "0.0.0.0:8417", False),
        (Settings(host="fd00::5", token="t"), "[fd00::5]:8417", True),
        (Settings(host="::", token="t"), "[::]:8417", False),
    ],
)
def test_names_by_settings(settings: Settings, host: str, allowed: bool) -> None:
    assert may_ask(settings, {"Host": host}) is allowed


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("http://127.0.0.1:8417", True),
        ("http://localhost:8417", True),
        ("http://[::1]:8417", True),
        (CHROMIUM, True),
        (FIREFOX, True),
        ("", False),
        ("null", False),
        ("https://127.0.0.1:8417", False),
        ("http://127.0.0.1", False),
        ("http://127.0.0.1:8418", False),
        ("https://evil.example", False),
        ("http://localhost:8417.evil.example", False),
        (OTHER_CHROMIUM, False),
        (f"{CHROMIUM}, {CHROMIUM}", False),
        (CHROMIUM + "a", False),
        (CHROMIUM[:-1], False),
        (CHROMIUM + ".evil.example", False),
        (CHROMIUM + "/", False),
        (CHROMIUM[:-1] + "q", False),
        (CHROMIUM.upper(), False),
        ("x" + CHROMIUM, False),
        ("https://" + CHROMIUM, False),
        (FIREFOX[:-1], False),
        (FIREFOX + "0", False),
        (FIREFOX[:-1] + "g", False),
        ("moz-extension://", False),
        ("https://freund.example", False),
    ],
)
def test_origins(origin: str, allowed: bool) -> None:
    assert may_ask(Settings(), {"Host": HERE, "Origin": origin}) is allowed


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://freund.example", True),
        ("https://FREUND.example", True),
        ("https://freund.example:444", False),
        ("https://freund.example.evil.example", False),
        (OTHER_CHROMIUM, True),
        (CHROMIUM, False),
        (FIREFOX, False),
        ("http://rechner.example:8417", True),
        ("http://127.0.0.1:8417", True),
    ],
)
def test_listed_origins_and_extensions(origin: str, allowed: bool) -> None:
    assert may_ask(LISTING, {"Host": HERE, "Origin": origin}) is allowed


@pytest.mark.parametrize(
    ("site", "origin", "allowed"),
    [
        ("none", None, True),
        ("same-origin", None, True),
        ("cross-site", None, False),
        ("same-site", None, False),
        ("none, cross-site", None, False),
        ("same-origin, same-origin", None, False),
        ("somewhere-else", None, False),
        ("", None, False),
        ("Cross-Site", None, False),
        ("same-origin", "http://127.0.0.1:8417", True),
        ("same-site", "http://127.0.0.1:8417", False),
        ("cross-site", "http://localhost:8417", False),
        ("cross-site", CHROMIUM, True),
        ("cross-site", FIREFOX, True),
        ("none", CHROMIUM, True),
        ("cross-site", "null", False),
        ("none", "null", False),
    ],
)
def test_what_the_browser_says_of_the_sender(site: str, origin: str | None, allowed: bool) -> None:
    headers = {"Host": HERE, "Sec-Fetch-Site": site} | ({} if origin is None else {"Origin": origin})
    assert may_ask(Settings(), headers) is allowed


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("/v1/health", True),
        ("/v1/clean?url=https://evil.example/", True),
        ("*", True),
        (f"http://{HERE}/v1/health", True),
        ("http://LOCALHOST:8417?a=b", True),
        ("http://evil.example/v1/health", False),
        (f"https://{HERE}/v1/health", False),
        (f"http://evil.example@{HERE}/", False),
        (f"http://{HERE}.evil.example/", False),
        ("http://", False),
    ],
)
def test_a_target_that_names_a_host(target: str, allowed: bool) -> None:
    guard, headers = Guard(Settings()), Headers({"Host": HERE})
    if allowed:
        guard.check_sender(headers, target)
    else:
        with pytest.raises(Forbidden):
            guard.check_sender(headers, target)


def test_the_extensions_id_is_that_of_its_key() -> None:
    manifest = json.loads((Path(__file__).parents[1] / "extension" / "manifest.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(base64.b64decode(manifest["key"])).hexdigest()[:32]
    assert digest.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop")) == OWN_EXTENSION


def test_an_extension_does_not_excuse_a_foreign_host() -> None:
    assert not may_ask(Settings(), {"Host": "evil.example:8417", "Origin": CHROMIUM})


@pytest.mark.parametrize(
    ("authorization", "allowed"),
    [
        ("Bearer gehäim", True),
        ("bearer gehäim", True),
        ("Bearer  gehäim", True),
        ("", False),
        ("Bearer", False),
        ("Bearer ", False),
        ("gehäim", False),
        ("Basic gehäim", False),
        ("Bearer gehäi", False),
        ("Bearer gehäimer", False),
        ("Bearer GEHÄIM", False),
        ("Bearer \xff\xfe", False),
    ],
)
def test_token(authorization: str, allowed: bool) -> None:
    as_wsgi_has_it = authorization.encode("utf-8").decode("latin-1")
    guard = Guard(Settings(token="gehäim"))
    if allowed:
        guard.check_token(Headers({"Authorization": as_wsgi_has_it}))
    else:
        with pytest.raises(Unauthorized):
            guard.check_token(Headers({"Authorization": as_wsgi_has_it}))


def test_without_a_token_nobody_needs_one() -> None:
    Guard(Settings()).check_token(Headers())
    with pytest.raises(Unauthorized):
        Guard(Settings(token="geheim")).check_token(Headers())


# -- every route

HOSTS = {
    HERE: True, "localhost:8417": True, "[::1]:8417": True, "": False, "evil.example:8417": False,
    "127.0.0.1": False, f"{HERE}, evil.example": False, f"{HERE}, {HERE}": False,
}  # fmt: skip
TRUSTED, OWN, FOREIGN = "trusted", "own", "foreign"
ORIGINS = {
    None: OWN, f"http://{HERE}": OWN, CHROMIUM: TRUSTED, FIREFOX: TRUSTED, "null": FOREIGN,
    "https://evil.example": FOREIGN, OTHER_CHROMIUM: FOREIGN, f"http://{HERE}.evil.example": FOREIGN,
    f"{CHROMIUM}, null": FOREIGN,
}  # fmt: skip
SITES = {
    None: True, "none": True, "same-origin": True, "same-site": False, "cross-site": False, "none, cross-site": False,
}  # fmt: skip
ROUTES = (
    ("POST", "/v1/clean"), ("GET", "/v1/clean"), ("OPTIONS", "/v1/clean"), ("GET", "/v1/health"),
    ("HEAD", "/v1/health"), ("POST", "/v1/health"), ("GET", "/openapi.json"), ("GET", "/"), ("GET", "/nowhere"),
    ("DELETE", "/"), ("GET", "/metrics"), ("GET", "/home/page.js"), ("GET", "/home/page.css"), ("GET", "/home/nowhere"),
)  # fmt: skip


GUARDED = Settings(metrics=True)
ALIKE = {name: value for name, value in HEADERS.items() if name not in ("Content-Security-Policy", "Cache-Control")}


class Counting:
    """A pool that answers every task, and counts them."""

    ready = True

    def __init__(self) -> None:
        self.tasks = 0

    def run(self, task: Task) -> Result:
        self.tasks += 1
        return Result(b"{}", "unknown", {})


def test_the_table_has_every_route() -> None:
    rules = [rule.rule for rule in client_of(GUARDED, Counting()).application.url_map.iter_rules()]
    asked = [path for _, path in ROUTES]
    assert [rule for rule in rules if not any(path.startswith(rule.partition("<")[0]) for path in asked)] == []


def as_sent(client: FlaskClient, method: str, path: str, headers: Mapping[str, str | None]) -> tuple[int, Headers]:
    sent = {name: value for name, value in headers.items() if value is not None}
    with client.open(path, method=method, data=HTML, headers=sent | {"Content-Type": "text/html"}) as answer:
        return answer.status_code, answer.headers


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_every_route_asks_who_it_is(method: str, path: str) -> None:
    pool = Counting()
    client = client_of(GUARDED, pool)
    reached = 0
    for host, origin, site in product(HOSTS, ORIGINS, SITES):
        welcome = HOSTS[host] and (ORIGINS[origin] is TRUSTED or (ORIGINS[origin] is OWN and SITES[site]))
        status, headers = as_sent(client, method, path, {"Host": host, "Origin": origin, "Sec-Fetch-Site": site})
        assert (status == 403) is not welcome, (host, origin, site)
        assert ALIKE.items() <= dict(headers).items()
        assert headers["Cache-Control"] in ("no-store", "no-cache")
        assert headers["Content-Security-Policy"].startswith("sandbox")
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert not [name for name in headers.keys() if name.lower().startswith("access-control")]  # noqa: SIM118
        reached += welcome
        assert pool.tasks == (reached if (method, path) == ("POST", "/v1/clean") else 0)
    assert reached
