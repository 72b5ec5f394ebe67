"""What forecasters read from a panel on a day: decayed counts, rates, who leads, and the heat around a pair.

Decayed counts are a discrete cousin of the Hawkes process (Hawkes 1971). All are worked out in one pass over the days,
each from what had happened by then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tocsin.forecasts.panel import KINDS, Array, Deeds, Panel, Whole
from tocsin.forecasts.rhythm import rhythm

Small = NDArray[np.float32]

# Half-lives in days: of acts, of third parties' violence, of what is told of members, of who cooperates with whom.
HALF_LIVES = (2.0, 6.0, 20.0, 60.0, 180.0, 730.0)
LEADING = (20.0, 60.0, 180.0, 730.0)
HEAT = (6.0, 30.0, 180.0)
TOLD = (6.0, 30.0, 180.0, 730.0)
FRIENDS = 365.0
# Kinds of act that tell of friendly ties: intend, consult, engage, aid.
FRIENDLY = (1, 2, 3, 4)
# Beside the kinds: events that make the target true, days of such, all events, and intensity.
HIT, HIT_DAY, ALL, FORCE, COLUMNS = KINDS, KINDS + 1, KINDS + 2, KINDS + 3, KINDS + 4
WINDOWS = (1, 3, 7, 14, 30, 90, 365)
RATES = (7, 30, 90)
LATELY = 730
LONG_AGO = 3000.0
# As if a pair not seen yet had had so many windows, and so small a share of them with the target.
PRIOR_WINDOWS, PRIOR_SHARE = 3.0, 0.02


def keep(half_lives: Sequence[float]) -> Array:
    """Return the share of each decayed sum that is left a day later."""
    found: Array = 0.5 ** (1.0 / np.array(half_lives))
    return found


def by_day(days: Whole, length: int) -> list[slice]:
    """Return for each day the slice of sorted entries that fall on it."""
    edges = np.searchsorted(days, np.arange(length + 1))
    return [slice(a, b) for a, b in pairwise(edges.tolist())]


class Pairs:
    """Decayed counts of each pair's own acts."""

    def __init__(self, deeds: Deeds, pairs: int, length: int) -> None:
        own = deeds.pair >= 0
        self.deeds = Deeds(*(getattr(deeds, field.name)[own] for field in fields(deeds)))
        self.slices = by_day(self.deeds.day, length)
        self.sums = np.zeros((len(HALF_LIVES), COLUMNS, pairs))
        self.sides = np.zeros((len(LEADING), 2, pairs))
        self.fade, self.fade_sides = keep(HALF_LIVES)[:, None, None], keep(LEADING)[:, None, None]

    def step(self, day: int) -> None:
        """Take in one day."""
        self.sums *= self.fade
        self.sides *= self.fade_sides
        at = self.slices[day]
        pair, hit = self.deeds.pair[at], self.deeds.hit[at] == 1
        if not len(pair):
            return
        size = self.sums.shape[-1]
        today, sides = np.zeros((COLUMNS, size)), np.zeros((2, size))
        np.add.at(today, (self.deeds.kind[at], pair), 1)
        np.add.at(sides, (self.deeds.back[at][hit], pair[hit]), 1)
        today[HIT] = np.bincount(pair[hit], minlength=size)
        today[HIT_DAY] = today[HIT] > 0
        today[ALL] = np.bincount(pair, minlength=size)
        today[FORCE] = np.bincount(pair, weights=self.deeds.force[at], minlength=size)
        self.sums += today
        self.sides += sides

    def columns(self) -> list[Array]:
        """Return the features on a log scale, one array of all pairs each."""
        sides = np.log1p(np.concatenate([self.sides.max(1), self.sides.min(1)]))
        return [*np.log1p(self.sums).reshape(-1, self.sums.shape[-1]), *sides]


class Circles:
    """The violence of each pair's members with others, and of the others they are close to (contagion)."""

    def __init__(self, made: Panel) -> None:
        self.deeds, self.slices = made.deeds, by_day(made.deeds.day, made.length)
        self.sides, size = made.sides, made.members + 1
        self.heat = np.zeros((len(HEAT), size, size))
        self.ties = np.zeros((size, size))
        self.fade, self.fade_ties = keep(HEAT)[:, None, None], float(keep((FRIENDS,))[0])

    def step(self, day: int) -> None:
        """Take in one day."""
        self.heat *= self.fade
        self.ties *= self.fade_ties
        at = self.slices[day]
        one, two = self.deeds.one[at], self.deeds.two[at]
        hit = self.deeds.hit[at] == 1
        today = np.zeros_like(self.ties)
        np.add.at(today, (one[hit], two[hit]), 1)
        self.heat += today
        friendly = np.isin(self.deeds.kind[at], FRIENDLY)
        np.add.at(self.ties, (one[friendly], two[friendly]), 1)

    def columns(self) -> Iterator[Array]:
        """Yield the features: hotter and cooler member, friends' enemies, and common enemies."""
        one, two = self.sides.T
        ties = self.ties + self.ties.T
        ties = ties / (ties.sum(1, keepdims=True) + 5.0)
        for half in self.heat:
            heat = half + half.T
            total, own = heat.sum(1), heat[one, two]
            first, second = total[one] - own, total[two] - own
            yield np.log1p(np.maximum(first, second))
            yield np.log1p(np.minimum(first, second))
            friends = heat @ ties.T
            yield np.log1p((friends + friends.T)[one, two])
            root = np.sqrt(heat)
            yield np.log1p((root @ root)[one, two])


class Members:
    """What is told of each member: news of any kind, conflict within, violence within."""

    def __init__(self, made: Panel) -> None:
        self.told, self.slices = made.told, by_day(made.told.day, made.length)
        self.sums = np.zeros((len(TOLD), 3, made.members + 1))
        self.fade, self.sides = keep(TOLD)[:, None, None], made.sides

    def step(self, day: int) -> None:
        """Take in one day."""
        self.sums *= self.fade
        at = self.slices[day]
        today = np.zeros(self.sums.shape[1:])
        np.add.at(today, (self.told.sort[at], self.told.member[at]), 1)
        self.sums += today

    def columns(self) -> list[Array]:
        """Return the features: of the two members the more and the less told of."""
        both = np.log1p(self.sums[..., self.sides])
        size = len(self.sides)
        return [*both.max(-1).reshape(-1, size), *both.min(-1).reshape(-1, size)]


class Windows:
    """Counts of days with the target in the last days, time since, and how often such windows held any."""

    def __init__(self, hits: NDArray[np.bool_]) -> None:
        pairs, length = hits.shape
        self.hits = hits
        self.total = np.concatenate([np.zeros((pairs, 1)), np.cumsum(hits, axis=1)], axis=1)
        days = np.arange(1, length + 1)
        self.filled = [
            np.cumsum(self.total[:, days] > self.total[:, np.maximum(0, days - span)], axis=1, dtype=np.float32)
            for span in RATES
        ]
        self.last, self.before = np.full(pairs, -LONG_AGO), np.full(pairs, -LONG_AGO)

    def step(self, day: int) -> None:
        """Take in one day."""
        hit = self.hits[:, day]
        self.before = np.where(hit, self.last, self.before)
        self.last = np.where(hit, float(day), self.last)

    def columns(self, day: int) -> list[Array]:
        """Return the features on a day."""
        found = [self.total[:, day + 1] - self.total[:, max(0, day + 1 - span)] for span in WINDOWS]
        found += [np.log1p(day - self.last), np.log1p(day - self.before)]
        for span, filled in zip(RATES, self.filled, strict=True):
            prior = PRIOR_WINDOWS * span
            ever = (filled[:, day] + PRIOR_SHARE * prior) / (day + 1 + prior)
            recent = filled[:, day] - filled[:, max(0, day - LATELY)]
            lately = np.clip((recent + PRIOR_SHARE * span) / (min(LATELY, day + 1) + span), 1e-4, 1 - 1e-4)
            found += [np.log(share / (1 - share)) for share in (ever, lately)]
        return found + rhythm(self.total, day)


def signals(made: Panel, days: Sequence[int]) -> dict[int, Small]:
    """Return the features of all pairs on each day asked for: (pair, feature), float32.

    A day after the panel's last reads as its last.
    """
    wanted = {min(day, made.length - 1) for day in days}
    parts = Pairs(made.deeds, len(made.pairs), made.length), Circles(made), Members(made), Windows(made.hits)
    found: dict[int, Small] = {}
    for day in range(max(wanted, default=-1) + 1):
        for part in parts:
            part.step(day)
        if day in wanted:
            pairs, circles, members, windows = parts
            columns = [*pairs.columns(), *circles.columns(), *members.columns(), *windows.columns(day)]
            found[day] = np.stack(columns, axis=1).astype(np.float32)
    return {day: found[min(day, made.length - 1)] for day in days}
