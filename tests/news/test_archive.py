"""Files and folders into documents."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tocsin.errors import SkipItem, StopRun
from tocsin.news.archive import read
from tocsin.records import Document


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_wrong_line_is_named_and_the_others_come_through(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "raw": "text", "odd": 1}) for n in range(5)]
    lines[2] = '{"id": broken'
    items = list(read(write(tmp_path / "in.jsonl", "\n".join(lines))))
    assert [isinstance(item, Document) for item in items] == [True, True, False, True, True]
    assert "in.jsonl:3" in str(items[2])


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.html", b""), ("b.txt", b"\x00\x01\x02" * 100), ("c.txt", b"x" * (15 * 1024 * 1024 + 1)), ("d.jsonl", b"")],
)
def test_what_cannot_be_used_is_skipped_in_one_line(tmp_path: Path, name: str, data: bytes) -> None:
    (item,) = read(write(tmp_path / name, data))
    assert isinstance(item, SkipItem)
    assert "\n" not in str(item)


def test_a_missing_path_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match="no such file"):
        list(read(tmp_path / "none"))


def test_a_folder_is_read_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.html"):
        write(tmp_path / name, name)
    assert [item.raw for item in read(tmp_path) if isinstance(item, Document)] == ["a.txt", "b.txt", "c.html"]


def test_parquet_is_read_by_its_columns(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": ["1"], "text": ["words"], "more": [3]}), tmp_path / "in.parquet")
    (item,) = read(tmp_path / "in.parquet")
    assert isinstance(item, Document)
    assert (item.id, item.text) == ("1", "words")


def warc(body: str) -> bytes:
    page = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}".encode()
    fields = {
        "WARC-Type": "response",
        "WARC-Target-URI": "http://ledger.example/1",
        "WARC-Date": "2021-05-04T00:00:00Z",
        "WARC-Record-ID": "<urn:uuid:1>",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(page)),
    }
    head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    return head.encode() + page + b"\r\n\r\n"


def test_a_web_archive_gives_its_pages(tmp_path: Path) -> None:
    (item,) = read(write(tmp_path / "in.warc", warc("<p>one</p>")))
    assert isinstance(item, Document)
    assert (item.url, item.fetched) == ("http://ledger.example/1", "2021-05-04T00:00:00Z")


def test_a_truncated_archive_never_raises(tmp_path: Path) -> None:
    whole = gzip.compress(warc("<p>one</p>" * 500))
    items = list(read(write(tmp_path / "in.warc.gz", whole[: len(whole) // 2])))
    assert len(items) <= 2
