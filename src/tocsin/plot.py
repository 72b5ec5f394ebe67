"""Pictures for notebooks: tension with its forecast, incidents on a map, reliability diagrams (matplotlib).

    pip install 'tocsin[plot]'

Each function draws on the axes it is given, or on new ones, and returns them.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from importlib import import_module
from typing import Any

from tocsin.days import day_after
from tocsin.errors import NotFound, StopRun
from tocsin.pipeline import look, subject_in
from tocsin.records import Incident, Quad
from tocsin.scores.board import Line
from tocsin.store import Store

COLOURS = {
    Quad.VERBAL_COOPERATION: "#2a7048",
    Quad.MATERIAL_COOPERATION: "#2a7048",
    Quad.VERBAL_CONFLICT: "#9a5200",
    Quad.MATERIAL_CONFLICT: "#b3261e",
}
RUST, GREY = "#9a3412", "#565f6b"


def _axes(ax: Any, **shape: Any) -> Any:
    if ax is not None:
        return ax
    try:
        pyplot = import_module("matplotlib.pyplot")
    except ImportError as error:
        raise StopRun("matplotlib is not installed", next_step="pip install 'tocsin[plot]'") from error
    return pyplot.subplots(**shape)[1]


def _days(days: Iterable[str]) -> list[date]:
    return [date.fromisoformat(day) for day in days]


def tension(store: Store, subject: str, as_of: str | None = None, days: int = 90, ax: Any = None) -> Any:
    """Draw the tension of `PAK-AFG` (or one country) beside its own base, and the forecast on an axis of its own.

    The forecast is the probability (0..1, right axis) of further material conflict within each horizon, with its range;
    crosses are base rates. Raises NotFound where nothing is known of the subject.
    """
    now = look(store, as_of)
    key = subject_in(now, subject)
    past = store.readings(key, measure="tension", since=day_after(now.day, -days), as_of=now.day)
    ax = _axes(ax, figsize=(9, 3.6))
    when = _days(r.day for r in past)
    ax.fill_between(when, [r.value for r in past], color=RUST, alpha=0.12, linewidth=0)
    ax.plot(when, [r.value for r in past], color=RUST, label="tension")
    ax.plot(when, [r.baseline for r in past], color=GREY, linestyle="--", label="own base")
    ax.set(title=f"{subject} as of {now.day}", ylabel="tension", ylim=(0, None))
    ax.legend(loc="upper left", frameon=False)
    _outlook(ax, [f for f in now.forecasts if f.subject == key], now.day)
    return ax


def _outlook(ax: Any, forecasts: Sequence[Any], day: str) -> None:
    if not forecasts:
        return
    right, rows = ax.twinx(), sorted(forecasts, key=lambda f: f.horizon)
    when = _days(day_after(day, f.horizon) for f in rows)
    right.fill_between(when, [f.low for f in rows], [f.high for f in rows], color="#1d4e89", alpha=0.15, linewidth=0)
    right.plot(when, [f.probability for f in rows], color="#1d4e89", marker="o", label="probability")
    right.plot(when, [f.base_rate for f in rows], color=GREY, marker="x", linestyle=":", label="base rate")
    right.set(ylabel="probability within the horizon", ylim=(0, 1))
    right.legend(loc="lower right", frameon=False)


def incidents(found: Iterable[Incident], ax: Any = None) -> Any:
    """Draw incidents by longitude and latitude, coloured by class, hollow where unconfirmed; those without a place are
    left out. Raises NotFound where none has one.
    """
    placed = [i for i in found if i.place and i.place.lat is not None and i.place.lon is not None]
    if not placed:
        raise NotFound("incident with coordinates", "any", [])
    ax = _axes(ax, figsize=(8, 5))
    for one in placed:
        assert one.place is not None
        colour = COLOURS[one.quad]
        face = "none" if one.status.value == "unconfirmed" else colour
        ax.scatter(one.place.lon, one.place.lat, s=60, facecolors=face, edgecolors=colour, alpha=0.8)
    for name, lon, lat in {(i.place.name, i.place.lon, i.place.lat) for i in placed if i.place}:
        ax.annotate(name, (lon, lat), xytext=(6, 4), textcoords="offset points", fontsize=8)
    ax.set(xlabel="longitude", ylabel="latitude", title=f"{len(placed)} incidents")
    ax.margins(0.15)
    ax.grid(alpha=0.3)
    return ax


def reliability(line: Line, ax: Any = None) -> Any:
    """Draw what was said against what came true for one line of the board; dots grow with their count."""
    ax = _axes(ax, figsize=(4.5, 4.5))
    ax.plot([0, 1], [0, 1], color=GREY, linestyle="--")
    most = max((one.count for one in line.reliability), default=1)
    said, came = [one.said for one in line.reliability], [one.came for one in line.reliability]
    ax.plot(said, came, color=RUST)
    ax.scatter(said, came, s=[20 + 160 * one.count / most for one in line.reliability], color=RUST)
    title = f"{line.model}, {line.horizon} days, {line.mode}"
    ax.set(xlabel="probability said", ylabel="share that came true", title=title, xlim=(0, 1), ylim=(0, 1))
    return ax
