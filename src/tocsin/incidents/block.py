"""Which mentions are worth comparing, so that cost stays near linear: those that share a kind, a day, and a country or
one of the names that mark their articles.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from tocsin.incidents.view import Days, View, marking_names

Key: TypeAlias = tuple[str, ...]

# A block with more members than this is cut by place, then compared within a moving window.
CROWDED = 48
MONTH_DAYS = 31
# By how many days more a mention meets others whose day no words of its text give.
ASTRAY = 4


def countries(view: View) -> tuple[str, ...]:
    """Return the countries a mention touches, at most four, or `?` where it names none."""
    found = set(view.actors.countries | view.recipients.countries)
    if view.event.place and view.event.place.country:
        found.add(view.event.place.country)
    return tuple(sorted(found)[:4]) or ("?",)


def day_marks(days: Days | None, seen: int, astray: int = 0) -> Iterator[str]:
    """Yield the marks by which mentions of neighbouring days meet, `astray` days further on each side."""
    if days is None:
        yield from (f"seen{week}" for week in (seen // 14, seen // 14 + 1))
    elif days.high - days.low < MONTH_DAYS:
        yield from (f"day{day}" for day in range(days.low - astray, days.high + 3 + astray))
    if days is not None:
        year = days.low // 366
        far = days.high - days.low >= MONTH_DAYS or seen - days.low > 30
        yield from (f"year{mark}" for mark in (year, year + 1) if far)


def keys(view: View) -> Iterator[Key]:
    """Yield the keys of the blocks a mention stands in."""
    yield ("article", view.event.article, view.event.type)
    names = marking_names(view.article) if view.article else ()
    meeting = (*countries(view), *(f"name {name}" for name in names))
    for mark in day_marks(view.days, view.seen, ASTRAY if view.day_guessed else 0):
        for what in meeting:
            yield (view.event.type, what, mark)


def cell(view: View) -> tuple[str, ...]:
    """Return the half-degree cell of a mention, or nothing where it has no place finer than a country."""
    place = view.event.place
    if place is None or place.lat is None or place.lon is None or place.precision == "country":
        return ()
    return (f"{round(place.lat * 2)}", f"{round(place.lon * 2)}")


def order(view: View) -> tuple[object, ...]:
    """Return what a crowded block is sorted by: place, then when known."""
    return (cell(view), view.key)


def pairs_of(members: Sequence[View]) -> Iterator[tuple[View, View]]:
    """Yield the pairs of one block; in a crowded one each meets only its neighbours by place and time."""
    ordered = sorted(members, key=order if len(members) > CROWDED else lambda view: (view.key,))
    for at, one in enumerate(ordered):
        for two in ordered[at + 1 : at + CROWDED]:
            yield one, two


def candidates(views: Iterable[View]) -> Iterator[tuple[View, View]]:
    """Yield the pairs worth comparing; each once, save that neighbours in two crowded blocks may come again.

    One type at a time, since no two types meet: so the blocks of one alone are held in memory.
    """
    by_type: dict[str, list[View]] = defaultdict(list)
    for view in views:
        by_type[view.event.type].append(view)
    for members in by_type.values():
        yield from unmet(blocks(members).values())


def unmet(found: Iterable[Sequence[View]]) -> Iterator[tuple[View, View]]:
    """Yield the pairs of blocks, less those that met in an earlier block in which all pairs meet."""
    past: dict[str, set[int]] = defaultdict(set)
    for number, members in enumerate(found):
        for one, two in pairs_of(members):
            if past[one.event.id].isdisjoint(past[two.event.id]):
                yield one, two
        if len(members) <= CROWDED:
            for view in members:
                past[view.event.id].add(number)


def blocks(views: Iterable[View]) -> dict[Key, list[View]]:
    """Return the blocks of two or more members."""
    found: dict[Key, list[View]] = defaultdict(list)
    for view in views:
        for key in sorted(set(keys(view))):
            found[key].append(view)
    return {key: members for key, members in found.items() if len(members) > 1}
