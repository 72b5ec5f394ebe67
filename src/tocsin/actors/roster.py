"""Who is who: states, institutions, groups, bodies and persons, with spans of office, read once from data files.

The files lie under `resources/roster/`; each fact carries its source. A user's own TOML file wins over them:

    [[actor]]
    name = "Wagner Group"
    country = "RUS"          # ISO 3166-1 alpha-3, or left out
    sector = "REB"
    aliases = ["Wagner", "PMC Wagner"]
    from = "2014"            # optional, as is `to`
"""

import csv
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from tocsin.actors.lexicon import word_list
from tocsin.actors.names import bare, fold, is_acronym, skeleton
from tocsin.errors import BadSettings

SECTORS = word_list("sectors")
# Without a day, an office that ended before this is of the past.
RECENT = "2014"
_FILES = ("institutions", "groups", "bodies", "governments", "people", "offices")


@dataclass(frozen=True, slots=True)
class Term:
    """A span in which an actor had a role: ISO days, years or months; an empty bound is open."""

    country: str | None
    sector: str
    role: str = ""
    start: str = ""
    end: str = ""

    def covers(self, day: str) -> bool:
        """True where `day` lies within the span; the bounds count, at the precision in which they are known."""
        begun = not self.start or day[: len(self.start)] >= self.start[: len(day)]
        return begun and (not self.end or day[: len(self.end)] <= self.end[: len(day)])


_OUT = frozenset(["ELI", "OPP", "CVL"])


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory: its codes, its life, and the names that stand for it."""

    iso3: str
    name: str
    cow: str
    gw: str
    start: str
    end: str
    capital: str
    successor: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor: `kind` is state, demonym, seat, town, institution, group, body, person or user."""

    name: str
    kind: str
    country: str | None
    sector: str
    terms: tuple[Term, ...] = ()
    parent: str = ""
    source: str = ""

    def as_of(self, day: str | None) -> Term | None:
        """Return the term that holds on `day` (the latest begun, without a day the last), or None where none does."""
        if not self.terms:
            return Term(self.country, self.sector)
        if day is None:
            return self._undated()
        held = [term for term in self.terms if term.covers(day)]
        # On the day of a fall the office still counts; what its holder is afterwards begins on the next.
        return next((term for term in reversed(held) if term.sector not in _OUT), held[-1] if held else None)

    def _undated(self) -> Term | None:
        """The last office or role; None where a person's last office ended long ago."""
        offices = [term for term in self.terms if term.sector not in _OUT]
        last = offices[-1] if offices else self.terms[-1]
        return None if self.kind == "person" and last.end and last.end < RECENT else last


@dataclass(frozen=True, eq=False)
class Roster:
    """The indexed data: `index` maps the key of a name to its entries, best first."""

    states: dict[str, State]
    index: dict[str, tuple[Entry, ...]]
    exact: frozenset[str]
    longest: dict[str, int]
    entries: tuple[Entry, ...] = field(repr=False)

    def names(self) -> tuple[str, ...]:
        """Return the canonical names of all actors, sorted."""
        return tuple(sorted({entry.name for entry in self.entries if entry.kind not in ("demonym", "town", "seat")}))

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return the entries that go by `name`, whatever its case, accents and hyphens; empty where there is none."""
        return self.index.get(fold(name.removeprefix("the ").removeprefix("The ")), ())

    def alike(self, key: str) -> tuple[Entry, ...]:
        """Return the entries whose names are spelt like the folded name `key` in another romanisation."""
        form = skeleton(key)
        return self.skeletons.get(form, ()) if form else ()

    @cached_property
    def skeletons(self) -> dict[str, tuple[Entry, ...]]:
        """The spelling-blind index, built at first use; only what is written in more than one word or at length."""
        out: dict[str, tuple[Entry, ...]] = {}
        for key, found in self.index.items():
            kept = tuple(entry for entry in found if entry.kind not in ("town", "demonym", "seat", "state"))
            form = skeleton(key) if kept and (" " in key or len(key) >= 8) else ""
            if form:
                out[form] = out.get(form, ()) + tuple(e for e in kept if e not in out.get(form, ()))
        return out

    @cached_property
    def surnames(self) -> dict[str, tuple[Entry, ...]]:
        """Persons by the last word of their name, built at first use."""
        out: dict[str, list[Entry]] = {}
        for entry in self.entries:
            words = fold(entry.name).split(" ")
            if entry.kind == "person" and len(words) > 1 and len(words[-1]) > 2:
                out.setdefault(words[-1], []).append(entry)
        return {key: tuple(found) for key, found in out.items()}


def load_roster(extra: Path | None = None) -> Roster:
    """Return the roster; entries of the user's TOML file `extra` win. Raises BadSettings where that file is wrong."""
    return _index([*_user(extra)] if extra else [])


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one data file of the roster; none where the file does not exist."""
    path = files("tocsin") / "resources" / "roster" / f"{name}.csv"
    if path.is_file():
        table = csv.reader(path.read_text(encoding="utf-8").splitlines())
        header = next(table)
        for row in table:
            yield dict(zip(header, row, strict=True))


def _parts(cell: str | None) -> list[str]:
    return [part for part in (cell or "").split("|") if part]


@cache
def _state_names() -> tuple[tuple[str, Entry], ...]:
    """Names of states, their demonyms, capitals and seats: the name, and what it stands for."""
    out = []
    for row in rows("states"):
        iso3, source = row["iso3"], row["source"]
        span = (Term(iso3, "GOV", "state", row["from"], row["to"]),)
        ways = {"state": [row["name"], *_parts(row["aliases"])], "demonym": _parts(row["demonyms"])}
        ways |= {"seat": [*_parts(row["seats"]), *_parts(row["capital"])]}
        for kind, names in ways.items():
            entry = Entry(row["name"], kind, iso3, "GOV", span, source=source)
            out += [(name, entry) for name in names if name]
    return tuple(out)


@cache
def land_keys() -> frozenset[str]:
    """The keys of all names of states, their demonyms, capitals and seats."""
    return frozenset(fold(name) for name, _ in _state_names())


@cache
def _towns() -> tuple[tuple[str, Entry], ...]:
    out = []
    for row in rows("towns"):
        entry = Entry(row["country"], "town", row["country"], "GOV", source=row["source"])
        out += [(key, entry) for key in _parts(row["names"])]
    return tuple(out)


@cache
def _listed() -> tuple[tuple[tuple[str, ...], Entry], ...]:
    """All actors of the data files but states: the names they go by, and the entry with its terms."""
    terms: dict[tuple[str, str | None], list[Term]] = {}
    heads: dict[tuple[str, str | None], Entry] = {}
    names: dict[tuple[str, str | None], dict[str, None]] = {}
    for kind in _FILES:
        for row in rows(kind):
            country = row.get("country") or None
            key = (fold(row["name"]), country)
            names.setdefault(key, {}).update(dict.fromkeys([row["name"], *_parts(row.get("aliases"))]))
            terms.setdefault(key, []).append(_term(kind, row, country))
            heads.setdefault(
                key,
                Entry(row["name"], _KIND[kind], country, row.get("sector") or "REB", (), _parent(row), row["source"]),
            )
    return tuple((tuple(names[key]), _with_terms(heads[key], terms[key])) for key in heads)


_KIND = {
    "institutions": "institution",
    "groups": "group",
    "bodies": "body",
    "governments": "group",
    "people": "person",
    "offices": "person",
}


def _term(kind: str, row: dict[str, str], country: str | None) -> Term:
    role = row.get("office") or row.get("role") or ("in power" if kind == "governments" else "")
    sector = "GOV" if kind == "governments" else row["sector"]
    return Term(country, sector, role, row.get("from") or "", row.get("to") or "")


def _parent(row: dict[str, str]) -> str:
    return row.get("parent") or row.get("group") or ""


def _with_terms(entry: Entry, terms: list[Term]) -> Entry:
    ordered = tuple(sorted(terms, key=lambda term: (term.role == "in power", term.start or "0", term.end or "9")))
    return Entry(entry.name, entry.kind, entry.country, entry.sector, ordered, entry.parent, entry.source)


def _user(path: Path) -> Iterable[tuple[tuple[str, ...], Entry]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSettings(f"cannot read the roster: {error}", where=str(path), next_step="check the file") from error
    known = {row["iso3"] for row in rows("states")}
    actors = table.get("actor", [])
    for number, row in enumerate(actors if isinstance(actors, list) else [actors], 1):
        yield _user_entry(row, known, f"{path}: actor {number}")


def _user_entry(row: object, known: set[str], where: str) -> tuple[tuple[str, ...], Entry]:
    if not isinstance(row, dict) or not isinstance(row.get("name"), str):
        raise BadSettings("an actor needs a name", where=where, next_step='write name = "..."')
    country, sector = row.get("country"), row.get("sector", "CVL")
    if country is not None and country not in known:
        raise BadSettings(f"unknown country '{country}'", where=where, next_step="use an ISO 3166-1 alpha-3 code")
    if sector not in SECTORS:
        raise BadSettings(
            f"unknown sector '{sector}'", where=where, next_step="use one of " + " ".join(sorted(SECTORS))
        )
    term = Term(country, sector, "", str(row.get("from", "")), str(row.get("to", "")))
    aliases = [str(alias) for alias in row.get("aliases", [])]
    return (row["name"], *aliases), Entry(row["name"], "user", country, sector, (term,), source=where)


def _index(user: list[tuple[tuple[str, ...], Entry]]) -> Roster:
    index: dict[str, list[Entry]] = {}
    exact: set[str] = set()
    for names, entry in user:
        for name in names:
            _add(index, exact, name, entry)
    for name, entry in _state_names():
        _add(index, exact, name, entry)
    for names, entry in _listed():
        for name in names:
            _add(index, exact, name, entry)
    for key, entry in _towns():
        _add_town(index, key, entry)
    ordered = {id(entry): entry for found in index.values() for entry in found}
    frozen = {key: tuple(found) for key, found in index.items()}
    return Roster(_states(), frozen, frozenset(exact), _longest(index), tuple(ordered.values()))


def _longest(index: Iterable[str]) -> dict[str, int]:
    """The number of words of the longest name that begins with each word."""
    out: dict[str, int] = {}
    for key in index:
        first, size = key.partition(" ")[0], key.count(" ") + 1
        if size > out.get(first, 0):
            out[first] = size
    return out


def _add_town(index: dict[str, list[Entry]], key: str, entry: Entry) -> None:
    """A town gives way to every actor of its name, but stands beside a capital or town of another country."""
    others = index.get(key)
    if others is None:
        index[key] = [entry]
    elif all(other.kind in ("seat", "town") and other.country != entry.country for other in others):
        others.append(entry)


def _add(index: dict[str, list[Entry]], exact: set[str], name: str, entry: Entry) -> None:
    key = fold(name[4:] if name.lower().startswith("the ") else name)
    if not key:
        return
    found = index.setdefault(key, [])
    if entry not in found:
        found.append(entry)
    if " " not in key and is_acronym(name) and key == bare(name):
        exact.add(key)


@cache
def _states() -> dict[str, State]:
    out = {}
    for row in rows("states"):
        out[row["iso3"]] = State(
            row["iso3"],
            row["name"],
            row["cow"],
            row["gw"],
            row["from"],
            row["to"],
            row["capital"],
            tuple(_parts(row["successor"])),
        )
    return out
