"""Killed and injured: lowest, best and highest figure, and the two conventions that users know.

ACLED records the most conservative of diverging reports (ACLED codebook, Fatalities); UCDP keeps low, best and high,
best being the most reliable figure (UCDP GED codebook, 4.13-4.15).
"""

from collections.abc import Sequence

from tocsin.incidents.view import View
from tocsin.records import Figures, Standing, Status, Toll


def latest_by_origin(told: Sequence[tuple[View, Figures]]) -> list[Figures]:
    """Return each origin's last figure, the highest where one report gives several."""
    last: dict[str, tuple[str, Figures]] = {}
    for view, figure in sorted(told, key=lambda item: (item[0].key[0], item[1].high, item[1].low)):
        last[view.origin] = (view.key[0], figure)
    return [figure for _, figure in sorted(last.values(), key=lambda item: (item[1].low, item[1].high))]


def toll(members: Sequence[View], what: str, status: Standing) -> Toll | None:
    """Return the toll of `what` (`killed` or `injured`), or None where no one gives a figure.

    `best` is the lower median of each independent origin's latest figure. A contested death starts at nought.
    """
    told = [(v, getattr(v.event, what)) for v in members if v.event.status in (Status.REPORTED, Status.UNCONFIRMED)]
    given = [(view, figure) for view, figure in told if figure is not None]
    if not given:
        return None
    finals = latest_by_origin(given)
    best = finals[(len(finals) - 1) // 2].low
    low = min(figure.low for _, figure in given)
    if status is Standing.CONTESTED and any(view.event.status is Status.DENIED for view in members):
        low = 0
    return Toll(low, max(low, best), max(figure.high for _, figure in given))


def acled(figures: Toll) -> int:
    """Return the toll as ACLED would record it: the most conservative."""
    return figures.low


def ucdp(figures: Toll) -> tuple[int, int, int]:
    """Return the toll as UCDP would record it: low, best and high."""
    return figures.low, figures.best, figures.high
