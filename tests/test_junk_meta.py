"""Meta: bylines, dates and reading times are named where the content model doubts them; by force go only a date at the
headline and the credits after the end."""

from __future__ import annotations

import pytest

from reinschrift.model import Kind
from test_judge import LONG, kinds
from test_junk import PROSE, after_the_end, check_goes, check_stays, name

DOUBTED = 0.1
NAMED = (
    ("de", "<p>Von Hanne Roth</p>"),
    ("de", '<p class="byline">Kim Roth</p>'),
    ("de", "<p>Lesezeit: 4 Minuten</p>"),
    ("en", "<p>By Kim Roth</p>"),
    ("en", '<div class="author-bio"><p>Kim Roth writes about rivers</p></div>'),
    ("en", "<p>4 min read</p>"),
)
DATED = (  # below the headline, or the lede below it
    ("de", "<p><time>12.05.2024, 18:30 Uhr</time></p>"),
    ("de", "<p>Zuletzt aktualisiert: 13. Mai 2024</p>"),
    ("de", "<p>Hanne Roth, Birkenau | 13. Mai 2024</p>"),
    ("en", "<p>By Kim Roth<br>May 3, 2026, 9:41 a.m. EDT</p>"),
    ("en", "<p>Kim Roth<br>Updated: Aug. 3, 2025 8:02 a.m.</p>"),
    ("de", "<ul><li>12.05.2024, 18:30 Uhr</li></ul>"),
    ("es", "<p>Actualizado el 13 de mayo de 2024</p>"),
    ("es", "<p><span>Ana Rota</span><span>Abedules22/02/2026 06:00h</span></p>"),
    ("fr", "<p>Publié le 13 mai 2024 à 18h30</p>"),
    ("it", "<p>Aggiornato il 13 maggio 2024</p>"),
    ("ja", "<p>2026年1月20日 7時00分</p>"),
    ("sv", "<p>Text: Alva Norr · Publicerad 4 okt 2025 kl. 08.00</p>"),
    ("tr", "<p>Yayınlanma: 11.09.2025 - 10:22</p>"),
)
STAYS = (
    ("de", "<p>Von dem alten Haus am Fluss blieb nach dem Brand nur der Schornstein stehen, sagt der Nachbar.</p>"),
    ("de", "<p>Der Autor des Buches, Kim Roth, war dreißig Jahre lang Fährmann und schreibt erst seit dem Winter.</p>"),
    ("de", "<p>12. Mai: Das Wasser steigt, die Feuerwehr sperrt die Straße am Ufer, und die Schule bleibt zu.</p>"),
    ("de", "<h2>18.30 Uhr: Der Damm bricht</h2><p>Zu dieser Zeit waren noch drei Familien in ihren Häusern.</p>"),
    ("de", "<p>Die Fähre legt am 3. Mai 2026 ab.</p>"),
    ("de", "<ul><li>3. Mai 2026, Markt</li><li>4. Mai 2026, Turnhalle</li></ul>"),
    ("de", "<p>18:05</p><p>Es regnet.</p><p>18:20</p><p>Der Damm hält.</p><p>18:41</p><p>Er bricht.</p><p>18:50</p>"),
    ("en", "<p>By Friday the river had risen by two metres, and the ferry was tied up behind the old mill.</p>"),
    ("fr", "<p>Publié en 1911, le roman raconte l'histoire de deux familles qui vivent sur le pont de Boulay.</p>"),
)


@pytest.mark.parametrize(("lang", "html"), NAMED, ids=name)
def test_goes_where_it_is_doubted(lang: str, html: str) -> None:
    check_goes(lang, html, Kind.META, DOUBTED)


@pytest.mark.parametrize(("lang", "html"), [*NAMED, *STAYS], ids=name)
def test_stays_where_it_is_liked(lang: str, html: str) -> None:
    check_stays(lang, html)


@pytest.mark.parametrize(("lang", "html"), DATED, ids=name)
def test_a_date_at_the_headline_goes(lang: str, html: str) -> None:
    check_goes(lang, html, Kind.META)


@pytest.mark.parametrize(("lang", "html"), DATED, ids=name)
def test_a_date_in_the_article_stays(lang: str, html: str) -> None:
    between = f"<p>{PROSE[lang][1]}</p>"
    check_stays(lang, f"{between}{html}")


@pytest.mark.parametrize(
    ("lang", "line"), [("de", "Von Hanne Roth"), ("en", "By Kim Roth"), ("fr", "Par Anne Roth"), ("it", "di Anna Rota")]
)
def test_a_byline_beside_the_date_goes(lang: str, line: str) -> None:
    check_goes(lang, f"<p>{line}</p><p>12.05.2024, 18:30</p>", Kind.META)
    check_stays(lang, f"<p>{line}</p>")


BYLINES = "<div class={}><p>Hanne Roth</p><p>aus Birkenau</p><p>vor 3 Stunden</p></div>"


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("<div class=by>6 Minuten</div>", True),
        ("<div class=x>6 Minuten</div>", False),
        ("<div class=by>So war es am Abend</div>", False),
        ("<div class=by>Es regnet.</div>", False),
    ],
    ids=["alike", "of another make", "long", "sentence"],
)
def test_a_line_of_one_make_with_the_date_goes(line: str, goes: bool) -> None:
    title = "<title>Die Brücke bleibt stehen</title><main><h1>Die Brücke bleibt stehen</h1>"
    found = kinds(f"{title}<div class=by>3. Mai 2026</div>{line}<p>{LONG}</p></main>", [0.5, 0.1, 0.9, 0.95])
    assert (found[2] is Kind.META) is goes



def test_a_box_that_calls_itself_a_byline_goes_as_a_whole() -> None:
    check_goes("de", BYLINES.format("byline-block"), Kind.META)
    check_stays("de", BYLINES.format("x7"))
    check_stays("de", BYLINES.format("byline-block").replace("vor 3 Stunden", "Sie war dabei."))
    check_stays("de", f"<p>{PROSE['de'][1]}</p>" * 10 + BYLINES.format("byline-block"))


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("de", "Text und Fotos: Hanne Roth"),
        ("en", "Kim Roth, kim@birchfield.example"),
        ("ko", "김해솔 기자 haesol@birken.example"),
        ("zh", "（责任编辑：宋晓）"),
    ],
)
def test_credits_after_the_end_go(lang: str, line: str) -> None:
    verdict = after_the_end(lang, f"<p>{line}</p>")
    assert verdict.kind is Kind.META


def test_in_a_footer_such_lines_speak_of_the_site() -> None:
    assert after_the_end("sv", "<footer><p>Ansvarig utgivare: Alva Norr</p></footer>", DOUBTED).kind is Kind.CHROME


@pytest.mark.parametrize(
    ("html", "score", "goes"),
    [
        ("<h2>Die Brücke bleibt stehen</h2>", 0.95, True),
        ("<h2>Streit im Rat: Die Brücke bleibt stehen</h2>", 0.4, True),
        ("<h2>Streit im Rat: Die Brücke bleibt stehen</h2>", 0.6, False),
        ("<h2>Die Brücke bleibt stehen, und der Rat streitet weiter darüber</h2>", 0.4, False),
        ("<p>Die Brücke bleibt stehen.</p>", 0.95, False),
        (f"<p>{LONG}</p><h2>Die Brücke bleibt stehen</h2>", 0.95, False),
    ],
    ids=["the same", "with its topic", "wanted", "says more", "no heading", "further down"],
)
def test_a_heading_that_repeats_the_headline_goes(html: str, score: float, goes: bool) -> None:
    title = "Die Brücke bleibt stehen"
    page = f"<title>{title}</title><main><h1>{title}</h1>{html}<p>{LONG}</p><p>{LONG}</p></main>"
    found = kinds(page, [0.5] + [score] * (html.count("<h2") + html.count("<p")) + [0.95] * 2)
    assert (Kind.META in found) is goes


def test_the_last_of_the_breadcrumbs_goes_where_the_headline_follows() -> None:
    crumbs = "<ul><li><a href=/rat>Rat</a></li><li><h1>Rat erhält Brücke in Birkenau</h1></li></ul>"
    page = f"<title>Rat erhält Brücke in Birkenau</title>{crumbs}<h2>Die Brücke bleibt stehen</h2><p>{LONG}</p>"
    assert kinds(page, [0.1, 0.9, 0.9, 0.95])[1:] == [Kind.META, None, None]
