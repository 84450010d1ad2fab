"""Sections of character data in XHTML are text, except where a script hides in them."""

import pytest

from reinschrift.answer import read
from reinschrift.segment import segment
from reinschrift.task import HTML, XHTML, Task
from reinschrift.xhtml import as_html


@pytest.mark.parametrize(
    ("xhtml", "html"),
    [
        (b"<p>a</p>", b"<p>a</p>"),
        (b"<p><![CDATA[a < b & c]]></p>", b"<p>a &lt; b &amp; c</p>"),
        (b"<![CDATA[a]]>b<![CDATA[]]><![CDATA[c]]>", b"abc"),
        (b"<![CDATA[<p>\xe4\xff]]]>", b"&lt;p&gt;\xe4\xff]"),
        (b"a<![CDATA[b", b"ab"),
        (b"<script>//<![CDATA[\na < b\n//]]></script>", b"<script>//<![CDATA[\na < b\n//]]></script>"),
        (b"<style>/*<![CDATA[*/ a /*]]>*/</style >", b"<style>/*<![CDATA[*/ a /*]]>*/</style >"),
    ],
)
def test_sections(xhtml: bytes, html: bytes) -> None:
    assert as_html(xhtml) == html


def test_only_xhtml_has_them() -> None:
    body = b"<html><body><p>Eins</p><p><![CDATA[<b>Zwei</b>]]></p></body></html>"
    found = [[b.text for b in segment(read(Task(body, media))[0]).blocks if b.text] for media in (HTML, XHTML)]
    assert found == [["Eins", "Zwei]]>"], ["Eins", "<b>Zwei</b>"]]
