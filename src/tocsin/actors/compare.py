"""Whether two resolved participants are the same actor: a score with its reason."""

from tocsin.actors.names import fold, skeleton
from tocsin.records import Participant

# Sectors that reports swap for one another when they speak of one state's or one group's act.
_NEAR = (
    frozenset(["GOV", "MIL", "SPY", "COP"]),
    frozenset(["REB", "UAF", "CRM"]),
    frozenset(["GOV", "PTY", "LEG"]),
    frozenset(["CVL", "OPP", "EDU", "LAB", "REF", "REL"]),
)


def same_actor(a: Participant, b: Participant) -> tuple[float, str]:
    """Return the probability, 0..1, that `a` and `b` are one actor, and the reason.

    Names decide where both have one; else country and sector do, a sector of the same family counting half.
    The order of the two does not matter.
    """
    if a.name and b.name:
        return _by_names(a, b)
    if a.country != b.country:
        if a.country and b.country:
            return 0.0, f"countries differ: {a.country}, {b.country}"
        return 0.3 * _sector_share(a, b), "the country of one is unknown"
    share = _sector_share(a, b)
    known = 1.0 if a.country else 0.6
    if a.name or b.name:
        return round(0.75 * share * known, 3), f"only one is named ({a.name or b.name}), country and sector compared"
    return round(0.9 * share * known, 3), f"{a.country or 'no country'}, sectors {a.sector} and {b.sector}"


def _by_names(a: Participant, b: Participant) -> tuple[float, str]:
    one, two = fold(a.name or ""), fold(b.name or "")
    if one == two:
        return 1.0, f"both are {a.name}"
    if skeleton(one) and skeleton(one) == skeleton(two):
        return 0.9, f"{a.name} and {b.name} are spellings of one name"
    words, others = set(one.split()), set(two.split())
    if (words <= others or others <= words) and a.country == b.country:
        return 0.8, f"one name is part of the other: {a.name}, {b.name}"
    return 0.05, f"names differ: {a.name}, {b.name}"


def _sector_share(a: Participant, b: Participant) -> float:
    if a.sector == b.sector:
        return 1.0
    return 0.5 if any(a.sector in near and b.sector in near for near in _NEAR) else 0.1
