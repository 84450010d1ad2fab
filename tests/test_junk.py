"""The judges on small pages that the content model likes: what every kind's table of cases is checked with."""

from __future__ import annotations

import re

import numpy as np
import pytest

from reinschrift.evidence import gather
from reinschrift.judge import judge
from reinschrift.junk import JUDGES
from reinschrift.model import Block, Kind, Page, Segments, Verdict
from reinschrift.page import from_html, from_text
from reinschrift.reasons import languages, sentence
from reinschrift.segment import segment

LIKED = 0.95  # what the content model is made to say of every block
# Two paragraphs of one invented article; the case stands between them.
PROSE = {
    "ar": (
        "قرر مجلس مدينة بيركناو مساء الثلاثاء بعد أكثر من أربع ساعات من النقاش الإبقاء على الجسر القديم فوق نهر "
        "اللوهي وترميمه بالكامل ابتداء من الربيع المقبل.",
        "وقالت رئيسة البلدية هانه بول إن هذا يوم جيد لكل من يعبر النهر سيرا على الأقدام كل صباح في طريقه إلى "
        "المدرسة أو السوق أو العمل.",
    ),
    "cs": (
        "Zastupitelé Březiny v úterý večer po více než čtyřech hodinách rozhodli, že starý most přes Lohu "
        "zůstane stát a od jara ho město nechá celý opravit za peníze z rozpočtu kraje.",
        "Starostka Hana Pohlová mluvila o dobrém dni pro všechny, kdo každé ráno chodí přes řeku pěšky do školy, "
        "na trh nebo do práce, a poděkovala sousedům za trpělivost.",
    ),
    "de": (
        "Der Stadtrat von Birkenau hat am Dienstagabend nach mehr als vier Stunden beschlossen, die alte Brücke "
        "über die Lohe zu erhalten und vom Frühjahr an von Grund auf sanieren zu lassen.",
        "Bürgermeisterin Hanne Pohl sprach von einem guten Tag für alle, die jeden Morgen zu Fuß über den Fluss "
        "in die Schule, auf den Markt oder zur Arbeit gehen, und dankte den Nachbarn für ihre Geduld.",
    ),
    "en": (
        "The council of Birchfield decided on Tuesday night, after more than four hours, to keep the old bridge "
        "over the Lowe and to have it repaired from the ground up starting next spring.",
        "Mayor Hannah Poole spoke of a good day for everyone who walks across the river each morning to school, "
        "to the market or to work, and she thanked the neighbours for their patience.",
    ),
    "es": (
        "El pleno de Abedules decidió el martes por la noche, tras más de cuatro horas de debate, conservar el "
        "viejo puente sobre el Loja y repararlo por completo a partir de la próxima primavera.",
        "La alcaldesa Ana Polo habló de un buen día para todos los que cruzan el río a pie cada mañana camino de "
        "la escuela, del mercado o del trabajo, y dio las gracias a los vecinos por su paciencia.",
    ),
    "fr": (
        "Le conseil municipal de Boulay a décidé mardi soir, après plus de quatre heures de débat, de garder le "
        "vieux pont sur la Loue et de le faire réparer entièrement à partir du printemps prochain.",
        "La maire Hélène Paul a parlé d'une bonne journée pour tous ceux qui traversent la rivière à pied chaque "
        "matin pour aller à l'école, au marché ou au travail, et elle a remercié les voisins de leur patience.",
    ),
    "it": (
        "Il consiglio comunale di Betulla ha deciso martedì sera, dopo più di quattro ore di dibattito, di "
        "conservare il vecchio ponte sulla Loa e di farlo riparare da cima a fondo a partire dalla prossima "
        "primavera.",
        "La sindaca Anna Poli ha parlato di una buona giornata per tutti quelli che ogni mattina attraversano il "
        "fiume a piedi per andare a scuola, al mercato o al lavoro, e ha ringraziato i vicini per la pazienza.",
    ),
    "ja": (
        "白樺市の市議会は火曜日の夜、四時間を超える議論の末に、ロー川に架かる古い橋を残し、来年の春から全面的に修"
        "理することを決めた。",
        "市長の堀花子さんは、毎朝歩いて川を渡り、学校や市場や職場に向かうすべての人にとって良い一日になったと述べ"
        "、近所の人々の忍耐に感謝した。",
    ),
    "ko": (
        "자작시 의회는 화요일 밤 네 시간이 넘는 토론 끝에 로강 위의 오래된 다리를 그대로 두고 내년 봄부터 "
        "처음부터 끝까지 고치기로 결정했으며 비용은 도에서 절반을 부담하고 나머지는 시가 삼 년에 걸쳐 나누어 "
        "내기로 했다고 밝혔다.",
        "한나 시장은 매일 아침 걸어서 강을 건너 학교와 시장과 일터로 가는 모든 사람에게 좋은 날이라고 말하면서 "
        "오랫동안 공사를 기다려 준 이웃들의 인내에 진심으로 감사한다고 덧붙였고 내년 봄 첫 삽을 뜨는 날 모두를 "
        "초대하겠다고 했다.",
    ),
    "nl": (
        "De gemeenteraad van Berkenau heeft dinsdagavond na meer dan vier uur besloten de oude brug over de Lohe "
        "te behouden en haar vanaf het voorjaar van de grond af aan te laten herstellen.",
        "Burgemeester Hanne Pol sprak van een goede dag voor iedereen die elke ochtend te voet de rivier "
        "oversteekt naar school, naar de markt of naar het werk, en zij dankte de buren voor hun geduld.",
    ),
    "pl": (
        "Rada miasta Brzezina we wtorek wieczorem, po ponad czterech godzinach dyskusji, postanowiła zachować "
        "stary most na Łosze i od wiosny wyremontować go od podstaw za pieniądze z budżetu województwa i miasta.",
        "Burmistrz Hanna Pol mówiła o dobrym dniu dla wszystkich, którzy każdego ranka idą pieszo przez rzekę do "
        "szkoły, na targ albo do pracy, i podziękowała sąsiadom za ich cierpliwość w czasie długich rozmów.",
    ),
    "pt": (
        "A câmara de Bétulas decidiu na terça-feira à noite, depois de mais de quatro horas de debate, manter a "
        "velha ponte sobre o Loa e repará-la de alto a baixo a partir da próxima primavera.",
        "A presidente Ana Polo falou de um bom dia para todos os que atravessam o rio a pé todas as manhãs a "
        "caminho da escola, do mercado ou do trabalho, e elogiou a paciência dos vizinhos.",
    ),
    "ru": (
        "Городской совет Березова во вторник вечером после более чем четырёх часов споров решил сохранить старый "
        "мост через Лохе и с весны отремонтировать его от основания до перил за счёт городского и областного "
        "бюджета.",
        "Мэр Анна Поль говорила о хорошем дне для всех, кто каждое утро идёт пешком через реку в школу, на рынок "
        "или на работу, и сказала соседям спасибо за терпение во время долгих и трудных переговоров.",
    ),
    "sv": (
        "Fullmäktige i Björkna beslutade på tisdagskvällen efter mer än fyra timmar att behålla den gamla bron "
        "över Lohe och att låta reparera den från grunden med början nästa vår och för regionens pengar.",
        "Borgmästaren Hanna Pål talade om en bra dag för alla som varje morgon går till fots över floden till "
        "skolan, till torget eller till arbetet, och hon tackade grannarna för deras stora tålamod.",
    ),
    "tr": (
        "Kayın belediye meclisi salı akşamı dört saatten uzun süren bir görüşmenin ardından Lohe üzerindeki eski "
        "köprünün korunmasına ve önümüzdeki bahardan itibaren baştan sona onarılmasına karar verdi ve parayı "
        "bütçeden ayırdı.",
        "Başkan Hande Pol her sabah nehri yürüyerek geçip okula, pazara ya da işe giden herkes için iyi bir gün "
        "olduğunu söyledi ve uzun görüşmeler boyunca gösterdikleri sabır için komşulara birer birer teşekkür "
        "etti.",
    ),
    "uk": (
        "Міська рада Березова у вівторок увечері після понад чотирьох годин суперечок вирішила зберегти старий "
        "міст через Лохе і з весни відремонтувати його від підвалин до поручнів коштом міського та обласного "
        "бюджету.",
        "Мерка Ганна Поль говорила про добрий день для всіх, хто щоранку йде пішки через річку до школи, на "
        "ринок або на роботу, і щиро сказала сусідам дякую за терпіння під час довгих і важких перемовин.",
    ),
    "zh": (
        "桦林市议会星期二晚上经过四个多小时的辩论，决定保留洛河上的老桥，并从明年春天开始对它进行彻底维修，费用由"
        "省和市共同承担。",
        "市长潘汉娜说，对于每天早晨步行过河去上学、赶集或者上班的人来说，这是美好的一天，她还感谢邻居们在漫长的讨"
        "论中所表现出的耐心。",
    ),
}

Judged = list[tuple[Block, Verdict]]


def article(lang: str, html: str) -> tuple[Page, Segments]:
    """A page whose headline stands over some HTML, and its segments."""
    page = from_html(f"""<!doctype html><html lang="{lang}"><head><title>Birkenau 1234</title></head><body><main>
        <article><h1>Birkenau 1234</h1>{html}</article></main></body></html>""")
    return page, segment(page)


def judged(lang: str, html: str, liked: float = LIKED) -> Judged:
    """The blocks of a case that say something, each with its verdict; the prose around them must stay.

    `liked` is what the content model is made to say of them.
    """
    before, after = PROSE[lang]
    page, segments = article(lang, f"<p>{before}</p>{html}<p>{after}</p>")
    score = np.full(len(segments.blocks), LIKED, dtype=np.float32)
    score[2:-1] = liked
    verdicts = judge(segments, gather(page, segments), score)
    said = [(b, v) for b, v in zip(segments.blocks, verdicts, strict=True) if b.text]
    frame = [*said[:2], said[-1]]
    assert [(b.text, v.kind) for b, v in frame] == [("Birkenau 1234", None), (before, None), (after, None)]
    return said[2:-1]


def after_the_end(lang: str, html: str, liked: float = LIKED) -> Verdict:
    """What becomes of a line after the last paragraph, which the content model likes so much."""
    page, segments = article(lang, "".join(f"<p>{text}</p>" for text in PROSE[lang]) + html)
    score = np.full(len(segments.blocks), LIKED, dtype=np.float32)
    score[-1] = liked
    *verdicts, last = judge(segments, gather(page, segments), score)
    assert all(verdict.kept for verdict in verdicts)
    return last


def name(value: str) -> str:
    """What a case is called in a test's name."""
    return re.sub(r"\s*<[^>]*>\s*|\s+", " ", value).strip()[:30]


def check_goes(lang: str, html: str, kind: Kind, liked: float = LIKED) -> None:
    """All of a case is removed as `kind`, each block for a reason that can be told."""
    found = judged(lang, html, liked)
    assert found
    assert [(v.kind, b.text) for b, v in found] == [(kind, b.text) for b, _ in found]
    check_reasons(found)


def check_stays(lang: str, html: str) -> None:
    """Nothing of a case is removed."""
    assert [(v.kind, b.text, v.signs) for b, v in judged(lang, html) if not v.kept] == []


def check_reasons(found: Judged) -> None:
    for _, verdict in found:
        if verdict.kind is not None:
            assert verdict.signs
            for language in ("de", "en"):
                assert sentence(verdict.kind, verdict.signs, language).strip()


@pytest.mark.parametrize("lang", PROSE)
def test_plain_prose_stays_in_every_language(lang: str) -> None:
    before, after = PROSE[lang]
    check_stays(lang, f"<h2>{after.split()[0][:20]}</h2><p>{after}</p><blockquote><p>{before}</p></blockquote>")


@pytest.mark.parametrize("lang", PROSE)
def test_plain_prose_stays_as_extracted_text(lang: str) -> None:
    page = from_text("\n\n".join(PROSE[lang]))
    segments = segment(page)
    verdicts = judge(segments, gather(page, segments), np.full(2, LIKED, dtype=np.float32))
    assert [verdict.kept for verdict in verdicts] == [True, True]


@pytest.mark.parametrize("kind", [kind for kind, _ in JUDGES])
def test_every_kind_has_a_name_in_every_language(kind: Kind) -> None:
    assert all(sentence(kind, (), language) for language in languages())


def test_what_the_content_model_dislikes_goes_with_a_reason() -> None:
    before, after = PROSE["de"]
    html = f"<html lang=de><main><p>{before}</p><p>{after}</p><p>Kurz notiert</p></main>"
    page = from_html(html)
    segments = segment(page)
    verdicts = judge(segments, gather(page, segments), np.array([LIKED, LIKED, 0.01], dtype=np.float32))
    assert [verdict.kept for verdict in verdicts] == [True, True, False]
    check_reasons(list(zip(segments.blocks, verdicts, strict=True)))
