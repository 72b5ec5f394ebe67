"""The gazetteer: one read-only SQLite file, compiled at first use."""

import os
import sqlite3
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tocsin.errors import StopRun
from tocsin.geodesy import km
from tocsin.places.kinds import Kind
from tocsin.places.names import fold, looser

FILE = "gazetteer.sqlite"
_COLUMNS = "id, name, kind, country, lat, lon, population, geonameid, admin1, admin2, iso, coarse"


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer.

    `lat`, `lon` in degrees; `population` persons (of an area: of its known towns); `admin1`, `admin2` ids of the
    subdivisions it lies in; `iso` its ISO 3166-2 code, where it is a subdivision that has one; `coarse` where its
    own point is unknown and that of the next larger area stands for it; `capital` where it is a state's capital.
    """

    id: int
    name: str
    kind: Kind
    country: str | None
    lat: float
    lon: float
    population: int
    geonameid: int | None
    admin1: int | None
    admin2: int | None
    iso: str | None
    coarse: bool
    capital: bool


@dataclass(frozen=True, slots=True)
class Named:
    """An entry as found by a spelling; `main` where that is its main name, `loose` where only nearly."""

    entry: Entry
    main: bool
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A point's first-level subdivision; `pcode` (OCHA) is empty: no package of the gazetteer carries P-codes."""

    name: str
    country: str
    iso: str | None
    km: float
    pcode: str = ""


class Gazetteer:
    """Read-only look-ups by name and by point; safe to use from several threads (one connection each)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self.named = lru_cache(maxsize=20_000)(self._named)
        self.entry = lru_cache(maxsize=20_000)(self._entry)

    def _base(self) -> sqlite3.Connection:
        if getattr(self._local, "base", None) is None or self._local.process != os.getpid():
            self._local.base = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            self._local.base.execute("pragma cache_size = -8000")
            self._local.process = os.getpid()
        base: sqlite3.Connection = self._local.base
        return base

    def _entry(self, number: int) -> Entry | None:
        row = self._base().execute(f"select {_COLUMNS} from place where id = ?", (number,)).fetchone()
        if row is None or row[4] is None:
            return None
        number, name, kind, country, lat, lon, population, geonameid, admin1, admin2, iso, flags = row
        return Entry(
            number,
            name,
            Kind(kind),
            country,
            lat / 1e5,
            lon / 1e5,
            population,
            geonameid,
            admin1,
            admin2,
            iso,
            coarse=bool(flags & 1),
            capital=bool(flags & 2),
        )

    def _named(self, key: str) -> tuple[Named, ...]:
        found = self._base().execute("select ids from name where key = ?", (key,)).fetchone()
        if found is None:
            return ()
        numbers = struct.unpack(f"<{len(found[0]) // 4}I", found[0])
        pairs = [(self.entry(n >> 1), not n & 1) for n in numbers]
        return tuple(Named(entry, main) for entry, main in pairs if entry)

    def find(self, name: str) -> tuple[Named, ...]:
        """Return every place that goes by `name`; if there is none, those that differ by an Arabic article."""
        key = fold(name)
        if exact := self.named(key):
            return exact
        for other in looser(key):
            if found := self.named(other):
                return tuple(Named(n.entry, n.main, True) for n in found)
        return ()

    def country(self, code: str) -> Entry | None:
        """Return a country's own entry by its alpha-3 code."""
        return self._countries().get(code)

    @lru_cache(maxsize=1)  # noqa: B019 - one gazetteer lives as long as the process
    def _countries(self) -> dict[str, Entry]:
        rows = self._base().execute("select id from place where kind = 0").fetchall()
        return {e.country: e for (n,) in rows if (e := self.entry(n)) and e.country}

    def admin1_name(self, entry: Entry) -> str | None:
        """Return the name of the first-level subdivision of an entry, its own where it is one; None if unknown."""
        if entry.kind == Kind.PROVINCE:
            return entry.name
        area = self.entry(entry.admin1) if entry.admin1 else None
        return area.name if area else None

    def label(self, entry: Entry) -> str:
        """Return an entry's name with its province and country, to tell it from namesakes."""
        area = self.admin1_name(entry)
        return ", ".join(part for part in (entry.name, area if area != entry.name else None, entry.country) if part)

    def nearest(self, lat: float, lon: float, reach: int = 3) -> tuple[Entry, float] | None:
        """Return the nearest known town and its distance in km, looking `reach` one-degree cells around; None if none.

        Raises StopRun where the point is not on the globe.
        """
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise StopRun(f"no such point: {lat}, {lon}", next_step="give latitude -90..90 and longitude -180..180")
        for ring in range(1, reach + 1):
            if best := self._nearest_within(lat, lon, ring):
                return best
        return None

    def _nearest_within(self, lat: float, lon: float, ring: int) -> tuple[Entry, float] | None:
        row, column = min(179, int(lat + 90)), min(359, int(lon + 180))
        cells = [
            r * 360 + (column + c) % 360
            for r in range(max(0, row - ring), min(179, row + ring) + 1)
            for c in range(-ring, ring + 1)
        ]
        marks = ",".join("?" * len(cells))
        points = self._base().execute(f"select id, lat, lon from place where cell in ({marks})", cells)
        best = min(((km(lat, lon, y / 1e5, x / 1e5), n) for n, y, x in points), default=None)
        entry = self.entry(best[1]) if best else None
        return (entry, best[0]) if best and entry else None

    def admin1_of(self, lat: float, lon: float) -> Area | None:
        """Return the first-level subdivision of a point: the nearest known town's, so near a border it may err."""
        found = self.nearest(lat, lon)
        if not found or not found[0].country:
            return None
        town, distance = found
        area = self.entry(town.admin1) if town.admin1 else None
        return Area(area.name, town.country or "", area.iso, distance) if area else None

    def country_of(self, lat: float, lon: float) -> str | None:
        """Return the country (alpha-3) of a point: that of the nearest known town, None far out at sea."""
        found = self.nearest(lat, lon)
        return found[0].country if found else None


def _version(path: Path) -> str | None:
    if not path.is_file():
        return None
    try:
        base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            row = base.execute("select value from about where key = 'version'").fetchone()
        finally:
            base.close()
    except sqlite3.DatabaseError:
        return None
    return row[0] if row else None


def open_gazetteer(folder: Path | str, progress: Callable[[int, int], None] | None = None) -> Gazetteer:
    """Open the gazetteer in `folder`, compiling it first where it is missing, broken or of another version.

    `progress` is called with (steps done, steps in all). Raises StopRun where the folder cannot be written.
    """
    from tocsin.places.compile import compile_gazetteer, quiet, version

    path = Path(folder) / FILE
    if _version(path) != version():
        try:
            compile_gazetteer(path, progress or quiet)
        except OSError as error:
            raise StopRun(
                f"the gazetteer cannot be written ({error.strerror})",
                where=str(path),
                next_step="name another folder with TOCSIN_HOME",
            ) from error
    return Gazetteer(path)
