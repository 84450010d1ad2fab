"""Task -> Result where a page could not be cleaned within the limits: its visible text in order, without a tree.

This is what a stand-in does with a task that a worker failed over, so it loads little, takes linear time and judges
nothing: every paragraph is kept, and a warning says so.
"""

from __future__ import annotations

from time import perf_counter

from .errors import NoArticle, UnreadableBody
from .fields import checked_url, decoded, options_of, unpack
from .model import Article, Completeness, Metadata, Page
from .page import from_text
from .render import FORMATS
from .segment import segment
from .shown import read
from .task import DEGRADED, JSON, TEXT, Result, Task
from .wordcount import word_count

WARNING = "degraded: this page was too much for cleaning; here is the text that it shows, in order and with its junk."
MOST = 20_000  # blocks; a page of more lines has several of them in each
TITLE_LENGTH = 500  # characters


def answer(task: Task, held: list[object]) -> Result:
    """The page's visible text in the task's format; nothing is put into `held`. Raises ReinschriftError."""
    started = perf_counter()
    if task.media == JSON:
        task = unpack(task)
    options, url = options_of(task.keep, task.removed, task.language), checked_url(task.url)
    if not task.body:
        raise UnreadableBody("The body is empty.")
    title, page = _text_page(task, url) if task.media == TEXT else _html_page(task, url)
    blocks = segment(page).blocks
    article = Article(
        url=url,
        metadata=Metadata(title=title),
        title_block=None,
        blocks=blocks,
        removed=(),
        completeness=Completeness("unknown"),
        warnings=(WARNING,),
        kept_words=sum(word_count(block.text) for block in blocks),
    )
    text = FORMATS[task.format].render(article, options, (perf_counter() - started) * 1000)
    return Result(text.encode(), DEGRADED, {})


def _text_page(task: Task, url: str | None) -> tuple[None, Page]:
    page = from_text(decoded(task.body, task.charset), url)
    return None, Page(url, None, paragraphs=_few(list(page.paragraphs)))


def _html_page(task: Task, url: str | None) -> tuple[str | None, Page]:
    title, texts = read(task.body, task.charset)
    if not texts:
        raise NoArticle("The page shows no text.")
    return title.strip()[:TITLE_LENGTH] or None, Page(url, None, paragraphs=_few(texts))


def _few(texts: list[str]) -> tuple[str, ...]:
    """Texts, with as many neighbours in one as it takes to have no more than MOST."""
    together = -(-len(texts) // MOST)
    return tuple("\n".join(texts[i : i + together]) for i in range(0, len(texts), together or 1))
