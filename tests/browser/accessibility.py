"""What axe finds wrong with a page, by the rules of WCAG 2.2 AA and its own best practices."""

from __future__ import annotations

from functools import cache

from . import provide
from .driver import Tab

RUN = """
    // A colour halfway between light and dark is neither's; Firefox tells of a scheme before it is done with fading.
    const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(fading.map((transition) => transition.finished));
    const options = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
    const { violations, passes } = await axe.run(document, options);
    const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
    return passes.length ? found : ["axe looked at nothing"];
"""


def violations(tab: Tab) -> list[str]:
    """One line for each element that breaks a rule."""
    found: list[str] = tab.run(f"{_axe()}\n{RUN}")
    return found


@cache
def _axe() -> str:
    return (provide.package("axe-core") / "axe.min.js").read_text(encoding="utf-8")
