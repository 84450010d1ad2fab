"""Page -> Article: the whole program on one screen."""

from __future__ import annotations

from .compose import compose
from .content import belonging
from .errors import NoArticle
from .evidence import gather
from .fair import is_fair
from .judge import judge
from .model import Article, Options, Page, Verdict
from .segment import segment


def clean(page: Page, options: Options | None = None) -> Article:
    """The fair copy of a page. Raises NoArticle where there is no article on it."""
    segments = segment(page)
    if not any(block.text for block in segments.blocks):
        raise NoArticle("The page shows no text.")
    evidence = gather(page, segments)
    all_kept = (Verdict(),) * len(segments.blocks)
    verdicts = all_kept if is_fair(page) else judge(segments, evidence, belonging(evidence))
    return compose(page, segments, evidence, verdicts, options or Options())
