"""Which place belongs to which event."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from tocsin.places.cues import Country, countries, demonyms
from tocsin.places.evidence import features
from tocsin.places.gazetteer import Gazetteer
from tocsin.places.locate import known, locate, nations
from tocsin.places.names import fold
from tocsin.places.rank import shares
from tocsin.places.scene import Candidate, Context, context, same_place
from tocsin.places.sides import seats_of
from tocsin.places.tokens import tokens
from tocsin.records import Article, Event, Place

MOST_COUNTRIES = 3


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each feature (`training/places_assign.py` fits them)."""
    text = files("tocsin").joinpath("resources", "gazetteer", "assign_weights.json").read_text(encoding="utf-8")
    table: dict[str, float] = json.loads(text)["weights"]
    return table


def _implied(article: Article, counts: Mapping[str, int]) -> list[Candidate]:
    """Return the countries that demonyms speak of and their capitals, with the first demonym as the quotation."""
    out: list[Candidate] = []
    words = tokens(article.text)
    for code, _ in Counter(counts).most_common(MOST_COUNTRIES):
        country = countries().get(code)
        word = next((w for w in words if w.capital and demonyms().get(w.low) == code), None)
        if country is None or word is None:
            continue
        out += _of(country, word.start, word.end, word.text, "country")
    return out


def _parties(event: Event, counts: Mapping[str, int]) -> list[Candidate]:
    """Return the countries of an event's participants, and their capitals, where no demonym speaks of them."""
    out: list[Candidate] = []
    common = {code for code, _ in Counter(counts).most_common(MOST_COUNTRIES)}
    for person in (*event.actors, *event.recipients):
        country = countries().get(person.country or "")
        if country is None or country.code in common:
            continue
        common.add(country.code)
        out += _of(country, person.start, person.end, person.text, "party")
    return out


def _of(country: Country, start: int, end: int, quote: str, source: str) -> list[Candidate]:
    """Return a country and its capital as candidates; the quotation is what speaks of the country."""
    base = Place(
        country.name, start, end, country.code, None, country.lat, country.lon, "country", 6, None, 0.5, f"by {quote}"
    )
    out = [Candidate(base, source)]
    if country.seat:
        lat, lon = country.seat
        seat = replace(
            base, name=country.capital, lat=lat, lon=lon, precision="city", where_prec=1, why=f"capital; by {quote}"
        )
        out.append(Candidate(seat, f"{source} capital"))
    return out


def _titled(article: Article, gazetteer: Gazetteer | None, places: Sequence[Place]) -> list[Candidate]:
    """Return the places of the title that the text does not name; their span is empty, for it is not in the text."""
    if gazetteer is None or not article.title:
        return []
    expected = [code for code, _ in Counter(p.country for p in places if p.country).most_common(3)]
    named = {fold(p.name) for p in places}
    found = locate(article.title, gazetteer, hint_countries=expected)
    return [
        Candidate(replace(p, start=0, end=0, why=f"title: {p.why}"), "title")
        for p in found
        # a country that the text names, but nowhere as a place, is a party in the title too
        if fold(p.name) not in named and not (p.precision == "country" and p.name in article.text)
    ]


def wider(event: Event, options: Sequence[Candidate], counts: Mapping[str, int]) -> list[Candidate]:
    """Return the article's candidates with those that only this event brings."""
    return [*options, *_parties(event, counts), *seats_of(event)]


def candidates(
    article: Article, places: Sequence[Place], gazetteer: Gazetteer | None = None
) -> tuple[list[Candidate], Counter[str]]:
    """Return all places that an event of the article may have, none among them, and the count of its demonyms."""
    counts = nations(tokens(article.text))
    located = [p for p in places if p.lat is not None]
    return [
        Candidate(None),
        *(Candidate(p) for p in located),
        *_titled(article, gazetteer, located),
        *_implied(article, counts),
    ], counts


def _resolve(event: Event, places: Sequence[Place], gazetteer: Gazetteer | None) -> Event:
    """Give a place that a coder set its point: from the place located at its span, or of its name, or by look-up."""
    place = event.place
    if place is None or place.lat is not None:
        return event
    at = [p for p in places if p.start < place.end and place.start < p.end and p.lat is not None]
    at = at or [p for p in places if fold(p.name) == fold(place.name) and p.lat is not None]
    if at:
        return replace(event, place=replace(at[0], name=place.name, start=place.start, end=place.end))
    found = known(place.name, gazetteer) if gazetteer else ()
    if not found or gazetteer is None:
        return event
    hints = [p.country for p in places if p.country]
    one = locate(place.name, gazetteer, [(0, len(place.name))], hints)[0]
    return replace(event, place=replace(one, start=place.start, end=place.end))


def choose(
    event: Event, options: Sequence[Candidate], around: Context, earlier: Sequence[Event], table: Mapping[str, float]
) -> Event:
    """Return an event with the likeliest of the candidates as its place."""
    named = [list(features(event, option, around, earlier)) for option in options]
    odds = shares([sum(table.get(f, 0.0) for f in told) for told in named])
    together = [
        sum(o for o, other in zip(odds, options, strict=True) if same_place(other.place, option.place))
        for option in options
    ]
    best = max(range(len(options)), key=lambda n: (round(together[n], 6), odds[n]))
    place = options[best].place
    if place is None:
        return replace(event, place=None)
    told = sorted((f for f in named[best] if table.get(f, 0) > 0.3), key=lambda f: -table[f])[:3]
    return replace(
        event,
        place=replace(place, score=round(together[best] * place.score, 3), why=f"{place.why} [{', '.join(told)}]"),
    )


def assign(
    events: Sequence[Event], places: Sequence[Place], article: Article, gazetteer: Gazetteer | None = None
) -> tuple[Event, ...]:
    """Return the events with their places, in order.

    `places` are the article's, as `locate` gives them. Same sentence goes before earlier ones, a locative preposition
    before a bare name, what the previous event had before the dateline and the countries that demonyms speak of; an
    event that nothing places keeps None. An event whose place is already set is only given its point. With a
    `gazetteer` the title's places count too. Weights are fitted on our own corpus; `why` names what decided.
    """
    options, counts = candidates(article, places, gazetteer)
    around = context(article, [o.place for o in options if o.place and o.source == "text"], events, counts)
    out: list[Event] = []
    for event in events:
        if event.place is not None:
            out.append(_resolve(event, places, gazetteer))
        else:
            out.append(choose(event, wider(event, options, counts), around, out, weights()))
    return tuple(out)
