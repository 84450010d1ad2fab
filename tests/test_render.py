"""The formats: each form of a block written and read back, and nothing hostile in any of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import lxml.html
import pytest
from lxml import etree

from reinschrift.clean import clean
from reinschrift.evidence.data import letters
from reinschrift.metadata import metadata
from reinschrift.model import (
    Article,
    Block,
    Completeness,
    Evidence,
    Form,
    Image,
    Kind,
    Metadata,
    Options,
    Removed,
    Sign,
    Span,
)
from reinschrift.page import from_html
from reinschrift.render import FORMATS, html, markdown, text
from reinschrift.segment import segment

URL = "https://zeitung.example/ort/bruecke.html"
ALLOWED: dict[str, set[str]] = {
    "article": set(), "h1": {"id"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"}, "p": {"id"},
    "blockquote": set(), "pre": {"id"}, "code": set(), "ul": set(), "ol": {"start"}, "li": {"id"}, "table": set(),
    "thead": set(), "tbody": set(), "tr": set(), "th": {"id"}, "td": {"id"}, "span": {"id"}, "figure": {"id"},
    "figcaption": {"id"}, "img": {"id", "src", "alt", "width", "height", "loading", "referrerpolicy"},
    "a": {"href", "rel"}, "br": set(), "strong": set(), "em": set(), "sup": set(),
    "sub": set(),
}  # fmt: skip
CAPTION = "Die Brücke im März"


def article_of(source: str, url: str | None = URL, **metadata: Any) -> Article:
    """An article of everything that a page shows."""
    blocks = [block for block in segment(from_html(source)).blocks if block.form is not Form.HIDDEN]
    return Article(url, Metadata(**metadata), None, blocks, (), Completeness("unknown"))


def article_with(*spans: Span, image: Image | None = None, form: Form = Form.PARAGRAPH) -> Article:
    """An article of one block, made of spans that no parser has seen."""
    block = Block(0, "".join(span.text for span in spans), spans, form, "p", 0, image=image)
    return Article(URL, Metadata(), None, (block,), (), Completeness("unknown"))


def written(article: Article) -> Any:
    """The article element, parsed as XML, which forgives nothing."""
    fragment = re.sub(r"<(br|img\b[^>]*)>", r"<\1/>", html.fragment(article))
    root = etree.fromstring(fragment)
    for element in root.iter():
        assert element.tag in ALLOWED
        assert set(element.attrib) <= ALLOWED[element.tag]
    return root


def addresses(root: Any) -> list[str]:
    return [*root.xpath("//@href"), *root.xpath("//@src")]


def schemes(found: list[str]) -> set[str]:
    """What stands before the first colon, as a browser reads it."""
    return {re.sub(r"[\x00-\x20]", "", address).lower().partition(":")[0] for address in found}


def plain(written_markdown: str) -> str:
    """Markdown without its markup, as far as this page's tests write it."""
    found = re.sub(r"(?m)^(`{3,})\n|^`{3,}$", "", written_markdown)
    found = re.sub(r"!?\[((?:\\.|[^\]\\])*)\]\((?:<[^>]*>|[^)]*)\)", r"\1", found)
    found = re.sub(r"(?m)^ *(?:> ?|#+ |- |\d+\. )+", "", found)
    found = re.sub(r"(?m)^\|(?: --- \|)+$|(?<!\\)\|", " ", found)
    found = re.sub(r"(?<!\\)[*`]+", "", found)
    return " ".join(re.sub(r"\\([^\w\s])", r"\1", found).split())


# -- forms, written and read back


FORMS = {
    "paragraphs": "<p>Eins <b>fett <i>und schräg</i></b>.</p><p>Zwei<br>Zeilen</p>",
    "headings": "<h2>Zwei</h2><p>a</p><h3>Drei</h3><p>b</p><h6>Sechs</h6><p>c</p>",
    "quote": "<blockquote><p>Eins</p><p>Zwei<br>Zeilen</p></blockquote><p>Danach</p>",
    "code": "<pre>if a &lt; b:\n    c = '*'\n\n    d()</pre><p>Mit <code>a_b</code>.</p>",
    "list": "<ul><li>Eins</li><li>Zwei <a href=/x>mit Link</a></li></ul><p>Danach</p>",
    "table": "<table><tr><th>Ware<th>Preis<tr><td>Brot | Brötchen<td>3 Euro</table><p>Danach</p>",
    "figure": f"<figure><img src=/b.jpg alt=Brücke><figcaption>{CAPTION}</figcaption></figure><p>Danach</p>",
    "link": '<p>Ein <a href="/a_(b)?c=1&amp;d=2">Link</a> und <a href="mailto:a@b.example">Post</a>.</p>',
    "marks": "<p>H<sub>2</sub>O, x<sup>2</sup>, <em>schräg</em><strong>fett</strong>.</p>",
    "bold code": "<p>Mit <code><b>fettem</b> Wort</code> im Satz.</p>",
}


@pytest.mark.parametrize("source", FORMS.values(), ids=FORMS)
def test_html_read_back_gives_the_same_blocks(source: str) -> None:
    def told(blocks: Any) -> list[tuple[Any, ...]]:
        return [(b.form, b.text, b.level, b.row, b.head, b.image and b.image.alt) for b in blocks]

    article = article_of(source)
    again = segment(from_html(html.fragment(article))).blocks
    assert told(again) == told(article.blocks)
    assert marks_of(again) == marks_of(article.blocks)


def marks_of(blocks: Any) -> list[set[str]]:
    return [set(span.marks) for block in blocks if block.form is not Form.CODE for span in block.spans]


@pytest.mark.parametrize("source", FORMS.values(), ids=FORMS)
def test_markdown_read_back_gives_the_same_words(source: str) -> None:
    article = article_of(source)
    shown = [block.image.alt if block.image else block.text for block in article.blocks]
    assert letters(plain(markdown.document(article))) == letters(" ".join(shown))


@pytest.mark.parametrize("source", FORMS.values(), ids=FORMS)
def test_text_has_all_words_but_captions(source: str) -> None:
    article = article_of(source)
    wanted = " ".join(block.text for block in article.blocks if block.form is not Form.CAPTION)
    assert letters(text.body(article)) == letters(wanted)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (FORMS["paragraphs"], "Eins fett und schräg.\n\nZwei\nZeilen"),
        (FORMS["list"], "Eins\n\nZwei mit Link\n\nDanach"),
        ("<ol start=3><li>a<li><p>b</p><p>c</p></ol>", "3. a\n\n4. b\n\nc"),
        ("<ul><li>a<ol><li>b</ol></ul>", "a\n\n1. b"),
        (FORMS["quote"], "Eins\n\nZwei\nZeilen\n\nDanach"),
        (FORMS["code"], "if a < b:\n    c = '*'\n\n    d()\n\nMit a_b."),
        (FORMS["figure"], "Danach"),
    ],
)
def test_text(source: str, wanted: str) -> None:
    assert text.body(article_of(source)) == wanted
    assert FORMATS["text"].render(article_of(source), Options(), 0.0) == wanted + "\n"


def test_text_has_no_title_and_captions_only_when_asked() -> None:
    article = article_of(FORMS["figure"], title="Titel")
    assert text.body(article) == "Danach"
    assert text.body(replace(article, show_captions=True)) == f"{CAPTION}\n\nDanach"


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("<h2>Zwei</h2>", "## Zwei"),
        ("<h1>Eins</h1>", "## Eins"),
        ("<h4>Vier</h4>", "#### Vier"),
        ("<p>Ein <b>fettes</b> <i>Wort</i></p>", "Ein **fettes** *Wort*"),
        ("<p>Ein<b> fettes </b>Wort</p>", "Ein **fettes** Wort"),
        ("<p><a href=/x>Link</a></p>", "[Link](https://zeitung.example/x)"),
        ("<p>Mit <code>a*b</code></p>", "Mit `a*b`"),
        ("<blockquote><p>Eins</p><p>Zwei</p></blockquote>", "> Eins\n>\n> Zwei"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n   - b\n2. c"),
        ("<pre>a\nb</pre>", "```\na\nb\n```"),
        ("<pre>a\n```\nb</pre>", "````\na\n```\nb\n````"),
        ("<table><tr><th>A<th>B<tr><td>1<td>2</table>", "| A | B |\n| --- | --- |\n| 1 | 2 |"),
        ("<table><tr><td>a | b<td>c</table>", "| a \\| b | c |\n| --- | --- |"),
        (
            f"<figure><img src=/b.jpg alt=Brücke><figcaption>{CAPTION}</figcaption></figure>",
            f"![Brücke](https://zeitung.example/b.jpg)\n\n*{CAPTION}*",
        ),
    ],
)
def test_markdown(source: str, wanted: str) -> None:
    assert markdown.document(article_of(source)) == wanted


def test_markdown_begins_with_the_title() -> None:
    assert markdown.document(article_of("<p>Text</p>", title="A *und* B")) == "# A \\*und\\* B\n\nText"


# -- lists and tables keep their shape


def nesting(parent: Any) -> list[Any]:
    """Lists as [tag, start, [the words and lists of each item]]."""
    return [
        [one.tag, one.get("start") or "1", [[first_words(item), nesting(item)] for item in one.findall("li")]]
        for one in parent
        if one.tag in ("ul", "ol")
    ]


def first_words(item: Any) -> str:
    return letters("".join([item.text or "", *("".join(e.itertext()) for e in item if e.tag not in ("ul", "ol"))]))


LISTS = [
    "<ul><li>a</li><li>b</li></ul>",
    "<ol><li>a</li><li>b</li></ol>",
    '<ol start="4"><li>a</li><li>b</li></ol>',
    "<ul><li>a<ul><li>b</li></ul></li></ul>",
    "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
    "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
    "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li><li>e</li></ul>",
    "<ol><li>a<ul><li>b</li></ul></li><li>c<ul><li>d</li></ul></li><li>e</li></ol>",
    '<ul><li>a<ol start="3"><li>b</li><li>c</li></ol></li><li>d</li></ul>',
    "<ul><li>a<ul><li>b</li></ul><ol><li>c</li></ol></li></ul>",
    "<ul><li>a<p>noch a</p></li><li>b</li></ul>",
    "<ul><li>a</li></ul><ul><li>b</li></ul>",
    "<ul><li>a</li></ul><ol><li>b</li></ol>",
    "<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>c<ol><li>d</li></ol></li></ol>",
]


@pytest.mark.parametrize("source", LISTS)
def test_lists_keep_their_nesting(source: str) -> None:
    root = written(article_of(source + "<p>Danach</p>"))
    assert nesting(root) == nesting(lxml.html.fragment_fromstring(source, create_parent="div"))
    assert [p.text for p in root.findall("p")] == ["Danach"]


@pytest.mark.parametrize(
    "source",
    [
        *LISTS,
        "<ul><li><ul><li>a</li></ul></li><li>b</li></ul>",
        "<ul><li>a<ul><li>b</li></ul>noch a</li></ul>",
        "<ul><li><blockquote>a</blockquote></li><li><h3>b</h3>c</li></ul>",
        "<ul><li>a<table><tr><td>b<td>c</table>d</li></ul>",
        "<ul><li><img src=/a.jpg>a</li></ul>",
        "<table><tr><td><ul><li>a<ul><li>b</ul></ul><td>c</table>",
        "<li>a</li><ul>b<li>c</li></ul>",
    ],
)
def test_lists_are_well_formed_and_lose_nothing(source: str) -> None:
    article = article_of(source)
    assert letters("".join(written(article).itertext())) == letters(" ".join(b.text for b in article.blocks))


def test_a_list_with_gaps_is_well_formed() -> None:
    blocks = article_of("<ul><li>a<ul><li>b<ul><li>c</ul></ul><li>d<ul><li>e</ul></ul>").blocks
    for missing in range(len(blocks)):
        article = replace(article_of("<p>x"), blocks=[b for b in blocks if b.index != missing])
        assert len(written(article).xpath("//li")) == len(blocks) - 1


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("<tr><th>A<th>B<tr><td>1<td>2", [["A", "B"], ["1", "2"]]),
        ("<tr><th><th>2023<th>2024<tr><th>Preis<td>1<td>2", [["", "2023", "2024"], ["Preis", "1", "2"]]),
        ("<tr><td>a<td><td>c<tr><td>d<td>e<td>f", [["a", "", "c"], ["d", "e", "f"]]),
        ("<tr><td><p>a</p><p>b</p><td>c", [["a b", "c"]]),
        ("<tr><td>a<td>b<tr><td>c", [["a", "b"], ["c"]]),
    ],
)
def test_tables_keep_their_columns(source: str, wanted: list[list[str]]) -> None:
    article = article_of(f"<table>{source}</table>")
    rows = [[" ".join(cell.itertext()) for cell in row] for row in written(article).iter("tr")]
    lines = markdown.document(article).split("\n")
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in (lines[0], *lines[2:])]
    assert [without_empty_end(row) for row in rows] == wanted
    assert [without_empty_end(row) for row in cells] == wanted


def without_empty_end(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row


def test_heading_cells_stay_heading_cells() -> None:
    root = written(article_of("<table><tr><th>A<th>B<tr><th>C<td>1</table>"))
    assert [[cell.tag for cell in row] for row in root.iter("tr")] == [["th", "th"], ["th", "td"]]


def test_tables_side_by_side_stay_two() -> None:
    table = "<table><tr><td>a<td>b</table>"
    assert len(written(article_of(table + table)).findall("table")) == 2


def test_figures_join_their_captions() -> None:
    root = written(article_of("<figure><img src=/a.jpg alt=A><figcaption><p>Eins</p><p>Zwei</p></figcaption></figure>"))
    (figure,) = root.findall("figure")
    assert [child.tag for child in figure] == ["img", "figcaption"]
    assert " ".join(figure.itertext()).split() == ["Eins", "Zwei"]


def test_pictures_ask_for_nothing_early_and_tell_no_referrer() -> None:
    (img,) = written(article_of("<img src=/a.jpg alt=A>")).iter("img")
    assert (img.get("loading"), img.get("referrerpolicy")) == ("lazy", "no-referrer")


# -- addresses


@pytest.mark.parametrize(
    ("href", "wanted"),
    [
        ("weiter.html", "https://zeitung.example/ort/weiter.html"),
        ("/a?b=c&d=e#f", "https://zeitung.example/a?b=c&d=e#f"),
        ("../x", "https://zeitung.example/x"),
        ("//andere.example/x", "https://andere.example/x"),
        ("?seite=2", f"{URL}?seite=2"),
        ("#unten", f"{URL}#unten"),
        ("http://andere.example", "http://andere.example"),
        ("HTTPS://andere.example/", "HTTPS://andere.example/"),
        (" https://andere.example/\n", "https://andere.example/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_links_are_absolute(href: str, wanted: str) -> None:
    article = article_with(Span("Link", href))
    assert [address.lower() for address in addresses(written(article))] == [wanted.lower()]
    assert markdown.document(article).lower() == f"[link]({wanted})".lower()


@pytest.mark.parametrize("href", ["weiter.html", "/a", "//andere.example/x", "#unten"])
def test_relative_links_on_a_page_without_address_are_text(href: str) -> None:
    article = replace(article_with(Span("Link", href)), url=None)
    assert addresses(written(article)) == []
    assert markdown.document(article) == "Link"


SCRIPTS = (
    "javascript:alert(1)", "JavaScript:alert(1)", "jAvA\nscript:alert(1)", "java\tscript:alert(1)",
    " \x01javascript:alert(1)", "\x00javascript:alert(1)", "javascript\r\n:alert(1)", "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>", "DATA:text/html;base64,PHNjcmlwdD4=", "file:///etc/passwd",
    "blob:https://zeitung.example/1", "view-source:https://zeitung.example", "about:blank", "intent://x#Intent;end",
    "chrome-extension://x/a.html", "http://[", "https://zeitung.example:port:port/[", "x-y:alert(1)",
    "javascript&colon;alert(1)", "javascript://zeitung.example/%0aalert(1)", "feed:javascript:alert(1)",
    "https://javascript:alert(1)", "http:javascript:alert(1)", "https:///a", "https://e final", "https://e%20f/",
)  # fmt: skip
BREAKOUTS = (
    "https://x.example/\"onclick=\"alert(1)", "https://x.example/'><script>alert(1)</script>",
    "https://x.example/)[y](javascript:alert(1))", "https://x.example/>)[y](javascript:alert(1))",
    "https://x.example/\\)[y](javascript:alert(1))", "https://x.example/(\n\n[y](javascript:alert(1))",
    "https://x.example/`", "mailto:\"><img src=x onerror=alert(1)>@x.example", "https://x.example/<b",
)  # fmt: skip
# A link's target as CommonMark reads it: in angle brackets, or else up to white space or an unmatched parenthesis.
TARGET = re.compile(r"(?<!\\)\]\((?:<((?:\\.|[^<>\\\n])*)>|((?!<)(?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*\))*))\)")


@pytest.mark.parametrize("href", [*SCRIPTS, *BREAKOUTS])
def test_hostile_links_lead_nowhere_in_html(href: str) -> None:
    root = written(article_with(Span("Wort", href), Span(" und mehr")))
    assert schemes(addresses(root)) <= {"http", "https", "mailto"}
    assert "".join(root.itertext()).strip() == "Wort und mehr"


@pytest.mark.parametrize("href", [*SCRIPTS, *BREAKOUTS])
def test_hostile_links_lead_nowhere_in_markdown(href: str) -> None:
    document = markdown.document(article_with(Span("Wort", href), Span(" und mehr")))
    targets = [found[1] or found[2] or "" for found in TARGET.finditer(document)]
    assert schemes(targets) <= {"http", "https", "mailto"}
    assert re.sub(r"[\[\]]", "", TARGET.sub("", document)) == "Wort und mehr"


@pytest.mark.parametrize("src", [*SCRIPTS, "mailto:a@b.example", "data:image/svg+xml,<svg onload=alert(1)>"])
def test_hostile_pictures_are_not_shown(src: str) -> None:
    root = written(article_with(image=Image(src, "Bild"), form=Form.IMAGE))
    assert schemes(addresses(root)) <= {"http", "https"}
    document = markdown.document(article_with(image=Image(src, "Bild"), form=Form.IMAGE))
    assert re.fullmatch(r"|!\[Bild\]\(<?https?://.*\)", document)


@pytest.mark.parametrize(
    ("image", "size"),
    [
        (Image("https://x.example/a.jpg", "", 640, 360), ("640", "360")),
        (Image("https://x.example/a.jpg", ""), (None, None)),
    ],
)
def test_pictures_keep_their_size(image: Image, size: tuple[str | None, str | None]) -> None:
    (img,) = written(article_with(image=image, form=Form.IMAGE)).iter("img")
    assert (img.get("width"), img.get("height")) == size


@pytest.mark.parametrize("src", BREAKOUTS[:6])
def test_pictures_stay_in_their_attribute(src: str) -> None:
    alt = '"><script>alert(1)</script><img onerror="x'
    (img,) = written(article_with(image=Image(src, alt), form=Form.IMAGE)).iter("img")
    assert img.get("alt") == alt


# -- hostile text


HOSTILE = (
    "<script>alert(1)</script>", "</p></article><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "&lt;script&gt;", "]]><!--", "<!-- <a href='javascript:alert(1)'> -->", "\"'`>", "<svg/onload=alert(1)>",
    "${alert(1)} {{7*7}}", "<base href=https://x.example>", "&#x3c;script>",
)  # fmt: skip


@pytest.mark.parametrize("said", HOSTILE)
@pytest.mark.parametrize("form", [form for form in Form if form not in (Form.IMAGE, Form.HIDDEN)])
def test_text_stays_text_in_html(said: str, form: Form) -> None:
    root = written(article_with(Span(said, "/x", "sec"), form=form))
    assert "".join(root.itertext()).strip() == said


@pytest.mark.parametrize("said", HOSTILE)
def test_a_document_holds_hostile_metadata_as_text(said: str) -> None:
    article = article_of("<p>Text</p>", title=said, lang='de"><script>', dir="rtl")
    document = lxml.html.document_fromstring(FORMATS["html"].render(article, Options(), 0.0))
    assert document.findtext("head/title") == said
    assert document.find(".//h1").text == said
    assert document.xpath("//script | //base | //svg | //img | //*[@onerror]") == []
    assert (document.get("lang"), document.get("dir")) == ('de"><script>', "rtl")


@pytest.mark.parametrize("form", FORMATS)
def test_no_control_characters(form: str) -> None:
    """A terminal would obey them."""
    page = from_html("<p>Die \x1b[31mrote\x07 &#27;]0;Brücke&#x9b; bleibt\x08.</p><p><a href='/\x1bx'>Wort\x0b</a></p>")
    article = replace(article_of("<p>x"), blocks=segment(page).blocks, metadata=Metadata(title="Ti\x1btel"))
    said = FORMATS[form].render(article, Options(), 0.0)
    said = said if form != "json" else "".join(str(value) for value in json.loads(said).values())
    assert re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", said) == []


ESCAPED = [
    ("# kein Titel", "\\# kein Titel"),
    ("###### kein Titel", "\\###### kein Titel"),
    ("#Stichwort", "#Stichwort"),
    ("- kein Punkt", "\\- kein Punkt"),
    ("+ kein Punkt", "\\+ kein Punkt"),
    ("* kein Punkt", "\\* kein Punkt"),
    ("1. Mai", "1\\. Mai"),
    ("12) Mai", "12\\) Mai"),
    ("1.000 Euro", "1.000 Euro"),
    ("> kein Zitat", "\\> kein Zitat"),
    (">100 Gäste", "\\>100 Gäste"),
    ("~~~ keine Tilde", "\\~~~ keine Tilde"),
    ("``` kein Code", "\\`\\`\\` kein Code"),
    ("[kein](Link)", "\\[kein\\](Link)"),
    ("a *b* _c_ d_e", "a \\*b\\* \\_c\\_ d_e"),
    ("<b>kein Tag</b>", "\\<b>kein Tag\\</b>"),
    ("<?php kein Tag", "\\<?php kein Tag"),
    ("3 < 4", "3 < 4"),
    ("&copy; steht da", "\\&copy; steht da"),
    ("Müller & Sohn", "Müller & Sohn"),
    ("C:\\Neu", "C:\\\\Neu"),
    ("Eins\n- zwei", "Eins\n\\- zwei"),
    ("Eins\n===", "Eins\n\\==="),
    ("Eins\n=", "Eins\n\\="),
    ("Eins\n--", "Eins\n\\--"),
]


@pytest.mark.parametrize(("said", "wanted"), ESCAPED)
def test_markdown_escapes_what_would_read_as_markup(said: str, wanted: str) -> None:
    assert markdown.document(article_with(Span(said))) == wanted
    assert letters(plain(wanted)) == letters(said)


@pytest.mark.parametrize(
    ("form", "wanted"),
    [(Form.QUOTE, "> 1\\. Mai"), (Form.ITEM, "- 1\\. Mai"), (Form.PARAGRAPH, "1\\. Mai"), (Form.LABEL, "1\\. Mai")],
)
def test_markdown_escapes_line_starts_in_every_form(form: Form, wanted: str) -> None:
    article = article_with(Span("1. Mai"), form=form)
    assert markdown.document(replace(article, blocks=[article.blocks[0]._replace(head=True)])) == wanted


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("<p>Mit <code>a`b</code></p>", "Mit ``a`b``"),
        ("<p>Mit <code><b>a</b></code></p>", "Mit **`a`**"),
        ("<p>Mit <b><code>a</code></b></p>", "Mit **`a`**"),
        ("<p><b><a href=/x>a</a></b></p>", "[**a**](https://zeitung.example/x)"),
    ],
)
def test_markdown_keeps_code_to_the_letter(source: str, wanted: str) -> None:
    assert markdown.document(article_of(source)) == wanted


@pytest.mark.parametrize(
    ("caption", "wanted"),
    [
        ("Am <b>Ufer</b>", "*Am **Ufer***"),
        ("Am <b>Ufer</b> unten", "*Am **Ufer** unten*"),
        ("Preis: 5 *", "*Preis: 5 \\**"),
        ("<i>Am Ufer</i>", "*Am Ufer*"),
    ],
)
def test_markdown_captions(caption: str, wanted: str) -> None:
    source = f"<figure><img src=/b.jpg><figcaption>{caption}</figcaption></figure>"
    assert markdown.document(article_of(source)).split("\n\n")[1:] == [wanted]


def test_markdown_keeps_a_credit_set_in_bold() -> None:
    source = "<figure><img src=/b.jpg><figcaption><b>Foto:</b> Hanne Pohl</figcaption></figure>"
    caption = markdown.document(article_of(source)).split("\n\n")[1]
    assert "**Foto:**" in caption
    assert plain(caption) == "Foto: Hanne Pohl"


# -- ids


def test_ids_are_unique_and_tell_kept_from_removed(html: str) -> None:
    article = clean(from_html(html), Options(removed="all"))
    told = json.loads(FORMATS["json"].render(article, Options(), 0.0))
    kept = re.findall(r'\bid="([^"]*)"', told["html"])
    gone = [found for entry in told["removed"] for found in re.findall(r'\bid="([^"]*)"', entry["html"])]
    assert len(set(kept + gone)) == len(kept + gone)
    assert {f"b{block.index}" for block in article.blocks} <= set(kept)
    assert {block.id for entry in article.removed for block in entry.blocks} == set(gone)
    assert all(entry["after"] in {None, *kept} for entry in told["removed"])


@pytest.mark.parametrize("source", [*FORMS.values(), *LISTS])
def test_every_block_of_text_has_its_id_once(source: str) -> None:
    article = article_of(source)
    assert sorted(written(article).xpath("//@id")) == sorted(block.id for block in article.blocks)


# -- JSON


FIELDS = (
    "url canonicalUrl title authors siteName datePublished dateModified lang dir excerpt image text markdown html "
    "wordCount readingTimeMinutes completeness removed stats warnings version"
).split()


def test_json_has_the_fields_of_the_contract() -> None:
    article = article_of("<p>Eins zwei drei</p><p>vier</p>", lang="de", title="Titel", authors=("A", "B"))
    block = article.blocks[1]._replace(index=7)
    gone = Removed("b7", Kind.TEASER, (Sign("label", "Auch"),), (block,), "b0")
    article = replace(article, removed=(gone,), completeness=Completeness("preview", (Evidence("offer", "Satz."),)))
    told = json.loads(FORMATS["json"].render(article, Options(language="de"), 12.34))
    assert list(told) == FIELDS
    assert (told["url"], told["title"], told["authors"], told["lang"]) == (URL, "Titel", ["A", "B"], "de")
    assert told["completeness"] == {"status": "preview", "evidence": [{"code": "offer", "detail": "Satz."}]}
    assert told["removed"] == [
        {
            "id": "b7", "kind": "teaser", "reason": "Verweise auf andere Artikel: Aufschrift „Auch“", "text": "vier",
            "html": '<p id="b7">vier</p>', "after": "b0", "embed": None,
        }
    ]  # fmt: skip
    assert (told["text"], told["wordCount"]) == ("Eins zwei drei\n\nvier", 4)
    assert set(told["stats"]) == {"keptWords", "removedWords", "milliseconds"}


def test_json_tells_null_for_what_is_not_known() -> None:
    told = json.loads(FORMATS["json"].render(article_of("<p>Text</p>", url=None), Options(), 0.0))
    unknown = [name for name, value in told.items() if value is None]
    assert unknown == [name for name in FIELDS[:11] if name != "authors"]
    assert told["authors"] == told["removed"] == told["warnings"] == []


@pytest.mark.parametrize("form", FORMATS)
def test_lone_surrogates_from_structured_data_break_no_format(form: str) -> None:
    data = '{"@type": "NewsArticle", "headline": "Die \\ud800 Brücke", "author": "\\udfff"}'
    page = from_html(f'<script type="application/ld+json">{data}</script><p>Text</p>')
    article = replace(article_of("<p>Text</p>"), metadata=metadata(page, None))
    assert "Text" in FORMATS[form].render(article, Options(), 0.0).encode().decode()


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_can_be_written_for_every_form_and_ends_its_last_line(form: str) -> None:
    for source in FORMS.values():
        assert FORMATS[form].render(article_of(source), Options(), 1.0).endswith("\n")
