"""The routes: what each answers, the headers of every answer, errors, the log, and the API description."""

import json
import logging
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from flask.testing import FlaskClient

from conftest import ASKED_HTML, InProcess, client_of, post
from reinschrift import __version__, errors
from reinschrift.app import HEADERS, POLICY
from reinschrift.model import Kind
from reinschrift.render import FORMATS
from reinschrift.settings import Settings
from reinschrift.task import ANSWERS, MEDIA_TYPES, Result, Task

DESCRIPTION = json.loads(files("reinschrift").joinpath("openapi.json").read_text(encoding="utf-8"))


def failing(error: Exception, settings: Settings) -> FlaskClient:
    """The application over a pool that can only raise `error`."""

    class Broken:
        ready = False

        def run(self, task: Task) -> Result:
            raise error

    return client_of(settings, Broken())


def test_every_answer_that_can_be_asked_for_can_be_written() -> None:
    assert {name: format_.media_type for name, format_ in FORMATS.items()} == ANSWERS


@pytest.mark.parametrize("media_type", ["text/html", "text/html;charset=UTF-8", "TEXT/HTML", "application/xhtml+xml"])
def test_html_in_json_out(client: FlaskClient, html: str, paragraphs: tuple[str, ...], media_type: str) -> None:
    response = post(client, html, {"Content-Type": media_type}, "?url=https://zeitung.example/bruecke")
    assert (response.status_code, response.mimetype) == (200, "application/json")
    assert response.json["url"] == "https://zeitung.example/bruecke"
    assert all(paragraph in response.json["text"] for paragraph in paragraphs)
    assert response.json["version"] == __version__


def test_html_in_the_charset_of_its_header(client: FlaskClient, html: str, paragraphs: tuple[str, ...]) -> None:
    body = html.replace('<meta charset="utf-8">', "").encode("latin-1")
    response = post(client, body, {"Content-Type": "text/html; charset=iso-8859-1"})
    assert paragraphs[0] in response.json["text"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/clean", 405),
        ("PUT", "/v1/clean", 405),
        ("POST", "/v1/health", 405),
        ("GET", "/nix", 404),
        ("GET", "/v1/clean/", 404),
        ("GET", "//v1/clean", 404),
        ("GET", "/static/x", 404),
        ("GET", "/v1/%0a", 404),
    ],
)
def test_wrong_addresses(client: FlaskClient, problem: Any, method: str, path: str, status: int) -> None:
    response = client.open(path, method=method)
    code = {404: "not_found", 405: "method_not_allowed"}[status]
    problem(response.status_code, response.mimetype, response.data, (status, code))
    assert ("Allow" in response.headers) is (status == 405)


@pytest.mark.parametrize("name", ["Busy", "TookTooLong", "WorkerDied", "InternalError", "NoArticle"])
def test_errors_of_the_pool(settings: Settings, problem: Any, name: str) -> None:
    error = getattr(errors, name)("Ein Satz.")
    response = post(failing(error, settings), "<p>Hallo</p>")
    told = problem(response.status_code, response.mimetype, response.data, (error.status, error.code))
    assert told["detail"] == "Ein Satz."
    assert ("Retry-After" in response.headers) is (name in ("Busy", "WorkerDied"))


def test_the_unexpected_is_logged_without_content(
    settings: Settings, problem: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        response = post(failing(KeyError("Geheimnis"), settings), "<p>Hallo</p>", query="?url=http://geheim.example/")
    problem(response.status_code, response.mimetype, response.data, (500, "internal_error"))
    assert "KeyError" in caplog.text
    assert "in run" in caplog.text
    assert "Geheimnis" not in caplog.text + response.text
    assert "geheim" not in caplog.text


def test_one_line_in_the_log(client: FlaskClient, html: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        post(client, html, query="?url=https://geheim.example/birkenau")
        client.get("/nix%0aFalsche Zeile?geheim=1")
    first, second = (record.getMessage() for record in caplog.records)
    assert re.fullmatch(rf"POST /v1/clean 200, {len(html.encode())} bytes in, \d+\.\d ms", first)
    assert re.fullmatch(r"GET /nix\\nFalsche Zeile 404, 0 bytes in, \d+\.\d ms", second)
    assert "geheim" not in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 200),
        ("GET", "/v1/health", {}, 200),
        ("GET", "/openapi.json", {}, 200),
        ("GET", "/nix", {}, 404),
        ("PUT", "/", {}, 405),
        ("POST", "/v1/clean", {}, 415),
        ("OPTIONS", "/v1/clean", {}, 200),
        ("GET", "/", {"Host": "evil.example"}, 403),
        ("OPTIONS", "/v1/clean", {"Origin": "https://evil.example"}, 403),
    ],
)
def test_headers_of_every_answer(
    client: FlaskClient, method: str, path: str, headers: Mapping[str, str], status: int
) -> None:
    response = client.open(path, method=method, headers=dict(headers))
    assert response.status_code == status
    assert response.headers["Reinschrift"] == __version__
    wanted = {name: value for name, value in HEADERS.items() if name != "Content-Security-Policy"}
    assert wanted.items() <= dict(response.headers).items()
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert not [name for name, _ in response.headers if name.startswith("Access-Control")]


def test_an_article_as_html_is_put_in_a_sandbox(client: FlaskClient, html: str) -> None:
    response = post(client, html, ASKED_HTML | {"Accept": "text/html"})
    assert response.headers["Content-Security-Policy"] == POLICY


def test_the_token_guards_the_pages_and_nothing_else(settings: Settings, problem: Any, html: str) -> None:
    client = failing(errors.NoArticle(), replace(settings, token="geheim"))
    response = post(client, html)
    problem(response.status_code, response.mimetype, response.data, (401, "unauthorized"))
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert post(client, html, ASKED_HTML | {"Authorization": "Bearer geheim"}).status_code == 422
    assert client.get("/v1/health").status_code == 200


def test_health(client: FlaskClient, settings: Settings) -> None:
    told = {"name": "reinschrift", "version": __version__, "ready": True, "bodyLimit": settings.body_limit}
    told |= {"process": os.getpid(), "extension": None}
    assert client.get("/v1/health").json == told
    assert failing(errors.Busy(), settings).get("/v1/health").json["ready"] is False


def test_the_description_names_what_there_is(settings: Settings) -> None:
    client = client_of(replace(settings, metrics=True), InProcess())
    described = client.get("/openapi.json").json
    assert described["info"]["version"] == __version__
    rules = {
        rule.rule: rule.methods - {"HEAD", "OPTIONS"}
        for rule in client.application.url_map.iter_rules()
        if rule.endpoint != "static"  # the files of the page for people are no part of the API
    }
    assert {path: {method.upper() for method in methods} for path, methods in described["paths"].items()} == rules
    assert described["components"]["schemas"]["Kind"]["enum"] == [kind.value for kind in Kind]
    operation = described["paths"]["/v1/clean"]["post"]
    assert tuple(operation["requestBody"]["content"]) == MEDIA_TYPES
    assert list(operation["responses"]["200"]["content"]) == [
        format_.media_type.partition(";")[0] for format_ in FORMATS.values()
    ]


def test_the_description_names_every_field_of_an_answer(client: FlaskClient, html: str) -> None:
    schemas = DESCRIPTION["components"]["schemas"]
    answer = post(client, html, query="?removed=all").json
    assert list(answer) == list(schemas["Article"]["properties"])
    assert answer["removed"]
    assert set(answer["removed"][0]) == set(schemas["Removed"]["properties"])
    assert set(answer["stats"]) == set(schemas["Stats"]["properties"])
    assert set(answer["completeness"]) == set(schemas["Completeness"]["properties"])


def test_health_says_little_to_those_without_the_token(settings: Settings) -> None:
    client = client_of(replace(settings, token="geheim"), InProcess())
    little = {"name", "version", "ready"}
    assert little <= set(client.get("/v1/health").json)
    assert not {"process", "extension"} & set(client.get("/v1/health").json)
    wrong = client.get("/v1/health", headers={"Authorization": "Bearer falsch"})
    assert not {"process", "extension"} & set(wrong.json)
    right = client.get("/v1/health", headers={"Authorization": "Bearer geheim"})
    assert {"process", "extension"} <= set(right.json)
