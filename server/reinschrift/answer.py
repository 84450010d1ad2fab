"""Task -> Result: what a worker does with a request; a pure function, and the only way from the edge to the core."""

from __future__ import annotations

from time import perf_counter

from .clean import clean
from .errors import UnreadableBody
from .fields import checked_url, decoded, options_of, unpack
from .model import Options, Page
from .page import from_html, from_text
from .render import FORMATS
from .task import JSON, TEXT, XHTML, Result, Task
from .xhtml import as_html

WARM_UP = Task(
    "<html lang=de><title>Aufwärmen</title><body><article><h1>Aufwärmen</h1>"
    + "<p>Bevor die erste Seite kommt, wird eine kleine gereinigt, damit alles geladen ist und keiner wartet.</p>" * 6
    + "</article></body></html>"
)


def answer(task: Task, held: list[object] | None = None) -> Result:
    """The cleaned page in the task's format. Raises ReinschriftError.

    What it was made from is put into `held`, if that is given: taking it apart takes time, which the caller then has
    when nobody waits.
    """
    started = perf_counter()
    page, options = read(task)
    article = clean(page, options)
    if held is not None:
        held += page, article
    text = FORMATS[task.format].render(article, options, (perf_counter() - started) * 1000)
    return Result(text.encode(), article.completeness.status, article.removed_blocks)


def read(task: Task) -> tuple[Page, Options]:
    """The page and the options that a task describes. Raises UnreadableBody, BadOption and NoArticle."""
    if task.media == JSON:
        task = unpack(task)
    options, url = options_of(task.keep, task.removed, task.language), checked_url(task.url)
    if not task.body:
        raise UnreadableBody("The body is empty.")
    if task.media == TEXT:
        return from_text(decoded(task.body, task.charset), url), options
    body = as_html(task.body) if task.media == XHTML and isinstance(task.body, bytes) else task.body
    return from_html(body, url, task.charset), options
