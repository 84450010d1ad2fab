"""Wild bytes tamed: which tags count as wild, and that what is left out makes nothing of what stands around it."""

from __future__ import annotations

import pytest

from reinschrift.tame import MOST, has_wild_tag, tamed

MANY = range(MOST + 10)


@pytest.mark.parametrize(
    "attribute", ["a{}", "a{}=1", 'a{}="1"', 'a{}="<b>"', "a{}='>'", 'a{} = "b c"', 'a{}="b\'"', "a{}/"]
)
def test_a_tag_of_many_attributes_is_wild(attribute: str) -> None:
    tag = f"<p {' '.join(map(attribute.format, MANY))}>".encode()
    assert has_wild_tag(b"<p>Eins</p>" + tag + b"Zwei</p>")


@pytest.mark.parametrize("page", ["<p a=1 b=2>" * 1000, "<p " + "a " * 100 + ">", "Wort " * 1000])
def test_an_ordinary_page_is_not(page: str) -> None:
    assert not has_wild_tag(page.encode())


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (b"a <</b>script> c", b"a <<!---->script> c"),
        (b"a <</b></i>script> c", b"a <<!---->script> c"),
        (b"a &am</b>p; c", b"a &am<!---->p; c"),
        (b"a &</b>#60; c", b"a &<!---->#60; c"),
        (b"a</b> c", b"a c"),
        (b"<p>a</p></b> c", b"<p>a</p> c"),
        (b"a & b</i> c", b"a & b c"),
    ],
)
def test_what_is_left_out_joins_no_text_to_a_tag(page: bytes, text: bytes) -> None:
    """Found by Hypothesis: without the end tag that ends nothing, the text became a tag, and hid what came after it."""
    assert tamed(page) == text
    assert tamed(text) == text
