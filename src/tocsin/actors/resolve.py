"""Resolve quoted participants to country, sector and canonical name, as of the day and in the article's context."""

from dataclasses import replace
from functools import lru_cache

from tocsin.actors.clues import Asked
from tocsin.actors.generic import by_own_words, by_role
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
    done = {
        role: tuple(_as_quoted(one, final or _unnamed(asked)) for one, (asked, final) in zip(some, told, strict=True))
        for (role, some), told in zip(_sides(event).items(), read_sides(event, article, scene).values(), strict=True)
    }
    said = done["attribution"][0] if event.attribution else None
    return replace(event, actors=done["actor"], recipients=done["recipient"], attribution=said)


def _sides(event: Event) -> dict[str, tuple[Participant, ...]]:
    said = (event.attribution,) if event.attribution else ()
    return {"actor": event.actors, "recipient": event.recipients, "attribution": said}


def _as_quoted(one: Participant, known: Participant) -> Participant:
    return replace(known, start=one.start, end=one.end, why=f"{_chosen_as(one.why)}{known.why}")


def read_sides(event: Event, article: Article, scene: Scene) -> dict[str, list[tuple[Quote, Participant | None]]]:
    """Return an event's participants by their part, as quotes, with who they are where a name alone tells it.

    What a side's own words tell of country and sector stands in every quote's `use`, to read the others by.
    """
    quotes: dict[str, list[tuple[Quote, Participant | None]]] = {}
    plain: dict[str, list[tuple[str | None, str]]] = {}
    for role, some in _sides(event).items():
        use = Use(role, event.type, event.trigger.start)
        asked = [quote(scene, one.text, _start(one, article.text), use) for one in some]
        quotes[role] = [(each, _named(each)) for each in asked]
        known = ((who.country, who.sector) if who else by_own_words(each) for each, who in quotes[role])
        plain[role] = [one for one in known if one]
    out = {}
    for role, pairs in quotes.items():
        across = "actor" if role == "recipient" else "recipient"
        use = Use(role, event.type, event.trigger.start, tuple(plain[across]), tuple(plain[role]))
        out[role] = [(replace(each, use=use), final) for each, final in pairs]
    return out


def _start(one: Participant, text: str) -> int | None:
    return one.start if text[one.start : one.end] == one.text else _locate(one.text, text)


def _is_pronoun(asked: Quote) -> bool:
    return len(asked.words) == 1 and asked.words[0].key in PRONOUNS and not asked.words[0].upper


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
    return _named(asked) or _unnamed(asked)


def _named(asked: Quote) -> Participant | None:
    """Return whom a name means, or a title and a name; None for a description or a pronoun."""
    if not asked.words:
        return asked.base
    first = asked.words[0]
    if len(asked.words) > 1 and first.upper and (flag := _NAVIES.get(first.key)):
        return replace(asked.base, country=flag, sector="MIL", score=0.9, why=f"a warship of {flag}")
    return None if _is_pronoun(asked) else by_name(asked)


def _unnamed(asked: Quote) -> Participant:
    return _pronoun(asked, asked.words[0].key) if _is_pronoun(asked) else by_role(asked)


def _pronoun(asked: Quote, key: str) -> Participant:
    scene, base = asked.scene, asked.base
    if who := antecedent(scene, key, asked.start):
        done = person(scene, who) if who.kind == "unknown" else who
        return replace(as_participant(done, base), score=0.5, why=f"'{key}' after {who.name}")
    at = asked.start or 0
    country, score, why = country_near(scene, Asked(at, at + len(base.text), "GOV", "", (key,), asked.use))
    return replace(base, country=country, sector="CVL", score=score * 0.5, why=why)
