"""Structured data: JSON-LD that is broken, deep, giant or of the wrong types everywhere."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .case import TEXTS, Case, article

MEGA = 1_000_000
KEYS = ("headline", "author", "publisher", "datePublished", "description", "image", "articleBody", "hasPart", "url")


def build() -> Iterator[Case]:
    for name, script in _scripts():
        tag = f'<script type="application/ld+json">{script}</script>'
        yield Case(f"data {name}", article("", tag))
    tag = '<script type="application/ld+json">'
    yield Case("data many scripts", article("", f'{tag}{{"@type": "NewsArticle"}}</script>' * 10_000))
    yield Case("data in the body", article(f"{tag}{json.dumps(_item())}</script>" * 100))
    yield Case("data 20 MB of state", article(f'<script type="application/json">{"[1]," * 4 * MEGA}</script>'))


def _item(**fields: object) -> dict[str, object]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "The bridge stays", **fields}


def _scripts() -> Iterator[tuple[str, str]]:
    yield "broken", '{"@type": "NewsArticle", "headline": '
    yield "not a number", '{"@type": "NewsArticle", "wordCount": NaN, "position": -Infinity}'
    yield "brackets", "[" * 100_000
    yield "braces", '{"a":' * 100_000
    yield "closed brackets", "[" * 100_000 + "]" * 100_000
    yield "lone surrogates", '{"@type": "NewsArticle", "headline": "\\ud800 \\udfff", "author": "\\udc00"}'
    yield "spaces", " " * 5 * MEGA
    yield "long number", '{"@type": "NewsArticle", "wordCount": ' + "9" * 100_000 + "}"
    yield "long exponent", '{"@type": "NewsArticle", "wordCount": 1e999999999}'
    yield "long key", '{"@type": "NewsArticle", "' + "k" * MEGA + '": 1}'
    yield "many keys", json.dumps(_item(**{f"k{i}": i for i in range(100_000)}))
    yield "many authors", json.dumps(_item(author=[{"@type": "Person", "name": f"Name {i}"} for i in range(20_000)]))
    yield "many items", json.dumps({"@graph": [_item(author="A name") for _ in range(15_000)]})
    yield "body of 1.5 MB", json.dumps(_item(articleBody="A word and another. " * 75_000))
    yield "body of 3 MB", json.dumps(_item(articleBody="A word and another. " * 150_000))
    yield "body of 12 MB", json.dumps(_item(articleBody="A word and another. " * 600_000))
    yield "body of less-than", json.dumps(_item(articleBody="<" * 1_500_000))
    yield "body as it is", json.dumps(_item(articleBody=" ".join(TEXTS)))
    yield "long headline", json.dumps(_item(headline="Bridge " * 200_000))
    yield "long description", json.dumps(_item(description="Bridge " * 200_000))
    yield "long type", json.dumps({"@type": ["NewsArticle"] * 100_000})
    yield "nul", '{"@type": "NewsArticle", "headline": "a\\u0000b\x00c"}'
    yield "comment inside", "<!-- " + json.dumps(_item()) + " -->"
    yield "script inside", json.dumps(_item(description="<script>a</scr" + "ipt >")).replace("</", "<\\/")
    yield "class names", json.dumps(_item(hasPart=[{"cssSelector": f".c{i}"} for i in range(20_000)]))
    for value in (None, True, 5, [], {}, [[]], [None], {"name": []}, {"@type": {}}, "", [{"name": {"name": {}}}]):
        said = json.dumps(value)
        yield f"wrong type {said}", json.dumps(_item(**dict.fromkeys(KEYS, value)))
