"""Pages of the corpus in languages of which it has none: the same page, with its words taken from our sentences.

Its paragraphs become an article's sentences of that language. All other words become beginnings of such sentences as
well, so that what the network learns of them is that they say nothing: menus and teasers are made of the same words as
articles. Only pitches, which are set into the page afterwards, and headings differ from them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from corpus import Row, letters, reference
from inserted import LEAST, paragraphs_of
from lxml import etree
from sentences import Sentences, number_of, part_of, plain, sentences

from reinschrift.page import from_html
from reinschrift.scripts import CLOSE_STOPS
from reinschrift.tags import NO_TEXT
from reinschrift.wordcount import CHARACTERS_A_WORD, DENSE, word_count

FROM = ("en", "de")  # languages of pages that are taken: those of which there are enough
ONE_IN = 2  # of them
HEADINGS, CELLS = ("h2", "h3", "h4"), ("td", "th")
HOLDERS = ("p", "div", "li", "blockquote", "dt", "dd", *HEADINGS, *CELLS)
COVERED = 0.8  # share of the reference that those must hold, for what else holds some of it would count as junk
FEWER = 3  # words of a text that is left as it is: as often as not it is a name
ENOUGH = 0.7  # of a paragraph's words


def translated(raw: bytes, row: Row) -> tuple[bytes, Row] | None:
    """The page in another language, and its row; None for pages that are not taken, or have few paragraphs."""
    number = number_of(row.id)
    others = sorted(set(sentences()) - set(FROM))
    page = from_html(raw, row.record.get("url"))
    gold = letters(reference(row.record))
    if not gold or not others or number % ONE_IN or (page.lang or "").split("-")[0] not in FROM:
        return None
    paragraphs = paragraphs_of(page.tree, gold)
    if len(paragraphs) < LEAST:
        return None
    language = others[number // ONE_IN % len(others)]
    writer = _Writer(sentences()[language].part(part_of(row.publisher)), random.Random(number))
    text = writer.article(page.tree, paragraphs, gold)
    if writer.covered < COVERED * len(gold):
        return None
    writer.rest(page.tree)
    page.tree.set("lang", language)
    changed = etree.tostring(page.tree, encoding="utf-8", method="html")
    record = {key: value for key, value in row.record.items() if key not in ("body", "labels")}
    return changed, replace(row, record=record | {"text": text, "lang": language})


class _Deck:
    """Sentences of which each comes once before any comes again, for what stands twice cannot be told apart."""

    def __init__(self, sentences: Sequence[str], dice: random.Random) -> None:
        self._sentences, self._dice = sentences, dice
        self._left: list[str] = []

    def drawn(self) -> str:
        """The next one."""
        if not self._left:
            self._left = self._dice.sample(self._sentences, len(self._sentences))
        return self._left.pop()


class _Writer:
    """Writes sentences of a language over a page's text; `covered` are the letters of the article that are gone."""

    def __init__(self, own: Sentences, dice: random.Random) -> None:
        self.covered = 0
        self._own, self._dice = own, dice
        self._written: set[Any] = set()
        mixed = dice.sample(own.articles, len(own.articles))
        half = len(mixed) // 2
        told, other = mixed[:half], mixed[half:]  # the article's must stand nowhere else
        self._told, self._other = _Deck(told, dice), _Deck(other, dice)

    def article(self, tree: Any, paragraphs: list[Any], gold: str) -> str:
        """Writes over the article's paragraphs, subheadings and items; what they say then, a line each. Cells are left,
        for most of them are figures and names."""
        wanted = set(paragraphs)
        lines = []
        for element in _between(tree, wanted):
            text = "".join(element.itertext())
            if element in wanted:
                said = self._prose(self._told, word_count(text))
            elif not letters(text) or letters(text) not in gold:
                continue
            elif element.tag in CELLS:
                said = text
            else:
                said = plain(self._dice.choice(self._own.items if element.tag == "li" else self._own.heads))
            self.covered += len(letters(text))
            self._over(element, said)
            lines.append(" ".join(said.split()))
        return "\n\n".join(lines)

    def _prose(self, deck: _Deck, words: int) -> str:
        """Some of these sentences, of about so many words together."""
        said = plain(deck.drawn())
        while word_count(said) < words * ENOUGH:
            said += ("" if said[-1] in CLOSE_STOPS else " ") + plain(deck.drawn())
        return said

    def _over(self, element: Any, said: str) -> None:
        for child in list(element):
            element.remove(child)
        element.text = said
        self._written.add(element)

    def rest(self, tree: Any) -> None:
        """Writes over all other text of some words the beginning of a sentence, as long as that was."""
        for element in tree.iter():
            if element.tag not in NO_TEXT and element not in self._written:
                element.text = self._beginning(element.text)
            element.tail = self._beginning(element.tail)

    def _beginning(self, text: str | None) -> str | None:
        if not text or text.isspace() or text.count(" ") < FEWER - 1:
            return text
        words = len(text.split())
        said = _first(words, self._prose(self._other, words))
        return said if word_count(said) >= FEWER else text


def _first(words: int, text: str) -> str:
    """The first words of a text, or about as many letters of one without spaces."""
    if DENSE.search(text):
        return text[: int(words * CHARACTERS_A_WORD)]
    return " ".join(text.split()[:words])


def _between(tree: Any, wanted: set[Any]) -> list[Any]:
    """The elements from the first paragraph to the last that may hold the article's text, but no others in them."""
    held = [element for element in tree.iter(*HOLDERS) if element in wanted or not _holds(element)]
    places = [i for i, element in enumerate(held) if element in wanted]
    return held[places[0] : places[-1] + 1]


def _holds(element: Any) -> bool:
    """Whether other holders of text stand in an element."""
    return any(one is not element for one in element.iter(*HOLDERS))
