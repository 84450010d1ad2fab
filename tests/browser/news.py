"""Invented news pages that are larger than life."""

from __future__ import annotations

import base64

SENTENCES = (
    "Der Stadtrat hat am Dienstagabend beschlossen, das alte Bad am Wehr nicht abzureißen.",
    "Nach mehr als vier Stunden stimmten siebzehn Mitglieder dafür, neun dagegen; zwei enthielten sich.",
    "Die Arbeiten sollen im Frühjahr beginnen und nach Angaben der Verwaltung etwa zwei Jahre lang dauern.",
    "Kritik kam von den Anwohnern der Gerbergasse, die mit mehr Verkehr vor der Tür rechnen.",
)
THUMBNAIL = base64.b64encode(bytes(range(256)) * 4).decode()
"""A picture's stand-in, such as pages write into themselves until the real one has come."""


def long_article(paragraphs: int) -> str:
    """The inside of an article; each paragraph begins with its number."""
    return "".join(f"<p>{number}. {' '.join(SENTENCES)}</p>" for number in range(1, paragraphs + 1))


def teaser(number: int) -> str:
    return (
        f'<li class="teaser teaser--{number}" data-track=\'{{"area": "more", "position": {number}}}\'>'
        f'<a href="/archiv/{number}.html"><img alt="" loading="lazy" src="data:image/png;base64,{THUMBNAIL}" '
        f'data-src="/bilder/{number}.jpg" data-srcset="/bilder/{number}-400.jpg 400w, /bilder/{number}-800.jpg 800w">'
        f'<span class="kicker">Aus dem Archiv</span> <span class="title">Meldung {number} aus der Stadt</span></a></li>'
    )


def news_page(size: int, paragraphs: int = 40) -> str:
    """A page of about `size` characters: an article, and as many links to others as it takes."""
    article = f"<article><h1>Das Bad am Wehr bleibt</h1>{long_article(paragraphs)}</article>"
    number = max(0, size - len(article)) // len(teaser(1000))
    teasers = f"<aside><h2>Mehr aus der Stadt</h2><ul>{''.join(map(teaser, range(number)))}</ul></aside>"
    return f"""<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Das Bad am Wehr bleibt</title></head>
<body><header><nav><a href="/">Wehrblatt</a></nav></header><main>{article}</main>{teasers}</body></html>"""
