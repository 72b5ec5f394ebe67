"""Plain English for records: countries, days, numbers, and an incident as a clause.

Ground for forecasts (drivers) and alerts (texts and briefs), which must tell an incident in the same words.
"""

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from tocsin.records import Incident, Participant

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
VOWEL_NEXT = re.compile(r"\ba (?=[AEIO])")
# Countries whose names take an article in a sentence.
WITH_ARTICLE = frozenset(
    {
        "ARE",
        "BHS",
        "CAF",
        "COD",
        "COG",
        "COM",
        "CZE",
        "DOM",
        "GBR",
        "GMB",
        "MDV",
        "MHL",
        "NLD",
        "PHL",
        "SLB",
        "SYC",
        "USA",
        "VAT",
    }
)
COLLECTIVES = (
    "Taliban",
    "Nations",
    "Union",
    "Organization",
    "Organisation",
    "Forces",
    "Army",
    "Front",
    "Movement",
    "Council",
    "League",
    "State",
    "Brigade",
    "Brigades",
    "Corps",
    "Guard",
    "Guards",
    "Party",
    "Houthis",
    "Court",
)
# {adj} is the country's adjective, {of} its possessive.
SECTOR_WORDS = {
    "GOV": "{name}",
    "MIL": "{of} armed forces",
    "SPY": "{of} intelligence service",
    "COP": "{of} police",
    "JUD": "{of} courts",
    "LEG": "{of} parliament",
    "PTY": "a {adj} party",
    "OPP": "the {adj} opposition",
    "REB": "a {adj} armed group",
    "UAF": "unidentified gunmen",
    "CRM": "a {adj} criminal group",
    "CVL": "{adj} civilians",
    "MED": "{adj} media",
    "BUS": "{adj} businesses",
    "NGO": "a {adj} organisation",
    "IGO": "an international body",
    "REL": "a {adj} religious body",
    "LAB": "{adj} workers",
    "EDU": "{adj} students or teachers",
    "REF": "{adj} refugees",
    "ELI": "a {adj} former official or expert",
}


@cache
def states() -> Mapping[str, tuple[str, str]]:
    """Return for each country code its name and adjective (`resources/roster/states.csv`)."""
    text = (files("tocsin") / "resources" / "roster" / "states.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["iso3"]: (row["name"], row["demonyms"].split("|")[0] or row["name"]) for row in reversed(list(rows))}


@cache
def wordings() -> Mapping[str, Any]:
    """Return the clauses of `resources/alerts/wording.toml`."""
    return tomllib.loads((files("tocsin") / "resources" / "alerts" / "wording.toml").read_text(encoding="utf-8"))


def country(code: str) -> str:
    """Return a country's name as it stands in a sentence; the code itself where it is not known."""
    name = states().get(code, (code, code))[0]
    return f"the {name}" if code in WITH_ARTICLE else name


def adjective(code: str) -> str:
    """Return a country's adjective."""
    return states().get(code, (code, code))[1]


def possessive(name: str) -> str:
    """Return the possessive of a name."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def capital(text: str) -> str:
    """Return `text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def day(iso: str) -> str:
    """Return an ISO day, month or year in words: `9 October 2025`, `October 2025`, `2025`."""
    parts = iso[:10].split("-")
    if len(parts) == 1:
        return parts[0]
    month = f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def span(first: str, last: str) -> str:
    """Return two ISO days as a span in words."""
    if first == last:
        return day(first)
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day} to {day(last)}"
    return f"{a.day} {MONTHS[a.month - 1]} to {day(last)}" if a.year == b.year else f"{day(first)} to {day(last)}"


def number(n: int) -> str:
    """Return a count as prose has it: words up to ten, then numerals."""
    return SMALL[n] if 0 <= n < len(SMALL) else f"{n:,}"


def plural(n: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun."""
    return f"{number(n)} {one if n == 1 else many or one + 's'}"


def percent(p: float) -> str:
    """Return a probability in per cent, whole from one up."""
    return f"{p * 100:.0f} %" if p >= 0.0095 else "less than 1 %"


def listing(items: Iterable[str]) -> str:
    """Return items joined as a sentence has them."""
    found = list(dict.fromkeys(items))
    return " and ".join(filter(None, [", ".join(found[:-1]), found[-1]])) if found else ""


def subject(code: str) -> str:
    """Return a subject in words: `Afghanistan and Pakistan`, or one country."""
    return listing(country(part) for part in code.split("|"))


def participant(person: Participant) -> str:
    """Return a participant in words: by name where it has one, else by country and sector."""
    if person.name:
        words = person.name.split()
        group = person.sector not in ("CVL", "ELI") and any(word in COLLECTIVES for word in words)
        if group:
            return person.name if words[0].lower() == "the" else f"the {person.name}"
        official = person.country and person.sector in ("GOV", "MIL", "SPY", "COP", "JUD", "LEG")
        return f"{possessive(country(person.country))} {person.name}" if official and person.country else person.name
    if person.country is None:
        return person.text if person.sector not in SECTOR_WORDS or person.sector == "IGO" else f"“{person.text}”"
    name = country(person.country)
    pattern = SECTOR_WORDS.get(person.sector, "{adj} people")
    told = pattern.format(name=name, of=possessive(name), adj=adjective(person.country))
    return VOWEL_NEXT.sub("an ", told)


def told_once(people: Iterable[Participant]) -> list[Participant]:
    """Return participants with one for each country's state: a named person or body, else forces before government."""
    order = {"MIL": 0, "COP": 1, "SPY": 2, "GOV": 3}
    best: dict[str, Participant] = {}
    for person in people:
        state = person.sector in order and person.country
        key = f"state {person.country}" if state else participant(person)
        if key not in best or order.get(person.sector, 9) < order.get(best[key].sector, 9):
            best[key] = person
    return list(best.values())


def sides(incident: Incident, most: int = 2) -> tuple[str, str]:
    """Return the two sides of an incident in words, either of which may be empty."""
    by = [participant(person) for person in told_once(incident.actors)][:most]
    to = [name for person in told_once(incident.recipients) if (name := participant(person)) not in by][:most]
    return listing(by), listing(to)


def wording(incident: Incident) -> Mapping[str, str]:
    """Return the clauses for an incident's kind."""
    table = wordings()
    kind = table.get(incident.type, table["COERCE"])
    base = {name: text for name, text in kind.items() if isinstance(text, str)}
    own = kind.get(incident.mode or "", {})
    return base | (dict(own) if isinstance(own, dict) else {})


def where(incident: Incident) -> str:
    """Return ` in PLACE`, or nothing."""
    place = incident.place
    if place is None:
        return ""
    name = country(place.country) if place.precision == "country" and place.country else place.name
    if name.isupper() and len(name) > 3:
        name = name.title()
    return f" {name}" if name.startswith(("off ", "near ", "on ")) else f" in {name}"


def clause(incident: Incident, *, dated: bool = True) -> str:
    """Return an incident as a clause in the past tense, without a full stop, not capitalised."""
    table, (by, to) = wording(incident), sides(incident)
    mutual = "mutual" in table and not to and len({p.country or p.name for p in incident.actors}) > 1
    key = "mutual" if mutual else "on" if by and to else "by" if by else "to" if to else "none"
    told = table.get(key, table["none"]).format(by=by, to=to)
    when = f" on {day(incident.date)}" if incident.date and len(incident.date) >= 10 else ""
    if incident.date and len(incident.date) < 10:
        when = f" in {day(incident.date)}"
    return told + where(incident) + (when if dated else "")


def noun(incident: Incident) -> str:
    """Return a noun for an incident's kind, with its article."""
    return str(wording(incident)["noun"])
