"""Names that the gazetteer lacks but the text treats as places: found by their setting, put at their neighbour."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.places.cues import abbreviations, cues, demonyms
from tocsin.places.kinds import PRECISION, Kind
from tocsin.places.names import ARTICLES, fold
from tocsin.places.recognise import Finder, Mention
from tocsin.records import Place

REACH = 70  # characters within which a known place may hold an unknown one
_BEFORE = frozenset(
    ["in", "near", "at", "outside", "inside", "around", "from", "to", "into", "towards", "toward", "of"]
)
_LINK = re.compile(
    r"[\s,(]{0,3}(?:(?:a|an|the|some|about|in|near|of|on|at|from|to|by|close|just|outside|outskirts|edge|border|with|and|which|lies|is"
    r"|town|village|city|district|province|region|area|hamlet|settlement|locality|suburb|neighbou?rhood|county|valley|part|state"
    r"|small|remote|rural|coastal|mining|farming|market|nearby|southern|northern|eastern|western|central|north|south|east|west"
    r"|northeast|northwest|southeast|southwest|north-eastern|kilomet(?:er|re)s?|km|miles?"
    r"|\d{1,4})[\s,]{1,2}){0,12}(?:the )?[(]?"
)


def unknown(finder: Finder, mentions: Sequence[Mention]) -> list[Mention]:
    """Return capitalised groups of words that stand where a place stands, of which nothing is known; none overlaps."""
    taken = {n for m in mentions for n in range(m.first, m.last)}
    out = []
    n = 0
    while n < len(finder.words):
        last = _group(finder, n, taken)
        if last and (why := _setting(finder, n, last)):
            start, end = finder.words[n].start, finder.words[last - 1].end
            out.append(Mention(n, last, start, end, finder.text[start:end], (), 0.5, why))
        n = max(n + 1, last)
    return out


def _group(finder: Finder, first: int, taken: set[int]) -> int:
    """Return where a group of unknown name words that starts at `first` ends, 0 where none does."""
    words = finder.words
    starts = words[first].capital or (words[first].low in ARTICLES and words[first].low not in ("at", "as", "an"))
    if first in taken or not starts or (first and _runs_on(finder, first)):
        return 0
    last = first + 1
    while (
        last < len(words)
        and last - first < 4
        and last not in taken
        and words[last].gap in (" ", "-")
        and not words[last - 1].possessive
    ):
        if not words[last].capital and not (words[last].gap == "-" and last + 1 < len(words)):
            break
        last += 1
    if last < len(words) and last in taken and words[last].gap == " ":
        return 0
    return last if words[last - 1].capital and not _other(finder, first, last) else 0


def _runs_on(finder: Finder, first: int) -> bool:
    before = finder.words[first - 1]
    return before.capital and finder.words[first].gap in (" ", "-") and not before.first


def _other(finder: Finder, first: int, last: int) -> bool:
    """Whether the group is rather a person, a body, a demonym or a common word."""
    words = [w.low for w in finder.words[first:last]]
    lists = finder.cues
    if any(
        w in demonyms() or w in lists.organisations or w in lists.given or w in lists.titles or w in finder.people
        for w in words
    ):
        return True
    name = finder.text[finder.words[first].start : finder.words[last - 1].end]
    return (
        fold(name) in lists.never or name in abbreviations() or name.isupper() or all(w in lists.english for w in words)
    )


def _setting(finder: Finder, first: int, last: int) -> str:
    """Return what shows that a place is meant: `in X`, `the village of X`, `X district`; empty where nothing does."""
    words, generic = finder.words, cues().generic
    after = words[last] if last < len(words) else None
    if after and after.gap == " " and after.low in generic and not after.capital and not words[last - 1].possessive:
        return f"{after.low} beside it"
    before = words[first - 1] if first else None
    if before is None or words[first].gap != " " or before.low not in _BEFORE:
        return ""
    if before.low == "of":
        return f"{words[first - 2].low} of" if first > 1 and words[first - 2].low in generic else ""
    if before.low in ("from", "to"):
        return ""
    return before.low


def anchored(mention: Mention, places: Sequence[Place], text: str) -> Place | None:
    """Return an unknown name as a place at the known one that the text puts it by (`X, a village near Y`), if any."""
    following = [p for p in places if 0 <= p.start - mention.end <= REACH]
    for place in sorted(following, key=lambda p: p.start)[:2]:
        if _LINK.fullmatch(text[mention.end : place.start]):
            return _at(mention, place, "which the text puts it by")
    preceding = [
        p
        for p in places
        if 0 <= mention.start - p.end <= REACH and not re.search(r"[.;!?]\s", text[p.end : mention.start])
    ]
    if preceding:
        return _at(mention, max(preceding, key=lambda p: p.end), "named just before it")
    return None


def beside(name: Place, places: Sequence[Place], text: str) -> Place | None:
    """Return a given name that nothing is known of, put where `anchored` puts it or at the nearest town or province."""
    mention = Mention(0, 0, name.start, name.end, name.name, (), 0.0, "given")
    placed = [p for p in places if p.lat is not None]
    if found := anchored(mention, placed, text):
        return found
    narrow = [p for p in placed if p.precision != "country"]
    nearest = min(narrow, key=lambda p: abs(p.start - name.start), default=None)
    return _at(mention, nearest, "the nearest place named") if nearest else None


def _at(mention: Mention, place: Place, why: str) -> Place:
    told = next((w for w in mention.why.split() if w in cues().generic), "")
    kind = cues().generic.get(told, Kind.CITY)
    precision = place.precision if place.precision in ("country", "province") else PRECISION[kind]
    return replace(
        place,
        name=mention.text,
        start=mention.start,
        end=mention.end,
        precision=precision,
        where_prec=max(2, place.where_prec),
        geonameid=None,
        score=round(place.score * 0.4, 3),
        why=f"not in the gazetteer; put at {place.name}, {why}",
    )
