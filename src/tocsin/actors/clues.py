"""Weigh the countries that an article names as the country of something unnamed in it (`police`, `villagers`).

A conditional logit over the countries named, and over none at all. Every clue has one weight for all and one for each
of four classes of sector. The weights are data (`resources/roster/weights.json`), fitted by `benchmarks/actors_fit.py`
on our own corpus.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log1p
from weakref import WeakKeyDictionary

from tocsin.actors.lexicon import word_list
from tocsin.actors.mentions import Mention
from tocsin.actors.quote import UNUSED, Use
from tocsin.actors.scene import Evidence, Scene

CLASSES = {
    **dict.fromkeys(("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY", "OPP"), "state"),
    **dict.fromkeys(("REB", "UAF", "CRM"), "armed"),
    **dict.fromkeys(("CVL", "REF", "EDU", "LAB", "REL", "MED"), "people"),
    **dict.fromkeys(("NGO", "BUS", "ELI", "IGO"), "other"),
}
# What kind of deed an event is, as far as who does it to whom depends on it.
DEEDS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE"), "concord"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "words"),
    **{name: name.lower() for name in ("AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")},
}
_ACTORS = frozenset(["person", "group", "institution", "user"])
_LANDS = frozenset(["state", "demonym", "seat"])
_PREPOSITIONS = word_list("locative")
_OWNERS = ("its ", "his ", "her ", "their ", "our ", "my ")
_GAP = 40  # characters between a phrase and the place that `of` or `in` ties to it
Clue = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """Something unnamed: `at` and `end` are its offsets, `words` its folded words, `head` their head noun."""

    at: int
    end: int
    sector: str
    head: str = ""
    words: tuple[str, ...] = ()
    use: Use = UNUSED


@dataclass(frozen=True, slots=True)
class Standing:
    """How countries stand in an article: where each is named, how many place names speak for it, which weighs most.

    `about` holds the clues that are the same for all questions.
    """

    named: dict[str, list[Evidence]]
    places: Counter[str]
    ranked: list[str]
    lands: list[Mention]
    about: dict[str, list[Clue]]


_STANDINGS: WeakKeyDictionary[Scene, Standing] = WeakKeyDictionary()


def standing(scene: Scene) -> Standing:
    """Return how countries stand in the article, worked out once a scene."""
    if scene not in _STANDINGS:
        named: dict[str, list[Evidence]] = {}
        for one in scene.countries:
            named.setdefault(one.country, []).append(one)
        ranked = sorted(scene.total, key=lambda country: -scene.total[country])
        places = Counter(one.country for one in scene.countries if one.place)
        lands = [m for m in scene.mentions if m.country]
        about = {c: [clue for clue in _of_article(scene, named.get(c, []), places, c) if clue[1]] for c in ranked}
        _STANDINGS[scene] = Standing(named, places, ranked, lands, about)
    return _STANDINGS[scene]


@dataclass(frozen=True, slots=True)
class View:
    """An article as seen from an unnamed participant: what stands in its sentence, beside it and before it."""

    scene: Scene
    asked: Asked
    stand: Standing
    here: int
    paragraph: int
    before: list[Evidence]
    sentence: list[Evidence]
    given: list[str]
    subject: Mention | None
    left: Mention | None
    right: Mention | None
    last_place: str | None
    last_town: str | None
    shares: Counter[str]
    owned: bool
    deed: str


def view(scene: Scene, asked: Asked) -> View:
    """Return the article as seen from what is asked."""
    stand, here, at = standing(scene), scene.sentence_of(asked.at), asked.at
    sentence = [e for e in scene.countries if e.sentence == here]
    lands = [m for m in stand.lands if scene.sentence_of(m.start) == here]
    heads = scene.heads.get(asked.head, ())
    earlier = [e for e in scene.countries if e.at < at]
    paragraph = scene.paragraph_of(at)
    return View(
        scene, asked, stand, here, paragraph,
        before=[e for e in sentence if e.at < at],
        sentence=sentence,
        given=[c for place, c in heads if place < at] or [c for _, c in heads],
        subject=next((m for m in lands if m.kind != "body" and m.start < at), None),
        left=next((m for m in reversed(lands) if m.end <= at), None),
        right=next((m for m in lands if m.start >= asked.end), None),
        last_place=next((e.country for e in reversed(earlier) if e.place), None),
        last_town=next((e.country for e in reversed(earlier) if e.kind in ("town", "seat")), None),
        shares=Counter(e.country for e in scene.countries if scene.paragraph_of(e.at) == paragraph),
        owned=scene.text[max(0, at - 6) : at].lower().endswith(_OWNERS),
        deed=f"{asked.use.role[:1]} {DEEDS.get(asked.use.type, '')}",
    )  # fmt: skip


def _of_article(scene: Scene, own: list[Evidence], places: Counter[str], country: str) -> Iterator[Clue]:
    """How much the article is about the country, and as what."""
    yield "share", log1p(10 * scene.total[country] / (sum(scene.total.values()) or 1.0))
    yield "spread", len({e.sentence for e in own}) / max(1, len(scene.sentences))
    yield "place share", places[country] / (places.total() or 1)
    yield "place main", float(bool(places) and places[country] == max(places.values()))
    yield "main", float(country == scene.main)
    yield "first sentence", float(any(e.sentence == 0 for e in own))
    yield "dateline", float(any(e.at < 40 and e.kind in ("seat", "town", "state") for e in own))
    yield "only one", float(len(scene.total) == 1)
    yield "no place", float(not places[country])
    yield "only actors", float(all(e.kind in _ACTORS for e in own))


def _of_surroundings(seen: View, country: str) -> Iterator[Clue]:
    """What is said of the country before and after, and in the same paragraph."""
    yield f"main {seen.deed}", float(country == seen.stand.ranked[0])
    yield "second", float(country in seen.stand.ranked[1:2])
    own = seen.stand.named.get(country, [])
    near = {e.sentence - seen.here for e in own}
    yield "sentence before", float(-1 in near)
    yield "sentence after", float(1 in near)
    yield "two before", float(-2 in near)
    yield "paragraph", float(country in seen.shares)
    yield "paragraph share", seen.shares[country] / (seen.shares.total() or 1)
    yield "last town", float(seen.last_town == country)
    yield "last place", float(seen.last_place == country)
    yield f"last place {seen.deed}", float(seen.last_place == country)
    yield "place sentence before", float(any(e.place and e.sentence == seen.here - 1 for e in own))
    if 0 not in near:
        back = min((-gap for gap in near if gap < 0), default=0)
        yield f"gap {min(5, back)}", 1.0


def _of_sentence(seen: View, country: str) -> Iterator[Clue]:
    """Where and as what the sentence names the country."""
    at, same = seen.asked.at, [e for e in seen.sentence if e.country == country]
    if not same:
        return
    for side, some in (("before", [e for e in same if e.at < at]), ("after", [e for e in same if e.at > at])):
        yield f"land {side}", float(any(e.kind in ("state", "demonym") for e in some))
        yield f"town {side}", float(any(e.kind == "town" for e in some))
        yield f"actor {side}", float(any(e.kind in _ACTORS for e in some))
        yield f"place {side}", float(any(e.place for e in some))
    close = min(same, key=lambda e: abs(e.at - at))
    far = min(5, abs(close.at - at) // 25)
    yield "sentence", 1.0
    yield "seat here", float(any(e.kind == "seat" for e in same))
    yield "place just after", float(any(e.place and at < e.at < at + _GAP for e in same))
    yield "nearest", float(min(abs(e.at - at) for e in seen.sentence) == abs(close.at - at))
    yield "nearest before", float(bool(seen.before) and seen.before[-1].country == country)
    yield f"near {close.kind}", 1.0
    yield f"far {far}", 1.0
    yield f"far {far} {'before' if close.at < at else 'after'}", 1.0
    if seen.asked.use.trigger is not None:
        yield f"{seen.asked.use.role[:1]} {'before' if same[0].at < seen.asked.use.trigger else 'after'} deed", 1.0


def _of_words(seen: View, country: str) -> Iterator[Clue]:
    """What the words around say: nationality, owner, the place that `of` or `in` ties to the phrase, the subject."""
    scene, asked = seen.scene, seen.asked
    yield "same head near", float(bool(seen.given) and seen.given[-1] == country)
    yield "same head first", float(bool(seen.given) and seen.given[0] == country)
    if seen.left and seen.left.country == country:
        gap = scene.text[seen.left.end : asked.at].strip()
        yield "adjective", float(gap in ("", "-"))
        yield "owner", float(gap in ("'s", "’s", "'", "’"))
    if seen.right and seen.right.country == country:
        yield from _tied(scene.text[asked.end : seen.right.start])
    if seen.subject and seen.subject.country == country:
        yield f"subject {seen.subject.kind}", 1.0
        yield f"subject {seen.deed}", 1.0
        yield "owned by subject", float(seen.owned)


def _tied(gap: str) -> Iterator[Clue]:
    words = gap.lower().split()
    if len(gap) < _GAP and 0 < len(words) <= 4 and words[0] in _PREPOSITIONS and not set(gap) & set('.;:,()"'):
        yield "tied", 1.0
        yield f"tied {words[0]}", 1.0


def _of_sides(seen: View, country: str) -> Iterator[Clue]:
    """Whether the event's other participants are of the country."""
    use = seen.asked.use
    others, same = {c for c, _ in use.others if c}, {c for c, _ in use.same}
    if country in others:
        yield "other side", 1.0
        yield f"other side {seen.deed}", 1.0
        yield f"other side {seen.deed} {CLASSES.get(seen.asked.sector, 'other')}", 1.0
    elif others:
        yield f"not the other side {seen.deed}", 1.0
    yield "same side", float(country in same)
    yield "owned by same side", float(seen.owned and country in same)


def _of_none(seen: View) -> Iterator[Clue]:
    yield "none", 1.0
    yield f"none {seen.deed}", 1.0
    yield f"none {seen.asked.sector}", 1.0
    for word in seen.asked.words:
        yield f"none word {word}", 1.0


_SORTS: tuple[Callable[[View, str], Iterator[Clue]], ...] = (
    _of_surroundings, _of_sentence, _of_words, _of_sides,
)  # fmt: skip


def clues(seen: View, country: str | None) -> list[Clue]:
    """Return the named clues, with their values, that speak for `country` or for none at all."""
    if country is None:
        return list(_of_none(seen))
    return [*seen.stand.about[country], *(clue for sort in _SORTS for clue in sort(seen, country) if clue[1])]


@cache
def _weights(sort: str) -> dict[str, float]:
    """Weights for a class of sector: those for all with its own added."""
    path = files("tocsin") / "resources" / "roster" / "weights.json"
    tables: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))["country"]
    every, own = tables["all"], tables.get(sort, {})
    return {name: every.get(name, 0.0) + own.get(name, 0.0) for name in every.keys() | own.keys()}


def rank(scene: Scene, asked: Asked) -> list[tuple[float, str | None]]:
    """Return the candidate countries with their probabilities, likeliest first; None stands for no country."""
    weights, seen = _weights(CLASSES.get(asked.sector, "other")), view(scene, asked)
    options: list[str | None] = [None, *scene.total]
    raw = [sum(weights.get(name, 0.0) * value for name, value in clues(seen, country)) for country in options]
    top = max(raw)
    parts = [exp(value - top) for value in raw]
    total = sum(parts)
    return sorted(((part / total, c) for part, c in zip(parts, options, strict=True)), key=lambda p: -p[0])
