"""The page for people, with the sample cleaned and a block of it put back."""

from __future__ import annotations

from PIL.Image import Image
from studio import Studio

SIZE = (1280, 860)


def draw(studio: Studio) -> Image:
    """The sample's article beside the list of what was removed."""
    tab = studio.browser("en").open(f"{studio.server.url}/?lang=en")
    tab.resize(*SIZE)
    tab.emulate(reduced_motion=True)
    tab.wait("document.querySelector('#ui-status[data-state=ready]')")
    for _ in range(3):  # the first pages of a server take longer than all others
        tab.click("#ui-sample")
        tab.wait("!document.getElementById('ui-result').hidden")
    tab.click("#ui-removed li:nth-child(3) button")
    tab.wait("!document.getElementById('ui-said').hasAttribute('data-shown')")
    tab.run("document.getElementById('ui-result').scrollIntoView()")
    return studio.shot(tab)
