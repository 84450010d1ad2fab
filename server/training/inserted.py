"""Pages of the corpus with sentences of ours set between their paragraphs: pitches that have to go, and sentences of
articles that read like pitches and have to stay.

A page gets some of them in the ways in which pages show pitches: set like the paragraph before them, or in a box of
their own.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from corpus import Row, letters, reference
from lxml import etree
from sentences import LINK, NO_NAME, Sentences, part_of, sentences

from reinschrift.evidence.site import site_names
from reinschrift.model import Page
from reinschrift.page import from_html

PARAGRAPH = 60  # letters of an element after which something is set,
LEAST = 3  # and how many of them a page must have
PITCHES, SENTENCES = (1, 4), (3, 7)  # how many a page gets,
LIST, FACTS = 0.6, 0.6  # and how often a list, and a box of facts, that belong to the article
SET_APART = 0.4  # share of pitches that get a box of their own,
STRESSED, BARE = 0.15, 0.15  # are set like the paragraph in italics or bold, or in a paragraph without attributes
AT_THE_END = 0.3  # share of them that follow the last paragraph
HEADED = 0.3  # share of boxes, and of paragraphs set in, that get a heading
DIRECT = 0.25  # share of boxes without one that have their text in no paragraph
LISTED, WITH_BENEFITS = 0.5, 0.08  # share of boxes of facts in which they are a list, and of pitches with one
NAMELESS = 0.4  # share of elements without a class name
ITEMS, FEW = (2, 5), (1, 3)  # of a list, and facts of a box
OPAQUE = 0.35  # share of links whose address says nothing
BOXES, HEADINGS = ("div", "div", "aside", "section"), ("h2", "h3", "h4", "strong", "p")
STRESS = ("em", "strong", "i", "b")
ADDRESSES: Mapping[str, Sequence[str]] = {
    "whatsapp": ("https://whatsapp.com/channel/0029Va{n}", "https://wa.me/{n}", "https://chat.whatsapp.com/{n}"),
    "telegram": ("https://t.me/s{n}", "https://telegram.me/s{n}"),
    "googlenews": ("https://news.google.com/publications/{n}", "https://www.google.com/preferences/source?q={n}"),
    "appstore": ("https://apps.apple.com/app/id{n}", "https://play.google.com/store/apps/details?id=n{n}", "/app"),
    "newsletter": ("/newsletter/", "/newsletters/{n}", "/service/newsletter-anmeldung", "/briefing"),
    "subscribe": ("/abo/", "/subscribe?ref={n}", "/plus/angebot", "/subscription/offer-{n}", "/digital"),
    "account": ("/login", "/account/register", "/registrieren", "/konto"),
    "donate": ("/donate", "/spenden", "/support-us", "/unterstuetzen", "/membership"),
    "shop": ("/shop/{n}", "https://shop.example/p/{n}", "https://tracking.example/aff?id={n}"),
    "article": ("/politik/artikel-{n}.html", "/news/2025/03/{n}", "/lokales/story-{n}", "/{n}", "/a/{n}"),
    "tag": ("/thema/{n}", "/topics/{n}"),
    "mail": ("mailto:redaktion{n}@site.example", "mailto:tips@site.example"),
    "video": ("/video/{n}", "/mediathek/{n}"),
    "podcast": ("/podcast/{n}", "https://open.spotify.com/show/{n}"),
    "form": ("/kontakt", "/survey/{n}", "/feedback"),
    "other": ("https://www.amt.example/{n}", "https://council.example/{n}", "https://verein.example/"),
}


class Changed(NamedTuple):
    """A page with sentences set into it, its row with those of an article in the reference, and the letters of all."""

    raw: bytes
    row: Row
    said: set[str]


def with_sentences(raw: bytes, row: Row) -> Changed | None:
    """The page with sentences set into it; None where there are none of its language, or it has few paragraphs."""
    page = from_html(raw, row.record.get("url"))
    own = sentences().get((page.lang or "").split("-")[0])
    gold = reference(row.record)
    paragraphs = paragraphs_of(page.tree, letters(gold)) if own and gold else []
    if own is None or len(paragraphs) < LEAST:
        return None
    setter = _Setter(page, own.part(part_of(row.publisher)), random.Random(row.id))
    for after, texts in setter.articles(paragraphs):
        gold = _told(gold, after, "\n\n".join(texts))
    setter.pitches(paragraphs)
    changed = etree.tostring(page.tree, encoding="utf-8", method="html")
    record = {key: value for key, value in row.record.items() if key != "body"} | {"text": gold}
    return Changed(changed, replace(row, record=record), setter.said)


def paragraphs_of(tree: Any, gold: str) -> list[Any]:
    """The elements that hold a paragraph of the reference, whole."""
    found = []
    for element in tree.iter("p", "div"):
        if element.tag == "div" and len(element):
            continue
        flat = letters("".join(element.itertext()))
        if len(flat) >= PARAGRAPH and flat in gold and element.getparent() is not None:
            found.append(element)
    return found


def _told(gold: str, after: Any, text: str) -> str:
    """The reference with a paragraph more, behind the one of an element; at its end where that is not to be found."""
    opening = " ".join("".join(after.itertext()).split())[:30]
    lines = gold.split("\n\n")
    at = next((i for i, line in enumerate(lines) if " ".join(line.split()).startswith(opening)), len(lines) - 1)
    return "\n\n".join([*lines[: at + 1], text, *lines[at + 1 :]])


class _Setter:
    """Sets sentences into a page, by chance as dice have it. `said` are the letters of all of them."""

    def __init__(self, page: Page, own: Sentences, dice: random.Random) -> None:
        self.said: set[str] = set()
        self._own, self._dice = own, dice
        self._name = next(iter(site_names(page)), None) or dice.choice(NO_NAME)

    def articles(self, paragraphs: Sequence[Any]) -> Iterator[tuple[Any, list[str]]]:
        """Sets what is an article's behind paragraphs: after which, and the texts."""
        dice, own = self._dice, self._own
        for text in self._some(own.articles, SENTENCES):
            after = dice.choice(paragraphs)
            place, head = self._headed(after)
            yield after, [*head, self._filled(_next_to(place, after.tag, dict(after.attrib)), text)]
        if dice.random() < LIST:
            after = dice.choice(paragraphs)
            place, head = self._headed(after)
            items = self._some(own.items, ITEMS)
            yield after, [*head, *self._listed(_next_to(place, dice.choice(("ul", "ul", "ol")), {}), items)]
        if dice.random() < FACTS:
            after = dice.choice(paragraphs)
            yield after, self._facts(_next_to(after, dice.choice(BOXES), self._hashed()))

    def _facts(self, box: Any) -> list[str]:
        """Fills a box with facts under a heading, as paragraphs or as a list."""
        dice, own = self._dice, self._own
        head = [self._filled(etree.SubElement(box, dice.choice(HEADINGS)), dice.choice(own.heads))]
        if dice.random() < LISTED:
            return head + self._listed(etree.SubElement(box, "ul"), self._some(own.items, ITEMS))
        facts = self._some(own.facts, FEW)
        return head + [self._filled(etree.SubElement(box, "p"), text) for text in facts]

    def _headed(self, after: Any) -> tuple[Any, list[str]]:
        """Sets a heading behind a paragraph now and then; what the next element stands behind, and the heading."""
        if self._dice.random() >= HEADED:
            return after, []
        place = _next_to(after, self._dice.choice(("h2", "h3")), {})
        return place, [self._filled(place, self._dice.choice(self._own.heads))]

    def _listed(self, box: Any, items: Sequence[str]) -> list[str]:
        return [self._filled(etree.SubElement(box, "li"), text) for text in items]

    def pitches(self, paragraphs: Sequence[Any]) -> None:
        """Sets pitches behind paragraphs, in the ways in which pages show them."""
        dice = self._dice
        for text in self._some(self._own.pitches, PITCHES):
            after = paragraphs[-1] if dice.random() < AT_THE_END else dice.choice(paragraphs)
            way = dice.random()
            if way < SET_APART:
                self._boxed(after, text)
            elif way < SET_APART + BARE:
                self._filled(_next_to(after, "p", {}), text)
            else:
                element = _next_to(after, after.tag, dict(after.attrib))
                stressed = way < SET_APART + BARE + STRESSED
                self._filled(etree.SubElement(element, dice.choice(STRESS)) if stressed else element, text)

    def _boxed(self, after: Any, text: str) -> None:
        """Sets a pitch in a box of its own, with a heading or a list of what comes with it now and then."""
        dice = self._dice
        box = _next_to(after, dice.choice(BOXES), self._hashed())
        if dice.random() < HEADED:
            self._filled(etree.SubElement(box, dice.choice(HEADINGS)), dice.choice(self._own.pitch_heads))
        direct = not len(box) and dice.random() < DIRECT
        self._filled(box if direct else etree.SubElement(box, "p", self._hashed()), text)
        if dice.random() < WITH_BENEFITS:
            self._listed(etree.SubElement(box, "ul"), self._some(self._own.benefits, ITEMS))

    def _some(self, texts: Sequence[str], count: tuple[int, int]) -> list[str]:
        """Some of the texts: as many as lie between two numbers, if there are so many."""
        return self._dice.sample(texts, min(len(texts), self._dice.randint(*count)))

    def _hashed(self) -> dict[str, str]:
        """A class name that says nothing, or none."""
        if self._dice.random() < NAMELESS:
            return {}
        return {"class": self._dice.choice(("c-", "sc-", "css-", "u", "x")) + f"{self._dice.getrandbits(28):x}"}

    def _filled(self, element: Any, text: str) -> str:
        """Writes a text into an element, with its links; what it reads then."""
        pieces = list(LINK.split(text.replace("{site}", self._name)))
        element.text = pieces[0]
        for words, kind, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            link = etree.SubElement(element, "a", href=self._address(kind))
            link.text, link.tail = words, after
        written = "".join(element.itertext())
        self.said.add(letters(written))
        return written

    def _address(self, kind: str) -> str:
        ways = ADDRESSES["article"] if self._dice.random() < OPAQUE else ADDRESSES.get(kind, ADDRESSES["other"])
        return self._dice.choice(ways).replace("{n}", str(self._dice.randrange(10**5, 10**8)))


def _next_to(after: Any, tag: str, attributes: Mapping[str, str]) -> Any:
    element = etree.Element(tag, {name: value for name, value in attributes.items() if name != "id"})
    element.tail, after.tail = after.tail, None
    after.addnext(element)
    return element
