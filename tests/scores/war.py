"""A store of some months of news in which each month one clash kills in Pakistan."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tests.factory import article, incident
from tocsin.records import Incident, Place, Toll
from tocsin.store import Store

FIRST = date(2025, 6, 1)


def clash(day: str, killed: int, **given: object) -> Incident:
    """Return a clash in Pakistan that killed so many, known on its day."""
    made = incident(
        id=f"clash {day}",
        date=day,
        known_at=day,
        killed=Toll(killed, killed, killed),
        place=Place("Chaman", 0, 6, "PAK"),
    )
    return replace(made, **given)  # type: ignore[arg-type]


CLASHES = {
    day: clash(day, n) for day, n in (("2025-06-10", 4), ("2025-07-10", 6), ("2025-08-10", 9), ("2025-09-10", 5))
}


def war(path: Path, days: int = 140, clashes: Mapping[str, Incident] = CLASHES, every: int = 1) -> Store:
    """Return the store: news on every `every`-th day from 1 June 2025, and the clashes by the day they are known."""
    store = Store(path, create=True)
    newsdays = [(FIRST + timedelta(days=n)).isoformat() for n in range(0, days, every)]
    store.add_articles([article(f"News of {day}.", published=day) for day in newsdays])
    for day in newsdays:
        told = [clashes[day]] if day in clashes else []
        store.keep_day(day, f"hash {day}", revised=told, ended={}, readings=[], forecasts=[], alerts=[])
    return store
