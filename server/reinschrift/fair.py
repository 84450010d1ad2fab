"""Page -> whether it is a fair copy already, by the form that render/html.py gives one: that is not judged again.

A learned judgement has no fixed point of its own: without its surroundings a short last line can look like junk. No
page of the web is a lone article of bare tags in which every block carries its number.
"""

from __future__ import annotations

import re

from .model import Page

NUMBER = re.compile(r"b\d+")
NUMBERED = frozenset("h2 h3 h4 h5 h6 p li pre img".split())
BARE = frozenset("h1 ul ol blockquote table tbody tr th td figure figcaption code a br strong em sup sub span".split())
ATTRIBUTES = frozenset("id href rel src alt width height loading referrerpolicy start".split())


def is_fair(page: Page) -> bool:
    """Whether the page holds an article as Reinschrift writes it, and nothing else."""
    body = None if page.tree is None else page.tree.find("body")
    if body is None or len(body) != 1 or body[0].tag != "article" or body[0].attrib:
        return False
    names: set[str] = set()
    for element in body[0].iterdescendants():
        tag, name = element.tag, element.get("id")
        if (tag not in BARE and tag not in NUMBERED) or not ATTRIBUTES.issuperset(element.keys()):
            return False
        if name is None and tag in NUMBERED:
            return False
        if name is not None:
            if name in names or NUMBER.fullmatch(name) is None:
                return False
            names.add(name)
    return bool(names)
