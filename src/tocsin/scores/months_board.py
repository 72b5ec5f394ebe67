"""How forecasts of monthly deaths did, by how far ahead they looked, beside three references."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tocsin.scores import months
from tocsin.scores.deaths import month_after, months_between
from tocsin.scores.months_score import MEASURES, REFERENCES, Score
from tocsin.scores.probability import Array, bootstrap, skill
from tocsin.store import Store

# Months ahead that share a line.
SPANS = ((1, 1), (2, 3), (4, 6), (7, months.AHEAD))
# An interval from fewer blocks would say that one is sure of what one cannot know.
LEAST_BLOCKS = 5


@dataclass(frozen=True, slots=True)
class Edge:
    """Skill by one measure (brier, crps, log, log1p) over a reference, with its 90 % block-bootstrap interval.

    The interval is None where there are too few blocks for one (LEAST_BLOCKS).
    """

    measure: str
    skill: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class DeathsGain:
    """Skill over one reference, by each measure."""

    reference: str
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class DeathsLine:
    """The mean scores of a model's draws from `first` to `last` months ahead, live or replayed.

    `deaths` is the mean of what came, `any_deaths` the share of months with any.
    """

    model: str
    mode: str
    first: int
    last: int
    count: int
    deaths: float
    any_deaths: float
    brier: float
    crps: float
    log: float
    log1p: float
    gains: tuple[DeathsGain, ...]


@dataclass(frozen=True, slots=True)
class DeathsBoard:
    """Lines for deaths a month; how many months of countries wait for their day, and how many are void."""

    lines: tuple[DeathsLine, ...] = ()
    waiting: int = 0
    void: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One scored month of a forecast: its country, month and deaths."""

    country: str
    month: str
    deaths: int
    score: Score


def _values(cases: Sequence[Case], who: str) -> Array:
    return np.array([getattr(case.score, who) for case in cases], dtype=float)


def gains(cases: Sequence[Case]) -> tuple[DeathsGain, ...]:
    """Return the skill over each reference; the bootstrap draws whole years of a country."""
    blocks, ours = [(case.country, case.month[:4]) for case in cases], _values(cases, "model")
    found = []
    for reference in REFERENCES:
        theirs, edges = _values(cases, reference), []
        for at, measure in enumerate(MEASURES):
            a, b = ours[:, at], theirs[:, at]
            sure = len(set(blocks)) >= LEAST_BLOCKS
            ends = bootstrap(lambda i, a=a, b=b: skill(a[i], b[i]), blocks) if sure else (None, None)  # type: ignore[misc]
            edges.append(Edge(measure, skill(a, b), *ends))
        found.append(DeathsGain(reference, tuple(edges)))
    return tuple(found)


def line(mode: str, span: tuple[int, int], cases: Sequence[Case]) -> DeathsLine:
    """Return the line of one span of months ahead; at least one case."""
    came = np.array([case.deaths for case in cases])
    brier, crps, log, log1p = _values(cases, "model").mean(axis=0).tolist()
    return DeathsLine(
        model=months.MODEL,
        mode=mode,
        first=span[0],
        last=span[1],
        count=len(cases),
        deaths=float(came.mean()),
        any_deaths=float((came > 0).mean()),
        brier=brier,
        crps=crps,
        log=log,
        log1p=log1p,
        gains=gains(cases),
    )


def waiting(store: Store, day: str, resolved: int) -> int:
    """Return how many months of countries have been forecast by `day` and are not among those resolved."""
    said = {
        (country, month)
        for country, first in months.said_by(store, day)
        for month in months_between(first, month_after(first, months.AHEAD - 1))
    }
    return len(said) - resolved


def board(store: Store, day: str) -> DeathsBoard:
    """Return the board of monthly deaths as it stood at the end of `day`, from the ledger alone."""
    became = list(months.resolutions(store, day))
    groups: dict[tuple[str, tuple[int, int]], list[Case]] = {}
    for one in became:
        for score in one.scores:
            span = next(span for span in SPANS if span[0] <= score.ahead <= span[1])
            case = Case(one.country, one.month, one.deaths or 0, score)
            groups.setdefault((score.mode, span), []).append(case)
    lines = tuple(line(mode, span, cases) for (mode, span), cases in sorted(groups.items()))
    return DeathsBoard(lines, waiting(store, day, len(became)), sum(one.deaths is None for one in became))
