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


def _document(record: Any, where: str) -> Document | SkipItem:
    body = record.reader.read(MAX_PAGE + 1)
    url = record.headers.get("WARC-Target-URI", "").strip("<> ") or None
    if len(body) > MAX_PAGE:
        return SkipItem("the page is larger than 15 MiB", where=where, next_step="it was left out")
    fetched = record.headers.get("WARC-Date") or None
    return Document(raw=decode(body, record.http_charset), url=url, fetched=fetched, where=where)


def read_warc(path: Path) -> Iterator[Document | SkipItem]:
    """Yield the pages of a web archive; where it breaks off, one SkipItem says so and the reading ends."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number = pages = 0
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(
                stream, record_types=WarcRecordType.response | WarcRecordType.resource, parse_http=True
            ):
                number += 1
                if record.record_type == WarcRecordType.resource or _is_page(record):
                    pages += 1
                    yield _document(record, f"{path}:{number}")
    except (OSError, ValueError, RuntimeError, EOFError, UnicodeError) as error:
        yield SkipItem(
            f"the archive is damaged after record {number} ({str(error)[:120] or type(error).__name__})",
            where=str(path),
            next_step="what came before was read",
        )
        return
    if not number:
        yield SkipItem(
            "no response records were found in the archive",
            where=str(path),
            next_step="check that it is WARC and whole",
        )
