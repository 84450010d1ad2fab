"""What the content model has to say of a block that stays, by what it is and where it stands."""

from __future__ import annotations

from .forms import CODE
from .junk import View
from .junk.view import SENTENCE_END
from .model import Kind

NAMING = frozenset((Kind.CONSENT, Kind.NEWSLETTER, Kind.TEASER, Kind.PROMOTION, Kind.SHARE))
ARTICLE = 0.5  # the content model's probability from which a block is article text
PROSE = 0.4  # and for a paragraph that says nothing of any junk: losing it would be the worse mistake
PROSE_WORDS = 8
SUBTITLE = 0.3  # for what stands right under the headline,
LEDE = 0.1  # and is named a lede or subtitle there
SUBTITLE_WORDS, SUBTITLE_REACH = 6, 2
LISTING = 0.15  # for a program's text among the paragraphs, which reads like none of them
LOWEST = min(PROSE, SUBTITLE, LEDE, LISTING)


def bar(view: View, index: int) -> float:
    """What the content model has to say of a block that stays."""
    first, last = view.span
    if view.blocks[index].form is CODE and first < index < last:
        return LISTING
    if _is_subtitle(view, index):
        if index in view.saying("lede"):
            return LEDE
        if not view.is_named(index):
            return SUBTITLE
    return PROSE if _is_plain_prose(view, index) else ARTICLE


def _is_subtitle(view: View, index: int) -> bool:
    """Whether a line of some words without a link stands right under the headline."""
    headline = view.evidence.headline
    near = headline >= 0 and headline < index <= headline + SUBTITLE_REACH
    return near and view.words[index] >= SUBTITLE_WORDS and not view.links[index]


def _is_plain_prose(view: View, index: int) -> bool:
    """Whether a block is a sentence or more, without links, with no cue of a kind that goes by its words.

    Bare words such as "app" or "share" are no such cue; "newsletter" or "cookie" is, for pitches hold little else.
    """
    if not is_unlinked_sentence(view, index):
        return False
    if any((kind, index) in view.hits for kind in (Kind.NEWSLETTER, Kind.CONSENT)):
        return False
    return all(hit.cue.strength == "words" for kind in NAMING for hit in view.hits.get((kind, index), ()))


def is_unlinked_sentence(view: View, index: int) -> bool:
    """Whether a block is a sentence or more, with few links, whatever the content model says of it."""
    ends = view.blocks[index].text[-1:] in SENTENCE_END
    return ends and view.words[index] >= PROSE_WORDS and view.link_share[index] < 0.3
