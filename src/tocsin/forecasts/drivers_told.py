"""An incident as fewer would tell it: as it was known on an earlier day, or without one origin's word.

The rules of standing are those of incidents: confirmed where two independent origins tell it unhedged or a side owns
it, contested where it is denied, unconfirmed otherwise. An incident's record does not say whether a side owned it; it
is taken so where it is confirmed with fewer than two such origins.
"""

from collections.abc import Sequence
from dataclasses import replace

from tocsin.records import Claim, Incident, Quad, Standing

TELLING = frozenset({"for", "hedged"})


def plain(claims: Sequence[Claim]) -> frozenset[str]:
    """Return the origins that tell it unhedged."""
    return frozenset(claim.origin for claim in claims if claim.stance == "for")


def owned(incident: Incident) -> bool:
    """Whether a side owned the act, as far as the record shows."""
    own_word = incident.quad is Quad.VERBAL_CONFLICT
    return incident.status is Standing.CONFIRMED and (own_word or len(plain(incident.claims)) < 2)


def standing(incident: Incident, claims: Sequence[Claim]) -> Standing:
    """Return how an incident stands where only some of its claims are known."""
    sure = plain(claims)
    if owned(incident) and sure:
        return Standing.CONFIRMED
    if incident.status is Standing.UNCONFIRMED:
        return Standing.UNCONFIRMED
    if incident.status is Standing.CONTESTED and any(claim.stance == "against" for claim in claims):
        return Standing.CONTESTED
    return Standing.CONFIRMED if len(sure) > 1 else Standing.UNCONFIRMED


def told_by(incident: Incident, claims: Sequence[Claim]) -> Incident | None:
    """Return the incident as these of its claims tell it, or None where none of them does."""
    telling = sorted({claim.origin for claim in claims if claim.stance in TELLING})
    if not telling:
        return None
    return replace(
        incident,
        status=standing(incident, claims),
        origins=tuple(telling),
        claims=tuple(claims),
        known_at=max((claim.known_at for claim in claims if claim.known_at), default=incident.known_at),
    )


def as_known(incident: Incident, day: str) -> Incident | None:
    """Return the incident as it was known at the end of `day`, or None where nobody had told of it by then."""
    if (incident.known_at or "9999")[:10] <= day:
        return incident
    return told_by(incident, [claim for claim in incident.claims if (claim.known_at or "9999")[:10] <= day])


def without_origin(incident: Incident, origin: str) -> Incident | None:
    """Return the incident as it would stand without one origin's word, or None where it is that origin's alone."""
    if incident.claims:
        return told_by(incident, [claim for claim in incident.claims if claim.origin != origin])
    rest = tuple(one for one in incident.origins if one != origin)
    if not rest:
        return None
    sure = incident.status is Standing.CONFIRMED and len(rest) > 1
    return replace(incident, origins=rest, status=incident.status if sure else Standing.UNCONFIRMED)
