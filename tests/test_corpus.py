"""Every real page of the corpus: no error, no word lost or doubled, an answer that renders."""

from __future__ import annotations

import gzip
import json
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from reinschrift.clean import clean
from reinschrift.errors import NoArticle
from reinschrift.model import Kind, Options
from reinschrift.page import from_html
from reinschrift.render import FORMATS
from words_of import accounted, shown

PAGES = Path(__file__).parents[2] / "shared" / "corpus" / "pages"
PROCESSES = max(2, os.cpu_count() or 2)
ALL = Options(removed="all")


def fault(path: Path) -> str | None:
    """What is wrong with how a page is cleaned; None where nothing is, "none" where it holds no article."""
    try:
        page = from_html(gzip.decompress(path.read_bytes()))
        article = clean(page, ALL)
    except NoArticle:
        return "none"
    except Exception as error:  # whatever it is, the page's name must be told with it
        return f"{type(error).__name__}: {error}"
    if accounted(article) != shown(page):
        return "its letters are not those that were shown"
    answer = json.loads(FORMATS["json"].render(article, ALL, 0.0))
    if not all(entry["reason"] and entry["kind"] in list(Kind) for entry in answer["removed"]):
        return "a removed block has no kind or reason"
    return None if answer["text"] and answer["html"] else "its text is empty"


@pytest.mark.skipif(not PAGES.is_dir(), reason="the corpus is not here: no folder shared/corpus beside the repository")
def test_every_page_is_cleaned_without_a_fault() -> None:
    paths = sorted(PAGES.glob("*.html.gz"))
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        faults = {path.name: found for path, found in zip(paths, pool.map(fault, paths, chunksize=16), strict=True)}
    assert len(paths) > 1000
    assert {name: found for name, found in faults.items() if found not in (None, "none")} == {}
    assert list(faults.values()).count("none") < len(paths) / 50
