"""Requests before anybody reads the page: media types, encodings, sizes, and the format of the answer."""

import gzip
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask.testing import FlaskClient

from conftest import ASKED_HTML, ASKED_JSON, post


@pytest.mark.parametrize("pack", [gzip.compress, lambda body: gzip.compress(body[:99]) + gzip.compress(body[99:])])
def test_gzip(client: FlaskClient, html: str, paragraphs: tuple[str, ...], pack: Callable[[bytes], bytes]) -> None:
    response = post(client, pack(html.encode()), ASKED_HTML | {"Content-Encoding": "gzip"})
    assert response.status_code == 200
    assert paragraphs[0] in response.json["text"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("text/plain", "text/plain"),
        ("text/markdown", "text/markdown"),
        ("text/html", "text/html"),
        ("text/html;level=1, text/plain;q=0.5", "text/plain"),
        ("text/plain;q=0.5, text/markdown;q=0.9", "text/markdown"),
        ("text/markdown, */*;q=0.1", "text/markdown"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/json;q=0, text/markdown;q=0.1", "text/markdown"),
        ("application/json;q=0, text/plain;q=0, */*", "text/markdown"),
        ("image/png, text/html;q=0.2", "text/html"),
    ],
)
def test_negotiation(client: FlaskClient, html: str, accept: str | None, media_type: str) -> None:
    response = post(client, html, ASKED_HTML | ({} if accept is None else {"Accept": accept}))
    assert (response.status_code, response.mimetype) == (200, media_type)
    assert response.headers["Vary"] == "Accept, Accept-Language"
    assert ("charset=utf-8" in response.content_type) is media_type.startswith("text/")


@pytest.mark.parametrize("accept", ["image/png", "text/xml", "*/*;q=0", "text/html;q=0", "application/json;q=0"])
def test_not_acceptable(client: FlaskClient, html: str, problem: Any, accept: str) -> None:
    response = post(client, html, ASKED_HTML | {"Accept": accept})
    problem(response.status_code, response.mimetype, response.data, (406, "not_acceptable"))
    assert response.headers["Vary"] == "Accept, Accept-Language"


@pytest.mark.parametrize(
    ("headers", "body", "wanted"),
    [
        (ASKED_HTML, b"", (400, "unreadable_body")),
        ({"Content-Type": "text/plain"}, b"", (400, "unreadable_body")),
        ({"Content-Type": "text/plain"}, b"\xff\xfe\xfd", (400, "unreadable_body")),
        ({"Content-Type": "text/plain; charset=klingonisch"}, b"a", (400, "unreadable_body")),
        ({"Content-Type": "text/plain; charset=zip"}, b"a", (400, "unreadable_body")),
        ({"Content-Type": "text/plain; charset=undefined"}, b"a", (400, "unreadable_body")),
        ({"Content-Type": "text/plain; charset=unicode_escape"}, rb"\ud800", (400, "unreadable_body")),
        (ASKED_HTML, b"<p></p>", (422, "no_article")),
        (ASKED_HTML, b" \n", (422, "no_article")),
        ({}, b"<p>Hallo</p>", (415, "unsupported_media_type")),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"html=x", (415, "unsupported_media_type")),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x--", (415, "unsupported_media_type")),
        ({"Content-Type": "text/html5"}, b"<p>Hallo</p>", (415, "unsupported_media_type")),
        ({"Content-Type": "äöü"}, b"<p>Hallo</p>", (415, "unsupported_media_type")),
        (ASKED_HTML | {"Content-Encoding": "br"}, b"x", (415, "unsupported_media_type")),
        (ASKED_HTML | {"Content-Encoding": "deflate"}, b"x", (415, "unsupported_media_type")),
        (ASKED_HTML | {"Content-Encoding": "gzip, gzip"}, b"x", (415, "unsupported_media_type")),
        (ASKED_HTML | {"Content-Encoding": "gzip"}, b"<p>Hallo</p>", (400, "unreadable_body")),
        (ASKED_HTML | {"Content-Encoding": "gzip"}, b"", (400, "unreadable_body")),
        (ASKED_HTML | {"Content-Encoding": "gzip"}, gzip.compress(b""), (400, "unreadable_body")),
        (ASKED_HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"<p>Hallo</p>")[:-3], (400, "unreadable_body")),
        (ASKED_HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"<p>Hallo</p>") + b"x", (400, "unreadable_body")),
        (ASKED_HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"a" * 200_001), (413, "too_large")),
        (ASKED_HTML | {"Content-Encoding": "gzip"}, gzip.compress(bytes(150_000_000), 1), (413, "too_large")),
        (ASKED_HTML, b"a" * 200_001, (413, "too_large")),
        (ASKED_JSON, b" " * 200_001, (413, "too_large")),
    ],
)
def test_bad_bodies(
    client: FlaskClient, problem: Any, headers: Mapping[str, str], body: bytes, wanted: tuple[int, str]
) -> None:
    response = post(client, body, headers)
    problem(response.status_code, response.mimetype, response.data, wanted)
