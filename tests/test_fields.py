"""What a caller may ask for: options and JSON bodies, hostile ones among them, through the application."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from flask.testing import FlaskClient

from conftest import ASKED_HTML, ASKED_JSON, post


@pytest.mark.parametrize("field", ["html", "text"])
def test_json_in(client: FlaskClient, html: str, paragraphs: tuple[str, ...], field: str) -> None:
    content = html if field == "html" else "\n\n".join(paragraphs)
    body = {field: content, "url": "https://zeitung.example/bruecke", "keep": None, "removed": None, "neu": 1}
    response = post(client, json.dumps(body), ASKED_JSON)
    assert response.status_code == 200
    assert response.json["url"] == "https://zeitung.example/bruecke"
    assert all(paragraph in response.json["text"] for paragraph in paragraphs)


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("?keep=newsletter", {}),
        ("?keep=caption&keep=newsletter", {}),
        ("?keep=share,%20newsletter", {}),
        ("", {"keep": "share,newsletter"}),
        ("", {"keep": ["newsletter"]}),
        ("?keep=share", {"keep": ["newsletter"]}),
    ],
)
def test_what_to_keep(client: FlaskClient, html: str, query: str, fields: Mapping[str, object]) -> None:
    def kinds(query: str, fields: Mapping[str, object]) -> set[str]:
        answer = post(client, json.dumps({"html": html} | dict(fields)), ASKED_JSON, query).json
        return {entry["kind"] for entry in answer["removed"]}

    assert "newsletter" in kinds("", {})
    assert "newsletter" not in kinds(query, fields)


@pytest.mark.parametrize(("query", "fields"), [("?removed=none", {}), ("?removed=all", {"removed": "none"})])
def test_which_removals_to_list(client: FlaskClient, html: str, query: str, fields: Mapping[str, str]) -> None:
    response = post(client, json.dumps({"html": html} | dict(fields)), ASKED_JSON, query)
    assert response.json["removed"] == []


def test_reasons_in_the_readers_language(client: FlaskClient, html: str) -> None:
    def reasons(accepted: str) -> list[str]:
        answer = post(client, html, ASKED_HTML | {"Accept-Language": accepted}).json
        return [entry["reason"] for entry in answer["removed"]]

    assert reasons("de-AT,de;q=0.9,en;q=0.5") == reasons("de") != reasons("en")
    assert reasons("tlh") == reasons("en") == reasons("")


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("?keep=werbung", "consent, newsletter, teaser"),
        ("?keep=teaser,werbung", "'werbung'"),
        ("?keep=Teaser", "'Teaser'"),
        ("?removed=some", "article, all, none"),
        ("?removed=", "article, all, none"),
        *(
            (f"?url={url}", "absolute http or https")
            for url in (
                "",
                "/artikel",
                "zeitung.example",
                "ftp://zeitung.example/",
                "javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "http://",
                "http:///artikel",
                "https:zeitung.example",
                "http://[::1",
                "http://a:b/",
                "http://a:99999/",
                "http://a/%0Ab",
                "http://a%20b/",
                "http://a/%00",
                "//zeitung.example/",
            )
        ),
    ],
)
def test_bad_options(client: FlaskClient, html: str, problem: Any, query: str, part: str) -> None:
    response = post(client, html, ASKED_HTML, query)
    told = problem(response.status_code, response.mimetype, response.data, (400, "bad_option"))
    assert part in told["detail"]


@pytest.mark.parametrize(
    "url", ["http://a.example", "HTTPS://a.example:8443/x?y=z#q", "http://[::1]:80/", "http://ä.example/ü"]
)
def test_good_addresses(client: FlaskClient, html: str, url: str) -> None:
    response = post(client, json.dumps({"html": html, "url": url}), ASKED_JSON)
    assert (response.status_code, response.json["url"]) == (200, url)


HOSTILE_JSON = {
    "empty": b"",
    "blank": b" \n",
    "no JSON": b"<p>Hallo</p>",
    "cut off": b'{"html": "<p>',
    "a list": b"[]",
    "null": b"null",
    "a number": b"1",
    "a string": b'"<p>Hallo</p>"',
    "no page": b"{}",
    "only null": b'{"html": null}',
    "both": b'{"html": "<p>a</p>", "text": "a"}',
    "empty page": b'{"html": ""}',
    "empty text": b'{"text": ""}',
    "NaN": b'{"html": NaN}',
    "NaN elsewhere": b'{"html": "<p>Hallo</p>", "x": NaN}',
    "Infinity": b'{"html": "<p>Hallo</p>", "x": -Infinity}',
    "html a number": b'{"html": 1}',
    "html a list": b'{"html": ["<p>Hallo</p>"]}',
    "html an object": b'{"html": {}}',
    "html false": b'{"html": false}',
    "url a number": b'{"html": "<p>Hallo</p>", "url": 1}',
    "url a list": b'{"html": "<p>Hallo</p>", "url": []}',
    "url empty": b'{"html": "<p>Hallo</p>", "url": ""}',
    "keep a number": b'{"html": "<p>Hallo</p>", "keep": 1}',
    "keep an object": b'{"html": "<p>Hallo</p>", "keep": {}}',
    "keep numbers": b'{"html": "<p>Hallo</p>", "keep": [1]}',
    "keep unknown": b'{"html": "<p>Hallo</p>", "keep": ["werbung"]}',
    "removed true": b'{"html": "<p>Hallo</p>", "removed": true}',
    "removed unknown": b'{"html": "<p>Hallo</p>", "removed": "some"}',
    "half a character": b'{"html": "<p>\\ud800</p>"}',
    "half a character in url": b'{"html": "<p>Hallo</p>", "url": "http://a/\\udfff"}',
    "half a character in keep": b'{"html": "<p>Hallo</p>", "keep": ["\\ud800"]}',
    "deep lists": b'{"html": ' + b"[" * 90_000,
    "deep objects": b'{"html": ' + b'{"a":' * 30_000,
    "deep and whole": b"[" * 50_000 + b"]" * 50_000,
    "a long number": b'{"html": "<p>Hallo</p>", "x": ' + b"9" * 9_000 + b"}",
    "not UTF-8": b'{"html": "\xff"}',
    "raw half a character": b'{"html": "\xed\xa0\x80"}',
    "UTF-16": '{"html": "<p>Hallo</p>"}'.encode("utf-16"),
    "trailing": b'{"html": "<p>Hallo</p>"} {}',
}


@pytest.mark.parametrize("body", HOSTILE_JSON.values(), ids=HOSTILE_JSON.keys())
def test_hostile_json(client: FlaskClient, body: bytes) -> None:
    response = post(client, body, ASKED_JSON)
    assert (response.status_code, response.mimetype) == (400, "application/problem+json")
    assert response.json["code"] in ("unreadable_body", "bad_option")


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("; charset=utf-8", "utf-8"),
        ("; charset=ISO-8859-1", "latin-1"),
        ('; charset="windows-1252"', "cp1252"),
        ("; charset=utf-16", "utf-16"),
    ],
)
def test_text_in_its_charset(client: FlaskClient, paragraphs: tuple[str, ...], charset: str, encoding: str) -> None:
    body = "\n\n".join(paragraphs).encode(encoding)
    response = post(client, body, {"Content-Type": "text/plain" + charset})
    assert response.status_code == 200
    assert all(paragraph in response.json["text"] for paragraph in paragraphs)
