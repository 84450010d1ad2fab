"""The extension's last contact: what counts as one, what is told of it, and that no stranger can leave one."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from conftest import InProcess, client_of, post
from reinschrift.contact import HEADER, Contact
from reinschrift.settings import Settings

EXTENSION = Path(__file__).resolve().parent.parent / "extension"


@pytest.fixture
def client(settings: Settings) -> FlaskClient:
    """An application that nobody has asked yet."""
    return client_of(settings, InProcess())


def told(client: FlaskClient) -> Any:
    return client.get("/v1/health").json["extension"]


def test_the_last_version_and_the_minute(client: FlaskClient, html: str) -> None:
    assert told(client) is None
    client.get("/v1/health", headers={HEADER: "0.0.9"})
    client.post("/v1/clean", data=html, headers={"Content-Type": "text/html", HEADER: "0.1.0"})
    seen = told(client)
    assert seen.keys() == {"version", "asked"}
    assert seen["version"] == "0.1.0"
    moment = datetime.fromisoformat(seen["asked"])
    assert (moment.second, moment.microsecond) == (0, 0)
    assert timedelta(0) <= datetime.now(UTC) - moment < timedelta(minutes=3)


def test_other_callers_are_no_contact(client: FlaskClient, html: str) -> None:
    post(client, html)
    client.get("/", headers={"User-Agent": "Firefox"})
    assert told(client) is None


@pytest.mark.parametrize("value", ["", "1", "0.1.0 <b>", "x" * 10_000, "1.2.3.4.5", "0.1.0\x7f", "９.１"])
def test_what_is_no_version_is_not_kept(value: str) -> None:
    contact = Contact()
    contact.note(value)
    assert contact.told() is None


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
def test_who_may_not_ask_leaves_nothing(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.get("/v1/health", headers={HEADER: "0.1.0", **headers}).status_code == 403
    assert told(client) is None


def test_the_extension_sends_its_version_with_every_request() -> None:
    source = (EXTENSION / "api.js").read_text(encoding="utf-8")
    assert source.count("fetch(url") == 1
    assert re.search(rf"{HEADER}: browser\.runtime\.getManifest\(\)\.version", source)
    version = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))["version"]
    contact = Contact()
    contact.note(version)
    assert contact.told()
