"""Whether the page shows the whole article or a preview: what it declares, held against what stands on it.

Structured data alone decides nothing: a subscriber's browser shows the whole of an article that is not free. Paywall
phrases alone decide nothing either: they stand on free pages too. Where they do not meet, the answer is "unknown".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .evidence import Evidence as PageEvidence
from .evidence.data import BODY_LETTERS, NOT_LETTERS, TAGS, letters, strings
from .model import Block, Completeness, Evidence, Page, Verdict

SHOWN = 0.9  # share of the declared text that a complete page shows
CUT = 0.6  # share of it that a preview shows at most
PARAGRAPH = 40  # letters
FOLDED_LENGTH = 3  # letters that one becomes at most when it is folded
CLASS = re.compile(r"\.([\w-]+)")


def completeness(
    page: Page, evidence: PageEvidence, kept: Sequence[Block], verdicts: Sequence[Verdict]
) -> Completeness:
    """The status and every fact it rests on."""
    facts = [
        *_declared(page),
        *_paid_part(page, evidence),
        *_body_shown(page, evidence, kept),
        *_offer(evidence, kept, verdicts),
    ]
    return Completeness(_status({fact.code for fact in facts}), tuple(facts))


def _status(codes: set[str]) -> str:
    if "body-cut" in codes or ("not-free" in codes and codes & {"offer", "paid-part-missing"}):
        return "preview" if "paid-part-shown" not in codes and "body-shown" not in codes else "unknown"
    if "body-shown" in codes or "paid-part-shown" in codes or ("free" in codes and "offer" not in codes):
        return "complete"
    return "unknown"


def _declared(page: Page) -> Iterator[Evidence]:
    values = {said for item in page.data for said in _said(item.get("isAccessibleForFree"))}
    if values & {"false", "0"}:
        yield Evidence("not-free", "The page's structured data says that the article is not free to read.")
    elif values & {"true", "1"}:
        yield Evidence("free", "The page's structured data says that the article is free to read.")


def _said(value: Any) -> list[str]:
    """A truth value of structured data in lower case, without the address of the vocabulary; or those of a list."""
    values = value if isinstance(value, list) else [value]
    return [str(one).strip().lower().rpartition("schema.org/")[2] for one in values]


def _paid_part(page: Page, evidence: PageEvidence) -> Iterator[Evidence]:
    """Whether the element that structured data names as the paid part stands on the page with words in it."""
    wanted = {name for item in page.data for name in CLASS.findall(_selectors(item.get("hasPart")))}
    if not wanted:
        return
    boxes = [box for box in evidence.tree.boxes if wanted & set(box.words.split())]
    words = evidence.columns["words"]
    if sum(float(words[box.start : box.end].sum()) for box in boxes) >= PARAGRAPH:
        yield Evidence("paid-part-shown", "The part that structured data calls paid stands on the page.")
    else:
        yield Evidence("paid-part-missing", "The part that structured data calls paid does not stand on the page.")


def _selectors(value: Any) -> str:
    parts = value if isinstance(value, list) else [value]
    return " ".join(str(part.get("cssSelector", "")) for part in parts if isinstance(part, Mapping))


def _body_shown(page: Page, evidence: PageEvidence, kept: Sequence[Block]) -> Iterator[Evidence]:
    """How much of the article text in the structured data stands on the page, by length of agreeing paragraphs."""
    body = letters(TAGS.sub(" ", max(strings(page, "articleBody"), key=len, default="")))
    if len(body) < BODY_LETTERS:
        return
    long = [block for block in kept if FOLDED_LENGTH * len(block.text) >= PARAGRAPH]
    texts = [NOT_LETTERS.sub("", evidence.folded[block.index]) for block in long]
    agreeing = sum(len(text) for text in texts if len(text) >= PARAGRAPH and text in body)
    share = agreeing / len(body)
    if share >= SHOWN:
        yield Evidence("body-shown", "The article text in the structured data stands on the page.")
    elif share <= CUT and agreeing:
        yield Evidence("body-cut", f"Of the article text in the structured data, {share:.0%} stands on the page.")


def _offer(evidence: PageEvidence, kept: Sequence[Block], verdicts: Sequence[Verdict]) -> Iterator[Evidence]:
    """An offer to read on against payment, where the article stops."""
    last = max((block.index for block in kept if block.text), default=0)
    for hit in evidence.hits:
        near = last - 3 <= hit.block <= last + 12
        if hit.cue.section == "paywall" and hit.cue.strength == "phrases" and near and not verdicts[hit.block].kept:
            yield Evidence("offer", f"After the text the page says “{hit.cue.text}”.")
            return
