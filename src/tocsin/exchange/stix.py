"""Incidents as a STIX 2.1 bundle (OASIS Standard, 10 June 2021).

An incident becomes an `incident` object; each actor and recipient an `identity`, its place a `location` where it has a
point, tied by `relationship` objects (`attributed-to`, `targets`, `located-at`); the reports behind it are its external
references. Ids are UUIDs made from content (RFC 9562, version 5), so that the same store gives the same bundle.
`confidence` is the middle of STIX's bands for the standing, on its scale of 0 to 100.
"""

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

from tocsin.exchange.annotations import source
from tocsin.exchange.formats import Bundle
from tocsin.records import Incident, Participant, Place, Standing

SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:tocsin:stix")
CONFIDENCE = {Standing.CONFIRMED: 85, Standing.CONTESTED: 50, Standing.UNCONFIRMED: 15}
ORGANISED = frozenset({"GOV", "MIL", "SPY", "COP", "JUD", "LEG", "MED", "NGO", "IGO", "BUS", "PTY"})
GROUPS = frozenset({"REB", "UAF", "CRM"})
MOST_REFERENCES = 50
UNKNOWN = "1970-01-01T00:00:00.000Z"
Thing = dict[str, Any]


def ident(kind: str, *parts: object) -> str:
    """Return the STIX id of a thing of a kind, made from what it is."""
    return f"{kind}--{uuid.uuid5(SPACE, chr(31).join(map(str, (kind, *parts))))}"


def moment(day: str | None) -> str:
    """Return an ISO day or time as a STIX timestamp in UTC; a month or a year is its first moment."""
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d:\d\d))?", day or "")
    if not found:
        return UNKNOWN
    year, month, date, time = found.groups()
    return f"{year}-{month or '01'}-{date or '01'}T{time or '00:00:00'}.000Z"


def thing(kind: str, key: str, when: str, **rest: Any) -> Thing:
    """Return a STIX object with what all have in common; what is empty is left out."""
    common: Thing = {"type": kind, "spec_version": "2.1", "id": key, "created": when, "modified": when}
    if key != MAKER:
        common["created_by_ref"] = MAKER
    return common | {name: value for name, value in rest.items() if value not in (None, "", [])}


MAKER = ident("identity", "Tocsin")


def maker() -> Thing:
    """Return who made the bundle."""
    return thing("identity", MAKER, UNKNOWN, name="Tocsin", identity_class="system")


def _class(sector: str) -> str:
    return "organization" if sector in ORGANISED else "group" if sector in GROUPS else "class"


def identity(who: Participant) -> Thing:
    """Return a participant: by its resolved name, else by its own words and country."""
    name = who.name or who.text or "not named"
    key = ident("identity", name, who.country, who.sector)
    labels = [part for part in (who.country, who.sector) if part]
    return thing("identity", key, UNKNOWN, name=name, identity_class=_class(who.sector), labels=labels)


def location(place: Place | None) -> Thing | None:
    """Return a place that has a point; its country stays a label, for STIX names countries by alpha-2 codes."""
    if place is None or place.lat is None or place.lon is None:
        return None
    key = ident("location", place.name, place.country, place.lat, place.lon)
    rest = {"administrative_area": place.admin1, "labels": [place.country] if place.country else []}
    return thing("location", key, UNKNOWN, name=place.name, latitude=place.lat, longitude=place.lon, **rest)


def tie(kind: str, one: Thing, two: Thing, when: str) -> Thing:
    """Return a relationship between two objects."""
    key = ident("relationship", kind, one["id"], two["id"])
    ends = {"source_ref": one["id"], "target_ref": two["id"]}
    return thing("relationship", key, when, relationship_type=kind, **ends)


def references(incident: Incident, bundle: Bundle) -> list[Thing]:
    """Return the articles that tell of an incident, each once, by origin."""
    found: dict[str, Thing] = {}
    for claim in incident.claims[:MOST_REFERENCES]:
        article = bundle.articles.get(claim.article)
        address = source(article) if article else ""
        row = {"source_name": claim.origin or "unknown", "description": article.title if article else ""}
        row |= {"url": address} if address.startswith("http") else {"external_id": claim.article}
        found.setdefault(claim.article, {name: value for name, value in row.items() if value})
    return list(found.values())


def _told(incident: Incident) -> str:
    toll = incident.killed
    dead = f" Killed: {toll.low} to {toll.high}, best {toll.best}." if toll else ""
    return f"{incident.why}.{dead} Independent origins: {len(incident.origins)}."


def objects(incident: Incident, bundle: Bundle) -> Iterator[Thing]:
    """Yield an incident and everything it is tied to."""
    when = moment(incident.known_at)
    kind = incident.type if incident.mode is None else f"{incident.type} ({incident.mode})"
    where = f", {incident.place.name}" if incident.place else ""
    head = thing(
        "incident",
        ident("incident", incident.id),
        when,
        name=f"{kind}{where}, {incident.date or 'day not known'}",
        description=_told(incident),
        confidence=CONFIDENCE[incident.status],
        labels=[incident.status.value, f"quad-{int(incident.quad)}"],
        external_references=[*references(incident, bundle), {"source_name": "tocsin", "external_id": incident.id}],
    )
    yield head
    for role, people in (("attributed-to", incident.actors), ("targets", incident.recipients)):
        for who in map(identity, people):
            yield who
            yield tie(role, head, who, when)
    if place := location(incident.place):
        yield place
        yield tie("located-at", head, place, when)


def stix(bundle: Bundle) -> bytes:
    """Return the incidents that happened as a STIX 2.1 bundle, each object once."""
    found = {MAKER: maker()}
    for incident in bundle.incidents:
        if incident.happened:
            found.update({one["id"]: one for one in objects(incident, bundle)})
    whole = {"type": "bundle", "id": ident("bundle", *sorted(found)), "objects": list(found.values())}
    return json.dumps(whole, ensure_ascii=False).encode()
