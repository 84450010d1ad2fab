"""Share: bars of buttons and calls to answer go; sentences about sharing, saving and printing stay."""

from __future__ import annotations

import pytest

from reinschrift.model import Kind
from test_junk import check_goes, check_stays, name

GOES = (
    ("de", """<div class="share"><button>Teilen</button><button>Merken</button><button>Drucken</button></div>"""),
    ("de", """<ul><li><a href="#">Auf Facebook teilen</a></li><li><a href="#">Auf X teilen</a></li><li><a href="#">Link
        kopieren</a></li></ul>"""),
    ("en", """<div><button>Share</button><button>Save</button><button>Copy link</button></div>"""),
    ("en", '<div class="social"><a href="#f">Share on Facebook</a> <a href="#w">Share on WhatsApp</a></div>'),
    ("es", "<div><button>Compartir</button><button>Copiar enlace</button></div>"),
    ("fr", "<div><button>Partager</button><button>Copier le lien</button></div>"),
    ("pt", "<div><button>Compartilhar</button><button>Compartilhar no Facebook</button></div>"),
    ("it", "<div><button>Condividi</button><button>Condividi su Facebook</button></div>"),
)  # fmt: skip

STAYS = (
    ("de", "<p>Das Video teilten binnen eines Tages mehr als zehntausend Menschen auf Facebook und WhatsApp.</p>"),
    ("de", """<h2>Teilen will gelernt sein</h2><p>In der Kita am Hang üben die Kinder es jeden Morgen beim
        Frühstück.</p>"""),
    ("de", "<p>„Teilen Sie diesen Beitrag!“, schrieb der Mann, und Tausende taten es, ohne ihn zu lesen.</p>"),
    ("en", """<p>Share prices fell by four per cent on Monday after the company said it would save less than
        planned.</p>"""),
    ("en", "<p>Print is not dead, says Poole, who sells more books on paper each year than the year before.</p>"),
    ("en", "<h2>Save the bridge</h2><p>That was the name of the group that met in the ferry house every Thursday.</p>"),
    ("es", """<p>Compartir piso cuesta ya más que alquilarlo entero hace diez años, según el estudio de la
        universidad.</p>"""),
    ("pl", "<p>Wpis udostępniło na Facebooku ponad dziesięć tysięcy osób, zanim autor go usunął, podała policja.</p>"),
)  # fmt: skip


@pytest.mark.parametrize(("lang", "html"), GOES, ids=name)
def test_goes(lang: str, html: str) -> None:
    check_goes(lang, html, Kind.SHARE)


@pytest.mark.parametrize(("lang", "html"), STAYS, ids=name)
def test_stays(lang: str, html: str) -> None:
    check_stays(lang, html)
