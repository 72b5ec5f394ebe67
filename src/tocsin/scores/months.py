"""Forecasts of deaths a month in each country: issued at the begin of a month, kept in the ledger, resolved from it.

On the first day of a month that brought news, each country in the store's news gets 1,000 draws for that month and the
thirteen after it, from the store's own deaths in the months before that brought enough news. The rule (`deaths/1`): the
deaths of a month are those known a week after its end (see `deaths`); a month of which fewer than a quarter of the days
brought news is void. One entry of the ledger holds a country's fourteen months; it holds its past too, from which the
references follow, so that nothing about a score rests on what became known later.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.forecasts.countries import DRAWS, Draws, draws
from tocsin.records import make_id
from tocsin.scores.deaths import Losses, covered, last_day, month_after, months_between
from tocsin.scores.months_score import Score, scored
from tocsin.store import Store, ledger
from tocsin.store.store import END_OF_TIME
from tocsin.tables import from_plain, to_plain

RULE, MODEL = "deaths/1", "deaths pool 1"
KIND, RESOLVED = "deaths", "deaths resolution"
AHEAD = 14
LATE_DAYS = 7
# A month of so many deaths is one of war, as the field counts (UCDP sets it for a year; VIEWS for a month).
WAR = 25


@dataclass(frozen=True, slots=True)
class DeathsForecast:
    """A country's draws as the ledger has them: `draws[0]` is of `month`, each packed as `packed` says.

    `past` are the store's own deaths of the months before, oldest first; `data` is the hash of all that was known.
    """

    id: str
    country: str
    month: str
    issued: str
    model: str
    data: str
    inputs: str
    rule: str
    mode: str
    past: tuple[int, ...]
    draws: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class DeathsResolution:
    """What became of a month in a country: `deaths` is None where it is void; else `scores` of all said about it."""

    country: str
    month: str
    rule: str
    due: str
    deaths: int | None
    incidents: tuple[str, ...]
    why: str
    scores: tuple[Score, ...] = ()


def packed(values: Sequence[int]) -> tuple[int, ...]:
    """Return draws as pairs, end to end: how much a value lies above the last one, and how often it was drawn."""
    found: list[int] = []
    last = 0
    for value in sorted(values):
        if found and value == last:
            found[-1] += 1
        else:
            found += [value - last, 1]
        last = value
    return tuple(found)


def unpacked(pairs: Sequence[int]) -> list[int]:
    """Return the draws that `packed` made, in rising order."""
    found: list[int] = []
    value = 0
    for step, count in zip(pairs[::2], pairs[1::2], strict=True):
        value += step
        found += [value] * count
    return found


def quantiles(values: Sequence[int]) -> tuple[int, int, int]:
    """Return the ends of the 80 % range of ordered draws, with the median between them."""
    low, middle, high = (values[min(len(values) - 1, int(len(values) * q))] for q in (0.1, 0.5, 0.9))
    return low, middle, high


def share(values: Sequence[int], least: int) -> float:
    """Return the share of draws of `least` deaths or more."""
    return sum(value >= least for value in values) / len(values)


def rule(country: str, month: str) -> str:
    """Return in words how a country's months are resolved."""
    last = month_after(month, AHEAD - 1)
    return (
        f"{RULE}: people killed, by best figures, in uncontested incidents of material conflict in {country} in a "
        f"month from {month} to {last}, as known {LATE_DAYS} days after its end; void where fewer than a quarter of "
        "its days brought news"
    )


def due(month: str) -> str:
    """Return the day on which a month is resolved."""
    return (date.fromisoformat(last_day(month)) + timedelta(days=LATE_DAYS)).isoformat()


def drawn(country: str, month: str, ahead: int, past: Sequence[int]) -> Draws:
    """Return the draws of one month, `ahead` months after the last of `past`; the same arguments give the same."""
    return draws([float(n) for n in past], ahead, DRAWS, int(make_id(country, month, ahead), 16) % 2**31)


def forecast(country: str, month: str, day: str, past: Sequence[int], data: str, mode: str) -> DeathsForecast:
    """Return the forecast of one country's months from `month` on, issued on `day`; `past` has one month or more."""
    resting_on = make_id(country, month, *past)
    return DeathsForecast(
        id=make_id(KIND, country, month, MODEL, resting_on),
        country=country,
        month=month,
        issued=day,
        model=MODEL,
        data=data,
        inputs=resting_on,
        rule=rule(country, month),
        mode=mode,
        past=tuple(past),
        draws=tuple(packed(drawn(country, month, ahead, past).tolist()) for ahead in range(1, AHEAD + 1)),
    )


def newsdays_of(store: Store) -> list[str]:
    """Return the days that brought news, in order."""
    return [day for day, _ in store.days() if day < END_OF_TIME]


def _said(store: Store, kind: str) -> frozenset[str]:
    return frozenset(row[0] for row in store.query("SELECT ref FROM ledger WHERE kind = ?", (kind,)))


def opening_days(newsdays: Sequence[str]) -> dict[str, str]:
    """Return each month's first day of news, for the months before which another brought enough."""
    counted = covered(newsdays)
    first = min(counted, default="9999-99")
    found: dict[str, str] = {}
    for day in newsdays:
        if day[:7] > first:
            found.setdefault(day[:7], day)
    return found


def issue(store: Store, newsdays: Sequence[str]) -> int:
    """Issue the forecasts of every month that has begun and has none yet; return how many are new."""
    begun = {ref.split(":")[1] for ref in _said(store, KIND)}
    opening = {month: day for month, day in opening_days(newsdays).items() if month not in begun}
    derived = store.derived_days()
    wanted = [(month, day) for month, day in sorted(opening.items()) if day in derived]
    if not wanted:
        return 0
    losses, new = Losses(store.revisions()), 0
    for month, day in wanted:
        losses.until(day)
        mode = "replayed" if newsdays[-1] > day else "live"
        counted = sorted(one for one in covered(n for n in newsdays if n <= day) if one < month)
        found = (
            forecast(country, month, day, losses.deaths(country, counted), derived[day], mode)
            for country in losses.countries(month)
        )
        with store.write() as db:
            new += ledger.append(db, KIND, ((f"{one.country}:{one.month}", to_plain(one)) for one in found))
    return new


def forecasts(store: Store, as_of: str | None = None) -> Iterator[DeathsForecast]:
    """Yield the forecasts of a store's ledger issued by `as_of`, in the order in which they were written."""
    for row in store.ledger(KIND):
        if row["issued"] <= (as_of or END_OF_TIME):
            yield from_plain(DeathsForecast, row)


def said_by(store: Store, as_of: str | None = None) -> Iterator[tuple[str, str]]:
    """Yield (country, first month) of every forecast issued by `as_of`."""
    sql = "SELECT ref FROM ledger WHERE kind = ? AND json_extract(record, '$.issued') <= ?"
    for (ref,) in store.query(sql, (KIND, as_of or END_OF_TIME)):
        country, month = ref.split(":")
        yield country, month


def newest(store: Store, as_of: str | None = None) -> list[DeathsForecast]:
    """Return each country's newest forecast issued by `as_of`, by country."""
    last: dict[str, str] = {}
    for country, month in said_by(store, as_of):
        last[country] = max(last.get(country, ""), month)
    rows = [
        store.query("SELECT record FROM ledger WHERE kind = ? AND ref = ?", (KIND, f"{country}:{month}"))[0][0]
        for country, month in sorted(last.items())
    ]
    return [from_plain(DeathsForecast, json.loads(row)) for row in rows]


def months_due(said: Iterable[str], done: frozenset[str], today: str) -> dict[tuple[str, str], list[str]]:
    """Return the (month, country) due by `today` and not resolved, with the first months of what was said, sorted."""
    wanted: dict[tuple[str, str], list[str]] = {}
    for ref in said:
        country, first = ref.split(":")
        for month in months_between(first, month_after(first, AHEAD - 1)):
            if due(month) > today:
                break
            if f"{country}:{month}" not in done:
                wanted.setdefault((month, country), []).append(first)
    return {key: sorted(firsts) for key, firsts in sorted(wanted.items())}


def resolution(
    country: str, month: str, losses: Losses, newsy: bool, said: Iterable[DeathsForecast]
) -> DeathsResolution:
    """Return what became of a country's month from what is known when it is due, and the scores of all said of it."""
    if not newsy:
        return DeathsResolution(country, month, RULE, due(month), None, (), "too few of its days brought any news")
    (killed,), fatal = losses.deaths(country, [month]), losses.fatal(country, month)
    why = f"{killed} killed, in {len(fatal)} of its incidents" if fatal else "no incident in it is known to have killed"
    found = []
    for one in said:
        ahead = distance(one.month, month)
        found.append(scored(one.id, one.issued, one.mode, ahead, unpacked(one.draws[ahead - 1]), one.past, killed))
    return DeathsResolution(country, month, RULE, due(month), killed, fatal, why, tuple(found))


def distance(first: str, month: str) -> int:
    """Return how many months ahead a month is in a forecast whose first month is `first`; 1 for that month itself."""
    return (int(month[:4]) - int(first[:4])) * 12 + int(month[5:7]) - int(first[5:7]) + 1


def resolve(store: Store, newsdays: Sequence[str]) -> int:
    """Resolve every country's month that is due by the last day of news, once and for all; return how many were new."""
    today = max(newsdays, default="")
    waiting = months_due(_said(store, KIND), _said(store, RESOLVED), today)
    if not waiting:
        return 0
    needed = {f"{country}:{first}" for (_, country), firsts in waiting.items() for first in firsts}
    said = {f"{one.country}:{one.month}": one for one in forecasts(store) if f"{one.country}:{one.month}" in needed}
    losses, counted, found = Losses(store.revisions()), covered(newsdays), []
    for (month, country), firsts in waiting.items():
        losses.until(due(month))
        found.append(
            resolution(country, month, losses, month in counted, (said[f"{country}:{first}"] for first in firsts))
        )
    with store.write() as db:
        return ledger.append(db, RESOLVED, ((f"{one.country}:{one.month}", to_plain(one)) for one in found))


def resolutions(store: Store, as_of: str | None = None) -> Iterator[DeathsResolution]:
    """Yield what became of countries' months that were due by `as_of`."""
    for row in store.ledger(RESOLVED):
        if row["due"] <= (as_of or END_OF_TIME):
            yield from_plain(DeathsResolution, row)


def keep(store: Store) -> int:
    """Issue and resolve what is due; return how many months were resolved. Costs two queries where nothing is."""
    newsdays = newsdays_of(store)
    issue(store, newsdays)
    return resolve(store, newsdays)
