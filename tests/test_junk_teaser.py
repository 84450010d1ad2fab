"""Teasers: labelled links go with their label; subheadings over prose and lists with sentences stay."""

from __future__ import annotations

import pytest

from reinschrift.model import Kind
from test_junk import check_goes, check_stays, judged, name


def links(*titles: str) -> str:
    """A list of links."""
    return "<ul>" + "".join(f'<li><a href="/{i}">{title}</a></li>' for i, title in enumerate(titles)) + "</ul>"


GERMAN = ("Warum die Fähre im Winter nicht mehr fährt", "So teuer wird die neue Schule am Hang")
ENGLISH = ("Why the ferry stopped running in winter", "What the new school on the hill will cost")
GOES = (
    ("de", '<p>ARCHIV: <a href="/a/1">Als die Lohe im Winter zufror</a></p>'),
    ("de", '<div><span>Auch interessant</span><a href="/a/1">Wo die Lohe am tiefsten ist</a></div>'),
    ("de", f"<div><h4>Lesen Sie auch</h4>{links(*GERMAN)}</div>"),
    ("de", f"<h3>Mehr zum Thema</h3>{links(*GERMAN)}"),
    ("de", f'<p>Lesen Sie auch: <a href="/1">{GERMAN[0]}</a></p>'),
    ("de", f"""<p><strong>Lesen Sie auch</strong></p><p><a href="/1">{GERMAN[0]}</a></p><p><a
        href="/2">{GERMAN[1]}</a></p>"""),
    ("de", f'<div><p>Das könnte Sie auch interessieren</p><a href="/1"><h5>{GERMAN[0]}</h5></a></div>'),
    ("en", f"<aside><h2>Read more</h2>{links(*ENGLISH)}</aside>"),
    ("en", f"<div><p>Related articles</p>{links(*ENGLISH)}</div>"),
    ("en", f'<p><b>READ MORE: <a href="/1">{ENGLISH[0]}</a></b></p>'),
    ("es", f"""<div><p>Lea también</p>
        {links("Por qué el barco ya no sale en invierno", "Cuánto costará la escuela")}</div>"""),
    ("fr", '<p>Lire aussi : <a href="/1">Pourquoi le bac ne passe plus en hiver</a></p>'),
    ("it", f'<div><p>Leggi anche</p>{links("Perché il traghetto non va più", "Quanto costerà la scuola nuova")}</div>'),
    ("nl", '<p>Lees ook: <a href="/1">Waarom het veer in de winter niet meer vaart</a></p>'),
    ("pl", '<p>Czytaj także: <a href="/1">Dlaczego prom nie pływa już zimą</a></p>'),
    ("pt", f"""<div><p>Leia também</p>
        {links("Por que a balsa parou no inverno", "Quanto vai custar a escola nova")}</div>"""),
    ("sv", '<p>Läs också: <a href="/1">Därför går inte färjan längre på vintern</a></p>'),
    ("tr", f"""<div><p>İlginizi çekebilir</p>
        {links("Feribot kışın neden çalışmıyor", "Yeni okul kaça mal olacak")}</div>"""),
    ("ru", '<p>Читайте также: <a href="/1">Почему паром больше не ходит зимой</a></p>'),
    ("uk", '<p>Читайте також: <a href="/1">Чому пором більше не ходить узимку</a></p>'),
    ("ja", f"""<div><p>関連記事</p>
        {links("冬に渡し船が止まった理由を調べる", "丘の上の新しい学校はいくらかかるのか")}</div>"""),
    ("zh", f'<div><p>相关阅读</p>{links("为什么渡船冬天不再开行了", "山坡上的新学校要花多少钱")}</div>'),
    ("ko", f'<div><p>관련 기사</p>{links("겨울에 나룻배가 멈춘 까닭은", "언덕 위 새 학교는 얼마나 들까")}</div>'),
    ("ar", '<p>اقرأ أيضا: <a href="/1">لماذا توقفت العبارة في الشتاء</a></p>'),
    ("cs", '<p>Čtěte také: <a href="/1">Proč přívoz v zimě už nejezdí</a></p>'),
)  # fmt: skip

EXCLAIMED = """<ul><li>Fleisch: <a href=/1>Jetzt greift die Stadt endlich durch – gut so!</a></li><li>Kaffee:
    <a href=/2>Warum er immer teurer wird</a></li><li>Brot: <a href=/3>Wer backt noch selbst?</a></li></ul>"""
GOES += (
    ("de", EXCLAIMED),
    ("es", '<h3>MIRA: <a href="/1">Por qué el barco ya no sale en invierno</a></h3>'),
    ("pt", '<p>Vale o clique: <a href="/1">Por que a balsa parou no inverno</a></p>'),
    ("tr", '<p>Bir de buna bakın >> <a href="/1">Er meydanının sesi: Bir gün Cazgır ile</a></p>'),
    ("de", '<p>Weißt du noch? → <a href="/1">So lief das Derby vor einem Jahr</a></p>'),
    ("de", '<p><a href="/1">» Weißt du noch? So lief das Derby vor einem Jahr</a></p>'),
)

STAYS = (
    ("en", f"<p>The council asked for these papers before it took its vote on the bridge:</p>{links(*ENGLISH)}"),
    ("de", '<p><a href="#teil-2">» Der zweite Teil: Was die Brücke kostet</a></p>'),
    ("de", '<p><a href="/1">»Das Wehr bleibt noch viele Jahre stehen«</a></p>'),
    ("en", '<p>By: <a href="/authors/poole">Anna Poole of the Post</a></p>'),
    ("de", '<p>Quelle: <a href="https://amt.example/statistik">Jahresbericht der Brückenbehörde</a></p>'),
    ("en", '<p>Her book: <a href="https://books.example/1">The Long Way Over the Water</a></p>'),
    ("de", """<h2>Mehr zum Fall</h2><p>Die Ermittler gehen inzwischen davon aus, dass der Mann allein handelte; gesehen
        hat
        ihn nach dem Abend am Fluss niemand mehr, auch seine Schwester nicht.</p>"""),
    ("de", """<h2>Mehr zum Thema Brücken</h2><p>Brücken wie diese wurden vor dem Krieg zu Dutzenden gebaut, und die
        meisten
        tragen heute das Fünffache dessen, wofür sie gedacht waren.</p>"""),
    ("de", """<ul><li>Die <a href="/1">Brücke am Markt</a> wurde 1911 gebaut und gilt als baufällig.</li><li>Die <a
        href="/2">
        Brücke am Wehr</a> stammt von 1926 und wird gerade erneuert.</li></ul>"""),
    ("de", """<p>Lesen Sie auch einmal die Rückseite des Briefes, rät Brandt: Dort stehe in kleiner Schrift, was der
        Vertrag
        im zweiten Jahr wirklich kostet.</p>"""),
    ("de", "<p>Auch interessant fand die Jury einen Entwurf aus Holz, der am Ende aber zu teuer war.</p>"),
    ("de", """<h2>Weitere Artikel im Gesetz</h2><p>Das Gesetz hat zwölf Artikel, von denen drei geändert werden
        sollen.</p>"""),
    ("de", """<p>In einem <a href="/b">Bericht der Kommission</a> heißt es, die <a href="/s">Stadt</a> habe jahrelang
        weggesehen, obwohl die Mängel bekannt waren.</p>"""),
    ("en", """<h2>Read more, write less</h2><p>That is the advice Poole gives her pupils, who meet in the old ferry
        house on
        Thursdays and bring whatever they have written that week.</p>"""),
    ("en", """<p>Related articles of clothing were found near the river, police said, though none of them could be
        traced
        to the missing man with any certainty.</p>"""),
    ("en", """<h3>Related offences</h3><p>Two more men were charged with theft on Friday, and both denied it.</p>"""),
    ("en", """<ol><li>Read the <a href="/r">report of the inquiry</a> before the meeting.</li><li>Ask your councillor
        what
        <a href="/c">the repair will cost</a>.</li></ol>"""),
    ("fr", """<p>Lire aussi bien que possible, voilà ce que demandait la maîtresse, raconte aujourd'hui son ancien
        élève.</p>"""),
    ("es", """<p>Lea también la letra pequeña, aconseja la abogada, porque ahí está lo que el contrato cuesta de
        verdad.</p>"""),
    ("it", """<h2>Da leggere</h2><p>Il romanzo di Poli racconta la storia di un ponte e di due famiglie che vi
        abitano.</p>"""),
    ("ja", "<h2>関連する事故</h2><p>去年の秋にも同じ川で船が沈み、二人が亡くなったと警察は発表している。</p>"),
    ("ru", "<p>Читайте также мелкий шрифт, советует юрист, потому что именно там написано, сколько стоит договор.</p>"),
)  # fmt: skip


@pytest.mark.parametrize(("lang", "html"), GOES, ids=name)
def test_goes(lang: str, html: str) -> None:
    check_goes(lang, html, Kind.TEASER)


@pytest.mark.parametrize(("lang", "html"), STAYS, ids=name)
def test_stays(lang: str, html: str) -> None:
    check_stays(lang, html)


def led(host: str) -> str:
    """A list of links, each behind a word and a colon; `host` is filled with the number of each."""
    titles = (*GERMAN, "Wo die Lohe im Sommer am tiefsten ist")
    links = (f'Wort {i}: <a href="https://{host.format(i)}/a/{i}">{title}</a>' for i, title in enumerate(titles))
    return f"<ul>{''.join(f'<li>{link}</li>' for link in links)}</ul>"


def test_a_list_of_links_behind_words_goes_whatever_the_model_says() -> None:
    check_goes("de", led("bote.example"), Kind.TEASER, liked=0.99)


@pytest.mark.parametrize("before", ["", "<p>Die Gutachten, auf die sich der Rat bei seinem Beschluss stützt:</p>"])
def test_but_sources_on_many_sites_and_a_list_that_is_introduced_stay(before: str) -> None:
    html = f"{before}{led('bote.example' if before else 'amt{}.example')}"
    assert all(verdict.kept for _, verdict in judged("de", html, 0.99))
