"""An answer that means harm: nothing of it runs, nothing of it is asked for, nothing leads astray."""

from __future__ import annotations

import re

import pytest

from .driver import Browser
from .servers import Pages
from .shelf import answer, gone, show

HOSTILE = {
    "script": """<script>document.title = 'hit'</script>""",
    "handler": """<img src=x onerror="document.title = 'hit'"><p onclick="document.title = 'hit'">x</p>""",
    "frame": """<iframe src="BAD"></iframe><object data="BAD"></object><embed src="BAD">""",
    "link": """<a id="b3" href="javascript:document.title='hit'">x</a><a id="b4" href="vbscript:x">x</a>
        <a id="b5" href="data:text/html,x">x</a><a id="b6" href=" java\nscript:x">x</a><a id="b7" href="/x">x</a>""",
    "style": """<style>body { display: none } @import 'BAD'</style><p style="background: url(BAD)" class="bar">x</p>
        <link rel="stylesheet" href="BAD">""",
    "form": """<form action="BAD"><input name="x" autofocus><button>x</button></form><select></select>
        <textarea></textarea>""",
    "base": """<base href="BAD"><meta http-equiv="refresh" content="0;url=BAD">""",
    "svg": """<svg onload="document.title = 'hit'"><use href="BAD"/><animate attributeName="href"/>
        <script>x</script></svg>""",
    "mathml": """<math><mtext><table><mglyph><style><!--</style>
        <img title="--&gt;&lt;img src=x onerror=hit()&gt;"></math>""",
    "media": """<video src="BAD" autoplay></video><audio src="BAD"></audio><img srcset="BAD" src="data:image/png,">
        <picture><source srcset="BAD"><img></picture><p background="BAD" ping="BAD">x</p>""",
    "clobbering": """<p id="ui-article">x</p><p id="ui-bar">x</p><img name="body" id="ui-drawer">
        <a id="documentElement">x</a>""",
    "template": """<template shadowrootmode=open><script>document.title = 'hit'</script></template>
        <noscript>x</noscript><slot>x</slot><dialog open>x</dialog><p popover>x</p><marquee>x</marquee>""",
}
TAGS = (
    "article h1 h2 h3 h4 h5 h6 p ul ol li blockquote pre code figure figcaption img table tbody tr th td span br "
    "strong em sup sub a"
).split()
ATTRIBUTES = "id href rel src alt loading decoding referrerpolicy width height start value".split()


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize("place", ["html", "removed"])
def test_nothing_runs_and_nothing_is_asked_for(browser: Browser, pages: Pages, case: str, place: str) -> None:
    bad = pages.add("/bad", "never")
    hostile = HOSTILE[case].replace("BAD", bad)
    html = '<h1 id="b0">Titel</h1><p id="b1">Text.</p>' + (hostile if place == "html" else "")
    removed = [gone("b2", hostile or "<p>x</p>", "b1")] if place == "removed" else []
    tab = show(browser, answer(html, removed), restored=["b2"])
    assert tab.text("#b1") == "Text."
    tab.run("document.querySelectorAll('#ui-article :not([data-ui], [data-ui] *)').forEach((found) => found.click?.())")
    assert tab.run(FOREIGN, TAGS, ATTRIBUTES) == []
    assert "/bad" not in pages.log
    assert tab.title != "hit"
    assert tab.run("return document.getElementById('ui-article').localName") == "article"
    assert [asked for asked in browser.requests() if "127.0.0.1" not in asked] == []
    check_blocked(browser)


def check_blocked(browser: Browser) -> None:
    """Browsers report what their policy stops while they parse, before all is sanitised; nothing else went wrong."""
    assert [line for line in browser.errors() if not re.search("Content.Security.Policy", line)] == []


FOREIGN = """
    const [tags, attributes] = arguments;
    const ours = "[data-ui], .slot, .wide, .head *:not(h1 *), [data-ui]:not(.head) *";
    return [...document.querySelectorAll(`#ui-article :not(${ours})`)].flatMap((found) => [
      ...(tags.includes(found.localName) ? [] : [found.localName]),
      ...found.getAttributeNames().filter((name) => !attributes.includes(name)),
      ...(/^b\\d+$/.test(found.id || "b0") ? [] : [found.id]),
      ...(/^(https?:|mailto:|#b\\d+$|$)/.test(found.getAttribute("href") ?? "") ? [] : [found.getAttribute("href")]),
    ]);
"""


def test_a_hostile_head_is_only_text(browser: Browser, pages: Pages) -> None:
    bad = pages.add("/bad", "never")
    evil = f'"><img src="{bad}" onerror="document.title = 1">'
    html = f'<h1 id="b0">{evil}<script>x</script>Titel</h1><p id="b1">x</p>'
    said = answer(
        html, [gone("b2", "<p>x</p>", "b1", text=evil, reason=evil, kind="böse")], siteName=evil, authors=[evil],
        title=evil, datePublished=evil, url="javascript:alert(1)", canonicalUrl="javascript:alert(1)", version=evil,
        warnings=[evil], completeness={"status": "preview", "evidence": [{"code": "neu", "detail": evil}]},
    )  # fmt: skip
    tab = show(browser, said, source={"url": "javascript:alert(1)", "title": evil})
    assert tab.text(".site") == evil
    assert tab.count(".source") == 0
    assert tab.count("h1 img") == 1  # a picture in a title is one that the sanitiser has seen
    assert tab.run("return document.querySelectorAll('[onerror]').length") == 0
    tab.click("#ui-removed-button")
    assert evil in tab.text(".drawer li")
    assert "böse" in tab.text(".kind-group h3")
    assert tab.run("return document.getElementById('ui-share').querySelector('[data-act=copyCurl]').hidden")
    check_blocked(browser)


def test_without_a_sanitiser_nothing_is_shown(browser: Browser) -> None:
    tab = show(browser, answer('<p id="b1">Text.</p>'))
    assert tab.run(WITHOUT) == "internal"


WITHOUT = """
    const { sanitised } = await import("/reader/sanitise.js");
    const kept = Element.prototype.setHTML;
    delete Element.prototype.setHTML;
    try {
      sanitised("<p>Text.</p>");
      return "shown";
    } catch (failure) {
      return failure.code;
    } finally {
      Element.prototype.setHTML = kept;
    }
"""
