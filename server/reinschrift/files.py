"""`reinschrift clean`: files in, articles out, in this process and without a server."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from time import perf_counter
from typing import Any

from .answer import read
from .clean import clean
from .errors import InternalError, ReinschriftError
from .fields import checked_url, options_of
from .model import Article, Kind, Options
from .render import FORMATS
from .task import HTML, TEXT, Task

STDIN = "-"
BEGINNING = 70  # characters of a removed text that an explanation shows


def clean_files(wanted: argparse.Namespace) -> int:
    """Writes each file's article to stdout, or why there is none to stderr; returns 0, or 1 if a file failed.

    `wanted` is the parsed command line of `reinschrift clean`. Raises BadOption before it reads any file.
    """
    options_of(wanted.keep, wanted.removed)
    checked_url(wanted.url)
    if len(wanted.files) > 1 and sys.stderr.isatty():
        from tqdm import tqdm  # here, because loading it takes longer than cleaning a page

        return max(_clean_file(name, wanted, tqdm.write) for name in tqdm(wanted.files, unit="file"))
    return max(_clean_file(name, wanted, print) for name in wanted.files)


def _clean_file(name: str, wanted: argparse.Namespace, write: Callable[..., None]) -> int:
    """Writes one file's article, or why there is none; returns 1 if it failed, else 0."""
    try:
        output = _output(name, wanted, several=len(wanted.files) > 1)
    except OSError as error:
        sentence = f"{error.strerror or error}."
    except ReinschriftError as error:
        sentence = error.detail
    except Exception as error:  # a bug that this page has found must not keep the other files from the user
        where = InternalError.of(error).where.strip().splitlines()
        sentence = f"this page broke Reinschrift ({where[-1]}); please tell its makers."
    else:
        write(output, file=sys.stdout)
        return 0
    write(f"reinschrift: {_shown(name)}: {sentence}", file=sys.stderr)
    return 1


def _shown(name: str) -> str:
    return "(standard input)" if name == STDIN else name


def _output(name: str, wanted: argparse.Namespace, several: bool) -> str:
    started = perf_counter()
    is_text = wanted.input == "text" or (wanted.input is None and name.lower().endswith(".txt"))
    body = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    task = Task(
        body,
        TEXT if is_text else HTML,
        url=wanted.url,
        keep=wanted.keep,
        removed=wanted.removed,
        language=wanted.language,
    )
    page, options = read(task)
    article = clean(page, options)
    text = FORMATS[wanted.format].render(article, options, (perf_counter() - started) * 1000)
    if wanted.explain:
        text = f"{text.rstrip()}\n\n{explain(article, options)}"
    if not several:
        return text.rstrip("\n")
    if wanted.format == "json":
        return json.dumps({"file": _shown(name)} | json.loads(text), ensure_ascii=False)
    return f"==> {_shown(name)} <==\n{text.rstrip()}\n"


def explain(article: Article, options: Options) -> str:
    """What was removed, by kind, each with its reason and its beginning, and whether the article is complete.

    It reads the JSON answer, so that both always tell the same.
    """
    answer = json.loads(FORMATS["json"].render(article, options, 0.0))
    return "\n".join(["--- removed ---", *_removals(answer["removed"]), *_completeness(answer["completeness"])])


def _removals(removed: list[Mapping[str, Any]]) -> Iterator[str]:
    order = [kind.value for kind in Kind]
    by_kind = sorted(removed, key=lambda entry: order.index(entry["kind"]))
    for kind, entries in groupby(by_kind, key=lambda entry: str(entry["kind"])):
        group = list(entries)
        yield f"{kind}: {len(group)}"
        for entry in group:
            text = " ".join(entry["text"].split())
            yield f"  {text[:BEGINNING]}{'…' if len(text) > BEGINNING else ''}"
            yield f"    {entry['reason']}"
    if not removed:
        yield "nothing"


def _completeness(completeness: Mapping[str, Any]) -> Iterator[str]:
    yield f"completeness: {completeness['status']}"
    for evidence in completeness["evidence"]:
        yield f"  {evidence['code']}: {evidence['detail']}"
