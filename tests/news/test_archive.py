"""Files and folders come in item by item; a bad one is said in its place and loses no other."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tocsin.errors import SkipItem, StopRun
from tocsin.news.archive import read
from tocsin.records import Document

ROW = {"title": "Talks", "text": "Talks were held in Doha on Saturday.", "published": "2025-10-18"}


def kinds(path: Path) -> list[str]:
    return [type(item).__name__ for item in read(path)]


def test_a_wrong_line_of_five_is_skipped_by_its_number(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), **ROW}) for n in range(5)]
    lines[2] = "{broken"
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines))
    items = list(read(path))
    assert [isinstance(item, Document) for item in items] == [True, True, False, True, True]
    assert isinstance(items[2], SkipItem)
    assert "news.jsonl:3" in items[2].line()


def test_parquet_rows_are_documents(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    pq.write_table(pa.Table.from_pylist([{"id": "a", **ROW}, {"id": "b", **ROW}]), path)
    assert [item.id for item in read(path) if isinstance(item, Document)] == ["a", "b"]


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html"):
        (tmp_path / name).write_text("<p>Some words of news.</p>" if name.endswith("html") else "Some words of news.")
    found = [item.where for item in read(tmp_path) if isinstance(item, Document)]
    assert ["a.html" in found[0], "b.txt" in found[1]] == [True, True]


@pytest.mark.parametrize(("name", "content"), [("empty.txt", b""), ("photo.html", b"\x89PNG\r\n\x1a\n\x00\x00" * 50)])
def test_what_is_no_text_is_skipped_by_name(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    (item,) = read(tmp_path / name)
    assert isinstance(item, SkipItem)
    assert name in item.line()


def test_a_missing_path_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match="none"):
        list(read(tmp_path / "none.jsonl"))


def warc(body: str) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gulfmorning.example/a\r\n"
        "WARC-Date: 2025-10-13T08:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    ).encode()
    return head + http + b"\r\n\r\n"


def test_a_warc_gives_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(warc("<p>Some words of news.</p>")))
    (item,) = read(path)
    assert isinstance(item, Document)
    assert item.url == "https://gulfmorning.example/a"


def test_a_cut_warc_gives_what_it_holds_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    whole = gzip.compress(warc("<p>Some words of news.</p>"))
    path.write_bytes(whole + gzip.compress(warc("<p>More words of news.</p>" * 50))[:60])
    items = list(read(path))
    assert isinstance(items[0], Document)
    assert any(isinstance(item, SkipItem) for item in items) or len(items) == 1
