"""Cue words in text: folding, word boundaries, scripts without spaces, labels by place, and which languages count."""

from __future__ import annotations

import pytest

import reinschrift.cues
from reinschrift.cues import SECTIONS, STRENGTHS, Cue, Hit, Lexicon, find, fold, language_lexicon


def found(cues: list[Cue], *texts: str) -> list[Hit]:
    """The hits of invented cues, as if no others were known."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reinschrift.cues, "language_lexicon", lambda: Lexicon.of(cues))
        return list(find([fold(text) for text in texts], "de"))


def found_in(entry: str, *texts: str, strength: str = "words") -> list[Hit]:
    """The hits of one invented entry."""
    return found([Cue("teaser", strength, "de", fold(entry.rstrip("*")), entry.endswith("*"))], *texts)


def languages_of(section: str, text: str, lang: str | None) -> set[str]:
    return {hit.cue.lang for hit in find([fold(text)], lang) if hit.cue.section == section}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LESEN SIE AUCH", "lesen sie auch"),
        ("l’abonnement", "L'ABONNEMENT"),
        ("c‘est", "c'est"),
        ("„Mehr“ «zum» ”Thema”", '"mehr" "zum" "thema"'),
        ("E‑Mail", "e-mail"),
        ("2019–2021", "2019-2021"),
        ("STRASSE", "Straße"),
        ("Știri şi știri", "Ştiri și ştiri"),
        ("إقرأ أيضاً في هذا اليوم", "اقرا ایضاً فی هذا الیوم"),
        ("اخبـــار", "اخبار"),
        ("می\u200cخوانید", "میخوانید"),
        ("oʻqing", "o'qing"),
        ("Ein\u00a0Klick", "ein klick"),
        ("zwei\nZeilen", "zwei zeilen"),
        ("zwei\nZeilen über", "zwei zeilen über"),
        ("News\u00adletter", "newsletter"),
        ("Cafe\u0301", "café"),
        ("İLGİNİZİ ÇEKEBİLİR", "ilginizi çekebilir"),
        ("DEVAMI İÇİN TIKLAYIN", "devamı için tıklayın"),
        ("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ", "διαβαστε επισης"),
        ("ПОДПИСАТЬСЯ", "подписаться"),
    ],
)
def test_folding_makes_spellings_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("text", ["naïve", "ÇOK OKUNANLAR", "„Straße“ – İzmir’de", "Ünlü I", "plain text"])
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("entry", "text", "wanted"),
    [
        ("abo", "Das Abo endet", True),
        ("abo", "Abo", True),
        ("abo", "Im Labor", False),
        ("abo", "Abonnent", False),
        ("abo", "Probeabo", False),
        ("abo", "E-Paper-Abo!", True),
        ("abo", "(abo)", True),
        ("abo", "abo2", False),
        ("abo*", "Abonnentin", True),
        ("abo*", "Abo", True),
        ("abo*", "Probeabo", False),
        ("lesen sie auch", "Lesen Sie\nauch", True),
        ("l'abonnement", "l’abonnement", True),
        ("l'abonnement", "de l’abonnement.", True),
        ("über uns", "Mehr ÜBER UNS", True),
        ("über uns", "darüber unser", False),
        ("подписка", "Подписка открыта", True),
        ("подписка", "подписками", False),
        ("подписк*", "подписками", True),
        ("購読", "今すぐ購読する", True),
        ("ニュース", "最新ニュースレター", True),
        ("구독", "지금구독하기", True),
        ("สมัคร", "กรุณาสมัครสมาชิก", True),
        ("line", "公式LINEで配信", True),
        ("line", "公式Onlineで", False),
        ("ilginizi çekebilir", "İLGİNİZİ ÇEKEBİLİR", True),
        ("tıklayın", "HABER İÇİN TIKLAYIN", True),
        ("abo", "𝕏 😀 Abo", True),
        ("abo", "➡️Abo", True),
        ("शेयर", "शेयर करें", True),
        ("शेयर", "शेयरों में गिरावट", False),
        ("शेयर*", "शेयरों में गिरावट", True),
        ("খবর", "খবরের কাগজ", False),
        ("পড়ুন", "আরও পড়ুন।", True),
        ("ትዝታ", "ትዝታ፤ አዲስ", True),
    ],
)
def test_word_boundaries(entry: str, text: str, wanted: bool) -> None:
    assert bool(found_in(entry, text)) is wanted


@pytest.mark.parametrize(
    ("text", "at_start", "whole"),
    [
        ("Lesen Sie auch", True, True),
        ("Lesen Sie auch:", True, True),
        ("→ Lesen Sie auch …", True, True),
        ("„Lesen Sie auch“", True, True),
        ("Lesen Sie auch: Die Brücke bleibt", True, False),
        ("• Lesen Sie auch die Chronik", True, False),
        ("😀 Lesen Sie auch", True, True),
    ],
)
@pytest.mark.parametrize("strength", STRENGTHS)
def test_place_of_a_cue(strength: str, text: str, at_start: bool, whole: bool) -> None:
    (hit,) = found_in("lesen sie auch", text, strength=strength)
    assert (hit.at_start, hit.whole) == (at_start, whole)


@pytest.mark.parametrize("text", ["Bitte lesen Sie auch", "7 Lesen Sie auch", f"{'Wort ' * 20} lesen Sie auch"])
def test_a_label_in_a_sentence_is_not_at_its_start(text: str) -> None:
    assert [hit for hit in found_in("lesen sie auch", text, strength="labels") if hit.at_start or hit.whole] == []
    assert len(found_in("lesen sie auch", text, strength="phrases")) == 1


def test_every_place_is_found_in_its_own_block() -> None:
    hits = found_in("abo", "Abo", "", "nichts", "ein Abo und noch ein Abo", "", "Abo")
    assert [hit.block for hit in hits] == [0, 3, 3, 5]
    assert [hit.whole for hit in hits] == [True, False, False, True]


def test_no_cue_reaches_over_the_end_of_a_block() -> None:
    assert found_in("lesen sie auch", "Lesen Sie", "auch") == []


def test_nothing_is_found_in_nothing() -> None:
    assert found_in("abo") == found_in("abo", "", "") == find([], "de") == find([""], None) == []


def test_entries_inside_one_another_are_all_found() -> None:
    cues = [Cue("share", "words", "de", text, False) for text in ("teilen", "artikel teilen", "artikel")]
    assert {hit.cue.text for hit in found(cues, "Artikel teilen")} == {cue.text for cue in cues}


def test_one_text_may_be_a_cue_of_several_kinds() -> None:
    cues = [Cue("share", "words", "de", "abo", False), Cue("meta", "labels", "de", "abo", False)]
    assert {hit.cue.section for hit in found(cues, "Abo")} == {"share", "meta"}


# -- which languages count


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("„Hol dir die App“, sagte sie", True),
        ("Sie sagte: „Ich? Hol dir die App!“", True),
        ("„Morgenpost“: Hol dir die App", False),
        ("Hol dir die „App“", False),
        ("「アプリ」と言った", True),
    ],
)
def test_cues_in_quotation_marks(text: str, quoted: bool) -> None:
    hits = found([Cue("promotion", "words", "de", fold(word), False) for word in ("hol dir", "アプリ")], text)
    assert [hit.quoted for hit in hits] == [quoted]


CONSENT = {
    "de": "Wir verwenden Cookies",
    "fr": "Nous utilisons des cookies",
    "es": "utilizamos cookies",
    "tr": "çerezleri kabul et",
}


@pytest.mark.parametrize("spoken", CONSENT)
@pytest.mark.parametrize("declared", ["ja", "en", None, "xx"])
def test_consent_is_found_in_any_language(spoken: str, declared: str | None) -> None:
    assert spoken in languages_of("consent", CONSENT[spoken], declared)


@pytest.mark.parametrize(
    ("declared", "wanted"),
    [("de", True), ("de-AT", True), ("de-Latn-CH", True), ("fr", False), ("en", False), ("xx", False)],
)
def test_other_kinds_are_found_in_the_pages_language(declared: str, wanted: bool) -> None:
    assert ("de" in languages_of("newsletter", "Newsletter abonnieren", declared)) is wanted


@pytest.mark.parametrize("declared", ["de", "ja", None])
def test_english_is_found_on_every_page(declared: str | None) -> None:
    assert "en" in languages_of("newsletter", "Sign up for our newsletter", declared)


@pytest.mark.parametrize(
    ("declared", "read_by", "text"),
    [
        *((name, "nb", "Les også") for name in ("no", "nn", "nb", "nb-NO")),
        *((name, "hr", "Pročitajte još") for name in ("hr", "bs", "bs-Latn-BA", "sh")),
        *((name, "he", "קראו גם") for name in ("he", "iw", "iw-IL")),
        *((name, "id", "Baca juga") for name in ("id", "in")),
    ],
)
def test_a_language_may_have_several_names(declared: str, read_by: str, text: str) -> None:
    assert read_by in languages_of("teaser", text, declared)


GERMAN_PAGE = ["Newsletter abonnieren", "Lesen Sie auch", "Artikel teilen", "Bildergalerie öffnen", "Lesedauer"]


def test_an_undeclared_language_is_the_one_that_speaks_most() -> None:
    hits = find([fold(text) for text in GERMAN_PAGE], None)
    assert {hit.cue.lang for hit in hits if hit.cue.section != "consent"} <= {"de", "en"}
    assert "de" in {hit.cue.lang for hit in hits}


def test_many_cues_of_another_language_outweigh_a_wrong_declaration() -> None:
    assert "de" in {hit.cue.lang for hit in find([fold(text) for text in GERMAN_PAGE], "fr")}
    assert "de" not in {hit.cue.lang for hit in find([fold(GERMAN_PAGE[1])], "fr")}


def test_a_cue_in_one_place_is_found_once() -> None:
    """Two spellings that fold to one text (Turkish ilan and İlan) would count twice."""
    lexicon = language_lexicon()
    assert [cue for group in lexicon.entries for cue in group if group.count(cue) > 1] == []


def test_every_section_and_strength_is_loaded() -> None:
    cues = [cue for group in language_lexicon().entries for cue in group]
    assert {(cue.section, cue.strength) for cue in cues} | {("editorial", "words")} == {
        (s, t) for s in SECTIONS for t in STRENGTHS
    }
    assert all(cue.text == fold(cue.text) and "*" not in cue.text for cue in cues)
