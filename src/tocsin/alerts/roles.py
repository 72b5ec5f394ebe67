"""Who a finished sentence says did what to whom, and whether its quotations say the same of them.

A sentence is read by the clauses it was written with (`resources/alerts/wording.toml`): what stands for {by} acted,
what stands for {to} was acted on.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from tocsin.alerts.cite import Sentence
from tocsin.alerts.naming import country_names, holds, named, names_country
from tocsin.records import Event, Incident, Participant
from tocsin.wording import country, states, wording

CLAUSE_END = r"(?= in | on \d| near | off |;| \(|, |\.| add | adds | still |$)"
NO_PLACE = r"(?!on \d|in |near |off )"
BLAME = re.compile(r"; (?P<who>[^;]+?) blames? (?P<whom>[^;]+?)[.;]")
KEYS = ("on", "by", "to", "mutual")


@cache
def pattern(template: str) -> re.Pattern[str]:
    """Return what a clause looks like in a sentence, its sides in groups `by` and `to`."""
    told = re.escape(template).replace(r"\{by\}", "(?P<by>[^;(]+?)").replace(r"\{to\}", rf"(?P<to>{NO_PLACE}[^;(]+?)")
    return re.compile(told + CLAUSE_END, re.IGNORECASE)


def sides(text: str, incident: Incident) -> tuple[str, str]:
    """Return the words of a sentence that say who acted and who was acted on, by an incident's clauses; or nothing."""
    table = wording(incident)
    for key in KEYS:
        found = pattern(table[key]).search(text) if key in table else None
        if found:
            groups = found.groupdict()
            return tuple((groups.get(role) or "").rsplit(" that ", 1)[-1] for role in ("by", "to"))  # type: ignore[return-value]
    return "", ""


def countries(words: str) -> Iterator[str]:
    """Yield the codes of the countries that some words of a brief name."""
    for code in country_names():
        name = states()[code][0] if code in states() else code
        if names_country(words, code) or holds(words, name) or holds(words, country(code)):
            yield code


def holders(people: Iterable[tuple[Participant, Event]], sentence: Sentence) -> frozenset[str]:
    """Return the countries and names that quotations give to some participants of their mentions."""
    text = "\n".join(quote.text for quote in sentence.quotes)
    found = [one for one, event in people if named(one, text, event)]
    return frozenset(key for one in found for key in (one.country, one.name) if key)


def missing(
    words: str, people: Sequence[tuple[Participant, Event]], names: Iterable[str], sentence: Sentence
) -> list[str]:
    """Return the countries and names among some words that no quotation has in that role."""
    have = holders(people, sentence)
    told = {name for name in names if holds(words, name)}
    for name in told:  # a body's name may hold a country's
        words = re.sub(re.escape(name), "", words, flags=re.IGNORECASE)
    return sorted((told | set(countries(words))) - have)


def misattributed(
    sentence: Sentence, incidents: Sequence[Incident], mentions: Sequence[Event]
) -> list[tuple[str, str]]:
    """Return (who, why) for each side of a sentence that no quotation of it has as doer, as target or as accused."""
    if not sentence.quotes or not incidents:
        return []
    names = {one.name for event in mentions for one in (*event.actors, *event.recipients) if one.name}
    by, to = sides(sentence.text, incidents[0])
    acted = [(one, event) for event in mentions for one in event.actors]
    hit = [(one, event) for event in mentions for one in event.recipients]
    found = [(who, "no quotation has it as doer") for who in missing(by, acted, names, sentence)]
    found += [(who, "no quotation has it as target") for who in missing(to, hit, names, sentence)]
    if blame := BLAME.search(sentence.text):
        said = [(event.attribution, event) for event in mentions if event.attribution]
        found += [(who, "no quotation has it blame") for who in missing(blame["who"], said, names, sentence)]
        found += [(who, "no quotation has it blamed") for who in missing(blame["whom"], acted, names, sentence)]
    return found
