"""Captions, credits and gallery counters go; agency credits in the text and sentences about photos stay."""

from __future__ import annotations

import pytest

from reinschrift.model import Kind
from test_judge import kinds
from test_junk import check_goes, check_stays, name

PICTURE = '<img src="/b.jpg" width="600" height="400" alt="Brücke">'
GOES = (
    ("de", f"<figure>{PICTURE}<figcaption>Die Brücke am Morgen. Foto: Kim Roth</figcaption></figure>"),
    ("de", f"<figure>{PICTURE}<figcaption><p>Die Brücke am Morgen.</p><p>© Kim Roth/Bote</p></figcaption></figure>"),
    ("de", f"<div>{PICTURE}<p>© Kim Roth</p></div>"),
    ("ko", f"<div>{PICTURE}<p>ⓒ 누리일보</p></div>"),
    ("de", f"""<div>{PICTURE}<p>1 von 2</p><p>Die Brücke am Morgen</p></div><div>{PICTURE}<p>2 von 2</p><p>Am
        Abend</p></div>"""),
    ("en", f"<figure>{PICTURE}<figcaption>The bridge at dawn. Photograph: Kim Roth</figcaption></figure>"),
    ("en", f"<div>{PICTURE}<p>File photo</p></div>"),
    ("en", f"<div>{PICTURE}<p>1 / 3</p></div><div>{PICTURE}<p>2 / 3</p></div><div>{PICTURE}<p>3 / 3</p></div>"),
    ("en", f"""<div>{PICTURE}<p>1 of 2</p><p>The bridge at dawn</p><p>Courtesy of Kim Roth</p></div><div>{PICTURE}<p>2
        of 2</p><p>The bridge at dusk</p><p>Courtesy of Kim Roth</p></div>"""),
    ("en", f"<div>{PICTURE}<p>Image: KIM ROTH</p></div>"),
    ("ja", f"<figure>{PICTURE}<figcaption>朝の橋（撮影・堀花子）</figcaption></figure>"),
    ("ar", f"<figure>{PICTURE}<figcaption>الجسر في الصباح</figcaption></figure>"),
)  # fmt: skip

STAYS = (
    ("de", """<p>Die Frau hob das Blatt auf. Foto: So stand es oben am Rand, und darunter war mit Bleistift ein Kreis
        gezeichnet, den niemand aus der Familie erklären konnte.</p>"""),
    ("de", """<p>Bürgermeisterin Pohl will am Freitag über den Haushalt sprechen, der erst im Mai vorgelegt wird.
        (dpa)</p>"""),
    ("de", "<p>Das Foto zeigt die Brücke vor dem Krieg; gemacht hat es ein Lehrer, der später verschwand.</p>"),
    ("de", "<p>Die Partie endete 3 von 5 Sätzen zum Trotz erst nach Mitternacht, und beide Spieler lachten.</p>"),
    ("en", "<p>The bridge will stay closed until Friday, the council told Reuters on Monday after the inspection.</p>"),
    ("en", """<h2>Photo of the year</h2><p>Roth took it from the ferry, he says, without looking through the
        camera.</p>"""),
    ("en", f"<div>{PICTURE}<p>Image: she says the bridge looked like one.</p></div>"),
    ("de", "<p>Das Ufer im Winter</p><p>155 x 196</p><p>Die Fähre</p><p>120 x 196</p>"),  # centimetres
    ("de", "<p>Lohe gegen Au</p><p>1 : 3</p><p>Au gegen Birkenau</p><p>2 : 3</p>"),
    ("de", "<table><tr><td>Lohe<td>1/3<tr><td>Au<td>2/3</table>"),
    ("en", "<p>How long it took, in days</p><p>3 of 9</p><p>How many came along</p><p>4 of 7</p>"),
    ("en", "<p>Source: Bridge Report 2024</p>"),  # of figures, perhaps
    ("fr", "<p>La photo, prise depuis le bac, montre le pont avant la guerre, explique la maire dans son bureau.</p>"),
)  # fmt: skip


@pytest.mark.parametrize(("lang", "html"), GOES, ids=name)
def test_goes(lang: str, html: str) -> None:
    check_goes(lang, html, Kind.CAPTION)


@pytest.mark.parametrize(("lang", "html"), STAYS, ids=name)
def test_stays(lang: str, html: str) -> None:
    check_stays(lang, html)


@pytest.mark.parametrize(
    ("text", "likely", "stays"),
    [
        ("Schneiden Sie nun die Erdbeeren in kleine Würfel.", 0.92, True),
        ("Schneiden Sie nun die Erdbeeren in kleine Würfel.", 0.6, False),
        ("Die Brücke am Morgen", 0.92, False),
    ],
    ids=["likely", "doubted", "no sentence"],
)
def test_the_steps_of_a_recipe_stay_though_each_is_counted_and_shown(text: str, likely: float, stays: bool) -> None:
    steps = "".join(f"<div><p>{number} von 3</p><p>{text}</p>{PICTURE}</div>" for number in (1, 2, 3))
    found = kinds(f"<main>{steps}</main>", [0.5, likely, 0, 0.5, likely, 0, 0.5, 0.55, 0])  # the last is less likely
    assert found[::3] == [Kind.CAPTION] * 3
    assert [kind is None for kind in found[1::3]] == [stays] * 3
