"""Small invented pieces of pages, and what of each the reader sees, block by block as the server reads the capture.

What nobody sees says "geheim". All pieces stand in one page, so that one click captures them all.
"""

from __future__ import annotations

from typing import NamedTuple

SECRET = "geheim"


class Case(NamedTuple):
    """`shown` are the texts of the blocks, in order; `hidden` says how many blocks are there that nobody sees."""

    name: str
    html: str
    shown: list[str]
    hidden: int = 0


CASES = [
    # -- not shown, by what the style sheet says and the markup does not
    Case("class", "<p>Eins</p><p class=gone>geheim</p><div class=gone><p>geheim<p>geheim</div>", ["Eins"], 2),
    Case("important", "<p class=gone style='display:block'>geheim</p><p>Eins</p>", ["Eins"], 1),
    Case("inline", "<p>Ein <span class=gone>geheimes </span>Wort</p>", ["Ein Wort"], 1),
    Case("two for one", "<h3 class=wide>Titel</h3><h3 class=narrow>geheim</h3>", ["Titel"], 1),
    Case("hidden and shown", "<p hidden style='display:block'>Eins</p>", ["Eins"]),
    Case("style and shown", "<p id=shown style='display:none'>Eins</p>", ["Eins"]),
    Case("invisible", "<div class=dark><p>geheim</p><p>geheim</p></div><p>Eins</p>", ["Eins"], 1),
    Case("visible in it", "<div class=dark>geheim<p>geheim</p><p class=light>Eins</p></div>", ["Eins"], 2),
    Case("collapsed", "<table><tr><td>Eins<td>Zwei<tr class=collapsed><td>geheim</table>", ["Eins", "Zwei"], 1),
    Case("skipped", "<div style='content-visibility:hidden'><p>geheim</p></div><p>Eins</p>", ["Eins"], 1),
    Case("dialogs", "<dialog>geheim</dialog><dialog open>Eins</dialog><p popover>geheim</p>", ["Eins"], 2),
    Case("without words", "<div class=gone> – </div><p>Eins</p>", ["Eins"]),
    # -- cut away to nothing
    Case("for screen readers", "<p>Eins<span class=reader> geheim</span></p>", ["Eins"], 1),
    Case("by clip alone", "<p>Eins<span class=clipped> geheim</span></p>", ["Eins"], 1),
    Case("by clip-path", "<p>Eins<span class=path> geheim</span></p>", ["Eins"], 1),
    Case("no height", "<div class=flat><p>geheim</p><p>geheim</p></div><p>Eins</p>", ["Eins"], 1),
    Case("no width", "<div style='overflow:hidden;width:0'>geheim</div><p>Eins</p>", ["Eins"], 1),
    Case("height by padding", "<div class=flat style='padding-top:40px'>Eins</div>", ["Eins"]),
    Case("out of it", "<div class=flat>geheim<p style='position:absolute'>Eins</p></div>", ["Eins"], 1),
    Case("not out of it", "<div class='flat placed'><p style='position:absolute'>geheim</p></div><p>E", ["E"], 1),
    Case("fixed", "<div class='flat placed'><p style='position:fixed;top:0'>Eins</p>geheim</div>", ["Eins"], 1),
    Case("nothing cut", "<div style='height:0'><p>Eins</p></div><p><span style='overflow:hidden'>Zwei</span></p>",
         ["Eins", "Zwei"]),
    # -- shown, though it may not look so just now
    Case("fading in", "<p style='opacity:0'>Eins</p><p style='transform:translateX(-9in)'>Zwei</p>", ["Eins", "Zwei"]),
    Case("further down", "<div class=auto><p>Eins<span class=reader> geheim</span></p></div>", ["Eins"], 1),
    Case("details", "<details><summary>Eins</summary><p>Zwei</p></details>", ["Eins", "Zwei"]),
    Case("until found", "<div hidden=until-found><p>Eins</p></div>", ["Eins"]),
    Case("clamped", "<div style='max-height:1em;overflow:hidden'><p>Eins</p><p>Zwei</p></div>", ["Eins", "Zwei"]),
    Case("white on white", "<p style='color:white'>Eins</p><p aria-hidden=true>Zwei</p><p inert>Drei</p>",
         ["Eins", "Zwei", "Drei"]),
    Case("contents", "<div style='display:contents'><p>Eins</p><p>Zwei</p></div>", ["Eins", "Zwei"]),
    # -- lines
    Case("breaks", "<p>Eins<br>zwei<br class=gone> drei<wbr>vier</p>", ["Eins\nzwei dreivier"]),
    Case("spans as lines", "<h3><span class=line>Ort:</span><span class=line>Titel</span></h3>", ["Ort:\nTitel"]),
    Case("links as cards", "<div class=flex><a href=/a>Eins</a> <a href=/b>Zwei</a></div>", ["Eins", "Zwei"]),
    Case("columns", "<p class=flex><span>Eins</span> <b>zwei</b></p>", ["Eins\nzwei"]),
    Case("button in a line", """<p>Kurs von <span style='display:inline-flex'><a href=/b>Bit</a> <b>1</b><i></i></span>,
         der steigt.</p>""", ["Kurs von Bit\n1, der steigt."]),
    Case("drop cap", "<p><span style='float:left'>„E</span>ins</p>", ["„Eins"]),
    Case("kept breaks", "<p style='white-space:pre-line'>Eins\nzwei\n\nDrei</p>", ["Eins\nzwei", "Drei"]),
    Case("code", "<pre>eins\n  <b>zwei</b>\ndrei</pre>", ["eins\n  zwei\ndrei"]),
    Case("lines of code", "<pre><span class=line>eins</span><span class=line>  zwei</span></pre>", ["eins\n  zwei"]),
    Case("ruby", "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>", ["漢(kan)"]),
    Case("references", "<p>1 &lt; 2 &amp;amp; &quot;3&quot; <b title='a&quot;b'>ä</b></p>", ['1 < 2 &amp; "3" ä']),
    Case("old markup", "<xmp><b>Eins</b></xmp>", ["<b>Eins</b>"]),
    Case("formula", """<p>Also <math><semantics><mrow><mi>a</mi><mo>=</mo><mn>2</mn></mrow>
         <annotation>geheim</annotation></semantics></math> Meter.</p>""", ["Also a=2 Meter."], 1),
    # -- what does not travel
    Case("no text", """<p onclick="geheim()">Eins</p><!-- geheim --><script>let geheim</script><style>geheim{}</style>
         <noscript>geheim</noscript><template>geheim</template><svg><text>geheim</text></svg>""", ["Eins"]),
    Case("addresses", "<p><a href=' java\nscript:geheim()'>Eins</a> <a href='data:,geheim'>2</a></p>", ["Eins 2"]),
    Case("data", f"<p data-long='{'geheim' * 9}' data-object='[\"geheim\",\"und anderes, das länger ist\"]'>Eins</p>",
         ["Eins"]),
    Case("secrets", "<meta name=csrf-token content=geheim><input type=hidden value=geheim><p>Eins</p>", ["Eins"]),
    Case("typed", """<form><label>Ihr Name<input id=typed value=geheim placeholder=geheim></label>
         <input type=password value=geheim><textarea id=area>geheim</textarea><select><option>geheim</select>
         <div contenteditable>geheim <b>geheim</b></div><p contenteditable=false>Eins</p>
         <input type=submit value=Abschicken></form>""", ["Ihr Name", "Eins", "Abschicken"]),
    # -- shadow roots
    Case("shadow", "<x-card data-shadow='<h3>Eins</h3><slot></slot><p>Drei</p>'><p>Zwei</p></x-card>",
         ["Eins", "Zwei", "Drei"]),
    Case("image in a shadow", "<x-card data-shadow='<img alt=Bild><p>Eins</p>'></x-card>", ["Eins"]),
    Case("slots in their order", """<x-card data-shadow='<slot name=b></slot><slot name=a></slot>'><p slot=a>Zwei</p>
         <p>geheim</p><p slot=b>Eins</p></x-card>""", ["Eins", "Zwei"]),
    Case("empty slot", "<x-card data-shadow='<slot><p>Eins</p></slot>'></x-card>", ["Eins"]),
    Case("shadow in shadow", """<x-card data-shadow='<x-inner><slot></slot></x-inner>'
         data-inner='<div>Eins <slot></slot></div>'><b>zwei</b></x-card>""", ["Eins zwei"]),
    Case("closed", "<x-card data-closed='<p>Eins</p>'></x-card><div data-closed='<p>Zwei</p>'></div>",
         ["Eins", "Zwei"]),
    Case("style of its own", "<x-card data-shadow='<style>p{display:none}</style><p>geheim</p><b>Eins</b>'></x-card>",
         ["Eins"], 1),
    Case("in a sentence", """<p>Der <x-term data-shadow='<slot></slot><i style=display:none>geheim</i>'>Begriff</x-term>
         hier.</p>""", ["Der Begriff hier."], 1),
    # -- frames
    Case("frame", "<iframe srcdoc='<body class=x><p>Eins</p><p style=display:none>geheim</p>'></iframe>", ["Eins"], 1),
    Case("frame in frame", "<iframe srcdoc='<p>Eins</p><iframe srcdoc=&quot;<p>Zwei</p>&quot;></iframe>'></iframe>",
         ["Eins", "Zwei"]),
    Case("other site's frame", "<iframe src='http://other.test/fremd' hidden></iframe><p>Eins</p>", ["Eins"]),
    Case("unseen frame", "<iframe srcdoc='<p>geheim</p>' width=1 height=1></iframe><p>Eins</p>", ["Eins"]),
    # -- names that hide the DOM's own
    Case("clobbered", """<form><input name=attributes><input name=childNodes><input name=firstChild>
         <input name=nodeType><input name=localName><input name=nextSibling><input name=shadowRoot>
         <input name=parentNode><img name=body><p>Eins</p></form><img name=documentElement><img name=title>
         <p>Zwei</p>""", ["Eins", "Zwei"]),
]  # fmt: skip

STYLE = """<style>
.gone { display: none !important } .dark { visibility: hidden } .light { visibility: visible }
.collapsed { visibility: collapse } #shown { display: block !important }
.wide, .narrow { display: none } @media (min-width: 600px) { .wide { display: block } }
.reader { position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0, 0, 0, 0) }
.clipped { position: absolute; clip: rect(1px, 1px, 1px, 1px) }
.path { position: absolute; clip-path: inset(50%) }
.flat { height: 0; overflow: hidden } .placed { position: relative }
.auto { content-visibility: auto; contain-intrinsic-size: 500px }
.line { display: block } .flex { display: flex; gap: 1em }
section { min-height: 200px }
</style>"""
SCRIPT = """<script>
function give(host, html, mode) {
  const root = host.attachShadow({ mode });
  root.innerHTML = html;
  for (const inner of root.querySelectorAll("x-inner")) {
    give(inner, host.dataset.inner, "open");
  }
}
document.querySelectorAll("[data-shadow]").forEach((host) => give(host, host.dataset.shadow, "open"));
document.querySelectorAll("[data-closed]").forEach((host) => give(host, host.dataset.closed, "closed"));
typed.value = "geheim2"; area.value = "geheim3";
</script>"""


def whole_page() -> str:
    """Every case in a section of its own; a script gives the shadow roots and types into the fields."""
    sections = "\n".join(f'<section id="case-{i}">{case.html}</section>' for i, case in enumerate(CASES))
    return f"<!doctype html><html lang=de><title>Fälle</title>{STYLE}<body>{sections}{SCRIPT}"
