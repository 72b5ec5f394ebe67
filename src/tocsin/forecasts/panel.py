"""A table of coded events as a panel: who did what to whom on which day, and on which days a target came true.

The table has one row an event: `date` (ISO), `source`, `target`, `class` (quad, 1-4), `intensity`, and where known
`root` (CAMEO root, 1-20). Rows within one country, or with one side unknown, are no pair; they tell
how hot a member is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import StopRun

Array = NDArray[np.float64]
Whole = NDArray[np.int64]

TARGETS = ("class4", "root18-20", "p90", "onset")
VIOLENT = frozenset({18, 19, 20})
# What kind of act a CAMEO root is (roots 1 to 20): say, intend, consult, engage, aid, demand, disapprove, threaten,
# protest, posture, reduce relations, coerce, assault, fight.
KIND_OF_ROOT = (0, 0, 1, 2, 3, 4, 4, 4, 5, 5, 6, 6, 7, 8, 9, 10, 11, 12, 13, 13)
KINDS = 14
# And where no root is known, the nearest kind for each quad class.
KIND_OF_CLASS = (2, 4, 6, 13)
HOT_ROOT = 14
# A square of the members is kept: beyond so many, the least busy are taken together.
MOST_MEMBERS = 600


@dataclass(frozen=True, slots=True)
class Deeds:
    """Events between two sides, in order of day: one entry of each array an event.

    `day` counts from the panel's start; `pair` is -1 where the pair has too few events; `one` and `two` are its
    members; `back` is 1 where the pair's second member acts; `force` is the intensity where it is conflict; `hit` is 1
    where it makes the target true.
    """

    day: Whole
    pair: Whole
    one: Whole
    two: Whole
    kind: Whole
    back: Whole
    force: Array
    hit: Whole


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of members, in order of day; `sort` is 0 for anything, 1 for conflict within, 2 for violence."""

    day: Whole
    member: Whole
    sort: Whole


@dataclass(frozen=True, slots=True)
class Panel:
    """A table's pairs of at least so many events; day 0 is the ordinal `start`.

    `sides` gives each pair's two members, of whom the busiest are told apart; `members` is the index of all others.
    `hits` (pair, day) marks the days on which the target came true; `seen` (pair, day) counts events up to a day;
    `force` (pair, day) sums the intensity of material conflict.
    """

    pairs: tuple[str, ...]
    sides: Whole
    members: int
    start: int
    deeds: Deeds
    told: Told
    hits: NDArray[np.bool_]
    seen: NDArray[np.int32]
    force: NDArray[np.float32]

    @property
    def length(self) -> int:
        """Days from the first event to the last."""
        return int(self.hits.shape[1])


@lru_cache(maxsize=20_000)
def ordinal(day: str) -> int:
    """Return the ordinal of an ISO day; raises StopRun where it is none."""
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        raise StopRun(f"'{day}' is no day", next_step="write days as 2015-01-31") from None


def ordinals(values: Iterable[Any]) -> Iterator[int]:
    """Yield ordinals of ISO days, dates or datetimes."""
    for value in values:
        yield ordinal(str(value)[:10])


def names(one: str, two: str, undirected: bool) -> tuple[str, str]:
    """Return the two sides of a pair, sorted where undirected."""
    return (two, one) if undirected and two < one else (one, two)


@dataclass(frozen=True, slots=True)
class _Row:
    day: int
    one: str
    two: str
    quad: int
    root: int
    force: float

    @property
    def kind(self) -> int:
        return KIND_OF_ROOT[self.root - 1] if 1 <= self.root <= len(KIND_OF_ROOT) else KIND_OF_CLASS[self.quad - 1]

    @property
    def hot(self) -> bool:
        return self.root >= HOT_ROOT if self.root else self.quad == len(KIND_OF_CLASS)


def _rows(columns: Mapping[str, Sequence[Any]]) -> list[_Row]:
    size = len(columns["date"])
    roots, sizes = columns.get("root", [0] * size), columns.get("intensity", [0.0] * size)
    everything = zip(
        ordinals(columns["date"]), columns["source"], columns["target"], columns["class"], roots, sizes, strict=True
    )
    found = [
        _Row(day, str(one or ""), str(two or ""), int(quad), int(root or 0), abs(float(force or 0.0)))
        for day, one, two, quad, root, force in everything
        if 1 <= int(quad or 0) <= len(KIND_OF_CLASS)
    ]
    return sorted(found, key=lambda row: row.day)


def struck(row: _Row, target: str, rooted: bool) -> bool:
    """Whether an event makes the target true: violence (roots 18-20) or material conflict.

    An onset is one of violence where the table tells roots, and of material conflict where it does not.
    """
    if target == "root18-20" or (target == "onset" and rooted):
        return row.root in VIOLENT
    return row.quad == len(KIND_OF_CLASS)


def panel(
    columns: Mapping[str, Sequence[Any]], target: str, undirected: bool, until: int | None = None, least: int = 20
) -> Panel:
    """Return the panel of a table; pairs of fewer than `least` events in all are left out.

    Members are told apart by what happened up to the ordinal `until` (by default, all), so that nothing later shows in
    what is read from the panel on a day before. Raises StopRun for an unknown target, one that needs `root` where there
    is none, and a table without such pairs.
    """
    if target not in TARGETS:
        raise StopRun(f"no target named '{target}'", next_step=f"there is: {', '.join(TARGETS)}")
    if target == "root18-20" and "root" not in columns:
        raise StopRun("the events have no column 'root'", next_step="give CAMEO roots, or forecast class4")
    rows = _rows(columns)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        if row.one and row.two and row.one != row.two:
            counts[names(row.one, row.two, undirected)] += 1
    kept = sorted(pair for pair, count in counts.items() if count >= least)
    if not kept:
        raise StopRun(
            f"no pair of different actors with {least} events", next_step="check the columns source and target"
        )
    return _filled(rows, kept, target, undirected, "root" in columns, _members(rows, until))


def _members(rows: Iterable[_Row], until: int | None) -> defaultdict[str, int]:
    """Return an index for each of the busiest members up to a day, and one more for any other."""
    busy: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.one and row.two and row.one != row.two and (until is None or row.day <= until):
            busy[row.one] += 1
            busy[row.two] += 1
    chosen = sorted(sorted(busy), key=lambda name: -busy[name])[:MOST_MEMBERS]
    size = len(chosen)
    return defaultdict(lambda: size, {name: at for at, name in enumerate(sorted(chosen))})


def _filled(
    rows: list[_Row],
    kept: list[tuple[str, str]],
    target: str,
    undirected: bool,
    rooted: bool,
    member: defaultdict[str, int],
) -> Panel:
    """Return the panel of sorted rows and the pairs kept."""
    start, length = rows[0].day, rows[-1].day - rows[0].day + 1
    others = member.default_factory() if member.default_factory else 0
    place = {pair: at for at, pair in enumerate(kept)}
    acts = [row for row in rows if row.one and row.two and row.one != row.two]
    sides = [names(row.one, row.two, undirected) for row in acts]
    made = Deeds(
        day=np.array([row.day - start for row in acts]),
        pair=np.array([place.get(two, -1) for two in sides]),
        one=np.array([member.get(two[0], others) for two in sides]),
        two=np.array([member.get(two[1], others) for two in sides]),
        kind=np.array([row.kind for row in acts]),
        back=np.array([int(row.one != two[0]) for row, two in zip(acts, sides, strict=True)]),
        force=np.array([row.force if row.quad > 2 else 0.0 for row in acts]),
        hit=np.array([int(struck(row, target, rooted)) for row in acts]),
    )
    hits, seen, force = _daily(made, len(kept), length, np.array([row.quad for row in acts]))
    return Panel(
        pairs=tuple("|".join(pair) for pair in kept),
        sides=np.array([[member.get(name, others) for name in pair] for pair in kept]),
        members=others,
        start=start,
        deeds=made,
        told=_told(rows, member, start),
        hits=hits,
        seen=seen,
        force=force,
    )


def _daily(
    deeds: Deeds, pairs: int, length: int, quad: Whole
) -> tuple[NDArray[np.bool_], NDArray[np.int32], NDArray[np.float32]]:
    """Return hits, running counts and intensity of material conflict, each by pair and day."""
    kept = deeds.pair >= 0
    strike, material = kept & (deeds.hit == 1), kept & (quad == len(KIND_OF_CLASS))
    hits = np.zeros((pairs, length), dtype=bool)
    hits[deeds.pair[strike], deeds.day[strike]] = True
    seen, force = np.zeros((pairs, length), dtype=np.int32), np.zeros((pairs, length), dtype=np.float32)
    np.add.at(seen, (deeds.pair[kept], deeds.day[kept]), 1)
    np.add.at(force, (deeds.pair[material], deeds.day[material]), deeds.force[material])
    return hits, np.cumsum(seen, axis=1, dtype=np.int32), force


def _told(rows: list[_Row], member: Mapping[str, int], start: int) -> Told:
    """Return what is told of each member."""
    found: list[tuple[int, int, int]] = []
    for row in rows:
        day = row.day - start
        found += [(day, member[name], 0) for name in sorted({row.one, row.two}) if name in member]
        if row.one == row.two and row.one in member and row.hot:
            found.append((day, member[row.one], 1))
            if row.root in VIOLENT or not row.root:
                found.append((day, member[row.one], 2))
    table = np.array(found, dtype=np.int64).reshape(-1, 3)
    return Told(table[:, 0], table[:, 1], table[:, 2])
