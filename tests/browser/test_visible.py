"""The full visible text of a captured page, for pages without an article: what is in it, and what is not."""

from __future__ import annotations

import pytest

from .driver import Browser

PARAGRAPHS = """
    const { paragraphs } = await import("/problems/visible.js");
    const page = new DOMParser().parseFromString(arguments[0].repeat(arguments[1]), "text/html");
    return paragraphs(page.body);
"""
CASES = {
    "<p>Eine  Fähre\n legt ab.</p><p>Sie fährt.</p>": ["Eine Fähre legt ab.", "Sie fährt."],
    "Eine <b>F</b>äh<a href='/'>re</a><br>legt <span>ab</span>": ["Eine Fähre", "legt ab"],
    "<div>Vor<p>Mitte</p>Nach</div>": ["Vor", "Mitte", "Nach"],
    "<ul><li>Eins<li>Zwei</ul><table><tr><td>a<td>b</table>": ["Eins", "Zwei", "a", "b"],
    "<p>Ja</p><p hidden>Nein</p><div hidden='until-found'><p>Nein</p></div>": ["Ja"],
    "Ja<script>nein</script><style>nein</style><noscript>nein</noscript><template>nein</template>": ["Ja"],
    "Ja <svg><title>nein</title><text>doch</text></svg><textarea>nein</textarea>": ["Ja", "doch"],
    "<x-box><template shadowrootmode='open'><p>Schatten <slot></slot></p></template>Licht</x-box>": [
        "Schatten",
        "Licht",
    ],
    "<x-box><template shadowrootmode='open'><i hidden>nein</i><template>nein</template>Ja</template></x-box>": ["Ja"],
    "<p>&lt;b&gt; &amp; mehr</p>": ["<b> & mehr"],
    " \n ": [],
}


@pytest.mark.parametrize(("html", "lines"), CASES.items())
def test_lines(browser: Browser, html: str, lines: list[str]) -> None:
    assert browser.home.run(PARAGRAPHS, html, 1) == lines
    browser.errors()  # Chromium tells that the policy stops a style, which is as it should be


def test_a_page_of_five_megabytes(browser: Browser) -> None:
    assert (
        browser.home.run(PARAGRAPHS, "<div><p>Die Fähre <b>legt</b> um sieben ab.</p></div>", 100_000)
        == ["Die Fähre legt um sieben ab."] * 100_000
    )


def test_a_deeply_nested_page(browser: Browser) -> None:
    assert browser.home.run(PARAGRAPHS, "<div>Tief", 400) == ["Tief"] * 400
