"""What became of each forecast: resolved once, from what the store knew when its horizon was over, and never again.

The rule (`class4/1`). A forecast issued on day D with a horizon of H days is due on D + H + 7, a week being left for
late reports. It came true where the store, as of the day it is due, knows an incident of its subject that happened, is
of material conflict, is no background, and counts on one of the days D + 1 to D + H. Where fewer than a quarter of
these days brought any news at all, it is void: no data is not zero.

The references are what could have been said on D without any model: persistence (did it happen in the last H days?) and
conflictology (in how many of the last twelve spans of H days?), both from what was known on D.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tocsin.forecasts.calibrate import bounded
from tocsin.records import Forecast, Incident, Quad
from tocsin.scores import months
from tocsin.store import Store
from tocsin.store.store import END_OF_TIME
from tocsin.subjects import day_of, subjects
from tocsin.tables import from_plain, to_plain

RULE = "class4/1"
LATE_DAYS = 7
SPANS = 12
LEAST_NEWS = 0.25


@dataclass(frozen=True, slots=True)
class Entry:
    """One forecast as the ledger has it: `mode` is live or replayed, `data` the hash of all that was known."""

    forecast: Forecast
    mode: str
    data: str

    @property
    def key(self) -> tuple[str, str, int, str, str]:
        """What it says something about: of two entries with one key only the first was said in time."""
        f = self.forecast
        return f.subject, f.target, f.horizon, f.issued, f.model


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a forecast: `outcome` is None where it is void; probabilities of the references beside it."""

    forecast: str
    rule: str
    due: str
    outcome: bool | None
    incidents: tuple[str, ...]
    persistence: float
    conflictology: float
    why: str


def entries(store: Store) -> tuple[Entry, ...]:
    """Return the forecasts of a store's ledger in the order in which they were written, the first of each key."""
    found: dict[tuple[str, str, int, str, str], Entry] = {}
    for row in store.ledger("forecast"):
        made = Entry(from_plain(Forecast, _without(row)), row.get("mode", "replayed"), row.get("data", ""))
        found.setdefault(made.key, made)
    return tuple(found.values())


def _without(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("mode", "data")}


def due(forecast: Forecast) -> str:
    """Return the day on which a forecast is resolved."""
    return (date.fromisoformat(forecast.issued) + timedelta(days=forecast.horizon + LATE_DAYS)).isoformat()


class Seen:
    """A store's incidents of material conflict by subject, revealed day by day."""

    def __init__(self, revisions: Iterable[tuple[str, str, Incident | None]]) -> None:
        self._waiting = list(revisions)
        self._at = 0
        self._place: dict[str, tuple[str, ...]] = {}
        self.hits: dict[str, dict[str, int]] = {}
        self.start: int | None = None

    def until(self, day: str) -> None:
        """Take in what became known by the end of `day`; days are to be given in order."""
        while self._at < len(self._waiting) and self._waiting[self._at][1][:10] <= day:
            key, _, incident = self._waiting[self._at]
            self._forget(key)
            if incident is not None:
                self._keep(incident)
            self._at += 1

    def _forget(self, key: str) -> None:
        for subject in self._place.pop(key, ()):
            self.hits[subject].pop(key, None)

    def _keep(self, incident: Incident) -> None:
        when = day_of(incident)
        if when is None or not incident.happened or incident.background:
            return
        day = date.fromisoformat(when).toordinal()
        self.start = day if self.start is None else min(self.start, day)
        if incident.quad is Quad.MATERIAL_CONFLICT:
            self._place[incident.id] = subjects(incident)
            for subject in self._place[incident.id]:
                self.hits.setdefault(subject, {})[incident.id] = day

    def between(self, subject: str, after: int, to: int) -> tuple[str, ...]:
        """Return the incidents of a subject that count on a day after `after` and up to `to` (ordinals), sorted."""
        return tuple(sorted(key for key, day in self.hits.get(subject, {}).items() if after < day <= to))


def persistence(seen: Seen, forecast: Forecast) -> float:
    """Return the forecast that the next span will be as the last one."""
    day = date.fromisoformat(forecast.issued).toordinal()
    return bounded(float(bool(seen.between(forecast.subject, day - forecast.horizon, day))))


def conflictology(seen: Seen, forecast: Forecast) -> float:
    """Return the share of the last twelve spans, as far as the store reaches back, that had an incident.

    Smoothed by half a span with one and half without (Jeffreys).
    """
    day = date.fromisoformat(forecast.issued).toordinal()
    ends = [day - n * forecast.horizon for n in range(SPANS)]
    known = [end for end in ends if seen.start is not None and end - forecast.horizon >= seen.start - 1]
    hits = sum(1 for end in known if seen.between(forecast.subject, end - forecast.horizon, end))
    return bounded((hits + 0.5) / (len(known) + 1.0))


def enough_news(days: frozenset[str], issued: str, horizon: int) -> bool:
    """Whether a horizon brought enough news for a missing incident to mean anything."""
    first = date.fromisoformat(issued)
    newsy = sum(1 for n in range(1, horizon + 1) if (first + timedelta(days=n)).isoformat() in days)
    return newsy >= LEAST_NEWS * horizon


def outcome(seen: Seen, forecast: Forecast, newsdays: frozenset[str]) -> tuple[bool | None, tuple[str, ...], str]:
    """Return whether a forecast came true, the incidents that say so, and why, from what is known when it is due."""
    day = date.fromisoformat(forecast.issued).toordinal()
    found = seen.between(forecast.subject, day, day + forecast.horizon)
    if found:
        return True, found, f"{len(found)} of material conflict within {forecast.horizon} days"
    if not enough_news(newsdays, forecast.issued, forecast.horizon):
        return None, (), "too few of its days brought any news"
    return False, (), f"none of material conflict within {forecast.horizon} days, and news on enough of them"


def resolutions(
    waiting: Sequence[Entry], revisions: Sequence[tuple[str, str, Incident | None]], newsdays: frozenset[str]
) -> Iterator[Resolution]:
    """Yield what became of forecasts that are due, in the order of their ids."""
    before, after = Seen(revisions), Seen(revisions)
    references: dict[str, tuple[float, float]] = {}
    for entry in sorted(waiting, key=lambda entry: (entry.forecast.issued, entry.forecast.id)):
        before.until(entry.forecast.issued)
        references[entry.forecast.id] = persistence(before, entry.forecast), conflictology(before, entry.forecast)
    for entry in sorted(waiting, key=lambda entry: (due(entry.forecast), entry.forecast.id)):
        forecast = entry.forecast
        after.until(due(forecast))
        came, found, why = outcome(after, forecast, newsdays)
        yield Resolution(forecast.id, RULE, due(forecast), came, found, *references[forecast.id], why)


def resolve(store: Store) -> int:
    """Resolve every forecast that is due by the last day of news and keep it in the ledger; return how many were new.

    One that has been resolved stays as it is, whatever comes to be known later. Where a month has begun, its forecasts
    of deaths are issued as well (see `months`).
    """
    return _resolve_pairs(store) + months.keep(store)


def _resolve_pairs(store: Store) -> int:
    newsdays = frozenset(day for day, _ in store.days() if day < END_OF_TIME)
    today = max(newsdays, default="")
    done = {row["forecast"] for row in store.ledger("resolution")}
    waiting = [e for e in entries(store) if e.forecast.id not in done and due(e.forecast) <= today]
    if not waiting:
        return 0
    found = resolutions(waiting, store.revisions(), newsdays)
    return store.keep_resolutions((one.forecast, to_plain(one)) for one in found)
