"""Blocks -> Verdicts: asks every judge, weighs what they found against the content model, and keeps the reason."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import inf

from .asides import with_answers, with_asides, with_attributions, with_summaries
from .bars import ARTICLE, LOWEST, NAMING, bar, is_subheading
from .evidence import Evidence
from .evidence.columns import Floats
from .forms import IMAGE
from .junk import JUDGES, View
from .junk.chrome import without_a_name
from .junk.repeats import hours, speakers
from .leftovers import BESIDE, with_calls, with_leftovers, with_lists_and_cards
from .model import Box, Finding, Kind, Segments, Sign, Verdict

KEPT = Verdict()
CHROME, TEASER = Kind.CHROME, Kind.TEASER  # before Python 3.12 it is slow to look members up
DOUBT = 0.3  # how much a finding of nearly full strength raises that bar
DOUBTFUL = 0.4  # strength from which it does
NOTE_REACH = 6  # blocks after the article's end in which an editor's note may stand
NOTE_WORDS = 6
BARE_LINK = 0.3  # a teaser's strength up to which it is only known to be a link
NAMES_A_BOX = 0.22  # strength from which a finding names the nameless blocks beside it


def judge(segments: Segments, evidence: Evidence, score: Floats) -> tuple[Verdict, ...]:
    """One verdict a block, in order; `score` is how much each belongs to the article (content.py).

    Nothing is removed without a kind and at least one sign.
    """
    view = View(segments, evidence, score)
    best = _strongest(view)
    framing = speakers(view) | hours(view)
    verdicts = [KEPT if i in framing else _verdict(view, i, finding) for i, finding in enumerate(best)]
    for stay in (with_asides, with_answers, with_summaries, with_attributions):
        verdicts = stay(view, best, verdicts)
    verdicts = _named_by_box(view, best, with_calls(view, with_leftovers(view, verdicts)))
    return tuple(_with_images(view, with_lists_and_cards(view, verdicts)))


def _strongest(view: View) -> list[Finding]:
    """For each block the strongest finding about it; of equals, the first judge's."""
    best: list[Finding | None] = [None] * len(view.blocks)
    held = [-inf] * len(view.blocks)
    for _, find in JUDGES:
        for finding in find(view):
            _, start, end, strength, _ = finding
            for i in range(start, end):
                if strength > held[i]:
                    best[i], held[i] = finding, strength
    return [finding or without_a_name(view, i) for i, finding in enumerate(best)]


def _named_by_box(view: View, best: Sequence[Finding], verdicts: list[Verdict]) -> list[Verdict]:
    """Verdicts where a block that goes without a name of its own takes that of the junk box around it."""
    shown = accumulate((v.kind is None and b.text != "" for v, b in zip(verdicts, view.blocks, strict=True)), initial=0)
    kept = list(shown)
    nameless = [_has_no_name(verdict, finding.strength) for verdict, finding in zip(verdicts, best, strict=True)]
    open_names = list(accumulate(nameless, initial=0))
    for box in reversed(view.small_boxes):  # inner boxes come last, and are to be heard first
        start, end = box.start, box.end
        if kept[end] > kept[start] or open_names[end] == open_names[start]:
            continue
        namers = (finding for finding in best[start:end] if finding.kind in NAMING)
        strongest = max(namers, key=_strength, default=None)
        if strongest is None or strongest.strength < NAMES_A_BOX:
            continue
        named = Verdict(strongest.kind, (*strongest.signs, BESIDE), start)
        for i in range(start, end):
            if nameless[i]:
                nameless[i] = False
                verdicts[i] = named
    return verdicts


def _has_no_name(verdict: Verdict, strength: float) -> bool:
    """Whether a block goes without more being known of it than its place, or that it is a link."""
    return verdict.kind is not None and strength < (BARE_LINK if verdict.kind is TEASER else NAMES_A_BOX)


def _strength(finding: Finding) -> float:
    return finding.strength


def _verdict(view: View, index: int, finding: Finding) -> Verdict:
    if index == view.evidence.headline or view.blocks[index].form is IMAGE:
        return KEPT
    kind, start, end, strength, signs = finding
    doubt = DOUBT * strength if strength >= DOUBTFUL and kind in NAMING and not is_subheading(view, index) else 0.0
    score = view.score[index]
    wanted = score >= LOWEST + doubt and (score >= ARTICLE + doubt or score >= bar(view, index) + doubt)
    if (strength < 1 and wanted) or _is_note(view, index):
        return KEPT
    return Verdict(kind, signs, start if end - start > 1 else index)


def _is_note(view: View, index: int) -> bool:
    """Whether a block is an editor's correction or note at the article, which is a part of it wherever it is set."""
    if view.words[index] < NOTE_WORDS or view.link_share[index] >= 0.5:
        return False
    hits = view.hits.get(("editorial", index), ())
    first, last = view.span
    telling = (hit.cue.strength == "phrases" or (hit.at_start and hit.cue.strength == "labels") for hit in hits)
    return first <= index <= last + NOTE_REACH and any(telling)


def _with_images(view: View, verdicts: list[Verdict]) -> list[Verdict]:
    """Pictures share the fate of the words around them; one outside the article is part of the site."""
    first, last = _article_range(view, verdicts)
    fates: dict[int, Verdict] = {}  # by box, for a gallery may hold thousands of pictures
    for block in view.blocks:
        if block.form is not IMAGE:
            continue
        if not first <= block.index <= last:
            verdicts[block.index] = Verdict(CHROME, (Sign("outside"),))
            continue
        if block.box not in fates:
            fates[block.box] = _fate_around(view, verdicts, view.boxes[block.box])
        verdicts[block.index] = fates[block.box]
    return verdicts


def _article_range(view: View, verdicts: Sequence[Verdict]) -> tuple[int, int]:
    kept = [b.index for b in view.blocks if b.text and verdicts[b.index].kept and view.words[b.index] >= 4]
    if not kept:
        return 0, -1
    headline = view.evidence.headline
    return (min(kept[0], headline) if headline >= 0 else kept[0]), kept[-1]


def _fate_around(view: View, verdicts: Sequence[Verdict], box: Box) -> Verdict:
    """What became of the words in a picture's box, or the smallest one around it that holds any."""
    while True:
        beside = view.lines(box)
        if beside or box.parent < 0:
            break
        box = view.boxes[box.parent]
    if not beside or any(verdicts[i].kept or verdicts[i].kind is Kind.CAPTION for i in beside):
        return KEPT
    return Verdict(verdicts[beside[0]].kind, (BESIDE,), verdicts[beside[0]].start)
