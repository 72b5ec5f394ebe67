"""The store's own deaths by country and month, as known on a day, and which months brought enough news to count.

Deaths are the best figures of incidents of material conflict that happened, are no background and are not contested, in
the country they happened in, in the month of the day on which they count.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.records import Incident, Quad, Standing
from tocsin.subjects import acted_on, day_of

LEAST_NEWS = 0.25
# A country is in the news where the store knows an incident in it within so many months.
MEMORY = 60

Revision = tuple[str, str, Incident | None]


def month_after(month: str, count: int = 1) -> str:
    """Return the month (`2025-10`) so many months later; earlier where `count` is negative."""
    year, index = divmod(int(month[:4]) * 12 + int(month[5:7]) - 1 + count, 12)
    return f"{year:04}-{index + 1:02}"


def last_day(month: str) -> str:
    """Return the last day of a month."""
    return (date.fromisoformat(f"{month_after(month)}-01") - timedelta(days=1)).isoformat()


def months_between(first: str, last: str) -> Iterator[str]:
    """Yield the months from `first` to `last`, both inclusive."""
    while first <= last:
        yield first
        first = month_after(first)


def covered(newsdays: Iterable[str]) -> frozenset[str]:
    """Return the months of which at least a quarter of the days brought news."""
    counts = Counter(day[:7] for day in newsdays)
    return frozenset(month for month, count in counts.items() if count >= LEAST_NEWS * int(last_day(month)[8:]))


def country_of(incident: Incident) -> str | None:
    """Return the country an incident happened in: that of its place, else of all those acted on, where it is one."""
    if incident.place is not None and incident.place.country:
        return incident.place.country
    hit = acted_on(incident)
    return next(iter(hit)) if len(hit) == 1 else None


@dataclass(frozen=True, slots=True)
class Loss:
    """One incident's place in the tables: where, in which month, how many it killed (0 for those of no deaths)."""

    country: str
    month: str
    killed: int


def loss(incident: Incident) -> Loss | None:
    """Return where and when an incident counts and its deaths, or None where that is not known."""
    when, where = day_of(incident), country_of(incident)
    if when is None or where is None or not incident.happened or incident.background:
        return None
    counts = incident.quad is Quad.MATERIAL_CONFLICT and incident.status is not Standing.CONTESTED
    return Loss(where, when[:7], incident.killed.best if counts and incident.killed else 0)


class Losses:
    """A store's deaths by country and month, revealed day by day."""

    def __init__(self, revisions: Sequence[Revision]) -> None:
        self._waiting = revisions
        self._at = 0
        self._kept: dict[str, Loss] = {}
        self._found: dict[str, dict[str, Loss]] = defaultdict(dict)

    def until(self, day: str) -> None:
        """Take in what became known by the end of `day`; days are to be given in order."""
        while self._at < len(self._waiting) and self._waiting[self._at][1][:10] <= day:
            key, _, incident = self._waiting[self._at]
            self._at += 1
            if (old := self._kept.pop(key, None)) is not None:
                self._found[old.country].pop(key)
            if incident is not None and (new := loss(incident)) is not None:
                self._kept[key] = self._found[new.country][key] = new

    def countries(self, month: str) -> list[str]:
        """Return the countries of which the store knows an incident within MEMORY months before `month`, sorted."""
        first = month_after(month, -MEMORY)
        return sorted(
            country for country, rows in self._found.items() if any(first <= one.month < month for one in rows.values())
        )

    def deaths(self, country: str, months: Iterable[str]) -> list[int]:
        """Return a country's deaths in each of some months."""
        counts: Counter[str] = Counter()
        for one in self._found.get(country, {}).values():
            counts[one.month] += one.killed
        return [counts[month] for month in months]

    def fatal(self, country: str, month: str) -> tuple[str, ...]:
        """Return the ids of the incidents that killed in a country in a month, sorted."""
        rows = self._found.get(country, {}).items()
        return tuple(sorted(key for key, one in rows if one.month == month and one.killed))
