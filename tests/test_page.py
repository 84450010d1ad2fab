"""From bytes to a page: encodings as browsers read them, empty input, language tags, structured data, plain text."""

from __future__ import annotations

import codecs
import json
import subprocess
import sys

import pytest

from reinschrift.errors import NoArticle
from reinschrift.metadata import metadata
from reinschrift.model import Page
from reinschrift.page import from_html, from_text
from reinschrift.segment import segment

GERMAN = "Die Brücke über die Lohe bleibt, heißt es in Birkenau – „endlich“."
JAPANESE = "市議会は古い橋を残すことを決めた。"
CHINESE = "市议会决定保留老桥。"
RUSSIAN = "Городской совет решил сохранить старый мост."
CZECH = "Zastupitelé rozhodli, že starý most zůstane. Příští úprava začne v říjnu."
KOREAN = "시의회는 오래된 다리를 보존하기로 했다."
GREEK = "Το δημοτικό συμβούλιο κρατά τη γέφυρα."


def shown(page: Page) -> str:
    return "\n".join(block.text for block in segment(page).blocks if block.text)


def marked_up(text: str, declared: str | None = None) -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<!doctype html><html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>"


def structured(*scripts: str) -> Page:
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return from_html(f"<html><head>{tags}</head><body><p>{GERMAN}</p></body></html>")


# -- decoding


@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_a_byte_order_mark_beats_every_declaration(bom: bytes, codec: str) -> None:
    page = from_html(bom + marked_up(GERMAN, "koi8-r").encode(codec), charset="shift_jis")
    assert shown(page) == GERMAN


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_byte_order_mark(codec: str) -> None:
    assert shown(from_html(marked_up(GERMAN).encode(codec))) == GERMAN


@pytest.mark.parametrize("wrong", ["iso-8859-1", "windows-1252", "shift_jis", "koi8-r", "utf-16", "x-klingon"])
def test_utf_8_with_a_wrong_declaration(wrong: str) -> None:
    assert shown(from_html(marked_up(GERMAN, wrong).encode(), charset=wrong)) == GERMAN


ENCODED = [
    (GERMAN, "windows-1252", "iso-8859-1"),
    (GERMAN, "windows-1252", "ISO8859-1"),
    (GERMAN, "windows-1252", "latin1"),
    (GERMAN, "windows-1252", "us-ascii"),
    (GERMAN, "windows-1252", "windows-1252"),
    ("Preis: 5 € – oft", "windows-1252", "iso-8859-1"),
    (JAPANESE, "shift_jis", "Shift_JIS"),
    (JAPANESE, "euc-jp", "euc-jp"),
    (JAPANESE, "iso-2022-jp", "iso-2022-jp"),
    (CHINESE, "gbk", "GBK"),
    (CHINESE, "gb18030", "gb18030"),
    (CHINESE.translate({0x8BAE: "議"}), "big5hkscs", "big5-hkscs"),
    (RUSSIAN, "koi8-r", "KOI8-R"),
    (RUSSIAN, "windows-1251", "windows-1251"),
    (CZECH, "iso-8859-2", "ISO-8859-2"),
    (KOREAN, "euc-kr", "euc-kr"),
    (GREEK, "iso-8859-7", "iso-8859-7"),
]
# Labels that browsers read as a larger or differently named encoding (WHATWG Encoding Standard).
BROWSER_LABELS = [
    ("朱镕基访问了老桥。", "gbk", "gb2312"),
    ("髙橋市長は①橋と②川を見た。", "cp932", "shift_jis"),
    (JAPANESE, "cp932", "x-sjis"),
    ("뷁이라는 글자가 있다.", "cp949", "euc-kr"),
    ("Köprü yerinde – kalıyor, dediler.", "windows-1254", "iso-8859-9"),
]


@pytest.mark.parametrize(("text", "codec", "label"), ENCODED + BROWSER_LABELS)
def test_a_declared_encoding(text: str, codec: str, label: str) -> None:
    by_meta = from_html(marked_up(text, label).encode(codec))
    by_header = from_html(marked_up(text).encode(codec), charset=label)
    quoted = from_html(marked_up(text).encode(codec), charset=f' "{label}" ')
    assert (shown(by_meta), shown(by_header), shown(quoted)) == (text, text, text)


def test_an_encoding_declared_in_the_old_way() -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">'
    assert shown(from_html(f"<html><head>{head}</head><body><p>{CZECH}".encode("iso-8859-2"))) == CZECH


def test_an_encoding_declared_late() -> None:
    head = f"<script>{'x' * 30_000}</script><meta charset=iso-8859-2>"
    assert shown(from_html(f"<html><head>{head}</head><body><p>{CZECH}".encode("iso-8859-2"))) == CZECH


def test_an_undeclared_encoding_is_told_by_where_it_shows() -> None:
    padding = f"<script>{'x' * 300_000}</script>"
    text = " ".join([RUSSIAN] * 600)
    assert shown(from_html(f"<html><head>{padding}</head><body><p>{text}".encode("windows-1251"))) == text


def test_the_header_is_asked_before_the_meta_tag() -> None:
    page = from_html(marked_up(RUSSIAN, "windows-1251").encode("koi8-r"), charset="koi8-r")
    assert shown(page) == RUSSIAN


@pytest.mark.parametrize("bogus", ["x-klingon", "\x00", "ünïcode", "hex", "rot13", "base64", "zip"])
def test_a_bogus_declaration_is_passed_over(bogus: str) -> None:
    raw = marked_up(GERMAN, bogus).encode("windows-1252", "replace")
    assert "Brücke über die Lohe" in shown(from_html(raw, charset=bogus))


def test_one_broken_byte_spoils_no_other_letter() -> None:
    raw = marked_up(GERMAN + "@", "utf-8").encode().replace(b"@", b"\xff")
    assert shown(from_html(raw)).startswith(GERMAN)


@pytest.mark.parametrize("wrong", [None, "windows-1252", "koi8-r"])
def test_utf_8_that_was_cut_within_a_letter_is_still_utf_8(wrong: str | None) -> None:
    raw = marked_up(" ".join([GERMAN] * 9), wrong or "").encode()
    cut = raw[: raw.rindex("ü".encode()) + 1]
    assert shown(from_html(cut, charset=wrong)).startswith(GERMAN)


@pytest.mark.parametrize("junk", ["\x00", "\ufffe", "\uffff", "&#xFFFE;", "&#xfffF;", "&#65534;", "&#0;", "&#x00;"])
def test_what_no_reader_sees_ends_no_text(junk: str) -> None:
    text = marked_up(f"Die alte {junk}Brücke</p><p>bleibt{junk} stehen.", "utf-8")
    assert shown(from_html(text.encode())) == shown(from_html(text)) == "Die alte Brücke\nbleibt stehen."


def test_lone_surrogates_in_text_from_json() -> None:
    assert shown(from_html("<p>Vorher</p><p>Die \ud800 Brücke</p><p>Nachher</p>")).startswith("Vorher\nDie ")


@pytest.mark.parametrize(
    "raw", [b"", b" \n\t ", b"\x00\x00", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"<!-- nur ein Kommentar -->", "", "\n"]
)
def test_empty_input_is_no_article(raw: bytes | str) -> None:
    with pytest.raises(NoArticle):
        from_html(raw)


@pytest.mark.parametrize("junk", ["\x01", "\x08", "\x0b", "\x1b", "\x1f", "&#1;", "&#x1F;", "&#31;", "&#x0b;"])
def test_control_characters_are_taken_out(junk: str) -> None:
    assert shown(from_html(f"<p>Die al{junk}te\tBrücke</p>")) == "Die alte Brücke"


@pytest.mark.parametrize("depth", [254, 2_046, 2_100, 100_000])
@pytest.mark.parametrize("tag", ["div", "b", "blockquote"])
def test_no_text_is_too_deep(depth: int, tag: str) -> None:
    markup = f"<p>Above</p>{f'<{tag}>' * depth}<p>Deep <i>down</i></p>{f'</{tag}>' * depth}<p>Below</p>"
    assert shown(from_html(markup)) == "Above\nDeep down\nBelow"


def test_void_elements_that_the_parser_does_not_know() -> None:
    markup = f"<p>Above</p><p>{'word<wbr>' * 3_000}</p><p>Below</p>"
    assert shown(from_html(markup)) == f"Above\n{'word' * 3_000}\nBelow"


@pytest.mark.parametrize(
    "hidden",
    [
        "<section hidden><div>Unseen</section>",
        "<section hidden><noscript><div></noscript><div>Unseen</section>",
        "<dialog><div><div>Unseen</dialog>",
        "<template><div>Unseen</template>",
        "<template><tr><td>Unseen</template>",
        "<template><table>Unseen</template>",
        "<select><option>Unseen<div>Unseen</select>",
        "<object data=a><div>Unseen</object>",
        "<noscript><div>Unseen</noscript>",
    ],
)
def test_what_is_hidden_and_left_open_hides_nothing_else(hidden: str) -> None:
    assert shown(from_html(f"<div><p>Above</p>{hidden}<p>Below</p></div>")) == "Above\nBelow"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<object><p>Instead</p></object>", "Instead"),
        ("<svg><g><p>Outside</p></svg>", "Outside"),
        ("<svg><foreignObject><div>Inside</div></foreignObject></svg>", "Inside"),
        ("<svg><title>Unseen</title><path/></svg><p>Beside</p>", "Beside"),
    ],
)
def test_text_in_objects_and_drawings(markup: str, text: str) -> None:
    assert shown(from_html(markup)) == text


@pytest.mark.parametrize("count", [250, 251, 100_000])
def test_a_tag_of_many_attributes(count: int) -> None:
    many = " ".join(f"attribute{i:034}='1'" for i in range(count))
    page = from_html(f"<p>Above</p><p {many}>Here</p><textarea {many}>There</textarea><p>Below</p>")
    assert shown(page) == "Above\nHere\nThere\nBelow"
    assert len(page.tree.find(".//p[2]").attrib) == 250


# -- language


@pytest.mark.parametrize(
    ("declared", "tag"),
    [
        ("de", "de"), ("DE", "de"), ("de-at", "de-AT"), ("en_US", "en-US"), (" fr ", "fr"), ("es-419", "es-419"),
        ("zh-Hant-TW", "zh-Hant-TW"), ("zh-hant-tw", "zh-Hant-TW"), ("SR-LATN", "sr-Latn"), ("gsw", "gsw"),
        ("", None), ("x", None), ("deutsch", None), ("{{lang}}", None), ("de fr", None), ("de\n<script>", None),
        ('"><b>', None), ("de-", None),
    ],
)  # fmt: skip
def test_language_tags(declared: str, tag: str | None) -> None:
    escaped = declared.replace('"', "&quot;").replace("<", "&lt;")
    assert from_html(f'<html lang="{escaped}"><body><p>{GERMAN}</p></body></html>').lang == tag


@pytest.mark.parametrize(
    ("opening", "head", "tag"),
    [
        ('<html lang="de">', '<meta property="og:locale" content="en_GB">', "de"),
        ('<html lang="">', '<meta property="og:locale" content="en_GB">', "en-GB"),
        ("<html>", '<meta property="og:locale" content="pt_BR">', "pt-BR"),
        ("<html>", '<meta http-equiv="Content-Language" content="nl">', "nl"),
        ('<html xml:lang="sv">', "", "sv"),
        ("<html>", "", None),
    ],
)
def test_where_the_language_is_declared(opening: str, head: str, tag: str | None) -> None:
    assert from_html(f"<!doctype html>{opening}<head>{head}</head><body><p>Text</p></body></html>").lang == tag


# -- meta tags


def test_meta_tags() -> None:
    head = """
        <META NAME="Description" CONTENT="  Kurz gesagt.  "><meta property="og:title" content="Eins">
        <meta property="og:title" content="Zwei"><meta itemprop="datePublished" content="2024-03-12">
        <meta http-equiv="Content-Language" content="de"><meta name="author" content="   "><meta name="author">
        <meta name="author" content="Hanne Pohl"><meta content="ohne Namen"><meta charset="utf-8">
        <link rel="canonical" href="https://zeitung.example/a"><title>Kopf</title>"""
    meta = from_html(f"<html dir=RTL><head>{head}</head><body><p>x</p></body></html>").meta
    wanted = {
        "description": "Kurz gesagt.", "og:title": "Eins", "datepublished": "2024-03-12", "content-language": "de",
        "author": "Hanne Pohl", "link:canonical": "https://zeitung.example/a", "title": "Kopf", "html:dir": "rtl",
    }  # fmt: skip
    assert {name: meta.get(name) for name in wanted} == wanted
    assert "" not in meta


def test_the_title_of_a_drawing_is_not_the_pages() -> None:
    page = from_html("<html><head></head><body><svg><title>Menü</title></svg><p>Text</p></body></html>")
    assert "title" not in page.meta


# -- structured data


@pytest.mark.parametrize(
    ("script", "types"),
    [
        ('{"@type": "NewsArticle"}', ["NewsArticle"]),
        ('  {"@type": "NewsArticle"};  ', ["NewsArticle"]),
        ('[{"@type": "A"}, {"@type": "B"}, 5, null]', ["A", "B"]),
        ('{"@context": "x", "@graph": [{"@type": "A", "author": {"@type": "B"}}, {"@type": "C"}]}', ["A", "B", "C"]),
        ('{"@graph": {"@graph": [{"@graph": [{"@type": "A"}]}]}}', ["A"]),
        ('{"@type": "A", "text": "Zeile\nZeile"}', ["A"]),
        ('{"@type": "A", "n": NaN, "m": -Infinity}', ["A"]),
        ('{"@type": ["A", "B"]}', [["A", "B"]]),
        ('{"name": "ohne Art"}', []),
        ("", []),
        ("null", []),
        ("5", []),
        ('"nur Text"', []),
        ('{"@type": "A"', []),
        ("{@type: A}", []),
        ("<b>kein JSON</b>", []),
        ("[" * 100_000, []),
        ('{"a":' * 100_000, []),
        (" " * 5_000_000, []),
        ('{"@type": "A", "articleBody": "' + "x" * 3_000_000 + '"}', []),
        ("[" * 900 + '{"@type": "A"}' + "]" * 900, []),
    ],
    ids=lambda value: str(value)[:30],
)
def test_structured_data(script: str, types: list[object]) -> None:
    page = structured(script)
    assert [item["@type"] for item in page.data] == types
    assert shown(page) == GERMAN


def test_a_broken_script_spoils_no_other() -> None:
    assert [item["@type"] for item in structured("{", '{"@type": "A"}', "]", '{"@type": "B"}').data] == ["A", "B"]


@pytest.mark.parametrize("kind", ["application/ld+json", "APPLICATION/LD+JSON", "application/ld+json; charset=utf-8"])
def test_scripts_that_hold_structured_data(kind: str) -> None:
    assert from_html(f'<script type="{kind}">{{"@type": "A"}}</script><p>x</p>').data == ({"@type": "A"},)


def test_other_scripts_hold_none() -> None:
    assert (
        from_html('<script type="application/json">{"@type": "A"}</script><script>{"@type": "B"}</script>x').data == ()
    )


KEYS = ("headline", "author", "publisher", "datePublished", "dateModified", "description", "image", "url", "name")
WRONG = [None, True, 5, 1e400, "", [], {}, [[]], [None], [5], {"name": 5}, {"name": []}, {"@type": []}, {"url": {}}]


@pytest.mark.parametrize("value", WRONG, ids=repr)
@pytest.mark.parametrize("kind", ["NewsArticle", ["NewsArticle"], {"a": "Article"}])
def test_structured_data_of_the_wrong_type_gives_nothing(kind: object, value: object) -> None:
    known = metadata(structured(json.dumps({"@type": kind, **dict.fromkeys(KEYS, value)})), None)
    assert (known.authors, known.date_published, known.excerpt, known.image) == ((), None, None, None)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"name":', "}")], ids=["lists", "objects"])
@pytest.mark.parametrize("depth", [100, 700, 900, 950])
def test_deep_structured_data_breaks_nothing(opening: str, closing: str, depth: int) -> None:
    author = opening * depth + '"Hanne Pohl"' + closing * depth
    page = structured('{"@type": "NewsArticle", "headline": "Brücke", "author": ' + author + "}")
    assert metadata(page, None).authors in ((), ("Hanne Pohl",))


# -- plain text


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Eins\n\nZwei", ("Eins", "Zwei")),
        ("Eins\r\n\r\nZwei\r\n", ("Eins", "Zwei")),
        ("Eins\n \t\nZwei\n\n\n\nDrei", ("Eins", "Zwei", "Drei")),
        ("Eins\nZwei\nDrei", ("Eins", "Zwei", "Drei")),
        ("Eins\ngeht weiter\n\nZwei", ("Eins geht weiter", "Zwei")),
        ("\n\n  Eins  \t und \n\n", ("Eins und",)),
        ("10\u00a0000 Euro", ("10\u00a0000 Euro",)),
        ("a < b & <b>c</b>", ("a < b & <b>c</b>",)),
        ("Die\x00 Brücke", ("Die Brücke",)),
    ],
)
def test_text_is_paragraphs(text: str, paragraphs: tuple[str, ...]) -> None:
    page = from_text(text, "https://zeitung.example/a")
    assert (page.paragraphs, page.tree, page.url) == (paragraphs, None, "https://zeitung.example/a")
    assert shown(page) == "\n".join(paragraphs)


@pytest.mark.parametrize("text", ["", " \n\t\r\n "])
def test_empty_text_is_no_article(text: str) -> None:
    with pytest.raises(NoArticle):
        from_text(text)


# Cleans in a process with so many MB more than it has: what comes out is the whole page, or that memory is lacking.
SCARCE = """
import resource, sys
from reinschrift.page import from_html
item = b"<p>Der Rat tagt.</p><ul><li>a<li>b</ul>"
from_html(item)
page = item * 60_000
for megabytes in range(1, 60, 4):
    held = next(line for line in open("/proc/self/status") if line.startswith("VmData"))
    limit = int(held.split()[1]) * 1024 + megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (limit, resource.RLIM_INFINITY))
    try:
        found = from_html(page).tree.xpath("count(//p)")
    except MemoryError:
        found = "none"
    resource.setrlimit(resource.RLIMIT_DATA, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(found)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold a process to a limit of memory")
def test_a_page_that_is_too_large_for_the_memory_is_not_taken_for_an_empty_one() -> None:
    told = subprocess.run([sys.executable, "-c", SCARCE], check=True, capture_output=True, text=True).stdout.split()
    assert set(told) == {"none", "60000.0"}
    assert told[0] == "none"
