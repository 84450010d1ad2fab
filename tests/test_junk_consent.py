"""Consent: placeholders and banners go in any language; articles about cookies and consent stay."""

from __future__ import annotations

import pytest

from reinschrift.model import Kind
from test_junk import check_goes, check_stays, judged, name

GOES = (
    ("de", """<div class="q1"><p>Empfohlener externer Inhalt</p><p>An dieser Stelle finden Sie ein Video von YouTube.
        Wenn Sie
        es ansehen, werden personenbezogene Daten an den Anbieter übertragen und Cookies gesetzt.</p>
        <button>Inhalt anzeigen</button></div>"""),
    ("de", """<div><h4>Externer Inhalt</h4><p>Hier steht ein Beitrag von X. Ich bin damit einverstanden, dass mir
        externe
        Inhalte angezeigt werden. Mehr dazu in der Datenschutzerklärung.</p><label>Externen Inhalt
        anzeigen</label></div>"""),
    ("de", """<div id="cookie-banner" role="dialog"><p>Wir verwenden Cookies, um unsere Seite zu verbessern.</p>
        <button>Alle akzeptieren</button><button>Ablehnen</button><a href="/e">Einstellungen</a></div>"""),
    ("en", """<div class="z9"><p>This content is hosted by a third party. To view it you need to accept cookies and
        share
        data with the provider.</p><button>Accept and show content</button></div>"""),
    ("en", """<div class="cookie-notice"><p>We and our partners use cookies to store and access information on your
        device.</p><button>Accept all</button><button>Reject all</button></div>"""),
    ("de", """<div><p>Allow YouTube content? This article contains content provided by YouTube. We ask for your
        permission
        before anything is loaded, as they may be using cookies.</p><button>Accept and continue</button></div>"""),
    ("es", """<div><p>Este contenido está bloqueado porque no ha aceptado las cookies de terceros.</p>
        <button>Aceptar cookies y ver contenido</button></div>"""),
    ("es", """<div><p>Para ver este vídeo debe aceptar el uso de cookies y compartir datos personales con el
        proveedor.</p>
        <button>Aceptar cookies</button><button>Configurar cookies</button></div>"""),
    ("fr", """<div><p>Ce contenu est bloqué car vous n'avez pas accepté les cookies.</p>
        <button>Accepter les cookies</button><a href="/c">Gérer mes choix</a></div>"""),
    ("fr", """<div><p>Pour afficher ce contenu, vous devez accepter les cookies publicitaires de nos partenaires.</p>
        <button>Autoriser le contenu</button></div>"""),
    ("it", """<div class="cookie-box"><p>Questo contenuto è bloccato perché non hai accettato i cookie.</p>
        <button>Accetta tutti i cookie</button></div>"""),
    ("nl", """<div><p>Deze inhoud kan niet worden getoond omdat u cookies hebt geweigerd.</p>
        <button>Cookies accepteren</button></div>"""),
    ("pl", """<div><p>Aby wyświetlić tę treść, zaakceptuj pliki cookie i wyraź zgodę na przetwarzanie danych
        osobowych.</p><button>Akceptuję wszystkie</button></div>"""),
    ("pt", """<div id="cookies"><p>Este conteúdo está bloqueado. Para o ver tem de aceitar cookies de terceiros.</p>
        <button>Aceitar cookies</button></div>"""),
    ("tr", """<div><div><p>Bu video üçüncü taraf bir sağlayıcıdan geliyor; izlemek için çerezlere izin
        vermeniz gerekir.</p></div><p><a href="#">İzin ver ve izle</a></p></div>"""),
    ("tr", """<div><p>Haritayı dış bir hizmet yükler ve bunun için bilgisayarınıza çerez koyar.</p>
        <p><a href="#harita">Tamam, haritayı görelim</a></p></div>"""),
    ("de", """<x-consent><h3>Klangprobe von extern</h3><p>Sie wird erst geladen, wenn Sie es möchten.</p>
        <button>Laden</button><p><a href="/daten">Was dabei geschieht</a></p></x-consent>"""),
    ("sv", """<div><p>För att visa det här innehållet behöver du godkänna cookies från tredje part.</p>
        <button>Godkänn alla cookies</button></div>"""),
)  # fmt: skip

GOES += (
    ("de", """<div><p>Hier stünde ein Film.</p><p>Er kommt von anderswo und setzt Cookies, was Sie nicht
        wollten.</p><button>Dann eben doch</button></div>"""),
)
STAYS = (
    ("de", """<p>Wer eine Seite öffnet, wird gefragt, ob er Cookies akzeptieren will; die meisten drücken auf „Alle
        akzeptieren“, ohne zu lesen, was dann mit ihren Daten geschieht, sagt die Forscherin Ute Brandt.</p>"""),
    ("de", """<p>Das Gericht entschied, dass die Einwilligung in Cookies nicht durch bloßes Weitersurfen erteilt werden
        kann. Die Verbraucherzentrale hatte geklagt, weil der Knopf „Ablehnen“ fehlte.</p>"""),
    ("de", "<p>„Wir verwenden Cookies“: Diesen Satz kennt inzwischen jeder, der im Netz Zeitung liest.</p>"),
    ("de", """<h2>Was sich bei Cookies ändert</h2><p>Die neue Verordnung tritt im Mai in Kraft, teilte Kim Roth
        mit.</p>"""),
    ("de", "<p>Die Einwilligung der Patienten sei nötig gewesen, sagte Roth, doch niemand habe danach gefragt.</p>"),
    ("en", """<p>Regulators fined the firm because its banner said “We and our partners use cookies to store and access
        information on your device” but offered no way to refuse, according to the ruling published on Monday.</p>"""),
    ("en", "<p>She baked forty cookies for the fair and gave her consent to the recipe being printed.</p>"),
    ("en", """<h2 id="data-privacy">Data privacy</h2><p>The law asks too little of the firms, critics say, and too much
        of everybody else.</p>"""),
    ("en", "<h2>Consent is not enough</h2><p>The law on personal data, critics say, asks too little of the firms.</p>"),
    ("es", """<p>La ley obliga a pedir el consentimiento antes de instalar cookies, explicó la abogada, pero muchas
        páginas
        siguen sin ofrecer un botón para rechazar, según un estudio de la universidad.</p>"""),
    ("fr", """<p>Selon l'association, trois sites sur quatre déposent des cookies avant que le visiteur ait donné son
        consentement, et la commission a promis des contrôles plus fréquents dès l'automne.</p>"""),
    ("it", "<p>I biscotti, che lei chiama cookie, li ha preparati la nonna di Anna per la festa del quartiere.</p>"),
    ("tr", """<p>Yeni yasa, sitelerin çerez kullanmadan önce ziyaretçinin onayını almasını zorunlu kılıyor, dedi
        Pol.</p>"""),
    ("de", """<p>Auf dem Schild über der Tür stand:</p><blockquote><p>Wir verwenden Cookies, um Ihnen das beste Erlebnis
        zu bieten.</p></blockquote>"""),
    ("de", """<p>„Wir verwenden Cookies, um Ihnen das beste Erlebnis zu bieten. Mit einem Klick auf Akzeptieren stimmen
        Sie zu“, steht auf dem Banner der Klinik.</p>"""),
    ("de", """<ul><li>Wie Cookies und ihre Kunden zusammenfinden, ein Bericht von 2024</li><li>Was davon zu halten
        ist</li></ul><button>Mehr Quellen</button>"""),
    ("en", """<ul><li><a href="#one">Why personalized cookies matter</a></li><li><a href="#two">Privacy and compliance
        </a></li><li><a href="#three">What comes after</a></li></ul>"""),
    ("en", """<div><p>She baked cookies for the fair, as she does each year.</p><p><a href="/fair">What the fair
        was like</a></p></div>"""),
    ("de", """<p>Wie stellt man Cookies ab? So geht es: Öffnen Sie die Einstellungen, klicken Sie auf „Datenschutz“ und
        dann auf „Alle ablehnen“.</p>"""),
)  # fmt: skip


@pytest.mark.parametrize(("lang", "html"), GOES, ids=name)
def test_goes(lang: str, html: str) -> None:
    check_goes(lang, html, Kind.CONSENT)


@pytest.mark.parametrize(("lang", "html"), STAYS, ids=name)
def test_stays(lang: str, html: str) -> None:
    check_stays(lang, html)


def test_a_word_in_two_lists_counts_once_in_whatever_form() -> None:
    html = "<p>Einige Verlage lassen nur die Wahl: Cookies annehmen oder zahlen, und die Behörden sehen dabei zu.</p>"
    assert all(verdict.kept for _, verdict in judged("de", html, 0.6))
    twice = html.replace("zahlen", "der Einwilligung im Banner zustimmen")
    assert not all(verdict.kept for _, verdict in judged("de", twice, 0.6))
