"""Counts for Prometheus: requests and their seconds, pages by what came of them, removed blocks by kind.

They hold numbers alone: no page, no address, nobody's name. A meter lives in the server's process; what workers know
comes to it as data, with their replies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from .model import Kind
from .task import DEGRADED, Result

if TYPE_CHECKING:
    from prometheus_client import Counter

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
OUTCOMES = ("complete", "preview", "unknown", DEGRADED)
NO_ROUTE = "none"  # instead of an address that is none of the server's


class Meter(Protocol):
    """What the application tells as it goes."""

    def request(self, route: str, status: int, seconds: float) -> None: ...

    def page(self, result: Result) -> None: ...


class Unmetered:
    """Counts nothing."""

    def request(self, route: str, status: int, seconds: float) -> None:
        pass

    def page(self, result: Result) -> None:
        pass


class Prometheus:
    """Counts with Prometheus' own library, in a registry that holds nothing else."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram

        self._registry = registry = CollectorRegistry()
        self._requests = Counter(
            "reinschrift_requests", "Requests, by route and HTTP status.", ["route", "status"], registry=registry
        )
        self._seconds = Histogram(
            "reinschrift_request_seconds", "Time to an answer.", ["route"], registry=registry, buckets=BUCKETS
        )
        self._pages = Counter(
            "reinschrift_pages", "Pages read, by how whole the article was.", ["status"], registry=registry
        )
        self._blocks = Counter("reinschrift_removed_blocks", "Blocks removed, by kind.", ["kind"], registry=registry)
        _begin(self._pages, OUTCOMES)
        _begin(self._blocks, [kind.value for kind in Kind])

    def request(self, route: str, status: int, seconds: float) -> None:
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def page(self, result: Result) -> None:
        self._pages.labels(result.outcome).inc()
        for kind, count in result.removed.items():
            self._blocks.labels(kind).inc(count)

    def written(self) -> tuple[bytes, str]:
        """All counts in Prometheus' text format, and its media type."""
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

        return generate_latest(self._registry), CONTENT_TYPE_LATEST


def _begin(counter: Counter, labels: list[str] | tuple[str, ...]) -> None:
    """A series that stands at 0 from the start, so that the first of its kind is seen as an increase."""
    for label in labels:
        counter.labels(label)
