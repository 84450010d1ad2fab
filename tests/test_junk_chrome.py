"""Chrome and hidden: the site around the article is named where it is doubted; hidden text always goes."""

from __future__ import annotations

import numpy as np
import pytest

from reinschrift.evidence import gather
from reinschrift.judge import judge
from reinschrift.model import Kind
from reinschrift.page import from_html
from reinschrift.segment import segment
from test_judge import LONG, kinds
from test_junk import LIKED, PROSE, check_goes, check_reasons, check_stays, name

DOUBTED = 0.1
NAMED = (
    ("de", "<p>Zum Inhalt springen</p>"),
    ("de", "<p>Nach oben</p>"),
    ("en", "<p>Skip to content</p>"),
    ("en", "<p>Back to top</p>"),
    ("fr", "<p>Retour en haut</p>"),
)
STAYS = (
    ("de", "<p>Nach oben führt ein schmaler Weg, den im Winter nur die Jäger und die Kinder des Wirts benutzen.</p>"),
    (
        "de",
        "<h2>Datenschutz im Rathaus</h2><p>Die Akten lagen offen auf dem Gang, sagte eine Besucherin am Montag.</p>",
    ),
    ("en", "<p>Search parties set out at dawn on Tuesday, and by noon they had found the boat below the weir.</p>"),
)
AROUND = {
    "nav": '<nav><ul><li><a href="/a">Start</a></li><li><a href="/b">Orte</a></li></ul></nav>{}',
    "footer": '{}<footer><p><a href="/i">Impressum</a></p><p>Alle Rechte vorbehalten</p></footer>',
    "sidebar": '{}<aside class="sidebar"><p>Das Wetter in Birkenau</p><p>Heiter, am Abend Regen</p></aside>',
    "comments": '{}<div class="comments"><p>Kai: Das wurde auch Zeit!</p><p>Ute: Finde ich nicht.</p></div>',
}


@pytest.mark.parametrize(("lang", "html"), NAMED, ids=name)
def test_goes_where_it_is_doubted(lang: str, html: str) -> None:
    check_goes(lang, html, Kind.CHROME, DOUBTED)


@pytest.mark.parametrize(("lang", "html"), STAYS, ids=name)
def test_stays_where_it_is_liked(lang: str, html: str) -> None:
    check_stays(lang, html)


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_what_stands_around_the_article_is_chrome(around: str) -> None:
    article = "".join(f"<p>{text}</p>" for text in PROSE["de"])
    page = from_html(f"<html lang=de><body>{around.format(f'<main>{article}</main>')}</body></html>")
    segments = segment(page)
    prose = [block.text in PROSE["de"] for block in segments.blocks]
    score = np.where(prose, LIKED, DOUBTED).astype(np.float32)
    verdicts = judge(segments, gather(page, segments), score)
    assert [v.kind for v in verdicts] == [None if kept else Kind.CHROME for kept in prose]
    check_reasons(list(zip(segments.blocks, verdicts, strict=True)))


@pytest.mark.parametrize(
    "html",
    ["<p hidden>{}</p>", '<p style="display:none">{}</p>', "<dialog>{}</dialog>", "<template><p>{}</p></template>"],
)
def test_hidden_text_goes_though_it_reads_as_prose(html: str) -> None:
    page = from_html(f"<html lang=de><main><p>{PROSE['de'][0]}</p>{html.format(PROSE['de'][1])}</main></html>")
    segments = segment(page)
    verdicts = judge(segments, gather(page, segments), np.full(len(segments.blocks), LIKED, dtype=np.float32))
    assert [(v.kind, bool(b.text)) for b, v in zip(segments.blocks, verdicts, strict=True)] == [
        (None, True),
        (Kind.HIDDEN, False),
    ]
    check_reasons(list(zip(segments.blocks, verdicts, strict=True)))


def test_a_line_of_the_frame_goes_behind_the_article_too() -> None:
    part = f"<div>Teil des Artikels</div><p>{LONG}</p>"
    page = f"<main>{part * 5}<div>Teil des Artikels</div><div>Ein anderer Teil</div></main>"
    found = kinds(page, [*[0.9, 0.95] * 5, 0.9, 0.9])
    assert found[::2] == [Kind.CHROME] * 6
    assert found[1::2] == [None] * 6
