"""Copies in Markdown and text, written in the browser, are letter for letter what the server writes."""

from __future__ import annotations

from typing import Any

import pytest

from .driver import ROOT, Browser
from .servers import Server
from .shelf import answer, cleaned, gone

PAGES = sorted(path.parent for path in (ROOT / "tests" / "pages").glob("*/page.html"))
WRITE = """
    const { fillArticle } = await import("/reader/article.js");
    const { isRestored, shownCopy } = await import("/reader/formats/copy.js");
    const { markdown } = await import("/reader/formats/markdown.js");
    const { plainText } = await import("/reader/formats/plain.js");
    return arguments[0].map(([answer, restored]) => {
      const article = document.createElement("article");
      fillArticle(article, { answer, restored, source: { url: "", title: "" } }, true);
      const copy = shownCopy(article, true);
      return [markdown(answer.title, copy), plainText(copy, isRestored)];
    });
"""
TRICKY = r"""<!doctype html><html lang="de"><head><title>Was # und * bedeuten</title></head><body><main><article>
<h1>Was # und * bedeuten</h1>
<p>Ein Stern * steht hier, ein Unterstrich in einem_langen_namen, einer _davor, ein [Verweis](der keiner ist), ein \ und
ein &amp;amp; und &lt;b> und a &lt; b, dazu `Striche` und ein Emoji 🦀**.</p>
<p>1. Dieser Absatz beginnt wie eine Liste und ist doch keine, er erzählt von der Fähre und vom Winter.</p>
<p># Dieser sieht wie eine Überschrift aus, aber er ist nur ein Absatz, der mit einer Raute anfängt.</p>
<p>Er sagte:<strong>„Wichtig“</strong>und ging, <em>ganz leise </em>und <b><i>sehr</i> schnell</b>, mit
<code>a`b</code> und <strong><code>fett</code></strong>.<br>Dann kam eine neue Zeile, die auch zu diesem Absatz
gehört.</p>
<p>Sieh her!<a href="/x_(y)?a=1&amp;copy;=2">Ein Verweis</a> steht hinter einem Ausrufezeichen und ist doch kein
Bild.</p>
<ol start="4"><li>vier und noch ein paar Worte<ul><li>darunter eins</li><li>darunter zwei<p>mit einem Absatz</p></li>
</ul></li><li>fünf, der letzte Punkt dieser Liste</li></ol>
<blockquote><p>Erster Absatz eines Zitats.<br>Mit zweiter Zeile.</p><p>> Zweiter Absatz eines Zitats.</p></blockquote>
<pre><code>if a:
    b = "```"

</code></pre>
<table><tr><th>Kopf | Balken</th><th>B</th></tr><tr><td>eins</td></tr><tr><td></td><td>zwei<br>drei</td></tr></table>
<figure><img src="/bild.jpg" alt="Ein [Bild]*"><figcaption>Die <em>Fähre</em> im Hafen, im Winter des Vorjahres
</figcaption></figure><p>Am Ende steht noch ein ganzer Absatz, damit die Seite lang genug für einen Artikel ist, und
dann ist Schluss.</p>
</article></main></body></html>"""


def written(browser: Browser, *articles: tuple[dict[str, Any], list[str]]) -> list[list[str]]:
    found: list[list[str]] = browser.open_extension("options/options.html").run(WRITE, articles)
    return found


def test_every_page_is_written_as_the_server_writes_it(browser: Browser, server: Server) -> None:
    assert len(PAGES) > 50
    answers = [cleaned(server, (page / "page.html").read_bytes()) for page in PAGES]
    for page, said, (markdown, text) in zip(PAGES, answers, written(browser, *((a, []) for a in answers)), strict=True):
        assert markdown == said["markdown"], page.name
        assert text == said["text"], page.name


def test_tricky_text_is_written_as_the_server_writes_it(browser: Browser, server: Server) -> None:
    said = cleaned(server, TRICKY)
    for telling in (r"\*", r"\# Dieser", "\n   - darunter eins", "```", "| --- |", "![Ein", "*Die Fähre im Hafen"):
        assert telling in said["markdown"]
    ((markdown, text),) = written(browser, (said, []))
    assert markdown == said["markdown"]
    assert text == said["text"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("three-boxes-in-article-de", "newsletter"),
        ("three-boxes-in-article-de", "teaser"),
        ("newsletter-form-mid-de", "meta"),
        ("las-ocksa-box-mid-article-sv", "meta"),
    ],
)
def test_a_kind_put_back_is_written_as_if_kept(browser: Browser, server: Server, name: str, kind: str) -> None:
    page = (ROOT / "tests" / "pages" / name / "page.html").read_bytes()
    said, kept = cleaned(server, page), cleaned(server, page, keep=kind)
    restored = [entry["id"] for entry in said["removed"] if entry["kind"] == kind]
    assert restored
    ((markdown, text),) = written(browser, (said, restored))
    assert markdown == kept["markdown"]
    assert text == kept["text"]


def test_blocks_put_back_are_written_in_their_places(browser: Browser) -> None:
    html = '<h1 id="b0">T</h1><ol><li id="b1">a</li><li id="b3">c</li></ol><p id="b5">Text.</p>'
    removed = [
        gone("b2", '<ol><li id="b2">b</li></ol>', "b1"),
        gone("b4", '<figure><figcaption><span id="b4">Foto</span></figcaption></figure>', "b3", kind="caption"),
        gone("b6", '<h3 id="b6">Mehr</h3><ul><li id="b7"><a href="https://x.example/">x</a></li></ul>', "b5"),
    ]
    said = answer(html, removed, title="T")
    ((markdown, text), (partly, _)) = written(browser, (said, ["b2", "b4", "b6"]), (said, ["b2"]))
    assert markdown == "# T\n\n1. a\n2. b\n3. c\n\n*Foto*\n\nText.\n\n### Mehr\n\n- [x](https://x.example/)"
    assert text == "1. a\n\n2. b\n\n3. c\n\nFoto\n\nText.\n\nMehr\n\nx"
    assert partly == "# T\n\n1. a\n2. b\n3. c\n\nText."
