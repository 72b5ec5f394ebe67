"""What a country's monthly deaths tell of the months ahead: levels, how often there was any, trend, and its state.

The states are peace (no deaths in a year), onset (deaths in the last three months, none in the nine before), conflict
and war (deaths in both, fewer or more than 25 a month), and waning (none in the last three months, some before).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MEMORY = 60
SPANS = (1, 2, 3, 6, 12, 24)
YEAR, SEASON = 12, 3
HALF_LIFE = 4.0
WAR = 25.0


def window(history: Array) -> Array:
    """Return the last five years of a history of months, oldest first, NaN before it begins."""
    found = np.full(MEMORY, np.nan)
    last = history[-MEMORY:]
    found[MEMORY - len(last) :] = last
    return found


def weights(size: int) -> Array:
    """Return how much each of the last months counts, the latest most; they sum to one."""
    raw = 0.5 ** (np.arange(size)[::-1] / HALF_LIFE)
    found: Array = raw / raw.sum()
    return found


def level(windows: Array) -> Array:
    """Return the mean of the last year's months, the latest counting most, for windows (country, month)."""
    found: Array = np.nan_to_num(windows[:, -YEAR:]) @ weights(YEAR)
    return found


def states(windows: Array) -> Array:
    """Return which of the five states each country is in: (country, state), 0 or 1."""
    year = np.nan_to_num(windows[:, -YEAR:])
    lately, before = year[:, -SEASON:].sum(1) > 0, year[:, :-SEASON].sum(1) > 0
    war = year.mean(1) >= WAR
    both = lately & before
    return np.stack([~lately & ~before, lately & ~before, both & ~war, both & war, ~lately & before], axis=1) * 1.0


def quiet(months: Array, known: NDArray[np.int64]) -> Array:
    """Return for each country the months since the last death, or as many as are known."""
    found = np.argmax(months[:, ::-1] > 0, axis=1)
    return np.where((months > 0).any(1), found, known).astype(float)


def means(values: NDArray[Any], known: NDArray[np.bool_], span: int) -> Array:
    """Return the mean of the last `span` known months of each country."""
    found: Array = values[:, -span:].sum(1) / np.maximum(1, known[:, -span:].sum(1))
    return found


def features(windows: Array, ahead: int) -> Array:
    """Return the features of windows (country, month) for a month `ahead` (1 or more): (country, feature)."""
    known, months = ~np.isnan(windows), np.nan_to_num(windows)
    logs, any_ = np.log1p(months), (months > 0) * 1.0
    levels = [np.log1p(means(months, known, span)) for span in SPANS]
    columns = []
    for span, top in zip(SPANS, levels, strict=True):
        columns += [top, means(logs, known, span), means(any_, known, span)]
    decay = weights(24) * known[:, -24:]
    decay /= decay.sum(1, keepdims=True)
    spread = np.square(logs - means(logs, known, YEAR)[:, None]) * known
    columns += [
        np.log1p(months[:, -YEAR:].max(1)),
        np.log1p(months[:, -24:].max(1)),
        np.log1p(months[:, -SEASON:].min(1)),
        means((months >= WAR) * 1.0, known, YEAR),
        np.log1p((months[:, -24:] * decay).sum(1)),
        (logs[:, -24:] * decay).sum(1),
        np.log1p(np.minimum(24, quiet(months[:, -24:], known[:, -24:].sum(1)))),
        means(logs, known, 3) - means(logs, known, 12),
        means(logs, known, 6) - means(logs, known, 24),
        np.sqrt(means(spread, known, YEAR)),
    ]
    covered = known.sum(1)
    columns += [
        np.log1p(means(months, known, MEMORY)),
        means(any_, known, MEMORY),
        np.log1p(quiet(months, covered)),
        np.log(covered / MEMORY),
        np.log1p(months.max(1)),
    ]
    own, core = np.stack(columns, axis=1), np.stack(levels, axis=1)
    state, root = states(windows), np.sqrt(ahead)
    far = np.full((len(own), 1), root)
    return np.hstack([own, state, far, root * core, root * state, np.square(core)])
