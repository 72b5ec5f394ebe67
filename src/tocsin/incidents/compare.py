"""Pair evidence: do two mentions tell of one happening? A probability, and why.

`evidence` gives named features, each 0..1; `score` weighs them (logistic, `resources/incidents/pair_weights.json`).
`barred` names the facts that no likeness of words can outweigh.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from tocsin.geodesy import km
from tocsin.incidents.view import REACH_KM, TOLD, Days, Side, View, stem
from tocsin.records import Place, Status

Weights: TypeAlias = Mapping[str, Mapping[str, float]]

# Two reports of one event seldom differ by more than this many days.
# A day that no words of the text give may be as far off as a story runs.
DAYS_APART, DAYS_GUESSED = 2, 7
# No misread place is further off than this within one story; beyond it nothing else is asked.
TOO_FAR_KM = 1500.0
# Two places that differ by less than this in latitude and longitude are never so far apart; that is soon seen.
NEAR_DEGREES = 9.0
WORDS_FOR = {
    "copy": "one agency's text",
    "same_mode": "the same kind of act",
    "day_same": "the same day",
    "day_overlap": "days that agree",
    "place_same": "the same place",
    "place_close": "places close together",
    "place_within": "one place within the other",
    "place_both_said": "the same place in both sentences",
    "place_said": "the place of one in the sentence of the other",
    "actors_same": "the same actor",
    "recipients_same": "the same recipient",
    "roles_mutual": "the same two sides",
    "killed_same": "the same toll",
    "trigger_same": "the same word for it",
    "words": "like wording",
    "names": "the same names",
    "near": "sentences close together",
    "numbers": "the same numbers",
    "lead_names": "stories on the same names",
    "lead_words": "stories in like words",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """How alike two mentions are: probability that they are one happening, and the evidence that made it."""

    score: float
    why: str


def kilometres(a: Place, b: Place) -> float | None:
    """Return the great-circle distance of two places, or None where either has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return km(a.lat, a.lon, b.lat, b.lon)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the Dice overlap of two sets, 0..1; 0 where either is empty."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def day_gap(a: Days, b: Days) -> int:
    """Return by how many days two spans miss each other; 0 where they meet."""
    return max(0, a.low - b.high, b.low - a.high)


def day_evidence(a: View, b: View) -> dict[str, float]:
    """Return what the two days say."""
    if a.days is None or b.days is None:
        both = a.days is None and b.days is None
        return {"day_unknown": 1.0, "seen_apart": min(1.0, abs(a.seen - b.seen) / 30), "day_both_unknown": float(both)}
    return doubted(gap_evidence(a.days, b.days), a.day_guessed + b.day_guessed)


def gap_evidence(a: Days, b: Days) -> dict[str, float]:
    """Return what two known days say."""
    gap = day_gap(a, b)
    if gap > 1:
        return {"day_apart": 1.0, "day_far": min(1.0, (gap - DAYS_APART) / (DAYS_GUESSED - DAYS_APART))}
    if gap:
        return {"day_next": 1.0}
    return {"day_same": 1.0} if a.precise and b.precise else {"day_overlap": 1.0}


def doubted(found: dict[str, float], guesses: int) -> dict[str, float]:
    """Return evidence once more under names of its own where one or both of the facts compared were worked out.

    So the score learns how much less a guessed day or place says, for and against.
    """
    if guesses:
        found |= {f"{name}_guessed": value for name, value in found.items()}
    if guesses > 1:
        found |= {f"{name}_both": value for name, value in found.items() if name.endswith("_guessed")}
    return found


def place_evidence(a: View, b: View) -> dict[str, float]:
    """Return what the two places say: same name, one within the other, close, or apart; and what the sentences add."""
    return doubted(place_likeness(a, b), a.place_guessed + b.place_guessed) | place_in_words(a, b)


def place_in_words(a: View, b: View) -> dict[str, float]:
    """Return whether the sentence of each names the other's place."""
    here, there = a.place_head, b.place_head
    if not here or not there:
        return {}
    said = 0.5 * ((not here.isdisjoint(b.words)) + (not there.isdisjoint(a.words)))
    return {"place_both_said" if here == there else "place_said": said}


def place_likeness(a: View, b: View) -> dict[str, float]:
    """Return what the two places say by themselves."""
    here, there = a.event.place, b.event.place
    if here is None or there is None:
        return {"place_unknown": 1.0, "place_both_unknown": float(here is there)}
    if here.country and there.country and here.country != there.country:
        return {"place_country": 1.0}
    if here.precision == "country" or there.precision == "country":
        return {"place_wide": 1.0}
    if a.place_head and a.place_head == b.place_head:
        return {"place_same": 1.0, "place_same_fine": float(fine(here) or fine(there))}
    distance = kilometres(here, there)
    if distance is None:
        return {"place_close": overlap(a.place_words, b.place_words)}
    return place_distance(a, b, distance)


def fine(place: Place) -> bool:
    """Whether a place is finer than a city."""
    return place.precision in ("site", "district")


def place_distance(a: View, b: View, distance: float) -> dict[str, float]:
    """Return the evidence of two places of different names, `distance` kilometres apart."""
    here, there = a.event.place, b.event.place
    assert here is not None
    assert there is not None
    reach = max(REACH_KM.get(here.precision, 20.0), REACH_KM.get(there.precision, 20.0))
    if distance > reach:
        return {"place_apart": min(1.0, distance / (3 * reach))}
    if a.place_head & b.place_words or b.place_head & a.place_words:
        return {"place_within": 1.0}
    if fine(here) and fine(there):
        return {"place_quarter_apart": 1.0}
    return {"place_close": 1.0 - 0.5 * distance / reach}


def side_evidence(name: str, a: Side, b: Side) -> dict[str, float]:
    """Return what the two actors (or recipients) say."""
    if not a or not b:
        return {f"{name}_unknown": 1.0}
    if a.names & b.names:
        return {f"{name}_same": 1.0}
    if a.names and b.names:
        return {f"{name}_named_apart": 1.0}
    lone = {f"{name}_one_named": float(bool(a.names) != bool(b.names))}
    return lone | role_evidence(name, a, b)


def role_evidence(name: str, a: Side, b: Side) -> dict[str, float]:
    """Return what countries and sectors say where names do not decide."""
    if a.roles & b.roles:
        return {f"{name}_same": 0.8}
    if a.countries & b.countries:
        return {f"{name}_same": 0.5}
    return {f"{name}_clash": 1.0}


def mutual(a: View, b: View) -> bool:
    """Whether the same two countries meet with roles turned round, as in a clash told from both sides."""
    both = a.actors.countries | a.recipients.countries
    return len(both) > 1 and both == b.actors.countries | b.recipients.countries


def figure_evidence(a: View, b: View) -> dict[str, float]:
    """Return what the two tolls say."""
    one, two = a.event.killed, b.event.killed
    if one is None or two is None:
        return {}
    if one.low <= two.high and two.low <= one.high:
        return {"killed_same": 1.0}
    return {"killed_apart": 1.0}


def text_evidence(a: View, b: View) -> dict[str, float]:
    """Return what the wording says."""
    one, two = a.event, b.event
    return {
        "trigger_same": float(stem(one.trigger.text.lower()) == stem(two.trigger.text.lower())),
        "words": overlap(a.words, b.words),
        "names": overlap(a.names, b.names),
        "numbers": overlap(a.numbers, b.numbers),
        "lead_names": overlap(a.lead_names, b.lead_names) if one.article != two.article else 0.0,
        "lead_words": overlap(a.lead_words, b.lead_words) if one.article != two.article else 0.0,
    }


@cache
def natures() -> Mapping[str, int]:
    """Return the group of each mode (`resources/incidents/modes.txt`)."""
    text = (files("tocsin") / "resources" / "incidents" / "modes.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {mode: number for number, group in enumerate(lines) for mode in group}


def mode_evidence(one: str | None, two: str | None) -> dict[str, float]:
    """Return what the two modes say; nothing where either is not told."""
    if one is None or two is None:
        return {}
    if one == two:
        return {"same_mode": 1.0}
    table = natures()
    return {"mode_clash": 1.0} if table.get(one, one) == table.get(two, two) else {"nature_clash": 1.0}


def kind_evidence(a: View, b: View) -> dict[str, float]:
    """Return what the kinds of act, their standing and their articles say."""
    one, two = a.event, b.event
    same_article = one.article == two.article
    return mode_evidence(one.mode, two.mode) | {
        "same_article": float(same_article),
        "same_sentence": float(same_article and one.sentence == two.sentence),
        "near": math.exp(-abs(one.trigger.start - two.trigger.start) / 400) if same_article else 0.0,
        "copy": float(not same_article and a.group == b.group),
        "denied": float((one.status is Status.DENIED) != (two.status is Status.DENIED)),
        "unreal": float(not a.happened and not b.happened),
        "half_real": float(a.happened != b.happened),
        "background": float(one.background != two.background),
        "found": float(one.coder not in TOLD and two.coder not in TOLD),
        "seen_gap": 0.0 if same_article else min(1.0, abs(a.seen - b.seen) / 7),
    }


def evidence(a: View, b: View) -> dict[str, float]:
    """Return the named features of a pair, each 0..1, less those that are 0; the same whichever comes first."""
    return {name: value for name, value in features(a, b).items() if value}


def features(a: View, b: View) -> dict[str, float]:
    """Return the named features of a pair, each 0..1."""
    found = kind_evidence(a, b) | day_evidence(a, b) | place_evidence(a, b) | figure_evidence(a, b)
    found |= side_evidence("actors", a.actors, b.actors) | side_evidence("recipients", a.recipients, b.recipients)
    found |= text_evidence(a, b)
    found["roles_mutual"] = float(mutual(a, b))
    return found


def barred(a: View, b: View) -> str:
    """Return why two mentions can never be one happening, or an empty string."""
    if a.event.type != b.event.type:
        return "different kinds of event"
    guessed = a.day_guessed or b.day_guessed
    if a.days and b.days and day_gap(a.days, b.days) > (DAYS_GUESSED if guessed else DAYS_APART):
        return "days too far apart"
    if a.place_guessed or b.place_guessed:
        return ""
    here, there = a.event.place, b.event.place
    if here and there and here.precision != "country" and there.precision != "country" and too_far(here, there):
        return "places too far apart"
    return ""


def too_far(a: Place, b: Place) -> bool:
    """Whether two places are further apart than TOO_FAR_KM; False where either has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    near = abs(a.lat - b.lat) < NEAR_DEGREES and abs(a.lon - b.lon) < NEAR_DEGREES
    return not near and km(a.lat, a.lon, b.lat, b.lon) > TOO_FAR_KM


@cache
def learned() -> Weights:
    """Return the learned weights of the pair score, for pairs `within` one article and `across` two."""
    text = (files("tocsin") / "resources" / "incidents" / "pair_weights.json").read_text(encoding="utf-8")
    table = json.loads(text)
    return {part: {name: float(value) for name, value in table[part].items()} for part in ("within", "across")}


def table_for(a: View, b: View, weights: Weights) -> Mapping[str, float]:
    """Return the weights for a pair within one article, or across two."""
    return weights["within" if a.event.article == b.event.article else "across"]


def weighed(a: View, b: View, weights: Weights) -> dict[str, float]:
    """Return what each piece of evidence adds to the log odds of a pair."""
    table = table_for(a, b, weights)
    return {name: table.get(name, 0.0) * value for name, value in evidence(a, b).items()}


def logistic(a: View, b: View, weights: Weights) -> float:
    """Return the probability that two mentions are of one happening, 0..1; 0 where it is barred."""
    if barred(a, b):
        return 0.0
    table = table_for(a, b, weights)
    told = [table.get(name, 0.0) * value for name, value in features(a, b).items() if value]
    total = math.fsum((table["bias"], *told))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def score(a: View, b: View) -> float:
    """Return the probability by the shipped weights."""
    return logistic(a, b, learned())


def why(a: View, b: View) -> str:
    """Return in words what speaks most for two mentions being one."""
    found = ((value, name) for name, value in weighed(a, b, learned()).items() if name in WORDS_FOR and value > 0)
    return ", ".join(WORDS_FOR[name] for _, name in sorted(found, reverse=True)[:4])


def compare(a: View, b: View) -> Pair:
    """Return the score of two mentions and its reason."""
    reason = barred(a, b)
    return Pair(0.0, reason) if reason else Pair(score(a, b), why(a, b))
