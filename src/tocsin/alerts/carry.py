"""Quotations that carry a sentence: who did it to whom, where and with what toll, each named in what is cited.

A name that no quotation carries is not told. An act that only the other side ascribes to someone is told as an act, and
the ascription as that side's word.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tocsin.alerts.cite import MOST_QUOTES, Desk, Quote, quote, worth
from tocsin.alerts.naming import LANDS, bare, named, names_country, proper, undated
from tocsin.records import Event, Incident, Participant, Quad, Toll
from tocsin.subjects import FRIENDLY, OFFICIAL
from tocsin.wording import adjective, clause, country, participant, sides, told_once

SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+|\n+")
WIDEST = 450  # characters of a quotation that goes back to the sentence that names whom it speaks of
MOST_SIDES = 2
PLURALS = frozenset({"police", "people", "gunmen", "media", "Taliban", "Houthis", "fishermen"})
# A second quotation is worth its room where it carries one of these; a further name alone is not.
WEIGHTS = {"by": 5, "to": 3, "place": 3, "killed": 2, "injured": 2, "more": 1}
Element = tuple[str, str]
PLACE: Element = ("place", "")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that tells of an incident, the mentions in it, and what of the incident it carries."""

    quote: Quote
    events: tuple[Event, ...]
    carries: frozenset[Element]


@dataclass(frozen=True, slots=True)
class Cited:
    """An incident with nothing but what its quotations carry, and the other side's word on who did it."""

    incident: Incident
    quotes: tuple[Quote, ...]
    blame: str = ""
    events: tuple[Event, ...] = ()


def same(one: Participant, other: Participant) -> bool:
    """Whether a mention's participant is an incident's: by name, else by country and sector, else by word."""
    if one.name:
        return one.name == other.name
    if one.country:
        return (one.country, one.sector) == (other.country, other.sector)
    return other.country is None and one.text.lower() == other.text.lower()


def one_state(one: Participant, other: Participant) -> bool:
    """Whether two participants are the same, or act for the same state."""
    officials = one.sector in OFFICIAL and other.sector in OFFICIAL and one.country is not None
    return same(one, other) or (officials and one.country == other.country)


def mark(person: Participant) -> str:
    """Return what tells participants of an incident apart."""
    return person.name or (f"{person.country} {person.sector}" if person.country else person.text.lower())


def figures(toll: Toll | None) -> frozenset[int]:
    """Return the figures that a toll's words give."""
    return frozenset((toll.low, toll.high)) if toll else frozenset()


def carried(incident: Incident, text: str, events: Sequence[Event]) -> frozenset[Element]:
    """Return what of an incident a quotation with these mentions carries."""
    found: set[Element] = set()
    for event in events:
        for role, people, told in (
            ("by", incident.actors, event.actors),
            ("to", incident.recipients, event.recipients),
        ):
            found |= {(role, mark(p)) for p in people if any(same(p, q) and named(q, text, event) for q in told)}
        for what, toll, figure in (
            ("killed", incident.killed, event.killed),
            ("injured", incident.injured, event.injured),
        ):
            if figure:
                found |= {(what, str(n)) for n in figures(toll) & {figure.low, figure.high}}
    if incident.place and placed_in(undated(text), incident.place.name, events):
        found.add(PLACE)
    return frozenset(found)


def placed_in(text: str, name: str, events: Iterable[Event]) -> bool:
    """Whether a text says that something was done at a place; `strikes on Kabul` says so of the strikes alone."""
    acts = "|".join(re.escape(event.trigger.text) for event in events)
    found = list(re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE))
    return any(
        not text[: one.start()].endswith(" on ") or re.search(rf"(?:{acts}) on \Z", text[: one.start()])
        for one in found
    )


def starts(text: str, start: int) -> list[int]:
    """Return where the two sentences before a position begin, the nearest first, within WIDEST characters."""
    low = max(0, start - WIDEST)
    ends = [low + one.end() for one in SENTENCE_END.finditer(text[low:start])]
    found = sorted({*(end for end in ends if end < start), *([0] if low == 0 and start else [])}, reverse=True)
    return found[:2]


def candidates(incident: Incident, desk: Desk, wanted: Iterable[Event]) -> list[Candidate]:
    """Return what can be quoted for an incident; a quotation goes back to where it says of whom it speaks."""
    origins = {claim.event: claim.origin for claim in incident.claims}
    groups: dict[tuple[str, int], list[Event]] = {}
    for event in wanted:
        groups.setdefault((event.article, event.sentence.start), []).append(event)
    found = []
    for events in groups.values():
        told = next((one for one in events if one.id in origins), events[0])
        plain = quote(told, desk, origins.get(told.id, ""))
        if plain is None:
            continue
        text, best = desk.articles[told.article].text, carried(incident, plain.text, events)
        found.append(Candidate(plain, tuple(events), best))
        for start in starts(text, plain.start):
            wide = replace(plain, text=text[start : plain.end], start=start)
            if len(wide.text) <= WIDEST and (more := carried(incident, wide.text, events)) > best:
                found.append(Candidate(wide, tuple(events), more))
                best = more
    return found


def ordered(found: Iterable[Candidate], desk: Desk) -> list[Candidate]:
    """Return candidates, those that serve best as evidence first: flatly told, short of what they need not say."""

    def key(one: Candidate) -> tuple[bool, bool, int, str, str]:
        flat, _, own, known = max(worth(event, desk) for event in one.events)
        return (not flat, not own, len(one.quote.text), known, one.quote.article)

    return sorted(found, key=key)


def weight(element: Element, first: frozenset[Element]) -> int:
    """Return what carrying one thing is worth; a role's first name is worth more than its others."""
    return WEIGHTS[element[0]] if element[0] not in ("by", "to") or element in first else WEIGHTS["more"]


def in_passing(one: Candidate, wanted: frozenset[Element], first: frozenset[Element]) -> bool:
    """Whether a quotation names none of the sides that are told: a place that it names is not where it happened."""
    return bool(first) and not {role for role, _ in one.carries & wanted} & {"by", "to"}


def chosen(found: Sequence[Candidate], wanted: frozenset[Element], first: frozenset[Element]) -> list[Candidate]:
    """Return the fewest candidates that together carry what is wanted, the one that carries most first."""
    taken: list[Candidate] = []
    left = set(wanted)

    def new(one: Candidate) -> set[Element]:
        return (left & one.carries) - ({PLACE} if in_passing(one, wanted, first) else set())

    def gain(one: Candidate) -> int:
        gains = [weight(element, first) for element in new(one)]
        return sum(gains) if not taken or max(gains, default=0) > WEIGHTS["more"] else 0

    while found and len(taken) < MOST_QUOTES:
        best = max(found, key=gain)
        if not gain(best):
            break
        left -= new(best)
        taken.append(best)
    return taken


def told_sides(incident: Incident, coverable: frozenset[Element]) -> tuple[list[Participant], list[Participant]]:
    """Return who of an incident's sides can be told: those carried, at most MOST_SIDES a side, no state on both."""
    by = told_once(p for p in incident.actors if ("by", mark(p)) in coverable)
    to = told_once(p for p in incident.recipients if ("to", mark(p)) in coverable)
    hit = {person.country for person in to if person.country}
    apart = [person for person in by if person.country not in hit]
    if apart and {person.country for person in by} & hit:
        by = apart
    return by[:MOST_SIDES], to[:MOST_SIDES]


def alleged(
    person: Participant, incident: Incident, found: Iterable[Candidate]
) -> list[tuple[Event, Candidate]] | None:
    """Return the mentions by which the other side ascribes an act to someone; None where anyone else does so too."""
    sides = {one.country for one in (*incident.actors, *incident.recipients)}
    sides |= {incident.place.country if incident.place else None}
    theirs: list[tuple[Event, Candidate]] = []
    for one in found:
        for event in one.events:
            if any(one_state(person, q) and named(q, one.quote.text, event) for q in event.actors):
                said = event.attribution
                if said is None or said.country in (person.country, None) or said.country not in sides:
                    return None
                theirs.append((event, one))
    return theirs


def speaker(person: Participant) -> str:
    """Return one who speaks, in words: a state by its name, others by theirs or as the page has them."""
    if person.country and person.sector in OFFICIAL and not person.name:
        return country(person.country)
    if person.name or person.sector in OFFICIAL:
        return participant(person)
    text = bare(person.text)
    text = text if names_country(text, person.country) else text[:1].lower() + text[1:]
    return text if several(text) or proper(text) else f"{'an' if text[:1].lower() in 'aeiou' else 'a'} {text}"


def blaming(person: Participant, said: Participant) -> str:
    """Return whose word it is that someone did it: `Afghanistan blames Pakistan`."""
    who = speaker(said)
    state = person.country and person.sector in OFFICIAL and not person.name
    whom = country(person.country) if state and person.country else participant(person)
    return f"{who} {'blame' if several(who) else 'blames'} {whom}"


def mended(person: Participant, *, verbal: bool) -> Participant:
    """Return a participant as it reads best: in the page's own words where there is no better name for it."""
    if person.name:
        return person
    text, country_word = bare(person.text), person.country and adjective(person.country)
    last = text.rsplit(" ", 1)[-1]
    if person.country is None:
        return replace(person, name=text)
    if verbal and person.sector == "CVL" and last.lower() in LANDS:
        return replace(person, sector="GOV")
    if person.sector in ("REB", "CRM", "NGO", "IGO", "BUS", "MED") and proper(text.replace(country_word or "", "")):
        return replace(person, name=f"the {text}" if last.islower() else text)
    return person


def placed(incident: Incident, by: Sequence[Participant], to: Sequence[Participant]) -> bool:
    """Whether a sentence gains by its place: deeds and meetings do, words spoken at home do not."""
    if incident.place is None or incident.quad is Quad.MATERIAL_CONFLICT or incident.type in ("CONSULT", "AID"):
        return incident.place is not None
    return (
        incident.place.country not in {one.country for one in (*by, *to)} and incident.quad is not Quad.VERBAL_CONFLICT
    )


def elements(incident: Incident, by: Sequence[Participant], to: Sequence[Participant]) -> list[Element]:
    """Return all that a sentence on an incident would have to carry, the sides first."""
    wanted: list[Element] = [("by", mark(one)) for one in by] + [("to", mark(one)) for one in to]
    wanted += [PLACE] if placed(incident, by, to) else []
    hurt = None if incident.killed is None and incident.injured and not incident.injured.high else incident.injured
    for what, toll in (("killed", incident.killed), ("injured", hurt)):
        wanted += [(what, str(n)) for n in sorted(figures(toll))]
    return wanted


def kept_toll(toll: Toll | None, what: str, has: frozenset[Element]) -> Toll | None:
    """Return a toll where every figure of it is carried."""
    return toll if toll and all((what, str(n)) in has for n in figures(toll)) else None


def filled(taken: Sequence[Candidate], found: Iterable[Candidate], has: frozenset[Element]) -> tuple[Quote, ...]:
    """Return the quotations taken, and those of further origins that carry some of the same, at most MOST_QUOTES."""
    quotes = [one.quote for one in taken]
    for one in found:
        if len(quotes) < MOST_QUOTES and one.carries & has and one.quote.origin not in {q.origin for q in quotes}:
            quotes.append(one.quote)
    return tuple(dict.fromkeys(quotes))


def viewed(
    incident: Incident, has: frozenset[Element], by: Sequence[Participant], to: Sequence[Participant]
) -> Incident:
    """Return an incident with nothing but what is carried."""
    verbal = incident.quad in (Quad.VERBAL_CONFLICT, Quad.VERBAL_COOPERATION)
    doers = [mended(one, verbal=verbal) for one in by if ("by", mark(one)) in has]
    if incident.quad in FRIENDLY and len({one.country for one in doers}) > 1:  # states agree, not their forces
        doers = [replace(one, sector="GOV") if one.sector in OFFICIAL else one for one in doers]
    return replace(
        incident,
        actors=tuple(doers),
        recipients=tuple(mended(one, verbal=verbal) for one in to if ("to", mark(one)) in has),
        place=incident.place if PLACE in has else None,
        killed=kept_toll(incident.killed, "killed", has),
        injured=kept_toll(incident.injured, "injured", has),
    )


def of_stance(incident: Incident, desk: Desk, stances: Sequence[str]) -> list[Event]:
    """Return the mentions of an incident whose stance is one of some; all of them where it never happened."""
    if not incident.claims:
        return [desk.events[one] for one in incident.events if one in desk.events]
    wanted = (claim.event for claim in incident.claims if claim.stance in stances)
    return [desk.events[one] for one in wanted if one in desk.events]


def covering(
    incident: Incident, found: Sequence[Candidate], by: Sequence[Participant], to: Sequence[Participant]
) -> tuple[list[Candidate], frozenset[Element]]:
    """Return the candidates that carry most of what a sentence would tell, and what of it they carry."""
    wanted = elements(incident, by, to)
    first = frozenset((*[one for one in wanted if one[0] == "by"][:1], *[one for one in wanted if one[0] == "to"][:1]))
    taken = chosen(found, frozenset(wanted), first)
    everything = frozenset(wanted)
    has = frozenset(element for one in taken for element in one.carries) & everything
    told_there = any(PLACE in one.carries and not in_passing(one, everything, first) for one in taken)
    return taken, has if told_there else has - {PLACE}


def cited(incident: Incident, desk: Desk, stances: Sequence[str] = ("for", "hedged")) -> Cited:
    """Return an incident with no more than its quotations carry, and these quotations.

    Where only the other side says who did it, `blame` tells so (`Afghanistan blames Pakistan`), and the act stands
    without its doer.
    """
    found = ordered(candidates(incident, desk, of_stance(incident, desk, stances)), desk)
    by, to = told_sides(incident, frozenset(element for one in found for element in one.carries))
    done = incident.happened and incident.quad is Quad.MATERIAL_CONFLICT
    theirs = {mark(one): alleged(one, incident, found) for one in by} if done else {}
    blamed = [one for one in by if theirs.get(mark(one))]
    by = [one for one in by if one not in blamed]
    taken, has = covering(incident, found, by, to)
    blame, proof = ascribed(blamed[0], theirs[mark(blamed[0])] or []) if blamed else ("", [])
    taken += [one for one in proof if one not in taken]
    return Cited(
        viewed(incident, has, by, to), filled(taken, found, has), blame, tuple(e for one in taken for e in one.events)
    )


def ascribed(person: Participant, theirs: Iterable[tuple[Event, Candidate]]) -> tuple[str, list[Candidate]]:
    """Return the other side's word on who did it and the quotation that gives it; nothing where it names no speaker."""
    for event, one in theirs:
        if event.attribution and named(event.attribution, one.quote.text, event):
            return blaming(person, event.attribution), [one]
    return "", []


def only(incident: Incident, origin: str) -> Incident:
    """Return an incident as one origin alone tells it."""
    own = tuple(claim for claim in incident.claims if claim.origin == origin)
    return (
        replace(incident, claims=own, events=tuple(claim.event for claim in own), origins=(origin,))
        if own
        else incident
    )


def deed(incident: Incident) -> str:
    """Return an incident as a clause whose verb agrees with whom it was done to."""
    told, to = clause(incident), sides(incident)[1]
    return (
        told.replace(f"{to} was ", f"{to} were ", 1) if to and told.startswith(f"{to} was ") and several(to) else told
    )


def several(words: str) -> bool:
    """Whether the words for a side take a verb in the plural."""
    last = words.rsplit(" ", 1)[-1]
    return " and " in words or last in PLURALS or (last.islower() and last.endswith("s"))
