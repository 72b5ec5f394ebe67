"""Read news from files and folders: JSON Lines, Parquet, plain text, HTML, WARC.

Everything comes out in order; what cannot be used comes out as a SkipItem in its place, naming the file and line.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from tocsin.errors import SkipItem, StopRun
from tocsin.news import gdelt
from tocsin.news.decode import MAX_PAGE, decode, is_binary
from tocsin.news.live import split
from tocsin.news.warc import read_warc
from tocsin.records import Document

Item = Document | SkipItem
PAGE_ENDS, LINE_ENDS, WARC_ENDS = (".html", ".htm", ".xhtml"), (".jsonl", ".ndjson", ".json"), (".warc", ".warc.gz")
TEXT_ENDS = (".txt", ".text", ".md")
_FIELDS = ("id", "url", "title", "text", "published", "publisher", "origin", "fetched")


def _field(value: Any) -> str | None:
    """Return a field's value as text, None where it is empty or no scalar."""
    if value is None or isinstance(value, (dict, list, bool)):
        return None
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    text = str(value)
    return text if text.strip() else None


def from_row(row: Mapping[str, Any], where: str) -> Item:
    """Return the document in a row of fields; fields that we do not know are ignored."""
    raw = next((text for name in ("raw", "html", "content") if (text := _field(row.get(name)))), "")
    known = {name: _field(row.get(name)) for name in _FIELDS}
    if not raw and not known["text"]:
        return SkipItem(
            "none of the fields raw, html or text holds anything", where=where, next_step="give the page in one of them"
        )
    if len(raw) > MAX_PAGE or len(known["text"] or "") > MAX_PAGE:
        return SkipItem("the page is larger than 15 MiB", where=where, next_step="it was left out")
    return Document(raw=raw, where=where, **known)


def _from_line(line: bytes, where: str) -> Item:
    try:
        row = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "") or type(error).__name__
        column = getattr(error, "colno", 0)
        return SkipItem(
            f"not valid JSON ({reason} at column {column})", where=where, next_step="mend or delete that line"
        )
    if not isinstance(row, dict):
        return SkipItem("this JSON is no object with fields", where=where, next_step="write one object a line")
    return from_row(row, where)


def read_lines(path: Path) -> Iterator[Item]:
    """Yield the documents of a JSON Lines file, line by line; a line over 60 MiB is skipped unread."""
    limit = 4 * MAX_PAGE
    seen = False
    with path.open("rb") as stream:
        number = 0
        while line := stream.readline(limit):
            number += 1
            if len(line) >= limit and not line.endswith(b"\n"):
                while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                    pass
                yield SkipItem("the line is larger than 60 MiB", where=f"{path}:{number}", next_step="it was left out")
                continue
            if line.strip():
                seen = True
                yield _from_line(line, f"{path}:{number}")
    if not seen:
        yield SkipItem("the file is empty", where=str(path), next_step="give one JSON object a line")


def read_parquet(path: Path) -> Iterator[Item]:
    """Yield the documents of a Parquet file, its columns named as the fields are."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            names = [name for name in file.schema_arrow.names if name in {*_FIELDS, "raw", "html", "content"}]
            number = 0
            for batch in file.iter_batches(batch_size=256, columns=names):
                for row in batch.to_pylist():
                    number += 1
                    yield from_row(row, f"{path}:{number}")
    except (pa.ArrowException, OSError, ValueError) as error:
        yield SkipItem(f"not a readable Parquet file ({str(error)[:120]})", where=str(path), next_step="write it again")


def read_page(path: Path) -> Iterator[Item]:
    """Yield the one document of an HTML or plain-text file."""
    with path.open("rb") as stream:
        data = stream.read(MAX_PAGE + 1)
    if len(data) > MAX_PAGE:
        yield SkipItem("the page is larger than 15 MiB", where=str(path), next_step="it was left out")
    elif not data.strip():
        yield SkipItem("the file is empty", where=str(path), next_step="it was left out")
    elif is_binary(data):
        yield SkipItem(
            "this is no text file", where=str(path), next_step="give text, HTML, JSON Lines, Parquet or WARC"
        )
    else:
        yield Document(raw=decode(data), where=str(path))


def _sniff(path: Path) -> str:
    """Return a file's kind from its name or, failing that, its first bytes."""
    name = path.name.lower()
    for kind, ends in (
        ("warc", WARC_ENDS),
        ("lines", LINE_ENDS),
        ("page", PAGE_ENDS + TEXT_ENDS),
        ("parquet", (".parquet",)),
    ):
        if name.endswith(ends):
            return kind
    with path.open("rb") as stream:
        head = stream.read(512)
    if head.startswith(b"PAR1"):
        return "parquet"
    if gdelt.is_gdelt(path):
        return "gdelt"
    if head.startswith(b"WARC/"):
        return "warc"
    return "lines" if head.lstrip().startswith(b'{"') else "page"


def read_gdelt(path: Path) -> Iterator[Item]:
    """Yield one SkipItem: a GDELT table holds no pages; its events are loaded, and its addresses followed."""
    yield SkipItem(
        "a GDELT table holds events and addresses, no pages",
        where=str(path),
        next_step="follow its pages with `tocsin follow FILE --once`",
    )


_READERS = {"gdelt": read_gdelt, "warc": read_warc, "lines": read_lines, "parquet": read_parquet, "page": read_page}


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        elif path.is_file():
            yield path


def read(path: Path | str) -> Iterator[Item]:
    """Yield the documents in a file or, sorted by name, in a folder and its folders.

    What cannot be used comes as a SkipItem with one clear line. Raises StopRun where the path does not exist.
    """
    path = Path(path)
    if not path.exists():
        raise StopRun("there is no such file or folder", where=str(path), next_step="check the path")
    if not path.is_dir() and not path.is_file():
        raise StopRun("this is neither a file nor a folder", where=str(path), next_step="give a regular file")
    for file in _files(path) if path.is_dir() else (path,):
        try:
            for item in _READERS[_sniff(file)](file):
                yield from split(item) if isinstance(item, Document) else (item,)
        except OSError as error:
            yield SkipItem(
                f"cannot be read ({error.strerror or error})", where=str(file), next_step="check its permissions"
            )


def first(path: Path | str, count: int) -> list[Item]:
    """Return the first documents at a path, for a preview."""
    return list(islice(read(path), count))
