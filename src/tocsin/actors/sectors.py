"""Weigh which sector a description means where its words alone leave it open (`men`, `a column`, `the leadership`).

A softmax regression over the sectors, from the role that the word list gives, the words, the part played in the event
and the other side's sector; the weights are data (`resources/roster/weights.json`), fitted by
`benchmarks/actors_fit.py` on our own corpus.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from math import exp

from tocsin.actors.clues import DEEDS
from tocsin.actors.phrases import Role, singular
from tocsin.actors.quote import Use
from tocsin.actors.scene import Scene

_ORGANISED = frozenset(["group", "body", "institution", "user"])


def traits(scene: Scene, at: int | None, words: Sequence[str], role: Role | None, listed: str, use: Use) -> set[str]:
    """Return what speaks for one sector or another; `listed` is the word list's sector, `words` are folded."""
    sector = listed if role else "none"
    return set(_of_phrase(words, role, sector)) | set(_of_part(scene, at, sector, use))


def _of_phrase(words: Sequence[str], role: Role | None, sector: str) -> Iterator[str]:
    yield "any"
    yield f"listed {sector}"
    yield f"listed {sector} {'weak' if role and role.weak else 'strong'}"
    yield f"words {min(3, len(words))}"
    for word in words:
        yield f"word {singular(word)}"


def _of_part(scene: Scene, at: int | None, sector: str, use: Use) -> Iterator[str]:
    part, deed = use.role[:1], DEEDS.get(use.type, "")
    yield f"part {part} {use.type}"
    yield f"part {part} {use.type} {sector}"
    yield f"deed {part} {deed} {sector}"
    for _, other in use.others:
        yield f"other side {other} {sector}"
        yield f"other side {other} {part} {deed}"
    named = {m.sector: m for m in scene.mentions if m.kind in _ORGANISED}
    if "REB" not in named:
        yield f"no rebels {sector}"
    if at is not None:
        here = scene.sentence_of(at)
        near = {m.sector for m in scene.mentions if m.kind in _ORGANISED and scene.sentence_of(m.start) == here}
        yield from (f"sentence has {other} {sector}" for other in near)


@cache
def _weights() -> tuple[list[str], dict[str, list[tuple[int, float]]]]:
    path = files("tocsin") / "resources" / "roster" / "weights.json"
    table: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))["sector"]
    names = sorted({sector for row in table.values() for sector in row})
    index = {sector: number for number, sector in enumerate(names)}
    return names, {trait: [(index[s], w) for s, w in row.items()] for trait, row in table.items()}


def likeliest(found: set[str]) -> tuple[str, float]:
    """Return the likeliest sector for a set of traits, with its probability."""
    names, weights = _weights()
    raw = [0.0] * len(names)
    for trait in found:
        for number, weight in weights.get(trait, ()):
            raw[number] += weight
    top = max(raw)
    return names[raw.index(top)], 1.0 / sum(exp(value - top) for value in raw)
