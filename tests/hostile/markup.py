"""Markup: everything unclosed, misnested, foreign or meant for other programs than a reader's."""

from __future__ import annotations

from collections.abc import Iterator

from .case import END, HEAD, PLAIN_HTML, TEXTS, TOP, XHTML, Case, around, article, cases, paragraphs

# Elements that may stand around some paragraphs; whether those are shown, the browser says.
AROUND = (
    "a", "abbr", "address", "applet", "aside", "audio", "b", "bdo dir=rtl", "big", "button", "canvas", "caption",
    "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del", "details", "details open",
    "dialog", "dialog open", "dir", "div hidden", "div hidden=until-found", "div popover",
    "div style='display:none'", "div style='visibility:hidden'", "dl", "dt", "embed", "fieldset", "figcaption",
    "figure", "font", "footer", "form", "frame", "frameset", "h1", "head", "header", "hgroup", "iframe", "image",
    "ins", "kbd", "keygen", "label", "legend", "li", "listing", "map", "mark", "marquee", "math", "menu", "meter",
    "nav", "nobr", "noembed", "noframes", "noscript", "object", "ol", "optgroup", "option", "output", "p",
    "picture", "plaintext", "portal", "pre", "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp",
    "script", "script type=text/template", "search", "select", "slot", "small", "source", "strike", "style", "sub",
    "summary", "sup", "svg", "table", "tbody", "td", "template", "template shadowrootmode=open", "textarea",
    "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr", "xmp", "p:p",
    "o:p", "fb:like", "x-story", "1p", "p<p", "$", "isindex", "basefont", "bgsound", "blink", "multicol", "nextid",
    "spacer", "layer", "ilayer", "server", "main", "param", "area", "base", "link", "meta", "input", "hr", "br",
    "img", "command", "menuitem", "foreignObject", "desc", "mi", "mtext", "annotation-xml",
)  # fmt: skip
SVG, MATH = '<svg xmlns="http://www.w3.org/2000/svg">', '<math xmlns="http://www.w3.org/1998/Math/MathML">'
BETWEEN = {
    "comment unclosed in dashes": "<!-- a -- b --!>A line.",
    "comment empty": "<!---->A line.<!-->A line.<!--->A line.",
    "comment nested": "<!-- a <!-- b --> A line.",
    "comment with script": "<!-- <script> --> A line.",
    "comment conditional": "<!--[if IE]><p>Not shown.</p><![endif]-->",
    "comment revealed": "<![if !IE]><p>A line.</p><![endif]>",
    "comment of a server": "<% if (a > b) %> A line. <?php echo '>' ?>",
    "comment ending oddly": "<!-- a --!> A line. <!-- b ->  -->",
    "declaration": "<!ELEMENT br EMPTY> A line. <!> A line. <!a>",
    "empty tags": "<> A line. </> A line. < p> A line.",
    "cdata": "<![CDATA[ <p>A line.</p> ]]> A line.",
    "cdata in a drawing": f"{SVG}<text><![CDATA[ <p>A line.</p> ]]></text></svg>",
    "cdata unclosed in a drawing": f"{SVG}<desc>a</desc></svg><![CDATA[ a > A line.",
    "script with an end in a string": "<script>var a = '<p></script>'; A line.",
    "script escaped": "<script><!-- <script> </script> --> </script> A line.",
    "script half escaped": "<script><!-- a </script> A line.",
    "script in a drawing": f"{SVG}<script>a < b</script></svg>",
    "style with an end in a string": '<style>p::before { content: "</style>" } A line.',
    "text area with tags": "<textarea><p>Written here.</p></textarea>",
    "title in the body": "<title>Another title</title>",
    "select with boxes": "<select><option>One<p>Two<div>Three</select> A line.",
    "select unclosed in a table": "<table><tr><td><select><option>One</td></tr></table> A line.",
    "frame with a page": "<iframe srcdoc='<p>Inside.</p>'><p>Not shown.</p></iframe>",
    "frame unclosed in quotes": '<iframe srcdoc="<p>a</p></iframe>"></iframe>',
    "attribute with signs": '<p title="a > b < c">A line.</p>',
    "attribute unquoted": "<p title=a>b</p> <a href=/a/b?c='d>A link</a>",
    "attribute names": "<p =a \"b\" 'c' <d>A line.</p>",
    "attribute twice": '<p hidden=until-found hidden>A line.</p><p class="a" class="b">A line.</p>',
    "end tags with attributes": "<p>A line.</p a='>'> A line.",
    "hidden box left open": "<section hidden><div>Not shown.</section>",
    "hidden article left open": "<article style='display:none'><table><tr><td>Not shown.</article>",
    "dialog left open": "<dialog><div><div>Not shown.</dialog>",
    "template left open": "<template><div><ul><li>Not shown.</template>",
    "template of cells left open": "<template><table><tr><td>Not shown.</template>",
    "select left open": "<select><option>One<div>Two</select>",
    "object left open": "<object data=a.swf type=application/x-shockwave-flash><div>Perhaps.</object>",
    "object without an object": "<object><div>A line.</object>",
    "video left open": "<video><p>Not shown.</video>",
    "no script left open": "<noscript><div>Not shown.</noscript>",
    "no script left open in a hidden box": "<section hidden><noscript><div></noscript><div></section>",
    "inline hidden left open": "<p><span hidden>Not shown.</p>",
    "hidden paragraph left open": "<p hidden>Not shown.",
    "hidden item left open": "<ul><li hidden>Not shown.<li>An item</ul>",
    "end tags nobody opened": "</p></br></div></article></span></table></h1>",
    "slashes": "<p/>A line.<div/>A line.<br/><a/>A line.<img/ src=/a.png/>",
    "tags in capitals": "<P>A line.</p><DIV>A line.</DiV>",
    "tags with colons": "<o:p>A line.</o:p><fb:like/><v:shape id=a>A line.</v:shape>",
    "headings in headings": "<h1>One<h2>Two<h3>Three</h1></h2>",
    "links in links": "<a href=/a>One<a href=/b>Two<div><a href=/c>Three</div></a>",
    "forms in forms": "<form>One<form>Two</form>Three</form>",
    "buttons in buttons": "<button>One<button>Two</button>Three</button>",
    "bold across paragraphs": "<b><p>One</b>Two</p><i><p>Three<b></i></p>Four</b>",
    "table with strays": "<table>A line.<tr>A line.<td>A cell</td>A line.</tr><p>A line.</p></table>",
    "table in a paragraph": "<p>A line.<table><tr><td>A cell</table>A line.",
    "table without rows": "<table><td>A cell<td>A cell<caption>A caption</table>",
    "cells without a table": "<td>A cell</td><tr><td>A cell</td></tr><tbody>A line.",
    "columns with text": "<table><colgroup>A line.<col></colgroup></table>",
    "body again": "<body class=a>A line.<html lang=de>A line.</body>",
    "head again": "<head><title>a</title></head>A line.",
    "frame set in the body": "<frameset><frame src='about:blank'></frameset>",
    "no frames": "<noframes><p>Not shown.</p></noframes>",
    "no script": "<noscript><p>Not shown.</p></noscript>",
    "template soup": "<template><div><template></div></template></template></div> A line.",
    "template with cells": "<template><td>a</td><tr></template><table><template><tr></template><tr><td>A cell</table>",
    "ruby": "<ruby>橋<rp>(</rp><rt>bridge</rt><rp>)</rp></ruby>",
    "formula": f"{MATH}<mi>a</mi><mtext><p>A line.</p></mtext></math>",
    "formula unclosed": f"{MATH}<mi>a",
    "drawing unclosed": f"{SVG}<g><text>a",
    "drawing with a paragraph": f"{SVG}<p>A line.</svg>",
    "drawing with a foreign object": f"{SVG}<foreignObject><p>A line.</p></foreignObject></svg>",
    "drawing with a title": f"{SVG}<title><p>A line.</p></title></svg>",
    "drawing with a style": f"{SVG}<style><p>A line.</p></style></svg>",
    "formula with a note": f"{MATH}<annotation-xml encoding='text/html'><p>A line.</p></annotation-xml></math>",
    "font in a drawing": f"{SVG}<font color=red>A line.</font></svg>",
    "line ends": "<p>A line.\r\nA line.\rA line.\n\r</p>",
    "marks of order": "<ol start=-5 reversed><li value=999999999999>An item<li value=-3>An item</ol>",
    "spans of cells": "<table><tr><td colspan=99999999>A cell<td rowspan=0>A cell</table>",
    "old elements": "<listing>A line.</listing><dir><li>A line.</dir><image src=/a.png>",
    "base": '<base href="https://evil.example/" target="a">',
    "null elements": "<\x00p>A line.</p><p\x00>A line.",
}
WHOLE = {
    "unclosed everything": "<title>The bridge</title><h1>The bridge" + "".join(f"<p>{text}" for text in TEXTS),
    "unclosed everything with boxes": "".join(f"<div><p><b>{text}" for text in TEXTS),
    "nothing but text": "\n\n".join(TEXTS),
    "no html or body": paragraphs(),
    "text before the doctype": f"Before.{HEAD}{TOP}{paragraphs()}{END}",
    "two pages": f"{HEAD}{TOP}{paragraphs(0, 5)}{END}{HEAD}{TOP}{paragraphs(5)}{END}",
    "text after the end": f"{HEAD}{TOP}{paragraphs(0, 5)}{END}{paragraphs(5)}",
    "body in the head": f"<html><head>{paragraphs()}</head></html>",
    "frame set": f"<html><frameset cols=*><frame src='about:blank'><noframes>{paragraphs()}</noframes></frameset>",
    "frame set after text": f"<html>{paragraphs()}<frameset cols=*><frame src='about:blank'></frameset></html>",
    "title unclosed": f"<html><head><title>The bridge{paragraphs()}",
    "title unclosed late": f"{HEAD}{TOP}{paragraphs(0, 5)}<title>The bridge{paragraphs(5)}",
    "comment unclosed": f"{HEAD}{TOP}{paragraphs(0, 5)}<!-- {paragraphs(5)}",
    "comment unclosed at the start": f"<!-- {HEAD}{TOP}{paragraphs()}{END}",
    "script unclosed": f"{HEAD}{TOP}{paragraphs(0, 5)}<script>var a;{paragraphs(5)}",
    "attribute unclosed": f'{HEAD}{TOP}{paragraphs(0, 5)}<p title="{paragraphs(5)}',
    "tag unclosed": f"{HEAD}{TOP}{paragraphs(0, 5)}<p {paragraphs(5)}",
    "tag unclosed at the end": f"{HEAD}{TOP}{paragraphs()}<p class=a",
    "cut in the middle": article("")[:-30].decode(),
    "doctype quirks": f'<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 3.2//EN">{TOP}{paragraphs()}{END}',
    "doctype broken": f'<!DOCTYPE html PUBLIC "{TOP}{paragraphs()}{END}',
    "doctype with entities": '<!DOCTYPE html [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    + paragraphs()
    + "&a;&c;",
    "entity bomb": '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    + paragraphs()
    + "&b;",
    "xml declaration": f'<?xml version="1.0" encoding="utf-8"?>{HEAD}{TOP}{paragraphs()}{END}',
    "style hides the body until scripts run": f"<html><body style='display:none'>{paragraphs()}</body></html>",
    "capitals": f"<HTML><BODY>{paragraphs().upper()}</BODY></HTML>".replace("<P>", "<P>"),
    "paragraphs by line breaks": "<html><body>" + "<br><br>".join(TEXTS) + "</body></html>",
    "paragraphs in a table": "<table>" + "".join(f"<tr><td>{text}</td></tr>" for text in TEXTS) + "</table>",
    "paragraphs in spans": "".join(f"<span style='display:block'>{text}</span>" for text in TEXTS),
    "paragraphs in custom elements": "".join(f"<x-p>{text}</x-p>" for text in TEXTS),
    "paragraphs in text areas": "".join(f"<textarea>{text}</textarea>" for text in TEXTS),
    "paragraphs in links": "".join(f"<a href=/a>{text}</a>" for text in TEXTS),
    "paragraphs in headings": "".join(f"<h2>{text}</h2>" for text in TEXTS),
    "paragraphs in buttons": "".join(f"<button>{text}</button>" for text in TEXTS),
    "paragraphs in a list": "<ul>" + "".join(f"<li>{text}" for text in TEXTS) + "</ul>",
    "paragraphs in drawings": "".join(f"<svg><text>{text}</text></svg>" for text in TEXTS),
    "letters in spans": "<p>" + " ".join("".join(f"<span>{c}</span>" for c in text) for text in TEXTS) + "</p>",
    "all one line": f"<pre>{chr(10).join(TEXTS)}</pre>",
    "plain text": f"<plaintext>{paragraphs()}",
    "shadow roots": "".join(f"<x-p><template shadowrootmode=open><p>{text}</p></template></x-p>" for text in TEXTS),
    "shadow roots with slots": "".join(
        f"<x-p><template shadowrootmode=open><slot></slot></template>{text}</x-p>" for text in TEXTS
    ),
}  # fmt: skip
X_OPEN = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>The bridge</title></head><body>'
X_END = "</body></html>"
XML = {
    "plain": X_OPEN + paragraphs() + X_END,
    "with declaration": f'<?xml version="1.0"?>{X_OPEN}{paragraphs()}{X_END}',
    "empty script": X_OPEN.replace("<title>", '<script src="/a.js"/><style/><title>') + paragraphs() + X_END,
    "empty title": X_OPEN.replace("<title>The bridge</title>", "<title/>") + paragraphs() + X_END,
    "empty text area": f"{X_OPEN}{paragraphs(0, 5)}<textarea/><iframe/><p/><div/><b/><a id='x'/>{paragraphs(5)}{X_END}",
    "cdata": f"{X_OPEN}{paragraphs(0, 5)}<p><![CDATA[{TEXTS[5]} a < b]]></p>{paragraphs(6)}{X_END}",
    "script cdata": f"{X_OPEN}<script>//<![CDATA[\nif (a < b) c();\n//]]></script>{paragraphs()}{X_END}",
    "named entities": f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">{X_OPEN}{paragraphs()}'
    f"<p>&nbsp;&auml;</p>{X_END}",
    "unknown entities": f"{X_OPEN}{paragraphs()}<p>&nbsp;</p>{X_END}",
    "own entities": f'<!DOCTYPE html [<!ENTITY a "b">]>{X_OPEN}{paragraphs()}<p>&a;</p>{X_END}',
    "entity bomb": "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {chr(98 + i)} '{f'&{chr(97 + i)};' * 10}'>" for i in range(9))
    + f"]>{X_OPEN}{paragraphs()}<p>&j;</p>{X_END}",
    "foreign entity": f'<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]>{X_OPEN}{paragraphs()}'
    f"<p>&a;</p>{X_END}",
    "prefixes": X_OPEN.replace("<html xmlns", '<h:html xmlns:h="http://www.w3.org/1999/xhtml" xmlns').replace(
        "<body>", "<h:body>"
    ).replace("<head>", "<h:head>").replace("</head>", "</h:head>").replace("title>", "h:title>")
    + paragraphs().replace("<p>", "<h:p>").replace("</p>", "</h:p>") + "</h:body></h:html>",
    "not well formed": f"{X_OPEN}{paragraphs(0, 5)}<p>a<br>{paragraphs(5)}{X_END}",
    "no namespace": f"<html><body>{paragraphs()}</body></html>",
    "deep": f"{X_OPEN}{'<div>' * 1_000}{paragraphs()}{'</div>' * 1_000}{X_END}",
    "drawing": f"{X_OPEN}{paragraphs(0, 5)}{SVG}<text>a</text></svg>{paragraphs(5)}{X_END}",
    "processing instruction": f"<?xml-stylesheet href='a.css'?>{X_OPEN}<?php a ?>{paragraphs()}{X_END}",
    "control characters": f"{X_OPEN}{paragraphs()}<p>a\x0bb</p>{X_END}",
}  # fmt: skip


def build() -> Iterator[Case]:
    for tag in AROUND:
        yield around(f"around {tag}", f"<{tag}>", f"</{tag.partition(' ')[0]}>")
        yield around(f"unclosed {tag}", f"<{tag}>")
    yield from cases("between", BETWEEN.items())
    for name, markup in WHOLE.items():
        yield Case(f"whole {name}", markup.encode(), "text/html; charset=utf-8")
    for name, markup in XML.items():
        yield Case(f"xhtml {name}", markup.encode(), XHTML)
        yield Case(f"xhtml {name} as html", markup.encode(), PLAIN_HTML)
