"""Records and answers -> rows: the columns of the output, in order. docs/batch.md explains each."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pyarrow as pa

from ..model import Kind
from ..task import DEGRADED, Result
from .nouns import Failure, Record

SCHEMA = pa.schema(
    [
        pa.field("file", pa.string(), nullable=False),
        pa.field("position", pa.int64(), nullable=False),
        ("url", pa.string()),
        ("errorCode", pa.string()),
        ("error", pa.string()),
        ("degraded", pa.bool_()),
        ("canonicalUrl", pa.string()),
        ("title", pa.string()),
        ("authors", pa.list_(pa.string())),
        ("siteName", pa.string()),
        ("datePublished", pa.string()),
        ("dateModified", pa.string()),
        ("lang", pa.string()),
        ("dir", pa.string()),
        ("excerpt", pa.string()),
        ("image", pa.string()),
        ("text", pa.string()),
        ("markdown", pa.string()),
        ("wordCount", pa.int32()),
        ("readingTimeMinutes", pa.int32()),
        ("completeness", pa.string()),
        ("completenessEvidence", pa.list_(pa.string())),
        ("removed", pa.struct([(kind.value, pa.int32()) for kind in Kind])),
        ("keptWords", pa.int32()),
        ("removedWords", pa.int32()),
        ("milliseconds", pa.float32()),
        ("warnings", pa.list_(pa.string())),
        ("httpStatus", pa.int32()),
        ("captured", pa.string()),
        ("recordId", pa.string()),
        ("truncated", pa.string()),
        ("version", pa.string()),
    ]
)
AS_THEY_ARE = (
    "canonicalUrl title authors siteName datePublished dateModified lang dir excerpt image text markdown wordCount "
    "readingTimeMinutes warnings"
).split()
"""Fields of the endpoint's JSON that are columns of the same name and content."""


def cleaned(record: Record, result: Result, version: str) -> dict[str, Any]:
    """The row of a page with its article; `result` holds the endpoint's JSON."""
    answer = json.loads(result.body)
    kinds = Counter(entry["kind"] for entry in answer["removed"])
    stats, completeness = answer["stats"], answer["completeness"]
    return _known(record, version) | {
        **{name: answer[name] for name in AS_THEY_ARE},
        "degraded": result.outcome == DEGRADED,
        "completeness": completeness["status"],
        "completenessEvidence": [fact["code"] for fact in completeness["evidence"]],
        "removed": {kind.value: kinds[kind.value] for kind in Kind},
        **{name: stats[name] for name in ("keptWords", "removedWords", "milliseconds")},
    }


def failed(record: Record, failure: Failure, version: str) -> dict[str, Any]:
    """The row of a record without an article."""
    return _known(record, version) | {"errorCode": failure.code, "error": failure.detail}


def _known(record: Record, version: str) -> dict[str, Any]:
    return dict.fromkeys(SCHEMA.names) | {
        "file": record.file,
        "position": record.position,
        "url": record.url,
        "httpStatus": record.http_status,
        "captured": record.captured,
        "recordId": record.record_id,
        "truncated": record.truncated,
        "version": version,
    }
