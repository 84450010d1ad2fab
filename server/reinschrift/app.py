"""create_app(): the routes. HTTP in, HTTP out; who may ask is in guard.py, what a request says in intake.py."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from importlib.resources import files
from time import perf_counter
from typing import Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from . import __version__, home
from .contact import HEADER, Contact
from .errors import InternalError, ReinschriftError, problem_of_status
from .guard import Guard
from .intake import accepted, task_of
from .metrics import NO_ROUTE, Meter, Prometheus, Unmetered
from .settings import Settings
from .task import ANSWERS
from .workers import Cleaner

LOG = logging.getLogger(__name__)
CLEAN = "/v1/clean"
PROBLEM = "application/problem+json"
# Nothing is to run with the server's origin, should anybody open it as a page: an article least of all.
POLICY = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
HEADERS: Mapping[str, str] = {
    "Reinschrift": __version__,  # by this the extension tells the server from some other program on its port
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def create_app(settings: Settings, pool: Cleaner) -> Flask:
    """The web application. `settings.port` must be the port the server really has."""
    app = Flask(__name__, static_url_path=home.PATH, static_folder=home.FOLDER, template_folder=home.TEMPLATES)
    app.url_map.merge_slashes = False
    guard, contact = Guard(settings), Contact()
    meter = Prometheus() if settings.metrics else Unmetered()

    @app.before_request
    def check() -> None:
        g.started = perf_counter()
        guard.check_sender(request.headers, request.environ.get("REQUEST_URI", "/"))
        contact.note(request.headers.get(HEADER))

    @app.post(CLEAN)
    def clean() -> Response:
        guard.check_token(request.headers)
        name = accepted(request.accept_mimetypes, ANSWERS)
        result = pool.run(task_of(request, settings.body_limit, name))
        meter.page(result)
        return Response(result.body, mimetype=ANSWERS[name])

    _tell(app, pool, guard, contact, settings.body_limit)
    app.register_error_handler(Exception, _problem)
    app.after_request(lambda response: _finish(response, meter))
    if isinstance(meter, Prometheus):
        _show(app, guard, meter)
    return app


def _tell(app: Flask, pool: Cleaner, guard: Guard, contact: Contact, body_limit: int) -> None:
    """The routes that only tell about the server."""
    description = _description()
    home.install(app)

    @app.get("/v1/health")
    def health() -> dict[str, Any]:
        told = {"name": "reinschrift", "version": __version__, "ready": pool.ready, "bodyLimit": body_limit}
        if guard.has_token(request.headers):  # the rest is for those alone who may have pages cleaned
            told |= {"process": os.getpid(), "extension": contact.told()}
        return told

    @app.get("/openapi.json")
    def openapi() -> Response:
        return Response(description, mimetype="application/json")


def _show(app: Flask, guard: Guard, meter: Prometheus) -> None:
    """The route of the counts; they are for those who may have pages cleaned."""

    @app.get("/metrics")
    def metrics() -> Response:
        guard.check_token(request.headers)
        body, media_type = meter.written()
        return Response(body, content_type=media_type)


def _problem(error: Exception) -> Response:
    """Any exception as RFC 9457 problem+json; the log gets the frames of the unexpected, never a page's content."""
    headers: dict[str, str] = {}
    if isinstance(error, HTTPException):
        status = error.code or 500
        problem = problem_of_status(status, request.path)
        headers = {name: value for name, value in error.get_headers() if name == "Allow"}
    else:
        known = error if isinstance(error, ReinschriftError) else InternalError.of(error)
        if isinstance(known, InternalError):
            LOG.error("unexpected exception\n%s", known.where)
        problem, status, headers = known.problem(request.path), known.status, dict(known.headers)
    return Response(json.dumps(problem), status=status, mimetype=PROBLEM, headers=headers)


def _finish(response: Response, meter: Meter) -> Response:
    """The headers every answer has, its line in the log, which never has the query or the page, and its count."""
    seconds = perf_counter() - g.started
    meter.request(request.url_rule.rule if request.url_rule else NO_ROUTE, response.status_code, seconds)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.path == CLEAN:
        response.headers["Vary"] = "Accept, Accept-Language"
    LOG.info(
        "%s %s %d, %d bytes in, %.1f ms",
        request.method,
        request.path[:100].encode("unicode_escape").decode(),
        response.status_code,
        request.content_length or 0,
        seconds * 1000,
    )
    return response


def _description() -> bytes:
    """openapi.json with this version in it."""
    description = json.loads(files(__package__).joinpath("openapi.json").read_text(encoding="utf-8"))
    description["info"]["version"] = __version__
    return json.dumps(description, ensure_ascii=False).encode()
