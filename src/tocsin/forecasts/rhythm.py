"""In how many of a pair's last weeks the target came true, how often two such weeks followed each other, and how much.

Steady and bursting violence of the same mean are told apart by it.
"""

import numpy as np

from tocsin.forecasts.panel import Array

WEEK = 7
WEEKS = 104
# Weeks back over which those with the target are counted, and over which days of it are summed: from, to.
SPANS = (4, 13, 26, 52, 104)
PARTS = ((0, 1), (1, 2), (2, 4), (4, 8), (8, 13), (13, 26), (26, 52), (52, 104))
SEASON, YEAR = 13, 52


def weeks(total: Array, day: int) -> Array:
    """Return the days with the target in each of the last 104 weeks, the latest first: (pair, week).

    `total` (pair, day + 1) counts such days before each day.
    """
    edges = np.maximum(0, day + 1 - WEEK * np.arange(WEEKS + 1))
    found: Array = total[:, edges[:-1]] - total[:, edges[1:]]
    return found


def rhythm(total: Array, day: int) -> list[Array]:
    """Return the features of all pairs on a day, one array each."""
    found = weeks(total, day)
    struck = found > 0
    counted: list[Array] = [struck[:, :span].sum(1).astype(float) for span in SPANS]
    heights: list[Array] = [found[:, :SEASON].max(1), found[:, :YEAR].max(1), found[:, :YEAR].std(1)]
    before = struck[:, 1 : YEAR + 1]
    followed: Array = (before & struck[:, :YEAR]).sum(1) / (before.sum(1) + 1.0)
    return [*counted, *heights, followed, *(np.log1p(found[:, a:b].sum(1)) for a, b in PARTS)]
