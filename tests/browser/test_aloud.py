"""Reading aloud, with a voice that the test itself lends: what is spoken, marked, paused and skipped."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from .driver import Browser, Tab
from .shelf import answer, gone, show

HTML = (
    '<h1 id="b0">Die Fähre</h1><p id="b1">Erster Absatz. Er hat zwei Sätze.</p><ul><li id="b2">Ein Punkt<ul>'
    '<li id="b3">und einer darunter</li></ul></li></ul><pre id="b4"><code>nicht = "vorlesen"</code></pre>'
    '<p id="b5">Letzter Absatz.</p>'
)
VOICES = ("en-US", "de-DE", "de-AT")
LEND = """
    window.spoken = [];
    class Utterance {
      constructor(text) {
        this.text = text;
      }
    }
    const voices = arguments[0].map((lang, i) => ({ lang, name: lang, localService: i > 0 }));
    const synthesis = {
      getVoices: () => voices,
      speak: (utterance) => window.spoken.push(utterance),
      cancel: () => window.spoken.at(-1)?.onerror({ error: "canceled" }),
      addEventListener: (event, listener) => setTimeout(listener),
    };
    Object.defineProperty(window, "speechSynthesis", { value: synthesis, configurable: true });
    window.SpeechSynthesisUtterance = Utterance;
"""
MARKED = "document.querySelector('[data-spoken]')?.id ?? null"


def start(browser: Browser, voices: Sequence[str] = VOICES, html: str = HTML, **said: object) -> Tab:
    tab = show(browser, answer(html, **said))  # type: ignore[arg-type]
    tab.run(LEND, list(voices))
    tab.click("#ui-aloud-button")
    return tab


def spoken(tab: Tab) -> list[str]:
    return list(tab.run("return window.spoken.map((utterance) => utterance.text)"))


def finish(tab: Tab) -> None:
    """Lets the voice come to the end of what it says."""
    tab.run("window.spoken.at(-1).onend()")


def playing(tab: Tab) -> bool:
    return bool(tab.run("return !document.getElementById('ui-player').hidden"))


def test_everything_is_read_in_order_and_marked(browser: Browser) -> None:
    tab = start(browser)
    marked = []
    for _ in range(5):
        tab.wait("window.spoken.length")
        marked.append(tab.run(f"return {MARKED}"))
        finish(tab)
    assert spoken(tab) == [
        "Die Fähre",
        "Erster Absatz. Er hat zwei Sätze.",
        "Ein Punkt",
        "und einer darunter",
        "Letzter Absatz.",
    ]
    assert marked == ["b0", "b1", "b2", "b3", "b5"]
    assert not playing(tab)
    assert tab.run(f"return {MARKED}") is None


def test_the_voice_fits_the_article(browser: Browser) -> None:
    tab = start(browser, lang="de-AT")
    tab.wait("window.spoken.length")
    assert tab.run("return window.spoken[0].voice.lang") == "de-AT"
    other = start(browser, lang="de")
    other.wait("window.spoken.length")
    assert other.run("return window.spoken[0].voice.lang") == "de-DE"


@pytest.mark.parametrize("voices", [(), ("en-US", "fr-FR")])
def test_without_a_voice_the_page_says_so(browser: Browser, voices: tuple[str, ...]) -> None:
    tab = start(browser, voices)
    tab.wait("document.getElementById('ui-said').textContent")
    assert "German" in tab.text("#ui-said")
    assert not playing(tab)


def test_pausing_and_going_on(browser: Browser) -> None:
    tab = start(browser)
    tab.wait("window.spoken.length")
    toggle = "#ui-player [data-act=toggle]"
    label = "return document.querySelector('#ui-player [data-act=toggle]').getAttribute('aria-label')"
    assert tab.run(label) == "Pause"
    tab.click(toggle)
    assert tab.run(label) == "Go on"
    assert tab.run(f"return {MARKED}") == "b0"
    tab.click(toggle)
    assert spoken(tab) == ["Die Fähre", "Die Fähre"]


def test_skipping_and_stopping(browser: Browser) -> None:
    tab = start(browser)
    tab.wait("window.spoken.length")
    tab.click("#ui-player [data-act=forward]")
    tab.click("#ui-player [data-act=forward]")
    assert tab.run(f"return {MARKED}") == "b2"
    tab.click("#ui-player [data-act=back]")
    assert tab.run(f"return {MARKED}") == "b1"
    tab.click("#ui-player [data-act=stop]")
    assert not playing(tab)
    assert tab.run(f"return {MARKED}") is None
    assert 'id="ui-aloud-button"' in tab.focused()


def test_long_paragraphs_are_spoken_in_pieces(browser: Browser) -> None:
    sentences = [f"Dies ist der Satz mit der Nummer {number}, und er ist nicht sehr lang." for number in range(9)]
    tab = start(browser, html=f'<p id="b1">{" ".join(sentences)}</p>')
    tab.wait("window.spoken.length")
    while tab.run(f"return {MARKED}") != "b1":
        finish(tab)
    tab.run("window.spoken.splice(0, window.spoken.length - 1)")
    for _ in range(20):
        if not playing(tab):
            break
        assert tab.run(f"return {MARKED}") == "b1"
        finish(tab)
    assert " ".join(spoken(tab)) == " ".join(sentences)
    assert 1 < len(spoken(tab)) < 9
    assert max(map(len, spoken(tab))) <= 220


def test_the_rate_is_kept(browser: Browser) -> None:
    tab = start(browser)
    tab.wait("window.spoken.length")
    tab.run(
        "const rate = document.getElementById('ui-player-rate'); rate.value = '1.5';"
        "rate.dispatchEvent(new Event('change', { bubbles: true }))"
    )
    browser.home.wait("(await (await import('/settings.js')).load()).rate === 1.5")
    finish(tab)
    tab.wait("window.spoken.at(-1).rate === 1.5")


def test_blocks_put_back_are_read_and_struck_ones_are_not(browser: Browser) -> None:
    removed = [gone("b2", '<p id="b2">Wieder da.</p>', "b1"), gone("b3", '<p id="b3">Noch weg.</p>', "b1")]
    tab = show(browser, answer('<h1 id="b0">T</h1><p id="b1">Eins.</p><p id="b4">Zwei.</p>', removed), restored=["b2"])
    tab.click("#ui-removed-button")
    tab.click("#ui-in-place-switch")
    tab.press("Escape")
    tab.run(LEND, list(VOICES))
    tab.click("#ui-aloud-button")
    tab.wait("window.spoken.length")
    while playing(tab):
        finish(tab)
    assert spoken(tab) == ["T", "Eins.", "Wieder da.", "Zwei."]


def test_a_voice_that_breaks_off_is_told(browser: Browser) -> None:
    tab = start(browser)
    tab.wait("window.spoken.length")
    tab.run("window.spoken[0].onerror({ error: 'network' })")
    assert "network" in tab.text("#ui-said")
    assert not playing(tab)
