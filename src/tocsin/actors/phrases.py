"""Read a noun phrase: its role and sector, what it belongs to, and whether the office is a thing of the past.

`Afghan border police`, `head of the army`, `two former ministers in Lima`: the role is the longest known phrase at the
head; a role that says little by itself (`spokesman`, `leader`) takes the sector of the word that modifies it.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from tocsin.actors.lexicon import word_list
from tocsin.actors.names import Token, fold
from tocsin.actors.roster import rows

BREAKS = word_list("breaks")
PAST = word_list("past")
FILL = word_list("fill")
# Heads that lead or speak for what follows `of`, and so take its sector.
LEADING = word_list("leading")


@dataclass(frozen=True, slots=True)
class Role:
    """What a noun phrase says of its referent: `weak` where the sector is only a default."""

    phrase: str
    sector: str
    weak: bool
    past: bool
    start: int
    end: int
    tail: int


@cache
def known_roles() -> dict[str, tuple[str, bool]]:
    """Return the role phrases by their folded key: sector, and whether it gives way to a modifier's."""
    return {fold(row["phrase"]): (row["sector"], row["head"] == "weak") for row in rows("roles")}


@cache
def singular(word: str) -> str:
    """Return the singular of a regular or common irregular English plural, or the word itself."""
    if word.endswith("men") and len(word) > 3:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=32768)
def role_of(phrase: str) -> tuple[str, bool] | None:
    """Return sector and weakness of a folded phrase, trying its last word in the singular; None where it is no role."""
    roles = known_roles()
    if found := roles.get(phrase):
        return found
    before, _, last = phrase.rpartition(" ")
    one = singular(last)
    return roles.get(f"{before} {one}" if before else one) if one != last else None


def read_role(words: list[Token]) -> Role | None:
    """Return the role that a noun phrase gives its referent; None where its words are no known role."""
    while len(words) > 2 and words[0].key in FILL and words[1].key == "of":
        words = words[2:]
    keys = [word.key for word in words]
    tail = next((i for i, word in enumerate(words) if i and word.key in BREAKS and not word.joined), len(keys))
    past = any(key in PAST for key in keys[:tail])
    found = _role_before(keys, tail, past)
    if found is None and tail < len(keys) and keys[tail] == "and":
        found = _role_before(keys, len(keys), past)
    return found


def _role_before(keys: list[str], tail: int, past: bool) -> Role | None:
    for last in range(tail, 0, -1):
        if found := _ending(keys, last):
            first, sector, weak = found
            if weak:
                sector, weak = _modified(keys, first, tail, sector)
            return Role(" ".join(keys[first:last]), sector, weak, past, first, last, tail)
    return None


def _ending(keys: list[str], last: int) -> tuple[int, str, bool] | None:
    for first in range(max(0, last - 5), last):
        if found := role_of(" ".join(keys[first:last])):
            return first, *found
    return None


def _modified(keys: list[str], first: int, tail: int, sector: str) -> tuple[str, bool]:
    """Sector of a weak role: of the noun before it, else of the noun after `of`."""
    if first and (before := _ending(keys, first)) and not before[2]:
        return before[1], False
    if tail < len(keys) and keys[tail] in ("of", "for", "from", "in"):
        rest = keys[tail + 1 :]
        stop = next((i for i, key in enumerate(rest) if i and key in BREAKS), len(rest))
        if (after := _ending(rest, stop)) and not after[2]:
            return after[1], False
    return sector, True
