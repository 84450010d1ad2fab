"""Archives as the tests of `reinschrift batch` need them: WARC records, written byte by byte as crawlers write them."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path

PAGE = "<!doctype html><html lang=de><title>{0}</title><body><article><h1>{0}</h1>{1}</article></body></html>"
PROSE = "<p>Die Schleuse am Unterlauf bleibt bis zum Herbst geschlossen, weil ein Tor erneuert werden muss.</p>" * 4
HTML = {"Content-Type": "text/html; charset=utf-8"}


def page(title: str, prose: str = PROSE) -> bytes:
    """A small invented article."""
    return PAGE.format(title, prose).encode()


def http(body: bytes, headers: Mapping[str, str] = HTML, status: str = "200 OK") -> bytes:
    """An HTTP response as a record holds it."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def warc(
    url: str,
    block: bytes,
    kind: str = "response",
    media: str = "application/http; msgtype=response",
    **extra: str,
) -> bytes:
    """A record; in the names of `extra` headers _ stands for -."""
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:example:{url}>",
        "WARC-Date": "2025-03-01T06:00:00Z",
        "WARC-Target-URI": url,
        "Content-Type": media,
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in extra.items()},
    }
    lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def url(number: int) -> str:
    return f"https://www.schleusenbote.example/{number}"


def responses(count: int) -> list[bytes]:
    """Records of so many different pages."""
    return [warc(url(number), http(page(f"Seite {number}"))) for number in range(count)]


def write_warc(path: Path, records: Iterable[bytes]) -> Path:
    """The records as a file, each packed by itself where the path ends in .gz."""
    pack = gzip.compress if path.suffix == ".gz" else bytes
    path.write_bytes(b"".join(pack(record) for record in records))
    return path
