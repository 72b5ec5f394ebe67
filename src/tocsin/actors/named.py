"""Resolve a phrase that is a name, or a title and a name."""

from dataclasses import replace

from tocsin.actors.clues import Asked
from tocsin.actors.lexicon import word_list
from tocsin.actors.mentions import Mention, by_surname, pick
from tocsin.actors.names import Token, fold
from tocsin.actors.phrases import BREAKS, FILL, PAST, read_role, role_of, singular
from tocsin.actors.quote import ELITE, LANDS, NAMED, Quote, as_participant, nobody
from tocsin.actors.refer import country_near
from tocsin.actors.scene import HONORIFICS, Scene
from tocsin.actors.titles import said_of
from tocsin.records import Participant

_MARTIAL = word_list("martial")
_NAME_PARTICLES = word_list("name_particles")
_RECOVERABLE = frozenset(["ELI", "OPP", "LEG"])


def by_name(quote: Quote) -> Participant | None:
    """Return whom a name, or a title and a name, means; None where the phrase is a description."""
    words, found = quote.words, quote.found
    last = found[-1] if found else None
    if quote.office or (last and any(w.key in BREAKS and not w.joined for w in words[1 : last.first])):
        return None
    if last and last.last == len(words):
        return _ends_listed(quote, last)
    run = _proper_run(words)
    if not run:
        return None
    title = words[: len(words) - len(run)]
    if known := known_short(quote.scene, run):
        return _titled(quote, title, person(quote.scene, known) if known.kind == "unknown" else known)
    return _unlisted(quote, run, title)


def _ends_listed(quote: Quote, last: Mention) -> Participant | None:
    """The phrase ends in a name of the roster."""
    stray = last.last - last.first == 1 and last.first and not quote.words[last.first].capital
    if last.kind in NAMED and not stray:
        return _titled(quote, quote.words[: last.first], last)
    return _land(quote, last) if last.first == 0 else None


def known_short(scene: Scene, words: list[Token], own: Mention | None = None) -> Mention | None:
    """Return whom a short form means that the article has introduced (`CSP`, a surname), `own` excepted."""
    known = scene.short.get(words[-1].key) if words else None
    if known and known is not own and words[-1].capital and len(words) <= known.last - known.first:
        return known
    return None


def person(scene: Scene, mention: Mention) -> Mention:
    """Return a name that the roster lacks with what the words around it say of it."""
    said = said_of(scene, mention.name)
    if said is None:
        country = _inner_land(scene, mention) or country_near(scene, Asked(mention.start, mention.end, "CVL"))[0]
        return replace(mention, country=country, sector=_inner_sector(scene, mention), score=0.3)
    country = said.country or country_near(scene, Asked(mention.start, mention.end, said.sector or "CVL"))[0]
    sector = "ELI" if said.past and said.sector in ELITE else said.sector or "CVL"
    return replace(mention, country=None if sector == "IGO" else country, sector=sector, score=0.6, why=said.why)


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


def _proper_run(words: list[Token]) -> list[Token]:
    """The capitalised words at the end of a phrase that are no role; empty where it ends in a common noun."""
    at = len(words)
    while at and (words[at - 1].capital or (at < len(words) and words[at - 1].key in _NAME_PARTICLES)):
        at -= 1
    run = words[at:]
    while len(run) > 1 and _is_title_word(run[0].key):
        run = run[1:]
    if len(run) == 1 and len(words) == 1 and role_of(run[0].key):
        return []
    return [] if run and at and words[at - 1].key in ("of", "in", "at", "from", "near", "for") else run


def _is_title_word(key: str) -> bool:
    return role_of(key) is not None or key in FILL or key in PAST or key in HONORIFICS


def _titled(quote: Quote, title: list[Token], who: Mention) -> Participant:
    """A named actor, in the office that a title before the name gives."""
    done = as_participant(who, quote.base)
    role = read_role(title) if title else None
    if who.kind in ("person", "unknown"):
        if role and (role.past or not role.weak):
            sector = "ELI" if role.past and role.sector in ELITE else role.sector
            done = replace(done, sector=sector, why=f"{done.why}, titled '{role.phrase}'")
        elif who.kind == "person" and who.sector in _RECOVERABLE:
            done = _as_described(quote.scene, who, done)
    if any(word.key in PAST for word in title):
        done = replace(done, sector="ELI", why=f"{done.why}, former")
    return done


def _as_described(scene: Scene, who: Mention, done: Participant) -> Participant:
    """Where the roster knows no office of that day, the article's own description decides."""
    said = said_of(scene, who.name)
    if said is None or said.past or not said.sector or (who.role and said.sector != "OPP"):
        return done
    return replace(done, sector=said.sector, why=f"{done.why}, {said.why}")


def of_scene(quote: Quote, who: Mention) -> Participant:
    """Give the phrase the identity of a person whom the article names elsewhere."""
    return _titled(quote, [], person(quote.scene, who) if who.kind == "unknown" else who)


def _unlisted(quote: Quote, run: list[Token], title: list[Token]) -> Participant | None:
    """A proper name that the roster lacks: another spelling of a listed one, or one that the article describes."""
    scene, base = quote.scene, quote.base
    name = base.text[run[0].start : run[-1].end]
    if close := scene.roster.alike(fold(name)):
        entry, term = pick(close, scene.total, scene.day)
        sector, why = term.sector if term else "ELI", f"spelt like '{entry.name}'"
        return replace(base, country=entry.country, sector=sector, name=entry.name, score=0.7, why=why)
    if len(run) == 1 and (holder := by_surname(scene.roster, nobody(base), run[0].key, scene.total, scene.day)):
        return _titled(quote, title, holder)
    texts = ((m, scene.text[m.start : m.end]) for m in scene.mentions if m.kind == "unknown")
    mention = next((m for m, text in texts if text.endswith(name)), None)
    if mention is None and len(run) == 1 and role_of(run[0].key):
        return None
    return _titled(quote, title, _guessed(quote, run, mention or replace(nobody(base), name=name)))


def _guessed(quote: Quote, run: list[Token], mention: Mention) -> Mention:
    """An unlisted name with what its owner in the phrase, its own last word, and the article say of it."""
    who = person(quote.scene, mention)
    if lead := next((m for m in quote.found if m.kind in NAMED and m.owner and m.kind != "person"), None):
        who = replace(who, country=lead.country, sector=lead.sector, score=0.6, why=f"of {lead.name}")
    own = read_role(run)
    return replace(who, sector=own.sector) if own and not own.weak and who.sector == "CVL" else who


def _land(quote: Quote, land: Mention) -> Participant:
    """A bare state, seat, demonym or town: rule 1, a state's name that acts is its government."""
    done = replace(as_participant(land, quote.base), name=None)
    if land.kind in ("state", "seat"):
        return replace(done, sector="GOV", why=f"{done.why}, a state that acts is its government")
    if land.kind != "demonym":
        return replace(done, sector="CVL", score=0.6)
    if sector := _modified(quote):
        return replace(done, sector=sector, why=f"{done.why}, by the noun that it modifies")
    people = quote.use.role == "recipient" and quote.use.type in ("ASSAULT", "COERCE", "AID")
    return replace(done, sector="CVL" if people else "GOV", score=0.7)


def _modified(quote: Quote) -> str | None:
    """The sector of the noun that an adjective of nationality modifies (`Kyrgyz and Tajik troops`)."""
    if quote.start is None:
        return None
    end = quote.start + len(quote.base.text)
    for word in quote.scene.text[end : end + 60].split()[:5]:
        key = singular(word.strip(",").lower())
        if word[0].isupper() or key == "and":
            continue
        role = role_of(key)
        return "MIL" if key in _MARTIAL else role[0] if role and not role[1] else None
    return None
