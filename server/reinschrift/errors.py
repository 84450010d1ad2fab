"""Everything that can go wrong for a caller: one exception tree, each class with its HTTP status, in one place.

Messages are sentences for people. They never hold page content, and pickle keeps them whole on the way from a worker.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar


class ReinschriftError(Exception):
    """Base of the tree, and by itself the answer to the unexpected. `detail` is one sentence on this occurrence."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal_error"
    title: ClassVar[str] = "Something broke in Reinschrift"
    headers: ClassVar[Mapping[str, str]] = {}
    detail: str = "The page was not cleaned. The server's log says where it broke."

    def __init__(self, detail: str | None = None) -> None:
        self.detail = detail or self.detail
        super().__init__(self.detail)

    def problem(self, instance: str) -> dict[str, Any]:
        """The error as an RFC 9457 object; its `type` is where the API description explains the error."""
        return {
            "type": f"/openapi.json#/components/responses/{type(self).__name__}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
            "code": self.code,
        }


class InternalError(ReinschriftError):
    """An unexpected exception. `where` lists its frames for the log."""

    def __init__(self, detail: str | None = None, where: str = "") -> None:
        super().__init__(detail)
        self.where = where

    def __reduce__(self) -> tuple[type[InternalError], tuple[str, str]]:
        return type(self), (self.detail, self.where)

    @classmethod
    def of(cls, error: BaseException) -> InternalError:
        """From any exception: its type and frames, without its message, which may quote the page."""
        frames = "".join(traceback.format_tb(error.__traceback__))
        return cls(where=f"{frames}{type(error).__module__}.{type(error).__qualname__}")


class BadRequest(ReinschriftError):
    status, code, title = 400, "bad_request", "The request is not valid HTTP"
    detail = "The server could not read the request."


class UnreadableBody(ReinschriftError):
    status, code, title = 400, "unreadable_body", "The body cannot be read"
    detail = "The body is empty, damaged, or not what its media type says."


class BadOption(ReinschriftError):
    status, code, title = 400, "bad_option", "An option has no such value"
    detail = "An option has a value that is not known."


class Unauthorized(ReinschriftError):
    status, code, title = 401, "unauthorized", "The token is missing or wrong"
    headers: ClassVar[Mapping[str, str]] = {"WWW-Authenticate": "Bearer"}
    detail = "This server wants its token, as the header 'Authorization: Bearer TOKEN'."


class Forbidden(ReinschriftError):
    status, code, title = 403, "forbidden", "This host or origin is not allowed"
    detail = "This server answers only its own machine and the Reinschrift extension."


class NotFound(ReinschriftError):
    status, code, title = 404, "not_found", "There is nothing at this address"
    detail = "The addresses are POST /v1/clean, GET /v1/health, GET /openapi.json and GET /."


class MethodNotAllowed(ReinschriftError):
    status, code, title = 405, "method_not_allowed", "This address does not know that method"
    detail = "The header Allow names the methods that work here."


class NotAcceptable(ReinschriftError):
    status, code, title = 406, "not_acceptable", "None of the accepted media types can be given"
    detail = "The header Accept leaves none of the media types that this server can write."


class TooLarge(ReinschriftError):
    status, code, title = 413, "too_large", "The body is too large"
    detail = "The body is over the server's limit."


class UnsupportedMediaType(ReinschriftError):
    status, code, title = 415, "unsupported_media_type", "The body's media type or encoding is not supported"
    detail = "Send text/html, application/xhtml+xml, application/json or text/plain."


class NoArticle(ReinschriftError):
    status, code, title = 422, "no_article", "There is no article on this page"
    detail = "The page shows no text that could be an article."


class Busy(ReinschriftError):
    status, code, title = 503, "busy", "The server is busy"
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "1"}
    detail = "Every worker has a page and the queue is full; try again in a second."


class WorkerDied(ReinschriftError):
    status, code, title = 503, "worker_died", "The worker ended before it answered"
    headers: ClassVar[Mapping[str, str]] = {"Retry-After": "1"}
    detail = "The process that read this page ended unexpectedly, perhaps for want of memory. Other pages go on."


class TookTooLong(ReinschriftError):
    status, code, title = 504, "took_too_long", "The page took too long"
    detail = "Reading this page took longer than the time limit and was stopped."


BY_STATUS: Mapping[int, type[ReinschriftError]] = {
    error.status: error for error in (BadRequest, NotFound, MethodNotAllowed, TooLarge, UnsupportedMediaType)
}
"""What the web framework and the HTTP server say with a bare status."""


def problem_of_status(status: int, instance: str) -> dict[str, Any]:
    """The RFC 9457 object for a status that the framework or the HTTP server chose by itself."""
    if status in BY_STATUS:
        return BY_STATUS[status]().problem(instance)
    phrase = HTTPStatus(status).phrase
    code = phrase.lower().replace(" ", "_").replace("-", "_")
    return {
        "type": "about:blank",
        "title": phrase,
        "status": status,
        "detail": f"{phrase}.",
        "instance": instance,
        "code": code,
    }
