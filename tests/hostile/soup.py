"""Pages that nobody would write: tags, words, data and bytes in any order, made by Hypothesis."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from .markup import AROUND
from .payloads import payloads

PAGES = sorted((Path(__file__).parents[1] / "pages").glob("*/page.html"))
SENTENCES = (
    "Der Rat hat am Dienstag nach mehr als vier Stunden beschlossen, die alte Brücke über die Lohe zu erhalten.",
    "The council of the town decided on Tuesday, after more than four hours, to keep the old bridge over the river.",
    "Jetzt unseren Newsletter abonnieren!", "Lesen Sie auch", "Read more:", "Wir verwenden Cookies.", "Accept all",
    "Externen Inhalt anzeigen", "Anzeige", "Von Meike Tjarks", "12. Mai 2025, 06:10 Uhr", "Foto: dpa", "Teilen",
    "Jetzt weiterlesen mit Sielbote plus", "3 Min.", "1.", "…", "橋は残る。", "الجسر باق", "&nbsp;", " ",
    "&amp;lt;b&amp;gt;",
)  # fmt: skip
CLASSES = (
    "newsletter", "teaser", "related", "consent", "cookie-banner", "paywall", "share", "caption", "author", "hidden",
    "ad", "nav", "article-body", "comments",
)  # fmt: skip
ATTRIBUTES = (
    "hidden", 'style="display:none"', 'style="visibility:hidden"', 'aria-hidden="true"', 'role="dialog"', "open",
    'href="/a"', 'href="https://a.example/b?c=d"', 'href="javascript:hit()"', 'src="/a.png"', 'type="email"',
    'type="application/ld+json"', 'lang="de"', 'dir="rtl"', 'start="3"', 'value="-2"', 'colspan="2"', 'alt="Bild"',
    'itemprop="author"', 'rel="author"', 'datetime="2025-05-12"', 'name="description" content="Ein Satz."', '"', "<",
    'property="og:title" content="Die Brücke"', "shadowrootmode=open", "=", "/", "data-a='>'",
)  # fmt: skip
TAGS = [tag.split()[0] for tag in AROUND] + ["html", "body", "article", "div", "h2", "!--", "!doctype", "?xml"]
LD = '<script type="application/ld+json">{}</script>'
DATA = (
    LD.replace("{}", '{"@type":"NewsArticle","headline":"Die Brücke","isAccessibleForFree":false}'),
    LD.replace("{}", '{"@type":["NewsArticle",null],"author":[{"name":[]},"",3,null]}'),
    '<template id="P:1"></template><div hidden id="S:1"><p>Ein Satz, der später kam.</p></div>'
    '<script>$RC("P:1","S:1")</script>',
    "<!-- a --><![CDATA[ b ]]>", '<iframe src="https://www.youtube.com/embed/abc"></iframe>', "\x00", "\ufffe",
    "\ud7ff",
)  # fmt: skip

attributes = st.lists(st.sampled_from(ATTRIBUTES) | st.sampled_from(CLASSES).map('class="{}"'.format), max_size=3)
opening = st.builds(lambda tag, more: f"<{' '.join([tag, *more])}>", st.sampled_from(TAGS), attributes)
closing = st.sampled_from(TAGS).map("</{}>".format)
text = st.sampled_from(SENTENCES) | st.text(max_size=40)
whole = st.builds(
    lambda tag, more, said: f"<{' '.join([tag, *more])}>{said}</{tag}>", st.sampled_from(TAGS), attributes, text
)
payload = st.sampled_from([markup for _, markup in payloads()])
piece = st.one_of(whole, whole, opening, closing, text, st.sampled_from(DATA), payload)

pages: SearchStrategy[str] = st.lists(piece, max_size=40).map("".join)


@st.composite
def cut(draw: st.DrawFn) -> bytes:
    """One of the tests' own pages with pieces lost, doubled, moved, overwritten and put in."""
    page = draw(st.sampled_from(PAGES)).read_bytes()
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(page)))
        end = min(len(page), start + draw(st.integers(0, 2000)))
        here = draw(st.integers(0, len(page)))
        other = draw(st.sampled_from((b"", page[start:end] * 2, b"<", b">", b'"', b"\xff\xfe")) | piece.map(str.encode))
        page = draw(st.sampled_from((page[:start] + other + page[end:], page[:here] + page[start:end] + page[here:])))
    return page
