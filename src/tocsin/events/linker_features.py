"""What the linker's classifier sees of an event and a candidate, as named numbers (all binary or small counts)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from tocsin.events import linker_slots, status, syntax
from tocsin.events.linker_candidates import Candidate, Page, key_of
from tocsin.events.linker_given import head_of
from tocsin.events.parse import Token
from tocsin.events.words import words
from tocsin.records import Event, Participant

_CLASSES = (
    "TROOPS", "POLICE", "REBELS", "AUTHORITIES", "CROWD", "PEOPLE", "DIPLOMAT", "PRISONERS", "TERRITORY", "BUILDING",
    "WEAPONS", "EVENTWORDS", "OFFICIALS", "PARTY", "STATEWORDS", "PERSONWORDS", "means", "SETTLEMENT", "OBSERVERS",
    "armed_things", "GOODS",
)  # fmt: skip
_LONGEST_PATH = 5
_DASHES = frozenset({"-", "–", "—", "--", "("})


@cache
def classes_of(lemma: str) -> tuple[str, ...]:
    """Return the word classes that a lemma is in."""
    return tuple(name for name in _CLASSES if lemma in words(name))


@dataclass(frozen=True, slots=True)
class Seen:
    """An event with its trigger's head word, the number of its sentence, its status, and the word that governs it.

    `understood` are the token numbers of subjects and objects, of the trigger's clause and of the one above; `keys`
    the entities of each role.
    """

    event: Event
    token: Token
    number: int
    status: str
    governor: str
    over: Token | None = None
    quoted: bool = False
    understood: Mapping[str, frozenset[int]] = field(default_factory=dict)
    keys: Mapping[str, frozenset[str]] = field(default_factory=dict)


def seen(event: Event, page: Page) -> Seen | None:
    """Return an event as placed in its page, None where its trigger is in no sentence."""
    here = page.at(event.trigger.start)
    token = head_of(event, here) if here is not None else None
    if here is None or token is None:
        return None
    told = status.of(token)
    governor = told.governor.lemma_.lower() if told.governor is not None else ""
    quoted = page.history.quoted(event.trigger.start)
    number = here.sentence.number
    return Seen(
        event, token, number, str(told.status), governor, told.governor, quoted, _understood(token), keys_of(event)
    )


def keys_of(event: Event) -> dict[str, frozenset[str]]:
    """Return the entities of each role of an event."""
    said = (event.attribution,) if event.attribution is not None else ()
    table = (("actor", event.actors), ("recipient", event.recipients), ("speaker", said))
    return {role: frozenset(map(key_of, people)) for role, people in table}


def _understood(token: Token) -> dict[str, frozenset[int]]:
    """Subjects and objects as understood, of the trigger's verb or of the verb that carries a noun."""
    verb = token if token.pos_ in ("VERB", "AUX") else syntax.clause_head(token)
    if verb.pos_ not in ("VERB", "AUX"):
        return {}
    found = {"logical subject": syntax.subjects(verb), "logical object": syntax.objects(verb)}
    if verb.head.pos_ in ("VERB", "AUX"):
        found |= {"upper subject": syntax.subjects(verb.head), "upper object": syntax.objects(verb.head)}
    return {name: frozenset(one.i for one in tokens) for name, tokens in found.items()}


def same(one: Participant, other: Participant) -> bool:
    """Whether two quotes overlap in the text."""
    return one.start < other.end and other.start < one.end


def _label(token: Token) -> str:
    """The label by which a word hangs; of a preposition, with the word itself."""
    return f"{token.dep_}:{token.lower_}" if token.dep_ in ("prep", "agent", "dative", "mark") else str(token.dep_)


def _path(candidate: Token, trigger: Token) -> tuple[list[str], list[str]] | None:
    """The labels from the candidate up to the word both hang under, and from the trigger up to it."""
    above = [trigger, *trigger.ancestors]
    rank = {one.i: i for i, one in enumerate(above)}
    up: list[str] = []
    here = candidate
    while here.i not in rank:
        if here.head == here:
            return None
        up.append(_label(here))
        here = here.head
    return up, [_label(one) for one in above[: rank[here.i]]]


def _short(labels: Sequence[str]) -> list[str]:
    return [label.split(":")[0] for label in labels if label != "conj"]


def _syntax(candidate: Token, trigger: Token, kind: str) -> Iterator[tuple[str, float]]:
    found = _path(candidate, trigger)
    if found is None:
        yield "path=none", 1
        return
    up, down = found
    yield "path.up", len(up)
    yield "path.down", len(down)
    if len(up) + len(down) <= _LONGEST_PATH:
        path = ">".join(up) + "<" + "<".join(down)
        yield f"path={path}", 1
        bare = ">".join(_short(up)) + "<" + "<".join(_short(down))
        yield f"bare={bare}", 1
        yield f"bare={bare}|{kind}", 1
    if not down and up:
        yield f"under={up[-1]}", 1
        yield f"under={up[-1]}|{kind}", 1
    yield "conj.up", "conj" in up
    yield "same clause", syntax.clause_head(candidate) == syntax.clause_head(trigger)


def _place(candidate: Candidate, event: Seen) -> Iterator[tuple[str, float]]:
    offset = candidate.here.sentence.number - event.number
    yield f"offset={max(-3, min(1, offset))}", 1
    if offset == 0:
        gap = candidate.token.i - event.token.i
        yield "gap", max(-40, min(40, gap))
        yield "near", 1 / (1 + abs(gap))
        yield "before", gap < 0
        span = event.event.trigger
        yield "in trigger", candidate.who.start < span.end and span.start < candidate.who.end


def _kind(candidate: Candidate, event: Seen) -> Iterator[tuple[str, float]]:
    who, token = candidate.who, candidate.token
    dep = _label(token) if token.dep_ != "pobj" else f"pobj:{token.head.lower_}"
    yield f"dep={dep}", 1
    yield f"pos={token.pos_}", 1
    yield f"tag={token.tag_}", 1
    yield f"sector={who.sector}", 1
    yield f"sector={who.sector}|{event.event.type}", 1
    yield "marked", candidate.marked
    yield "named", who.name is not None
    yield "country", who.country is not None
    yield "pronoun", candidate.pronoun
    yield "fits", candidate.fits
    yield "place", token.i in candidate.here.place_tokens
    yield "words", min(8, len(who.text.split()))
    yield "first word", token.i == 0
    yield "definite", any(one.lower_ in ("the", "this", "these") for one in token.children)
    yield "subject", token.dep_ in ("nsubj", "nsubjpass")
    yield "possessor", token.dep_ == "poss"
    for name in classes_of(token.lemma_.lower()):
        yield f"class={name}", 1
        yield f"class={name}|{event.event.type}", 1


def _slots(candidate: Candidate, event: Seen, page: Page) -> Iterator[tuple[str, float]]:
    """The slot of a candidate, crossed with what the trigger is; main subjects of the sentences around."""
    offset = candidate.here.sentence.number - event.number
    told, lemma = event.event, event.token.lemma_.lower()
    kind = "noun" if event.token.pos_ not in ("VERB", "AUX") else "verb"
    if offset == 0:
        for one in linker_slots.slots(candidate.token, event.token, event.over):
            yield f"slot={one}", 1
            yield f"slot={one}|{told.type}", 1
        at = linker_slots.slot(candidate.token, event.token, event.over)
        yield f"at={at}|{lemma}", 1
        yield f"at={at}|{told.mode}", 1
        if event.governor:
            yield f"at={at}|under {event.governor}", 1
    else:
        subject = candidate.token.dep_ in ("nsubj", "nsubjpass")
        at = f"{max(-3, min(1, offset))} {'subject' if subject else 'other'}"
        yield f"at={at}", 1
    yield f"at={at}|{kind}|{told.type}", 1
    for back in (0, 1, 2):
        if event.number >= back:
            yield f"main subject {back} back", candidate.entity in page.mains[event.number - back]
    yield "main subject of lead", candidate.entity in page.mains[0]
    inside = page.history.quoted(candidate.who.start)
    yield f"quoted={event.quoted} {inside}", 1


def _dateline(candidate: Candidate) -> bool:
    """`KABUL (Wire) -`: what stands before a dash at the head of a paragraph."""
    token = candidate.token
    ahead = [one.text for one in token.doc[token.i + 1 : token.i + 9]]
    return token.i < 6 and bool(_DASHES & set(ahead)) and (token.text.isupper() or token.dep_ in ("ROOT", "npadvmod"))


def _of_trigger(event: Seen) -> Iterator[tuple[str, float]]:
    told = event.event
    yield f"type={told.type}", 1
    yield f"mode={told.mode}", 1
    yield f"status={event.status}", 1
    yield f"governor={event.governor}", 1
    yield f"lemma={event.token.lemma_.lower()}", 1
    yield f"t.dep={event.token.dep_}", 1
    yield "nominal", event.token.pos_ not in ("VERB", "AUX")
    yield "passive", event.token.pos_ == "VERB" and syntax.is_passive(event.token)
    yield "rule actors", len(told.actors)
    yield "rule recipients", len(told.recipients)
    yield "rule speaker", told.attribution is not None


def beside(candidate: Candidate, people: Sequence[Participant]) -> bool:
    """Return whether a candidate is coordinated with one of `people`."""
    if not people:
        return False
    shift = candidate.here.sentence.span.start
    starts = [shift + one.idx for one in (*candidate.token.conjuncts, *_listed_nouns(candidate.token))]
    return any(one.start <= start < one.end for one in people for start in starts)


def _listed_nouns(token: Token) -> list[Token]:
    """What a noun stands in apposition to, or the other way round."""
    return [one for one in token.children if one.dep_ == "appos"] + ([token.head] if token.dep_ == "appos" else [])


def _verdict(candidate: Candidate, event: Seen) -> Iterator[tuple[str, float]]:
    told = event.event
    speakers = (told.attribution,) if told.attribution is not None else ()
    for role, people in (("actor", told.actors), ("recipient", told.recipients), ("speaker", speakers)):
        quote, name = any(same(candidate.who, one) for one in people), candidate.entity in event.keys[role]
        yield f"rule {role}", quote
        yield f"rule {role} by name", name
        yield f"rule {role}|{told.type}", quote
        yield f"rule {role} coordinated", not quote and beside(candidate, people)
    for role, people in (("actor", told.actors), ("recipient", told.recipients)):
        countries = {one.country for one in people} - {None}
        yield f"country of {role}", candidate.who.country in countries
        yield f"other country than {role}", bool(countries) and candidate.who.country not in {None, *countries}


def _logical(candidate: Candidate, event: Seen) -> Iterator[tuple[str, float]]:
    if candidate.here.sentence.number == event.number:
        for name, tokens in event.understood.items():
            yield name, candidate.token.i in tokens


def in_others(candidate: Candidate, event: Seen, events: Sequence[Seen]) -> Iterator[tuple[str, float]]:
    """Yield the part that a candidate plays in the other events of the article: beside, before, of like type."""
    counts: dict[str, float] = {}
    before: Seen | None = None
    like: Seen | None = None
    for one in events:
        if one.event.trigger == event.event.trigger:
            continue
        own = [role for role, keys in one.keys.items() if candidate.entity in keys]
        for role in own:
            counts[f"all {role}"] = counts.get(f"all {role}", 0) + 1
            if one.event.type == event.event.type:
                counts[f"like {role}"] = counts.get(f"like {role}", 0) + 1
            if one.number == event.number:
                counts[f"beside {role}"] = 1
                counts[f"beside {role}|{one.event.type}"] = 1
                counts[f"beside {role}|{one.event.type}|{event.event.type}"] = 1
        earlier = one.event.trigger.start < event.event.trigger.start
        before = one if earlier else before
        like = one if earlier and one.event.type == event.event.type else like
    for name, last in (("last", before), ("last like", like)):
        if last is not None:
            for role, keys in last.keys.items():
                if candidate.entity in keys:
                    counts[f"{name} {role}"] = 1
                    counts[f"{name} {role}|{last.event.type}|{event.event.type}"] = 1
            counts[f"{name} back"] = min(5, event.number - last.number)
    yield from counts.items()


def _article(candidate: Candidate, page: Page) -> Iterator[tuple[str, float]]:
    yield "dateline", _dateline(candidate)
    yield "in title", candidate.entity.split()[-1] in page.article.title.lower()
    yield "times named", min(6, page.named[candidate.entity])
    yield "lead", candidate.here.sentence.number == 0


def _rivals(candidate: Candidate, event: Seen, page: Page) -> Iterator[tuple[str, float]]:
    """How many others stand nearer to the trigger on the same side."""
    if candidate.here.sentence.number != event.number:
        return
    own, at = candidate.token.i, event.token.i
    low, high = min(own, at), max(own, at)
    yield "between", min(8, sum(low < one.token.i < high and one.fits for one in page.people[event.number]))
    yield "comma between", any(one.text in (";", ",") for one in candidate.token.doc[low:high])


def focal(event: Seen, events: Sequence[Seen]) -> frozenset[int]:
    """Return where those stand who play a part in an earlier event of the article of the same type."""
    earlier = [one.event for one in events if one.number < event.number and one.event.type == event.event.type]
    return frozenset(who.start for one in earlier for who in (*one.actors, *one.recipients))


def features(candidate: Candidate, event: Seen, events: Sequence[Seen], page: Page) -> dict[str, float]:
    """Return the named features of a (candidate, event) pair; `events` are all of the article, as the rules left it."""
    kind = "person" if candidate.marked or candidate.fits else "thing"
    found = dict(_place(candidate, event))
    if candidate.here.sentence.number == event.number:
        found.update(_syntax(candidate.token, event.token, kind))
    for part in (
        _kind(candidate, event), _of_trigger(event), _verdict(candidate, event), _logical(candidate, event),
        in_others(candidate, event, events), _article(candidate, page), _rivals(candidate, event, page),
        _slots(candidate, event, page),
    ):  # fmt: skip
        found.update(part)
    return {name: float(value) for name, value in found.items() if value}
