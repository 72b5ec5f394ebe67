"""Weigh which named organisation of an article an unnamed one means (`the rebels`, `a spokesman`, `gunmen`), or none.

A conditional logit over the organisations named and over none; the weights are data, fitted by
`benchmarks/actors_fit.py`.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from tocsin.actors.lexicon import word_list
from tocsin.actors.mentions import Mention
from tocsin.actors.refer import STANDS_FOR
from tocsin.actors.scene import Scene

ORGANISED = frozenset(["group", "body", "institution", "user"])
HEADS: dict[str, str] = {
    **dict.fromkeys(["fighter", "combatant", "cadre"], "fighters"),
    **dict.fromkeys(["rebel", "insurgent", "guerrilla", "separatist"], "rebels"),
    **dict.fromkeys(["militant", "jihadist", "islamist", "terrorist", "extremist"], "militants"),
    **dict.fromkeys(
        ["gunman", "attacker", "assailant", "bomber", "raider", "kidnapper", "captor", "hijacker"], "gunmen"
    ),
    **dict.fromkeys(["militia", "militiaman", "paramilitary", "warlord", "vigilante"], "militia"),
    **dict.fromkeys(["spokesman", "spokeswoman", "spokesperson", "representative", "official"], "spokesman"),
    **dict.fromkeys(
        ["leader", "commander", "chief", "head", "leadership", "member", "founder", "lieutenant"], "leader"
    ),
    **dict.fromkeys(
        [
            "group",
            "movement",
            "organisation",
            "organization",
            "front",
            "faction",
            "alliance",
            "bloc",
            "coalition",
            "militia",
        ],
        "group",
    ),
    **dict.fromkeys(["party", "supporter", "candidate", "opposition"], "party"),
    **dict.fromkeys(["gang", "cartel"], "gang"),
    **dict.fromkeys(["man", "men", "boy"], "men"),
    **dict.fromkeys(["they", "it", "them", "its", "their", "we", "he", "she", "him"], "pronoun"),
}
KINDS = (*dict.fromkeys(HEADS.values()), "other")
CLUES = (
    *(f"none {kind}" for kind in KINDS),
    "last before", "sentence", "before", "sentence before", "share", "first", "only",
    "same sector", "armed both", "same country", "subject", "party", *(f"last before {kind}" for kind in KINDS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: the offset, the head noun, the sector of the role, and the country if the words give one."""

    at: int
    head: str
    sector: str
    country: str | None = None


def candidates(scene: Scene, query: Query) -> dict[str, list[Mention]]:
    """Return the organisations of the article that the unnamed one could be, by their names, with their mentions."""
    fit = STANDS_FOR.get(query.head, _FIGHT if query.sector in _ARMED else _ANY)
    out: dict[str, list[Mention]] = {}
    for mention in scene.mentions:
        if mention.kind in ORGANISED and mention.sector in fit:
            out.setdefault(mention.name, []).append(mention)
    return out


def clues(scene: Scene, query: Query, options: dict[str, list[Mention]], name: str | None) -> list[float]:
    """Return the values of CLUES for the organisation `name`, or for none."""
    kind = HEADS.get(query.head, "other")
    if name is None:
        return [float(kind == one) for one in KINDS] + [0.0] * (len(CLUES) - len(KINDS))
    own, one = options[name], options[name][0]
    here = scene.sentence_of(query.at)
    before = [m for found in options.values() for m in found if m.start < query.at]
    last = max(before, key=lambda m: m.start, default=None)
    nearby = {scene.sentence_of(m.start) - here for m in own}
    is_last = last is not None and last.name == name
    values = [
        is_last,
        0 in nearby,
        any(m.start < query.at for m in own),
        -1 in nearby,
        len(own) / sum(map(len, options.values())),
        min(options, key=lambda other: options[other][0].start) == name,
        len(options) == 1,
        one.sector == query.sector,
        one.sector in _ARMED and query.sector in _ARMED,
        query.country is not None and one.country == query.country,
        any(m.start <= scene.sentences[scene.sentence_of(m.start)] + 4 for m in own if m.start < query.at),
        one.sector in ("PTY", "OPP"),
    ]
    tail = [is_last and kind == other for other in KINDS]
    return [0.0] * len(KINDS) + [float(value) for value in (*values, *tail)]


_ARMED = frozenset(["REB", "UAF", "CRM"])
_FIGHT = frozenset(["REB", "UAF", "CRM", "OPP", "GOV", "PTY"])
_ANY = word_list("any")


@cache
def _weights() -> list[float]:
    path = files("tocsin") / "resources" / "roster" / "weights.json"
    weights: list[float] = json.loads(path.read_text(encoding="utf-8"))["behind"]
    return weights


def behind(scene: Scene, query: Query) -> tuple[Mention | None, float]:
    """Return the organisation that is meant, as last named before the place (else first after), and its probability."""
    options = candidates(scene, query)
    if not options:
        return None, 1.0
    weights = _weights()
    names: list[str | None] = [None, *options]
    raw = [sum(w * v for w, v in zip(weights, clues(scene, query, options, name), strict=True)) for name in names]
    top = max(raw)
    best = names[raw.index(top)]
    share = 1.0 / sum(exp(value - top) for value in raw)
    if best is None:
        return None, share
    own = options[best]
    return max((m for m in own if m.start < query.at), key=lambda m: m.start, default=own[0]), share
