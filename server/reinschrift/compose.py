"""Verdicts -> Article: the kept blocks in order, and the removed ones as boxes with their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from . import forms
from .completeness import completeness
from .embeds import embed_of
from .errors import NoArticle
from .evidence import Evidence
from .metadata import metadata
from .model import Article, Block, Box, Kind, Options, Page, Removed, Segments, Sign, Verdict
from .wordcount import total_words

CAPTION, HIDDEN = Kind.CAPTION, Kind.HIDDEN  # before Python 3.12 it is slow to look them up in their enum
CAPTION_REACH = 2  # blocks between a picture and a caption that its markup does not tie to it
LIGHT = {"word": 1, "beside": 2}  # signs that say least
SIGNS = 4  # of a removed box that its reason tells


def compose(
    page: Page, segments: Segments, evidence: Evidence, verdicts: Sequence[Verdict], options: Options
) -> Article:
    """The article. Raises NoArticle where no block is kept."""
    blocks = segments.blocks
    scope = _scope(segments, verdicts, evidence.headline)
    settled = [
        _settled(blocks, verdicts, i, scope, options.keep) if v.kind is CAPTION or v.kind in options.keep else v
        for i, v in enumerate(verdicts)
    ]
    body = [_shown(b, v) for b, v in zip(blocks, settled, strict=True) if v.kind is None or v.start == CAPTION_SHOWN]
    if not any(block.text and block.form is not forms.CAPTION and block.index != evidence.headline for block in body):
        raise NoArticle("No article text was found on the page.")
    title = blocks[evidence.headline] if evidence.headline >= 0 else None
    removed = tuple(_with_embeds(_removed(blocks, settled, {block.index for block in body}), segments, settled, scope))
    listed = [entry for entry in removed if options.removed != "none" and _is_listed(entry, scope, options.removed)]
    kept = tuple(block for block in body if block.index != evidence.headline)
    return Article(
        url=page.url,
        metadata=metadata(page, title),
        title_block=title,
        blocks=kept,
        removed=tuple(listed),
        completeness=completeness(page, evidence, kept, settled),
        warnings=page.warnings,
        kept_words=total_words(block.text for block in body),
        removed_words=total_words(block.text for entry in removed for block in entry.blocks),
        removed_blocks=_counted(removed),
        show_captions=Kind.CAPTION in options.keep,
    )


def _counted(removed: Iterable[Removed]) -> dict[str, int]:
    """How many blocks of each kind are in the entries, by the kind's value."""
    counts: dict[str, int] = {}
    for entry in removed:
        kind = entry.kind.value
        counts[kind] = counts.get(kind, 0) + len(entry.blocks)
    return counts


def _scope(segments: Segments, verdicts: Sequence[Verdict], headline: int) -> range:
    """The blocks inside and beside the article: the smallest box with all of it, unless that is the whole page."""
    kept = [b.index for b in segments.blocks if b.text and verdicts[b.index].kept]
    if not kept:
        return range(0)
    first, last = kept[0], kept[-1]
    if headline >= 0:
        first, last = min(first, headline), max(last, headline)
    inside = range(first, last + 1)
    holding = [
        box for box in segments.boxes if box.start <= first and box.end > last and box.tag not in ("html", "body")
    ]
    smallest = min(holding, key=_size, default=None)
    return range(smallest.start, smallest.end) if smallest else inside


def _size(box: Box) -> int:
    return box.end - box.start


def _settled(
    blocks: Sequence[Block], verdicts: Sequence[Verdict], index: int, scope: range, keep: frozenset[Kind]
) -> Verdict:
    """The verdict once the caller's wishes and the pictures count: a kept kind stays where it stood in the article."""
    verdict = verdicts[index]
    if verdict.kind in keep and index in scope and blocks[index].form is not forms.HIDDEN:
        return Verdict()
    if verdict.kind is CAPTION and _has_picture(blocks, verdicts, index):
        return verdict._replace(start=CAPTION_SHOWN)
    return verdict


CAPTION_SHOWN = -2  # the start of a caption that stays with its picture in Markdown and HTML


def _shown(block: Block, verdict: Verdict) -> Block:
    return block._replace(form=forms.CAPTION) if verdict.start == CAPTION_SHOWN else block


def _has_picture(blocks: Sequence[Block], verdicts: Sequence[Verdict], index: int) -> bool:
    """Whether the picture that a caption belongs to is kept: one of its figure, or else one right beside it."""
    group = blocks[index].group if blocks[index].form is forms.CAPTION else -1
    for distance in range(1, CAPTION_REACH + 2):
        for i in (index - distance, index + distance):
            found = 0 <= i < len(blocks) and blocks[i].form is forms.IMAGE and verdicts[i].kept
            if found and (group < 0 or blocks[i].group == group):
                return True
    return False


def _removed(blocks: Sequence[Block], settled: Sequence[Verdict], shown: set[int]) -> Iterator[Removed]:
    """Runs of removed blocks: an entry for neighbours of one kind that the same finding took, or none in particular."""
    run: list[Block] = []
    after: Block | None = None
    previous: Block | None = None
    for block in blocks:
        if block.index in shown:
            if run:
                yield _entry(run, settled, after)
            run, previous = [], block
        else:
            if run and not _together(settled[run[-1].index], settled[block.index], run[-1], block):
                yield _entry(run, settled, after)
                run = []
            if not run:
                after = previous
            run.append(block)
    if run:
        yield _entry(run, settled, after)


def _with_embeds(
    removed: Iterable[Removed], segments: Segments, settled: Sequence[Verdict], scope: range
) -> Iterator[Removed]:
    """The entries, those of consent boxes in the article with the address of what waits there."""
    for entry in removed:
        if entry.kind is Kind.CONSENT and entry.blocks[0].index in scope:
            entry = entry._replace(embed=embed_of(entry.blocks, segments, settled))
        yield entry


def _together(one: Verdict, other: Verdict, block: Block, following: Block) -> bool:
    if one.kind is not other.kind or one.kind is HIDDEN:
        return False
    return (
        one.start == other.start
        or block.box == following.box
        or (one.start, other.start) == (block.index, following.index)
    )


def _entry(run: Sequence[Block], settled: Sequence[Verdict], after: Block | None) -> Removed:
    signs = dict.fromkeys([sign for block in run for sign in settled[block.index].signs])
    kind = settled[run[0].index].kind
    assert kind is not None
    first, last = run[0].id, run[-1].id
    return Removed(
        first if first == last else f"{first}-{last}",
        kind,
        tuple(sorted(signs, key=_weight)[:SIGNS]),
        tuple(run),
        after.id if after else None,
    )


def _weight(sign: Sign) -> int:
    """The most telling signs come first: bare words and belonging to a box say least."""
    return LIGHT.get(sign.code, 0)


def _is_listed(entry: Removed, scope: range, wanted: str) -> bool:
    silent = entry.kind is not HIDDEN and not any(block.text for block in entry.blocks)
    if wanted == "all":
        return not silent
    if silent or entry.kind is Kind.HIDDEN:
        return False
    return entry.kind is not Kind.CHROME or entry.blocks[0].index in scope or entry.blocks[-1].index in scope
