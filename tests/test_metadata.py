"""Metadata: what the page says of itself, in the order in which it is believed, and null for what it does not say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reinschrift.clean import clean
from reinschrift.metadata import metadata
from reinschrift.model import Metadata
from reinschrift.page import from_html, from_text
from reinschrift.segment import segment

URL = "https://zeitung.example/ort/bruecke.html"
SECRET = "Geheimwort"


def read(head: str = "", body: str = "<p>Ein Satz.</p>", url: str | None = URL, opening: str = "<html>") -> Metadata:
    page = from_html(f"<!doctype html>{opening}<head>{head}</head><body>{body}</body></html>", url)
    return metadata(page, None)


def data(**fields: Any) -> str:
    """A script with an article's structured data."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


# -- who is believed


@pytest.mark.parametrize(
    ("field", "head", "wanted"),
    [
        ("title", data(headline="Daten") + meta("og:title", "Meta"), "Daten"),
        ("title", meta("og:title", "Meta") + meta("twitter:title", "Zwitscher"), "Meta"),
        ("title", data(headline="  Zwei \n Zeilen "), "Zwei Zeilen"),
        ("title", data(headline=""), None),
        ("site_name", meta("og:site_name", "Birkenauer Bote"), "Birkenauer Bote"),
        ("site_name", data(publisher={"@type": "Organization", "name": "Bote"}), "Bote"),
        ("site_name", data(publisher=[{"name": "Bote"}, {"name": "Post"}]), "Bote"),
        ("excerpt", meta("description", "Kurz.") + meta("og:description", "Anders."), "Kurz."),
        ("excerpt", meta("og:description", "Anders.") + data(description="Daten."), "Anders."),
        ("excerpt", data(description="Daten."), "Daten."),
        ("image", meta("og:image", "https://x.example/a.jpg"), "https://x.example/a.jpg"),
        ("image", data(image="https://x.example/b.jpg"), "https://x.example/b.jpg"),
        ("image", data(image={"@type": "ImageObject", "url": "https://x.example/c.jpg"}), "https://x.example/c.jpg"),
        ("image", data(image=[{"url": "https://x.example/d.jpg"}, "e.jpg"]), "https://x.example/d.jpg"),
        ("image", data(image={"contentUrl": "https://x.example/f.jpg"}), "https://x.example/f.jpg"),
        ("image", data(image=[]), None),
    ],
)
def test_what_the_page_says(field: str, head: str, wanted: str | None) -> None:
    assert getattr(read(head), field) == wanted


@pytest.mark.parametrize("kind", ["NewsArticle", "BlogPosting", "LiveBlogPosting", "ReportageNewsArticle", ["Report"]])
def test_what_counts_as_an_articles_data(kind: object) -> None:
    assert read(data(**{"@type": kind, "headline": "Daten"})).title == "Daten"


def test_other_objects_do_not_speak_for_the_article() -> None:
    head = data(**{"@type": "WebSite"}, headline="Website", datePublished="2001-01-01") + data(headline="Artikel")
    assert (read(head).title, read(head).date_published) == ("Artikel", None)


def test_the_visible_headline_wins() -> None:
    source = f"<html><head>{data(headline='Daten')}</head><body><h1>Sichtbar<br>gesetzt</h1><p>Text</p></body></html>"
    page = from_html(source, URL)
    assert metadata(page, segment(page).blocks[0]).title == "Sichtbar gesetzt"


def test_the_headline_of_a_cleaned_page_is_its_title(html: str) -> None:
    article = clean(from_html(html.replace("</head>", meta("og:title", "Anders") + "</head>"), URL))
    assert article.metadata.title == "Birkenau behält seine Brücke"
    assert "Birkenau behält seine Brücke" not in [block.text for block in article.blocks]


@pytest.mark.parametrize(
    ("field", "head", "body", "wanted"),
    [
        ("title", "<title>Die Brücke bleibt</title>", "<p>Text</p>", "Die Brücke bleibt"),
        ("authors", '<meta name="author" content="Hanne Pohl">', "<p>Text</p>", ("Hanne Pohl",)),
        (
            "date_published",
            "",
            '<p>Text</p><time itemprop="datePublished" datetime="2024-03-12">12. März</time>',
            "2024-03-12",
        ),
    ],
)
def test_the_markup_is_read_where_structured_data_is_silent(field: str, head: str, body: str, wanted: object) -> None:
    assert getattr(read(head, body), field) == wanted


def test_trafilatura_overrides_nothing_that_the_page_states() -> None:
    head = "<title>Kopfzeile der Seite</title>" + meta("og:title", "Meta") + meta("og:site_name", "Bote")
    known = read(head, '<p>Text</p><time datetime="2020-01-01">gestern</time>')
    assert (known.title, known.site_name) == ("Meta", "Bote")


@pytest.mark.parametrize("url", [None, URL])
def test_what_is_not_known_is_none(url: str | None) -> None:
    assert read(url=url) == Metadata()


def test_text_input_has_no_metadata() -> None:
    assert metadata(from_text("Eins\n\nZwei", URL), None) == Metadata()


# -- hidden things say nothing


def test_hidden_elements_are_no_source_of_metadata() -> None:
    body = f"""<h1 hidden>{SECRET}</h1><div style="display:none"><span class="author">Von Hans {SECRET}</span>
        <time datetime="1999-09-09" class="published">{SECRET}</time></div><template><h1>{SECRET}</h1></template>
        <p>Ein Satz.</p>"""
    known = read(body=body)
    assert SECRET not in str(known)
    assert known.date_published is None


# -- authors


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (data(author="Hanne Pohl"), ("Hanne Pohl",)),
        (data(author={"@type": "Person", "name": " Hanne  Pohl "}), ("Hanne Pohl",)),
        (data(author=[{"name": "Hanne Pohl"}, "Kai Lindt"]), ("Hanne Pohl", "Kai Lindt")),
        (data(author=[{"name": "Hanne Pohl"}, {"name": "Hanne Pohl"}]), ("Hanne Pohl",)),
        (data(author={"name": ["Hanne Pohl", "Kai Lindt"]}), ("Hanne Pohl", "Kai Lindt")),
        (data(author=["https://zeitung.example/autor/hp", "hp@zeitung.example", "–", ""]), ()),
        (data(author={"@id": "#hp"}), ()),
        (data(author="Hanne Pohl") + data(author="Kai Lindt"), ("Hanne Pohl",)),
        (data(author="Hanne Pohl") + meta("author", "Bote"), ("Hanne Pohl",)),
        (meta("article:author", "https://sozial.example/hp"), ()),
        (meta("author", "Hanne Pohl"), ("Hanne Pohl",)),
        (meta("author", "Hanne Pohl") + meta("author", "Kai Lindt"), ("Hanne Pohl", "Kai Lindt")),
        ("", ()),
    ],
)
def test_authors(head: str, wanted: tuple[str, ...]) -> None:
    assert read(head).authors == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "<p>Von <a rel=author href=/hp>Hanne Pohl</a> und <a rel=author>Kai Lindt</a></p>",
            ("Hanne Pohl", "Kai Lindt"),
        ),
        ("<div itemprop=author><b itemprop=name>Hanne Pohl</b>, Redakteurin</div>", ("Hanne Pohl",)),
        ("<p><a rel=author>Hanne Pohl</a></p><ul><li><a rel=author>Kai Lindt</a></ul>", ("Hanne Pohl",)),
        ("<div hidden><a rel=author>Hanne Pohl</a></div>", ()),
        ('<p class="author">Aktualisiert im Januar</p>', ()),
    ],
)
def test_authors_that_the_page_marks_as_such(body: str, wanted: tuple[str, ...]) -> None:
    assert read(body=body).authors == wanted


# -- dates


@pytest.mark.parametrize(
    "body",
    [
        '<time datetime="2024-03-12" hidden>12. März</time>',
        "<p>Stand: 2024-03-12</p>",
        "<p>© 2024 Bote</p>",
        "<script>var day = '2024-03-12'</script>",
    ],
)
def test_a_date_that_no_time_element_gives_is_a_guess(body: str) -> None:
    assert read(body=body, url="https://zeitung.example/2024/03/12/bruecke.html").date_published is None


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2024-03-12", "2024-03-12"),
        ("2024-03-12T08:30:00+01:00", "2024-03-12T08:30:00+01:00"),
        ("2024-03-12T08:30:00Z", "2024-03-12T08:30:00Z"),
        (" 2024-03-12 ", "2024-03-12"),
        ("", None),
        ("gestern", None),
        ("2024-13-45", None),
        ("2024-02-30", None),
        ("12.03.2024", None),
        ("0000-00-00T00:00:00", None),
        ("1710228600", None),
        ("<script>", None),
        (1710228600, None),
        (None, None),
        (["2024-03-12"], None),
        ({"@value": "2024-03-12"}, None),
    ],
)
def test_dates_are_iso_8601_or_null(value: object, wanted: str | None) -> None:
    known = read(data(datePublished=value, dateModified=value))
    assert (known.date_published, known.date_modified) == (wanted, wanted)


def test_an_invalid_date_gives_way_to_the_next() -> None:
    head = data(datePublished="gestern", dateModified="heute")
    head += meta("article:published_time", "2024-03-12") + meta("article:modified_time", "2024-03-13")
    assert (read(head).date_published, read(head).date_modified) == ("2024-03-12", "2024-03-13")


# -- addresses


@pytest.mark.parametrize(
    ("address", "url", "wanted"),
    [
        ("https://zeitung.example/a", None, "https://zeitung.example/a"),
        ("/a", URL, "https://zeitung.example/a"),
        ("b.jpg", URL, "https://zeitung.example/ort/b.jpg"),
        ("//andere.example/a", URL, "https://andere.example/a"),
        ("/a", None, None),
        ("//andere.example/a", None, None),
        ("javascript:alert(1)", URL, None),
        ("data:image/png;base64,R0", URL, None),
        ("http://[", URL, None),
        ("", URL, None),
    ],
)
def test_addresses_are_absolute_or_null(address: str, url: str | None, wanted: str | None) -> None:
    known = read(f'<link rel="canonical" href="{address}">' + meta("og:image", address), url=url)
    assert (known.canonical_url, known.image) == (wanted, wanted)


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ('<link rel="canonical" href="/a">' + meta("og:url", "/b"), "https://zeitung.example/a"),
        (meta("og:url", "/b") + data(url="/c"), "https://zeitung.example/b"),
        (data(url="/c"), "https://zeitung.example/c"),
        ('<link rel="alternate" href="/amp">', None),
    ],
)
def test_the_canonical_address(head: str, wanted: str | None) -> None:
    assert read(head).canonical_url == wanted


# -- language and direction


@pytest.mark.parametrize(
    ("opening", "lang", "direction"),
    [
        ('<html lang="de">', "de", "ltr"),
        ('<html lang="ar">', "ar", "rtl"),
        ('<html lang="he-IL">', "he-IL", "rtl"),
        ('<html lang="fa">', "fa", "rtl"),
        ('<html lang="ur">', "ur", "rtl"),
        ('<html lang="ar" dir="ltr">', "ar", "ltr"),
        ('<html dir="RTL">', None, "rtl"),
        ('<html lang="ar" dir="auto">', "ar", "rtl"),
        ('<html lang="de" dir=\'"><script>\'>', "de", "ltr"),
        ("<html>", None, None),
    ],
)
def test_language_and_direction(opening: str, lang: str | None, direction: str | None) -> None:
    known = read(opening=opening)
    assert (known.lang, known.dir) == (lang, direction)
