"""Read GDELT 2.0 files: event and GKG tables, as addresses to follow and as events that others coded.

Columns after the GDELT event codebook 2.0 (19 February 2015) and the GKG codebook 2.1 (2015). What GDELT coded is kept
apart as such: a `CodedEvent` is another machine's word, never one of our own events.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.errors import SkipItem
from tocsin.news.decode import decode
from tocsin.news.feeds import Entry

EVENT_COLUMNS, GKG_COLUMNS = 61, 27
MAX_UNPACKED = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """An event as GDELT coded it: CAMEO actor and event codes, Goldstein -10..10, place, tone, articles."""

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
    coder: str = "GDELT"


def _unzip(data: bytes) -> bytes:
    if data[:4] != b"PK\x03\x04":
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            first = archive.infolist()[0]
            with archive.open(first) as stream:
                out = stream.read(MAX_UNPACKED + 1)
    except (zipfile.BadZipFile, IndexError, RuntimeError, NotImplementedError, OSError) as error:
        raise SkipItem(f"the packed GDELT file is damaged ({error})", next_step="fetch it again") from None
    if len(out) > MAX_UNPACKED:
        raise SkipItem("the GDELT file unpacks to more than 200 MiB", next_step="it was left out")
    return out


def _rows(data: bytes) -> Iterator[list[str]]:
    text = decode(_unzip(data))
    for line in text.splitlines():
        if line.strip():
            yield next(csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE))


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
