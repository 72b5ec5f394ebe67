"""The JSON API, version 1: the store's records, as of any day."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from tocsin.exchange.formats import Bundle, geojson
from tocsin.pipeline import look
from tocsin.store.codec import pair_codes
from tocsin.tables import to_plain
from tocsin.web.request import AsOf, OpenStore
from tocsin.web.views import of_subject, recent

router = APIRouter(prefix="/api/v1")
Limit = Annotated[int, Query(ge=1, le=1000)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]


def _page(rows: Any, limit: int, offset: int, day: str | None = None) -> dict[str, Any]:
    return {
        "as_of": day,
        "total": len(rows),
        "offset": offset,
        "items": [to_plain(r) for r in rows[offset : offset + limit]],
    }


@router.get("/incidents.geojson", response_class=Response)
def incidents_geojson(store: OpenStore, as_of: AsOf, days: Annotated[int, Query(ge=1, le=36500)] = 14) -> Response:
    """Incidents that happened within `days` days up to `as_of`, as GeoJSON points."""
    now = look(store, as_of)
    return Response(geojson(Bundle(recent(now.incidents, now.day, days), [], {})), media_type="application/geo+json")


@router.get("/incidents")
def incidents(
    store: OpenStore, as_of: AsOf, pair: str | None = None, limit: Limit = 100, offset: Offset = 0
) -> dict[str, Any]:
    """Incidents by date of the happening; `pair` is PAK-AFG or one country."""
    return _page(store.incidents(pair=pair, as_of=as_of), limit, offset, as_of)


@router.get("/incidents/{incident_id}")
def incident(store: OpenStore, incident_id: str) -> dict[str, Any]:
    """One incident with all its revisions, oldest first."""
    revisions = store.incident_history(incident_id)
    return {"incident": to_plain(revisions[-1]), "revisions": [to_plain(r) for r in revisions]}


@router.get("/subjects")
def subjects(store: OpenStore, as_of: AsOf) -> dict[str, Any]:
    """Pairs and countries with readings on a day: level, readings and forecasts."""
    now = look(store, as_of)
    levels = {a.subject: a.level.name.lower() for a in now.alerts}
    names = sorted({r.subject for r in now.readings})
    return {
        "as_of": now.day,
        "items": [
            {
                "subject": s,
                "level": levels.get(s, "calm"),
                "incidents": len(of_subject(now.incidents, s)),
                "readings": [to_plain(r) for r in now.readings if r.subject == s],
                "forecasts": [to_plain(f) for f in now.forecasts if f.subject == s],
            }
            for s in names
        ],
    }


@router.get("/readings")
def readings(
    store: OpenStore, as_of: AsOf, subject: str, measure: str | None = None, limit: Limit = 1000, offset: Offset = 0
) -> dict[str, Any]:
    """Readings of one subject by day."""
    return _page(store.readings("|".join(pair_codes(subject)), measure=measure, as_of=as_of), limit, offset, as_of)


@router.get("/alerts")
def alerts(store: OpenStore, as_of: AsOf) -> dict[str, Any]:
    """What rings on a day."""
    now = look(store, as_of)
    return _page(now.alerts, 1000, 0, now.day)


@router.get("/events")
def events(
    store: OpenStore,
    as_of: AsOf,
    pair: str | None = None,
    article: str | None = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> dict[str, Any]:
    """Coded mentions with their spans."""
    return _page(store.events(pair=pair, article=article, as_of=as_of), limit, offset, as_of)


@router.get("/articles/{article_id}")
def article(store: OpenStore, article_id: str) -> dict[str, Any]:
    """One article with its coded mentions."""
    found = store.article(article_id)
    return {"article": to_plain(found), "events": [to_plain(e) for e in store.events(article=article_id)]}


@router.get("/status")
def status(store: OpenStore) -> Response:
    """How many records the store holds, and whether the ledger's chain is whole."""
    body = {"counts": store.counts(), "ledger_broken_at": store.ledger_broken_at()}
    return Response(json.dumps(body), media_type="application/json")
