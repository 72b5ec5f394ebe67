"""How forecasts did, and the forecasts of monthly deaths that the ledger holds, over the API."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response
from pydantic import BaseModel, Field

from tocsin.scores import months
from tocsin.scores.board import Board, board
from tocsin.scores.deaths import month_after
from tocsin.scores.months import DeathsForecast
from tocsin.tables import to_plain
from tocsin.web.paging import as_json
from tocsin.web.request import AsOf, OpenStore
from tocsin.web.show_day import day_of

router = APIRouter()
Country = Annotated[str, Query(max_length=3, description="ISO 3166-1 alpha-3.")]
WithDraws = Annotated[bool, Query(description="The draws as well: (step, count) pairs, end to end.")]


class DeathsMonth(BaseModel):
    """One month of a country: median and 80 % range of its deaths, chances of any and of 25 or more."""

    month: str
    ahead: int
    median: int
    low: int
    high: int
    any_deaths: float
    war: float
    draws: list[int] | None = Field(None, description="Each value's step above the last, and how often it was drawn.")


class Deaths(BaseModel):
    """A country's newest forecast of deaths, as it was issued."""

    id: str
    country: str
    issued: str
    mode: str
    model: str
    data: str
    inputs: str
    rule: str
    past: list[int]
    months: list[DeathsMonth]


class AllDeaths(BaseModel):
    """Forecasts of deaths by country."""

    as_of: str
    items: list[Deaths]


@router.get("/scores", response_model=Board)
def scores(store: OpenStore, as_of: AsOf) -> Response:
    """The board: scores of past forecasts beside climatology, persistence and conflictology."""
    return as_json(json.dumps(to_plain(board(store, as_of)), ensure_ascii=False))


@router.get("/deaths", response_model=AllDeaths)
def deaths(store: OpenStore, as_of: AsOf, country: Country = "", draws: WithDraws = False) -> Response:
    """Each country's newest forecast of deaths a month, one to fourteen months ahead."""
    day = day_of(store, as_of)
    found = [one for one in months.newest(store, day) if not country or one.country == country.upper()]
    return as_json(json.dumps({"as_of": day, "items": [_row(one, draws) for one in found]}))


def _row(one: DeathsForecast, draws: bool) -> dict[str, Any]:
    plain = to_plain(one)
    names = ("id", "country", "issued", "mode", "model", "data", "inputs", "rule", "past")
    told = [_month(one, n, draws) for n in range(len(one.draws))]
    return {name: plain[name] for name in names} | {"months": told}


def _month(one: DeathsForecast, n: int, draws: bool) -> dict[str, Any]:
    values = months.unpacked(one.draws[n])
    low, middle, high = months.quantiles(values)
    return {
        "month": month_after(one.month, n),
        "ahead": n + 1,
        "median": middle,
        "low": low,
        "high": high,
        "any_deaths": months.share(values, 1),
        "war": months.share(values, months.WAR),
        "draws": list(one.draws[n]) if draws else None,
    }
