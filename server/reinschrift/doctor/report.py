"""Findings -> lines for a terminal: how grave, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .finding import BAD, GOOD, Finding

LEVEL, NAME = 8, 14  # characters of the first two columns
INDENT = " " * (LEVEL + NAME)


def lines(findings: Iterable[tuple[str, Finding]], words: Mapping[str, str]) -> Iterator[str]:
    """A line for each finding as it comes, one more with advice where it is not good, and one that sums up."""
    bad = 0
    for name, finding in findings:
        bad += finding.level == BAD
        message = words[finding.code].format(**finding.values)
        yield f"{words[finding.level]:<{LEVEL}}{words[f'name_{name}']:<{NAME}}{message}"
        if finding.level != GOOD:
            yield INDENT + words[f"{finding.code}_help"].format(**finding.values)
    yield words["sum_bad" if bad else "sum_good"].format(count=bad)
