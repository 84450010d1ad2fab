"""Nothing hostile comes out: thousands of payloads, cleaned, and each format read back by parsers of others."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from urllib.parse import urlsplit

import nh3
import pytest
from markdown_it import MarkdownIt

from hostile.payloads import payloads
from reinschrift.answer import answer
from reinschrift.errors import NoArticle
from reinschrift.model import Kind
from reinschrift.task import Task
from test_render import ALLOWED

KEEP = ",".join(kind for kind in Kind if kind is not Kind.HIDDEN)
FIRST = "Der Rat von Birkenau hat am Dienstag beschlossen, die alte Brücke über die Lohe zu erhalten."
LAST = "Die Sanierung soll im Frühjahr beginnen und nach Angaben der Verwaltung zwei Jahre dauern."
PAGE = f"<html><title>Die Brücke</title><body><article><h1>Die Brücke</h1><p>{FIRST}</p>{{}}<p>{LAST}</p></article>"
SCHEMES = {"http", "https", "mailto"}
OF_MARKDOWN = {tag: set[str]() for tag in "p h1 h2 h3 h4 h5 h6 ul li blockquote pre code em strong hr br".split()} | {
    "a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"},
    "table": set(), "thead": set(), "tbody": set(), "tr": set(), "th": {"style"}, "td": {"style"},
}  # fmt: skip
READER = MarkdownIt("commonmark", {"html": True}).enable("table")
READER.validateLink = lambda url: True  # type: ignore[method-assign]  # what it would let through is ours to see


class Events(HTMLParser):
    """What a document's markup says, without what a parser may add to a table or write in another way."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, object]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag != "tbody":
            self.found.append((tag, sorted((name, value or "") for name, value in attributes)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("tbody", "br", "img", "hr"):
            self.found.append(("/" + tag, None))

    def handle_data(self, text: str) -> None:
        if self.found and self.found[-1][0] == "text":
            text = str(self.found.pop()[1]) + text
        self.found.append(("text", text))

    def handle_comment(self, text: str) -> None:
        self.found.append(("comment", text))

    handle_decl = handle_pi = unknown_decl = handle_comment


def sanitised(html: str, allowed: dict[str, set[str]]) -> str:
    """What a sanitiser with a parser of its own leaves of it."""
    attributes = {tag: names - {"rel"} for tag, names in allowed.items()}
    attributes["a"].add("rel")
    return nh3.clean(html, tags=set(allowed), attributes=attributes, link_rel=None, url_schemes=SCHEMES)


def seen(html: str) -> list[tuple[str, object]]:
    return [event for event in Events(html).found if event != ("text", "\n")]


def check(html: str, allowed: dict[str, set[str]] = ALLOWED) -> None:
    assert seen(sanitised(html, allowed)) == seen(html)


def check_answer(told: dict[str, object]) -> None:
    """Nothing in any field of an answer can run or load but what a reader may follow."""
    check(str(told["html"]))
    for entry in told["removed"]:  # type: ignore[attr-defined]
        check(entry["html"])
    check(READER.render(str(told["markdown"])), OF_MARKDOWN)
    addresses = [told["url"], told["canonicalUrl"], told["image"], *(e["embed"] for e in told["removed"])]  # type: ignore[attr-defined]
    for address in filter(None, addresses):
        assert urlsplit(str(address)).scheme in ("http", "https")


WRONG = (
    "<p onclick=x>", "<script>x</script>", '<a href="javascript:x">a</a>', "<!-- a -->", "<p><svg></svg></p>",
    "<style>p{}</style>", "<table><p>a</p></table>", "<a><a>x</a></a>", '<img src="data:x">', "<p></div>",
)  # fmt: skip


def test_the_check_itself_finds_what_is_wrong() -> None:
    check('<p id="b1">Text &amp; <a href="https://a.example/" rel="noopener noreferrer">Link</a></p>')
    for html in WRONG:
        with pytest.raises(AssertionError):
            check(html)


@pytest.mark.parametrize("part", range(4))
def test_nothing_hostile_comes_out(part: int) -> None:
    """Every other payload with nothing removed that could be kept, the others as usual."""
    for number, (name, markup) in list(enumerate(payloads()))[part::4]:
        keep = KEEP if number // 4 % 2 else None
        task = Task(PAGE.replace("{}", markup), url="https://zeitung.example/a/b", keep=keep, removed="all")
        try:
            check_answer(json.loads(answer(task).body))
        except AssertionError as error:
            raise AssertionError(f"{name}: {markup!r}") from error
        except NoArticle:  # a payload that swallows the page
            continue
