"""Places in a text: recognised or given, ranked by context, with reasons."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tocsin.places.cues import capitals, cues, demonyms, peoples
from tocsin.places.gazetteer import Gazetteer, Named
from tocsin.places.kinds import PRECISION, WHERE_PREC, Kind
from tocsin.places.names import fold
from tocsin.places.rank import reasons
from tocsin.places.recognise import Finder, Mention, abbreviated, weight
from tocsin.places.tokens import Token, tokens
from tocsin.places.unknown import anchored, beside, unknown
from tocsin.places.weigh import Name, Ranking
from tocsin.records import Place

CANDIDATES = 40
STRAY = 0.06  # share of the text's other places below which a small town's country is foreign to the text
_OFFSET = re.compile(
    r"(\d{1,4}(?:[.,]\d{1,2})?) ?(km|kilomet(?:er|re)s?|kms|miles?|mi) (?:\([^)]{1,20}\) )?(?:to the )?"
    r"(north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)? of "
    r"(?:the )?(?:[a-z]{1,15} ){0,3}$"
)
_POINTS = {"n": "north", "s": "south", "e": "east", "w": "west"}
_BEARINGS = {
    "north": 0,
    "northeast": 45,
    "east": 90,
    "southeast": 135,
    "south": 180,
    "southwest": 225,
    "west": 270,
    "northwest": 315,
}


def _given(words: Sequence[Token], text: str, gazetteer: Gazetteer, spans: Iterable[tuple[int, int]]) -> list[Mention]:
    """Return the spans that the caller vouches for as mentions; one that nothing is known of has no candidates."""
    out = []
    for start, end in sorted(set(spans)):
        first = next((n for n, w in enumerate(words) if w.end > start), len(words))
        last = next((n for n, w in enumerate(words) if w.start >= end), len(words))
        name = text[start:end]
        out.append(Mention(first, max(last, first), start, end, name, known(name, gazetteer), 9.0, "given"))
    return out


def known(name: str, gazetteer: Gazetteer) -> tuple[Named, ...]:
    """Return what a given name may mean: a people's country or land, else the name as it stands or shortened."""
    plain = name.strip()
    if found := abbreviated(plain, gazetteer) or abbreviated(f"{plain}.", gazetteer) or _land(plain, gazetteer):
        return found
    for form in _forms(plain):
        if found := gazetteer.find(form):
            return found
    return ()


def _land(name: str, gazetteer: Gazetteer) -> tuple[Named, ...]:
    """Return the country of a demonym, or the land of a people that has none."""
    key = fold(name)
    if (land := peoples().get(key)) is not None:
        wide = (Kind.PROVINCE, Kind.REGION, Kind.COUNTRY)
        return tuple(n for n in gazetteer.find(land[0]) if n.entry.kind in wide and n.entry.country in (land[1], None))
    code = demonyms().get(key) if key not in capitals() else None
    country = gazetteer.country(code) if code else None
    return (Named(country, False),) if country else ()


def _forms(name: str) -> Iterable[str]:
    yield name
    short = re.sub(
        r"^(?:the|city of|town of|village of|province of|state of|gulf of|port of) ", "", name, flags=re.IGNORECASE
    )
    if short != name:
        yield short
    words = short.split()
    if len(words) > 1 and words[-1].rstrip(".").lower() == "co":
        yield f"{' '.join(words[:-1])} County"
    if len(words) > 1 and words[0].rstrip(".").lower() in _POINTS:
        yield f"{_POINTS[words[0].rstrip('.').lower()]} {' '.join(words[1:])}"
    if len(words) > 1 and words[-1].lower() in cues().generic:
        yield " ".join(words[:-1])
    if len(words) > 1 and words[0].lower() in cues().directions | cues().generic.keys():
        yield " ".join(words[1:])
    if "," in short:
        yield short.partition(",")[0]


def _kind_cue(mention: Mention, words: Sequence[Token]) -> Kind | None:
    """Return the kind that a word beside a name tells: `Paktika province`, `the city of Kunduz`."""
    generic = cues().generic
    own = words[mention.last - 1].low if 0 < mention.last <= len(words) else ""
    if mention.last - mention.first > 1 and own in generic:
        return generic[own]
    after = words[mention.last] if mention.last < len(words) else None
    if after and after.gap in (" ", "-") and after.low in generic:
        return generic[after.low]
    before = words[mention.first - 1] if mention.first else None
    if before and before.low == "of" and mention.first > 1:
        before = words[mention.first - 2]
    return generic.get(before.low) if before and before.end + 5 > mention.start else None


def _container(mention: Mention, following: Mention, words: Sequence[Token]) -> bool:
    """Whether the text says that `mention` lies in `following`: `X, Y`, `X in Y`, `X district of Y`, `X (Y)`."""
    between = words[mention.last : following.first]
    if all(n.entry.kind == Kind.SEA for n in mention.found):
        return False
    gap = words[following.first].gap if following.first < len(words) else ""
    lows = [w.low for w in between if w.low not in cues().generic and w.low not in cues().directions]
    if not between:
        return gap.strip() in (",", "(")
    if len(between) > 5 or any(c in w.gap for w in [*between, words[following.first]] for c in ".;:!?"):
        return False
    return lows in (["in"], ["of"], ["in", "the"], ["of", "the"], ["the"], [], ["the", "of"], ["in", "s"])


def _owner(mention: Mention, following: Mention, words: Sequence[Token]) -> bool:
    """Whether `Y's X`: the name after lies in the one before."""
    ending = words[mention.last - 1] if mention.last else None
    between = words[mention.last : following.first]
    return bool(
        ending and ending.possessive and all(w.low in cues().directions | cues().generic.keys() for w in between)
    )


def _own(found: Sequence[Named]) -> list[Named]:
    """Return what a name means without towns that bear their country's name by the by (`Mexico`)."""
    states = {n.entry.country for n in found if n.entry.kind == Kind.COUNTRY}
    return [n for n in found if n.main or n.entry.kind == Kind.COUNTRY or n.entry.country not in states]


def _names(mentions: Sequence[Mention], words: Sequence[Token]) -> list[Name]:
    grouped: dict[str, Name] = {}
    for n, mention in enumerate(mentions):
        if not mention.found:
            continue
        key = fold(mention.text)
        if key not in grouped:
            ranked = sorted(_own(mention.found), key=weight, reverse=True)[:CANDIDATES]
            grouped[key] = Name(key, [], ranked)
        name = grouped[key]
        name.mentions.append(mention)
        name.kind = name.kind or _kind_cue(mention, words)
        if n + 1 < len(mentions) and _container(mention, mentions[n + 1], words):
            name.containers.append(fold(mentions[n + 1].text))
        if n and _owner(mentions[n - 1], mention, words):
            name.containers.append(fold(mentions[n - 1].text))
    return list(grouped.values())


def _stray(name: Name, names: Sequence[Name]) -> bool:
    """Whether a little-known place lies where nothing else in the text does: the name rather means something else.

    A text that names places of one country does not name a small town of another without saying so.
    """
    best, found = name.candidates[name.best], name.features[name.best]
    lone = found.country < STRAY and found.near < 0.05 and found.contained <= 0 and not found.hint
    plain = best.entry.kind in (Kind.CITY, Kind.DISTRICT, Kind.QUARTER) and weight(best) < 5.0
    return lone and plain and len(names) > 2


def nations(words: Sequence[Token]) -> Counter[str]:
    """Count the countries that the demonyms of a text speak of."""
    table = demonyms()
    counts: Counter[str] = Counter()
    for n, word in enumerate(words):
        if word.capital:
            pair = f"{word.low} {words[n + 1].low}" if n + 1 < len(words) else ""
            if code := table.get(pair) or table.get(word.low):
                counts[code] += 1
    return counts


def _moved(place: Place, text: str) -> Place:
    """Return a place moved by a distance phrase that leads up to it: `30 km north of X`."""
    found = _OFFSET.search(text[max(0, place.start - 90) : place.start].replace("\n", " "))
    if not found or place.lat is None or place.lon is None:
        return place
    distance = float(found[1].replace(",", ".")) * (1.609 if found[2].startswith("mi") else 1.0)
    if distance > 300:
        return place
    lat, lon = offset(place.lat, place.lon, distance, _BEARINGS[found[3].replace("-", "")])
    why = f"{found[1]} {found[2]} {found[3]} of it; {place.why}"
    return replace(place, lat=round(lat, 4), lon=round(lon, 4), precision="district", where_prec=2, why=why)


def offset(lat: float, lon: float, distance: float, bearing: float) -> tuple[float, float]:
    """Return the point `distance` km away from another on `bearing` degrees (clockwise from north)."""
    angle, turn, la = distance / 6371.0, math.radians(bearing), math.radians(lat)
    to = math.asin(math.sin(la) * math.cos(angle) + math.cos(la) * math.sin(angle) * math.cos(turn))
    by = math.atan2(math.sin(turn) * math.sin(angle) * math.cos(la), math.cos(angle) - math.sin(la) * math.sin(to))
    return math.degrees(to), (lon + math.degrees(by) + 540) % 360 - 180


def _why(name: Name, gazetteer: Gazetteer) -> str:
    best = name.best
    others = sorted((s, n) for n, s in enumerate(name.shares) if n != best and s > 0.02)[::-1][:2]
    told = [f"{gazetteer.label(name.candidates[n].entry)} {s:.2f}" for s, n in others]
    return reasons(name.features[best]) + (f"; or {', '.join(told)}" if told else "")


def _place(mention: Mention, name: Name, gazetteer: Gazetteer) -> Place:
    entry = name.candidates[name.best].entry
    kind = entry.kind
    return Place(
        name=mention.text,
        start=mention.start,
        end=mention.end,
        country=entry.country,
        admin1=gazetteer.admin1_name(entry),
        lat=round(entry.lat, 5),
        lon=round(entry.lon, 5),
        precision=PRECISION[kind],
        where_prec=4 if entry.coarse else WHERE_PREC[kind],
        geonameid=entry.geonameid,
        score=round(name.shares[name.best], 3),
        why=f"{gazetteer.label(entry)}: {_why(name, gazetteer)}",
    )


def locate(
    text: str,
    gazetteer: Gazetteer,
    spans: Sequence[tuple[int, int]] | None = None,
    hint_countries: Sequence[str] = (),
    unplaced: bool = False,
) -> tuple[Place, ...]:
    """Return the places named in `text`, in order, each ranked by the context of the whole text.

    With `spans` (code points, end exclusive) just those are located; one that no gazetteer entry fits is put at the
    place that the text names beside it, with a low score, and has no point where there is none. `hint_countries`
    (alpha-3) are countries that the caller expects. A name that no gazetteer entry
    fits but that stands where a place stands is put at the known place it is named by (`X, a village near Y`), and left
    out where there is none, unless `unplaced` asks for it. Demonyms, people, bodies and
    capitals that stand for their governments are no places.
    """
    words = tokens(text)
    finder = Finder(words, text, gazetteer)
    mentions = finder.mentions() if spans is None else _given(words, text, gazetteer, spans)
    names = _names(mentions, words)
    Ranking(names, nations(words), hint_countries).run()
    by_key = {name.key: name for name in names if spans is not None or not _stray(name, names)}
    mentions = [m for m in mentions if fold(m.text) in by_key or spans is not None]
    out = []
    for mention in mentions:
        name = by_key.get(fold(mention.text))
        if name is None or not mention.found:
            out.append(_bare(mention))
        else:
            out.append(_moved(_place(mention, name, gazetteer), text))
    if spans is None:
        out += [
            p for m in unknown(finder, mentions) if (p := anchored(m, out, text) or (_bare(m) if unplaced else None))
        ]
    else:
        out = [p if p.lat is not None else beside(p, out, text) or p for p in out]
    return tuple(sorted(out, key=lambda p: p.start))


def _bare(mention: Mention) -> Place:
    return Place(mention.text, mention.start, mention.end, score=0.0, why=f"no gazetteer entry ({mention.why})")
