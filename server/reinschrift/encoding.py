"""bytes -> text: which encoding a page is in, with the labels read as browsers read them."""

from __future__ import annotations

import codecs
import re

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
TELLING = tuple(bom for bom, _ in BOMS)
# The encodings of the WHATWG Encoding Standard as Python's codecs: what is not here, browsers do not know either. Where
# the standard reads one encoding as a larger one, the larger one stands behind it.
CODECS = {
    **{f"iso8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"cp125{part}": f"cp125{part}" for part in range(9)},
    "utf-8": "utf-8", "cp866": "cp866", "koi8-r": "koi8-r", "koi8-u": "koi8-u", "mac-roman": "mac-roman",
    "mac-cyrillic": "mac-cyrillic", "iso2022_jp": "iso2022_jp", "euc_jp": "euc_jp",
    "ascii": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "iso8859-9": "cp1254",
    "iso8859-11": "cp874", "tis-620": "cp874", "cp874": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "gb18030": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs", "big5hkscs": "big5hkscs", "shift_jis": "cp932",
    "cp932": "cp932", "euc_kr": "cp949", "cp949": "cp949",
    # A page whose meta tag could be read as ASCII is not UTF-16, whatever the tag says.
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip
# Labels of the standard that Python does not know, without their "x-".
LABELS = {
    "iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8", "logical": "iso8859-8", "visual": "iso8859-8",
    "windows-31j": "cp932", "windows-949": "cp949", "ksc5601": "euc_kr", "ksc_5601": "euc_kr", "cseuckr": "euc_kr",
    "iso-ir-149": "euc_kr", "gb_2312": "gb2312", "gb_2312-80": "gb2312", "csgb2312": "gb2312", "cn-big5": "big5",
    "csbig5": "big5", "dos-874": "cp874", "windows-874": "cp874", "koi": "koi8-r", "koi8": "koi8-r",
    "koi8-ru": "koi8-u", "mac": "mac-roman", "mac-ukrainian": "mac-cyrillic", "unicode-1-1-utf-8": "utf-8",
    "sun_eu_greek": "iso8859-7",
}  # fmt: skip
BEYOND_ASCII, PAST_ASCII = re.compile(rb"[\x80-\xff]"), re.compile(r"[^\x00-\x7f]+")
REPLACEMENT, SELDOM = "\ufffd", 10  # letters beyond ASCII for each byte that is not UTF-8
SAMPLE, AROUND = 20_000, 1_000  # bytes that an undeclared encoding is told by; more would take seconds
UNDIVIDED = re.compile(r"iso8859(\d+)")


def utf_8(raw: bytes, charset: str | None) -> bytes:
    """The page in UTF-8, whatever it came in; `charset` is the HTTP header's."""
    wide_or_marked = raw.startswith(TELLING) or b"\x1b" in raw or b"\x00" in raw
    if not wide_or_marked and _strictly(raw, "utf-8") is not None:
        return raw
    return _decoded(raw, charset).encode("utf-8", "replace")


def _decoded(raw: bytes, charset: str | None) -> str:
    """Text from bytes: BOM, then UTF-8 where the bytes are just that, then HTTP header, meta tag and detection.

    Browsers ask the header and the meta tag first. Pages that were saved or re-served as UTF-8 with their old
    declaration are common, and bytes that are valid UTF-8 by chance are not.
    """
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            return raw[len(bom) :].decode(encoding, "replace")
    from bs4.dammit import EncodingDetector, UnicodeDammit  # late, for few pages need it and it takes long to load

    declared = EncodingDetector.find_declared_encoding(raw[:4096], is_html=True, search_entire_document=False)
    if wide := _wide(raw):
        return raw.decode(wide, "replace")
    if (text := _nearly_utf_8(raw)) is not None:
        return text
    codecs_named = [codec for label in (charset, declared) if (codec := codec_of(label))]
    for codec in codecs_named:
        if (text := _strictly(raw, codec)) is not None:
            return text
    if (text := _strictly(raw, "utf-8")) is not None:
        return text
    if codecs_named:
        return raw.decode(codecs_named[0], "replace")
    late = EncodingDetector.find_declared_encoding(raw, is_html=True, search_entire_document=True)
    detected = codec_of(late) or codec_of(UnicodeDammit(_sample(raw), is_html=True).original_encoding)
    return raw.decode(detected or "cp1252", "replace")


def _sample(raw: bytes) -> bytes:
    """Some of the page from where it first goes beyond ASCII; it ends at a sign that is no part of another."""
    first = BEYOND_ASCII.search(raw)
    start = max(0, first.start() - AROUND) if first else 0
    sample = raw[start : start + SAMPLE]
    return sample if len(sample) < SAMPLE else sample[: max(map(sample.rfind, (b"<", b" ", b"\n")))]


def codec_of(label: str | None) -> str | None:
    """Python's codec for an encoding label, as browsers understand the label; None for one they do not know."""
    plain = (label or "").strip().strip("\"'").strip().lower()
    while plain.startswith("x-"):
        plain = plain[2:]
    try:
        name = codecs.lookup(LABELS.get(plain) or UNDIVIDED.sub(r"iso8859-\1", plain)).name
    except (LookupError, ValueError):
        return None  # a label that somebody made up
    return CODECS.get(name)


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a byte order mark shows itself by the zero bytes of its markup."""
    start = raw[:512]
    if start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    return "utf-16-be" if start[0::2].count(0) > len(start) // 4 else None


def _nearly_utf_8(raw: bytes) -> str | None:
    """Text of a page that was cut, or put together, in the middle of a letter: hardly any byte of it is not UTF-8."""
    text = raw.decode("utf-8", "replace")
    bad = text.count(REPLACEMENT) - raw.count(REPLACEMENT.encode())
    beyond = sum(map(len, PAST_ASCII.findall(text))) - bad
    return text if beyond >= max(1, bad * SELDOM) else None


def _strictly(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except ValueError:  # of which UnicodeDecodeError is one
        return None
