"""What the site calls itself, which blocks name it, and where links lead."""

from __future__ import annotations

import pytest

from reinschrift.evidence import gather
from reinschrift.evidence.site import LEADS, site_names
from reinschrift.page import from_html
from reinschrift.segment import segment

ADDRESS = "https://www.harkenbote.example/a/1"
OG = '<meta property="og:site_name" content="{}">'
PUBLISHER = '<script type="application/ld+json">{{"@type": "NewsArticle", "publisher": {}}}</script>'


def column(name: str, html: str, url: str | None = ADDRESS) -> list[float]:
    page = from_html(html, url)
    values: list[float] = gather(page, segment(page)).columns[name].tolist()
    return values


def page_of(head: str, *paragraphs: str) -> str:
    return f"<html><head>{head}</head><body>{''.join(f'<p>{text}</p>' for text in paragraphs)}</body></html>"


@pytest.mark.parametrize(
    ("head", "url", "names"),
    [
        (OG.format("Harkener Bote"), ADDRESS, ["Harkener Bote"]),
        (OG.format("The Harbour Post"), ADDRESS, ["Harbour Post"]),
        (OG.format("Der Bote"), ADDRESS, ["Bote"]),
        (OG.format("Das"), ADDRESS, ["Das"]),
        (OG.format("harkenbote.de"), ADDRESS, ["harkenbote"]),
        (OG.format("  Harkener \n Bote "), ADDRESS, ["Harkener Bote"]),
        (OG.format("X"), ADDRESS, []),
        (OG.format("Bote " * 20), ADDRESS, []),
        (PUBLISHER.format('{"name": "Bote"}'), ADDRESS, ["Bote"]),
        (PUBLISHER.format('[{"name": "Bote"}, {"name": 7}, "Post"]'), ADDRESS, ["Bote"]),
        (OG.format("Bote") + PUBLISHER.format('{"name": "Bote"}'), ADDRESS, ["Bote"]),
        ("<title>Brücke bleibt - Politik | Harkener Bote</title>", None, ["Harkener Bote"]),
        ("<title>Brücke bleibt</title>", ADDRESS, ["harkenbote", "Harkenbote", "HARKENBOTE"]),
        ("<title>Brücke bleibt</title>", None, []),
    ],
)
def test_names_of_the_site(head: str, url: str | None, names: list[str]) -> None:
    assert site_names(from_html(page_of(head, "Text."), url)) == names


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Der Bote ist für Sie da.", 1),
        ("Bote lesen, Bote hören, Bote sehen, Bote sein.", 3),
        ("Ein Botengang.", 0),
        ("Der bote kam.", 0),
        ("Bote+ kostet nichts.", 1),
        ("(Bote)", 1),
        ("Nichts.", 0),
    ],
)
def test_blocks_that_name_the_site(text: str, times: int) -> None:
    assert column("names site", page_of(OG.format("Der Bote"), "Erst dies.", text)) == [0, times]


def test_a_name_in_a_script_without_spaces() -> None:
    assert column("names site", page_of(OG.format("澜江观察"), "下载澜江观察客户端")) == [1]


@pytest.mark.parametrize(
    ("html", "leads"),
    [
        ('Mehr in <a href="/service/newsletter/">unserer Post</a>.', {"newsletter"}),
        ('Auf <a href="https://whatsapp.com/channel/1">dem Handy</a>.', {"share"}),
        ('Als <a href="https://apps.apple.com/app/id1">Programm</a>.', {"promotion"}),
        ('Ein <a href="/abo/">Angebot</a> und <a href="/newsletter">Post</a>.', {"promotion", "newsletter"}),
        ('Wie <a href="/politik/rat-tagt-1234.html">berichtet</a>.', set()),
        ('<a href="/newsletter/">Alles ist Link</a>', set()),  # what menus are made of
        ("Kein Link.", set()),
    ],
)
def test_where_the_links_in_a_text_lead(html: str, leads: set[str]) -> None:
    page = page_of("", "Davor steht ein Satz.", html)
    assert {part for part in LEADS if column(f"leads to {part}", page)[1]} == leads
