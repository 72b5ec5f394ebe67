"""The search page: its filters live in the address, so that a search can be kept, sent and opened again."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from tocsin import search
from tocsin.events.ontology import plover
from tocsin.records import Status
from tocsin.search import Asked
from tocsin.web.request import AsOf, OpenStore
from tocsin.web.show import SPANS, link, show
from tocsin.web.show_day import day_of
from tocsin.web.views import found_quotes

PAGE = 50

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
Text = Annotated[str, Query(max_length=400)]
Word = Annotated[str, Query(max_length=80)]
Number = Annotated[str, Query(pattern=r"^\d{0,5}$")]


@router.get("/search")
def page(
    request: Request,
    store: OpenStore,
    as_of: AsOf,
    q: Text = "",
    kind: Word = "",
    status: Word = "",
    country: Word = "",
    days: Number = "",
    origin: Text = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """Mentions and articles that hold the words and pass the filters."""
    day = day_of(store, as_of)
    asked = Asked(q, kind, status, country, int(days or 0), origin, day)
    idle = not (q.strip() or kind or status or country or days or origin)
    found = search.Found((), 0) if idle else search.find(store, asked, PAGE, (page - 1) * PAGE)
    here = {"q": q, "kind": kind, "status": status, "country": country, "days": days, "origin": origin}
    return show(
        "search.html",
        request,
        day,
        here="search",
        asked_for=asked,
        idle=idle,
        total=found.total,
        most=search.MOST_COUNTED,
        hits=found_quotes(found.hits, q),
        kinds=[*sorted(name.lower() for name in plover().modes), search.ARTICLES],
        statuses=[one.value for one in Status],
        spans=SPANS,
        origins=search.origins(store),
        start=(page - 1) * PAGE,
        earlier=link("/search", **here, as_of=as_of, page=page - 1) if page > 1 else "",
        later=link("/search", **here, as_of=as_of, page=page + 1) if found.total > page * PAGE else "",
    )
