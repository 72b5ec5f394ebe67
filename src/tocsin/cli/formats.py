"""Tables in the columns of UCDP GED, ACLED and GDELT, read as events of pairs or as deaths a month."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from tocsin.errors import StopRun

# What each needs for events and for deaths; all deaths in organised violence count as class 4 (CAMEO root 19).
FORMATS = {
    "ucdp": ("date_start", "side_a", "side_b", "country", "best"),
    "acled": ("event_date", "actor1", "actor2", "country", "fatalities", "event_type"),
    "gdelt": ("SQLDATE", "Actor1CountryCode", "Actor2CountryCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
}
FIGHT = 19
PROTESTS, PROTEST = frozenset({"Protests"}), 14
SPOKEN = frozenset({"Strategic developments"})
DAYS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%Y%m%d", "%d/%m/%Y")


def day_of(value: Any) -> str | None:
    """Return the ISO day of a cell in any of the formats' ways of writing it, or None."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()[:10]
    text = str(value).strip()
    for form in DAYS:
        try:
            return datetime.strptime(text[:10] if form == DAYS[0] else text, form).date().isoformat()
        except ValueError:
            continue
    return None


def _ucdp(row: dict[str, Any]) -> dict[str, Any]:
    killed = float(row["best"] or 0)
    sides = {"source": row["side_a"], "target": row["side_b"]}
    return sides | {"class": 4, "root": FIGHT, "intensity": 10.0, "country": row["country"], "fatalities": killed}


def _acled(row: dict[str, Any]) -> dict[str, Any]:
    sort = row["event_type"]
    root = PROTEST if sort in PROTESTS else 1 if sort in SPOKEN else FIGHT
    found = {"source": row["actor1"], "target": row["actor2"], "class": 1 if root == 1 else 4, "root": root}
    return found | {"intensity": 10.0, "country": row["country"], "fatalities": float(row["fatalities"] or 0)}


def _gdelt(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "source": row["Actor1CountryCode"],
        "target": row["Actor2CountryCode"],
        "class": int(row["QuadClass"]),
        "root": int(row["EventRootCode"]),
        "intensity": abs(float(row["GoldsteinScale"] or 0)),
        "country": row["Actor1CountryCode"],
        "fatalities": 0.0,
    }


READERS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {"ucdp": _ucdp, "acled": _acled, "gdelt": _gdelt}


def read_format(path: Path, name: str) -> pa.Table:
    """Return a table of date, month, source, target, class, root, intensity, country and fatalities.

    Rows that cannot be read as their format says are left out; raises StopRun where none can, or a column is lacking.
    """
    try:
        table = pq.read_table(path) if path.suffix == ".parquet" else pa_csv.read_csv(path)
    except (OSError, pa.ArrowException) as error:
        raise StopRun(f"cannot be read ({error})", where=str(path), next_step="give CSV or Parquet") from error
    wanted = FORMATS[name]
    if lacking := [column for column in wanted if column not in table.column_names]:
        raise StopRun(f"no column {lacking[0]!r}", where=str(path), next_step=f"needed are {', '.join(wanted)}")
    rows = []
    for row in table.select(list(wanted)).to_pylist():
        day = day_of(row[wanted[0]])
        try:
            made = READERS[name](row)
        except (TypeError, ValueError):
            continue
        if day:
            rows.append(made | {"date": day, "month": day[:7]})
    if not rows:
        raise StopRun(f"no row is of {name.upper()}'s form", where=str(path), next_step="check --format")
    return pa.Table.from_pylist(rows)
