"""The walk over the tree: where blocks begin and end, what form they have, and that hidden things give no text."""

from __future__ import annotations

import pytest

from reinschrift.model import Block, Form, Image, Span
from reinschrift.page import from_html, from_text
from reinschrift.segment import segment

SECRET = "geheimwort"


def blocks(html: str) -> tuple[Block, ...]:
    return segment(from_html(html)).blocks


def texts(html: str) -> list[str]:
    return [block.text for block in blocks(html) if block.text]


def forms(html: str) -> list[tuple[str, str]]:
    return [(block.form.value, block.text) for block in blocks(html) if block.form is not Form.HIDDEN]


# -- where a block begins and ends


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>Eins<br>zwei</p>", ["Eins\nzwei"]),
        ("<p>Eins <br/>\n zwei</p>", ["Eins\nzwei"]),
        ("<div>Eins<br><br>zwei</div>", ["Eins", "zwei"]),
        ("<div>Eins <br> \n <br> zwei<br><br><br>drei</div>", ["Eins", "zwei", "drei"]),
        ("<p><br><br>Eins<br></p>", ["Eins"]),
        ("<p>Eins<p>zwei", ["Eins", "zwei"]),
        ("Eins<hr>zwei", ["Eins", "zwei"]),
        ("<div><span>Eins</span><a href='/'>Zwei</a></div>", ["Eins", "Zwei"]),
        ("<div><span>Ein</span><a href='/'>mal</a></div>", ["Einmal"]),
        ("<p>Eins<a href='/'>Zwei</a></p>", ["EinsZwei"]),
        ("<div>Eins<p>zwei</p>drei</div>", ["Eins", "zwei", "drei"]),
        ("<p>Ein <b>fettes <i>und</i></b> <u>langes</u>\n Wort</p>", ["Ein fettes und langes Wort"]),
        ("<p>Ge<b>trennt</b><wbr>geschrieben</p>", ["Getrenntgeschrieben"]),
        ("<div><a href=/1>Eins</a><a href=/2>Zwei</a></div>", ["Eins", "Zwei"]),
        ("<div><a href=/1>Eins</a> <a href=/2>Zwei</a></div>", ["Eins Zwei"]),
        ("<p>Wort<a href=/1>eins</a><a href=/2>zwei</a></p>", ["Worteinszwei"]),
        ("<a href=/1><h2>Titel</h2><p>Text</p></a>", ["Titel", "Text"]),
        ("<p>Ein <button>Glossar</button> im Satz.</p>", ["Ein Glossar im Satz."]),
        ("<p>Ein <em>betontes <button>Glossar</button></em> im Satz.</p>", ["Ein betontes Glossar im Satz."]),
        ("<div>Davor<button>Knopf</button>danach</div>", ["Davor", "Knopf", "danach"]),
        ("<div><button>Ja</button><button>Nein</button></div>", ["Ja", "Nein"]),
        ("<form>Adresse<label>Mail<input type=email></label><button>Los</button></form>", ["Adresse", "Mail", "Los"]),
        ("<p>Der <x-term>Begriff</x-term> im Satz.</p>", ["Der Begriff im Satz."]),
        ("<news-card><p>Eins</p></news-card><news-card><p>Zwei</p>drei</news-card>", ["Eins", "Zwei", "drei"]),
        ("<news-card>Eins</news-card><news-card>Zwei</news-card>drei", ["Eins", "Zwei", "drei"]),
        ("<div>Der <x-term>Begriff</x-term> im Satz.</div>", ["Der Begriff im Satz."]),
        ("<div><x-a>Eins<x-a>zwei</x-a></x-a>drei</div>", ["Einszwei", "drei"]),
        ("<dl><dt>Wort</dt><dd>Sinn</dd></dl>", ["Wort", "Sinn"]),
        ("<details><summary>Kurz</summary>Lang</details>", ["Kurz", "Lang"]),
        ("<fieldset><legend>Wahl</legend>Text</fieldset>", ["Wahl", "Text"]),
        ("<p>Ein <!-- Kommentar -->Wort, ge<!-- noch einer -->teilt.</p>", ["Ein Wort, geteilt."]),
        ("<p>Eins<source src=x>zwei<embed src=x>drei<track>vier</p>", ["Einszweidreivier"]),
        ("<p>Eins</p><source src=x><p>Zwei</p><input><p>Drei</p><param><p>Vier</p>", ["Eins", "Zwei", "Drei", "Vier"]),
        ("<p>… — •</p><p>Text</p><p>***</p>", ["Text"]),
        ("<p>1</p><p>é</p><p>字</p>", ["1", "é", "字"]),
    ],
)
def test_block_boundaries(html: str, wanted: list[str]) -> None:
    assert texts(html) == wanted


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p> viel \n\t  Raum </p>", "viel Raum"),
        ("<p>10&nbsp;000   Euro</p>", "10\u00a0000 Euro"),
        ("<p>100&nbsp;%&nbsp; mehr</p>", "100\u00a0%\u00a0 mehr"),
        ("<p>schmal&#8239;und breit</p>", "schmal\u202fund breit"),
        ("<p>Zusammen\ufeffgeschrieben</p>", "Zusammengeschrieben"),
        ("<pre>a\n  b\n\n   c</pre>", "a\n  b\n\n   c"),
        ("<pre>x = 1<br>  y = 2</pre>", "x = 1\n  y = 2"),
    ],
)
def test_white_space(html: str, text: str) -> None:
    assert texts(html) == [text]


def test_code_keeps_its_white_space_through_marks() -> None:
    (block,) = blocks("<pre><code>x = 1\n<b>  y</b>  = 2</code></pre>")
    assert (block.form, block.text) == (Form.CODE, "x = 1\n  y  = 2")


def test_spans_hold_marks_and_links() -> None:
    (block,) = blocks(
        "<p>Ein <b>fetter <i>Text</i></b> mit <a href=' /x '>Link</a>, <code>Code</code>, x<sup>2</sup></p>"
    )
    assert block.spans == (
        Span("Ein "), Span("fetter ", None, "s"), Span("Text", None, "se"), Span(" mit "), Span("Link", " /x "),
        Span(", "), Span("Code", None, "c"), Span(", x"), Span("2", None, "u"),
    )  # fmt: skip
    assert "".join(span.text for span in block.spans) == block.text


# -- forms


def test_headings_have_their_level() -> None:
    found = blocks("".join(f"<h{n}>Titel {n}</h{n}>" for n in range(1, 7)))
    assert [(block.form, block.level) for block in found] == [(Form.HEADING, n) for n in range(1, 7)]


def test_what_the_page_calls_a_heading_is_one() -> None:
    html = "<div role=heading aria-level=2>Wetter</div><div class=heading>Ort</div><li role=heading>Punkt</li>"
    assert forms(html) == [("heading", "Wetter"), ("paragraph", "Ort"), ("item", "Punkt")]
    assert blocks(html)[0].level == 3


def test_a_paragraph_set_in_a_headings_size_is_none() -> None:
    lede = "Der Rat hat am Dienstag nach vier Stunden beschlossen, dass die Brücke bleibt und bald saniert wird. " * 2
    assert forms(f"<h2>{lede}</h2><h2>Kurz</h2>") == [("paragraph", lede.strip()), ("heading", "Kurz")]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<ul><li>a<li>b</ul>", [("a", 0, -1, True), ("b", 0, -1, True)]),
        ("<ol><li>a<li>b</ol>", [("a", 0, 1, True), ("b", 0, 2, True)]),
        ("<ol start=4><li>a<li>b</ol>", [("a", 0, 4, True), ("b", 0, 5, True)]),
        ("<ol start=viele><li>a</ol>", [("a", 0, 1, True)]),
        ("<ol start=99999999999><li>a</ol>", [("a", 0, 1, True)]),
        ("<ol><li>a<li value=7>b<li>c</ol>", [("a", 0, 1, True), ("b", 0, 7, True), ("c", 0, 8, True)]),
        (
            "<ol><li>a<ul><li>x<ol><li>y</ol></ul><li>b</ol>",
            [("a", 0, 1, True), ("x", 1, -1, True), ("y", 2, 1, True), ("b", 0, 2, True)],
        ),
        ("<ol><li>a<p>mehr</p><li>b</ol>", [("a", 0, 1, True), ("mehr", 0, 1, False), ("b", 0, 2, True)]),
        ("<ol><li><p>a</p><p>mehr</p></ol>", [("a", 0, 1, True), ("mehr", 0, 1, False)]),
        ("<menu><li>a</menu>", [("a", 0, -1, True)]),
    ],
)
def test_lists(html: str, wanted: list[tuple[str, int, int, bool]]) -> None:
    assert [(b.text, b.level, b.row, b.head) for b in blocks(html) if b.form is Form.ITEM] == wanted


def test_lists_side_by_side_are_two_groups() -> None:
    one, two, inner, last = blocks("<ul><li>a</ul><ul><li>b<ul><li>x</ul><li>c</ul>")
    assert len({one.group, two.group, inner.group}) == 3
    assert two.group == last.group


def test_a_table() -> None:
    found = blocks(
        "<table><caption>Preise</caption><thead><tr><th>Ware<th>Preis</thead><tr><td>Brot<td><p>3</p><p>Euro</p></table>"
    )
    assert [(b.form, b.text) for b in found[:1]] == [(Form.PARAGRAPH, "Preise")]  # what heads it, and no picture's
    assert [(b.text, b.row, b.level, b.head) for b in found[1:]] == [
        ("Ware", 0, 0, True), ("Preis", 0, 1, True), ("Brot", 1, 0, False), ("3", 1, 1, False), ("Euro", 1, 1, False),
    ]  # fmt: skip
    assert {b.form for b in found[1:]} == {Form.CELL}


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>Eins<tr><td>Zwei</table>",
        f"<table><tr><td>Rand<td>{'Ein langer Absatz im Satz der Seite. ' * 12}</table>",
    ],
    ids=["one column", "long cell"],
)
def test_a_table_that_lays_out_the_page_gives_paragraphs(html: str) -> None:
    assert {(b.form, b.group, b.row) for b in blocks(html)} == {(Form.PARAGRAPH, -1, -1)}


def test_a_figure() -> None:
    html = """<figure><picture><source srcset="a.webp 1x"><img src="a.jpg" alt=" Die
        Brücke "></picture><figcaption>Am <b>Ufer</b></figcaption></figure><p>Text</p>"""
    picture, caption, text = blocks(html)
    assert (picture.form, picture.image, picture.text) == (Form.IMAGE, Image("a.jpg", "Die Brücke"), "")
    assert (caption.form, caption.text) == (Form.CAPTION, "Am Ufer")
    assert picture.group == caption.group >= 0 > text.group


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="640" height="360"', (640, 360)),
        ('width="640px" height="360px"', (640, 360)),
        ('width="100%" height="360"', (0, 0)),
        ('width="640"', (0, 0)),
        ('width="640" height="auto"', (0, 0)),
        ('width="999999" height="2"', (0, 0)),
        ('width="-5" height="²"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_the_size_of_a_picture(attributes: str, size: tuple[int, int]) -> None:
    (picture,) = blocks(f"<img src=a.jpg {attributes}>")
    assert picture.image == Image("a.jpg", "", *size)


def test_figures_side_by_side_are_two_groups() -> None:
    found = blocks("<figure><img src=a.jpg></figure><figure><img src=b.jpg><figcaption>B</figcaption></figure>")
    assert [b.group == found[1].group for b in found] == [False, True, True]


def test_quotes_and_labels() -> None:
    html = "<blockquote><p>Eins</p><div>Zwei</div></blockquote><div><button>Los</button></div>"
    assert forms(html) == [("quote", "Eins"), ("quote", "Zwei"), ("label", "Los")]


@pytest.mark.parametrize(
    ("img", "src"),
    [
        ("<img src=a.jpg>", "a.jpg"),
        ("<img src=' a.jpg '>", "a.jpg"),
        ("<img data-src=a.jpg src=data:image/gif;base64,R0>", "a.jpg"),
        ("<img data-lazy-src=a.jpg>", "a.jpg"),
        ("<img data-original=a.jpg src=b.gif>", "a.jpg"),
        ("<img srcset='a.jpg 320w, b.jpg 640w'>", "a.jpg"),
        ("<img data-srcset='a.jpg, b.jpg 2x'>", "a.jpg"),
        ("<img src=a.gif width=1 height=1>", None),
        ("<img src=a.gif height=0>", None),
        ("<img src=data:image/png;base64,R0>", None),
        ("<img src=blob:x>", None),
        ("<img alt='nur Text'>", None),
    ],
)
def test_pictures(img: str, src: str | None) -> None:
    found = [block.image.src for block in blocks(f"<div>{img}</div><p>Text</p>") if block.image]
    assert found == ([src] if src else [])


def test_a_picture_in_a_line_of_text_is_no_block() -> None:
    assert forms("<p>Ein <img src=emoji.png alt=x> im Satz</p>") == [("paragraph", "Ein im Satz")]


# -- what is hidden


@pytest.mark.parametrize(
    "html",
    [
        f"<p hidden>{SECRET}</p>",
        f"<p hidden=hidden>{SECRET}</p>",
        f"<div HIDDEN><p>{SECRET}</p><p>{SECRET}</p></div>",
        f'<p style="display:none">{SECRET}</p>',
        f'<p style="color: red; display : none !important">{SECRET}</p>',
        f'<p style="DISPLAY: NONE">{SECRET}</p>',
        f'<p style="display:\nnone">{SECRET}</p>',
        f"<dialog>{SECRET}</dialog>",
        f"<template>{SECRET}</template>",
        f"<svg><desc><p>{SECRET}</p></desc></svg>",
    ],
)
def test_hidden_elements_are_blocks_without_text(html: str) -> None:
    found = blocks(f"<p>Vorher</p>{html}<p>Nachher</p>")
    assert [(b.form, b.text, b.spans) for b in found[1:-1]] == [(Form.HIDDEN, "", ())]
    assert [found[0].text, found[-1].text] == ["Vorher", "Nachher"]


@pytest.mark.parametrize(
    "html",
    [
        f"<noscript><p>{SECRET}</p></noscript>",
        f"<script>{SECRET}</script>",
        f"<style>.{SECRET} {{}}</style>",
        f"<svg><title>{SECRET}</title><text>{SECRET}</text></svg>",
        f"<iframe>{SECRET}</iframe>",
        f"<object data=film.swf>{SECRET}</object>",
        f"<video><source src=x>{SECRET}</video>",
        f"<canvas>{SECRET}</canvas>",
        f"<select><option>{SECRET}</select>",
        f"<input value={SECRET}>",
        f"<datalist><option>{SECRET}</datalist>",
        f"<!-- {SECRET} -->",
        f"<p title={SECRET}></p>",
        "<p hidden></p>",
    ],
)
def test_what_is_no_text_gives_no_block(html: str) -> None:
    assert forms(f"<p>Vorher</p>{html}<p>Nachher</p>") == [("paragraph", "Vorher"), ("paragraph", "Nachher")]
    assert len(blocks(f"<p>Vorher</p>{html}<p>Nachher</p>")) == 2


@pytest.mark.parametrize(
    "html",
    [
        "<p hidden=until-found>Text</p>",
        "<dialog open><p>Text</p></dialog>",
        "<div><template shadowrootmode=open><p>Text</p></template></div>",
        "<body hidden style='display:none'><p>Text</p></body>",
        "<html hidden><body><p>Text</p></body></html>",
        "<p style='display:block'>Text</p>",
        "<p style='pointer-events:none;display:flex'>Text</p>",
        "<p aria-hidden=true>Text</p>",
    ],
)
def test_what_only_looks_hidden_is_shown(html: str) -> None:
    assert forms(html) == [("paragraph", "Text")]


def test_a_hidden_word_stands_after_its_sentence() -> None:
    found = blocks(f"<p>Der Rat <span hidden>{SECRET}</span>stimmte zu.</p><p>Ende.</p>")
    assert [(b.form, b.text) for b in found] == [
        (Form.PARAGRAPH, "Der Rat stimmte zu."), (Form.HIDDEN, ""), (Form.PARAGRAPH, "Ende."),
    ]  # fmt: skip


def test_a_hidden_word_does_not_cut_a_sentence_in_two() -> None:
    assert texts(f"<p>Der Rat <span hidden>{SECRET}</span>stimmte zu.</p>") == ["Der Rat stimmte zu."]


# -- odd pages


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<title>Kopf</title><p>Eins<p>Zwei", ["Eins", "Zwei"]),
        ("<head><title>Kopf</title>Eins <b>zwei</b></head>", ["Eins zwei"]),
        ("nur Text", ["nur Text"]),
        ("<p>Eins</body></html><p>Zwei", ["Eins", "Zwei"]),
        ("<p>Eins</body><p>Zwei</HTML >\n<div>Drei</div></html>vier", ["Eins", "Zwei", "Drei", "vier"]),
        ("<html><body>Eins</body></html><html><head><title>Kopf</title></head><body><p>Zwei", ["Eins", "Zwei"]),
        ("<p>Eins</div></span></p></ul>Zwei", ["Eins", "Zwei"]),
        ("<li>Eins</li><td>Zwei</td><figcaption>Drei</figcaption>", ["Eins", "Zwei", "Drei"]),
        ("<b><p>Eins</b>zwei</p>drei", ["Einszwei", "drei"]),
        ("<frameset><noframes>Eins</noframes></frameset>", []),
    ],
)
def test_broken_markup(html: str, wanted: list[str]) -> None:
    assert texts(html) == wanted


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "ul", "x-box"])
def test_depth_loses_no_text(tag: str) -> None:
    html = f"<p>Vorher</p>{f'<{tag}>' * 2000}<p>Tief</p>{f'</{tag}>' * 2000}<p>Nachher</p>"
    assert texts(html) == ["Vorher", "Tief", "Nachher"]


def test_boxes_come_parents_first_and_hold_their_blocks() -> None:
    html = """<main class="Artikel"><h1>Titel</h1><div data-art="Kasten" id=k><p>Eins</p><form><input type=email>
        <input type=hidden><button>Los</button></form></div><p>Zwei</p></main>"""
    segments = segment(from_html(html))
    for box in segments.boxes:
        assert box.parent < box.index
        assert 0 <= box.start <= box.end <= len(segments.blocks)
    assert all(segments.boxes[b.box].start <= b.index < segments.boxes[b.box].end for b in segments.blocks)
    (kasten,) = [box for box in segments.boxes if "Kasten" in box.words]
    assert [b.text for b in segments.blocks[kasten.start : kasten.end]] == ["Eins", "Los"]
    assert (kasten.tag, kasten.controls, kasten.mails) == ("div", 2, 1)


def test_indices_and_ids_count_the_blocks() -> None:
    found = blocks("<p>Eins</p><img src=a.jpg><p hidden>zwei</p><p>Drei</p>")
    assert [(b.index, b.id) for b in found] == [(0, "b0"), (1, "b1"), (2, "b2"), (3, "b3")]


def test_text_input_gives_a_block_a_paragraph() -> None:
    segments = segment(from_text("Eins\n\nZwei"))
    assert [(b.text, b.form, b.box) for b in segments.blocks] == [
        ("Eins", Form.PARAGRAPH, 0),
        ("Zwei", Form.PARAGRAPH, 0),
    ]
    assert [(box.start, box.end) for box in segments.boxes] == [(0, 2)]


def test_custom_elements_are_boxes_that_say_what_they_are() -> None:
    found = segment(from_html("<app-body><app-p>Erster Satz.</app-p><app-p class=note>Zweiter.</app-p></app-body>"))
    assert [block.text for block in found.blocks] == ["Erster Satz.", "Zweiter."]
    assert [found.boxes[block.box].tag for block in found.blocks] == ["app-p", "app-p"]
    assert [found.boxes[block.box].words.split() for block in found.blocks] == [["app-p"], ["app-p", "note"]]
    assert found.blocks[0].box != found.blocks[1].box
