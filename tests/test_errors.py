"""The exception tree: each class's status and code, its way through pickle, and its place in the API description."""

import json
import pickle
from importlib.resources import files

import pytest

from reinschrift import errors
from reinschrift.errors import InternalError, ReinschriftError, problem_of_status

STATUS = {
    "InternalError": 500,
    "WorkerDied": 503,
    "BadRequest": 400,
    "UnreadableBody": 400,
    "BadOption": 400,
    "Unauthorized": 401,
    "Forbidden": 403,
    "NotFound": 404,
    "MethodNotAllowed": 405,
    "NotAcceptable": 406,
    "TooLarge": 413,
    "UnsupportedMediaType": 415,
    "NoArticle": 422,
    "Busy": 503,
    "TookTooLong": 504,
}
DESCRIPTION = json.loads(files("reinschrift").joinpath("openapi.json").read_text(encoding="utf-8"))


def test_the_table_holds_every_class() -> None:
    assert {error.__name__ for error in ReinschriftError.__subclasses__()} == set(STATUS)


@pytest.mark.parametrize(("name", "status"), STATUS.items())
def test_status(name: str, status: int) -> None:
    problem = getattr(errors, name)("Ein Satz.").problem("/v1/clean")
    assert (problem["status"], problem["detail"], problem["instance"]) == (status, "Ein Satz.", "/v1/clean")


@pytest.mark.parametrize("name", STATUS)
def test_pickle_keeps_class_and_detail(name: str) -> None:
    error = getattr(errors, name)("Ein Satz.")
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), back.detail, str(back), back.problem("/")) == (
        type(error),
        "Ein Satz.",
        "Ein Satz.",
        error.problem("/"),
    )


@pytest.mark.parametrize("name", STATUS)
def test_every_error_has_a_sentence_without_being_given_one(name: str) -> None:
    assert getattr(errors, name)().detail.endswith(".")


@pytest.mark.parametrize("name", STATUS)
def test_its_type_leads_into_the_api_description(name: str) -> None:
    problem = getattr(errors, name)().problem("/v1/clean")
    path, _, pointer = problem["type"].partition("#/")
    assert path == "/openapi.json"
    found = DESCRIPTION
    for step in pointer.split("/"):
        found = found[step]
    example = found["content"]["application/problem+json"]["example"]
    assert {**example, "detail": ""} == {**problem, "detail": ""}


def test_codes_of_the_description_are_the_codes_of_the_tree() -> None:
    codes = {getattr(errors, name).code for name in STATUS}
    assert set(DESCRIPTION["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]) == codes


def test_an_unexpected_exception_keeps_its_place_and_loses_its_message() -> None:
    try:
        {}["Geheimer Text der Seite"]
    except KeyError as caught:
        error = InternalError.of(caught)
    assert "test_errors.py" in error.where
    assert "KeyError" in error.where.splitlines()[-1]
    assert "Geheimer Text" not in str(error.problem("/")) + error.where.splitlines()[-1]
    assert pickle.loads(pickle.dumps(error)).where == error.where


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (404, "not_found"),
        (405, "method_not_allowed"),
        (413, "too_large"),
        (400, "bad_request"),
        (415, "unsupported_media_type"),
        (431, "request_header_fields_too_large"),
        (501, "not_implemented"),
    ],
)
def test_bare_status(status: int, code: str) -> None:
    problem = problem_of_status(status, "/")
    assert (problem["status"], problem["code"]) == (status, code)
