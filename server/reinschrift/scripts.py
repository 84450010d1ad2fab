"""What differs from one of the world's scripts to the next: the marks that end a sentence, and where words begin."""

from __future__ import annotations

import re
from unicodedata import category

# After these a sentence may follow without a space.
CLOSE_STOPS = "。！？｡"
# Of Latin and its kin, Urdu, Devanagari and its kin, Ethiopic, Armenian, Burmese, Khmer, Han.
FULL_STOPS = ".۔।॥።։။។៕。｡"
STOPS = FULL_STOPS + "!?…؟፧！？"
QUESTIONS = "?？؟፧"
COLONS = ":："
SENTENCE_END = STOPS + COLONS
ARROWS = ">»›→▸▹▶►➔➜➤⇒"  # that point to another page
# Thai and Lao, Burmese, Khmer, Kana, Han: no spaces between words.
UNSPACED = ((0x0E00, 0x0F00), (0x1000, 0x10A0), (0x1780, 0x1800), (0x3040, 0x3100), (0x3400, 0xA000))
HANGUL = (0xAC00, 0xD7B0)  # has spaces, but particles are written on to words
VARIANTS = range(0xFE00, 0xFE10)  # marks that say how the emoji before them is drawn


def letters_of(*ranges: tuple[int, int]) -> re.Pattern[str]:
    """One character of these ranges; each is the first code point and the one after the last."""
    return re.compile("[" + "".join(f"{chr(first)}-{chr(end - 1)}" for first, end in ranges) + "]")


def is_of_word(character: str) -> bool:
    """Whether a character is a letter, a digit, or a mark that belongs to the letter before it (the vowels of Indic
    scripts)."""
    if character.isalnum():
        return True
    return character > "\u02ff" and category(character) in ("Mn", "Mc") and ord(character) not in VARIANTS
