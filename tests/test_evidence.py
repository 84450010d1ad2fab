"""The evidence matrix: its shape, its counts of characters, the tree of boxes, place, and odd structured data."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reinschrift.evidence import Evidence, gather
from reinschrift.evidence.boxes import BoxTree
from reinschrift.evidence.columns import by_field
from reinschrift.evidence.letters import CLASSES, UNSPACED, Characters
from reinschrift.model import Block, Box, Form, Page, Segments, Span
from reinschrift.page import from_html, from_text
from reinschrift.segment import segment
from reinschrift.wordcount import total_words, word_count

PAGES = sorted((Path(__file__).parent / "pages").glob("*/page.html"))
PROSE = (
    "Der Rat von Birkenau hat am Dienstag nach langer Beratung beschlossen, die alte Brücke zu erhalten, sagte Pohl."
)


def gathered(html: str | bytes) -> tuple[Segments, Evidence]:
    page = from_html(html)
    segments = segment(page)
    return segments, gather(page, segments)


def column(html: str, name: str) -> list[float]:
    return [round(float(value), 4) for value in gathered(html)[1].columns[name]]


# -- the matrix


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_columns_have_one_finite_row_a_block(path: Path) -> None:
    segments, evidence = gathered(path.read_bytes())
    names, values = evidence.columns.names, evidence.columns.values
    assert values.shape == (len(segments.blocks), len(names))
    assert values.dtype == np.float32
    assert np.isfinite(values).all()
    assert evidence.around.shape[0] == len(segments.boxes)
    assert evidence.boxes_of.tolist() == [block.box for block in segments.blocks]
    assert all(0 <= hit.block < len(segments.blocks) for hit in evidence.hits)


@pytest.mark.parametrize("path", PAGES[::8], ids=lambda path: path.parent.name)
def test_the_same_page_gives_the_same_evidence(path: Path) -> None:
    (_, one), (_, other) = gathered(path.read_bytes()), gathered(path.read_bytes())
    assert one.columns.names == other.columns.names
    assert np.array_equal(one.columns.values, other.columns.values)
    assert (one.hits, one.headline) == (other.hits, other.headline)


def test_no_two_columns_have_one_name() -> None:
    names = gathered("<p>Eins.</p>")[1].columns.names
    assert sorted(names) == sorted(set(names))


def test_every_page_has_the_same_columns() -> None:
    names = {tuple(gathered(path.read_bytes())[1].columns.names) for path in PAGES[::8]}
    names.add(tuple(gathered("<p>Eins.</p>")[1].columns.names))
    names.add(tuple(gathered_text("Eins.").columns.names))
    assert len(names) == 1


def gathered_text(text: str) -> Evidence:
    page = from_text(text)
    return gather(page, segment(page))


@pytest.mark.parametrize("html", ["<p>Eins.</p>", "Eins", "<h1>Kopf</h1>", "<ul><li>Punkt</ul>", "<img src=a.jpg>"])
def test_a_page_of_one_block(html: str) -> None:
    segments, evidence = gathered(html)
    assert len(segments.blocks) == len(evidence.columns.values) == 1
    assert np.isfinite(evidence.columns.values).all()


@pytest.mark.parametrize("html", ["<body></body>", "<p></p>", "<script>1</script>", "<hr>"])
def test_a_page_without_blocks(html: str) -> None:
    segments, evidence = gathered(html)
    assert segments.blocks == ()
    assert evidence.columns.values.shape == (0, len(evidence.columns.names))
    assert evidence.headline == -1


def test_a_text_set_as_a_heading_by_mistake_is_no_headline() -> None:
    segments, evidence = gathered(f"<title>Die Brücke</title><h1>Die Brücke {PROSE * 3} und</h1><h2>Die Brücke</h2>")
    assert segments.blocks[evidence.headline].text == "Die Brücke"


def test_of_plain_text_only_words_are_known() -> None:
    evidence = gathered_text(f"{PROSE}\n\nEine Zeile")
    assert evidence.is_text
    assert evidence.headline == -1
    assert evidence.columns["link share"].tolist() == [0, 0]
    assert evidence.columns["words"].tolist() == [18, 2]


# -- counts of characters

ALPHABETS = {
    "latin": "aZéÄöß ",
    "mixed": "aB. ,;:!?…\"“”„«»'’)]|•·/›→0123456789 \u00a0\n",
    "cjk": "東京都知事選挙のニュース、。！？「」『』　：；０",
    "korean": "서울시장이 오늘 다리를 다시 연다고 밝혔다.",
    "arabic": "قال رئيس البلدية، اليوم؟ ؛٠١٢٣ ",
    "persian": "۰۱۲۳ گفت، چه؟ ",
    "hindi": "नगर परिषद ने कहा। ",
    "thai": "สภาเมืองกล่าวว่า ",
    "bengali": "১২ জন বলেন। ",
    "burmese": "မြို့တော်ဝန် ပြောသည်။ ",
    "amharic": "ከንቲባው ተናገሩ። ",
    "emoji": "👍🏽 🇩🇪👩‍👩‍👧 ok.😀𠮷",
    "greek": "ΑΒγδ; Ωμ ",
}


def random_texts() -> list[str]:
    dice = random.Random(7)
    alphabets = [*ALPHABETS.values(), "".join(ALPHABETS.values())]
    texts = ["".join(dice.choices(alphabet, k=dice.randrange(40))) for alphabet in alphabets for _ in range(25)]
    dice.shuffle(texts)
    return ["", *texts, "", "", "A", ".", " ", ""]


def runs_on(text: str, index: int) -> bool:
    """Whether what follows a stop shows that no sentence ends there."""
    after = text[index + 1 : index + 2] or "\n"
    return not (text[index] in CLASSES["close stops"] or after in CLASSES["spaces"] or after in CLASSES["closing"])


def begins_word(text: str, index: int) -> bool:
    before = text[index - 1] if index else "\n"
    return before in CLASSES["spaces"] or before in CLASSES["closing"]


PLAIN: dict[str, Callable[[str], int]] = {
    **{name: (lambda text, wanted=characters: sum(c in wanted for c in text)) for name, characters in CLASSES.items()},
    "digits": lambda text: sum(c.isdecimal() for c in text),
    "uppers": lambda text: sum(c.isupper() for c in text),
    "unspaced": lambda text: sum(any(low <= ord(c) < high for low, high in UNSPACED) for c in text),
    "sentences": lambda text: sum(c in CLASSES["stops"] and not runs_on(text, i) for i, c in enumerate(text)),
    "capitals": lambda text: sum(c.isupper() and begins_word(text, i) for i, c in enumerate(text)),
}


@pytest.mark.parametrize("name", PLAIN)
def test_counts_are_those_of_plain_python(name: str) -> None:
    texts = random_texts()
    line_break = name in ("spaces", "line breaks")  # the one that ends each text is counted, too
    counted = Characters(texts).counts()[name].tolist()
    wrong = [(t, c) for t, c in zip(texts, counted, strict=True) if c != PLAIN[name](t) + line_break]
    assert wrong == []


def test_a_text_counts_the_same_alone_and_among_others() -> None:
    texts = random_texts()
    together = Characters(texts).counts()
    for i in range(0, len(texts), 17):
        alone = Characters([texts[i]]).counts()
        assert {name: counts[0] for name, counts in alone.items()} == {n: c[i] for n, c in together.items()}


def test_the_ends_of_a_text_are_of_their_classes() -> None:
    texts = random_texts()
    characters = Characters(texts)
    for name in CLASSES:
        edges = [(text or "\n")[0] in CLASSES[name] for text in texts]
        assert characters.first(name).tolist() == edges
        assert characters.last(name).tolist() == [(text or "\n")[-1] in CLASSES[name] for text in texts]


def test_no_texts_have_no_counts() -> None:
    assert all(len(counts) == 0 for counts in Characters([]).counts().values())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Eins", 1),
        ("Eins zwei\ndrei", 3),
        ("서울시장이 오늘 다리를 다시 열었다.", 5),
        ("قال رئيس البلدية اليوم", 4),
        ("東京都知事は十日、橋を直すと述べた。", 7),
        ("ເຈົ້າເມືອງກ່າວວ່າ", 7),
        ("မြို့တော်ဝန်က ပြောသည်။", 9),
        ("gut 👍", 2),
    ],
)
def test_words_are_counted_alike_for_one_text_and_for_a_page(text: str, words: int) -> None:
    assert word_count(text) == words
    if text:
        assert column(f"<p>{text.replace(chr(10), '<br>')}</p>", "words") == [words]


@pytest.mark.parametrize(
    "texts",
    [[], [""], ["ein Wort"], ["eins zwei", "", "drei\nvier"], ["„Ä“ und Ö", "ß"], ["eins", "今日は晴れ。"]],
)
def test_words_of_several_texts_are_those_of_each(texts: list[str]) -> None:
    assert total_words(texts) == sum(map(word_count, texts))


@pytest.mark.parametrize("texts", [[], ["Eins"], ["Eins", "Zwei", ""]])
def test_blocks_turned_on_their_side(texts: list[str]) -> None:
    blocks = [Block(i, text, (Span(text),), Form.PARAGRAPH, "p", box=0) for i, text in enumerate(texts)]
    fields = by_field(Block, blocks)
    for name in Block._fields:
        assert list(getattr(fields, name)) == [getattr(block, name) for block in blocks]


@pytest.mark.parametrize(
    "text",
    [
        "Der Rat tagte lange",
        "서울시장이오늘다리를다시열었다",
        "市議会は橋を残すと決めた",
        "สภาเมืองลงมติให้เก็บสะพานไว้",
        "قال رئيس البلدية اليوم",
        "Совет сохранил мост",
    ],
)
def test_the_share_of_letters_is_a_share_in_every_script(text: str) -> None:
    (share,) = column(f"<p>{text}</p>", "letter share")
    assert 0.7 < share <= 1


def test_links_and_marks_are_shares_of_the_characters() -> None:
    html = '<p>1234<a href="https://a.example/">5678</a></p><p><b>12</b>345678</p><p><a href=/x>alles</a></p>'
    assert column(html, "link share") == [0.5, 0, 1]
    assert column(html, "external") == [1, 0, 0]
    assert column(html, "strong share") == [0, 0.25, 0]
    assert column(html, "all linked") == [0, 0, 1]


# -- boxes


def walked_up(boxes: tuple[Box, ...], index: int) -> int:
    box = boxes[index]
    while box.parent >= 0:
        box = boxes[box.parent]
        if (box.start, box.end) != (boxes[index].start, boxes[index].end):
            break
    return box.index


@pytest.mark.parametrize("path", PAGES[::5], ids=lambda path: path.parent.name)
def test_up_is_the_nearest_box_with_more_blocks(path: Path) -> None:
    segments, evidence = gathered(path.read_bytes())
    assert evidence.tree.up.tolist() == [walked_up(segments.boxes, i) for i in range(len(segments.boxes))]


def test_a_box_is_as_much_as_its_blocks() -> None:
    segments, evidence = gathered("<div><p>Eins zwei</p><ul><li>drei</li><li>vier fünf</li></ul></div><p>sechs</p>")
    sums = evidence.tree.sums(evidence.columns["words"])
    for box in segments.boxes:
        assert sums[box.index] == sum(word_count(b.text) for b in segments.blocks[box.start : box.end])


def test_what_boxes_say_is_inherited_by_the_boxes_inside() -> None:
    boxes = (Box(0, -1, "body", "", 1, 0, 3), Box(1, 0, "div", "", 2, 0, 2), Box(2, 1, "p", "", 3, 0, 1))
    own = np.array([[1, 0], [0, 1], [1, 1]], dtype=np.float32)
    assert BoxTree(boxes).inherited(own).tolist() == [[1, 0], [1, 1], [2, 2]]
    assert own.tolist() == [[1, 0], [0, 1], [1, 1]]


# -- place

PLACED = f"""<title>Brücke bleibt</title><nav><a href=/>Start</a></nav><article><h1>Brücke bleibt</h1><p>{PROSE}</p>
<p>{PROSE}</p><p>Kurz.</p></article><footer>Impressum</footer>"""


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("from headline", [-1, 0, 1, 2, 3, 4]),
        ("prose before", [0, 0, 0, 0.5, 1, 1]),
        ("prose after", [1, 1, 0.5, 0, 0, 0]),
        ("prose part", [0, 0, 0.5, 0.5, 0, 0]),
        ("blocks", [6] * 6),
        ("in prose box 0.9", [0, 1, 1, 1, 1, 0]),
        ("from prose box 0.9", [-1, 0, 0, 0, 0, 1]),
        ("same text", [1, 1, 2, 2, 1, 1]),
    ],
)
def test_place(name: str, wanted: list[float]) -> None:
    assert column(PLACED, name) == wanted


CRUMBS = "<nav><ol><li><a href=/rat>Rat</a></li><li><h1>Rat erhält Brücke in Birkenau</h1></li></ol></nav>"


@pytest.mark.parametrize(
    ("html", "headline"),
    [
        (f"{CRUMBS}<h2>Die Brücke bleibt stehen</h2><p>{PROSE}</p>", "Die Brücke bleibt stehen"),
        (f"{CRUMBS}<p>Umbau</p><p>3. Mai</p><h2>Die Brücke bleibt stehen</h2>", "Die Brücke bleibt stehen"),
        (f"{CRUMBS}{'<p>Umbau</p>' * 3}<h2>Was nun kommt</h2>", "Rat erhält Brücke in Birkenau"),
        (f"{CRUMBS}<h3>Was nun kommt</h3><p>{PROSE}</p>", "Rat erhält Brücke in Birkenau"),
        (f"{CRUMBS}<p>{PROSE}</p>", "Rat erhält Brücke in Birkenau"),
        ("<h1>Rat erhält Brücke in Birkenau</h1><h2>Die Brücke bleibt stehen</h2>", "Rat erhält Brücke in Birkenau"),
        (f"<ul><li><h1>Rat erhält Brücke in Birkenau</h1><h2>Was nun kommt</h2><p>{PROSE}</p></ul>",
         "Rat erhält Brücke in Birkenau"),
    ],
    ids=["behind", "behind lines", "too far", "smaller", "none", "no breadcrumbs", "a list of articles"],
)  # fmt: skip
def test_the_headline_is_the_one_behind_the_breadcrumbs(html: str, headline: str) -> None:
    segments, evidence = gathered(f"<title>Rat erhält Brücke in Birkenau</title>{html}")
    assert segments.blocks[evidence.headline].text == headline



def test_another_article_element_is_told_from_the_headline_s() -> None:
    html = f"{PLACED}<article><h2>Andere</h2><p>{PROSE}</p></article>"
    assert column(html, "other article") == [0, -1, -1, -1, -1, 0, 1, 1]


def test_prose_before_own_and_after_make_the_whole() -> None:
    for path in PAGES[::6]:
        columns = gathered(path.read_bytes())[1].columns
        whole = columns["prose before"] + columns["prose part"] + columns["prose after"]
        assert np.allclose(whole[columns["prose words"] > 1], 1, atol=1e-4)


# -- structured data

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1.5, 10**30, "", "x", [], [None], [[]], [1, "a", {}], {}, {"name": None},
    {"name": {"name": 1}}, {"@type": None}, [{"@type": ["Person"], "name": ["A", 2, None]}], "\x00", "\ufeff",
    "<b>" * 50, "\u2029", "a\u2029b",
)  # fmt: skip
KEYS = (
    "articleBody", "description", "headline", "author", "isAccessibleForFree", "hasPart", "@type", "name", "url",
    "image", "datePublished", "publisher", "mainEntityOfPage", "inLanguage",
)  # fmt: skip


@pytest.mark.parametrize("value", ODD, ids=repr)
def test_structured_data_of_wrong_types_is_no_harm(value: Any) -> None:
    bare = from_html(PLACED)
    for key in KEYS:
        page = Page(None, bare.tree, data=({"@type": "NewsArticle", key: value},), meta=bare.meta, lang="de")
        evidence = gather(page, segment(page))
        assert np.isfinite(evidence.columns.values).all()
        assert evidence.headline == 1


@pytest.mark.parametrize(("author", "wanted"), [
    ("Hanne Pohl", 1), (["Kim Roth", "Hanne Pohl"], 1), ({"name": "Hanne Pohl"}, 1), ([{"name": ["Hanne Pohl"]}], 1),
    ("Kim Roth", 0), (None, 0), ({"url": "Hanne Pohl"}, 0),
])  # fmt: skip
def test_a_line_that_names_the_author(author: Any, wanted: float) -> None:
    bare = from_html(f"<p>Von Hanne Pohl</p><p>{PROSE}</p>")
    page = Page(None, bare.tree, data=({"@type": "NewsArticle", "author": author},))
    assert gather(page, segment(page)).columns["names author"].tolist() == [wanted, 0]


def test_the_article_body_tells_its_paragraphs() -> None:
    body = re.sub(" ", "&nbsp; ", f"<p>{PROSE}</p>") + "<p>Und noch mehr.</p>" * 20
    bare = from_html(f"<p>{PROSE}</p><p>Etwas ganz anderes, das nirgends sonst steht.</p>")
    plain = Page(None, bare.tree, data=({"@type": "NewsArticle", "articleBody": body.replace("&nbsp;", "\xa0")},))
    assert gather(plain, segment(plain)).columns["in article body"].tolist() == [1, 0]


# -- links


def links_in(*texts: str, address: str = "/a") -> str:
    return "<article>" + "".join(f"<div><a href={address}>{text}</a></div>" for text in texts) + "</article>"


def test_a_link_that_nobody_closed_is_none() -> None:
    assert column(links_in(*[f"{i}. {PROSE}" for i in range(4)]), "link share") == [0, 0, 0, 0]


@pytest.mark.parametrize(
    "html",
    [
        links_in(PROSE, PROSE, PROSE),  # too few
        links_in(*[PROSE.rstrip(".")] * 4),  # headlines
        links_in(*["Der Rat tagt."] * 4),  # short lines
        "".join(links_in(PROSE, address=f"/{i}") for i in range(4)),  # teasers, each of another article
    ],
)
def test_links_to_other_articles_are_links(html: str) -> None:
    assert set(column(html, "link share")) == {1}


def test_a_long_block_without_a_link_is_no_part_of_it() -> None:
    html = links_in(PROSE, PROSE) + f"<p>{PROSE}</p>" + links_in(PROSE, PROSE)
    assert column(html, "link share") == [0, 0, 0, 0, 0]
    assert column(html, "links") == [0, 0, 0, 0, 0]
