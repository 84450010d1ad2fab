"""A page of ours as a browser shows it, beside its fair copy and what was removed and why."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from PIL import Image
from studio import Studio

from reinschrift.clean import clean
from reinschrift.model import Article, Options, Removed
from reinschrift.page import from_html
from reinschrift.reasons import sentence
from reinschrift.render import html, text

ROOT = Path(__file__).resolve().parents[2]
STORY = ROOT / "tests" / "pages" / "three-boxes-in-article-de"
SIZE, SCALE = (960, 962), 2
BEGINNING = 30  # characters of a removed text that a note shows

COLOURS = "--consent:#a8742a;--newsletter:#3d6b99;--teaser:#4b7f5b;--share:#87598a;--meta:#6f7680;--chrome:#6f7680"
SITE = """
*{box-sizing:border-box}body{margin:0;font:10.3px/1.48 Inter,Arial,sans-serif;color:#22262b;background:#fff}
a{color:#123f73;text-decoration:none}button{font:600 9.5px Inter,Arial,sans-serif;border:0;border-radius:3px;
padding:6px 11px;background:#1d4f8c;color:#fff}h1,h3,p,ul{margin:0}
.site-header{display:flex;align-items:center;gap:18px;padding:11px 24px;background:#12365f;margin-bottom:18px}
.site-header a{color:#d5e2f1;font-size:9.5px}.site-header .logo{font:700 16px 'Charis SIL',Georgia,serif;color:#fff}
.main-nav{display:flex;gap:14px;flex:1}.site-header button{background:none;border:1px solid #5d7fa8;padding:4px 10px}
.article{padding:0 24px}h1{font:700 20px/1.2 'Charis SIL',Georgia,serif}.article-body p{margin-bottom:9px}
.byline{color:#6f7680;font-size:9.5px;margin:5px 0 12px}
.embed-consent{background:#2b2f35;color:#e4e6e9;padding:12px 18px;text-align:center;margin-bottom:11px;font-size:9.3px}
.embed-consent p{margin-bottom:8px}.embed-title{font-weight:700;font-size:11px}
.embed-consent a{color:#aebfd4;margin-left:12px}
.newsletter-box{background:#e6eef7;border-top:3px solid #1d4f8c;padding:9px 16px 11px;margin-bottom:11px}
.newsletter-box{font-size:9.5px}
h3{font:700 12px Inter,Arial,sans-serif}.newsletter-box form{display:flex;gap:6px}.newsletter-box h3{margin-bottom:3px}
input{flex:1;font:9.5px Inter,Arial,sans-serif;border:1px solid #b9c9db;border-radius:3px;padding:0 8px}
.related-box{border:1px solid #d9dde2;padding:9px 16px;margin-bottom:11px}.related-box ul{padding-left:15px}
.related-box a{font-weight:600}.share-bar{display:flex;gap:14px;align-items:center;font-size:9.5px;margin-bottom:120px}
.cookie-banner{position:fixed;bottom:0;left:0;right:0;display:flex;gap:8px;align-items:center;padding:9px 24px;
background:#fff;box-shadow:0 -3px 18px #0003;font-size:8.5px;line-height:1.35}.cookie-banner button{white-space:nowrap}
.cookie-banner button:first-of-type{background:#e7eaee;color:#22262b}
.byline,.embed-consent,.newsletter-box,.related-box,.share-bar{position:relative}
:is(.site-header,.byline,.embed-consent,.newsletter-box,.related-box,.share-bar,.cookie-banner)::before{content:"";
position:absolute;left:-24px;top:0;bottom:0;width:4px;background:var(--c)}.cookie-banner::before{left:0}.related-box::before{left:-25px}
.embed-consent,.cookie-banner{--c:#a8742a}.newsletter-box{--c:#3d6b99}.related-box{--c:#4b7f5b}.byline{--c:#6f7680}.share-bar{--c:#87598a}
"""
FRAME = """
*{box-sizing:border-box}body{margin:0;padding:22px 24px;background:#edeae4;color:#23211d;display:grid;
grid-template-columns:404px 1fr;gap:10px 22px;font:9px/1.42 Inter,Arial,sans-serif}
header{font-size:11px;color:#6b665c;padding-left:2px}header b{color:#23211d;font-weight:600}
.sheet{height:888px;background:#fff;border-radius:6px;overflow:hidden;box-shadow:0 1px 2px #0001,0 6px 22px #0000001a}
.bar{height:26px;background:#dcd8d0;display:flex;align-items:center;gap:5px;padding:0 11px}
.bar i{width:7px;height:7px;border-radius:50%;background:#bdb7ac}.bar span{flex:1;margin-left:8px;background:#f4f2ee;
border-radius:8px;padding:2px 10px;color:#8b857a;font-size:8.5px;white-space:nowrap;overflow:hidden}
iframe{border:0;width:404px;height:862px}.copy{padding:26px 206px 0 28px;position:relative}
h1,.copy>p{font-family:'Charis SIL',Georgia,serif}h1{font-size:20px;line-height:1.2;margin:0 0 12px;font-weight:700}
.copy>p{font-size:12px;line-height:1.58;margin:0 0 13px}
aside{float:right;clear:right;width:164px;margin:1px -188px 12px 0;padding-left:10px;border-left:2.5px solid var(--c)}
aside b{display:block;color:var(--c);font-size:9.5px;font-weight:600}aside em{color:#6b665c;display:block;margin:1px 0}
footer{position:absolute;left:28px;bottom:24px;width:234px;color:#6b665c;border-top:1px solid #e3dfd7;padding-top:10px}
"""


def draw(studio: Studio) -> Image.Image:
    """Both sides, twice as large as they are laid out."""
    url = json.loads((STORY / "removed.json").read_text(encoding="utf-8"))["url"]
    raw = (STORY / "page.html").read_bytes()
    return studio.plain(frame(raw.decode(), url, clean(from_html(raw, url), Options(removed="all"))), SIZE, SCALE)


def frame(page: str, url: str, article: Article) -> str:
    """Both sides as one HTML document."""
    shown = page.replace("</head>", f"<style>{SITE}</style></head>")
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><style>:root{{{COLOURS}}}{FRAME}</style>
<header><b>The page</b> as the browser shows it</header>
<header><b>The fair copy</b> and what was taken out of it, with kind and reason</header>
<div class="sheet"><div class="bar"><i></i><i></i><i></i><span>{escape(url.removeprefix("https://"))}</span></div>
<iframe srcdoc="{escape(shown)}"></iframe></div>
<div class="sheet copy" lang="de">{copy(article)}<footer lang="en">{article.kept_words} words kept,
{article.removed_words} removed.<br>The answer holds every word of the page once.</footer></div></html>"""


def copy(article: Article) -> str:
    """The clean article; what followed a block stands in the margin beside the next one."""
    title = article.title_block
    if title is None:
        raise ValueError("the picture's page has a headline")
    parts = [*notes(article, None), f"<h1>{escape(title.text)}</h1>", *notes(article, title.id)]
    for block in article.blocks:
        parts += [html.written([block], article.url), *notes(article, block.id)]
    return "\n".join(parts)


def notes(article: Article, after: str | None) -> list[str]:
    """The notes on what was removed after a block."""
    return [note(entry) for entry in article.removed if entry.after == after]


def note(entry: Removed) -> str:
    """A removed block's kind, beginning and reason."""
    words = " ".join(text.written(entry.blocks).split())
    begin = words if len(words) <= BEGINNING else words[:BEGINNING].rsplit(" ", 1)[0] + " …"
    reason = sentence(entry.kind, entry.signs)
    return (
        f'<aside style="--c:var(--{entry.kind})"><b lang="en">{entry.kind}</b><em>{escape(begin)}</em>'
        f'<span lang="en">{escape(reason)}</span></aside>'
    )
