"""Read GDELT 2.0 files: event and GKG tables, as addresses to follow and as events that others coded.

Columns after the GDELT event codebook 2.0 (19 February 2015) and the GKG codebook 2.1 (2015). What GDELT coded is kept
apart as such: a `CodedEvent` is another machine's word, never one of our own events.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tocsin.errors import SkipItem
from tocsin.news.decode import decode
from tocsin.news.feeds import Entry

EVENT_COLUMNS, GKG_COLUMNS = 61, 27
MAX_UNPACKED = 200 * 1024 * 1024
HEAD = 256 * 1024


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """An event as GDELT coded it: CAMEO actor and event codes, Goldstein -10..10, place, tone, articles.

    `country` is a FIPS 10-4 code and `place_type` GDELT's 1-5 (country, US state, US city, city, state); `added` is the
    moment of coding as YYYYMMDDHHMMSS.
    """

    id: str
    day: str
    actor: str
    recipient: str
    cameo: str
    quad: int
    goldstein: float
    articles: int
    tone: float
    place: str
    country: str
    lat: float | None
    lon: float | None
    url: str
    added: str
    actor_name: str = ""
    recipient_name: str = ""
    place_type: int = 0
    coder: str = "GDELT"


def _unzip(data: bytes) -> bytes:
    if data[:4] != b"PK\x03\x04":
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            first = archive.infolist()[0]
            with archive.open(first) as stream:
                out = stream.read(MAX_UNPACKED + 1)
    except (zipfile.BadZipFile, IndexError, RuntimeError, NotImplementedError, OSError, EOFError, zlib.error) as error:
        raise SkipItem(f"the packed GDELT file is damaged ({error})", next_step="fetch it again") from None
    if len(out) > MAX_UNPACKED:
        raise SkipItem("the GDELT file unpacks to more than 200 MiB", next_step="it was left out")
    return out


def _rows(data: bytes) -> Iterator[list[str]]:
    text = decode(_unzip(data))
    for line in text.splitlines():
        if line.strip():
            yield next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))


def is_table(head: bytes) -> bool:
    """Return whether a file's first bytes (some kilobytes, unpacked) are a row of an event or GKG table."""
    columns = head.split(b"\n", 1)[0].rstrip(b"\r").split(b"\t")
    if len(columns) == EVENT_COLUMNS:
        return columns[0].isdigit() and columns[1].isdigit() and len(columns[1]) == 8
    return len(columns) == GKG_COLUMNS and columns[1].isdigit() and len(columns[1]) >= 8


def is_gdelt(path: Path) -> bool:
    """Return whether a file is a GDELT event or GKG table, zipped or not."""
    with path.open("rb") as stream:
        head = stream.read(4)
        stream.seek(0)
        if head != b"PK\x03\x04":
            return is_table(stream.read(HEAD))
        try:
            with zipfile.ZipFile(stream) as archive, archive.open(archive.infolist()[0]) as inner:
                return is_table(inner.read(HEAD))
        except (zipfile.BadZipFile, IndexError, RuntimeError, NotImplementedError, OSError, EOFError, zlib.error):
            return False


def listed_files(data: bytes) -> tuple[str, ...]:
    """Return the tables that GDELT's `lastupdate.txt` names: lines of size, checksum and address."""
    rows = (line.split() for line in decode(data[:100_000]).splitlines())
    urls = [row[2] for row in rows if len(row) == 3 and row[0].isdigit() and row[2].startswith(("http://", "https://"))]
    return tuple(url for url in urls if ".mentions." not in url.lower())


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _event(row: list[str]) -> CodedEvent | None:
    day = row[1]
    if len(day) != 8 or not day.isdigit():
        return None
    return CodedEvent(
        id=row[0],
        day=f"{day[:4]}-{day[4:6]}-{day[6:]}",
        actor=row[5],
        recipient=row[15],
        cameo=row[26],
        quad=int(row[29] or 0),
        goldstein=_number(row[30]) or 0.0,
        articles=int(row[33] or 0),
        tone=_number(row[34]) or 0.0,
        place=row[52],
        country=row[53],
        lat=_number(row[56]),
        lon=_number(row[57]),
        url=row[60],
        added=row[59],
        actor_name=row[6],
        recipient_name=row[16],
        place_type=int(row[51] or 0),
    )


def events(data: bytes) -> Iterator[CodedEvent | SkipItem]:
    """Yield the events of an export file (zipped or not), a bad line as a SkipItem in its place."""
    for number, row in enumerate(_rows(data), 1):
        try:
            found = _event(row) if len(row) == EVENT_COLUMNS else None
        except ValueError:
            found = None
        yield found or SkipItem("not a GDELT event of 61 columns", where=f"line {number}", next_step="it was left out")


def _gkg_entry(row: list[str]) -> Entry | None:
    url = row[4]
    if not url.startswith(("http://", "https://")):
        return None
    return Entry(
        id=url,
        link=url,
        source=row[3],
        updated=f"{row[1][:4]}-{row[1][4:6]}-{row[1][6:8]}" if row[1][:8].isdigit() else None,
    )


def entries(data: bytes) -> tuple[Entry, ...]:
    """Return the pages that an event or GKG file lists, each once. Raises SkipItem where it is neither."""
    found: dict[str, Entry] = {}
    for row in _rows(data):
        if len(row) == EVENT_COLUMNS and row[60].startswith(("http://", "https://")):
            found.setdefault(row[60], Entry(id=row[60], link=row[60]))
        elif len(row) == GKG_COLUMNS and (entry := _gkg_entry(row)):
            found.setdefault(entry.link, entry)
    if not found:
        raise SkipItem(
            "this is neither a GDELT event file nor a GKG file", next_step="give an export.CSV or gkg.csv of GDELT 2.0"
        )
    return tuple(found.values())
