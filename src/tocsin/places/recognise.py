"""Find the place names of a text: capitalised word groups that the gazetteer knows, told from people and bodies."""

from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.places.cues import Cues, abbreviations, capitals, cues, demonyms
from tocsin.places.gazetteer import Gazetteer, Named
from tocsin.places.kinds import Kind
from tocsin.places.names import ARTICLES, fold
from tocsin.places.tokens import Token

LONGEST = 6
THRESHOLD = 0.0
KNOWN, ENOUGH = 0.45, 3.6  # weight of being well known, and how well known a bare name has to be
SURNAME = -2.0  # weight of a word that stands after an unknown capitalised one elsewhere
INHABITANT = 0.8  # weight of a word for people beside a name
_REPUBLIC = frozenset(["republic", "democratic"])  # `People's Republic of China` is one name
_LOCAL = frozenset([Kind.CITY, Kind.DISTRICT, Kind.PROVINCE, Kind.QUARTER])
_JOIN = frozenset([" ", "-", "‑", "–", "-", "  ", "\n", "/"])


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name as found: words `first`..`last` (exclusive) of the text, and all that goes by it.

    `score` is the log-odds that it is a place here; `why` names what spoke for it and against it.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    found: tuple[Named, ...]
    score: float
    why: str


def weight(named: Named) -> float:
    """Return how well known an entry is, 0..10: log10 of its people, with allowances for kind and for odd spellings."""
    entry = named.entry
    people = _log10(entry.population)
    base = {
        Kind.COUNTRY: 8.5,
        Kind.PROVINCE: max(4.5, people - 0.7),
        Kind.DISTRICT: max(2.5, people - 1.6),
        Kind.CITY: people,
        Kind.SITE: 4.8,
        Kind.REGION: 6.5,
        Kind.SEA: 6.5,
        Kind.QUARTER: 4.5,
    }[entry.kind]
    return (
        base
        + (1.2 if entry.capital else 0)
        - (0 if named.main or entry.kind == Kind.COUNTRY else 0.8)
        - (1.0 if named.loose else 0)
    )


def _log10(people: int) -> float:
    return len(str(people)) - 1 + int(str(people)[0]) / 10 if people > 0 else 2.0


def abbreviated(name: str, gazetteer: Gazetteer) -> tuple[Named, ...]:
    """Return the state or province that an abbreviation stands for (`Pa.`), none where it is no abbreviation."""
    if (long := abbreviations().get(name)) is None:
        return ()
    return tuple(n for n in gazetteer.find(long[0]) if n.entry.country == long[1] and n.entry.kind == Kind.PROVINCE)


class Finder:
    """One pass over one text."""

    def __init__(self, words: Sequence[Token], text: str, gazetteer: Gazetteer) -> None:
        self.words, self.text, self.gazetteer = words, text, gazetteer
        self.cues: Cues = cues()
        self.people = self._people()
        self.surnames = self._surnames()

    # -- what is around -----------------------------------------------------------------------------------------

    def _at(self, n: int) -> Token | None:
        return self.words[n] if 0 <= n < len(self.words) else None

    def _joined(self, n: int) -> bool:
        """Whether word `n` follows the word before it with nothing but a space or hyphen."""
        return 0 < n < len(self.words) and self.words[n].gap in _JOIN and not self.words[n - 1].possessive

    def _people(self) -> frozenset[str]:
        """Return the family names of people introduced in the text: `Michael Jordan` makes `jordan` one."""
        names: set[str] = set()
        for n, word in enumerate(self.words[:-1]):
            if word.capital and (word.low in self.cues.given or word.low in self.cues.titles) and self._joined(n + 1):
                last = n + 1
                while self._joined(last + 1) and self.words[last + 1].capital and last < n + 3:
                    last += 1
                if self.words[last].capital and not self._spoken(word, self.words[last]):
                    names.add(self.words[last].low)
        return frozenset(names)

    def _surnames(self) -> frozenset[str]:
        """Return the words that follow a lone unknown capitalised word, an age or an initial: `Jarvis Evans, 27`."""
        names: set[str] = set()
        for n in range(1, len(self.words)):
            word, before = self.words[n], self.words[n - 1]
            if not word.capital or not before.capital or word.gap != " " or not self._joined(n):
                continue
            after = self._at(n + 1)
            age = after is not None and after.gap == ", " and after.text.isdigit() and len(after.text) == 2
            if age or (self._unheard(n - 1) and not (after and after.capital and after.gap == " ")):
                names.add(word.low)
        return frozenset(names)

    def _unheard(self, n: int) -> bool:
        """Whether a word is no name of a place and no word that a body or place may be called by."""
        word, before, lists = self.words[n], self._at(n - 1), self.cues
        known = lists.generic.keys() | lists.organisations | lists.directions | lists.english | lists.local_bodies
        if word.low in known or word.low in demonyms() or word.text.isupper() or word.low.isdigit():
            return False
        if before is not None and before.capital and word.gap == " " and not before.first:
            return False
        return not self.gazetteer.find(word.text)

    def _spoken(self, word: Token, name: Token) -> bool:
        return word.low in self.cues.titles and word.low in self.cues.given and word.first and not name.capital

    # -- groups of words ----------------------------------------------------------------------------------------

    def _ends(self, first: int) -> int:
        """Return where the longest group of name words that starts at `first` ends."""
        last = first + 1
        while last < len(self.words) and last - first < LONGEST and self._inside(first, last):
            last += 1
        return last

    def _inside(self, first: int, n: int) -> bool:
        word, before = self.words[n], self.words[n - 1]
        if before.possessive and not (before.low.startswith("people") and word.low in _REPUBLIC):
            return False
        joined = word.gap in _JOIN or (word.gap == ". " and before.low in ("st", "ste", "mt", "ft", "u.s"))
        return joined and (
            word.capital or word.low in self.cues.particles or word.text.isdigit() or self._hyphened(word)
        )

    @staticmethod
    def _hyphened(word: Token) -> bool:
        return word.gap in ("-", "‑") and len(word.text) < 8

    def _may_start(self, n: int) -> bool:
        word = self.words[n]
        if word.capital:
            return True
        following = self._at(n + 1)
        if word.low not in ARTICLES or following is None or not following.capital:
            return False
        return following.gap in ("-", "‑") or (following.gap == " " and word.low in ("al", "el"))

    def _may_end(self, n: int) -> bool:
        word = self.words[n]
        return word.capital or word.text.isdigit() or self._hyphened(word)

    def _longest(self, first: int) -> tuple[int, tuple[Named, ...]] | None:
        for last in range(self._ends(first), first, -1):
            if not self._may_end(last - 1):
                continue
            name = self.text[self.words[first].start : self.words[last - 1].end]
            if found := self._abbreviation(first, last):
                return last, found
            if (found := self._known(name, last - first)) and not self._is_word(first, last, found):
                return last, found
        return None

    def _abbreviation(self, first: int, last: int) -> tuple[Named, ...]:
        """Return the state that an abbreviation after a comma stands for: `Mobile, Ala.`, `Tyler, TX`."""
        if self.words[first].gap.strip() != ",":
            return ()
        end = self.words[last - 1].end
        name = self.text[self.words[first].start : end]
        dotted = self.text[self.words[first].start : end + 1]
        return abbreviated(dotted, self.gazetteer) or abbreviated(name, self.gazetteer)

    def _known(self, name: str, size: int) -> tuple[Named, ...]:
        key = fold(name)
        if len(key) < 2 or key in ARTICLES or key in self.cues.never or (key in demonyms() and key not in capitals()):
            return ()
        found = self.gazetteer.find(name)
        if len(key) <= 3 and size == 1:
            wide = (Kind.COUNTRY, Kind.PROVINCE)
            found = tuple(n for n in found if (n.entry.kind in wide if name.isupper() else n.main))
        return found

    def _is_word(self, first: int, last: int, found: tuple[Named, ...]) -> bool:
        """Whether a single capitalised word is rather a common word at the head of a sentence or of a title."""
        word = self.words[first]
        return last - first == 1 and word.low in self.cues.english and max(weight(n) for n in found) < 7.5

    # -- scoring ------------------------------------------------------------------------------------------------

    def mentions(self) -> list[Mention]:
        """Return the places named, in text order, without overlaps."""
        out: list[Mention] = []
        n = 0
        while n < len(self.words):
            hit = self._longest(n) if self._may_start(n) else None
            if hit is None:
                n += 1
                continue
            last, found = hit
            score, why = self._score(n, last, found)
            last = self._with_generic(last)
            start, end = self.words[n].start, self.words[last - 1].end
            out.append(Mention(n, last, start, end, self.text[start:end], found, score, why))
            n = last
        return self._agree(out)

    def _with_generic(self, last: int) -> int:
        """Return where a name ends with the capitalised word for its kind, if one follows: `Idlib Governorate`."""
        following = self._at(last)
        if (
            following
            and self._joined(last)
            and following.gap == " "
            and following.capital
            and following.low in self.cues.generic
        ):
            return last + 1
        return last

    def _agree(self, mentions: list[Mention]) -> list[Mention]:
        """Keep what is a place here; a name that surely is one elsewhere in the text helps its weaker mentions."""
        sure = {fold(m.text) for m in mentions if m.score >= 2}
        kept = [m for m in mentions if m.score + (1.5 if fold(m.text) in sure and m.score > -3 else 0) > THRESHOLD]
        return kept

    def _score(self, first: int, last: int, found: tuple[Named, ...]) -> tuple[float, str]:
        clues = [
            ("known", KNOWN * (max(weight(n) for n in found) - ENOUGH)),
            *self._shape(first, last, found),
            *self._before(first, found),
            *self._after(first, last, found),
        ]
        told = ", ".join(name for name, value in clues if value and name)
        return sum(value for _, value in clues), told

    def _shape(self, first: int, last: int, found: tuple[Named, ...]) -> list[tuple[str, float]]:
        clues = []
        word, ending = self.words[first], self.words[last - 1]
        if last - first > 1:
            clues.append(("", 2.5 if ending.low in self.cues.generic else 0.8))
            if word.low in ("st", "saint") and ending.possessive:
                clues.append(("a saint", -3.0))
        elif word.first and not word.text.isupper():
            clues.append(("", -0.4))
        if all(n.entry.kind == Kind.CITY and not n.main for n in found):
            clues.append(("", -0.8))
        if self.text[ending.end : ending.end + 1] in ("$", "@"):
            clues.append(("money", -9.0))
        return clues

    def _before(self, first: int, found: tuple[Named, ...]) -> list[tuple[str, float]]:
        word, before = self.words[first], self._at(first - 1)
        if before is None:
            return []
        if word.low in self.people and not word.first and before.low not in self.cues.strong:
            return [("a person's name", -4.0)]
        clues: list[tuple[str, float]] = []
        if word.low in self.people:
            clues.append(("a person's name", -2.5))
        elif word.low in self.surnames and before.low not in self.cues.strong:
            clues.append(("a surname", SURNAME))
        if self._initial(first):
            return [*clues, ("after an initial", -3.0)]
        if not self._joined(first):
            if word.gap.strip() == "," and before.capital:
                clues.append(("after a comma", 0.7))
            return clues
        if before.low == "the" and all(n.entry.kind in (Kind.CITY, Kind.DISTRICT) for n in found):
            clues.append(("the", -1.2))
        if before.low in self.cues.vessels:
            return [*clues, (f"a {before.low}", -5.0)]
        if before.capital and before.low in self.cues.titles and before.low not in self.cues.generic:
            return [*clues, ("after a title", -4.0)]
        if before.capital and before.low in self.cues.given and not self._place_before(first - 1):
            return [*clues, ("after a given name", -4.0)]
        if before.low in self.cues.strong:
            clues.append((f"{before.low} {word.text}", 2.0))
        elif before.low == "of" and (of := self._at(first - 2)) is not None:
            clues.append(("of", 2.5 if of.low in self.cues.generic else 0.8))
        elif before.low in self.cues.locative:
            clues.append((before.low, 0.5))
        elif before.low in self.cues.directions or before.low in self.cues.generic:
            clues.append((before.low, 1.5))
        elif before.capital and not before.first and word.gap == " " and before.low not in demonyms():
            clues.append(("part of a longer name", -2.2))
        return clues

    def _initial(self, first: int) -> bool:
        """Whether a person's initial stands before the word: `Charles H. Wilson`, `E.J. Gardner`."""
        before, gap = self.words[first - 1], self.words[first].gap
        short = before.text.isupper() and len(before.text.replace(".", "")) <= 2 and gap == ". "
        return short and ("." in before.text or (first > 1 and self.words[first - 2].capital and before.gap == " "))

    def _place_before(self, n: int) -> bool:
        before = self._at(n - 1)
        return before is not None and self._joined(n) and before.low in self.cues.strong

    def _after(self, first: int, last: int, found: tuple[Named, ...]) -> list[tuple[str, float]]:
        following = self._at(last)
        if following is None:
            return []
        ending = self.words[last - 1]
        if ending.possessive:
            return self._owned(following, first, last)
        if following.gap in ("-", "‑"):
            return [("-" + following.low, -3.0)] if following.low in self.cues.reject_suffix else []
        if following.gap == ", " and following.capital:
            return self._comma(last)
        if following.gap not in _JOIN:
            return []
        if following.low in self.cues.ailments:
            return [("an illness", -6.0)]
        if following.low in self.cues.generic:
            return [(following.low, 2.0)]
        if following.low in self.cues.inhabitants and following.gap == " ":
            return [(f"a {following.low} of it", INHABITANT)]
        if following.low in self.cues.speech and not following.capital:
            return self._speaks(first, last, found)
        if following.capital and following.gap == " ":
            return self._capital_after(first, following, found)
        return []

    def _comma(self, last: int) -> list[tuple[str, float]]:
        end = self._ends(last)
        for stop in range(end, last, -1):
            name = self.text[self.words[last].start : self.words[stop - 1].end]
            if any(n.entry.kind in (Kind.COUNTRY, Kind.PROVINCE) for n in self._known(name, stop - last)):
                return [(f"before {name}", 2.5)]
        return []

    def _capital_after(self, first: int, following: Token, found: tuple[Named, ...]) -> list[tuple[str, float]]:
        if following.low in demonyms():
            return []
        if following.low in self.cues.roads:
            return [("a road", -4.0)]
        if self.words[first].low in self.cues.given and not self._place_before(first):
            return [("a given name", -5.0)]
        if following.low in self.cues.local_bodies and all(n.entry.kind in _LOCAL for n in found):
            return [("a body of the place", 0.5)]
        if following.low in self.cues.organisations:
            return [("part of a body's name", -2.5)]
        return [("part of a longer name", -1.0 if max(weight(n) for n in found) >= 6 else -2.5)]

    def _owned(self, following: Token, first: int, last: int) -> list[tuple[str, float]]:
        """`Moscow's response` speaks of a government, `Moscow's suburbs` of a place."""
        if following.low in self.cues.stance and self._seat(first, last):
            return [("stands for its government", -5.0)]
        return []

    def _seat(self, first: int, last: int) -> bool:
        key = fold(self.text[self.words[first].start : self.words[last - 1].end])
        return key in capitals()

    def _speaks(self, first: int, last: int, found: tuple[Named, ...]) -> list[tuple[str, float]]:
        """`Kabul condemned` is a government; `clashes in Kabul killed` is not reached here, the preposition decides."""
        before = self._at(first - 1)
        bound = before is not None and self._joined(first) and before.low in self.cues.strong | {"of"}
        speaker = self._seat(first, last) or any(n.entry.kind == Kind.COUNTRY for n in found)
        return [("stands for its government", -8.0)] if speaker and not bound else []
