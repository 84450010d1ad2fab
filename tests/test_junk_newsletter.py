"""Newsletter: sign-up boxes and pitches go; sentences about newsletters and subscribing stay."""

from __future__ import annotations

import pytest

from reinschrift.model import Kind
from test_junk import check_goes, check_stays, name

MAIL = '<form action="/nl"><input type="email" name="email"><button>{}</button></form>'
GOES = (
    ("de", f"""<div class="a7"><h3>Der Morgenbote</h3><p>Unser Newsletter mit den wichtigsten Nachrichten des Tages,
        jeden
        Morgen in Ihrem Postfach.</p>{MAIL.format("Jetzt anmelden")}</div>"""),
    ("de", f"""<aside><p>Newsletter</p><p>Abonnieren Sie unseren kostenlosen Newsletter. Mit der Anmeldung stimmen Sie
        der
        Datenschutzerklärung zu.</p>{MAIL.format("Abonnieren")}</aside>"""),
    ("de", """<p><strong>Nichts mehr verpassen: <a href="/newsletter">Abonnieren Sie hier unseren Newsletter</a> und
        erhalten Sie jeden Abend das Wichtigste aus der Region.</strong></p>"""),
    ("de", '<p><a href="https://whatsapp.com/channel/1">Folgen Sie unserem WhatsApp-Kanal</a></p>'),
    ("de", f"<div><p>Dein Wochenende</p><p>Alle Termine aus dem Tal.</p>{MAIL.format('Her damit')}</div>"),
    ("en", f"""<div class="x"><h3>Sign up for our newsletter</h3><p>Get the day's top stories delivered to your inbox
        every
        morning.</p>{MAIL.format("Sign up")}</div>"""),
    ("en", """<p><em><a href="/newsletters/daily">Sign up for our daily newsletter</a> and get the best of Birchfield in
        your inbox.</em></p>"""),
    ("es", f"""<div><h4>Suscríbete a nuestra newsletter</h4><p>Recibe cada mañana en tu bandeja de entrada las noticias
        más
        importantes.</p>{MAIL.format("Suscribirme")}</div>"""),
    ("fr", f"""<div><h4>Newsletter</h4><p>Inscrivez-vous à notre newsletter et recevez chaque matin l'essentiel de
        l'actualité dans votre boîte mail.</p>{MAIL.format("S'inscrire")}</div>"""),
    ("it", f"""<div><p>Iscriviti alla nostra newsletter</p><p>Le notizie del giorno direttamente nella tua casella di
        posta.</p>{MAIL.format("Iscriviti")}</div>"""),
    ("it", """<p><em>Iscriviti alla newsletter "Buongiorno Alpe": le notizie della valle ogni mattina.</em>
        <a href="/posta">Clicca qui</a></p>"""),
    ("nl", f"""<div><p>Schrijf je in voor onze nieuwsbrief</p><p>Elke ochtend het belangrijkste nieuws in je inbox.</p>
        {MAIL.format("Inschrijven")}</div>"""),
    ("pl", f"""<div><p>Zapisz się na nasz newsletter</p><p>Najważniejsze informacje na twoją skrzynkę e-mail każdego
        ranka.</p>{MAIL.format("Zapisz się")}</div>"""),
    ("pt", f"""<div><p>Assine nossa newsletter</p><p>Receba as notícias do dia diretamente na sua caixa de entrada.</p>
        {MAIL.format("Assinar")}</div>"""),
    ("sv", f"""<div><p>Prenumerera på vårt nyhetsbrev</p><p>Få de viktigaste nyheterna direkt i din inkorg varje
        morgon.</p>{MAIL.format("Prenumerera")}</div>"""),
    ("tr", f"""<div class="newsletter"><p>E-bültenimize abone olun</p><p>Günün haberleri her sabah e-posta
        kutunuzda.</p>
        {MAIL.format("Abone ol")}</div>"""),
    ("ru", f"""<div><p>Подпишитесь на нашу рассылку</p><p>Главные новости дня на вашу электронную почту.</p>
        {MAIL.format("Подписаться")}</div>"""),
    ("ja", f"""<div class="newsletter"><p>メールマガジンに登録</p><p>毎朝、主要ニュースをメールでお届けします。</p>
        {MAIL.format("登録する")}</div>"""),
    ("ko", f"""<div class="newsletter"><p>뉴스레터 구독하기</p><p>매일 아침 주요 뉴스를 이메일로 보내드립니다.</p>
        {MAIL.format("구독하기")}</div>"""),
)  # fmt: skip

STAYS = (
    ("de", """<p>Seinen Newsletter lesen inzwischen zwölftausend Menschen; wer ihn abonniert, bekommt jeden Freitag eine
        Geschichte aus dem Viertel, erzählt Roth, der das Heft am Küchentisch begonnen hat.</p>"""),
    ("de", "<p>Jetzt abonnieren viele lieber den WhatsApp-Kanal der Feuerwehr, der schneller ist.</p>"),
    ("de", """<div><p>Der Rat will sich nun jeden Monat mit der Brücke befassen und die Bürger fragen, was sie sich dort
        wünschen: Bänke, Bäume oder ein Café, wie es früher eines gab.</p><p>Das Formular:</p><input type="email">
        </div>"""),
    ("de", "<p>Der Newsletter des Vereins erscheint seit 1998 und wird in drei Sprachen verschickt.</p>"),
    ("de", """<h2>Newsletter statt Zeitung</h2><p>Roth glaubt, dass sich Leser lieber Briefe als Zeitungen
        wünschen.</p>"""),
    ("de", """<p>„Melden Sie sich für unseren Newsletter an“, stand auf dem Zettel, den die Polizei im Auto des Mannes
        fand;
        die Adresse darunter führte zu einer gefälschten Bank.</p>"""),
    ("de", "<p>Angemeldet hatten sich zu dem Lauf mehr als achthundert Kinder, sagte der Trainer am Montag.</p>"),
    ("en", """<p>Her newsletter now has forty thousand subscribers, most of whom sign up after hearing about it from a
        friend, and she writes every issue by hand before breakfast.</p>"""),
    ("en", "<p>The inbox of the ministry was flooded with complaints after the change, two officials said.</p>"),
    ("en", "<h2>Why I unsubscribed</h2><p>After the third mail in one day, Poole says, she had simply had enough.</p>"),
    ("fr", """<p>La newsletter que Paul envoie chaque dimanche à ses lecteurs est devenue en deux ans une petite
        entreprise
        de six personnes, installée au-dessus d'une boulangerie.</p>"""),
    ("es", "<p>El boletín que publica la asociación desde 1998 llega a tres mil familias, dijo ayer la alcaldesa.</p>"),
    ("pl", """<p>Biuletyn stowarzyszenia ukazuje się od 1998 roku i trafia do trzech tysięcy rodzin, mówi Hanna
        Pol.</p>"""),
    ("de", "<ul><li>Newsletter: 12 000 Abonnenten</li><li>Podcast: 3 000 Hörer</li><li>Heft: 800 Leser</li></ul>"),
    ("de", """<table><tr><th>Angebot</th><th>Preis</th></tr><tr><td>Newsletter</td><td>gratis</td></tr><tr><td>Heft</td>
        <td>12 Euro</td></tr></table>"""),
    ("de", """<h3>Kostenlos anmelden, teuer bezahlen</h3><p>„Abonnieren Sie unseren Newsletter und sichern Sie sich zehn
        Prozent“: Mit solchen Sätzen werben laut der Studie neun von zehn Händlern um die Adressen.</p>"""),
    ("fr", """<h2>Newsletters, le retour</h2><p>Elles étaient démodées, elles font vivre aujourd'hui six personnes
        au-dessus d'une boulangerie.</p>"""),
    ("cs", "<p>Newsletter města čte už třicet tisíc lidí, řekla v úterý starostka.</p>"),
    ("pt", "<p>A newsletter da cidade já tem trinta mil leitores, disse a presidente na terça-feira.</p>"),
    ("ru", "<p>Рассылку города читают уже тридцать тысяч человек, сказала мэр во вторник.</p>"),
    ("ar", "<p>قالت البلدية إن عدد المشتركين في النشرة البريدية تجاوز ثلاثين ألفا هذا العام.</p>"),
    ("ja", "<p>市の広報によると、メールマガジンの読者は三万人を超えた。</p>"),
    ("zh", "<p>市政府表示，订阅新闻简报的人已经超过三万。</p>"),
    ("ko", "<p>시는 뉴스레터 구독자가 삼만 명을 넘었다고 밝혔다.</p>"),
)  # fmt: skip


@pytest.mark.parametrize(("lang", "html"), GOES, ids=name)
def test_goes(lang: str, html: str) -> None:
    check_goes(lang, html, Kind.NEWSLETTER)


@pytest.mark.parametrize(("lang", "html"), STAYS, ids=name)
def test_stays(lang: str, html: str) -> None:
    check_stays(lang, html)


WORDED = "Hungrig auf mehr? Jeden Donnerstag schicken wir Ihnen die besten Rezepte, kostenlos. {}"


def test_what_is_worded_like_a_pitch_and_leads_to_a_sign_up_page_goes_where_it_is_doubted() -> None:
    linked = f"<p>{WORDED.format('<a href=/newsletter/rezepte>Gleich eintragen</a>')}</p>"
    check_goes("de", linked, Kind.NEWSLETTER, 0.7)
    check_stays("de", linked.replace("/newsletter/rezepte", "/rezepte"))
    check_stays(
        "de", "<p>Die Stadt schickt den <a href=/newsletter/amt>Rundbrief</a> seit 1998 an alle, sagt Pohl.</p>"
    )
