"""Counts for Prometheus: what is counted, that it tells nothing of a page, and who may see it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from conftest import HTML, InProcess, client_of, post
from reinschrift import errors
from reinschrift.model import Kind
from reinschrift.settings import Settings
from reinschrift.task import Result, Task

OUTCOMES = {"complete", "preview", "unknown", "degraded"}


class Degraded(InProcess):
    def run(self, task: Task) -> Result:
        return Result(b"{}", "degraded", {})


class Broken(InProcess):
    def run(self, task: Task) -> Result:
        raise errors.NoArticle


@pytest.fixture
def metered(settings: Settings) -> FlaskClient:
    return client_of(replace(settings, metrics=True), InProcess())


def counts(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """Every sample as (name, label values...): value, times of creation aside."""
    response = client.get("/metrics")
    assert response.status_code == 200
    assert response.content_type.startswith("text/plain; version=")
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
        if not sample.name.endswith("_created")
    }


def test_pages_and_removed_blocks(metered: FlaskClient) -> None:
    for query in ("", "?removed=none", "?keep=newsletter"):
        post(metered, HTML, query=query)
    counted = counts(metered)
    assert sum(counted["reinschrift_pages_total", outcome] for outcome in OUTCOMES) == 3
    assert counted["reinschrift_removed_blocks_total", "newsletter"] == 6


def test_requests_and_seconds_by_route(metered: FlaskClient) -> None:
    post(metered, HTML)
    post(metered, HTML)
    post(metered, "<p></p>")
    metered.get("/geheim/pfad")
    counted = counts(metered)
    assert counted["reinschrift_requests_total", "/v1/clean", "200"] == 2
    assert counted["reinschrift_requests_total", "/v1/clean", "422"] == 1
    assert counted["reinschrift_requests_total", "none", "404"] == 1
    assert counted["reinschrift_request_seconds_count", "/v1/clean"] == 3
    assert counted["reinschrift_request_seconds_sum", "/v1/clean"] > 0


def test_what_comes_of_a_page_is_told_apart(settings: Settings) -> None:
    on = replace(settings, metrics=True)
    degraded, broken = client_of(on, Degraded()), client_of(on, Broken())
    post(degraded, HTML)
    post(broken, HTML)
    assert counts(degraded)["reinschrift_pages_total", "degraded"] == 1
    assert sum(counts(broken)["reinschrift_pages_total", outcome] for outcome in OUTCOMES) == 0
    assert counts(broken)["reinschrift_requests_total", "/v1/clean", "422"] == 1


def test_every_series_begins_at_zero(metered: FlaskClient) -> None:
    counted = counts(metered)
    assert {key[1] for key in counted if key[0] == "reinschrift_pages_total"} == OUTCOMES
    assert {key[1] for key in counted if key[0] == "reinschrift_removed_blocks_total"} == {kind.value for kind in Kind}
    assert not any(value for key, value in counted.items() if key[0] == "reinschrift_pages_total")


def test_they_hold_no_word_and_no_address(metered: FlaskClient) -> None:
    post(metered, HTML, query="?url=https://geheim.example/birkenau")
    metered.get("/geheim?url=https://geheim.example/")
    text = metered.get("/metrics").text
    assert not re.search(r"geheim|Birkenau|Brücke|127\.0\.0\.1", text)
    labels = set(re.findall(r'="(.*?)"', text)) - {"/v1/clean", "none", "200", "404"}
    assert {label for label in labels if not re.fullmatch(r"[\d.]+|\+Inf", label)} == OUTCOMES | {*Kind}


def test_they_are_off_unless_wanted(client: FlaskClient, problem: Any) -> None:
    response = client.get("/metrics")
    problem(response.status_code, response.mimetype, response.data, (404, "not_found"))


def test_they_are_guarded_like_every_route(settings: Settings) -> None:
    client = client_of(replace(settings, metrics=True, token="geheim"), InProcess())
    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer geheim"}).status_code == 200
    assert client.get("/metrics", headers={"Host": "evil.example"}).status_code == 403
    assert client.get("/metrics", headers={"Origin": "https://evil.example"}).status_code == 403
