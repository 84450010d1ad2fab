#!/usr/bin/env python3
"""Learns the content model's weights from the corpus, and says how well they do on publishers they never saw.

    python server/training/train.py --corpus DIR [--folds 5] [--only-final] [--save server/reinschrift/content.npz]

The figures are by cross-validation: each page is judged by a forest that saw no page of its publisher. The stored
weights are learned from all pages afterwards. Each page is learned twice, the second time with its class names and ids
hashed, as many sites have them: what a name says must not be all that is known of a block.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import corpus
import measures
import numpy as np
from forests import grown, store

from reinschrift.compose import compose
from reinschrift.content import Forest, chosen, probability
from reinschrift.errors import NoArticle
from reinschrift.evidence import Evidence, gather
from reinschrift.judge import judge
from reinschrift.model import Options, Page, Segments
from reinschrift.page import from_html
from reinschrift.render import text
from reinschrift.segment import segment

HASHED = 0.5  # what a page with hashed names weighs beside the page itself
WEIGHTS = Path(__file__).resolve().parent.parent / "reinschrift" / "content.npz"


class Sample(NamedTuple):
    """A page of the corpus ready for learning: its evidence, and each block's label and weight."""

    row: corpus.Row
    page: Page
    segments: Segments
    evidence: Evidence
    labels: np.ndarray
    weights: np.ndarray


def sample(folder: Path, hashed: bool, row: corpus.Row) -> Sample:
    """Reads one page as the server would, with its names or without."""
    page = from_html(corpus.raw(folder, row), row.record.get("url") or None)
    if hashed:
        corpus.hash_names(page.tree)
    segments = segment(page)
    evidence = gather(page, segments)
    labels, weights = corpus.labelled(row, segments.blocks, evidence.headline)
    weights *= HASHED if hashed else 1.0
    bare = Page(page.url, None, data=page.data, meta=page.meta, lang=page.lang)  # trees cannot be sent
    return Sample(row, bare, segments, evidence, labels, weights)


def samples(folder: Path, hashed: bool = False, jobs: int = 2) -> list[Sample]:
    """Every page of the corpus, in its order, with the names of its elements or without."""
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(partial(sample, folder, hashed), corpus.rows(folder), chunksize=16))


def fold_of(publisher: str, folds: int) -> int:
    """The part of the corpus a publisher is tested in, the same on every machine."""
    return int(hashlib.sha256(publisher.encode()).hexdigest(), 16) % folds


def learned(pages: Sequence[Sample]) -> Forest:
    """A forest grown from the blocks that weigh anything."""
    masks = [page.weights > 0 for page in pages]
    values = np.vstack([page.evidence.columns.values[mask] for page, mask in zip(pages, masks, strict=True)])
    labels = np.concatenate([page.labels[mask] for page, mask in zip(pages, masks, strict=True)])
    weights = np.concatenate([page.weights[mask] for page, mask in zip(pages, masks, strict=True)])
    return grown(pages[0].evidence.columns.names, values, labels, weights)


def cleaned(forest: Forest, page: Sample) -> str:
    """The text the server would return with these weights."""
    score = probability(forest.log_odds(chosen(page.evidence.columns, forest.names)))
    verdicts = judge(page.segments, page.evidence, score)
    try:
        return text.body(compose(page.page, page.segments, page.evidence, verdicts, Options()))
    except NoArticle:
        return ""


def without(pages: Sequence[Sample], fold: int, folds: int) -> list[Sample]:
    """The pages of the publishers that are not tested in a fold."""
    return [page for page in pages if fold_of(page.row.publisher, folds) != fold]


def cross_validated(pages: Sequence[Sample], hashed: Sequence[Sample], folds: int) -> tuple[list[str], list[str]]:
    """The text of each page, and of each hashed one, from a forest that saw neither of any page of its publisher."""
    forests = [learned(without((*pages, *hashed), fold, folds)) for fold in range(folds)]
    plain, veiled = (
        [cleaned(forests[fold_of(page.row.publisher, folds)], page) for page in part] for part in (pages, hashed)
    )
    return plain, veiled


def main() -> None:
    """Reads the corpus, prints the cross-validated figures, and stores the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only-final", action="store_true", help="store the weights without measuring them")
    parser.add_argument("--save", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    pages, hashed = samples(arguments.corpus), samples(arguments.corpus, hashed=True)
    if not arguments.only_final:
        plain, veiled = cross_validated(pages, hashed, arguments.folds)
        measures.report([page.row for page in pages], plain)
        print("the same pages, their names hashed:")
        measures.report([page.row for page in hashed], veiled)
    store(learned((*pages, *hashed)), arguments.save)
    print(f"{arguments.save}: {arguments.save.stat().st_size} bytes")


if __name__ == "__main__":
    main()
