"""The board: how past forecasts did, beside what could have been said without a model."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from tocsin.forecasts.climatology import model
from tocsin.scores import months_board
from tocsin.scores.months_board import DeathsBoard
from tocsin.scores.probability import (
    Array,
    Bin,
    average_precision,
    bootstrap,
    brier,
    calibration_error,
    log_score,
    reliability,
    skill,
)
from tocsin.scores.resolve import Entry, Resolution, due, entries
from tocsin.store import Store
from tocsin.tables import from_plain

REFERENCES = ("climatology", "persistence", "conflictology")
# Forecasts of one subject within so many days of one another share their outcomes.
BLOCK_DAYS = 28


@dataclass(frozen=True, slots=True)
class Gain:
    """Skill against one reference, with its 90 % block-bootstrap interval, for the Brier and the log score."""

    reference: str
    brier: float
    brier_low: float
    brier_high: float
    log: float
    log_low: float
    log_high: float


@dataclass(frozen=True, slots=True)
class Line:
    """The scores of one model at one horizon (days), live or replayed; `count` forecasts, `came` the share true."""

    model: str
    mode: str
    horizon: int
    count: int
    came: float
    brier: float
    log: float
    average_precision: float
    calibration_error: float
    gains: tuple[Gain, ...]
    reliability: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """Every scored forecast in lines; how many wait or are void; the first altered entry of the ledger, if any.

    `own_past` counts forecasts of days from which the shipped weights have learned: these are never scored. `deaths` is
    the board of monthly deaths in countries.
    """

    day: str
    lines: tuple[Line, ...]
    waiting: int
    void: int
    own_past: int
    broken_at: int | None
    deaths: DeathsBoard = field(default_factory=DeathsBoard)


@dataclass(frozen=True, slots=True)
class Scored:
    """A forecast and what became of it."""

    entry: Entry
    resolution: Resolution


def _block(one: Scored) -> tuple[str, int]:
    """Return the block of a forecast for the bootstrap: its subject, and the span of time it lies in."""
    forecast = one.entry.forecast
    return forecast.subject, date.fromisoformat(forecast.issued).toordinal() // max(BLOCK_DAYS, forecast.horizon)


def _said(cases: Sequence[Scored], who: str) -> Array:
    """Return the probabilities of the model (`model`) or of a reference."""
    if who == "climatology":
        return np.array([one.entry.forecast.base_rate for one in cases])
    if who == "model":
        return np.array([one.entry.forecast.probability for one in cases])
    return np.array([getattr(one.resolution, who) for one in cases])


def gain(reference: str, p: Array, q: Array, y: Array, blocks: Sequence[object]) -> Gain:
    """Return the gain of probabilities `p` over those of a reference, `q`."""
    found: list[float] = []
    for score in (brier, log_score):
        ours, theirs = score(p, y), score(q, y)
        low, high = bootstrap(lambda at, a=ours, b=theirs: skill(a[at], b[at]), blocks)  # type: ignore[misc]
        found += [skill(ours, theirs), low, high]
    return Gain(reference, *found)


def line(name: str, mode: str, horizon: int, cases: Sequence[Scored]) -> Line:
    """Return the line of the forecasts of one model, mode and horizon; at least one."""
    p, y = _said(cases, "model"), np.array([float(bool(one.resolution.outcome)) for one in cases])
    blocks = [_block(one) for one in cases]
    return Line(
        model=name,
        mode=mode,
        horizon=horizon,
        count=len(cases),
        came=float(y.mean()),
        brier=float(brier(p, y).mean()),
        log=float(log_score(p, y).mean()),
        average_precision=average_precision(p, y),
        calibration_error=calibration_error(p, y),
        gains=tuple(gain(name, p, _said(cases, name), y, blocks) for name in REFERENCES),
        reliability=reliability(p, y),
    )


def lines(scored: Iterable[Scored]) -> tuple[Line, ...]:
    """Return a line for each model, mode and horizon, live ones first."""
    groups: dict[tuple[str, str, int], list[Scored]] = {}
    for one in scored:
        if one.resolution.outcome is not None:
            f = one.entry.forecast
            groups.setdefault((one.entry.mode, f.model, f.horizon), []).append(one)
    return tuple(line(name, mode, horizon, cases) for (mode, name, horizon), cases in sorted(groups.items()))


def learned_from(entry: Entry) -> bool:
    """Whether the weights behind a forecast were learned on the day it is of, or later."""
    return entry.forecast.model.startswith("decay") and entry.forecast.issued <= str(model()["until"])


def board(store: Store, as_of: str | None = None) -> Board:
    """Return the board as it stood at the end of `as_of` (by default the last day of news), from the ledger alone.

    Resolve what is due first (`scores.resolve.resolve`); this reads and writes nothing.
    """
    day = as_of or store.last_day() or "1970-01-01"
    known = [one for one in entries(store) if one.forecast.issued <= day]
    said = [one for one in known if not learned_from(one)]
    became = {row["forecast"]: from_plain(Resolution, row) for row in store.ledger("resolution")}
    scored = [
        Scored(one, became[one.forecast.id]) for one in said if one.forecast.id in became and due(one.forecast) <= day
    ]
    void = sum(1 for one in scored if one.resolution.outcome is None)
    return Board(
        day=day,
        lines=lines(scored),
        waiting=len(said) - len(scored),
        void=void,
        own_past=len(known) - len(said),
        broken_at=store.ledger_broken_at(),
        deaths=months_board.board(store, day),
    )
