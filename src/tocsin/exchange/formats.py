"""Incidents and events in the columns of other data sets; every format is one function in FORMATS."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tocsin.events.ontology import plover
from tocsin.exchange.fields import event_fields
from tocsin.records import Article, Event, Incident, Participant
from tocsin.tables import to_table

ACLED = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)
UCDP = (
    "id",
    "year",
    "active_year",
    "type_of_violence",
    "side_a",
    "side_b",
    "number_of_sources",
    "source_article",
    "where_prec",
    "where_coordinates",
    "adm_1",
    "latitude",
    "longitude",
    "country",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
)
DISORDER = {"Protests": "Demonstrations", "Riots": "Demonstrations", "Strategic developments": "Strategic developments"}
HXL = {
    "id": "#event+id",
    "date": "#date+start",
    "type": "#event+type",
    "status": "#status",
    "country": "#country+code+v_iso3",
    "admin1": "#adm1+name",
    "place": "#loc+name",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "actors": "#actor+list",
    "recipients": "#affected+list",
    "killed": "#affected+killed",
    "origins": "#meta+sources+num",
}
INTER = {
    "GOV": "State forces",
    "MIL": "State forces",
    "COP": "State forces",
    "SPY": "State forces",
    "REB": "Rebel group",
    "UAF": "Political militia",
    "CRM": "Political militia",
    "PTY": "Political militia",
}
_FORMULA = re.compile(r"[\t\r\n]|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@|%＝＋－＠]")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What an export draws on: one as-of view of the store."""

    incidents: Sequence[Incident]
    events: Sequence[Event]
    articles: Mapping[str, Article]


def safe_cell(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula (OWASP, CSV injection).

    Signs count in full width too, and behind white space or characters without width.
    """
    if not isinstance(value, str):
        return "" if value is None else value
    return f"'{value}" if _FORMULA.match(value) else value


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], second: Sequence[str] = ()) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    if second:
        writer.writerow(second)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _names(people: Sequence[Participant]) -> str:
    return "; ".join(who.name or who.text for who in people)


def _first(people: Sequence[Participant]) -> str:
    return (people[0].name or f"{people[0].text} ({people[0].country})") if people else ""


def _rest(people: Sequence[Participant]) -> str:
    return _names(people[1:])


def _inter(people: Sequence[Participant]) -> str:
    return INTER.get(people[0].sector, "Civilians") if people else ""


def _date_precision(day: str | None) -> int:
    """Return 1 for a day, 2 for less (ACLED's time_precision; 3 for a month or more)."""
    return {10: 1, 7: 3}.get(len(day or ""), 3)


def _happened(bundle: Bundle) -> list[Incident]:
    return [i for i in bundle.incidents if i.happened]


def _sources(incident: Incident) -> str:
    return "; ".join(incident.origins)


def _notes(incident: Incident, bundle: Bundle) -> str:
    member = set(incident.events)
    sentences = dict.fromkeys(e.sentence.text for e in bundle.events if e.id in member)
    return " / ".join(sentences)[:1000]


def _acled_row(i: Incident, bundle: Bundle) -> list[Any]:
    kind, sub = plover().acled(i.type, i.mode, i.recipients)
    place, day = i.place, i.date or ""
    inter = [_inter(i.actors), _inter(i.recipients)]
    civilian = "Civilian targeting" if inter[1] == "Civilians" and i.quad == 4 else ""
    return [
        i.id,
        day,
        day[:4],
        _date_precision(i.date),
        DISORDER.get(kind, "Political violence"),
        kind,
        sub,
        _first(i.actors),
        _rest(i.actors),
        inter[0],
        _first(i.recipients),
        _rest(i.recipients),
        inter[1],
        "-".join(filter(None, inter)),
        civilian,
        "",
        "",
        place.country if place else "",
        place.admin1 if place else "",
        "",
        "",
        place.name if place else "",
        place.lat if place else "",
        place.lon if place else "",
        1 if place and place.where_prec <= 2 else 2,
        _sources(i),
        "",
        _notes(i, bundle),
        i.killed.low if i.killed else 0,
        f"status={i.status.value}",
        i.known_at or "",
    ]


def acled(bundle: Bundle) -> bytes:
    """Return ACLED's 31 columns as CSV; fatalities by ACLED's conservative convention (the low figure)."""
    return _csv(ACLED, (_acled_row(i, bundle) for i in _happened(bundle)))


def _ucdp_row(i: Incident) -> list[Any]:
    place, day, toll = i.place, i.date or "", i.killed
    clarity = 1 if len(day) == 10 else 2
    return [
        i.id,
        day[:4],
        1,
        plover().ucdp(i.type, i.mode, i.actors, i.recipients) or "",
        _first(i.actors),
        _first(i.recipients),
        len(i.origins),
        _sources(i),
        place.where_prec if place else 7,
        place.name if place else "",
        place.admin1 if place else "",
        place.lat if place else "",
        place.lon if place else "",
        place.country if place else "",
        clarity,
        {10: 1, 7: 4}.get(len(day), 5),
        day,
        day,
        "",
        "",
        "",
        "",
        toll.best if toll else 0,
        toll.high if toll else 0,
        toll.low if toll else 0,
    ]


def ucdp(bundle: Bundle) -> bytes:
    """Return UCDP GED's columns as CSV: material conflict that happened, with precision codes and three estimates."""
    return _csv(UCDP, (_ucdp_row(i) for i in _happened(bundle) if i.quad == 4))


def plover_json(bundle: Bundle) -> bytes:
    """Return mentions as JSON Lines in the PLOVER-style gold fields."""
    rows = ({**event_fields(e), "article": e.article} for e in bundle.events)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def cameo(bundle: Bundle) -> bytes:
    """Return mentions as CSV: date, source, target, CAMEO code, Goldstein, status."""
    rows = (
        [
            e.date,
            _first(e.actors),
            _first(e.recipients),
            e.cameo,
            e.goldstein,
            int(e.quad),
            e.status.value,
            e.sentence.text,
        ]
        for e in bundle.events
    )
    return _csv(("date", "source", "target", "cameo", "goldstein", "quad", "status", "sentence"), rows)


def _feature(i: Incident) -> dict[str, Any] | None:
    if i.place is None or i.place.lat is None or i.place.lon is None:
        return None
    return {
        "type": "Feature",
        "id": i.id,
        "geometry": {"type": "Point", "coordinates": [i.place.lon, i.place.lat]},
        "properties": {
            "type": i.type,
            "mode": i.mode,
            "quad": int(i.quad),
            "date": i.date,
            "status": i.status.value,
            "place": i.place.name,
            "where_prec": i.place.where_prec,
            "actors": _names(i.actors),
            "recipients": _names(i.recipients),
            "origins": len(i.origins),
            "happened": i.happened,
            "killed": i.killed.best if i.killed else None,
        },
    }


def geojson(bundle: Bundle) -> bytes:
    """Return incidents with a point as a GeoJSON FeatureCollection (RFC 7946)."""
    features = [f for f in map(_feature, bundle.incidents) if f]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _hxl_row(i: Incident) -> list[Any]:
    place = i.place
    return [
        i.id,
        i.date,
        i.type,
        i.status.value,
        place.country if place else None,
        place.admin1 if place else None,
        place.name if place else None,
        place.lat if place else None,
        place.lon if place else None,
        _names(i.actors),
        _names(i.recipients),
        i.killed.best if i.killed else None,
        len(i.origins),
    ]


def hxl(bundle: Bundle) -> bytes:
    """Return incidents that happened as HXL-tagged CSV (HXL 1.1)."""
    return _csv(list(HXL), map(_hxl_row, _happened(bundle)), list(HXL.values()))


def parquet(bundle: Bundle) -> bytes:
    """Return incidents as Parquet with the record's own schema."""
    sink = pa.BufferOutputStream()
    pq.write_table(to_table(Incident, bundle.incidents), sink)
    data: bytes = sink.getvalue().to_pybytes()
    return data


FORMATS: dict[str, Callable[[Bundle], bytes]] = {
    "acled": acled,
    "ucdp": ucdp,
    "plover": plover_json,
    "cameo": cameo,
    "geojson": geojson,
    "hxl": hxl,
    "parquet": parquet,
}
