"""Article -> JSON: every field of the endpoint's contract."""

from __future__ import annotations

import json
from typing import Any

from .. import __version__
from ..model import Article, Options, Removed
from ..reasons import sentence
from ..wordcount import total_words
from . import html, markdown, text
from .links import IMAGES, safe

WORDS_A_MINUTE = 220


def render(article: Article, options: Options, milliseconds: float) -> str:
    """The answer as one JSON object on one line."""
    return json.dumps(fields(article, options, milliseconds), ensure_ascii=False) + "\n"


def fields(article: Article, options: Options, milliseconds: float) -> dict[str, Any]:
    """The contract's fields in its order."""
    meta = article.metadata
    body = text.body(article)
    words = total_words(body.split("\n"))
    return {
        "url": article.url, "canonicalUrl": meta.canonical_url, "title": meta.title, "authors": list(meta.authors),
        "siteName": meta.site_name, "datePublished": meta.date_published, "dateModified": meta.date_modified,
        "lang": meta.lang, "dir": meta.dir, "excerpt": meta.excerpt, "image": meta.image,
        "text": body, "markdown": markdown.document(article), "html": html.fragment(article),
        "wordCount": words, "readingTimeMinutes": max(1, round(words / WORDS_A_MINUTE)),
        "completeness": {
            "status": article.completeness.status,
            "evidence": [fact._asdict() for fact in article.completeness.evidence],
        },
        "removed": [_removed(entry, article, options) for entry in article.removed],
        "stats": {
            "keptWords": article.kept_words, "removedWords": article.removed_words,
            "milliseconds": round(milliseconds, 1),
        },
        "warnings": list(article.warnings), "version": __version__,
    }  # fmt: skip


def _removed(entry: Removed, article: Article, options: Options) -> dict[str, Any]:
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "reason": sentence(entry.kind, entry.signs, options.language),
        "text": text.written(entry.blocks),
        "html": html.written(entry.blocks, article.url),
        "after": entry.after,
        "embed": safe(entry.embed, article.url, IMAGES),
    }
