"""The address of an embed whose consent box was removed: found where consent tools leave it, and nowhere else."""

from __future__ import annotations

import json

import pytest

from reinschrift.clean import clean
from reinschrift.embeds import named_address
from reinschrift.model import Options
from reinschrift.page import from_html
from reinschrift.render import FORMATS

URL = "https://www.sielbote.example/inseln/faehre.html"
VIDEO = "https://www.youtube.com/embed/abc"
BEFORE = (
    "<h1>Die Fähre fährt</h1><p>Elf Monate lag das Schiff in der Werft, und elf Monate lang kam man nur bei Hochwasser "
    "nach Holmsand.</p><p>Seit Samstag legt es wieder zweimal am Tag ab, bei jedem Wetter und nach dem alten Plan.</p>"
)
AFTER = "<p>Am Ufer standen am Abend viele Leute, um es zu sehen, und blieben bis zum Einbruch der Nacht.</p>"
ASKS = (
    "<p>Externer Inhalt</p><p>Hier finden Sie einen externen Inhalt, der den Artikel ergänzt. Mit einem Klick stimmen "
    "Sie der Übertragung Ihrer Daten zu.</p><button>Inhalt laden</button>"
)


def embeds(box: str) -> list[str | None]:
    """The field `embed` of every removed consent box of an article with `box` in it."""
    article = clean(from_html(f"<html lang=de><body><article>{BEFORE}{box}{AFTER}</article></body></html>", URL))
    told = json.loads(FORMATS["json"].render(article, Options(), 0.0))
    assert {entry["kind"] for entry in told["removed"]} == {"consent"}
    return [entry["embed"] for entry in told["removed"]]


@pytest.mark.parametrize(
    ("box", "wanted"),
    [
        (f"<div class=embed-consent data-src='{VIDEO}'>{ASKS}</div>", VIDEO),
        (f"<div class=embed-consent data-url=https://you.tube/1>{ASKS}</div>", "https://you.tube/1"),
        (f"<div class=embed-consent><div data-embed-url='{VIDEO}'></div>{ASKS}</div>", VIDEO),
        (f"<div class=embed-consent>{ASKS}<iframe src='{VIDEO}'></iframe></div>", VIDEO),
        (f"<div class=embed-consent>{ASKS}<iframe src=about:blank data-cmp-src='{VIDEO}'></iframe></div>", VIDEO),
        (f"<div class=embed-consent>{ASKS}<div><p><iframe src='{VIDEO}'></iframe></p></div></div>", VIDEO),
        (f"<figure><div class=embed-consent>{ASKS}</div><div><iframe src='{VIDEO}'></iframe></div></figure>", VIDEO),
        (f"<div class=embed-consent>{ASKS}<div hidden>Film <iframe src='{VIDEO}'></iframe></div></div>", VIDEO),
        (f"<div class=embed-consent>{ASKS}<template><iframe src='{VIDEO}'></iframe></template></div>", VIDEO),
        (f"<div class=embed-consent>{ASKS}<iframe src='//www.youtube.com/embed/abc'></iframe></div>", VIDEO),
        (f"<blockquote class=consent cite=https://social.example/@a/1>{ASKS}</blockquote>", "https://social.example/@a/1"),
        (f"<blockquote class=embed-consent>{ASKS}<a href=https://social.example/@a/1>Inhalt laden</a></blockquote>",
         "https://social.example/@a/1"),
    ],
)  # fmt: skip
def test_where_the_address_stands(box: str, wanted: str) -> None:
    assert embeds(box)[0] == wanted


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=embed-consent>{ASKS}</div>",
        f"<div class=embed-consent data-policy-url=https://a.example/datenschutz>{ASKS}</div>",
        f"<div class=embed-consent><img src=/a.jpg data-src=https://a.example/a.jpg>{ASKS}</div>",
        f"<div class=embed-consent data-thumbnail-src=https://a.example/a.jpg>{ASKS}</div>",
        f"<div class=embed-consent>{ASKS}<iframe src=https://a.example/pixel width=1 height=1></iframe></div>",
        f"<div class=embed-consent>{ASKS}<iframe src='javascript:alert(1)'></iframe></div>",
        f"<div class=embed-consent>{ASKS}<a href=https://a.example/datenschutz>Datenschutz</a></div>",
        f"<div class=embed-consent>{ASKS}</div><iframe src='{VIDEO}'></iframe>",
    ],
)
def test_where_no_address_is_known(box: str) -> None:
    assert embeds(box) == [None]


def test_each_box_has_its_own() -> None:
    one = f"<div class=embed-consent data-src='{VIDEO}1'>{ASKS}</div>"
    two = f"<div class=embed-consent data-src='{VIDEO}2'>{ASKS.replace('Externer', 'Weiterer')}</div>"
    assert embeds(one + AFTER.replace("Abend", "Mittag") + two) == [VIDEO + "1", VIDEO + "2"]


def test_a_banner_over_the_page_stands_for_nothing() -> None:
    banner = f"<div class=cookie-banner role=dialog>{ASKS}<iframe src='{VIDEO}'></iframe></div>"
    page = from_html(f"<html lang=de><body>{banner}<article>{BEFORE}{AFTER}</article></body></html>", URL)
    assert [entry.embed for entry in clean(page).removed if entry.kind == "consent"] == [None]


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("data-src", " https://a.example/1 ", "https://a.example/1"),
        ("data-video-src", "//a.example/1", "//a.example/1"),
        ("data-href", "https://a.example/1", "https://a.example/1"),
        ("data-src", "/1", None),
        ("data-src", "1 // 2", None),
        ("data-title", "https://a.example/1", None),
        ("data-image-url", "https://a.example/1", None),
        ("data-href", "javascript://a.example/1", None),
    ],
)
def test_data_attributes(name: str, value: str, wanted: str | None) -> None:
    assert named_address(name, value) == wanted
