"""Weigh the countries that an article names as the country of something unnamed in it (`police`, `villagers`).

A conditional logit over the countries named, and over none at all, separately for four kinds of sector. The weights are
data (`resources/roster/weights.json`), fitted by `benchmarks/actors_fit.py` on the gold set's training part.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import exp, log1p

from tocsin.actors.scene import Scene

CLASSES = {
    **dict.fromkeys(("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY", "OPP"), "state"),
    **dict.fromkeys(("REB", "UAF", "CRM"), "armed"),
    **dict.fromkeys(("CVL", "REF", "EDU", "LAB", "REL", "MED"), "people"),
    **dict.fromkeys(("NGO", "BUS", "ELI", "IGO"), "other"),
}
CLUES = (
    "none", "land before", "land after", "town before", "town after", "seat here", "actor before", "actor after",
    "nearest before", "nearest", "sentence before", "sentence after", "two before", "share", "main", "first sentence",
    "dateline", "last town",
    "spread", "same head near", "same head first", "owned", "paragraph", "only one",
    "place before", "place after", "place just after", "last place", "place sentence before", "subject",
)  # fmt: skip


def clues(scene: Scene, country: str | None, at: int, heads: Sequence[str | None]) -> list[float]:
    """Return the values of CLUES for `country` at offset `at`.

    `heads` are the countries that the article gives outright to the same noun, in order.
    """
    if country is None:
        return [1.0] + [0.0] * (len(CLUES) - 1)
    here = scene.sentence_of(at)
    own = [e for e in scene.countries if e.country == country]
    same = [e for e in own if e.sentence == here]
    before = [e for e in scene.countries if e.at < at and e.sentence == here]
    nearest = min((e for e in scene.countries if e.sentence == here), key=lambda e: abs(e.at - at), default=None)
    last_town = next((e for e in reversed(scene.countries) if e.at < at and e.kind in ("town", "seat")), None)
    last_place = next((e for e in reversed(scene.countries) if e.at < at and e.place), None)
    near = {e.sentence - here for e in own}
    paragraph = scene.paragraph_of(at)
    total = sum(scene.total.values()) or 1.0
    values = [
        0.0,
        any(e.at < at and e.kind in ("state", "demonym") for e in same),
        any(e.at > at and e.kind in ("state", "demonym") for e in same),
        any(e.at < at and e.kind == "town" for e in same),
        any(e.at > at and e.kind == "town" for e in same),
        any(e.kind == "seat" for e in same),
        any(e.at < at and e.kind in _ACTORS for e in same),
        any(e.at > at and e.kind in _ACTORS for e in same),
        bool(before) and before[-1].country == country,
        nearest is not None and nearest.country == country,
        -1 in near,
        1 in near,
        -2 in near,
        log1p(10 * scene.total[country] / total),
        country == scene.main,
        any(e.sentence == 0 for e in own),
        any(e.at < 40 and e.kind in ("seat", "town", "state") for e in own),
        last_town is not None and last_town.country == country,
        len({e.sentence for e in own}) / max(1, len(scene.sentences)),
        bool(heads) and heads[-1] == country,
        bool(heads) and heads[0] == country,
        scene.owned(at) and bool(before) and before[0].country == country,
        any(scene.paragraph_of(e.at) == paragraph for e in own),
        len(scene.total) == 1,
        any(e.place and e.at < at for e in same),
        any(e.place and e.at > at for e in same),
        any(e.place and at < e.at < at + 40 for e in same),
        last_place is not None and last_place.country == country,
        any(e.place and e.sentence == here - 1 for e in own),
        bool(before)
        and before[0].country == country
        and not before[0].place
        and before[0].kind in ("state", "demonym", "seat"),
    ]
    return [float(value) for value in values]


_ACTORS = frozenset(["person", "group", "institution", "user"])


@cache
def _weights() -> dict[str, list[float]]:
    path = files("tocsin") / "resources" / "roster" / "weights.json"
    table: dict[str, list[float]] = json.loads(path.read_text(encoding="utf-8"))["country"]
    return table


def rank(scene: Scene, at: int, sector: str, heads: Sequence[str | None]) -> list[tuple[float, str | None]]:
    """Return the candidate countries with their probabilities, likeliest first; None stands for no country."""
    weights = _weights()[CLASSES.get(sector, "other")]
    options: list[str | None] = [None, *scene.total]
    raw = [sum(w * v for w, v in zip(weights, clues(scene, c, at, heads), strict=True)) for c in options]
    top = max(raw)
    parts = [exp(value - top) for value in raw]
    return sorted(((part / sum(parts), c) for part, c in zip(parts, options, strict=True)), key=lambda p: -p[0])
