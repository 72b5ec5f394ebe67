"""What an article says of its actors: who is named where, by what short form later, and which countries it is about.

A scene is read once an article, in one pass over its words, and answers all later questions about its participants.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tocsin.actors.find import Hit, hits
from tocsin.actors.lexicon import word_list
from tocsin.actors.mentions import Mention, by_surname, mention_of
from tocsin.actors.names import Token, tokens
from tocsin.actors.phrases import known_roles, role_of, singular
from tocsin.actors.roster import Roster

PlaceCountry = Callable[[str], str | None]
_RUN_ON = frozenset([" ", "-", "'s ", "’s "])
_STOPS = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"'“‘(])|\n+")
_WEIGHT = {
    "state": 1.0,
    "demonym": 1.0,
    "seat": 0.9,
    "town": 0.8,
    "institution": 0.9,
    "group": 0.7,
    "person": 0.7,
    "user": 0.9,
    "body": 0.0,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A word that speaks for a country: where, which, by what kind of name, and whether it tells a place."""

    at: int
    sentence: int
    country: str
    kind: str
    place: bool


@dataclass(frozen=True, eq=False)
class Scene:
    """An article as read for its actors."""

    text: str
    day: str | None
    words: list[Token]
    sentences: list[int]
    mentions: list[Mention]
    short: dict[str, Mention]
    countries: list[Evidence]
    total: dict[str, float]
    paragraphs: list[int]
    heads: dict[str, list[tuple[int, str]]]
    roster: Roster

    @property
    def main(self) -> str | None:
        """The country that the article is most about, or None where it names none."""
        return max(self.total, key=lambda country: self.total[country]) if self.total else None

    def sentence_of(self, at: int) -> int:
        """Number of the sentence that holds the character offset `at`."""
        return bisect_right(self.sentences, at) - 1

    def paragraph_of(self, at: int) -> int:
        """Number of the paragraph that holds the character offset `at`."""
        return bisect_right(self.paragraphs, at) - 1

    def owned(self, at: int) -> bool:
        """True where a possessive pronoun stands before `at` (`its army`)."""
        before = self.text[max(0, at - 6) : at].lower()
        return before.endswith(("its ", "his ", "her ", "their "))


def read_scene(text: str, day: str | None, roster: Roster, place_country: PlaceCountry | None = None) -> Scene:
    """Read `text` as of `day`; `place_country` looks up names of places that the roster lacks."""
    words, sentences, found, strangers = _read(text, roster, place_country)
    hints = _hints(found)
    known = [mention_of(hit, words, text, hints, day) for hit in found]
    mentions = sorted([*known, *strangers], key=lambda mention: mention.start)
    mentions = _with_surnames(mentions, words, roster, day)
    short = _short_forms(mentions, words, text)
    bounds = sorted(sentences)
    countries = [
        Evidence(m.start, bisect_right(bounds, m.start) - 1, m.country, m.kind, _is_place(m, words))
        for m in mentions
        if m.country and m.kind != "body"
    ]
    paragraphs = [0, *(match.end() for match in re.finditer(r"\n\s*\n", text))]
    heads = _heads(mentions, words)
    return Scene(text, day, words, sentences, mentions, short, countries, _totals(countries), paragraphs, heads, roster)


_LOCATIVE = word_list("locative")


def _is_place(mention: Mention, words: list[Token]) -> bool:
    before = words[mention.first - 1].key if mention.first else ""
    if before in ("southern", "northern", "eastern", "western", "central", "the"):
        before = words[mention.first - 2].key if mention.first > 1 else ""
    return mention.kind in ("town", "seat", "state") and (before in _LOCATIVE or mention.kind == "town")


def _heads(mentions: list[Mention], words: list[Token]) -> dict[str, list[tuple[int, str]]]:
    """Nouns that the article gives a country outright (`Malian soldiers`): the noun, and where it is given which."""
    out: dict[str, list[tuple[int, str]]] = {}
    for mention in mentions:
        if mention.country and mention.kind in ("demonym", "state", "seat") and mention.last < len(words):
            for word in words[mention.last : mention.last + 3]:
                if role_of(word.key):
                    out.setdefault(singular(word.key), []).append((mention.start, mention.country))
                    break
    return out


@lru_cache(maxsize=64)
def _read(
    text: str, roster: Roster, place_country: PlaceCountry | None
) -> tuple[list[Token], list[int], list[Hit], list[Mention]]:
    """What no day changes, kept because an article is read again for each day that it tells of."""
    words = tokens(text)
    sentences = [0, *(match.end() for match in _STOPS.finditer(text))]
    found = without_surnames(hits(words, text, roster), words, text, set(sentences))
    return words, sentences, found, _strangers(found, words, text, set(sentences), place_country)


def without_surnames(found: list[Hit], words: list[Token], text: str, starts: set[int]) -> list[Hit]:
    """Drop a town or capital that is part of a longer, unknown proper name (`Lenin Moreno`, `Leila de Lima`)."""
    taken = {i for hit in found for i in range(hit.first, hit.last)}

    def joined(at: int, other: int, gap: str) -> bool:
        return (
            0 <= other < len(words)
            and other not in taken
            and words[other].capital
            and gap == " "
            and not _ordinary(words[other].key)
            and words[other].key not in CALENDAR
        )

    def part(hit: Hit) -> bool:
        if hit.last - hit.first > 1 or hit.entries[0].kind not in ("town", "seat"):
            return False
        first, last = hit.first, hit.last
        before = text[words[first - 1].end : words[first].start] if first else ""
        after = text[words[last - 1].end : words[last].start] if last < len(words) else ""
        if (
            first
            and words[first - 1].key in ("de", "del", "da", "al", "el", "van", "von", "ben", "bin")
            and before in (" ", "-")
        ):
            return True
        led = joined(first, first - 1, before) and words[first - 1].start not in starts
        return led or (joined(first, last, after) and not words[last - 1].owner)

    return [hit for hit in found if not part(hit)]


def _hints(found: list[Hit]) -> Counter[str]:
    """Countries that unambiguous names speak for, to choose among those that share a name."""
    out: Counter[str] = Counter()
    for hit in found:
        own = {entry.country for entry in hit.entries}
        if len(own) == 1 and (country := hit.entries[0].country):
            out[country] += 1
    return out


def _totals(countries: list[Evidence]) -> dict[str, float]:
    out: dict[str, float] = {}
    for one in countries:
        out[one.country] = out.get(one.country, 0.0) + _WEIGHT.get(one.kind, 0.5) * (2.0 if one.at < 250 else 1.0)
    return out


def _strangers(
    found: list[Hit], words: list[Token], text: str, starts: set[int], place_country: PlaceCountry | None
) -> list[Mention]:
    """The runs of capitalised words that no name of the roster covers."""
    taken = {i for hit in found for i in range(hit.first, hit.last)}
    out: list[Mention] = []
    at = 0
    while at < len(words):
        if not words[at].capital or at in taken:
            at += 1
            continue
        last = at
        while (
            last < len(words)
            and words[last].capital
            and last not in taken
            and (last == at or text[words[last - 1].end : words[last].start] in _RUN_ON)
        ):
            last += 1
        first = at
        if first < last and _starts(words, first, text, starts) and _ordinary(words[first].key):
            first += 1
        first = _past_titles(words, first, last)
        if first < last:
            out.append(_unknown(words, first, last, text, place_country))
        at = max(last, at + 1)
    return out


def _with_surnames(mentions: list[Mention], words: list[Token], roster: Roster, day: str | None) -> list[Mention]:
    """Turn unknown single names into listed persons of that last name, where the article is about their country."""
    full = {words[m.last - 1].key for m in mentions if m.last - m.first > 1 and m.kind in ("person", "unknown")}
    about: dict[str, float] = {}
    for m in mentions:
        if m.country:
            about[m.country] = about.get(m.country, 0.0) + 1.0
    out = []
    for m in mentions:
        key = words[m.first].key
        alone = m.kind == "unknown" and m.last - m.first == 1 and key not in full
        out.append((alone and by_surname(roster, m, key, about, day)) or m)
    return out


def _starts(words: list[Token], at: int, text: str, starts: set[int]) -> bool:
    return at == 0 or words[at].start in starts or text[words[at].start - 1] in "\"“‘'"


def _past_titles(words: list[Token], first: int, last: int) -> int:
    """Skip titles, ranks and calendar words before a name: `Prime Minister`, `Mr`, `Friday`."""
    while first < last:
        size = next((n for n in (4, 3, 2, 1) if first + n <= last and _titular(words[first : first + n])), 0)
        if not size:
            return first
        first += size
    return first


def _titular(run: list[Token]) -> bool:
    key = " ".join(word.key for word in run)
    return role_of(key) is not None or key == "the" or key in HONORIFICS or key in CALENDAR


CALENDAR = word_list("calendar")
HONORIFICS = word_list("honorifics")
_ORDINARY = word_list("ordinary")


def _ordinary(key: str) -> bool:
    return key in _ORDINARY or key in known_roles() or role_of(key) is not None


def _unknown(words: list[Token], first: int, last: int, text: str, place_country: PlaceCountry | None) -> Mention:
    start, end = words[first].start, words[last - 1].end
    name = text[start:end]
    country = None
    if (
        place_country
        and first
        and words[first - 1].key in ("in", "at", "near", "of", "from", "to", "outside", "around")
    ):
        country = place_country(name)
    kind = "town" if country else "unknown"
    return Mention(
        start,
        end,
        first,
        last,
        name,
        kind,
        country,
        "CVL",
        0.3,
        "proper name that the roster lacks",
        words[last - 1].owner,
    )


def _short_forms(mentions: list[Mention], words: list[Token], text: str) -> dict[str, Mention]:
    """Short forms that the article itself introduces: `Name (ACR)`, surnames, and the last word of a body's name."""
    out: dict[str, Mention] = {}
    for one, two in pairwise(mentions):
        gap = text[one.end : two.start]
        if (
            gap in (" (", " (the ", ' ("')
            and text[two.end : two.end + 1] in ')",'
            and one.kind not in ("demonym", "state")
        ):
            known = one if one.kind != "unknown" or two.kind == "unknown" else two
            out[words[two.first].key if two.last - two.first == 1 else ""] = known
    for mention in mentions:
        if mention.last - mention.first >= 2 and mention.kind in ("person", "unknown"):
            out.setdefault(words[mention.last - 1].key, mention)
            if mention.kind == "person":
                out.setdefault(words[mention.first].key, mention)
        elif mention.kind in ("group", "body", "institution") and mention.last - mention.first >= 2:
            out.setdefault(words[mention.last - 1].key, mention)
    out.pop("", None)
    return out
