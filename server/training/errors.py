#!/usr/bin/env python3
"""Says why Reinschrift's texts are not their references: every error of the corpus by its cause, counted.

    python server/training/errors.py --corpus DIR [--folds FILE] [--only news] [--verbose] [--write docs/errors.md]

Each page is judged by weights that saw no page of its publisher. FILE keeps those weights; without it, or where it does
not exist yet, they are learned first, which takes about eight minutes. docs/errors.md says what the causes mean.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import corpus
import measures
import train
from causes import Judged, faults
from counts import Told, examples, tables
from folds import Folds
from tables import aligned, piped, write_into

from reinschrift.compose import compose
from reinschrift.content import judged_by
from reinschrift.encoding import utf_8
from reinschrift.errors import NoArticle
from reinschrift.judge import judge
from reinschrift.model import Article, Form, Options
from reinschrift.render import text

MARKS = "<!-- counts of errors.py -->", "<!-- end of the counts -->"


def judged(folder: Path, weights: Folds, row: corpus.Row) -> Judged:
    """A page, judged by weights that saw nothing of its publisher."""
    page = train.worded(train.sample(folder, row), weights.wordings)
    score = judged_by(weights.of(row.publisher), page.evidence)
    verdicts = judge(page.segments, page.evidence, score)
    try:
        article = compose(page.page, page.segments, page.evidence, verdicts, Options())
    except NoArticle:
        article = None
    source = utf_8(corpus.raw(folder, row), None).decode()
    body = text.body(article) if article else ""
    shown = _shown(article)
    return Judged(row, page.segments, page.evidence, score, verdicts, shown, page.labels, body, source)


def _shown(article: Article | None) -> frozenset[int]:
    unread = (Form.IMAGE, Form.CAPTION)
    return frozenset(block.index for block in article.blocks if block.form not in unread) if article else frozenset()


def told(folder: Path, weights: Folds, row: corpus.Row) -> Told:
    """A page's errors, ready to be sent between processes."""
    page = judged(folder, weights, row)
    gold = corpus.reference(row.record)
    return Told(
        row.set, row.id, tuple(faults(page)), len(measures.tokens(gold)), len(measures.paragraphs(gold, "")),
        len(measures.tokens(page.text)),
    )  # fmt: skip


def weights_of(folder: Path, stored: Path | None, folds: int) -> Folds:
    """The weights of cross-validation, from their file where there is one."""
    if stored and stored.exists():
        return Folds.load(stored)
    print(f"learning {folds} sets of weights …", flush=True)
    weights = Folds.learn(folder, folds)
    if stored:
        weights.store(stored)
    return weights


def main() -> None:
    """Judges every page, and prints the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--folds", type=Path, help="file that keeps the weights of cross-validation")
    parser.add_argument("--parts", type=int, default=5, help="parts of the publishers, where weights are learned")
    parser.add_argument("--only", default="news,articles", help="sets, with commas between")
    parser.add_argument("--verbose", action="store_true", help="name a few pages for each cause")
    parser.add_argument("--write", type=Path, help="document whose marked section takes the tables")
    wanted = parser.parse_args()
    weights = weights_of(wanted.corpus, wanted.folds, wanted.parts)
    with ProcessPoolExecutor(2) as pool:
        rows = corpus.rows(wanted.corpus, wanted.only.split(","))
        pages = list(pool.map(partial(told, wanted.corpus, weights), rows, chunksize=16))
    print("\n\n".join(map(aligned, tables(pages))))
    if wanted.verbose:
        print("\n" + "\n".join(examples(pages)))
    if wanted.write:
        write_into(wanted.write, MARKS, "\n\n".join(map(piped, tables(pages))) + "\n")


if __name__ == "__main__":
    main()
