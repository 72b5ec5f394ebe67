"""Read web archives (WARC, WARC.GZ): their HTML responses as documents; a damaged archive gives what it holds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.errors import SkipItem
from tocsin.news.decode import MAX_PAGE, decode
from tocsin.records import Document

_TEXTUAL = ("html", "text/plain", "xml")


def _is_page(record: Any) -> bool:
    kind = (record.http_content_type or "").lower() if record.is_http else ""
    status = record.http_headers.status_code if record.is_http and record.http_headers else 200
    return any(word in kind for word in _TEXTUAL) and (status or 200) < 300


def _lacks_length(record: Any) -> bool:
    """Return whether a record's head breaks off: every whole one tells its length."""
    return not record.headers.get("Content-Length")


def _damage(path: Path, number: int, how: str) -> SkipItem:
    return SkipItem(
        f"the archive is damaged {how} record {number}", where=str(path), next_step="what came before was read"
    )


def _read(record: Any, path: Path, number: int) -> Iterator[Document | SkipItem]:
    """Yield a record's page and, where fewer bytes came than its head promises, that it was cut short."""
    where = f"{path}:{number}"
    promised = record.content_length
    body = record.reader.read(MAX_PAGE + 1)
    url = record.headers.get("WARC-Target-URI", "").strip("<> ") or None
    if len(body) > MAX_PAGE:
        yield SkipItem("the page is larger than 15 MiB", where=where, next_step="it was left out")
        return
    if body:
        fetched = record.headers.get("WARC-Date") or None
        yield Document(raw=decode(body, record.http_charset), url=url, fetched=fetched, where=where)
    if len(body) < promised or _lacks_length(record):
        yield _damage(path, number, "within")


def read_warc(path: Path) -> Iterator[Document | SkipItem]:
    """Yield the pages of a web archive; where it breaks off, one SkipItem says so and the reading ends."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number = 0
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(
                stream, record_types=WarcRecordType.response | WarcRecordType.resource, parse_http=True
            ):
                number += 1
                if record.record_type == WarcRecordType.resource or _is_page(record) or _lacks_length(record):
                    yield from _read(record, path, number)
    except (OSError, ValueError, RuntimeError, EOFError, UnicodeError) as error:
        yield _damage(path, number, f"({str(error)[:120] or type(error).__name__}) after")
        return
    if not number:
        yield SkipItem(
            "no response records were found in the archive",
            where=str(path),
            next_step="check that it is WARC and whole",
        )
