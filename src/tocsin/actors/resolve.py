"""Resolve quoted participants to country, sector and canonical name, as of the day and in the article's context."""

from dataclasses import replace
from functools import lru_cache

from tocsin.actors.generic import by_role
from tocsin.actors.named import by_name, known_short, person
from tocsin.actors.quote import NAMED, Quote, Use, as_participant, quote
from tocsin.actors.refer import PRONOUNS, antecedent, country_near
from tocsin.actors.roster import Roster
from tocsin.actors.scene import PlaceCountry, Scene, read_scene
from tocsin.actors.titles import said_of
from tocsin.records import Article, Event, Participant

_SHOWN = NAMED | {"state", "demonym", "seat"}
# Prefixes of warships' names and the states whose navies bear them.
_NAVIES = {
    "uss": "USA", "usns": "USA", "hms": "GBR", "hmas": "AUS", "hmcs": "CAN", "hmnzs": "NZL", "brp": "PHL",
    "roks": "KOR", "tcg": "TUR",
}  # fmt: skip


def find(text: str, day: str | None, roster: Roster) -> tuple[Participant, ...]:
    """Return all actors that `text` names, with spans, in order; `day` (ISO) decides who held which office.

    A person whom the roster lacks is among them where the text gives a title or describes who it is.
    """
    scene, out = _scene(text, day, roster, None), []
    for mention in scene.mentions:
        said = text[mention.start : mention.end]
        base = Participant(said, mention.start, mention.end)
        if mention.kind in _SHOWN:
            out.append(as_participant(mention, base))
        elif known := known_short(scene, scene.words[mention.first : mention.last], mention):
            known = person(scene, known) if known.kind == "unknown" else known
            out.append(replace(as_participant(known, base), why=f"'{said}' was introduced as {known.name}"))
        elif mention.kind == "unknown" and said_of(scene, mention.name):
            out.append(as_participant(person(scene, mention), base))
    return tuple(out)


def resolve(
    text: str, roster: Roster, context: str = "", day: str | None = None, place_country: PlaceCountry | None = None
) -> Participant:
    """Resolve one quoted participant; `context` is the text around it (at best its article), `day` the event's ISO day.

    The span is that of `text` in `context` where it occurs there, else 0 to len(text). Scores are 0..1, with the reason
    in `why`; a proper name that nothing is known of keeps its own text as `name`, at a low score.
    """
    scene = _scene(context or text, day, roster, place_country)
    return _resolve(scene, text, _locate(text, context) if context else None, Use())


def resolve_event(event: Event, article: Article, roster: Roster, place_country: PlaceCountry | None = None) -> Event:
    """Return the event with all its participants resolved, as of its date, in its article's context."""
    scene = _scene(article.text, event.date or article.published, roster, place_country)

    def settle(one: Participant, role: str) -> Participant:
        inside = article.text[one.start : one.end] == one.text
        start = one.start if inside else _locate(one.text, article.text)
        done = replace(_resolve(scene, one.text, start, Use(role, event.type)), start=one.start, end=one.end)
        return replace(done, why=f"{_chosen_as(one.why)}{done.why}")

    return replace(
        event,
        actors=tuple(settle(one, "actor") for one in event.actors),
        recipients=tuple(settle(one, "recipient") for one in event.recipients),
        attribution=settle(event.attribution, "attribution") if event.attribution else None,
    )


def _chosen_as(why: str) -> str:
    """What the linker said of a participant's part in the event (`linked as actor with 0.83`), kept before the rest."""
    first = why.partition(";")[0]
    return f"{first}; " if first.startswith("linked as ") else ""


@lru_cache(maxsize=64)
def _scene(text: str, day: str | None, roster: Roster, place_country: PlaceCountry | None) -> Scene:
    return read_scene(text, day, roster, place_country)


def _locate(text: str, context: str) -> int | None:
    """Offset of the first place where `text` stands as whole words in `context`."""
    at = context.find(text) if text else -1
    while at >= 0:
        if not context[at - 1 : at].isalnum() and not context[at + len(text) : at + len(text) + 1].isalnum():
            return at
        at = context.find(text, at + 1)
    return None


def _resolve(scene: Scene, text: str, start: int | None, use: Use) -> Participant:
    asked = quote(scene, text, start, use)
    if not asked.words:
        return asked.base
    first = asked.words[0]
    if len(asked.words) > 1 and first.upper and (flag := _NAVIES.get(first.key)):
        return replace(asked.base, country=flag, sector="MIL", score=0.9, why=f"a warship of {flag}")
    if len(asked.words) == 1 and first.key in PRONOUNS and not first.upper:
        return _pronoun(asked, first.key)
    return by_name(asked) or by_role(asked)


def _pronoun(asked: Quote, key: str) -> Participant:
    scene, base = asked.scene, asked.base
    if who := antecedent(scene, key, asked.start):
        done = person(scene, who) if who.kind == "unknown" else who
        return replace(as_participant(done, base), score=0.5, why=f"'{key}' after {who.name}")
    country, score, why = country_near(scene, asked.start)
    return replace(base, country=country, sector="CVL", score=score * 0.5, why=why)
