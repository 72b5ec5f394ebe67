"""Resolve a phrase that describes: a role, with the land or the organisation that it belongs to."""

from dataclasses import replace

from tocsin.actors.behind import HEADS, Query, behind
from tocsin.actors.clues import Asked
from tocsin.actors.lexicon import word_list
from tocsin.actors.mentions import Mention
from tocsin.actors.named import of_scene
from tocsin.actors.names import Token
from tocsin.actors.phrases import LEADING, Role, read_role, singular
from tocsin.actors.quote import ARMED, ELITE, NAMED, Quote, as_participant, land_words, only_backs
from tocsin.actors.refer import PRONOUNS, country_near
from tocsin.actors.scene import Scene
from tocsin.actors.sectors import likeliest, traits
from tocsin.actors.titles import bearer, leader_of
from tocsin.records import Participant

# Roles that a group's own people have: with the group's name they are the group.
_OWN = frozenset(["REB", "UAF", "CRM", "MIL"])
_MILITARY = word_list("military")
_STATELETS = word_list("statelets")
_ABROAD = frozenset(["foreign", "western", "international"])
_RULE = word_list("rule")


def by_role(quote: Quote) -> Participant:
    """Return what a description means: sector by its role, country by its words or else by the article."""
    role = read_role(quote.words)
    owner = owner_of(quote, role)
    if owner:
        return _owned(quote, owner)
    country, score, why = _country(quote, role)
    if role is None:
        why = f"no known role; {why}"
        return replace(quote.base, country=country, sector=_sector(quote, None), score=score * 0.5, why=why)
    sector = _sector(quote, role)
    why = f"role '{role.phrase}'; {why}"
    done = replace(quote.base, country=country, sector=sector, name=_chamber(quote, role), score=score, why=why)
    return _known_bearer(quote, role) or _named_behind(quote, done, role)


def by_own_words(quote: Quote) -> tuple[str | None, str] | None:
    """Return country and sector of a description as its own words give them; None where they name no land or actor."""
    role = read_role(quote.words)
    if owner := owner_of(quote, role):
        done = _owned(quote, owner)
        return done.country, done.sector
    return (quote.land.country, _plain_sector(quote, role) if role else "CVL") if quote.land else None


def _sector(quote: Quote, role: Role | None) -> str:
    """The sector that a description most likely means, here and in this event."""
    if role and not open_to_doubt(quote, role):
        return "ELI" if role.past and role.sector in ELITE else _plain_sector(quote, role)
    words, listed = [word.key for word in quote.words], role.sector if role else "none"
    return likeliest(traits(quote.scene, quote.start, words, role, listed, quote.use))[0]


def open_to_doubt(quote: Quote, role: Role | None) -> bool:
    """Return whether more than the word list may decide a description's sector."""
    return role is None or (not (role.past and role.sector in ELITE) and _plain_sector(quote, role) == role.sector)


def _plain_sector(quote: Quote, role: Role) -> str:
    """The sector of a role, save where more than the role decides.

    Rule 19: whoever rules or fights for a de facto statelet is REB. Officers are the police's where the article has
    police in it, else the army's where it has an army.
    """
    if role.sector in ("GOV", "MIL") and any(word.key in _STATELETS for word in quote.words):
        return "REB"
    if singular(role.phrase) != "officer":
        return role.sector
    keys = {word.key for word in quote.scene.words}
    return "MIL" if not any(key.startswith("police") for key in keys) and keys & _MILITARY else role.sector


def owner_of(quote: Quote, role: Role | None) -> Mention | None:
    """Return the named actor that the phrase belongs to, none that an office is sent to (`ambassador to the UN`)."""
    if quote.office:
        return None
    owner = next((m for m in quote.found if m.kind in NAMED and not only_backs(m, quote.words)), None)
    if owner is None or role is None or owner.first < role.tail or role.weak:
        return owner
    return None if role.phrase.split(" ")[-1] not in LEADING and quote.land else owner


def _owned(quote: Quote, owner: Mention) -> Participant:
    rest = read_role(quote.words[: owner.first] + quote.words[owner.last :])
    if rest and owner.kind == "group" and (head := leader_of(quote.scene, owner, rest)):
        return replace(of_scene(quote, head), why=f"'{rest.phrase}' of {owner.name}")
    done = _of_owner(quote.base, rest, owner)
    return replace(done, name=None) if land_words(quote.words, owner) else done


def _of_owner(base: Participant, role: Role | None, owner: Mention) -> Participant:
    """A description with a name in it: `Boko Haram gunmen`, `UN envoy`, `president of the Riigikogu`."""
    done = as_participant(owner, base)
    if role is None:
        return done
    last, told = role.phrase.split(" ")[-1], replace(done, why=f"{done.why}, role '{role.phrase}'")
    if role.past and owner.sector in ELITE | {"ELI"}:
        return replace(told, sector="ELI", name=None)
    if owner.kind == "person":
        return replace(told, sector=owner.sector if role.weak else role.sector, name=None)
    if owner.kind == "group" and last in _RULE:
        return told
    same = role.sector == owner.sector or (owner.sector in _OWN and role.sector in _OWN) or owner.sector == "IGO"
    return done if role.weak or last in LEADING or same else replace(told, sector=role.sector, name=None)


def _country(quote: Quote, role: Role | None) -> tuple[str | None, float, str]:
    if land := quote.land:
        return land.country, 0.9, f"of {land.name}"
    if quote.office and quote.found[0].country:
        return quote.found[0].country, 0.9, f"of {quote.found[0].name}"
    sector = role.sector if role else "CVL"
    if role and role.phrase.split(" ")[0] == "crew":
        return None, 0.4, "crews are of many nations"
    if role and any(word.key in _ABROAD for word in quote.words[: role.start]):
        return None, 0.5, "of no one country"
    return country_near(quote.scene, asked_of(quote, role, sector))


def asked_of(quote: Quote, role: Role | None, sector: str) -> Asked:
    """Return what to ask of the article for the country of a description."""
    at, words = quote.start or 0, tuple(word.key for word in quote.words)
    return Asked(at, at + len(quote.base.text), sector, head_of(quote.words, role), words, quote.use)


def head_of(words: list[Token], role: Role | None) -> str:
    """Return the head noun of a phrase in the singular."""
    return singular(words[role.end - 1].key if role else words[-1].key)


def _chamber(quote: Quote, role: Role) -> str | None:
    """A chamber's own name in capitals (`National Assembly`) is its name; other roles name nobody."""
    whole = role.sector == "LEG" and len(quote.words) > 1 and role.end - role.start == len(quote.words)
    return quote.base.text if whole and all(word.capital for word in quote.words) else None


def _known_bearer(quote: Quote, role: Role) -> Participant | None:
    """The person whom the article names with this very title."""
    land = quote.land
    who = bearer(quote.scene, role, quote.start, land.country if land else None) if quote.start is not None else None
    if who is None:
        return None
    done = of_scene(quote, who.mention)
    sector = "ELI" if role.past else done.sector
    return replace(done, sector=sector, score=0.6, why=f"'{role.phrase}' is {done.name}")


def may_stand_for(scene: Scene, words: list[Token], role: Role | None, at: int, country: str | None) -> Query | None:
    """Return what to ask of the article where a phrase may stand for an organisation; None where it may not."""
    if role is None:
        alone = len(words) == 1 and words[0].key in PRONOUNS
        return Query(at, words[0].key, "CVL", country) if alone else None
    head = head_of(words, role)
    explicit = country is None and head in scene.heads
    if role.past or explicit or not (role.sector in ARMED or role.weak or head in HEADS):
        return None
    return Query(at, head, "REB" if HEADS.get(head) == "men" else role.sector, country)


def _named_behind(quote: Quote, done: Participant, role: Role) -> Participant:
    """Give a generic group the name of the organisation that the article means by it."""
    land, at = quote.land, quote.start if quote.start is not None else len(quote.scene.text)
    query = may_stand_for(quote.scene, quote.words, role, at, land.country if land else None)
    who, share = behind(quote.scene, query) if query else (None, 0.0)
    if who is None or query is None:
        return done
    # Rebels and insurgents stay what they are called, even on the day on which they come to power.
    sector = "REB" if HEADS.get(query.head) == "rebels" else who.sector
    why = f"'{role.phrase}' stands for {who.name}"
    return replace(done, country=who.country, sector=sector, name=who.name, score=round(share, 3), why=why)
