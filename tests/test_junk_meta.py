"""Meta: bylines, dates and reading times are named where the content model doubts them, and never go by force."""

from __future__ import annotations

import pytest

from reinschrift.model import Kind
from test_junk import check_goes, check_stays, name

DOUBTED = 0.1
NAMED = (
    ("de", "<p>Von Hanne Roth</p>"),
    ("de", '<p class="byline">Kim Roth</p>'),
    ("de", "<p><time>12.05.2024, 18:30 Uhr</time></p>"),
    ("de", "<p>Lesezeit: 4 Minuten</p>"),
    ("de", "<p>Zuletzt aktualisiert: 13. Mai 2024</p>"),
    ("en", "<p>By Kim Roth</p>"),
    ("en", '<div class="author-bio"><p>Kim Roth writes about rivers</p></div>'),
    ("en", "<p>4 min read</p>"),
    ("es", "<p>Actualizado el 13 de mayo de 2024</p>"),
    ("fr", "<p>Publié le 13 mai 2024 à 18h30</p>"),
    ("it", "<p>Aggiornato il 13 maggio 2024</p>"),
)
STAYS = (
    ("de", "<p>Von dem alten Haus am Fluss blieb nach dem Brand nur der Schornstein stehen, sagt der Nachbar.</p>"),
    ("de", "<p>Der Autor des Buches, Kim Roth, war dreißig Jahre lang Fährmann und schreibt erst seit dem Winter.</p>"),
    ("de", "<p>12. Mai: Das Wasser steigt, die Feuerwehr sperrt die Straße am Ufer, und die Schule bleibt zu.</p>"),
    ("de", "<h2>18.30 Uhr: Der Damm bricht</h2><p>Zu dieser Zeit waren noch drei Familien in ihren Häusern.</p>"),
    ("en", "<p>By Friday the river had risen by two metres, and the ferry was tied up behind the old mill.</p>"),
    ("fr", "<p>Publié en 1911, le roman raconte l'histoire de deux familles qui vivent sur le pont de Boulay.</p>"),
)


@pytest.mark.parametrize(("lang", "html"), NAMED, ids=name)
def test_goes_where_it_is_doubted(lang: str, html: str) -> None:
    check_goes(lang, html, Kind.META, DOUBTED)


@pytest.mark.parametrize(("lang", "html"), [*NAMED, *STAYS], ids=name)
def test_stays_where_it_is_liked(lang: str, html: str) -> None:
    check_stays(lang, html)
