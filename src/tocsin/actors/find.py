"""Find the named actors of a text in one pass over its words: the longest name at each place wins."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from tocsin.actors.names import Token
from tocsin.actors.roster import Entry, Roster


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the roster in a text: words `first` to `last` (exclusive) and all that go by it."""

    first: int
    last: int
    entries: tuple[Entry, ...]


@cache
def traps() -> frozenset[str]:
    """Words that are names of someone and common English words too (`may`, `bush`); alone they name nobody."""
    path = files("tocsin") / "resources" / "roster" / "traps.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def hits(words: list[Token], text: str, roster: Roster) -> list[Hit]:
    """Return the names of the roster in `words`, left to right, never overlapping."""
    out, at, longest, index = [], 0, roster.longest, roster.index
    while at < len(words):
        word = words[at]
        room = longest.get(word.key, 0) if word.capital or _leads_name(words, at) else 0
        hit = _longest_at(words, at, min(room, len(words) - at), text, index, roster.exact) if room else None
        if hit:
            out.append(hit)
        at = hit.last if hit else at + 1
    return out


def _leads_name(words: list[Token], at: int) -> bool:
    return words[at].key in ("al", "el", "de", "ni", "as", "an") and at + 1 < len(words) and words[at + 1].capital


def _longest_at(
    words: list[Token], at: int, room: int, text: str, index: dict[str, tuple[Entry, ...]], exact: frozenset[str]
) -> Hit | None:
    keys = [word.key for word in words[at : at + room]]
    for size in range(room, 0, -1):
        entries = index.get(" ".join(keys[:size]))
        if entries and _together(words[at : at + size], text) and _written_so(words[at : at + size], exact, entries):
            return Hit(at, at + size, entries)
    return None


def _together(words: list[Token], text: str) -> bool:
    """A name runs on over spaces, hyphens and a possessive, never over a comma or the end of a sentence."""
    return all(text[a.end : b.start].strip() in _JOINTS for a, b in pairwise(words))


_JOINTS = frozenset(["", "-", "–", "'s", "’s", "'", "’", "/", "."])


def _written_so(words: list[Token], exact: frozenset[str], entries: tuple[Entry, ...]) -> bool:
    if len(words) > 1 and entries[0].kind in ("institution", "group", "body"):
        return all(word.capital or word.joined or len(word.key) <= 3 for word in words)
    if len(words) > 1:
        return sum(word.capital for word in words) * 2 >= len(words) or words[-1].capital
    word = words[0]
    if word.key in exact and len(word.key) <= 4:
        return word.upper
    return word.capital and (word.key not in traps() or entries[0].kind == "state")
