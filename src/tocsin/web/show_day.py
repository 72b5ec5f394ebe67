"""Which day a reader is shown, and what was said on it, without reading every incident."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from tocsin.days import day_after
from tocsin.pipeline import look
from tocsin.store import Store, queries
from tocsin.store.codec import encode

WINDOW = 90


@dataclass(frozen=True, slots=True)
class Said:
    """What was said on a day, each a list of (subject, record as JSON text); alerts with their level, highest first."""

    day: str
    readings: list[tuple[str, str]]
    forecasts: list[tuple[str, str]]
    alerts: list[tuple[str, int, str]]


def day_of(store: Store, as_of: str | None) -> str:
    """Return the day asked for, else the last one that is up to date, else the last of news."""
    if as_of:
        return as_of
    return store.derived_day() or store.last_day() or "1970-01-01"


def said(store: Store, as_of: str | None) -> Said:
    """Return what was said on a day; a day not derived is drawn from what was known by then."""
    day = day_of(store, as_of)
    if not store.query("SELECT 1 FROM derived WHERE day = ?", (day,)):
        now = look(store, day)
        return Said(
            day,
            [(one.subject, encode(one)) for one in now.readings],
            [(one.subject, encode(one)) for one in now.forecasts],
            [(one.subject, int(one.level), encode(one)) for one in now.alerts],
        )
    readings = store.query("SELECT subject, record FROM reading WHERE day = ? ORDER BY subject, measure", (day,))
    forecasts = store.query("SELECT subject, record FROM forecast WHERE issued = ? ORDER BY subject, horizon", (day,))
    alerts = store.query("SELECT subject, level, record FROM alert WHERE day = ? ORDER BY level DESC, subject", (day,))
    return Said(
        day,
        [(row[0], row[1]) for row in readings],
        [(row[0], row[1]) for row in forecasts],
        [(row[0], row[1], row[2]) for row in alerts],
    )


def often(store: Store, day: str) -> Counter[str]:
    """Return how many incidents of the last WINDOW days each country and each pair of countries takes part in."""
    found: dict[str, list[str]] = {}
    for key, country in store.query(*queries.countries_between(day_after(day, -WINDOW), day, day)):
        found.setdefault(key, []).append(country)
    counts: Counter[str] = Counter()
    for codes in found.values():
        counts.update(codes)
        counts.update("|".join(sorted(two)) for two in combinations(codes, 2))
    return counts
