"""Resolve quoted participants to country, sector and canonical name, as of the day and in the article's context."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from tocsin.actors.behind import HEADS, Query, behind
from tocsin.actors.find import hits
from tocsin.actors.lexicon import word_list
from tocsin.actors.names import Token, fold, tokens
from tocsin.actors.phrases import BREAKS, FILL, LEADING, PAST, Role, read_role, role_of, singular
from tocsin.actors.refer import PRONOUNS, antecedent, country_near
from tocsin.actors.roster import Entry, Roster, land_keys
from tocsin.actors.scene import (
    HONORIFICS,
    Mention,
    PlaceCountry,
    Scene,
    by_surname,
    mention_of,
    read_scene,
    without_surnames,
)
from tocsin.actors.titles import bearer, described, leader_of
from tocsin.records import Article, Event, Participant

NAMED = frozenset(["institution", "group", "body", "person", "user"])
LANDS = frozenset(["state", "demonym", "seat", "town"])
# Roles that a group's own people have: with the group's name they are the group.
_OWN = frozenset(["REB", "UAF", "CRM", "MIL"])
_ELITE = frozenset(["GOV", "MIL", "SPY", "COP", "JUD", "LEG", "PTY", "IGO"])


NAVIES = {
    "uss": "USA", "usns": "USA", "hms": "GBR", "hmas": "AUS", "hmcs": "CAN", "hmnzs": "NZL", "brp": "PHL", "roks": "KOR", "tcg": "TUR",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Use:
    """How a participant is used: `actor`, `recipient` or `attribution`, and in what type of event; empty where unknown."""

    role: str = ""
    type: str = ""


def find(text: str, day: str | None, roster: Roster) -> tuple[Participant, ...]:
    """Return all actors that `text` names, with spans, in order; `day` (ISO) decides who held which office."""
    scene = _scene(text, day, roster, None)
    out = []
    for mention in scene.mentions:
        if mention.kind in NAMED or mention.kind in ("state", "demonym", "seat"):
            out.append(_as_participant(mention, text[mention.start : mention.end], mention.start))
        elif known := _known_short(scene, scene.words[mention.first : mention.last], mention):
            out.append(
                replace(
                    _as_participant(known, text[mention.start : mention.end], mention.start), why="introduced before"
                )
            )
    return tuple(out)


def resolve(
    text: str, roster: Roster, context: str = "", day: str | None = None, place_country: PlaceCountry | None = None
) -> Participant:
    """Resolve one quoted participant; `context` is the text around it (its article, at best), `day` the event's ISO day.

    The span is that of `text` in `context` where it occurs there, else 0 to len(text). Scores are 0..1, with the reason in
    `why`; a proper name that nothing is known of keeps its own text as `name`, at a low score.
    """
    scene = _scene(context or text, day, roster, place_country)
    start = _locate(text, context) if context else None
    return _resolve(scene, roster, text, start, Use())


def resolve_event(event: Event, article: Article, roster: Roster, place_country: PlaceCountry | None = None) -> Event:
    """Return the event with its actors, recipients and attribution resolved, as of its date, in the article's context."""
    day = event.date or article.published
    scene = _scene(article.text, day, roster, place_country)

    def settle(one: Participant, role: str) -> Participant:
        inside = article.text[one.start : one.end] == one.text
        start = one.start if inside else _locate(one.text, article.text)
        done = _resolve(scene, roster, one.text, start, Use(role, event.type))
        return replace(done, start=one.start, end=one.end)

    return replace(
        event,
        actors=tuple(settle(one, "actor") for one in event.actors),
        recipients=tuple(settle(one, "recipient") for one in event.recipients),
        attribution=settle(event.attribution, "attribution") if event.attribution else None,
    )


_SCENES: dict[tuple[str, str | None, int, int], Scene] = {}


def _scene(text: str, day: str | None, roster: Roster, place_country: PlaceCountry | None) -> Scene:
    key = (text, day, id(roster), id(place_country))
    if key not in _SCENES:
        if len(_SCENES) > 256:
            _SCENES.clear()
        _SCENES[key] = read_scene(text, day, roster, place_country)
    return _SCENES[key]


def _locate(text: str, context: str) -> int | None:
    at = context.find(text)
    while at >= 0:
        before, after = context[at - 1 : at], context[at + len(text) : at + len(text) + 1]
        if not before.isalnum() and not after.isalnum():
            return at
        at = context.find(text, at + 1)
    return None


def _as_participant(mention: Mention, text: str, start: int) -> Participant:
    name = mention.name if mention.kind in NAMED or mention.kind == "unknown" else None
    return Participant(
        text, start, start + len(text), mention.country, mention.sector, name, mention.score, mention.why
    )


def _resolve(scene: Scene, roster: Roster, text: str, start: int | None, use: Use) -> Participant:
    words = tokens(text)
    while len(words) > 1 and words[0].key in ("the", "a", "an"):
        words = words[1:]
    base = Participant(text, start or 0, (start or 0) + len(text), why="nothing is known of it")
    if not words:
        return base
    if len(words) > 1 and (flag := NAVIES.get(words[0].key)) and words[0].upper:
        return replace(base, country=flag, sector="MIL", score=0.9, why=f"a warship of {flag}")
    if len(words) == 1 and words[0].key in PRONOUNS and not words[0].upper:
        return _pronoun(scene, base, words[0].key, start, use)
    listed = without_surnames(hits(words, text, roster), words, text, set())
    found = [mention_of(hit, words, text, scene.total, scene.day) for hit in listed]
    return _by_name(scene, roster, base, words, found, start, use) or _by_role(scene, base, words, found, start, use)


def _pronoun(scene: Scene, base: Participant, key: str, start: int | None, use: Use) -> Participant:
    if who := antecedent(scene, key, start):
        done = _person(scene, who) if who.kind == "unknown" else who
        return replace(_as_participant(done, base.text, base.start), score=0.5, why=f"'{key}' after {who.name}")
    country, score, why = country_near(scene, start)
    return replace(base, country=country, sector="CVL", score=score * 0.5, why=why)


def _known_short(scene: Scene, words: list[Token], own: Mention | None = None) -> Mention | None:
    """Who a short form means that the article has introduced."""
    if not words:
        return None
    known = scene.short.get(words[-1].key)
    if known and known is not own and words[-1].capital and len(words) <= known.last - known.first:
        return known
    return None


def _person(scene: Scene, mention: Mention) -> Mention:
    """A name that the roster lacks, with what the words around its mentions say of it."""
    said = described(scene, mention)
    if said is None:
        country = _inner_land(scene, mention) or country_near(scene, mention.start, "CVL")[0]
        return replace(mention, country=country, sector=_inner_sector(scene, mention), score=0.3)
    country = said.country or country_near(scene, mention.start, said.sector or "CVL")[0]
    if said.sector == "IGO":
        country = None
    sector = "ELI" if said.past and said.sector in _ELITE else said.sector or "CVL"
    return replace(mention, country=country, sector=sector, score=0.6, why=said.why)


def _inner_land(scene: Scene, mention: Mention) -> str | None:
    """The country that an unlisted name carries within itself, as `Baghdad Operations Command` does."""
    for word in scene.words[mention.first : mention.last]:
        entries = scene.roster.index.get(word.key, ())
        if entries and entries[0].kind in LANDS and mention.last - mention.first > 1:
            return entries[0].country
    return None


def _inner_sector(scene: Scene, mention: Mention) -> str:
    """The sector that the last word of an unlisted name tells (`... Operations Command`), else a civilian's."""
    words = scene.words[mention.first : mention.last]
    role = read_role(words) if len(words) > 1 else None
    return role.sector if role and role.end == len(words) else "CVL"


def _by_name(
    scene: Scene,
    roster: Roster,
    base: Participant,
    words: list[Token],
    found: list[Mention],
    start: int | None,
    use: Use,
) -> Participant | None:
    """The phrase is a name, or a title and a name; None where it is a description."""
    last = found[-1] if found else None
    if _is_office(words, found) or (last and any(w.key in BREAKS and not w.joined for w in words[1 : last.first])):
        return None
    if (
        last
        and last.last == len(words)
        and last.kind in NAMED
        and not (last.last - last.first == 1 and last.first and not words[last.first].capital)
    ):
        return _titled(scene, base, words[: last.first], last, start)
    if last and last.last == len(words) and last.first == 0:
        return _land(scene, base, last, words, start, use)
    run = _proper_run(words, base.text)
    if not run or (last and last.last == len(words)):
        return None
    if known := _known_short(scene, run):
        done = _person(scene, known) if known.kind == "unknown" else known
        return _titled(scene, base, words[: len(words) - len(run)], done, start)
    return _unlisted(scene, roster, base, words, run, start, found)


def _is_office(words: list[Token], found: list[Mention]) -> bool:
    """`US State Department`, `Philippine navy`: a land and a role name no body of their own, in capitals or not."""
    role = read_role(words)
    if role is None or role.end != len(words) or role.sector not in _ELITE or not found or found[0].first != 0:
        return False
    lead = found[0]
    size = lead.last if lead.kind in LANDS else _land_words(words, lead)
    return size > 0 and all(word.key in FILL for word in words[size : role.start])


def _land_words(words: list[Token], lead: Mention) -> int:
    """How many words of an institution's name are its land's (`Sri Lankan Army`); 0 where it opens otherwise."""
    if lead.kind != "institution":
        return 0
    return next((n for n in (3, 2, 1) if n < lead.last and _names_land(words[:n])), 0)


def _names_land(words: list[Token]) -> bool:
    return " ".join(word.key for word in words) in land_keys()


def _proper_run(words: list[Token], text: str) -> list[Token]:
    """The capitalised words at the end of a phrase that are no role; empty where it ends in a common noun."""
    at = len(words)
    while (at and words[at - 1].capital) or (
        at
        and at < len(words)
        and words[at - 1].key in ("al", "el", "bin", "de", "van", "von", "ibn", "ould", "ag", "der", "da", "dos", "ul")
    ):
        at -= 1
    run = words[at:]
    while (
        run
        and len(run) > 1
        and (role_of(run[0].key) or run[0].key in FILL or run[0].key in PAST or run[0].key in HONORIFICS)
    ):
        run = run[1:]
    if len(run) == 1 and len(words) == 1 and role_of(run[0].key):
        return []
    if run and at and words[at - 1].key in ("of", "in", "at", "from", "near", "for"):
        return []
    return run


def _titled(scene: Scene, base: Participant, title: list[Token], who: Mention, start: int | None) -> Participant:
    done = _as_participant(who, base.text, base.start)
    role = read_role(title) if title else None
    if who.kind in ("person", "unknown"):
        if role and (role.past or not role.weak):
            sector = "ELI" if role.past and role.sector in _ELITE else role.sector
            done = replace(done, sector=sector, why=done.why + f", titled '{role.phrase}'")
        elif (
            who.kind == "person"
            and (who.sector in ("ELI", "OPP", "LEG"))
            and (said := described(scene, who))
            and said.sector
            and not said.past
        ):
            done = replace(done, sector=said.sector, why=done.why + f", {said.why}")
    if any(word.key in PAST for word in title):
        done = replace(done, sector="ELI", why=done.why + ", former")
    return done


def _unlisted(
    scene: Scene,
    roster: Roster,
    base: Participant,
    words: list[Token],
    run: list[Token],
    start: int | None,
    found: list[Mention],
) -> Participant | None:
    """A proper name that the roster lacks: another spelling of a listed one, or one that the article describes."""
    name = base.text[run[0].start : run[-1].end]
    if close := roster.alike(fold(name)):
        entry = close[0]
        term = entry.as_of(scene.day)
        return replace(
            base,
            country=entry.country,
            sector=term.sector if term else "ELI",
            name=entry.name,
            score=0.7,
            why=f"spelt like '{entry.name}'",
        )
    if len(run) == 1 and (holder := by_surname(roster, _nobody(base), run[0].key, scene.total, scene.day)):
        return _titled(scene, base, words[:-1], holder, start)
    mention = next(
        (m for m in scene.mentions if m.kind == "unknown" and scene.text[m.start : m.end].endswith(name)), None
    )
    if mention is None and len(run) == 1 and role_of(run[0].key):
        return None
    if mention is None:
        mention = replace(_nobody(base), name=name)
    who = _person(scene, mention)
    if lead := next((m for m in found if m.kind in NAMED and m.owner and not m.kind == "person"), None):
        who = replace(who, country=lead.country, sector=lead.sector, score=0.6, why=f"of {lead.name}")
    own = read_role(run)
    if own and not own.weak and who.sector == "CVL":
        who = replace(who, sector=own.sector)
    return _titled(scene, base, words[: len(words) - len(run)], who, start)


def _nobody(base: Participant) -> Mention:
    return Mention(
        base.start, base.end, 0, 1, base.text, "unknown", None, "CVL", 0.3, "proper name that the roster lacks"
    )


def _land(
    scene: Scene, base: Participant, land: Mention, words: list[Token], start: int | None, use: Use
) -> Participant:
    """A bare state, seat, demonym or town: rule 1, a state's name that acts is its government."""
    done = replace(_as_participant(land, base.text, base.start), name=None)
    if land.kind in ("state", "seat"):
        return replace(done, sector="GOV", why=done.why + ", a state that acts is its government")
    if land.kind == "demonym" and _martial(scene, start, len(base.text)):
        return replace(done, sector="MIL", why=done.why + ", of its forces' act")
    if land.kind == "demonym":
        people = use.role == "recipient" and use.type in ("ASSAULT", "COERCE", "AID")
        return replace(done, sector="CVL" if people else "GOV", score=0.7)
    return replace(done, sector="CVL", score=0.6)


_MARTIAL = word_list("martial")


def _martial(scene: Scene, start: int | None, size: int) -> bool:
    """True where an adjective of nationality at `start` modifies an act or a thing of war (`Pakistani airstrikes`)."""
    after = scene.text[start + size : start + size + 24].split() if start is not None else []
    return bool(after) and singular(after[0].strip(".,;").lower()) in _MARTIAL


def _by_role(
    scene: Scene, base: Participant, words: list[Token], found: list[Mention], start: int | None, use: Use
) -> Participant:
    role = read_role(words)
    owner = next((m for m in found if m.kind in NAMED and not _only_backs(m, words)), None)
    if (
        owner
        and role
        and owner.first >= role.tail
        and not role.weak
        and role.phrase.split(" ")[-1] not in LEADING
        and _land_of(found, words)[0]
    ):
        owner = None
    office = _is_office(words, found)
    if owner and not office:
        rest = read_role(words[: owner.first] + words[owner.last :])
        if rest and owner.kind == "group" and (head := leader_of(scene, owner, rest)):
            return replace(
                _as_participant(_person(scene, head), base.text, base.start), why=f"'{rest.phrase}' of {owner.name}"
            )
        done = _of_owner(base, rest, owner)
        return replace(done, name=None) if _land_words(words, owner) else done
    country, score, why = _land_of(found, words)
    if country is None and office:
        country, score, why = found[0].country, 0.9, f"of {found[0].name}"
    if country is None:
        country, score, why = country_near(scene, start, role.sector if role else "CVL", _head(words, role))
    if role is None:
        return replace(base, country=country, sector="CVL", score=score * 0.5, why=f"no known role; {why}")
    sector = "ELI" if role.past and role.sector in _ELITE else role.sector
    name = (
        base.text
        if sector == "LEG" and len(words) > 1 and role.end - role.start == len(words) and all(w.capital for w in words)
        else None
    )
    done = replace(base, country=country, sector=sector, name=name, score=score, why=f"role '{role.phrase}'; {why}")
    if start is not None and (who := bearer(scene, role, start, _land_of(found, words)[0])):
        person = _person(scene, who.mention) if who.mention.kind == "unknown" else who.mention
        named = _titled(scene, done, [], person, start)
        return replace(
            named, sector="ELI" if role.past else named.sector, score=0.6, why=f"'{role.phrase}' is {person.name}"
        )
    return _named_behind(scene, done, words, role, start, country if _land_of(found, words)[0] else None)


def _head(words: list[Token], role: Role | None) -> str:
    return singular(words[role.end - 1].key) if role else singular(words[-1].key)


def _land_of(found: list[Mention], words: list[Token]) -> tuple[str | None, float, str]:
    lands = [m for m in found if m.kind in LANDS and m.country and not _only_backs(m, words)]
    if not lands:
        return None, 0.0, ""
    return lands[0].country, 0.9, f"of {lands[0].name}"


def _only_backs(land: Mention, words: list[Token]) -> bool:
    """`Turkey-backed factions` are no Turks; a `Saudi-led coalition` is Saudi."""
    return (
        land.last < len(words)
        and words[land.last].joined
        and words[land.last].key in ("backed", "aligned", "allied", "trained")
    )


_RULE = frozenset(
    ["government", "authorities", "authority", "administration", "regime", "rulers", "ruler", "leadership"]
)


def _of_owner(base: Participant, role: Role | None, owner: Mention) -> Participant:
    """A description that carries a name: `Boko Haram gunmen`, `UN envoy`, `president of the Riigikogu`, `Putin's spokesman`."""
    done = _as_participant(owner, base.text, base.start)
    if role is None:
        return done
    if role.past and owner.sector in _ELITE | {"ELI"}:
        return replace(done, sector="ELI", name=None, why=done.why + ", former")
    leads = role.weak or role.phrase.split(" ")[-1] in LEADING
    if owner.kind == "person":
        return replace(
            done,
            sector=role.sector if not role.weak else owner.sector,
            name=None,
            why=done.why + f", role '{role.phrase}'",
        )
    if owner.kind == "group" and role.phrase.split(" ")[-1] in _RULE:
        return replace(done, why=done.why + f", its '{role.phrase}'")
    if leads or role.sector == owner.sector or (owner.sector in _OWN and role.sector in _OWN) or owner.sector == "IGO":
        return done
    return replace(done, sector=role.sector, name=None, why=done.why + f", role '{role.phrase}'")


def may_stand_for(scene: Scene, words: list[Token], role: Role | None, at: int, country: str | None) -> Query | None:
    """What to ask of the article where a phrase may stand for an organisation named elsewhere; None where it may not."""
    head = singular(words[role.end - 1].key) if role else words[-1].key
    if role is None:
        return Query(at, head, "CVL", country) if len(words) == 1 and words[0].key in PRONOUNS else None
    if (
        role.past
        or (country is None and scene.heads.get(head))
        or not (role.sector in _ARMED or role.weak or head in HEADS)
    ):
        return None
    return Query(at, head, "REB" if HEADS.get(head) == "men" else role.sector, country)


_ARMED = frozenset(["REB", "UAF", "CRM"])


def _named_behind(
    scene: Scene, done: Participant, words: list[Token], role: Role, start: int | None, country: str | None
) -> Participant:
    """Give a generic group the name of the organisation that the article means by it."""
    query = may_stand_for(scene, words, role, start if start is not None else len(scene.text), country)
    who, share = behind(scene, query) if query else (None, 0.0)
    if who is None or query is None:
        return done
    sector = "REB" if HEADS.get(query.head) == "rebels" else who.sector
    return replace(
        done,
        country=who.country,
        sector=sector,
        name=who.name,
        score=round(share, 3),
        why=f"'{role.phrase}' stands for {who.name}",
    )


_ = (Counter, Entry, lru_cache)
