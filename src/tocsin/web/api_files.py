"""Incidents and mentions as files over the API: GeoJSON, CSV whose cells start no formula, Parquet."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from tocsin.days import day_after
from tocsin.exchange.formats import Bundle, cameo, hxl, parquet
from tocsin.records import Event, Incident
from tocsin.store import Store, queries
from tocsin.store.codec import decode
from tocsin.store.queries import Wanted
from tocsin.store.result import Result
from tocsin.web.paging import Asked
from tocsin.web.request import AsOf, OpenStore
from tocsin.web.show_day import day_of

router = APIRouter()
MOST_POINTS = 5000


def _file(data: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=media_type, headers=headers)


def _kept(kind: type[Any], store: Store, query: queries.Query) -> Result[Any]:
    return Result(kind, [decode(kind, row[0]) for row in store.query(*query)])


def _names(people: list[dict[str, Any]]) -> str:
    return "; ".join(who["name"] or who["text"] for who in people)


def _feature(record: str) -> dict[str, Any] | None:
    """Return a stored incident as a GeoJSON feature, or None where it has no point."""
    row = json.loads(record)
    place = row["place"]
    if not row["happened"] or place is None or place["lat"] is None or place["lon"] is None:
        return None
    told = {name: row[name] for name in ("type", "mode", "quad", "date", "status", "happened")}
    told |= {"place": place["name"], "where_prec": place["where_prec"], "origins": len(row["origins"])}
    told |= {"actors": _names(row["actors"]), "recipients": _names(row["recipients"])}
    told |= {"killed": row["killed"]["best"] if row["killed"] else None}
    point = {"type": "Point", "coordinates": [place["lon"], place["lat"]]}
    return {"type": "Feature", "id": row["id"], "geometry": point, "properties": told}


@router.get("/incidents.geojson", response_class=Response, responses={200: {"content": {"application/geo+json": {}}}})
def incidents_geojson(store: OpenStore, as_of: AsOf, days: Annotated[int, Query(ge=1, le=36500)] = 14) -> Response:
    """Incidents that happened within `days` days up to `as_of`, as GeoJSON points; at most 5,000, the newest."""
    day = day_of(store, as_of)
    wanted = Wanted(since=day_after(day, -days), until=day, as_of=day, limit=MOST_POINTS, newest=True)
    features = [f for row in store.query(*queries.incidents(wanted)) if (f := _feature(row[0]))]
    body = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    return Response(body.encode(), media_type="application/geo+json")


@router.get("/incidents.csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
def incidents_csv(store: OpenStore, asked: Asked) -> Response:
    """A page of incidents as HXL-tagged CSV; those that did not happen are left out."""
    rows = _kept(Incident, store, queries.incidents(asked))
    return _file(hxl(Bundle(rows, [], {})), "text/csv", "incidents.csv")


@router.get(
    "/incidents.parquet", response_class=Response, responses={200: {"content": {"application/vnd.apache.parquet": {}}}}
)
def incidents_parquet(store: OpenStore, asked: Asked) -> Response:
    """A page of incidents as Parquet."""
    rows = _kept(Incident, store, queries.incidents(asked))
    return _file(parquet(Bundle(rows, [], {})), "application/vnd.apache.parquet", "incidents.parquet")


@router.get("/events.csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
def events_csv(store: OpenStore, asked: Asked) -> Response:
    """A page of coded mentions as CSV: day, source, target, CAMEO code, Goldstein value, class, status, sentence."""
    rows = _kept(Event, store, queries.events(asked))
    return _file(cameo(Bundle([], rows, {})), "text/csv", "events.csv")
