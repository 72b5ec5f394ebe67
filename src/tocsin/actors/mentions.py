"""Names in a text and who they are: the choice among those that share a name, as of the day."""

from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.actors.find import Hit
from tocsin.actors.names import Token, fold
from tocsin.actors.roster import Entry, Roster, Term


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text and who it is; `first` and `last` are word numbers, `kind` as in the roster or `unknown`."""

    start: int
    end: int
    first: int
    last: int
    name: str
    kind: str
    country: str | None
    sector: str
    score: float
    why: str
    owner: bool = False
    role: str = ""


def pick(entries: tuple[Entry, ...], hints: Mapping[str, float], day: str | None) -> tuple[Entry, Term | None]:
    """Choose among entries of one name: the user's own, then by term of the day, then by country of the context."""
    if len(entries) == 1:
        return entries[0], entries[0].as_of(day)

    def rank(entry: Entry) -> tuple[bool, bool, bool, float, bool]:
        held = entry.as_of(day)
        return (
            entry.kind == "user",
            entry.kind in ("state", "demonym"),
            held is not None,
            hints.get(entry.country or "", 0),
            bool(entry.terms),
        )

    best = max(entries, key=rank)
    return best, best.as_of(day)


def mention_of(hit: Hit, words: list[Token], text: str, hints: Mapping[str, float], day: str | None) -> Mention:
    entry, term = pick(hit.entries, hints, day)
    start, end = words[hit.first].start, words[hit.last - 1].end
    country, sector, why = entry.country, entry.sector, f"{entry.kind} '{text[start:end]}' in the roster"
    if term:
        country, sector = term.country, term.sector
        why += f", {term.role} since {term.start}" if term.role and term.start else ""
    elif entry.terms:
        sector, why = _out_of_term(entry, day or ""), why + ", out of office on that day"
    score = 0.95 if len(hit.entries) == 1 else 0.85
    # A person keeps the accents that the article writes; everybody else has one canonical name.
    name = text[start:end] if entry.kind == "person" and fold(text[start:end]) == fold(entry.name) else entry.name
    return Mention(
        start,
        end,
        hit.first,
        hit.last,
        name,
        entry.kind,
        country,
        sector,
        score,
        why,
        words[hit.last - 1].owner,
        term.role if term else "",
    )


def _out_of_term(entry: Entry, day: str) -> str:
    """After an office ends its holder is an elite; who will hold one is, more often than not, in opposition before."""
    if entry.kind != "person":
        return entry.sector
    if not day:
        return "ELI"
    begun = [term for term in entry.terms if not term.start or term.start <= day]
    return "ELI" if begun else "OPP"


def by_surname(roster: Roster, own: Mention, key: str, about: Mapping[str, float], day: str | None) -> Mention | None:
    """The listed person that a last name alone means: of a country of the text, in office within ten years."""
    near = [e for e in roster.surnames.get(key, ()) if about.get(e.country or "", 0.0) >= 1 and _of_the_time(e, day)]
    if not near:
        return None
    best = max(near, key=lambda entry: (about[entry.country or ""], entry.as_of(day) is not None))
    term = best.as_of(day)
    sector = term.sector if term else _out_of_term(best, day or "")
    why = f"surname of {best.name}"
    return Mention(
        own.start,
        own.end,
        own.first,
        own.last,
        best.name,
        "person",
        best.country,
        sector,
        0.6,
        why,
        own.owner,
        term.role if term else "",
    )


def _of_the_time(entry: Entry, day: str | None) -> bool:
    """True where some term lies within ten years of `day`."""
    if day is None or not day[:4].isdigit():
        return True
    year = int(day[:4])
    return any(int(term.start[:4] or 0) - 10 <= year <= int(term.end[:4] or 9999) + 10 for term in entry.terms)
