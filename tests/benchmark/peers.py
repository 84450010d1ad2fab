"""The tools that are compared: one small adapter each, from a page's bytes to the article's text or HTML.

An adapter is loaded in a process of its own. Loading imports the tool, so that one that is not installed is found out
there and named; what loading returns is called once a page, and that call alone is timed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import ours
from adapter import Adapter, Page

import reinschrift

OURS = "reinschrift"
LANGUAGE = re.compile(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?([a-z]{2})", re.I)
STOP_WORDS = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "gl": "Galician",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic",
    "it": "Italian", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nb": "Norwegian_Bokmal",
    "nl": "Dutch", "nn": "Norwegian_Nynorsk", "no": "Norwegian_Bokmal", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish",
    "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
}  # fmt: skip


def trafilatura(**options: bool) -> Adapter:
    """Comments are left out, as no reference has them; everything else is as trafilatura sets it."""
    from trafilatura import extract

    return lambda page: extract(page.raw, url=page.url, include_comments=False, **options) or ""


def readability_lxml() -> Adapter:
    from readability import Document

    return lambda page: str(Document(page.text, url=page.url).summary())


def newspaper() -> Adapter:
    from newspaper import Article

    def extract(page: Page) -> str:
        article = Article(page.url, fetch_images=False)
        article.download(input_html=page.text, ignore_read_more=True)
        article.parse()
        return str(article.text)

    return extract


def goose() -> Adapter:
    from goose3 import Goose

    tool = Goose({"enable_image_fetching": False})
    return lambda page: str(tool.extract(raw_html=page.text).cleaned_text)


def justext() -> Adapter:
    """jusText must be told the language: the one that the page names, English where it names none that it knows."""
    import justext as tool

    stop_words = {name: tool.get_stoplist(name) for name in {*STOP_WORDS.values(), "English"}}

    def extract(page: Page) -> str:
        named = LANGUAGE.search(page.text[:5000])
        words = stop_words[STOP_WORDS.get(named[1].lower() if named else "en", "English")]
        found = tool.justext(page.text, words)
        return "\n\n".join(paragraph.text for paragraph in found if not paragraph.is_boilerplate)

    return extract


def resiliparse() -> Adapter:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page: str(extract_plain_text(page.text, main_content=True, alt_texts=False))


class Peer(NamedTuple):
    """A tool: how it is shown (with its version at {}), its package, how it is loaded, whether it gives HTML, and
    whether it runs in Node (then `load` is None, and `worker.mjs` knows it by its key)."""

    title: str
    package: str
    load: Callable[[], Adapter] | None
    html: bool = False
    in_node: bool = False

    def version(self) -> str:
        return reinschrift.__version__ if self.package == "reinschrift" else version(self.package)


def peers(folds: Path | None = None) -> Mapping[str, Peer]:
    """All tools by the names that --tools takes, in the order they are shown; `folds` are cross-validated weights."""
    held_out = {"reinschrift-folds": Peer("Reinschrift, cross-validated", OURS, lambda: ours.held_out(folds))}
    return {
        **(held_out if folds else {}),
        "reinschrift": Peer("Reinschrift, in process", OURS, ours.in_process),
        "reinschrift-http": Peer("Reinschrift, over HTTP", OURS, ours.over_http),
        "trafilatura": Peer("trafilatura {}", "trafilatura", trafilatura),
        "trafilatura-precision": Peer(
            "trafilatura {}, precision", "trafilatura", lambda: trafilatura(favor_precision=True)
        ),
        "trafilatura-fast": Peer("trafilatura {}, fast", "trafilatura", lambda: trafilatura(fast=True)),
        "readability-lxml": Peer("readability-lxml {}", "readability-lxml", readability_lxml, html=True),
        "newspaper4k": Peer("newspaper4k {}", "newspaper4k", newspaper),
        "goose3": Peer("goose3 {}", "goose3", goose),
        "justext": Peer("jusText {}", "jusText", justext),
        "resiliparse": Peer("resiliparse {}", "resiliparse", resiliparse),
        "readability-js": Peer("Readability.js {} (jsdom)", "@mozilla/readability", None, html=True, in_node=True),
        "defuddle": Peer("Defuddle {} (linkedom)", "defuddle", None, html=True, in_node=True),
    }
