"""Word lists of the places room, read once from `resources/gazetteer/`."""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tocsin.places.kinds import Kind
from tocsin.places.names import fold


def _text(name: str) -> str:
    return files("tocsin").joinpath("resources", "gazetteer", name).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Cues:
    """Words, all lower case, by what they tell of a name beside them."""

    locative: frozenset[str]
    strong: frozenset[str]
    speech: frozenset[str]
    stance: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    organisations: frozenset[str]
    roads: frozenset[str]
    local_bodies: frozenset[str]
    inhabitants: frozenset[str]
    directions: frozenset[str]
    particles: frozenset[str]
    reject_suffix: frozenset[str]
    english: frozenset[str]
    ailments: frozenset[str]
    vessels: frozenset[str]
    never: frozenset[str]
    generic: dict[str, Kind]


@dataclass(frozen=True, slots=True)
class Country:
    """A country's plain facts: alpha-3 code, English name, capital with its point, label point (degrees), demonyms."""

    code: str
    name: str
    capital: str
    seat: tuple[float, float] | None
    lat: float
    lon: float
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """The city where an international body sits; degrees."""

    city: str
    country: str
    lat: float
    lon: float


@cache
def seats() -> dict[str, Seat]:
    """Return the seat of each international body, by its folded name."""
    return {
        fold(name): Seat(row["city"], row["country"], float(row["lat"]), float(row["lon"]))
        for row in csv.DictReader(_text("seats.csv").splitlines())
        for name in row["names"].split("|")
    }


@cache
def cues() -> Cues:
    """Return the word lists of `cues.toml`."""
    table = tomllib.loads(_text("cues.toml"))
    generic = {word: Kind[kind.upper()] for kind, words in table.pop("generic").items() for word in words.split()}
    table["never"] = "|".join(table["never"])
    lists = {
        key: frozenset(words.split("|" if key == "never" else None))
        for key, words in table.items()
        if key in Cues.__slots__
    }
    return Cues(generic=generic, **lists)


@cache
def countries() -> dict[str, Country]:
    """Return the countries by alpha-3 code."""
    return {
        row["country"]: Country(
            row["country"],
            row["name"],
            row["capital"],
            (float(row["capital_lat"]), float(row["capital_lon"])) if row["capital_lat"] else None,
            float(row["lat"]),
            float(row["lon"]),
            tuple(d for d in row["demonyms"].split("|") if d),
        )
        for row in csv.DictReader(_text("countries.csv").splitlines())
    }


@cache
def demonyms() -> dict[str, str]:
    """Return the country code of each demonym, folded, singular and plural."""
    pairs = [(d, c.code) for c in countries().values() for d in c.demonyms]
    return {fold(form): code for d, code in pairs for form in (d, f"{d}s")}


@cache
def peoples() -> dict[str, tuple[str, str]]:
    """Return (province or region, country) of the demonyms that speak of no whole country (`Texan`), folded."""
    return {
        fold(word): (row["place"], row["country"])
        for row in csv.DictReader(_text("peoples.csv").splitlines())
        for word in row["demonyms"].split("|")
    }


@cache
def capitals() -> dict[str, str]:
    """Return the country code of each capital and seat of government, folded, where one country has that name."""
    seats = {
        "the kremlin": "RUS",
        "kremlin": "RUS",
        "the white house": "USA",
        "white house": "USA",
        "pentagon": "USA",
        "downing street": "GBR",
    }
    return {**{fold(c.capital): c.code for c in countries().values() if c.capital}, **seats}


@cache
def abbreviations() -> dict[str, tuple[str, str]]:
    """Return (full name, country) of each abbreviated state or province, as it is printed (`Pa.`, `TX`)."""
    return {
        row["short"]: (row["long"], row["country"]) for row in csv.DictReader(_text("abbreviations.csv").splitlines())
    }
