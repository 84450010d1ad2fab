"""Encodings: marks, declarations that are wrong, late, bogus or missing, and bytes that fit none."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from .case import HTML, PLAIN_HTML, TEXTS, Case

LETTERS = {
    "windows-1252": "Brücke – „alt“, 5 €", "iso-8859-2": "Město říjen žluť", "iso-8859-7": "γέφυρα της πόλης",
    "windows-1251": "мост остаётся", "koi8-r": "мост остаётся", "shift_jis": "古い橋は残る", "euc-jp": "古い橋は残る",
    "iso-2022-jp": "古い橋は残る", "gbk": "老桥保留", "gb18030": "老桥保留", "big5": "老橋保留",
    "euc-kr": "다리는 남는다",
    "iso-8859-8": "הגשר נשאר", "windows-1256": "الجسر باق", "windows-874": "สะพาน", "macintosh": "Brücke",
    "windows-1254": "Köprü kalıyor", "iso-8859-15": "Brücke 5 €", "ibm866": "мост",
}  # fmt: skip
CODECS = {"windows-874": "cp874", "macintosh": "mac-roman", "ibm866": "cp866"}


def page(letters: str = "Brücke", head: str = "", before: str = "") -> str:
    """The article with some letters of a language in each paragraph."""
    body = "".join(f"<p>{text} {letters}.</p>" for text in TEXTS)
    return f"{before}<!doctype html><html><head>{head}<title>The bridge</title></head><body>{body}</body></html>"


def build() -> Iterator[Case]:
    for label, letters in LETTERS.items():
        raw = page(letters).encode(CODECS.get(label, label), "replace")
        declared = page(letters, f"<meta charset={label}>").encode(CODECS.get(label, label), "replace")
        yield Case(f"encoding {label} by header", raw, f"text/html; charset={label}")
        yield Case(f"encoding {label} by meta", declared, PLAIN_HTML)
    for name, codec in (("little", "utf-16-le"), ("big", "utf-16-be")):
        bom = codecs.BOM_UTF16_LE if name == "little" else codecs.BOM_UTF16_BE
        yield Case(f"encoding utf-16 {name} with mark", bom + page().encode(codec), PLAIN_HTML)
        yield Case(f"encoding utf-16 {name} with mark and header", bom + page().encode(codec), HTML)
        yield Case(f"encoding utf-16 {name} by header", page().encode(codec), f"text/html; charset={codec}")
        yield Case(f"encoding utf-16 {name} undeclared", page().encode(codec), PLAIN_HTML)
        yield Case(f"encoding utf-16 {name} odd", bom + page().encode(codec) + b"x", PLAIN_HTML)
    yield from _utf_8()
    yield from _odd_bytes()


def _utf_8() -> Iterator[Case]:
    raw = page().encode()
    yield Case("encoding utf-8 with mark", codecs.BOM_UTF8 + raw, PLAIN_HTML)
    yield Case("encoding utf-8 mark against header", codecs.BOM_UTF8 + raw, "text/html; charset=koi8-r")
    for label in ("iso-8859-1", "shift_jis", "utf-16", "utf-7", "x-klingon", "utf-32", "hex", "none", "x-user-defined"):
        yield Case(f"encoding utf-8 called {label} by header", raw, f"text/html; charset={label}")
        head = f"<meta charset='{label}'>"
        yield Case(f"encoding utf-8 called {label} by meta", page(head=head).encode(), PLAIN_HTML)
    yield Case("encoding header of a kilobyte", raw, f"text/html; charset={'x' * 1_000}")
    yield Case("encoding meta of a megabyte", page(head=f"<meta charset={'x' * 1_000_000}>").encode(), PLAIN_HTML)
    late = page(head=f"<!-- {'a' * 5_000} --><meta charset=windows-1252>").encode("windows-1252")
    yield Case("encoding meta late", late, PLAIN_HTML)
    commented = page(head="<!-- <meta charset=utf-16> --><meta charset=windows-1252>").encode("windows-1252")
    yield Case("encoding meta in a comment", commented, PLAIN_HTML)
    two = page(head="<meta charset=windows-1252><meta charset=utf-8>").encode("windows-1252")
    yield Case("encoding meta twice", two, PLAIN_HTML)
    old = page(head='<meta http-equiv=content-type content="text/html;charset=windows-1252">').encode("windows-1252")
    yield Case("encoding meta the old way", old, PLAIN_HTML)
    xml = page(before='<?xml version="1.0" encoding="windows-1252"?>').encode("windows-1252")
    yield Case("encoding in an xml declaration", xml, PLAIN_HTML)
    undeclared = page().encode("windows-1252")
    yield Case("encoding undeclared", undeclared, PLAIN_HTML)
    long = undeclared.replace(b"</body>", b"<p>" + b"Br\xfccke und " * 200_000 + b"</body>")
    yield Case("encoding undeclared in megabytes", long, PLAIN_HTML)
    mixed = undeclared.replace(b"</body>", b"<p>" + bytes(range(0x20, 0x100)) * 10_000 + b"</body>")
    yield Case("encoding undeclared and mixed", mixed, PLAIN_HTML)


def _odd_bytes() -> Iterator[Case]:
    raw = page("Brücke #").encode()
    odd = {
        "one bad byte": b"\xff", "a cut letter": b"\xc3", "an overlong letter": b"\xc0\xbc",
        "a surrogate": b"\xed\xa0\x80",
        "latin letters": "Brücke".encode("windows-1252"), "past the end": b"\xf4\x90\x80\x80", "escape": b"\x1b$B",
        "all bytes": bytes(range(0x80, 0x100)), "half a mark": b"\xef\xbb", "a mark inside": codecs.BOM_UTF8,
    }  # fmt: skip
    for name, letters in odd.items():
        yield Case(f"bytes {name}", raw.replace(b"#", letters))
        yield Case(f"bytes {name} undeclared", raw.replace(b"#", letters), PLAIN_HTML)
    yield Case("bytes a megabyte of bad ones", raw.replace(b"#", b"\xff" * 100_000))
