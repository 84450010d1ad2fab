"""Where a run stands, while it runs and at its end."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from time import monotonic
from types import TracebackType

from tqdm import tqdm

from .nouns import Outcome

SELDOM = 30.0  # seconds between two lines where nobody looks on, as in a log
BAR = "{percentage:3.0f} % of the input{bar:30} {elapsed} gone, {remaining} left{postfix}"
LINE = "{percentage:3.0f} % of the input, {elapsed} gone, {remaining} left{postfix}"


@dataclass
class Totals:
    """Counts of rows and records over parts."""

    parts: int = 0
    rows: int = 0
    degraded: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Totals:
        totals = cls()
        for outcome in outcomes:
            totals.add(outcome)
        return totals

    def add(self, outcome: Outcome) -> None:
        self.parts += outcome.part is not None
        self.rows += outcome.rows
        self.degraded += outcome.degraded
        self.errors.update(outcome.errors)
        self.passed.update(outcome.passed)

    def summary(self) -> str:
        """The counts as a few lines for people."""
        failed = self.errors.total()
        cleaned = self.rows - failed
        lines = [f"{self.rows:,} rows in {self.parts:,} parts: {cleaned:,} cleaned, {failed:,} with an error"]
        if self.degraded:
            lines.append(f"  cut off at their time or memory, with their text uncleaned: {self.degraded:,}")
        lines += [f"  {code}: {count:,}" for code, count in self.errors.most_common()]
        if self.passed:
            kinds = ", ".join(f"{what} {count:,}" for what, count in self.passed.most_common())
            lines.append(f"records that are no HTML page: {kinds}")
        return "\n".join(lines)


class Progress:
    """A line on standard error with what is done, pages a second, errors and the time left, by bytes of the input."""

    def __init__(self, total: int, done: int) -> None:
        watched = sys.stderr.isatty()
        self._begun = monotonic()
        self._totals = Totals()
        self._bar = tqdm(
            total=total,
            initial=done,
            bar_format=BAR if watched else f"{LINE}\n",
            mininterval=0.5 if watched else SELDOM,
            maxinterval=SELDOM,
            file=sys.stderr,
            dynamic_ncols=watched,
        )

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._bar.close()

    def add(self, outcome: Outcome) -> None:
        """Notes what became of a split."""
        self._totals.add(outcome)
        self._bar.set_postfix_str(
            f"{self._totals.rows:,} pages, {self.pages_a_second:.1f} a second, "
            f"{self._totals.errors.total():,} errors",
            refresh=False,
        )
        self._bar.update(outcome.split.size)

    @property
    def pages_a_second(self) -> float:
        """Of this run, since its actors began."""
        return self._totals.rows / max(1e-9, monotonic() - self._begun)
