"""Cards of other articles: what goes with their headlines, and what does not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reinschrift.model import Kind
from test_judge import IMAGE, LONG, kinds

TEASER = Kind.TEASER
BEFORE, AFTER = f"<main><p>{LONG}</p>", f"<p>{LONG}</p></main>"
HEADLINE = "Warum die Fähre im Winter nicht mehr fährt"
SUMMARY = "Vier Fährleute gingen in Rente, und niemand will ihre Schicht. Was die Gemeinde jetzt plant."
LINKED = f"<h3><a href=/1>{HEADLINE}</a></h3>"


def card(headline: str = LINKED, rest: str = f"<p>{SUMMARY}</p>", words: str = "x1") -> str:
    return f"<div class={words}>{headline}<div>{rest}</div></div>"


def fate(html: str, scores: Sequence[float]) -> list[Kind | None]:
    """What becomes of the blocks between two paragraphs of the article."""
    return kinds(BEFORE + html + AFTER, [0.95, *scores, 0.95])[1:-1]


def test_a_summary_goes_with_the_linked_headline_over_it() -> None:
    assert fate(card(), [0.1, 0.97]) == [TEASER, TEASER]
    assert fate(card() + card(words="x2"), [0.1, 0.97] * 2) == [TEASER] * 4


@pytest.mark.parametrize(
    ("html", "scores"),
    [
        (card(), [0.95, 0.97]),
        (card(f"<h3>{HEADLINE}</h3>"), [0.1, 0.97]),
        (card(f"<p><a href=/1>{HEADLINE}</a></p>"), [0.1, 0.97]),  # a link may follow a paragraph, too
        (card("<h3><a href=#fahrplan>Warum die Fähre nicht fährt</a></h3>"), [0.1, 0.97]),
        (card(rest=f"<p>{LONG}</p><p>{LONG}</p>"), [0.1, 0.97, 0.97]),
        (card(rest=f"<p>{LONG} {LONG} {LONG}</p>"), [0.1, 0.97]),
        ("".join(card(words=f"x{i}") for i in range(3)), [0.1, 0.97] * 3),
    ],
    ids=["the headline stays", "no link", "no heading", "own page", "two paragraphs", "long", "many"],
)
def test_other_lines_under_a_headline_stay(html: str, scores: list[float]) -> None:
    assert all(kind is None for kind, score in zip(fate(html, scores), scores, strict=True) if score > 0.9)


@pytest.mark.parametrize(
    ("html", "stays"),
    [
        ("<h3><a href=#{0}>Warum fährt die Fähre im Winter nicht?</a></h3><p>Weil der Fährmann fehlt.</p>", True),
        ("<h3><a href=/{0}>Warum fährt die Fähre im Winter nicht?</a></h3><p>Weil der Fährmann fehlt.</p>", False),
        ("<h3><a href=#{0}>Warum fährt die Fähre im Winter nicht?</a></h3><p>Drei Minuten</p>", False),
    ],
    ids=["question", "elsewhere", "no answer"],
)
def test_questions_that_unfold_their_answers_are_no_cards(html: str, stays: bool) -> None:
    found = fate("".join(f"<div class=q>{html.format(i)}</div>" for i in range(3)), [0.6] * 6)
    assert (found == [None] * 6) is stays


def row(*headlines: str) -> str:
    return "".join(f"<section><h2 class=c>{headline}</h2></section>" for headline in headlines)


def test_what_is_left_of_a_row_of_linked_headlines_goes_with_them() -> None:
    linked = [f"<a href=/{i}>{HEADLINE} {i}</a>" for i in range(3)]
    assert fate(row(*linked), [0.1, 0.9, 0.2]) == [TEASER] * 3
    assert fate(row(*linked[:2]), [0.1, 0.97]) == [TEASER, None]  # two are no row
    assert fate(row(*linked), [0.95, 0.95, 0.2]) == [None, None, TEASER]  # most of it stays
    assert fate(row(linked[0], linked[1], HEADLINE), [0.1, 0.1, 0.9])[2] is None


TOLD = f"<div class=teaser>{IMAGE}<p>{HEADLINE}</p><p>{SUMMARY}</p></div>"


def test_a_box_with_a_picture_between_paragraphs_that_calls_itself_a_teaser_goes() -> None:
    assert fate(TOLD, [0, 0.97, 0.97]) == [TEASER] * 3


@pytest.mark.parametrize(
    ("html", "scores"),
    [
        (TOLD.replace("teaser", "x1"), [0, 0.97, 0.97]),
        (TOLD.replace(IMAGE, ""), [0.97, 0.97]),
        (TOLD.replace("</div>", "<figcaption>Die Fähre</figcaption></div>"), [0, 0.97, 0.97, 0.97]),
        (TOLD * 4, [0, 0.97, 0.97] * 4),
        (TOLD + f"<h2>{HEADLINE}</h2>", [0, 0.97, 0.97, 0.97]),
    ],
    ids=["no name", "no picture", "a caption", "many", "no paragraph after it"],
)
def test_other_boxes_with_pictures_stay(html: str, scores: list[float]) -> None:
    assert all(kind in (None, Kind.CAPTION) for kind in fate(html, scores))


BELOW = f"<div><p>Kultur</p><p><a href=/1>{HEADLINE}</a></p><p>{SUMMARY}</p></div>"
OF_ONE = f"<div class=x1><a href=/1>{IMAGE}</a>{BELOW}</div>"


def test_a_picture_and_a_line_that_are_links_to_one_page_are_a_card() -> None:
    assert fate(OF_ONE, [0, 0.97, 0.97, 0.97]) == [TEASER] * 4
    assert fate(OF_ONE * 2, [0, 0.97, 0.97, 0.97] * 2) == [TEASER] * 8


@pytest.mark.parametrize(
    ("html", "scores"),
    [
        (OF_ONE.replace("<a href=/1><img", "<a href=/2><img"), [0, 0.97, 0.97, 0.97]),
        (OF_ONE.replace("href=/1", "href=https://shop.example/1"), [0, 0.97, 0.97, 0.97]),
        (OF_ONE.replace("href=/1", "href=#bild"), [0, 0.97, 0.97, 0.97]),
        (OF_ONE.replace("href=/1", "href='http://['"), [0, 0.97, 0.97, 0.97]),
        (OF_ONE.replace("href=/1", "href='javascript:void(0)'"), [0, 0.97, 0.97, 0.97]),
        (OF_ONE * 3, [0, 0.97, 0.97, 0.97] * 3),
        (OF_ONE.replace(SUMMARY, f"{LONG} {LONG}"), [0, 0.97, 0.97, 0.97]),
    ],
    ids=["two pages", "another site", "own page", "no address", "a script", "many", "a paragraph"],
)
def test_other_pictures_that_are_links_are_none(html: str, scores: list[float]) -> None:
    assert TEASER not in fate(html, scores)


LINES = (
    "Mehr Lesekomfort auch für unterwegs",
    "E-Paper und Nachrichten in einer App",
    "Jetzt die App laden",
    "Ohne Werbung",
)


def test_the_last_short_lines_of_a_pitch_go_if_they_are_worded_like_one() -> None:
    html = f"<div>{''.join(f'<p>{line}</p>' for line in LINES)}</div>"
    assert None not in fate(html, [0.97, 0.1, 0.1, 0.1])
    other = html.replace(LINES[0], "Der Rat beriet am Dienstag")
    assert fate(other, [0.97, 0.1, 0.1, 0.1])[0] is None


def test_a_label_over_a_pitch_goes_with_it() -> None:
    pitch = "<p>Jetzt den Newsletter abonnieren</p><p>Jeden Morgen kostenlos in Ihrem Postfach</p>"
    assert fate(f"<div><p>Der Bote</p>{pitch}</div>", [0.9, 0.1, 0.1])[0] is Kind.NEWSLETTER
    assert fate(f"<div><p>Der Rat beriet am Dienstag</p>{pitch}</div>", [0.97, 0.1, 0.1])[0] is None


CALL = "<section><h4>Immer nah dran</h4><p>Was am Fluss geschieht, auch unterwegs.</p>{}</section>"
BUTTON, ELSEWHERE = "<button>Los</button>", "<a href=/app>Wie es geht</a>"


@pytest.mark.parametrize(
    ("html", "scores", "gone"),
    [
        (CALL.format(ELSEWHERE), [0.6, 0.65, 0.3], True),
        (CALL.format(BUTTON), [0.6, 0.65, 0.3], True),
        (CALL.format(ELSEWHERE), [0.6, 0.75, 0.3], False),
        (CALL.format(ELSEWHERE), [0.6, 0.65, 0.6], False),
        (CALL.format("<p>Und so geht es.</p>"), [0.6, 0.65, 0.3], False),
        (CALL.format(f"<p>{LONG} {LONG}</p>{ELSEWHERE}"), [0.6, 0.65, 0.65, 0.3], False),
        (CALL.replace("Was", "<a href=/fluss>Was</a>").format(ELSEWHERE), [0.6, 0.65, 0.3], False),
        (CALL.replace("Was", "Korrektur: Was").format(ELSEWHERE), [0.6, 0.65, 0.3], False),
    ],
    ids=["link", "button", "likely", "the link stays", "no call", "long", "linked", "note"],
)
def test_what_leads_to_a_link_or_button_goes_with_it(html: str, scores: list[float], gone: bool) -> None:
    assert (None not in fate(html, scores)[:2]) is gone


def test_after_the_article_s_end_other_boxes_go_by_the_model() -> None:
    assert kinds(CALL.format(ELSEWHERE) + BEFORE, [0.6, 0.65, 0.3, 0.95])[:2] == [None, None]


@pytest.mark.parametrize(
    ("html", "gone"),
    [
        (row(f"<a href=/1>{HEADLINE}</a>", f"<a href=/2>{HEADLINE}</a>"), True),
        (f"<p>{HEADLINE}</p>{row(f'<a href=/1>{HEADLINE}</a>')}", False),
        (row(f"<a href=/1>{HEADLINE}</a>"), False),
    ],
    ids=["links", "a line as well", "one link"],
)
def test_a_heading_over_nothing_but_links_goes_with_them(html: str, gone: bool) -> None:
    scores = [0.76, *[0.1] * (html.count("<h2") + html.count("<p"))]
    assert (fate(f"<section><h3>Was Sie noch backen können</h3>{html}</section>", scores)[0] is not None) is gone


def slide(caption: str) -> str:
    return f"<div><p>1 / 4</p><p>{caption}</p><p>Foto: Anna Pohl</p></div>"


def test_a_caption_goes_with_its_credit() -> None:
    assert fate(slide(SUMMARY), [0.1, 0.97, 0.1])[1:] == [Kind.CAPTION] * 2
    assert fate(slide(f"{LONG} {LONG}"), [0.1, 0.97, 0.1])[1] is None
