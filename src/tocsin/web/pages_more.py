"""The pages beside the daily ones: who acts on whom, the sources and how they are, how past forecasts did."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from tocsin.following import known_sources
from tocsin.scores.board import board
from tocsin.scores.resolve import RULE
from tocsin.web import network
from tocsin.web.charts import reliability
from tocsin.web.request import AsOf, OpenStore
from tocsin.web.show import SPANS, link, show
from tocsin.web.show_day import day_of

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("/network")
def actors(
    request: Request, store: OpenStore, as_of: AsOf, days: Annotated[int, Query(ge=1, le=3660)] = 30
) -> HTMLResponse:
    """Who acted on whom within the last days."""
    day = day_of(store, as_of)
    found = network.lately(store, day, days)
    ties = network.ties(found, day, days)
    return show(
        "network.html",
        request,
        day,
        here="network",
        days=days,
        spans=[(n, link("/network", days=n, as_of=as_of)) for n in SPANS],
        ties=ties,
        net=network.draw(ties, as_of or ""),
        search=lambda who: link("/search", q=f'"{who}"', days=days, as_of=as_of),
        drawn=network.MOST_DRAWN,
        read=len(found) if len(found) == network.MOST_READ else 0,
    )


@router.get("/sources")
def sources(request: Request, store: OpenStore) -> HTMLResponse:
    """The followed sources: health with its reason, last success, next look, grade and voice."""
    rows = sorted(known_sources(store), key=lambda row: (row[1].status == "ok", row[0].name or row[0].url))
    origins = network.credited(store)
    return show("sources.html", request, day_of(store, None), here="sources", rows=rows, credited=origins)


@router.get("/scores")
def scores(request: Request, store: OpenStore, as_of: AsOf) -> HTMLResponse:
    """How past forecasts did, beside what could have been said without a model."""
    found = board(store, as_of)
    drawn = [(one, reliability([(b.said, b.came, b.count) for b in one.reliability])) for one in found.lines]
    return show("scores.html", request, found.day, here="scores", board=found, lines=drawn, rule=RULE)
