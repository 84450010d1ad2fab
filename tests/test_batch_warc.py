"""WARC files: which records are pages, what stands behind their encodings, damaged files, and pieces of files."""

from __future__ import annotations

import gzip
import random
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from fastwarc import stream_io

from archives import HTML, http, page, responses, url, warc, write_warc
from reinschrift.batch.inputs import warc as form
from reinschrift.batch.nouns import BatchError, Passed, Record, Split

BODY = page("Schleuse gesperrt")
LIMIT = 100_000


def whole(path: Path) -> Split:
    size = form.end(str(path))
    return Split("warc", (str(path),), 0, size, size)


def read(path: Path, split: Split | None = None) -> list[Record | Passed]:
    return list(form.read(split or whole(path), LIMIT))


def records(path: Path, pages: int | None = None) -> list[Record]:
    """Every record of a file, read in pieces of so many pages."""
    splits = list(form.divide(whole(path), pages)) if pages else [whole(path)]
    return [record for split in splits for record in read(path, split) if isinstance(record, Record)]


def only(tmp_path: Path, record: bytes) -> Record | Passed:
    (made,) = read(write_warc(tmp_path / "a.warc.gz", [record]))
    return made


def chunked(data: bytes) -> bytes:
    parts = [data[i : i + 100] for i in range(0, len(data), 100)]
    return b"".join(b"%x;name=value\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def by_fastwarc(name: str, data: bytes) -> bytes:
    class Kept(BytesIO):
        def close(self) -> None:
            """The writer closes what it writes to."""

    out = Kept()
    writer = getattr(stream_io, name)(out)
    writer.write(data)
    writer.close()
    return out.getvalue()


# -- which records are pages, and what they say


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_a_page_with_all_that_its_record_says(tmp_path: Path, ending: str) -> None:
    block = http(BODY, {"content-type": "Text/HTML; Charset=\"ISO-8859-15\""}, "404 Not Found")
    first = warc(url(0), b"software: test\r\n", "warcinfo", "application/warc-fields")
    path = write_warc(tmp_path / f"a{ending}", [first, warc(url(1), block)])
    passed, record = read(path)
    assert passed == Passed("warcinfo")
    assert isinstance(record, Record)
    assert record == Record(
        str(path), record.position, url(1), BODY, "text/html", "ISO-8859-15", 404, "2025-03-01T06:00:00Z",
        f"<urn:example:{url(1)}>", None, None,
    )  # fmt: skip
    assert record.position == len(gzip.compress(first) if ending == ".warc.gz" else first)


@pytest.mark.parametrize(
    ("record", "what"),
    [
        (warc(url(1), b"GET / HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request"), "request"),
        (warc(url(1), b"fetchTimeMs: 12\r\n", "metadata", "application/warc-fields"), "metadata"),
        (warc(url(1), http(b"\x89PNG", {"Content-Type": "image/png"})), "response, not HTML"),
        (warc(url(1), http(b"{}", {"Content-Type": "application/json"})), "response, not HTML"),
        (warc(url(1), http(b"a picture", {})), "response, not HTML"),
        (warc("dns:a.example", b"20250301 a.example. 1 IN A 192.0.2.1", media="text/dns"), "response, not HTTP"),
    ],
)
def test_what_is_no_page_is_passed(tmp_path: Path, record: bytes, what: str) -> None:
    assert only(tmp_path, record) == Passed(what)


@pytest.mark.parametrize(
    ("headers", "extra", "media"),
    [
        ({"Content-Type": "application/xhtml+xml"}, {}, "application/xhtml+xml"),
        ({}, {"WARC_Identified_Payload_Type": "text/html"}, "text/html"),
        ({}, {}, "text/html"),
        ({"Set-Cookie": "x" * 100_000, "Content-Type": "text/html"}, {}, "text/html"),
    ],
)
def test_pages_by_other_signs(tmp_path: Path, headers: dict[str, str], extra: dict[str, str], media: str) -> None:
    record = only(tmp_path, warc(url(1), http(BODY, headers), **extra))
    assert isinstance(record, Record)
    assert (record.media, record.body, record.charset) == (media, BODY, None)


def test_headers_with_plain_line_ends(tmp_path: Path) -> None:
    record = only(tmp_path, warc(url(1), b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + BODY))
    assert isinstance(record, Record)
    assert (record.http_status, record.body) == (200, BODY)


def test_addresses_in_angle_brackets(tmp_path: Path) -> None:
    record = only(tmp_path, warc(f"<{url(1)}>", http(BODY)))
    assert isinstance(record, Record)
    assert record.url == url(1)


# -- encodings


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Transfer-Encoding": "chunked"}, chunked(BODY)),
        ({"Content-Encoding": "gzip"}, gzip.compress(BODY)),
        ({"Content-Encoding": "x-gzip", "Transfer-Encoding": "Chunked"}, chunked(gzip.compress(BODY))),
        ({"Content-Encoding": "deflate"}, zlib.compress(BODY)),
        ({"Content-Encoding": "deflate"}, raw_deflate(BODY)),
        ({"Content-Encoding": "br"}, by_fastwarc("BrotliWriter", BODY)),
        ({"Content-Encoding": "zstd"}, by_fastwarc("ZstdWriter", BODY)),
        ({"Content-Encoding": "identity"}, BODY),
        ({"Content-Encoding": "gzip, gzip"}, gzip.compress(gzip.compress(BODY))),
        # The crawler unpacked the body, and left the header as it was.
        ({"Transfer-Encoding": "chunked"}, BODY),
        ({"Content-Encoding": "gzip"}, BODY),
        ({"Content-Encoding": "br", "Transfer-Encoding": "chunked"}, BODY),
        ({"Content-Encoding": "deflate"}, BODY),
    ],
)
def test_what_stands_behind_the_encodings(tmp_path: Path, headers: dict[str, str], body: bytes) -> None:
    record = only(tmp_path, warc(url(1), http(body, HTML | headers)))
    assert isinstance(record, Record)
    assert (record.body, record.truncated, record.failure) == (BODY, None, None)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Transfer-Encoding": "chunked"}, chunked(BODY)[:-200]),
        ({"Content-Encoding": "gzip"}, gzip.compress(BODY, 0)[:-200]),
        ({"Content-Encoding": "deflate"}, zlib.compress(BODY, 0)[:-200]),
    ],
)
def test_what_can_be_read_of_a_body_that_is_not_whole(tmp_path: Path, headers: dict[str, str], body: bytes) -> None:
    record = only(tmp_path, warc(url(1), http(body, HTML | headers)))
    assert isinstance(record, Record)
    assert isinstance(record.body, bytes)
    assert BODY.startswith(record.body)
    assert len(record.body) > len(BODY) - 400
    assert record.truncated == "encoding"


def test_an_encoding_that_nobody_knows(tmp_path: Path) -> None:
    record = only(tmp_path, warc(url(1), http(BODY, HTML | {"Content-Encoding": "compress"})))
    assert isinstance(record, Record)
    assert record.failure is not None
    assert record.failure.code == "unsupported_media_type"
    assert "compress" in record.failure.detail


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, b"<p>" + b"x" * LIMIT),
        ({"Content-Encoding": "gzip"}, gzip.compress(b"<p>" + b"x" * 100 * LIMIT)),
        ({"Content-Encoding": "br"}, by_fastwarc("BrotliWriter", b"<p>" + b"x" * 100 * LIMIT)),
        ({"Transfer-Encoding": "chunked"}, chunked(b"x" * LIMIT)),
    ],
)
def test_pages_over_the_limit_are_not_unpacked(tmp_path: Path, headers: dict[str, str], body: bytes) -> None:
    record = only(tmp_path, warc(url(1), http(body, HTML | headers)))
    assert isinstance(record, Record)
    assert record.failure is not None
    assert record.failure.code == "too_large"
    assert record.body == b""


# -- records that are not whole


@pytest.mark.parametrize(
    ("extra", "truncated"),
    [({"WARC_Truncated": "length"}, "length"), ({"WARC_Segment_Number": "1"}, "segment"), ({}, None)],
)
def test_what_the_crawler_cut_off_is_told(tmp_path: Path, extra: dict[str, str], truncated: str | None) -> None:
    record = only(tmp_path, warc(url(1), http(BODY), **extra))
    assert isinstance(record, Record)
    assert (record.truncated, record.body) == (truncated, BODY)


def test_a_revisit_is_a_row_that_says_of_what(tmp_path: Path) -> None:
    extra = {"WARC_Refers_To_Target_URI": url(7), "WARC_Refers_To_Date": "2024-01-01T00:00:00Z"}
    record = only(tmp_path, warc(url(1), b"HTTP/1.1 304 Not Modified\r\n\r\n", "revisit", **extra))
    assert isinstance(record, Record)
    assert record.failure is not None
    assert (record.url, record.failure.code) == (url(1), "revisit")
    assert url(7) in record.failure.detail
    assert "2024-01-01T00:00:00Z" in record.failure.detail


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_an_archive_that_was_cut_off(tmp_path: Path, ending: str) -> None:
    path = write_warc(tmp_path / f"a{ending}", responses(3))
    path.write_bytes(path.read_bytes()[:-100])
    *before, last = records(path)
    assert [record.truncated for record in before] == [None, None]
    assert (last.url, last.truncated, last.failure) == (url(2), "archive", None)
    assert last.body


# -- damage


def damaged(path: Path, rng: random.Random) -> None:
    """Does to a file what disks and transfers do."""
    data = bytearray(path.read_bytes())
    place, length = rng.randrange(len(data)), rng.randrange(1, 400)
    kind = rng.choice(["bit", "zeros", "gone", "more"])
    if kind == "bit":
        data[place] ^= 1 << rng.randrange(8)
    elif kind == "zeros":
        data[place : place + length] = bytes(len(data[place : place + length]))
    elif kind == "gone":
        del data[place : place + length]
    else:
        data[place:place] = rng.randbytes(length)
    path.write_bytes(data)


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_damage_costs_what_it_hits_and_nothing_else(tmp_path: Path, ending: str) -> None:
    rng = random.Random(7)
    sound = responses(12)
    for _ in range(150):
        path = write_warc(tmp_path / f"a{ending}", sound)
        damaged(path, rng)
        found = records(path)
        good = [record for record in found if record.failure is None]
        assert len(good) >= 10
        assert len(good) + sum(record.failure is not None for record in found) >= 11
        assert len({record.position for record in found}) == len(found)
        assert [(record.position, record.url) for record in records(path, pages=2)] == [
            (record.position, record.url) for record in found
        ]


def test_a_damaged_record_says_so_where_it_lies(tmp_path: Path) -> None:
    packed = [gzip.compress(record) for record in responses(5)]
    place = len(packed[0]) + len(packed[1])
    data = bytearray(b"".join(packed))
    data[place + 60] ^= 0xFF
    (tmp_path / "a.warc.gz").write_bytes(data)
    found = records(tmp_path / "a.warc.gz")
    assert [record.failure and record.failure.code for record in found] == [None, None, "unreadable_record", None, None]
    assert found[2].position == place


# -- pieces of files


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
@pytest.mark.parametrize("pages", [1, 3, 10, 100])
def test_pieces_hold_every_record_once(tmp_path: Path, ending: str, pages: int) -> None:
    request = warc(url(0), b"GET / HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request")
    mixed = [part for record in responses(10) for part in (request, record)]
    path = write_warc(tmp_path / f"a{ending}", mixed)
    splits = list(form.divide(whole(path), pages))
    assert len(splits) == -(-10 // pages)
    assert [split.start for split in splits] == [0, *(split.stop for split in splits[:-1])]
    assert splits[-1].stop == sum(split.size for split in splits) == path.stat().st_size
    assert records(path, pages) == records(path)
    assert [record.url for record in records(path)] == [url(number) for number in range(10)]


@pytest.mark.parametrize("before", [0, 4])
def test_a_file_packed_as_a_whole_is_read_as_a_whole(tmp_path: Path, before: int) -> None:
    sound = responses(10)
    path = write_warc(tmp_path / "a.warc.gz", [*sound[:before], b"".join(sound[before:])])
    *_, last = form.divide(whole(path), 3)
    assert last.solid
    found = records(path, 3)
    assert [record.url for record in found] == [url(number) for number in range(10)]
    assert len({record.position for record in found}) == 10


def test_an_empty_file_has_no_records(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "a.warc", [])
    assert list(form.divide(whole(path), 3)) == []


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_text("<p>Guten Tag")
    with pytest.raises(BatchError, match="is not a WARC file"):
        form.end(str(tmp_path / "a.warc"))
