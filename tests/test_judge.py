"""From findings to verdicts: the strongest wins, the content model's bars, boxes, pictures, and signs."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

import reinschrift.judge
from reinschrift.bars import ARTICLE, PROSE
from reinschrift.evidence import Evidence, gather
from reinschrift.judge import judge
from reinschrift.junk import JUDGES, View
from reinschrift.model import Finding, Form, Kind, Segments, Sign, Verdict
from reinschrift.page import from_html
from reinschrift.segment import segment

PAGES = sorted((Path(__file__).parent / "pages").glob("*/page.html"))
LONG = """Der Stadtrat von Birkenau hat am Dienstagabend nach mehr als vier Stunden beschlossen, die alte Brücke über
die Lohe zu erhalten und vom Frühjahr an von Grund auf sanieren zu lassen."""
PITCH = (
    "<p>Abonnieren Sie unseren kostenlosen Newsletter.</p><form><input type=email><button>Abonnieren</button></form>"
)
IMAGE = "<img src=/b.jpg width=600 height=400>"
SIGN = (Sign("prose"),)
Told = Callable[..., list[Verdict]]


def read(html: str | bytes) -> tuple[Segments, Evidence]:
    page = from_html(html)
    segments = segment(page)
    return segments, gather(page, segments)


def verdicts(html: str, score: float | Sequence[float] = 0.95) -> list[tuple[str, Kind | None]]:
    """What becomes of each block: its first two words (or its form) and the kind as which it goes."""
    segments, evidence = read(html)
    scores = np.broadcast_to(np.array(score, dtype=np.float32), len(segments.blocks))
    found = judge(segments, evidence, scores)
    return [(" ".join(b.text.split()[:2]) or b.form, v.kind) for b, v in zip(segments.blocks, found, strict=True)]


def kinds(html: str, score: float | Sequence[float] = 0.95) -> list[Kind | None]:
    return [kind for _, kind in verdicts(html, score)]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """The verdicts on a page of paragraphs, where the judges say nothing but what they are told to."""

    def verdicts_of(*said: Sequence[Finding], texts: Sequence[str] = (LONG,), score: float = 0.95) -> list[Verdict]:
        table = tuple((Kind.CHROME, lambda _, findings=findings: iter(findings)) for findings in said)
        monkeypatch.setattr(reinschrift.judge, "JUDGES", table)
        segments, evidence = read("".join(f"<p>{text}</p>" for text in texts))
        return list(judge(segments, evidence, np.full(len(texts), score, dtype=np.float32)))

    return verdicts_of


def finding(kind: Kind, strength: float, start: int = 0, end: int = 1) -> Finding:
    return Finding(kind, start, end, strength, (Sign("phrase", f"{kind} {strength}"),))


# -- which finding counts


@pytest.mark.parametrize(
    ("strengths", "winner"),
    [((1.0, 2.0), 1), ((2.0, 1.0), 0), ((1.0, 1.0), 0), ((3.0, 3.0), 0), ((0.5, 1.0), 1), ((0.5, 0.4), 0)],
)
@pytest.mark.parametrize("judges", ["two", "one"])
def test_the_strongest_finding_wins_and_the_first_of_equals(
    told: Told, strengths: tuple[float, float], winner: int, judges: str
) -> None:
    both = [finding(Kind.TEASER, strengths[0]), finding(Kind.CONSENT, strengths[1])]
    (verdict,) = told(*([one] for one in both), score=0.0) if judges == "two" else told(both, score=0.0)
    assert (verdict.kind, verdict.signs) == (both[winner].kind, both[winner].signs)


def test_judges_are_asked_in_the_order_of_their_table(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def asking(kind: Kind) -> Callable[[View], Iterator[Finding]]:
        def find(view: View) -> Iterator[Finding]:
            asked.append(kind)
            yield from ()

        return find

    monkeypatch.setattr(reinschrift.judge, "JUDGES", tuple((kind, asking(kind)) for kind, _ in JUDGES))
    kinds("<p>Eins.</p>")
    assert asked == [kind for kind, _ in JUDGES]


def test_a_finding_of_full_strength_removes_what_the_model_likes(told: Told) -> None:
    assert told([finding(Kind.TEASER, 1.0)], score=1.0)[0].kind is Kind.TEASER


def test_a_weaker_finding_only_names(told: Told) -> None:
    assert told([finding(Kind.TEASER, 0.9)], score=1.0)[0].kept
    assert told([finding(Kind.TEASER, 0.9)], score=0.0)[0].kind is Kind.TEASER


def test_blocks_of_one_finding_share_its_start(told: Told) -> None:
    found = told([finding(Kind.TEASER, 1.0, 1, 3)], texts=(LONG, "Eins zwei", "drei vier", LONG))
    assert [verdict.kind for verdict in found] == [None, Kind.TEASER, Kind.TEASER, None]
    assert found[1].start == found[2].start == 1


# -- the content model's bars


@pytest.mark.parametrize(
    ("html", "score", "kept"),
    [
        (f"<p>{LONG}</p>", PROSE + 0.02, True),
        (f"<p>{LONG}</p>", PROSE - 0.02, False),
        ("<p>Warum die Brücke bleibt</p>", ARTICLE + 0.02, True),
        ("<p>Warum die Brücke bleibt</p>", ARTICLE - 0.02, False),
        (f"<p>{LONG[:-1]}</p>", ARTICLE - 0.02, False),  # without its full stop it may be a teaser
        (f"<p>{LONG[:60]}<a href=/x>{LONG[60:]}</a></p>", ARTICLE - 0.02, False),
        (f"<p>{LONG} Dazu erschien ein Newsletter.</p>", ARTICLE - 0.02, False),
        (f"<p>{LONG} Dazu erschien ein Podcast.</p>", ARTICLE - 0.02, True),
        ("<h2>Ein Satz hat acht Wörter und einen Punkt.</h2>", ARTICLE - 0.02, True),
    ],
)
def test_prose_has_a_lower_bar_than_other_blocks(html: str, score: float, kept: bool) -> None:
    assert PROSE < ARTICLE
    elsewhere = f"<section><p>{LONG}</p>{IMAGE}</section>"
    assert (kinds(f"<main>{html}</main>{elsewhere}", [score, 0.95, 0])[0] is None) is kept


@pytest.mark.parametrize(
    ("more", "doubted", "score", "kept"),
    [
        (2, 0.05, 0.42, True),
        (2, 0.05, 0.38, False),
        (0, 0.05, 0.03, True),  # it is all of the page
        (0, 0.05, 0.01, False),
        (1, 0.95, 0.42, False),
    ],
)
def test_where_the_model_wants_no_paragraph_the_likeliest_words_have_the_lower_bar(
    more: int, doubted: float, score: float, kept: bool
) -> None:
    words, links = f"<div>{LONG[:-1]} &lt;/p&gt;</div>", f"<p><a href=/x>{LONG}</a></p>" * more
    found = kinds(f"<main>{words}{links}</main>", [score] + [doubted] * more)
    assert (found[0] is None) is kept


LEDE = "<p class=subtitle>Warum der Rat an der alten Brücke festhält</p>"
HEADLINE = "<title>Die Brücke bleibt stehen</title><h1>Die Brücke bleibt stehen</h1>"
HEADING = "<h2>Der Newsletter des Rats</h2>"
PARAGRAPH = f"<p>{LONG}</p>"
MANY = PARAGRAPH * 15  # too many for a box whose lines vouch for each other


def stays(before: str, html: str, after: str, score: float) -> bool:
    """Whether a block stays that has this score, where all around it are sure to be the article's."""
    around = [len(read(part)[0].blocks) if part else 0 for part in (before, after)]
    page = f"<main>{before}{html}{after}</main>"
    return kinds(page, [0.95] * around[0] + [score] + [0.95] * around[1])[around[0]] is None


LEDES = (
    (HEADLINE, LEDE, PARAGRAPH, 0.04, True),
    (HEADLINE, LEDE, PARAGRAPH, 0.02, False),
    (f"{HEADLINE}{IMAGE}", LEDE, PARAGRAPH, 0.12, True),
    (f"{HEADLINE}{IMAGE}", LEDE, PARAGRAPH, 0.08, False),
    (f"{HEADLINE}{IMAGE * 3}", LEDE, PARAGRAPH, 0.32, True),
    (f"{HEADLINE}{IMAGE * 3}", LEDE, PARAGRAPH, 0.18, False),
    (f"{HEADLINE}{PARAGRAPH * 6}", LEDE, "", 0.18, False),
    (HEADLINE, LEDE.replace(" class=subtitle", ""), PARAGRAPH, 0.32, True),
    (HEADLINE, LEDE.replace(" class=subtitle", ""), PARAGRAPH, 0.18, False),
    (HEADLINE, "<div>Hanne Pohl 3 Minuten 17 von 2024 bis 2026</div>", PARAGRAPH, 0.32, False),  # figures
    (HEADLINE, "<p>Warum der Rat an der alten Brücke über die Lohe festhält.</p>", PARAGRAPH, 0.07, True),  # a sentence
    (HEADLINE, "<p>Warum der Rat an der alten Brücke über die Lohe festhält.</p>", PARAGRAPH, 0.03, False),
    (HEADLINE, "<p>Warum sie in ihrem Podcast seit Jahren von der alten Brücke erzählt.</p>", PARAGRAPH, 0.07, True),
    (HEADLINE, "<p>Mit dem Newsletter nie mehr die alte Brücke verpassen, jede Woche.</p>", PARAGRAPH, 0.07, False),
    (HEADLINE, "<h2>Warum der Rat an der alten Brücke festhält</h2>", PARAGRAPH, 0.07, True),
    (f"{HEADLINE}{IMAGE}", "<h2>Warum der Rat an der alten Brücke festhält</h2>", "", 0.07, False),  # not right below
)
SUBHEADINGS = (
    (PARAGRAPH, HEADING, PARAGRAPH, 0.12, True),
    (PARAGRAPH, HEADING, PARAGRAPH, 0.08, False),
    (f"{PARAGRAPH}<div>{IMAGE}</div>", HEADING, PARAGRAPH, 0.12, True),
    (PARAGRAPH, HEADING, "<p>Kurz.</p>", 0.12, False),  # over no paragraph
    (MANY, "<h2>Das Geländer</h2>", f"<p>Für den Anstrich reichen vier Eimer:</p>{PARAGRAPH}", 0.27, True),
    (MANY, "<h2>Das Geländer</h2>", f"<p>Für den Anstrich reichen vier Eimer:</p>{PARAGRAPH}", 0.23, False),
    (MANY, "<h2>Mehr zum Thema</h2>", f"<p>Für den Anstrich reichen vier Eimer:</p>{PARAGRAPH}", 0.27, False),
    (MANY, "<h2>Das Geländer</h2>", f"<p><a href=/x>Wie man es streicht</a></p>{PARAGRAPH}", 0.27, False),
    (MANY, "<h2>Das Geländer</h2>", "<p>Für den Anstrich reichen vier Eimer:</p>", 0.27, False),  # at the end
    ("", HEADING, PARAGRAPH, 0.12, False),  # behind none
    (PARAGRAPH, "<h2><a href=/x>Der Newsletter des Rats</a></h2>", PARAGRAPH, 0.12, False),
    (PARAGRAPH, "<h2>Lesen Sie auch</h2>", PARAGRAPH, 0.12, False),  # speaks of other articles
    (f"<section>{PARAGRAPH}<p>Kurz.</p></section>", HEADING, PARAGRAPH, 0.12, False),  # in another box
)
SENTENCES = (
    (PARAGRAPH, "<p>„So war es“, sagt Pohl.</p>", "", 0.17, True),
    (PARAGRAPH, "<p>„So war es“, sagt Pohl.</p>", "", 0.13, False),
    ("", "<p>Es war ein Abend im März.</p>", PARAGRAPH, 0.17, True),
    (PARAGRAPH, "<p class=note>„So war es“, sagt Pohl.</p>", "", 0.17, False),  # in other markup
    (MANY, "<p>So war es am Fluss, sagt Pohl</p>", "", 0.17, False),  # no sentence
    (MANY, "<p>So war es am Fluss, sagt Pohl</p>", "", 0.22, True),
    (MANY, "<p>Oder auch nicht.</p>", "", 0.22, True),
    (MANY, f"<p>Auf Facebook <a href=/x>schrieb</a> Pohl: {LONG}</p>", "", 0.22, True),  # long, with a bare word
    (MANY, "<p>Auf Facebook <a href=/x>schrieb</a> Hanne Pohl, sie bleibe.</p>", "", 0.22, False),
    (MANY, "<p>Oberlohe: 12 Grad</p>", "<p>Lohe: 13 Grad</p>", 0.22, True),
    (MANY, "<p>Weitersagen dürfen Sie das gern.</p>", "", 0.22, True),  # no label
    (MANY, "<p>Weitersagen: hier</p>", "", 0.22, False),
    (MANY, "<p>Aus Birkenau berichtet Hanne Pohl</p>", "", 0.22, False),
    (MANY, "<p>Hanne Pohl</p>", "", 0.22, False),  # at the end, it may be whose article it is
    (MANY, "<div>So war es, sagt Pohl</div>", "", 0.22, False),
    (f"<section>{MANY}</section>", "<p>So war es, sagt Pohl</p>", "", 0.22, False),
    (f"<x-text>{PARAGRAPH}</x-text>" * 15, "<x-text><p>So war es am Fluss, sagt Pohl</p></x-text>", "", 0.22, True),
    (MANY, "<p>So war es <a href=/x>auf der Brücke</a></p>", "", 0.22, False),
    (MANY, "<p>Lohe: <a href=/1>Oberlohe</a>, <a href=/2>Birkenau</a>, Au</p>", "", 0.08, True),  # places
    (MANY, "<p>Lohe: <a href=/1>Oberlohe</a>, <a href=/2>Birkenau</a>, Au</p>", "", 0.01, False),
    (MANY, "<p><a href=/1>Lohe</a>: <a href=/2>Oberlohe</a>, <a href=/3>Birkenau</a>, Au</p>", "", 0.08, True),
    (MANY, "<p><a href=/1>Oberlohe</a> und <a href=/2>Birkenau, Au</a></p>", "", 0.08, False),
    (f"{MANY}{'<p>Lohe: 13 Grad</p>' * 8}", "<p>Oberlohe: 12 Grad</p>", "<p>Birkenau: 14 Grad</p>", 0.22, True),
    (f"{MANY}<h3>Lohe</h3>{'<p>Lohe: 13 Grad</p>' * 8}", "<p>Au: 12 Grad Celsius</p>", "<p>Ende</p>", 0.22, False),
    (f"<div class=t>{LONG}</div>" * 15, "<div class=t>So war es am Fluss, sagt Pohl</div>", "", 0.22, True),
    (MANY, "<p>Foto: Hanne Pohl vom Amt</p>", "", 0.22, False),  # a cue
    (MANY, "<p>Jetzt kostenlos testen und jeden Morgen das Wichtigste lesen</p>", "", 0.22, False),  # a pitch
    (PARAGRAPH, "<p>So <a href=/x>war es</a>, sagt Pohl.</p>", "", 0.17, False),
    (PARAGRAPH, "<p>Hier den Newsletter bestellen, bitte.</p>", "", 0.17, False),  # a cue
    ("<p>Es war ein Abend im März.</p>", "<p>So war es, sagt Pohl.</p>", "", 0.17, False),  # beside no paragraph
    (f"{PARAGRAPH}<div>Bitte hier klicken</div>", "<p>So war es, sagt Pohl.</p>", "", 0.17, True),
    (PARAGRAPH, "<blockquote>So war es, und so bleibt es.</blockquote>", PARAGRAPH, 0.17, True),
    (PARAGRAPH, "<blockquote>So war es, und so bleibt es.</blockquote>", f"<p>Hanne Pohl</p>{PARAGRAPH}", 0.17, True),
    (PARAGRAPH, "<blockquote>So war es, und so bleibt es.</blockquote>", "", 0.17, False),
)


@pytest.mark.parametrize(
    ("before", "html", "after", "score", "kept"),
    [
        *(pytest.param(*case, id=f"named a lede close to the headline {i}") for i, case in enumerate(LEDES)),
        *(pytest.param(*case, id=f"heading among the paragraphs {i}") for i, case in enumerate(SUBHEADINGS)),
        *(pytest.param(*case, id=f"sentence set like the paragraph beside it {i}") for i, case in enumerate(SENTENCES)),
    ],
)
def test_what_stands_as_articles_do_has_a_low_bar(before: str, html: str, after: str, score: float, kept: bool) -> None:
    assert stays(before, html, after, score) is kept


@pytest.mark.parametrize(
    ("after", "kept"), [("<h3>Wie es weitergeht</h3>", False), ("<h4>Wie es weitergeht</h4>", True), (PARAGRAPH, True)]
)
def test_a_heading_over_nothing_but_links_goes_with_them(after: str, kept: bool) -> None:
    items = "".join(f"<li><a href=/{i}>Was die neue Schule am Hang kosten wird</a></li>" for i in range(3))
    page = f"<main>{PARAGRAPH}<h3>Rund um Birkenau</h3><ul>{items}</ul>{after}{PARAGRAPH}</main>"
    scores = [0.95, 0.8, 0.1, 0.1, 0.1, 0.95] + [0.95] * (after != "")
    assert (kinds(page, scores)[1] is None) is kept


def test_a_strong_finding_of_a_named_kind_raises_the_bar(told: Told) -> None:
    doubtful = ARTICLE + 0.1
    assert told([finding(Kind.TEASER, 0.9)], score=doubtful)[0].kind is Kind.TEASER
    assert told([finding(Kind.TEASER, 0.1)], score=doubtful)[0].kept
    assert told([finding(Kind.META, 0.9)], score=doubtful)[0].kept
    assert told([finding(Kind.CHROME, 0.9)], score=doubtful)[0].kept


def test_the_headline_stays_whatever_is_said() -> None:
    html = f"<title>Lesen Sie auch</title><h1>Lesen Sie auch</h1><p>{LONG}</p>"
    assert kinds(html, [0.0, 0.9]) == [None, None]


@pytest.mark.parametrize("path", PAGES[::2], ids=lambda path: path.parent.name)
def test_nothing_goes_without_a_sign_or_stays_with_one(path: Path) -> None:
    segments, evidence = read(path.read_bytes())
    dice = np.random.default_rng(3)
    count = len(segments.blocks)
    for score in (np.zeros(count), np.ones(count), dice.random(count), dice.random(count)):
        found = judge(segments, evidence, score.astype(np.float32))
        assert len(found) == count
        assert all(verdict.signs and verdict.kind in list(Kind) for verdict in found if not verdict.kept)
        assert all(verdict == Verdict() for verdict in found if verdict.kept)


@pytest.mark.parametrize("path", PAGES[::4], ids=lambda path: path.parent.name)
def test_hidden_blocks_are_the_ones_that_go_as_hidden(path: Path) -> None:
    segments, evidence = read(path.read_bytes())
    found = judge(segments, evidence, np.ones(len(segments.blocks), dtype=np.float32))
    hidden = [block.form is Form.HIDDEN for block in segments.blocks]
    assert [verdict.kind is Kind.HIDDEN for verdict in found] == hidden


# -- boxes

NEWSLETTER = Kind.NEWSLETTER


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (f"<p>{LONG}</p><div>{PITCH}</div><p>{LONG}</p>", [None, NEWSLETTER, NEWSLETTER, None]),
        (f"<div><p>{LONG}</p>{PITCH}</div>", [None, NEWSLETTER, NEWSLETTER]),
        (f"<div>{PITCH}<p>{LONG}</p></div>", [NEWSLETTER, NEWSLETTER, None]),
        (f"<div><div><div>{PITCH}</div></div><p>{LONG}</p></div>", [NEWSLETTER, NEWSLETTER, None]),
        (f"<div class=newsletter><p>{LONG}</p>{PITCH}</div>", [None, NEWSLETTER, NEWSLETTER]),
        (f"<form class=newsletter><p>{LONG}</p><p>{LONG}</p>{PITCH}</form>", [None, None, NEWSLETTER, NEWSLETTER]),
    ],
)
def test_the_lift_stops_before_prose(html: str, wanted: list[Kind | None]) -> None:
    assert kinds(f"<main>{html}</main>") == wanted


def test_one_word_of_junk_never_takes_the_page() -> None:
    paragraphs = [f"Am {day}. Mai stand der Fluss so hoch wie seit Jahren nicht, sagte Roth." for day in range(3, 12)]
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    found = kinds(f"<main class=newsletter><form>{body}<p>Newsletter abonnieren</p></form></main>")
    assert found[:-1] == [None] * len(paragraphs)


def test_the_headline_s_box_is_never_lifted_to() -> None:
    html = f"<title>Der Fluss steigt</title><main><div><h1>Der Fluss steigt</h1>{PITCH}</div><p>{LONG}</p></main>"
    assert verdicts(html)[0] == ("Der Fluss", None)
    assert kinds(html)[1] is NEWSLETTER


def test_what_is_left_of_a_junk_box_goes_with_it() -> None:
    html = f"<main><p>{LONG}</p><div><p>Der Morgenbote</p>{PITCH}</div><p>{LONG}</p></main>"
    assert kinds(html, [0.95, 0.6, 0.3, 0.3, 0.95]) == [None, NEWSLETTER, NEWSLETTER, NEWSLETTER, None]


@pytest.mark.parametrize(
    ("lines", "scores", "gone"),
    [
        (("Was heute wichtig wird", "Jeden Morgen kostenlos in Ihrem Postfach"), (0.9, 0.1), True),
        (("Was heute wichtig wird", "Jeden Morgen kostenlos in Ihrem Postfach"), (0.97, 0.1), False),  # surely not
        (("Der Haushalt steht auf der Kippe, und niemand weiß Rat", "Kostenlos in Ihrem Postfach"), (0.9, 0.1), False),
        (("<a href=/n>Ja, das will ich lesen</a>",), (0.9,), True),
    ],
)
def test_what_stands_in_a_pitch_without_buttons_goes_with_it(
    lines: Sequence[str], scores: Sequence[float], gone: bool
) -> None:
    rest = "".join(f"<p>{line}</p>" for line in lines)
    html = f"<main><p>{LONG}</p><div><p>Jetzt den Newsletter abonnieren</p>{rest}</div><p>{LONG}</p></main>"
    assert (kinds(html, [0.95, 0.1, *scores, 0.95])[2] is not None) is gone


@pytest.mark.parametrize(("score", "gone"), [(0.45, True), (0.9, False)])
def test_a_doubted_sentence_between_what_is_gone_from_a_box_goes_too(score: float, gone: bool) -> None:
    head = "<p>Jetzt den Newsletter abonnieren</p>"
    html = f"<main><p>{LONG}</p><div>{head}<p>{LONG[:-40]}.</p><p>Kostenlos anmelden</p></div><p>{LONG}</p></main>"
    assert (kinds(html, [0.95, 0.1, score, 0.1, 0.95])[2] is not None) is gone


# -- lines of one kind


LIVE = "{}<div>20:35</div>{}<div>20.05 Uhr</div>{}<div>১৯:৪০</div>{}"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (LIVE.format(*[PARAGRAPH] * 4), True),
        (LIVE.format(*[PARAGRAPH] * 4).replace("<div>20:35</div>", ""), False),
        (LIVE.format(*(f"<p><a href=/{i}>{LONG}</a></p>" for i in range(4))), False),
        (LIVE.format(*[PARAGRAPH] * 4).replace("20:35", "Um 20:35"), False),
    ],
    ids=["three", "two", "links", "a word"],
)
def test_a_live_blog_keeps_its_times(html: str, kept: bool) -> None:
    around = f"{PARAGRAPH}{html}{PARAGRAPH}"
    blocks = read(around)[0].blocks
    scores = [0.02 if len(block.text) < 12 else 0.95 for block in blocks]
    found = [kind for kind, score in zip(kinds(around, scores), scores, strict=True) if score < 0.5]
    assert all((kind is None) is kept for kind in found)


BY_POHL = '<meta name=author content="Hanne Pohl">'


@pytest.mark.parametrize(
    ("html", "gone"),
    [
        ("<p>Hanne Pohl</p>", True),
        ("<p>Das sagt Hanne Pohl.</p>", False),
        ("<h3>Hanne Pohl</h3>", False),
        (f"<blockquote><p>{LONG}</p><footer>Hanne Pohl</footer></blockquote>", False),
    ],
)
def test_a_line_of_the_author_s_name_alone_goes(html: str, gone: bool) -> None:
    assert (Kind.META in kinds(f"{BY_POHL}{PARAGRAPH}{html}{PARAGRAPH}")) is gone


# -- pictures


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (f"<p>{LONG}</p><div>{IMAGE}{PITCH}</div><p>{LONG}</p>", [None, NEWSLETTER, NEWSLETTER, NEWSLETTER, None]),
        (f"<p>{LONG}</p><div><div>{IMAGE}</div>{PITCH}</div><p>{LONG}</p>", [None, *[NEWSLETTER] * 3, None]),
        (f"<p>{LONG}</p>{IMAGE}<p>{LONG}</p>", [None, None, None]),
        (f"<p>{LONG}</p><figure>{IMAGE}</figure><p>{LONG}</p>", [None, None, None]),
        (f"<p>{LONG}</p><figure>{IMAGE}<figcaption>Der Fluss</figcaption></figure><p>{LONG}</p>",
         [None, None, Kind.CAPTION, None]),
        (f"{IMAGE}<p>{LONG}</p>{IMAGE}", [Kind.CHROME, None, Kind.CHROME]),
        (f"<title>Der Fluss</title><h1>Der Fluss</h1>{IMAGE}<p>{LONG}</p>", [None, None, None]),
    ],
)  # fmt: skip
def test_pictures_share_the_fate_of_their_box(html: str, wanted: list[Kind | None]) -> None:
    assert kinds(f"<main>{html}</main>") == wanted


def test_a_page_of_pictures_keeps_none() -> None:
    assert kinds(f"<main>{IMAGE}{IMAGE}</main>") == [Kind.CHROME, Kind.CHROME]


def test_the_headline_stays_though_the_list_it_ends_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    crumbs = ("Rathaus und Verwaltung", "Straßen, Brücken und Wege", "Die Brücke über die Lohe bleibt")
    items = "".join(f'<li><a href="/{i}">{text}</a></li>' for i, text in enumerate(crumbs))
    segments, evidence = read(f"<title>{crumbs[-1]}</title><ul>{items}</ul><p>{LONG}</p>")
    evidence = dataclasses.replace(evidence, headline=2)
    gone = [Finding(Kind.TEASER, i, i + 1, 1.0, SIGN) for i in (0, 1)]
    monkeypatch.setattr(reinschrift.judge, "JUDGES", ((Kind.TEASER, lambda _: iter(gone)),))
    found = judge(segments, evidence, np.full(len(segments.blocks), 0.95, dtype=np.float32))
    assert [verdict.kind for verdict in found] == [Kind.TEASER, Kind.TEASER, None, None]
