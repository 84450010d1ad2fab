"""How a text is worded: n-grams of its words, the weights they have, and what becomes of them."""

from __future__ import annotations

import numpy as np
import pytest

from reinschrift.evidence import gather
from reinschrift.evidence.wording import BITS, NAME, SIZES, ngrams, packed, summed, unpacked
from reinschrift.page import from_html
from reinschrift.segment import segment

PITCHES = (
    "Hol dir unsere App und verpasse keine Eilmeldung mehr.",
    "Unsere Redaktion schickt Ihnen jeden Morgen das Wichtigste in Ihr Postfach.",
    "Support our newsroom from as little as 3 dollars a month.",
    "Abonnez-vous à notre lettre, elle est gratuite et part chaque vendredi.",
    "Telegram kanalımıza katılın, haberler ilk size gelsin.",
    "اشترك في قناتنا على واتساب لتصلك الأخبار أولا بأول.",
    "公式LINEを友だち追加して、最新ニュースを受け取りましょう。",
    "ติดตามข่าวสารก่อนใครได้ที่ไลน์ของเรา กดเพิ่มเพื่อนเลย",
)
ARTICLES = (
    "Der Rat hat am Dienstag beschlossen, die alte Brücke zu erhalten, sagte eine Sprecherin.",
    "Nach Angaben der Polizei wurde bei dem Unfall am Montagabend niemand verletzt.",
    "The council voted on Tuesday to keep the old bridge, a spokeswoman said.",
    "Le conseil municipal a adopté mardi le budget, malgré l'opposition de trois élus.",
    "Belediye başkanı salı günü köprünün onarılacağını söyledi.",
    "وقال المتحدث باسم الوزارة إن السلطات أغلقت الجسر يوم الثلاثاء بعد الفيضانات.",
    "市議会は火曜日、古い橋を残す案を賛成多数で可決したと発表した。",
    "ผู้ว่าราชการจังหวัดกล่าวเมื่อวันอังคารว่าสะพานจะปิดซ่อมเป็นเวลาสองปี",
)


def bare(text: str) -> list[set[int]]:
    """The buckets of a text's n-grams, size by size."""
    return [set(buckets[valid].tolist()) for buckets, valid, _ in ngrams([text])]


def test_a_word_is_read_with_the_gaps_beside_it_and_no_further() -> None:
    assert [len(buckets) for buckets in bare("abo")] == [3, 2, 1]  # " ab", "abo", "bo "; " abo", "abo "; " abo "
    assert [len(buckets) for buckets in bare("abo abo")] == [3, 2, 1]
    assert bare("abo preis")[0] == bare("abo")[0] | bare("preis")[0]
    assert [len(buckets) for buckets in bare("")] == [0] * len(SIZES)


@pytest.mark.parametrize(
    "text", ["abo  preis", " abo preis ", "abo, preis.", "«abo» – preis", "abo 😀 preis", "abo\tpreis"]
)
def test_what_stands_between_words_is_one_gap(text: str) -> None:
    assert bare(text) == bare("abo preis")


def test_digits_are_all_the_same_and_signs_are_read() -> None:
    assert bare("für 9 euro") == bare("für 3 euro") == bare("für ٣ euro")
    assert bare("5 €") != bare("5 $") != bare("5")
    assert bare("schon dabei?") != bare("schon dabei.")


def test_words_of_scripts_without_spaces_are_read_as_they_run_on() -> None:
    assert bare("友だち追加")[0] > bare("友だち")[0] & bare("だち追加")[0]
    assert len(bare("友だち追加")[0]) == 5


def test_several_texts_are_read_each_for_itself() -> None:
    weights = np.random.default_rng(1).normal(size=1 << BITS).astype(np.float32)
    texts = ["abo", "", " ", "ein preis für ein abo", "¿?", "友だち追加", "x" * 5000, "abo"]
    together = summed(texts, weights)
    assert np.allclose(together, [summed([text], weights)[0] for text in texts], atol=1e-5)
    assert together.dtype == np.float32
    assert together[0] == together[-1] != 0
    assert together[1] == together[2] == 0
    assert summed([], weights).shape == (0,)


def test_only_the_ends_of_a_long_text_are_read() -> None:
    weights = np.random.default_rng(1).normal(size=1 << BITS).astype(np.float32)
    start, end = "anfang " * 40, " schluss" * 20
    one, other = summed([start + "mitte " * 100 + end, start + "etwas anderes " * 300 + end], weights)
    assert one == other


def test_packed_weights_are_nearly_the_same() -> None:
    weights = np.random.default_rng(1).normal(size=1000).astype(np.float32)
    numbers, step = packed(weights)
    assert numbers.dtype == np.int8
    assert np.abs(unpacked(numbers, step) - weights).max() <= step / 2 + 1e-6
    assert unpacked(*packed(np.zeros(3, dtype=np.float32))).tolist() == [0, 0, 0]


@pytest.mark.parametrize(("pitch", "article"), list(zip(PITCHES, ARTICLES, strict=True)))
def test_pitches_are_told_from_articles_in_any_language(pitch: str, article: str) -> None:
    html = f"<p>{article}</p><p>{pitch}</p>"
    page = from_html(html)
    of_article, of_pitch = gather(page, segment(page)).columns[NAME].tolist()
    assert of_pitch > max(0.0, of_article + 1)
