"""Folders of pages with references -> cases: one small reader for each format that the public sets come in."""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "server" / "training"))

from corpus import SETS, Row, letters, publisher, rows

DATED = re.compile(r"(.+)_\d{4}_\d{2}_\d{2}\.html\.gz")


@dataclass(frozen=True)
class Case:
    """A page with its reference, as a row of the corpus has it, and the file that holds its bytes."""

    row: Row
    path: Path

    def raw(self) -> bytes:
        """The page's bytes."""
        stored = self.path.read_bytes()
        return gzip.decompress(stored) if self.path.suffix == ".gz" else stored


class Format(NamedTuple):
    """How a set of pages is stored: `holds` says whether a folder is one, `read` yields its cases."""

    name: str
    holds: Callable[[Path], bool]
    read: Callable[[Path], Iterator[Case]]


class NoPages(Exception):
    """The folder has no pages in a format that is known; the message says what was looked for."""


def cases(folder: Path, only: Sequence[str] = (), sample: int | None = None, seed: int = 1) -> tuple[str, list[Case]]:
    """The format of a folder and its cases, those of the sets in `only`; `sample` takes so many of each set, by lot."""
    format_ = next((known for known in FORMATS if known.holds(folder)), None)
    if format_ is None:
        raise NoPages(f"{folder} is in none of the formats {', '.join(known.name for known in FORMATS)}.")
    found = [case for case in format_.read(folder) if not only or case.row.set in only]
    if not found:
        raise NoPages(f"{folder} ({format_.name}) holds no pages{' of ' + ', '.join(only) if only else ''}.")
    return format_.name, found if sample is None else _drawn(found, sample, seed)


def _drawn(found: Sequence[Case], sample: int, seed: int) -> list[Case]:
    lot = random.Random(seed)
    drawn: list[Case] = []
    for name in dict.fromkeys(case.row.set for case in found):
        members = [case for case in found if case.row.set == name]
        drawn += [members[i] for i in sorted(lot.sample(range(len(members)), min(sample, len(members))))]
    return drawn


def settled(record: Mapping[str, Any], text: str) -> Mapping[str, Any]:
    """The record to measure a text by: a paragraph that its makers call optional counts where the text has it."""
    optional = {letters(paragraph) for paragraph in record.get("optional", ())}
    if not optional:
        return record
    flat = letters(text)
    missing = {own for own in optional if own not in flat}
    return {**record, "text": "\n\n".join(p for p in record["text"].split("\n\n") if letters(p) not in missing)}


def _case(name: str, path: Path, record: dict[str, Any]) -> Case:
    return Case(Row(name, publisher(record), record), path)


def _read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


# -- the corpus that Reinschrift learns from


def _is_corpus(folder: Path) -> bool:
    return (folder / "pages").is_dir() and any((folder / f"{name}.jsonl").exists() for name in SETS)


def _corpus(folder: Path) -> Iterator[Case]:
    present = [name for name in SETS if (folder / f"{name}.jsonl").exists()]
    for row in rows(folder, present):
        yield Case(row, folder / "pages" / f"{row.id}.html.gz")


# -- article-extraction-benchmark: ground-truth.json, html/ID.html.gz


def _is_aeb(folder: Path) -> bool:
    return (folder / "ground-truth.json").exists() and (folder / "html").is_dir()


def _aeb(folder: Path) -> Iterator[Case]:
    for key, truth in sorted(_read_json(folder / "ground-truth.json").items()):
        record = {"id": key, "url": truth.get("url") or "", "text": truth["articleBody"]}
        yield _case("article-extraction-benchmark", folder / "html" / f"{key}.html.gz", record)


# -- fundus-evaluation: dataset/ground_truth.json, dataset/html/NAME.html.gz


def _dataset(folder: Path) -> Path:
    return folder if (folder / "ground_truth.json").exists() else folder / "dataset"


def _is_fundus_evaluation(folder: Path) -> bool:
    return (_dataset(folder) / "ground_truth.json").exists()


def _fundus_evaluation(folder: Path) -> Iterator[Case]:
    """A paragraph in square brackets may be left out: its set scores against the reading that suits best."""
    for name, truth in sorted(_read_json(_dataset(folder) / "ground_truth.json").items()):
        marked = [(p[1:-1], True) if p.startswith("[") and p.endswith("]") else (p, False) for p in truth["body"]]
        wanted = {letters(paragraph) for paragraph, optional in marked if not optional}
        record = {
            "id": name.removesuffix(".html.gz"), "url": truth["url"], "text": "\n\n".join(p for p, _ in marked),
            "optional": [p for p, optional in marked if optional and letters(p) not in wanted],
        }  # fmt: skip
        yield _case("fundus-evaluation", _dataset(folder) / "html" / name, record)


# -- Fundus test pages: COUNTRY/meta.info, COUNTRY/PUBLISHER.json, COUNTRY/PUBLISHER_YYYY_MM_DD.html.gz


def _is_fundus(folder: Path) -> bool:
    return next(folder.glob("*/meta.info"), None) is not None


def _fundus(folder: Path) -> Iterator[Case]:
    for info in sorted(folder.glob("*/meta.info")):
        pages: dict[str, list[str]] = {}
        addresses = _read_json(info)
        for name in sorted(addresses):
            if dated := DATED.fullmatch(name):
                pages.setdefault(dated[1], []).append(name)
        for publisher_name, names in pages.items():
            yield from _of_publisher(info.parent, publisher_name, names, addresses)


def _of_publisher(folder: Path, publisher_name: str, names: list[str], addresses: Mapping[str, Any]) -> Iterator[Case]:
    """A publisher's pages. Its parsers' versions and its pages both go by date; where their numbers differ, which
    belongs to which cannot be told without Fundus."""
    versions = _read_json(folder / f"{publisher_name}.json")
    if len(versions) != len(names):
        print(f"{publisher_name}: {len(names)} pages for {len(versions)} references, left out", file=sys.stderr)
        return
    for name, version in zip(names, sorted(versions, key=_numbers), strict=True):
        body = versions[version].get("body")
        if body and (folder / name).exists():
            key = f"{folder.name}-{name.removesuffix('.html.gz')}"
            record = {"id": key, "url": addresses[name].get("url") or "", "body": body}
            yield _case("fundus", folder / name, record)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


# -- WCXB, one of its halves: ground-truth/ID.json, html/ID.html.gz


def _is_wcxb(folder: Path) -> bool:
    return (folder / "ground-truth").is_dir() and (folder / "html").is_dir()


def _wcxb(folder: Path) -> Iterator[Case]:
    """Each kind of page ("article", "product" …) is a set of its own."""
    for path in sorted((folder / "ground-truth").glob("*.json")):
        stored = _read_json(path)
        truth = stored["ground_truth"]
        kind = stored.get("_internal", {}).get("page_type", {}).get("primary") or "unknown"
        record = {"id": path.stem, "url": stored.get("url") or "", "text": truth["main_content"] or ""}
        record |= {key: truth.get(key) or [] for key in ("with", "without")}
        yield _case(kind, folder / "html" / f"{path.stem}.html.gz", record)


# -- any folder: NAME.html or NAME.html.gz, NAME.txt


def _pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    for text in sorted(folder.glob("*.txt")):
        page = next((p for end in (".html", ".html.gz") if (p := folder / f"{text.stem}{end}").exists()), None)
        if page:
            yield page, text


def _is_plain(folder: Path) -> bool:
    return next(_pairs(folder), None) is not None


def _plain(folder: Path) -> Iterator[Case]:
    for page, text in _pairs(folder):
        record = {"id": text.stem, "url": "", "text": text.read_text(encoding="utf-8")}
        yield _case(folder.resolve().name, page, record)


FORMATS = (
    Format("Reinschrift's corpus", _is_corpus, _corpus),
    Format("article-extraction-benchmark", _is_aeb, _aeb),
    Format("fundus-evaluation", _is_fundus_evaluation, _fundus_evaluation),
    Format("Fundus test pages", _is_fundus, _fundus),
    Format("WCXB", _is_wcxb, _wcxb),
    Format("plain folder", _is_plain, _plain),
)
