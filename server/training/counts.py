"""Pages' errors -> tables: how often each cause, on how many pages, and what it costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from causes import Fault
from tables import Table

SORTS = (("lost", "paragraphs lost"), ("extra", "extra words"), ("leak", "junk left in"))
EXAMPLES = 5  # pages that are named for a cause
SHOWN = 90  # characters of an example


class Told(NamedTuple):
    """One page's errors, and what they are a share of: words and paragraphs of the reference, words of the text."""

    set: str
    id: str
    faults: tuple[Fault, ...]
    reference_words: int
    paragraphs: int
    text_words: int


def tables(pages: Sequence[Told]) -> Iterator[Table]:
    """For each set its lost paragraphs, extra words and leaks by cause, the dearest first."""
    for name in dict.fromkeys(page.set for page in pages):
        members = [page for page in pages if page.set == name]
        paragraphs = sum(page.paragraphs for page in members)
        for sort, title in SORTS:
            of = f" of {paragraphs}" if sort == "lost" else ""
            if table := _table(members, sort, f"{name} ({len(members)} pages): {title}{of}"):
                yield table


def _table(pages: Sequence[Told], sort: str, title: str) -> Table | None:
    by_cause: dict[tuple[str, str], list[tuple[str, Fault]]] = defaultdict(list)
    for page in pages:
        for fault in page.faults:
            if fault.sort.split()[0] == sort:
                by_cause[fault.sort.removeprefix(sort).strip(), fault.cause].append((page.id, fault))
    if not by_cause:
        return None
    whole = sum(len(entries) for entries in by_cause.values())
    words = sum(page.text_words if sort == "extra" else page.reference_words for page in pages)
    rows = [
        _row(kind, cause, entries, whole, words)
        for (kind, cause), entries in sorted(by_cause.items(), key=lambda item: (item[0][0], -_words(item[1])))
    ]
    rows.append(["all", *_figures([entry for entries in by_cause.values() for entry in entries], whole, words)])
    of = "text" if sort == "extra" else "reference"
    return Table(title, ["cause", "count", "share", "pages", "words", f"‰ of the {of}"], rows)


def _row(kind: str, cause: str, entries: Sequence[tuple[str, Fault]], whole: int, words: int) -> list[str]:
    return [f"{kind}: {cause}" if kind else cause, *_figures(entries, whole, words)]


def _figures(entries: Sequence[tuple[str, Fault]], whole: int, words: int) -> list[str]:
    count, pages, lost = len(entries), len({page for page, _ in entries}), _words(entries)
    return [str(count), f"{count / whole:.0%}", str(pages), str(lost), f"{1000 * lost / max(1, words):.2f}"]


def _words(entries: Sequence[tuple[str, Fault]]) -> int:
    return sum(fault.words for _, fault in entries)


def examples(pages: Sequence[Told]) -> Iterator[str]:
    """For each set and cause a few pages, those with the most words first."""
    found: dict[tuple[str, str, str], list[tuple[int, str, str]]] = defaultdict(list)
    for page in pages:
        for fault in page.faults:
            beginning = " ".join(fault.text.split())[:SHOWN]
            found[page.set, fault.sort, fault.cause].append((fault.words, page.id, beginning))
    for (name, sort, cause), entries in sorted(found.items()):
        yield f"{name}, {sort}, {cause}:"
        largest = sorted(entries, reverse=True)[:EXAMPLES]
        yield from (f"  {key} ({words} words): {beginning}" for words, key, beginning in largest)
