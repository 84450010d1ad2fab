"""Size: texts, attributes, inline data and comments of megabytes, and elements by the hundred thousand."""

from __future__ import annotations

from collections.abc import Iterator

from .case import Case, around, article, cases

MEGA = 1_000_000
WORDS = "A word and another one. "


def build() -> Iterator[Case]:
    yield from cases("text", _texts())
    yield from cases("giant", _giants())
    yield from cases("attributes", _attributes())
    yield from cases("siblings", _siblings())
    yield around("giant attribute around", f'<div data-state="{"a" * 12 * MEGA}">', "</div>")
    yield around("attributes around", f"<div {_numbered(20_000)}>", "</div>")
    yield Case("attributes body", article("").replace(b"<body>", f"<body {_numbered(20_000)}>".encode()))
    yield Case("attributes html", article("").replace(b"<html", f"<html {_numbered(20_000)}".encode()))
    yield Case("siblings meta in head", article("", '<meta name="a" content="b">' * 100_000))
    yield Case("siblings link in head", article("", '<link rel="preload" href="/a.js">' * 50_000))
    yield Case("siblings style in head", article("", "<style>p{color:red}</style>" * 50_000))
    yield Case("giant title", article("").replace(b"The bridge stays</title>", b"Bridge " * 500_000 + b"</title>"))


def _texts() -> Iterator[tuple[str, str]]:
    yield "11 MB", f"<p>{WORDS * 480_000}</p>"
    yield "19 MB", f"<p>{WORDS * 800_000}</p>"
    yield "one word", f"<p>{'a' * 11 * MEGA}</p>"
    yield "bare", WORDS * 480_000
    yield "spaces", " " * 15 * MEGA
    yield "lines", f"<p>{'line' + chr(10)}</p>" * 300_000
    yield "pre", f"<pre>{'a line of it' * 8 + chr(10)}</pre>" * 20_000
    yield "pre in one", f"<pre>{('a line of it' * 8 + chr(10)) * 50_000}</pre>"
    yield "entities", f"<p>{'a &amp; b ' * 400_000}</p>"
    yield "no-break spaces", "<p>" + "&nbsp;" * 2 * MEGA + "</p>"
    yield "numbers", f"<p>{'&#228;' * MEGA}</p>"
    yield "one number", f"<p>&#{'9' * MEGA};</p>"
    yield "no references", f"<p>{'&' * 5 * MEGA}</p>"
    yield "less than", f"<p>{'<' * 5 * MEGA}</p>"
    yield "less than words", f"<p>{'a < b ' * MEGA}</p>"
    yield "no-break characters", "<p>" + "\u00a0" * 2 * MEGA + "</p>"
    yield "ideographs", "<p>" + "橋は残る。" * 40_000 + "</p>"
    yield "commas", "<p>" + "," * 3 * MEGA + "</p>"
    yield "quotes", "<p>" + "\"'" * MEGA + "</p>"
    yield "quoted cues", f"<p>\u201eSo {'cookie newsletter ' * 5_500}</p>"
    yield "quotations", "<blockquote>The bridge stays, and that is that.</blockquote><p>Anna Poole</p>" * 10_000
    yield "wrapped lines", f"{'<div>' * 100}<p>Upper bridge 12</p>{'</div>' * 100}" * 1_000
    yield "stars", "<p>" + "*_`[]" * 500_000 + "</p>"
    yield "capitals", "<p>" + "aA" * MEGA + "</p>"


def _giants() -> Iterator[tuple[str, str]]:
    yield "attribute title", f'<p title="{WORDS * 480_000}">A line.</p>'
    yield "attribute class", f'<p class="{"story " * 2 * MEGA}">A line.</p>'
    yield "attribute id", f'<p id="{"s" * 11 * MEGA}">A line.</p>'
    yield "attribute style", f'<p style="{"color: red; " * MEGA}">A line.</p>'
    yield "attribute name", f"<p {'a' * 2 * MEGA}=1>A line.</p>"
    yield "attribute href", f'<p><a href="https://a.example/{"a/" * 3 * MEGA}">A link</a> in a line.</p>'
    yield "attribute path dots", f'<p><a href="/{"../" * 3 * MEGA}">A link</a> in a line.</p>'
    yield "attribute alt", f'<img src="/a.png" alt="{WORDS * 300_000}">'
    yield "attribute srcset", f'<img src="/a.png" srcset="{"/a.png 1x, " * MEGA}">'
    yield "attribute unclosed quote", f'<p title="{"a" * 100}>' + "<b>" * 10_000 + '">A line.</p>'
    yield "base64 image", f'<img alt="" src="data:image/png;base64,{"iVBORw0KGgo" * MEGA}">'
    yield "base64 images", f'<img alt="" src="data:image/png;base64,{"iVBORw0KGgo" * 1_000}">' * 1_000
    yield "base64 link", f'<p><a href="data:text/html;base64,{"PGI+" * 3 * MEGA}">A link</a> in a line.</p>'
    yield "drawing", f'<svg><path d="{"M0 0L9 9" * MEGA}"/></svg>'
    yield "drawing of parts", "<svg>" + '<path d="M0 0L9 9"/>' * 200_000 + "</svg>"
    yield "comment", f"<!--{'a comment ' * MEGA}-->"
    yield "comments", "<!-- a -->" * MEGA
    yield "script", f"<script>var a = '{'a' * 15 * MEGA}';</script>"
    yield "scripts", "<script>var a = 1;</script>" * 200_000
    yield "style", f"<style>{'p { color: red } ' * 600_000}</style>"
    yield "style sheet attributes", '<p style="display:block">A line.</p>' * 50_000
    yield "tag name", f"<{'x' * 2 * MEGA}>A line.</{'x' * 2 * MEGA}>"
    yield "doctype in the middle", f"<!doctype {'x' * MEGA}>"
    yield "processing instruction", f"<?php {'x' * MEGA}?>"
    yield "text area", f"<textarea>{WORDS * 100_000}</textarea>"
    yield "template", "<template>" + "<p>Not shown.</p>" * 200_000 + "</template>"


def _numbered(count: int) -> str:
    return " ".join(f"a{i}=1" for i in range(count))


def _attributes() -> Iterator[tuple[str, str]]:
    for count in (10_000, 40_000, 100_000, 1_000_000):
        yield f"{count}", f"<p {_numbered(count)}>A line.</p>"
    yield "without values", f"<p {' '.join(f'a{i}' for i in range(100_000))}>A line.</p>"
    yield "alike", f"<p {'a=1 ' * 400_000}>A line.</p>"
    yield "quoted", "<p " + " ".join(f'a{i}="1"' for i in range(100_000)) + ">A line.</p>"
    yield "with signs", "<p " + " ".join(f'a{i}="<b>"' for i in range(50_000)) + ">A line.</p>"
    yield "by slashes", "<p " + "/".join(f"a{i}" for i in range(50_000)) + ">A line.</p>"
    yield "of a picture", f"<img src=/a.png {_numbered(50_000)}>"
    yield "of a link", f"<p><a href=/a {_numbered(50_000)}>A link</a> in a line.</p>"
    yield "a thousand each", f"<p {_numbered(1_000)}>A line.</p>" * 200
    yield "of an end tag", f"<p>A line.</p {_numbered(50_000)}>"
    yield "data", "<p " + " ".join(f'data-a{i}="b"' for i in range(50_000)) + ">A line.</p>"
    yield "in a comment", f"<!-- <p {_numbered(50_000)}> -->"
    yield "broken quotes", "<p " + " ".join(f"a{i}=\"b'" for i in range(20_000)) + '">A line.</p>'


def _siblings() -> Iterator[tuple[str, str]]:
    yield "paragraphs 20000", "".join(f"<p>Line {i} of the long list of lines.</p>" for i in range(20_000))
    yield "paragraphs 100000", "".join(f"<p>Line {i} of the long list.</p>" for i in range(100_000))
    yield "paragraphs unclosed", "".join(f"<p>Line {i}" for i in range(50_000))
    yield "paragraphs empty", "<p></p>" * 300_000
    yield "links", '<a href="/a">A link</a> ' * 100_000
    yield "links without spaces", '<a href="/a">A link</a>' * 50_000
    yield "links unclosed", '<a href="/a">A link ' * 50_000
    yield "links in lines", "".join(f'<p><a href="/{i}">A link to page {i} of it</a></p>' for i in range(20_000))
    yield "line breaks", "A line<br>" * 200_000
    yield "line breaks alone", "<br>" * 500_000
    yield "rules", "<hr>" * 300_000
    yield "items", "<ul>" + "<li>An item</li>" * 100_000 + "</ul>"
    yield "items without a list", "<li>An item" * 50_000
    yield "lists", "<ul><li>An item</ul>" * 50_000
    yield "cells", "<table><tr>" + "<td>A cell</td>" * 200_000 + "</tr></table>"
    yield "rows", "<table>" + "<tr><td>A cell</td><td>Another</td></tr>" * 50_000 + "</table>"
    yield "tables", "<table><tr><td>A cell</td></tr></table>" * 30_000
    yield "spans", "<span>word</span> " * 200_000
    yield "tiny elements", "<i>a</i>" * 500_000
    yield "bold letters", "<b>a</b>b" * 300_000
    yield "empty boxes", "<div></div>" * 300_000
    yield "boxes with a word", "<div>A word</div>" * 100_000
    yield "pictures", '<img src="/a.png" alt="A picture">' * 100_000
    yield "figures", '<figure><img src="/a.png"><figcaption>A picture</figcaption></figure>' * 20_000
    yield "fields", '<input type="email" name="mail">' * 100_000
    yield "buttons", "<button>A button</button>" * 50_000
    yield "options", "<select>" + "<option>One</option>" * 200_000 + "</select>"
    yield "forms", "<form><input><button>Send</button></form>" * 30_000
    yield "headings", "<h2>A heading</h2>" * 50_000
    yield "metas", '<meta name="author" content="A name">' * 100_000
    yield "frames", '<iframe src="about:blank"></iframe>' * 50
    yield "word breaks", "word<wbr>" * 300_000
    yield "quotes", "<blockquote>A quote of it</blockquote>" * 30_000
    yield "definitions", "<dl>" + "<dt>A term<dd>What it is" * 30_000 + "</dl>"
    yield "custom elements", "<x-card>A card</x-card>" * 50_000
    yield "times", "<time datetime=2024-03-12>12 March</time> " * 50_000
    yield "hidden boxes", "<div hidden>Not shown</div>" * 50_000
    yield "titles", "<svg><title>A drawing</title></svg>" * 50_000
    yield "articles", "<article><h2>A heading</h2><p>A line of it.</p></article>" * 20_000
    yield "lone end tags", "</b>" * 500_000
    yield "lone paragraph ends", "</p>" * 100_000
    yield "names of classes", "".join(f'<p class="c{i} d{i}">A line.</p>' for i in range(30_000))
    yield "authors", '<a rel="author" itemprop="author" href="/a">A name</a> ' * 30_000
