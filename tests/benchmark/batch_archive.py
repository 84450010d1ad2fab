#!/usr/bin/env python3
"""Makes a WARC file of pages that repeat, for the figures of `reinschrift batch`.

    python tests/benchmark/batch_archive.py FOLDER big.warc.gz --pages 20000
    python tests/benchmark/batch_archive.py FOLDER big.warc --size 5000000000

FOLDER holds pages (.html or .html.gz, at any depth). Their order is by lot, always the same; each record has an
address of its own. A file that ends in .gz has each record packed by itself, another one has the pages' own size.
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

RECORD = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:example:{number}>\r\nWARC-Date: 2025-03-01T06:00:00Z\r\n"
    "WARC-Target-URI: https://www.example.org/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
    "Content-Length: {length}\r\n\r\n"
)
LEVEL = 6
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def pages(folder: Path) -> list[bytes]:
    """Every page below a folder, unpacked, in an order by lot."""
    files = sorted(path for path in folder.rglob("*") if path.name.endswith((".html", ".html.gz")))
    random.Random(1).shuffle(files)
    found = [gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes() for file in files]
    if not found:
        raise SystemExit(f"{folder} holds no pages.")
    return found


def records(folder: Path) -> Iterator[bytes]:
    """Records without end."""
    for number, page in enumerate(cycle(pages(folder))):
        head = RECORD.format(number=number, length=len(RESPONSE) + len(page)).encode()
        yield head + RESPONSE + page + b"\r\n\r\n"


def write(folder: Path, archive: Path, count: int | None, size: int | None) -> int:
    """Writes records until there are `count`, or `size` bytes of file; returns their number."""
    packed = archive.suffix == ".gz"
    with archive.open("wb") as file:
        for number, record in enumerate(records(folder)):
            if number == count or (size is not None and file.tell() >= size):
                return number
            file.write(gzip.compress(record, LEVEL) if packed else record)
    return 0


def main() -> None:
    """Makes the file and says what it holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("archive", type=Path)
    much = parser.add_mutually_exclusive_group(required=True)
    much.add_argument("--pages", type=int)
    much.add_argument("--size", type=int)
    wanted = parser.parse_args()
    number = write(wanted.folder, wanted.archive, wanted.pages, wanted.size)
    print(f"{wanted.archive}: {number:,} pages, {wanted.archive.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
