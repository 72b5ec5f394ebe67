"""Our incidents against an outside list of events (ACLED's or UCDP's table): what agrees, what either side lacks."""

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tocsin.errors import StopRun
from tocsin.records import Incident, Quad

COLUMNS = {
    "acled": {
        "id": "event_id_cnty",
        "day": "event_date",
        "lat": "latitude",
        "lon": "longitude",
        "best": "fatalities",
        "country": "country",
        "what": "sub_event_type",
    },
    "ucdp": {
        "id": "id",
        "day": "date_start",
        "lat": "latitude",
        "lon": "longitude",
        "best": "best",
        "country": "country",
        "what": "type_of_violence",
    },
}
DAYS, KM, WIDE_KM = 2, 50.0, 250.0
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Outside:
    """One row of the outside list: its day, point, best estimate of deaths and what it is."""

    id: str
    day: date
    lat: float
    lon: float
    best: int
    country: str
    what: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pairs that are the same happening, outside rows we lack, and incidents the list lacks."""

    agreed: tuple[tuple[Incident, Outside], ...]
    missed: tuple[Outside, ...]
    extra: tuple[Incident, ...]


def _day(text: str) -> date:
    """Read `2025-10-09`, `2025-10-09 00:00:00` or `09 October 2025`."""
    parts = text.split()
    if len(parts) == 3 and parts[1][:3].lower() in _MONTHS:
        return date(int(parts[2]), _MONTHS.index(parts[1][:3].lower()) + 1, int(parts[0]))
    return date.fromisoformat(parts[0][:10])


def read_outside(path: Path, name: str) -> list[Outside]:
    """Return the rows of a CSV table in ACLED's or UCDP GED's columns.

    Raises StopRun, naming column or line, where the table is of another form.
    """
    columns, rows = COLUMNS[name], []
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            table = csv.DictReader(lines)
            if lacking := sorted(set(columns.values()) - set(table.fieldnames or ())):
                raise StopRun(
                    f"no column {lacking[0]!r}", where=str(path), next_step=f"is this a table of {name.upper()}?"
                )
            for row in table:
                rows.append(
                    Outside(
                        row[columns["id"]],
                        _day(row[columns["day"]]),
                        float(row[columns["lat"]]),
                        float(row[columns["lon"]]),
                        int(float(row[columns["best"]] or 0)),
                        row[columns["country"]],
                        row[columns["what"]],
                    )
                )
    except OSError as error:
        raise StopRun(f"cannot be read ({error.strerror})", where=str(path), next_step="check the path") from error
    except (ValueError, TypeError, UnicodeDecodeError) as error:
        raise StopRun(
            f"not of the table's form ({error})",
            where=f"{path}, row {len(rows) + 2}",
            next_step="mend or delete that row",
        ) from error
    return rows


def distance_km(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """Return the great-circle distance in kilometres (haversine, mean radius 6,371 km)."""
    a, b = math.radians(lat), math.radians(to_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(to_lon - lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def mismatch(incident: Incident, row: Outside) -> float | None:
    """Return how far the two lie apart (days plus distance over reach), or None where they cannot be the same."""
    place = incident.place
    if len(incident.date or "") != 10 or place is None or place.lat is None or place.lon is None:
        return None
    days = abs((date.fromisoformat(incident.date or "") - row.day).days)
    reach = KM if place.where_prec <= 2 else WIDE_KM
    km = distance_km(place.lat, place.lon, row.lat, row.lon)
    return None if days > DAYS or km > reach else days / DAYS + km / reach


def compare(incidents: Iterable[Incident], rows: Sequence[Outside]) -> Comparison:
    """Match incidents of material conflict that happened to the rows, nearest pairs first, each used once."""
    ours = [i for i in incidents if i.happened and i.quad == Quad.MATERIAL_CONFLICT]
    by_day: dict[int, list[int]] = {}
    for n, row in enumerate(rows):
        for ordinal in range(row.day.toordinal() - DAYS, row.day.toordinal() + DAYS + 1):
            by_day.setdefault(ordinal, []).append(n)
    found = []
    for i, incident in enumerate(ours):
        ordinal = (
            date.fromisoformat(incident.date).toordinal() if len(incident.date or "") == 10 and incident.date else -1
        )
        near = ((mismatch(incident, rows[n]), i, n) for n in by_day.get(ordinal, ()))
        found += [(far, i, n) for far, i, n in near if far is not None]
    mine: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, n in sorted(found):
        if i not in mine and n not in taken:
            mine[i] = n
            taken.add(n)
    return Comparison(
        tuple((ours[i], rows[n]) for i, n in sorted(mine.items())),
        tuple(row for n, row in enumerate(rows) if n not in taken),
        tuple(incident for i, incident in enumerate(ours) if i not in mine),
    )
