"""Every word that a page shows, once and in the order in which the browser itself reads it out (innerText)."""

from __future__ import annotations

import re

import pytest

from reinschrift.page import from_html
from reinschrift.segment import segment

from .driver import Browser
from .servers import Pages
from .test_capture import captured

TEXT = "Die Fähre fährt wieder. <b>Fett</b>, <i>schräg</i> und <a href=/a>verlinkt</a>."
ITEMS = "".join(f"<li><a href=/{n}>Punkt {n}</a></li>" for n in range(4))
CARD = f"<a class=card href=/a><img alt=Bild><span class=label>Ort</span><h3>Titel</h3><p>{TEXT}</p></a>"

LAYOUTS = {
    "blocks": f"<header><nav><ul>{ITEMS}</ul></nav></header><main><h1>Titel</h1><p>{TEXT}</p></main><footer>E</footer>",
    "grid": f"<style>main{{display:grid;grid-template:'b a'}}</style><main>{CARD}{CARD}<aside>Rand</aside></main>",
    "flex, turned round": f"<style>main{{display:flex;flex-direction:row-reverse}}</style><main>{CARD}<b>x</b></main>",
    "columns": f"<style>main{{columns:3}}</style><main>{f'<p>{TEXT}</p>' * 5}</main>",
    "table": f"<table><caption>Preise</caption><tr><th>Ware<td>{TEXT}<tr><th>Brot<td>3 €</table>",
    "table by style": """<style>.t{display:table}.r{display:table-row}.c{display:table-cell}</style>
        <div class=t><div class=r><span class=c>Eins</span><span class=c>Zwei</span></div></div>""",
    "lines by style": "<style>span{display:block}</style><p><span>Eins</span><span>Zwei</span>drei</p>",
    "in a row": f"<style>li{{display:inline}}</style><ul>{ITEMS}</ul><p>{TEXT}</p>",
    "in boxes": "<style>span{display:inline-block;padding:1em}</style><p><span>Eins</span><span>Zwei</span></p>",
    "floats": f"<style>aside{{float:right}}b{{float:left}}</style><aside>Rand</aside><p>{TEXT}</p>",
    "placed": f"<style>aside{{position:fixed;inset:auto 0 0}}</style><p>{TEXT}</p><aside>Leiste</aside>",
    "banner over all": f"""<style>html,body{{height:100%;overflow:hidden}}dialog{{position:fixed;inset:0}}</style>
        <p>{TEXT}</p><dialog open><h2>Cookies?</h2><button>Ja</button><button>Nein</button></dialog>""",
    "scrolled in a box": f"<style>div{{height:50px;overflow:auto}}</style><div>{f'<p>{TEXT}</p>' * 9}</div>",
    "right to left": f"<div dir=rtl><p>שלום עולם</p><p>{TEXT}</p></div>",
    "lists": f"<ol start=3>{ITEMS}<li>Fünf<ul>{ITEMS}</ul>danach</li></ol><dl><dt>Wort<dd>Sinn</dl>",
    "capitals": "<p style='text-transform:uppercase'>Straße und ﬁn</p>",
    "spaces": "<p>Eins\n   zwei\t<b> drei </b> vier&nbsp;fünf&shy;sechs</p><p>  </p>",
    "poem": "<p style='white-space:pre-wrap'>Eins\n  zwei\nDrei</p><pre>vier\n   fünf</pre>",
    "written by script": "<div id=d></div><script>d.innerHTML = '<p>Eins</p><p>Zwei'; d.append('drei')</script>",
    "block in a paragraph": "<p id=p>Eins</p><script>p.append(document.createElement('div'), 'zwei')</script>",
    "hidden and shown": """<style>.off{display:none}.dim{visibility:hidden}.dim .on{visibility:visible}</style>
        <p class=off>nichts</p><div class=dim>nichts<p class=on>Eins</p></div><p>Zwei</p>""",
}


@pytest.mark.parametrize("html", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_word_once(browser: Browser, pages: Pages, html: str) -> None:
    url = pages.add("/seite.html", f"<!doctype html><html lang=de><title>x</title><body>{html}")
    blocks = segment(from_html(captured(browser, url))).blocks
    page = next(tab for tab in browser.tabs() if tab.url == url)
    shown = page.run("return document.body.innerText")
    # Where one block ends and how far words stand apart, innerText and the server see differently; what they say, not.
    assert letters("".join(block.text for block in blocks)) == letters(shown)


def letters(text: str) -> str:
    return re.sub(r"\W", "", text).upper()


def test_words_stay_apart(browser: Browser, pages: Pages) -> None:
    """Those that stand apart only by style, too."""
    names = ("table by style", "lines by style", "columns", "table", "lists")
    url = pages.add("/seite.html", "".join(f"<section>{LAYOUTS[name]}</section>" for name in names))
    text = " ".join(block.text for block in segment(from_html(captured(browser, url))).blocks)
    page = next(tab for tab in browser.tabs() if tab.url == url)
    assert re.findall(r"\w+", text) == re.findall(r"\w+", page.run("return document.body.innerText"))
