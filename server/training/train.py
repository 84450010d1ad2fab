#!/usr/bin/env python3
"""Learns the content model's weights from the corpus, and says how well they do on publishers they never saw.

    python server/training/train.py --corpus DIR [--folds 5] [--only-final] [--save server/reinschrift/content.npz]

The figures are by cross-validation: each page is judged by a forest that saw no page of its publisher. The stored
weights are learned from all pages afterwards.
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
    page = from_html(corpus.raw(folder, row), row.record.get("url") or None)
    segments = segment(page)
    evidence = gather(page, segments)
    labels, weights = corpus.labelled(row, segments.blocks, evidence.headline)
    bare = Page(page.url, None, data=page.data, meta=page.meta, lang=page.lang)  # trees cannot be sent
    return Sample(row, bare, segments, evidence, labels, weights)


def samples(folder: Path, jobs: int = 2) -> list[Sample]:
    """Every page of the corpus, in its order."""
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(partial(sample, folder), corpus.rows(folder), chunksize=16))


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


def cross_validated(pages: Sequence[Sample], folds: int) -> list[str]:
    """Each page's text, from a forest that saw no page of its publisher."""
    texts = [""] * len(pages)
    for fold in range(folds):
        forest = learned([page for page in pages if fold_of(page.row.publisher, folds) != fold])
        for i, page in enumerate(pages):
            if fold_of(page.row.publisher, folds) == fold:
                texts[i] = cleaned(forest, page)
    return texts


def main() -> None:
    """Reads the corpus, prints the cross-validated figures, and stores the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only-final", action="store_true", help="store the weights without measuring them")
    parser.add_argument("--save", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    pages = samples(arguments.corpus)
    if not arguments.only_final:
        texts = cross_validated(pages, arguments.folds)
        measures.report([page.row for page in pages], texts)
    store(learned(pages), arguments.save)
    print(f"{arguments.save}: {arguments.save.stat().st_size} bytes")


if __name__ == "__main__":
    main()
