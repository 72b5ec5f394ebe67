"""The JSON API, version 1: the store's records, as of any day."""

import json
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from tocsin.following import carriers
from tocsin.records import Level
from tocsin.store import Store, queries
from tocsin.store.codec import encode, pair_codes
from tocsin.store.queries import Wanted, end_of
from tocsin.web import api_acts, api_board, api_files, shapes
from tocsin.web.paging import Asked, Limit, Offset, Pair, Since, Word, as_json, found, page
from tocsin.web.request import AsOf, OpenStore, day_in
from tocsin.web.show_day import often, said

REFUSED: dict[int | str, dict[str, Any]] = {code: {"model": shapes.Failure} for code in (400, 403, 404, 422)}

router = APIRouter(prefix="/api/v1", responses={**REFUSED, 304: {"description": "What the ETag names still holds."}})
router.include_router(api_files.router)


@router.get("/incidents", response_model=shapes.Incidents)
def incidents(request: Request, store: OpenStore, asked: Asked) -> Response:
    """Incidents by date of the happening, as they stood on a day."""
    return found(request, store, asked, queries.incidents(asked), queries.count_incidents(asked))


@router.get("/incidents/{incident_id}", response_model=shapes.History)
def incident(store: OpenStore, incident_id: str) -> Response:
    """One incident with all its revisions, oldest first, and the articles that carry its claims."""
    history = store.incident_history(incident_id)
    revisions = [encode(one) for one in history]
    told = ",".join(encode(one) for one in carriers(store, history[-1]).values())
    return as_json(f'{{"incident": {revisions[-1]}, "revisions": [{",".join(revisions)}], "carriers": [{told}]}}')


@router.get("/events", response_model=shapes.Events)
def events(request: Request, store: OpenStore, asked: Asked, article: Word = "") -> Response:
    """Coded mentions with their spans, in the order in which they became known."""
    wanted = replace(asked, article=article)
    return found(request, store, wanted, queries.events(wanted), queries.count_events(wanted))


@router.get("/articles", response_model=shapes.Articles)
def articles(request: Request, store: OpenStore, asked: Asked) -> Response:
    """Articles in the order in which they became known; `pair`, `type` and `status` do not apply."""
    return found(request, store, asked, queries.articles(asked), queries.count_articles(asked))


@router.get("/articles/{article_id}", response_model=shapes.Read)
def article(store: OpenStore, article_id: str) -> Response:
    """One article with its coded mentions."""
    told = [row[0] for row in store.query(*queries.events(Wanted(article=article_id)))]
    return as_json(f'{{"article": {encode(store.article(article_id))}, "events": [{",".join(told)}]}}')


@router.get("/subjects", response_model=shapes.Subjects)
def subjects(store: OpenStore, as_of: AsOf) -> Response:
    """Pairs and countries with readings on a day: level, readings and forecasts, incidents of the last 90 days."""
    now = said(store, as_of)
    levels = {subject: Level(level).name.lower() for subject, level, _ in now.alerts}
    counts = often(store, now.day)
    rows: dict[str, tuple[list[str], list[str]]] = {}
    for place, records in enumerate((now.readings, now.forecasts)):
        for subject, record in records:
            rows.setdefault(subject, ([], []))[place].append(record)
    items = [
        f"{json.dumps({'subject': s, 'level': levels.get(s, 'calm'), 'incidents': counts[s]})[:-1]}, "
        f'"readings": [{",".join(readings)}], "forecasts": [{",".join(forecasts)}]}}'
        for s, (readings, forecasts) in sorted(rows.items())
    ]
    return as_json(f'{{"as_of": {json.dumps(now.day)}, "items": [{",".join(items)}]}}')


def _of_table(
    request: Request,
    store: Store,
    select: tuple[str, str, str],
    where: dict[str, str],
    bounds: tuple[str, str],
    span: tuple[str | None, int, int],
) -> Response:
    """Return a page of a table of derived records: (table, column of its day, order), what must equal what, days."""
    table, column, order = select
    sql = f"FROM {table} WHERE {column} >= ? AND {column} <= ?"
    values: list[str | int] = [*bounds]
    for name, value in where.items():
        if value:
            sql, values = f"{sql} AND {name} = ?", [*values, value]
    total = store.query(f"SELECT count(*) {sql}", values)[0][0]
    as_of, limit, offset = span
    rows = store.query(f"SELECT record {sql} ORDER BY {order} LIMIT ? OFFSET ?", (*values, limit, offset))
    return page(request, Wanted(as_of=as_of or "", limit=limit, offset=offset), total, (row[0] for row in rows))


def _subject(text: str) -> str:
    return "|".join(pair_codes(text)) if text else ""


@router.get("/readings", response_model=shapes.Readings)
def readings(
    request: Request,
    store: OpenStore,
    as_of: AsOf,
    subject: Pair = "",
    measure: Word = "",
    since: Since = None,
    limit: Limit = 1000,
    offset: Offset = 0,
) -> Response:
    """Readings by day."""
    where = {"subject": _subject(subject), "measure": measure}
    first = day_in(since.isoformat()) or "" if since else ""
    select = ("reading", "day", "day, subject, measure")
    return _of_table(request, store, select, where, (first, end_of(as_of)), (as_of, limit, offset))


@router.get("/forecasts", response_model=shapes.Forecasts)
def forecasts(
    request: Request,
    store: OpenStore,
    as_of: AsOf,
    subject: Pair = "",
    since: Since = None,
    limit: Limit = 1000,
    offset: Offset = 0,
) -> Response:
    """Forecasts by the day of issue."""
    first = day_in(since.isoformat()) or "" if since else ""
    select = ("forecast", "issued", "issued, subject, horizon, id")
    return _of_table(
        request, store, select, {"subject": _subject(subject)}, (first, end_of(as_of)), (as_of, limit, offset)
    )


@router.get("/alerts", response_model=shapes.Alerts)
def alerts(
    request: Request,
    store: OpenStore,
    as_of: AsOf,
    subject: Pair = "",
    since: Annotated[
        Since, Query(description="Alerts from this day on, oldest first; without it those of the day.")
    ] = None,
    limit: Limit = 1000,
    offset: Offset = 0,
) -> Response:
    """What rings on a day, the highest level first; with `since` all that rang from that day on."""
    if since is not None:
        first = day_in(since.isoformat()) or ""
        select = ("alert", "day", "day, subject, id")
        return _of_table(
            request, store, select, {"subject": _subject(subject)}, (first, end_of(as_of)), (as_of, limit, offset)
        )
    now = said(store, as_of)
    rows = [record for name, _, record in now.alerts if not subject or name == _subject(subject)]
    return page(request, Wanted(as_of=now.day, limit=limit, offset=offset), len(rows), rows[offset : offset + limit])


router.include_router(api_acts.router)
router.include_router(api_board.router)


@router.get("/days", response_model=shapes.Days)
def days(store: OpenStore) -> Response:
    """Days on which articles became known, with how many."""
    return JSONResponse({"items": [{"day": day, "articles": count} for day, count in store.days()]})


@router.get("/status", response_model=shapes.State)
def status(store: OpenStore) -> Response:
    """How many records the store holds, and whether the ledger's chain is whole."""
    return JSONResponse({"counts": store.counts(), "ledger_broken_at": store.ledger_broken_at()})
