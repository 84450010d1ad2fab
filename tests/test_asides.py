"""Small boxes between the article's paragraphs: they stay whole, or go as the content model says."""

from __future__ import annotations

import pytest

from reinschrift.model import Kind
from test_judge import LONG, kinds

BEFORE, AFTER = f"<div><p>{LONG}</p>", f"<p>{LONG}</p></div>"
BOX = "<aside><h3>Die Brücke</h3><ul><li>Erbaut: 1931</li><li>Höhe: 34 Meter</li><li>Länge: 210 Meter</li></ul></aside>"
UNSURE = [0.9, 0.3, 0.5, 0.45, 0.55, 0.9]


def test_a_box_that_reads_half_like_the_article_stays_whole() -> None:
    assert kinds(BEFORE + BOX + AFTER, UNSURE) == [None] * 6


def test_a_list_of_which_half_stays_is_not_torn() -> None:
    points = "<ul><li>Die Brücke bleibt gesperrt</li><li>Alle Fähren fahren</li><li>Zwei Schulen haben auf</li></ul>"
    assert kinds(f"{points}<p>{LONG}</p>", [0.55, 0.55, 0.3, 0.9]) == [None] * 4
    assert kinds(f"{points}<p>{LONG}</p>", [0.55, 0.55, 0.1, 0.9]) == [None] * 4
    assert kinds(f"{points}<p>{LONG}</p>", [0.55, 0.55, 0.04, 0.9])[2] is not None
    assert kinds(f"{points}<p>{LONG}</p>", [0.55, 0.3, 0.3, 0.9])[1] is not None


FACTS = BOX.replace("<aside>", "<aside class={}>")


@pytest.mark.parametrize(
    ("words", "score", "stays"),
    [
        ("fact-box", [0.25, 0.2, 0.25, 0.1], True),
        ("fact-box", [0.25, 0.2, 0.25, 0.04], False),
        ("x1", [0.25, 0.2, 0.25, 0.1], False),
    ],
)
def test_a_box_that_calls_itself_a_fact_box_stays_as_a_whole(words: str, score: list[float], stays: bool) -> None:
    found = kinds(BEFORE + FACTS.format(words) + AFTER, [0.9, *score, 0.9])
    assert (found == [None] * 6) is stays


PAIRS = ("Autorin", "Hanne Pohl", "Verlag", "Lohe", "Umfang", "210 Seiten", "Preis", "24 Euro")
TERMS = [f"<dt>{term}</dt><dd>{value}</dd>" for term, value in zip(PAIRS[::2], PAIRS[1::2], strict=True)]


@pytest.mark.parametrize(
    ("html", "score", "stays"),
    [
        (f"<dl>{''.join(TERMS)}</dl>", [0.08, 0.2] * 4, True),  # one of eight is named
        (f"<dl>{''.join(TERMS)}</dl>", [0.04, 0.2] * 4, False),
        (f"<div>{''.join(TERMS)}</div>", [0.08, 0.2] * 4, False),
        (f"<dl>{TERMS[1]}</dl>", [0.08, 0.2], False),
        (f"<dl>{''.join(TERMS)}</dl>".replace("Lohe", "<a href=/lohe>Lohe</a>"), [0.08, 0.2] * 4, False),
    ],
    ids=["data", "surely none", "no list", "one pair", "linked"],
)
def test_a_list_of_data_stays_as_a_whole(html: str, score: list[float], stays: bool) -> None:
    found = kinds(BEFORE + html + AFTER, [0.9, *score, 0.9])
    assert (found == [None] * len(found)) is stays


CELLS = ("Sand", "61", "Kies", "29", "Lehm", "41", "Newsletter", "7")
ROWS = [f"<tr><th>{name}<td>{amount}" for name, amount in zip(CELLS[::2], CELLS[1::2], strict=True)]


@pytest.mark.parametrize(
    ("html", "score", "whole"),
    [
        (f"<table>{''.join(ROWS[:3])}</table>", [0.2, 0.4, 0.3, 0.58, 0.34, 0.43], True),
        (f"<table>{''.join(ROWS[:3])}</table>", [0.2, 0.2, 0.2, 0.58, 0.2, 0.2], False),
        (f"<table>{''.join(ROWS[:3])}</table>".replace("Kies", "<a href=/kies>Kies</a>"), [0.2, 0.4, 0.3] * 2, False),
        (f"<table>{''.join(ROWS)}</table>", [0.9] * 6 + [0.3, 0.9], True),  # one of eight is named
        (f"<table>{''.join(ROWS)}</table>", [0.9] * 6 + [0.02, 0.9], False),
        (f"<table>{''.join(ROWS[:3] * 4)}</table>", [0.55] * 12 + [0.2] * 12, True),  # as many as stay
    ],
    ids=["likely", "unlikely", "linked", "one named", "surely none", "large"],
)
def test_a_table_among_paragraphs_is_not_torn(html: str, score: list[float], whole: bool) -> None:
    found = kinds(f"{BEFORE}{html}{AFTER}", [0.9, *score, 0.9])
    assert (found == [None] * len(found)) is whole


QUOTATION = "<blockquote><p>Die Brücke trägt noch hundert Jahre, und dann sehen wir weiter.</p>{}</blockquote>"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (QUOTATION.format("<footer>Hanne Pohl, Brückenwärterin</footer>"), True),
        (f"<div>{QUOTATION.format('')}<p>Hanne Pohl, Brückenwärterin</p></div>", True),
        (QUOTATION.format("<footer><a href=/pohl>Hanne Pohl, Brückenwärterin</a></footer>"), False),
        (f"{QUOTATION.format('')}<p>Hanne Pohl, Brückenwärterin</p>", False),  # no box holds the two alone
        (QUOTATION.format(f"<footer>{LONG}</footer>"), False),
        (QUOTATION.format("— Hanne Pohl (@pohl) <a href=/1>3. Mai 2026</a>"), True),
    ],
    ids=["footer", "box", "link", "beside", "long", "from a network"],
)
def test_a_quotation_keeps_the_line_that_says_whose_it_is(html: str, kept: bool) -> None:
    assert (kinds(BEFORE + html + AFTER, [0.9, 0.9, 0.03, 0.9])[2] is None) is kept


ANSWER = "<section class=q><h3>{}</h3><p>Weil der Rat es so beschlossen hat.</p></section>"
ASKED = [f"Warum bleibt die {name} stehen?" for name in ("Brücke", "Fähre", "Mühle")]


@pytest.mark.parametrize(
    ("html", "score", "stay"),
    [
        ("".join(map(ANSWER.format, ASKED)), 0.2, True),
        ("".join(map(ANSWER.format, ASKED)), 0.1, False),
        ("".join(map(ANSWER.format, ASKED[:2])), 0.2, False),
        ("".join(map(ANSWER.format, ("Die Brücke", "Die Fähre", "Die Mühle"))), 0.2, False),
        ("".join(ANSWER.format(f"<a href=#{i}>{asked}</a>") for i, asked in enumerate(ASKED)), 0.2, True),
        ("".join(ANSWER.format(f"<a href=/{i}>{asked}</a>") for i, asked in enumerate(ASKED)), 0.2, False),
        ("".join(map(ANSWER.format, ASKED)).replace("Rat", "Bote"), 0.2, False),
        ("".join(map(ANSWER.format, ASKED)).replace("hat.", "hat"), 0.2, False),
    ],
    ids=["answers", "unlikely", "two", "no questions", "folded", "linked", "about the site", "no sentences"],
)
def test_questions_with_answers_stay_behind_the_article(html: str, score: float, stay: bool) -> None:
    site, heading = "<meta property=og:site_name content=Bote>", "<h2>Was viele fragen</h2>"
    scores = [0.95] + [score] * (1 + 2 * html.count("<section"))
    found = kinds(f"{site}<main><p>{LONG}</p><div>{heading}{html}</div></main>", scores)
    assert (found == [None] * len(found)) is stay


@pytest.mark.parametrize(
    ("html", "score"),
    [
        (f"<div>{LONG}</div>{BOX}", UNSURE[:-1]),  # nothing of the article comes after it
        (BEFORE + BOX + AFTER, [0.9, 0.25, 0.3, 0.3, 0.55, 0.9]),  # on the whole, it does not read like a part of it
        (BEFORE + BOX + AFTER, [0.9, 0.1, 0.55, 0.45, 0.55, 0.9]),  # and here the heading surely is none
        (BEFORE + BOX.replace("Höhe: 34 Meter", "<a href=/1>Höhe: 34 Meter</a>") + AFTER, UNSURE),
        (BEFORE + BOX.replace("<ul>", "<button>Mehr</button><ul>") + AFTER, [*UNSURE[:2], 0.3, *UNSURE[2:]]),
        (BEFORE + BOX.replace("aside", "nav") + AFTER, UNSURE),
    ],
    ids=["at the end", "on average", "one line", "a link", "a button", "navigation"],
)
def test_other_boxes_go_by_the_content_model(html: str, score: list[float]) -> None:
    found = kinds(html, score)
    assert found[1] is Kind.CHROME or found[1] in (Kind.META, Kind.TEASER)


def test_a_pitch_beside_a_sign_up_form_goes_however_it_is_written() -> None:
    pitch = "<p>Der Talbrief bringt Ihnen jeden Freitag das Wichtigste aus unserer Region.</p>"
    form = "<form><input type=email><button>Newsletter abonnieren</button></form>"
    assert kinds(f"{BEFORE}<div>{pitch}{form}</div>{AFTER}", [0.9, 0.9, 0.1, 0.9]) == [
        None, Kind.NEWSLETTER, Kind.NEWSLETTER, None,
    ]  # fmt: skip
