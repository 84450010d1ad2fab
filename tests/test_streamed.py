"""Pages that came in pieces: each stands where the page's own script would put it."""

from __future__ import annotations

import pytest

from reinschrift.page import from_html
from reinschrift.segment import segment


def shown(html: str) -> list[str]:
    return [block.text for block in segment(from_html(html)).blocks if block.text]


PLACES = '<main><h1>Die Brücke</h1><template id="B:0"></template><p>Ende</p></main>'
PIECE = '<div hidden id="S:0"><p>Mitte</p></div>'
SETTLED = ["Die Brücke", "Mitte", "Ende"]
CALL = '<script>$RC("B:0","S:0")</script>'


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        (f"{PLACES}{PIECE}{CALL}", ["Die Brücke", "Mitte", "Ende"]),
        (f"{PLACES}{PIECE}", ["Die Brücke", "Ende"]),  # a piece that nothing calls for is hidden, and stays it
        (f"{PLACES}<div hidden id='S:1'><p>Mitte</p></div>{CALL}", ["Die Brücke", "Ende"]),
        (f"<p>Anfang</p>{PIECE}{CALL}", ["Anfang"]),  # no place for it
        (
            '<template id="B:0"></template>'
            '<div hidden id="S:0"><p>Eins</p><template id="P:1"></template><p>Drei</p></div>'
            '<div hidden id="S:1"><p>Zwei</p></div><script>$RS("S:1","P:1")</script>' + CALL,
            ["Eins", "Zwei", "Drei"],
        ),
        (
            '<p>Vor</p><template id="B:0"></template> nach<div hidden id="S:0"><p>Mitte</p></div> danach' + CALL,
            ["Vor", "Mitte", "nach danach"],
        ),
        ('<div hidden id="S:0"><template id="B:0"></template><p>Mitte</p></div><p>Ende</p>' + CALL, ["Ende"]),
        # found by Hypothesis: a piece or a place that several calls name is moved once
        (f"{PLACES}{PIECE}{CALL}{CALL}", SETTLED),
        (f'{PLACES}{PIECE}{CALL}<template id="P:2"></template><script>$RS("S:0","P:2")</script>', SETTLED),
        (f'{PLACES}{PIECE}<div hidden id="S:1">Nie</div>{CALL}<script>$RC("B:0","S:1")</script>', SETTLED),
    ],
)
def test_pieces_stand_where_the_page_puts_them(html: str, texts: list[str]) -> None:
    assert shown(html) == texts
