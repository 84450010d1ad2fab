"""Depth: elements in elements, closed and unclosed, with text at the bottom and after it."""

from __future__ import annotations

from collections.abc import Iterator

from .case import END, HEAD, TEXTS, TOP, Case, around

DEEP = (254, 2_046, 100_000)
NEUTRAL = ("div", "span", "section", "blockquote", "font", "b", "x-box", "center", "em")
OPENINGS = {
    "list": ("<ul><li>", "</li></ul>"),
    "table": ("<table><tr><td>", "</td></tr></table>"),
    "definition": ("<dl><dd>", "</dd></dl>"),
    "mixed": ('<div class="a"><p>', "</p></div>"),
    "attributes": ('<div class="story" id="s" data-a="1">', "</div>"),
    "figure": ("<figure><figcaption>", "</figcaption></figure>"),
    "fieldset": ("<fieldset><label>", "</label></fieldset>"),
    "details": ("<details open><summary>", "</summary></details>"),
    "svg": ("<svg><foreignObject>", "</foreignObject></svg>"),
}


def build() -> Iterator[Case]:
    for tag in NEUTRAL:
        for count in DEEP:
            yield around(f"depth {tag} {count}", f"<{tag}>" * count, f"</{tag}>" * count)
    for name, (opening, closing) in OPENINGS.items():
        yield around(f"depth {name} 300", opening * 300, closing * 300)
        yield around(f"depth {name} 2000", opening * 2_000, closing * 2_000)
    for tag in ("div", "b", "a", "ul", "span"):
        yield around(f"depth unclosed {tag} 50000", f"<{tag}>" * 50_000)
    yield around("depth different bold", "".join(f"<b id=b{i}>" for i in range(5_000)))
    yield around("depth wrong order", "<div><span>" * 5_000, "</div></span>" * 5_000)
    yield around("depth stray ends", "<div>" * 2_000, "</b>" * 100_000)
    yield around("depth with words", "".join(f"<div>Level {i} of the stairs. " for i in range(10_000)))
    yield around("depth quoted ends", "<div title='</div>'>" * 10_000, "</div>" * 10_000)
    yield around("depth self-closing", "<div/>" * 10_000)
    yield _spread()


def _spread() -> Case:
    """Each paragraph a thousand levels below the one before it."""
    body = "".join(f"{'<div>' * 1_000}<p>{text}</p>" for text in TEXTS)
    return Case("depth spread", f"{HEAD}{TOP}{body}{END}".encode())
