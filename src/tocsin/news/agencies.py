"""The table of agencies, syndicators, state media and parties' outlets, and how their names are compared."""

import re
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from tocsin.news.words import load

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One organisation that reports: `kind` is agency, syndicator, state, party or outlet.

    `voice` is the ISO alpha-3 code of whose voice a state or party outlet is; `grade` an Admiralty reliability, A-F.
    """

    name: str
    kind: str = "outlet"
    grade: str = "F"
    voice: str | None = None
    aliases: tuple[str, ...] = field(default=())
    domains: tuple[str, ...] = field(default=())


def key(name: str) -> str:
    """Return a name's words, lower case, without a leading article: equal keys are the same name."""
    found = _WORD.findall(name.lower().replace("’", "").replace("'", ""))
    return " ".join(found[1:] if len(found) > 1 and found[0] == "the" else found)


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return the table as shipped."""
    return tuple(
        Outlet(
            row["name"],
            row["kind"],
            row["grade"],
            row.get("voice"),
            tuple(row.get("aliases", ())),
            tuple(row.get("domains", ())),
        )
        for row in load("agencies")["agency"]
    )


@cache
def _by_key() -> dict[str, Outlet]:
    table: dict[str, Outlet] = {}
    for outlet in outlets():
        for name in (outlet.name, *outlet.aliases):
            table.setdefault(key(name), outlet)
    return table


@cache
def _by_domain() -> dict[str, Outlet]:
    return {domain: outlet for outlet in outlets() for domain in outlet.domains}


def find(name: str | None) -> Outlet | None:
    """Return the outlet that goes by this name, or None. One-word acronyms must be written in capitals."""
    if not name:
        return None
    found = _by_key().get(key(name))
    if found and len(key(name)) <= 4 and name.strip(" .()").islower():
        return None
    return found


def host(url: str | None) -> str:
    """Return an address's host without `www.`, or an empty string."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def find_by_url(url: str | None) -> Outlet | None:
    """Return the outlet whose site an address is on, or None."""
    name = host(url)
    while name:
        if found := _by_domain().get(name):
            return found
        _, _, name = name.partition(".")
    return None


def canonical(name: str) -> str:
    """Return the table's spelling of a name, or the name itself, shouting lowered."""
    found = find(name)
    if found:
        return found.name
    if name.isupper() and len(name) > 6:
        return " ".join(word.capitalize() if len(word) > 2 else word.lower() for word in name.split())
    return name


def same(one: str | None, other: str | None) -> bool:
    """Return whether two names are of one organisation: equal, aliases, or one the other's initials."""
    if not one or not other:
        return False
    if key(canonical(one)) == key(canonical(other)):
        return True
    short, long = sorted((one.strip(), other.strip()), key=len)
    initials = "".join(word[0] for word in _WORD.findall(long) if word[0].isupper())
    return (
        len(short) >= 2
        and short.replace(".", "").isupper()
        and short.replace(".", "") == initials.upper()
        and len(initials) >= 2
    )
