"""The world's scripts: what ends a sentence, and what belongs to a word."""

from __future__ import annotations

from unicodedata import name

import pytest

from reinschrift.scripts import CLOSE_STOPS, COLONS, FULL_STOPS, SENTENCE_END, STOPS, UNSPACED, is_of_word, letters_of

MARKS = FULL_STOPS + STOPS + COLONS + CLOSE_STOPS + SENTENCE_END
SENTENCES = {
    "German": "Der Rat tagte.", "Arabic": "هل انتهى الاجتماع؟", "Urdu": "اجلاس ختم ہوا۔", "Hindi": "बैठक समाप्त हुई।",
    "Chinese": "会议结束了。", "Japanese": "会議は終わったか？", "Amharic": "ስብሰባው አለቀ።", "Armenian": "Նիստն ավարտվեց։",
    "Burmese": "အစည်းအဝေး ပြီးဆုံးသည်။", "Khmer": "កិច្ចប្រជុំបានបញ្ចប់។",
}  # fmt: skip


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_ends_in_its_scripts_own_mark(text: str) -> None:
    assert text[-1] in STOPS
    assert text[-2] not in SENTENCE_END


@pytest.mark.parametrize("mark", sorted(set(MARKS)), ids=name)
def test_no_mark_belongs_to_a_word(mark: str) -> None:
    assert not is_of_word(mark)


@pytest.mark.parametrize("text", ["straße", "2019", "हिन्दी", "বাংলাদেশের", "தமிழ்நாடு", "שָׁלוֹם", "ไปแล้ว", "e\u0301"])
def test_letters_digits_and_vowel_signs_belong_to_a_word(text: str) -> None:
    assert all(map(is_of_word, text))


@pytest.mark.parametrize("character", ["", " ", "-", "»", "\u200d", "\ufe0f", "➡", "\u20e3"], ids=ascii)
def test_other_characters_do_not(character: str) -> None:
    assert not is_of_word(character)


@pytest.mark.parametrize(
    ("character", "unspaced"),
    [("ก", True), ("ໜ", True), ("မ", True), ("ក", True), ("の", True), ("橋", True), ("한", False), ("ж", False)],
)
def test_scripts_without_spaces(character: str, unspaced: bool) -> None:
    assert (letters_of(*UNSPACED).fullmatch(character) is not None) == unspaced
