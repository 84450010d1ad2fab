#!/usr/bin/env python3
"""Learns the content model's weights from the corpus, and says how well they do on publishers they never saw.

    python server/training/train.py --corpus DIR [--folds 5] [--only-final] [--save server/reinschrift/content.npz]

The figures are by cross-validation: each page is judged by a network that saw no page of its publisher. The stored
weights are learned from all pages afterwards.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import corpus
import measures
import numpy as np
from inserted import Changed, with_sentences
from lessons import Lesson
from sentences import number_of, part_of
from translated import translated
from wordings import by_part, store_all

from reinschrift.compose import compose
from reinschrift.content import judged_by
from reinschrift.errors import NoArticle
from reinschrift.evidence import Evidence, gather, wording
from reinschrift.judge import judge
from reinschrift.model import Options, Page, Segments
from reinschrift.network import Network
from reinschrift.page import from_html
from reinschrift.render import text
from reinschrift.segment import segment

# What our sentences count in a copy of a page (losing an article's is the worse mistake), and what all else does, which
# is learned from the page itself already.
ARTICLE, PITCH, REST = 3.0, 2.0, 0.3
WEIGHTS = Path(__file__).resolve().parent.parent / "reinschrift" / "content.npz"


class Sample(NamedTuple):
    """A page of the corpus ready for learning: its evidence, and each block's label and weight."""

    row: corpus.Row
    page: Page
    segments: Segments
    evidence: Evidence
    labels: np.ndarray
    weights: np.ndarray


def sample(folder: Path, row: corpus.Row) -> Sample:
    """Reads one page as the server would."""
    return read(corpus.raw(folder, row), row)


def copies_of(folder: Path, row: corpus.Row) -> list[Sample]:
    """The page with sentences of ours in it, which is learned from for their sake, and the same in another language;
    none where it takes none."""
    raw = corpus.raw(folder, row)
    pages = [(raw, row), translated(raw, row)]
    found = (with_sentences(*page) for page in pages if page)
    return [weighed(changed) for changed in found if changed]


def weighed(changed: Changed) -> Sample:
    """A page with sentences of ours as one to learn from."""
    copied = read(changed.raw, changed.row)
    ours = [corpus.letters(block.text) in changed.said for block in copied.segments.blocks]
    worth = np.where(ours, np.where(copied.labels > 0.5, ARTICLE, PITCH), REST)
    return copied._replace(weights=copied.weights * worth)


def read(raw: bytes, row: corpus.Row) -> Sample:
    """A page as the server reads it, with the labels that its row gives."""
    page = from_html(raw, row.record.get("url") or None)
    segments = segment(page)
    evidence = gather(page, segments)
    labels, weights = corpus.labelled(row, segments.blocks, evidence.headline)
    bare = Page(page.url, None, data=page.data, meta=page.meta, lang=page.lang)  # trees cannot be sent
    return Sample(row, bare, segments, evidence, labels, weights)


def samples(folder: Path, jobs: int = 2) -> list[Sample]:
    """Every page of the corpus, in its order."""
    with ProcessPoolExecutor(jobs) as pool:
        read = pool.map(partial(sample, folder), corpus.rows(folder), chunksize=16)
        return [worded(page, by_part()) for page in read]


def copies(folder: Path, jobs: int = 2) -> list[Sample]:
    """Those pages once more that take sentences of ours."""
    with ProcessPoolExecutor(jobs) as pool:
        read = chain.from_iterable(pool.map(partial(copies_of, folder), corpus.rows(folder), chunksize=16))
        return [worded(page, by_part()) for page in read]


def worded(page: Sample, weights: Sequence[np.ndarray]) -> Sample:
    """The page with its wording judged by the weights (see wordings.by_part) that saw nothing of its publisher, nor the
    sentences that stand in copies of it."""
    judged = wording.summed(page.evidence.folded, weights[part_of(page.row.publisher)])
    page.evidence.columns[wording.NAME][:] = judged
    return page


def fold_of(publisher: str, folds: int) -> int:
    """The part of the corpus a publisher is tested in, the same on every machine."""
    return number_of(publisher) % folds


def learned(pages: Sequence[Sample]) -> Network:
    """A network fitted to these pages."""
    from learning import fitted  # only learning needs PyTorch; what else is here works without

    lessons = [Lesson(page.evidence.columns.values, page.labels, page.weights) for page in pages]
    return fitted(pages[0].evidence.columns.names, lessons)


def cleaned(network: Network, page: Sample) -> str:
    """The text the server would return with these weights."""
    verdicts = judge(page.segments, page.evidence, judged_by(network, page.evidence))
    try:
        return text.body(compose(page.page, page.segments, page.evidence, verdicts, Options()))
    except NoArticle:
        return ""


def cross_validated(pages: Sequence[Sample], changed: Sequence[Sample], folds: int) -> list[str]:
    """Each page's text, from a network that saw no page of its publisher, nor a copy of one (`changed`)."""
    texts = [""] * len(pages)
    for fold in range(folds):
        network = learned([page for page in (*pages, *changed) if fold_of(page.row.publisher, folds) != fold])
        for i, page in enumerate(pages):
            if fold_of(page.row.publisher, folds) == fold:
                texts[i] = cleaned(network, page)
    return texts


def store(network: Network, path: Path) -> None:
    """Writes the file that `reinschrift.content` reads."""
    with path.open("wb") as file:
        np.savez_compressed(file, **network.arrays())


def main() -> None:
    """Reads the corpus, prints the cross-validated figures, and stores the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only-final", action="store_true", help="store the weights without measuring them")
    parser.add_argument("--save", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    pages, changed = samples(arguments.corpus), copies(arguments.corpus)
    if not arguments.only_final:
        texts = cross_validated(pages, changed, arguments.folds)
        measures.report([page.row for page in pages], texts)
    store(learned([*pages, *changed]), arguments.save)
    store_all(arguments.save.with_name("wording.npz"))
    print(f"{arguments.save}: {arguments.save.stat().st_size} bytes")


if __name__ == "__main__":
    main()
