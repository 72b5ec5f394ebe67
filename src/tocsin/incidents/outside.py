"""Our incidents beside an outside list: which of its events we have, which we lack, and which we alone have.

Rows are read by column name from ACLED exports (`event_date`, `latitude`, `longitude`, `fatalities`, ...) and UCDP GED
(`date_start`, `date_end`, `where_prec`, `best`, ...), per their codebooks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.errors import NotFound, SkipItem
from tocsin.incidents.compare import kilometres
from tocsin.records import Incident, Place, Quad
from tocsin.wording import states

DAYS, KM = 1, 50.0
# UCDP where_prec 4 and up is a province or vaguer: compared by country alone.
VAGUE = 4


@dataclass(frozen=True, slots=True)
class Outside:
    """One event of an outside list; `place` is None where it is known no better than by country."""

    id: str
    first: str
    last: str
    country: str
    place: Place | None
    killed: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Matched pairs, events of the list that we lack, and incidents of ours that it lacks."""

    matched: tuple[tuple[Incident, Outside], ...]
    missed: tuple[Outside, ...]
    extra: tuple[Incident, ...]

    @property
    def recall(self) -> float:
        """Return the share of the list that we have, 0..1; 1 for an empty list."""
        size = len(self.matched) + len(self.missed)
        return len(self.matched) / size if size else 1.0

    @property
    def same_toll(self) -> float:
        """Return the share of matched pairs whose toll on the list lies within our bounds, of those where both tell
        one.
        """
        told = [(ours.killed, theirs.killed) for ours, theirs in self.matched]
        both = [(ours, theirs) for ours, theirs in told if ours is not None and theirs is not None]
        return sum(ours.low <= theirs <= ours.high for ours, theirs in both) / len(both) if both else 1.0


def number(row: Mapping[str, str], name: str) -> float | None:
    """Return a number of a row, or None where it is missing or no number."""
    try:
        return float(row.get(name) or "")
    except ValueError:
        return None


def spot(row: Mapping[str, str], name: str, vague: bool) -> Place | None:
    """Return the place of a row, or None where it is vague or has no coordinates."""
    lat, lon = number(row, "latitude"), number(row, "longitude")
    return None if vague or lat is None or lon is None else Place(row.get(name) or "", 0, 0, None, None, lat, lon)


def day(row: Mapping[str, str], name: str) -> str:
    """Return an ISO day of a row; raises SkipItem where there is none."""
    value = (row.get(name) or "")[:10]
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise SkipItem(f"'{value}' is no ISO day", where=name, next_step="give days as YYYY-MM-DD") from error


def from_acled(row: Mapping[str, str]) -> Outside:
    """Return a row of an ACLED export; raises SkipItem where it has no day."""
    when, killed = day(row, "event_date"), number(row, "fatalities")
    vague = row.get("geo_precision") == "3"
    key = row.get("event_id_cnty") or when
    return Outside(
        key, when, when, row.get("country") or "", spot(row, "location", vague), None if killed is None else int(killed)
    )


def from_ucdp(row: Mapping[str, str]) -> Outside:
    """Return a row of UCDP GED; raises SkipItem where it has no day."""
    killed, precision = number(row, "best"), number(row, "where_prec")
    vague = precision is not None and precision >= VAGUE
    place = spot(row, "where_coordinates", vague)
    first, last = day(row, "date_start"), day(row, "date_end")
    return Outside(
        row.get("id") or first, first, last, row.get("country") or "", place, None if killed is None else int(killed)
    )


FORMATS = {"acled": from_acled, "ucdp": from_ucdp}


def read_outside(rows: Iterable[Mapping[str, str]], format_: str) -> tuple[list[Outside], list[SkipItem]]:
    """Return the events of a list and the rows that could not be used; raises NotFound for an unknown format."""
    if format_ not in FORMATS:
        raise NotFound("format", format_, FORMATS)
    found, skipped = [], []
    for row in rows:
        try:
            found.append(FORMATS[format_](row))
        except SkipItem as skip:
            skipped.append(skip)
    return found, skipped


def country_names(ours: Incident) -> frozenset[str]:
    """Return the names of the countries an incident touches, that of its place alone where it has one."""
    where = {ours.place.country} if ours.place else {person.country for person in (*ours.actors, *ours.recipients)}
    return frozenset(states().get(code, (code,))[0] for code in where if code)


def apart(ours: Incident, theirs: Outside) -> tuple[int, float] | None:
    """Return days and kilometres between an incident and an event, or None where they cannot be one."""
    when = (ours.date or "")[:10]
    if len(when) < 10:
        return None
    at, first, last = (date.fromisoformat(one).toordinal() for one in (when, theirs.first, theirs.last))
    gap = max(0, first - at, at - last)
    away = kilometres(ours.place, theirs.place) if ours.place and theirs.place else None
    far = away > KM if away is not None else theirs.country not in country_names(ours)
    return None if gap > DAYS or far else (gap, KM if away is None else away)


def compare_outside(incidents: Iterable[Incident], events: Sequence[Outside]) -> Comparison:
    """Return our material conflict beside an outside list, matched one to one, the closest in days and place first."""
    acts = sorted((i for i in incidents if i.happened and i.quad is Quad.MATERIAL_CONFLICT), key=lambda one: one.id)
    close = []
    for a, ours in enumerate(acts):
        for b, theirs in enumerate(events):
            gap = apart(ours, theirs)
            if gap is not None:
                close.append((gap, a, b))
    used_a: set[int] = set()
    used_b: set[int] = set()
    matched = []
    for _, a, b in sorted(close):
        if a not in used_a and b not in used_b:
            used_a.add(a)
            used_b.add(b)
            matched.append((acts[a], events[b]))
    missed = tuple(one for b, one in enumerate(events) if b not in used_b)
    return Comparison(tuple(matched), missed, tuple(one for a, one in enumerate(acts) if a not in used_a))
