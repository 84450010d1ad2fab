"""The API against its own description: requests made up from openapi.json, right and wrong ones, and each answer held
against it. What the description calls right may still be refused, for a page need not hold an article."""

from __future__ import annotations

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from conftest import PORT, InProcess
from reinschrift.app import create_app
from reinschrift.settings import Settings

HOST = {"Host": f"127.0.0.1:{PORT}"}
APP = create_app(Settings(port=PORT, body_limit=200_000, metrics=True), InProcess())
DESCRIBED = schemathesis.openapi.from_wsgi("/openapi.json", APP, headers=HOST)


@DESCRIBED.parametrize()
@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate(headers=HOST, excluded_checks=[positive_data_acceptance])
