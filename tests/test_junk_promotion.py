"""Promotion: offers that end a preview, notes on affiliate links and advertisements go; news about money stays."""

from __future__ import annotations

import pytest

from reinschrift.model import Kind
from test_junk import check_goes, check_stays, name

GOES = (
    ("de", """<div class="k3"><h3>Jetzt weiterlesen mit Bote Plus</h3><p>Um diesen Artikel zu lesen, brauchen Sie ein
        Abo.
        Vier Wochen kostenlos testen, danach jederzeit kündbar.</p><button>Zum Angebot</button></div>"""),
    ("de", """<div><p>Dieser Artikel ist nur für Abonnenten.</p><p>Sie haben bereits ein
        Abo?</p><button>Anmelden</button></div>"""),
    ("de", "<p>Anzeige</p>"),
    ("de", """<p><small>Dieser Text enthält Affiliate-Links. Wenn Sie darüber einkaufen, erhalten wir eine Provision vom
        Händler; für Sie ändert sich der Preis nicht.</small></p>"""),
    ("en", """<div><h3>Subscribe to continue reading</h3><p>Already a subscriber? Log in. Get unlimited access to all
        articles for one dollar a week, cancel anytime.</p><button>Subscribe now</button></div>"""),
    ("en", "<p>Advertisement</p>"),
    ("en", """<div><p>Support independent journalism</p><p>If you value our work, please consider making a donation
        today.
        </p><button>Donate now</button></div>"""),
    ("es", """<div><p>Suscríbete para seguir leyendo</p><p>Acceso ilimitado a todos los contenidos por un euro al
        mes.</p>
        <button>Suscríbete</button></div>"""),
    ("fr", """<div><p>Cet article est réservé aux abonnés</p><p>Abonnez-vous pour lire la suite, sans engagement.</p>
        <button>Je m'abonne</button></div>"""),
    ("it", """<div><p>Questo articolo è riservato agli abbonati</p><p>Abbonati per continuare a leggere.</p>
        <button>Abbonati ora</button></div>"""),
    ("pl", """<div><p>Artykuł dostępny tylko dla subskrybentów</p><p>Aby czytać dalej, kup dostęp.</p>
        <button>Kup subskrypcję</button></div>"""),
    ("ru", "<div><p>Материал доступен только по подписке</p><button>Оформить подписку</button></div>"),
)  # fmt: skip

STAYS = (
    ("de", """<p>Das Abo für Bus und Bahn soll im kommenden Jahr 58 Euro kosten, beschlossen die Minister; wer es
        kündigen
        will, muss das bis zum Zehnten des Vormonats tun.</p>"""),
    ("de", """<p>Die Anzeige gegen den Bürgermeister wurde am Freitag zurückgezogen, bestätigte die
        Staatsanwaltschaft.</p>"""),
    ("de", "<h2>Anzeige gegen unbekannt</h2><p>Die Polizei ermittelt seit Montag und bittet Zeugen um Hinweise.</p>"),
    ("de", "<p>Der Podcast „Am Fluss“ handelt von drei Fährleuten, die sich seit dreißig Jahren nicht grüßen.</p>"),
    ("de", "<p>Mit der Spende wolle sie den Verein unterstützen, sagte die Sängerin nach ihrem Konzert im Zelt.</p>"),
    ("en", """<p>Readers who cancel a subscription should not have to make a phone call, the regulator said, and a
        trial must
        never turn into a contract without a clear warning beforehand.</p>"""),
    ("en", "<p>The advertisement showed a bridge that does not exist, and the agency has since apologised.</p>"),
    ("en", """<h2>Support for the mayor</h2><p>Nine members voted for her on Tuesday, and two of them changed
        sides.</p>"""),
    ("en", """<p>“Subscribe now and get the first month free,” the caller said, according to the court, before asking
        the
        widow for the number of her bank card.</p>"""),
    ("fr", """<p>L'abonnement aux transports coûtera cinq euros de plus à partir de janvier, a annoncé la région
        lundi.</p>"""),
    ("tr", "<p>Yeni abonelik ücreti ocak ayında yürürlüğe girecek, dedi Pol, ama öğrenciler bir şey ödemeyecek.</p>"),
    ("de", """<p>Werbung auf Facebook, Instagram und WhatsApp soll nach dem Willen des Ministers gekennzeichnet
        werden.</p>"""),
    ("es", """<h2>Publicidad engañosa</h2><p>El juez condenó a la empresa a devolver el dinero a tres mil familias,
        informó ayer.</p>"""),
)  # fmt: skip


@pytest.mark.parametrize(("lang", "html"), GOES, ids=name)
def test_goes(lang: str, html: str) -> None:
    check_goes(lang, html, Kind.PROMOTION)


@pytest.mark.parametrize(("lang", "html"), STAYS, ids=name)
def test_stays(lang: str, html: str) -> None:
    check_stays(lang, html)


CALL = "<div class={}><h3>Das Heft vom Fluss</h3><p>Vier Ausgaben im Jahr, auf gutem Papier.</p>{}</div>"
PRESSED = "<p><a href=/heft>Her damit</a></p>"


def test_a_box_that_calls_itself_a_promotion_and_ends_in_a_button_goes_whatever_it_says() -> None:
    check_goes("de", CALL.format("promo-box", PRESSED), Kind.PROMOTION)
    check_goes("de", CALL.format("promo-box", "<button>Her damit</button>"), Kind.PROMOTION)
    check_stays("de", CALL.format("x7", PRESSED))
    check_stays("de", CALL.format("promo-box", "<p>Es kostet nichts.</p>"))
    check_stays("de", CALL.format("promo-box", PRESSED) * 3)  # a page of products


def test_a_line_in_a_box_that_calls_itself_an_advertisement_goes_where_it_is_doubted() -> None:
    check_goes("de", "<div class=ad-slot><p>Auch das muss sein</p></div>", Kind.PROMOTION, 0.7)
    check_stays("de", "<div class=ad-slot><p>Auch das muss sein</p></div>")  # the model is sure of it
    check_stays("de", "<p class=ad-slot>Auch das muss sein</p>")
    check_stays("de", "<div class=x7><p>Auch das muss sein</p></div>")
