"""Collect every sign of when a page was published: where it was found, what it says, how much it weighs."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from tocsin.news import dates
from tocsin.news.lines import kind
from tocsin.news.page import Line, Page
from tocsin.news.words import load

# Weights are the share of such signs that are right, as counted by hand over development pages and rounded.
STRONG, FAIR, LABELLED, ALONE, NEAR, OPENING, PLAIN, LOOSE, WEAK, TRAP = (
    0.9,
    0.5,
    0.85,
    0.87,
    0.75,
    0.7,
    0.6,
    0.4,
    0.25,
    0.04,
)


MAX_END = 1_000_000
SHORT_LINE = 90


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: an ISO value, its precision, where, with what words; `role` is published, modified, clock or other."""

    value: str
    precision: str
    where: str
    quote: str
    weight: float
    role: str = "published"


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in load("dating")["labels"].items()}


@cache
def _hint_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(text.split()) for name, text in load("dating")["hints"].items()}


def _quote(text: str, start: int = 0, end: int = 0) -> str:
    return text[max(0, start - 40) : end + 40].strip()[:160] if end else text.strip()[:160]


def from_metas(page: Page) -> Iterator[Sign]:
    """Yield the dates in metas and JSON-LD."""
    names = load("dating")["metas"]
    for name, content in page.metas:
        low = name.lower()
        group = next((key for key in ("strong", "fair", "modified") if low in names[key]), None)
        if group is None:
            continue
        for found in dates.find(content[:80]):
            if found.year is None:
                continue
            weight = {"strong": STRONG, "fair": FAIR, "modified": WEAK}[group]
            role = "modified" if group == "modified" else "published"
            where = ("JSON-LD " if "ld:" in low else "meta ") + name.removeprefix("page:").removeprefix("ld:")
            sign = Sign(found.value, found.precision, where, content[:80], weight, role)
            yield sign
            yield from _beside(sign, found, content, page.language)
            break


_UTC = re.compile(r"T(\d\d):\d\d[:\d.]*(?:Z|\+00:?00)")


def _local_share(hour: int, language: str) -> float:
    """Return how much of a UTC stamp's weight its local day gets: by the hour, and where the language is spoken."""
    zones = load("dating")["zones"]
    if hour >= 22 and language in zones["east"].split():
        return 1.05
    if hour < 5 and language in zones["west"].split():
        return 1.0
    if hour >= 5:
        return 0.6 if language in zones["west"].split() else 0.1
    return 0.5 if (hour >= 20) == (language not in zones["west"].split()) else 0.2


def _beside(sign: Sign, found: dates.Found, content: str, language: str) -> Iterator[Sign]:
    """Yield the other readings of a stamp: day and month swapped, or the local day where UTC has another."""
    if found.swapped:
        yield Sign(found.swapped, "day", sign.where, sign.quote, sign.weight * 0.7, sign.role)
    zone = _UTC.search(content[:80])
    if zone and "T00:00:00" in content:  # a bare day written as a stamp
        return
    if zone and found.day and (int(zone[1]) >= 20 or int(zone[1]) < 7):
        shift, share = (1 if int(zone[1]) >= 20 else -1), _local_share(int(zone[1]), language)
        local = date.fromisoformat(found.value) + timedelta(days=shift)
        yield Sign(local.isoformat(), "day", f"{sign.where} in local time", sign.quote, sign.weight * share, sign.role)


_URL_DAY = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)(?P<sep>[/_-])(?P<m>[01]?\d)(?P=sep)(?P<d>[0-3]?\d)"
    r"|(?P<py>(?:19|20)\d\d)(?P<pm>[01]\d)(?P<pd>[0-3]\d))(?!\d)"
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0?[1-9]|1[0-2])(?=/|$)")


def from_url(url: str | None) -> Iterator[Sign]:
    """Yield the date in an address's path, day or month."""
    if not url:
        return
    path = re.sub(r"^[a-z]+://[^/]*", "", url)[:600]
    for match in _URL_DAY.finditer(path):
        year, month, day = (int(match[key] or match[f"p{key}"]) for key in "ymd")
        if month and day and dates.valid(year, month, day):
            yield Sign(f"{year:04d}-{month:02d}-{day:02d}", "day", "URL", match[0], 0.8 if match["sep"] else 0.6)
            return
    if month_match := _URL_MONTH.search(path):
        yield Sign(f"{month_match[1]}-{int(month_match[2]):02d}", "month", "URL", month_match[0].strip("/"), LOOSE)


def _hint_role(line: Line) -> str:
    """Return what the class words around a line say: story, clock, other or nothing; the nearest part speaks first."""
    groups = _hint_words()
    for part in line.hint.lower().split(" < ")[:4]:
        found = set(re.split(r"[^a-z0-9]+", part)) | set(part.replace(".", " ").split())
        for name in ("clock", "story", "other"):
            if found & groups[name]:
                return name
    return "other" if "aside." in line.hint or "footer." in line.hint or "nav." in line.hint else ""


def _label(text: str, start: int, before: int, end: int = MAX_END) -> str:
    """Return which label stands between the date before and this one, or right after it; the nearest wins."""
    lead = text[max(before, start - 70) : start]
    best, at = "", -1
    for name, pattern in _labels().items():
        for match in pattern.finditer(lead):
            if match.end() > at:
                best, at = name, match.end()
    if not best and _after().match(text, end):
        return "published"
    return best


@cache
def _after() -> re.Pattern[str]:
    return re.compile(load("dating")["after"]["published"], re.IGNORECASE)


def _line_weight(line: Line, label: str, hint: str, form: str) -> tuple[float, str]:
    if label == "clock" or (hint == "clock" and label != "published"):
        return TRAP, "clock"
    if label == "modified":
        return WEAK, "modified"
    if label == "event":
        return 0.15, "published"
    if hint == "other" and label != "published":
        return TRAP, "other"
    weight = {"head": PLAIN, "inside": LOOSE, "tail": LOOSE}[line.place]
    if line.place == "head" and len(line.text) < SHORT_LINE and line.text[:1].isdigit():
        weight = OPENING
    if hint == "story":
        weight = NEAR if line.place == "head" else 0.5
    if label == "published":
        weight = (ALONE if len(line.text) < 45 and not line.stamp else LABELLED) if line.place == "head" else 0.65
    return (weight * 0.6 if form == "short" else weight), "published"


def _where(line: Line, label: str, role: str) -> str:
    place = {"head": "above the body", "inside": "amid the body", "tail": "below the body"}[line.place]
    what = {"clock": "page clock", "modified": "update stamp", "other": "another item's date"}.get(
        role, f"'{label}' line" if label else "line"
    )
    return f"{what} {place}"


def _is_lone(page: Page, line: Line, found: dates.Found) -> bool:
    """Return whether a date with a time opens a plain page, alone above its headline: often a template's clock."""
    first = page.lines[0] if page.lines else None
    rest = line.text[: found.start] + line.text[found.end :]
    return (
        line is first and page.kind == "text" and len(re.sub(r"[^a-z]", "", rest.lower())) <= 14 and len(page.lines) > 1
    )


def from_line(page: Page, line: Line) -> Iterator[Sign]:
    """Yield the dates of one line outside the body."""
    furniture = kind(line.text) if len(line.text) < 300 else None
    hint = _hint_role(line) if page.kind == "html" else ""
    before = 0
    for found in dates.find(line.text[:400]):
        if found.year is None:
            continue
        label = (
            "clock"
            if furniture == "clock" and before == 0 and not _label(line.text, found.start, before)
            else _label(line.text, found.start, before, found.end)
        )
        if furniture == "related" and not label:
            label = "event"
        before = found.end
        weight, role = _line_weight(line, label, hint, found.form)
        if role == "published" and not label and _is_lone(page, line, found):
            weight = LOOSE
        if found.form == "month":
            weight *= 0.4
        where, quote = _where(line, label, role), _quote(line.text, found.start, found.end)
        yield Sign(found.value, found.precision, where, quote, weight, role)
        if found.swapped:
            yield Sign(found.swapped, "day", where, quote, weight * 0.4, role)


def from_stamp(line: Line) -> Iterator[Sign]:
    """Yield the machine-readable date of a `time` element."""
    for found in dates.find(line.stamp[:60]):
        if found.year is None:
            continue
        hint, label = _hint_role(line), _label(line.text, len(line.text), 0) or _label(line.text, 30, 0)
        weight, role = _line_weight(line, label, hint if hint != "" else "story", found.form)
        yield Sign(
            found.value,
            found.precision,
            f"time element {'above' if line.place == 'head' else 'below' if line.place == 'tail' else 'amid'} the body",
            line.stamp[:60],
            weight,
            role,
        )
        return


_TOKEN = re.compile(r"(?<![\w])(?=[A-Za-z0-9/_-]*[A-Za-z-])[A-Za-z0-9/_-]{8,80}")
_SIX = re.compile(r"(?<!\d)(\d\d)[-]?(0[1-9]|1[0-2])[-]?([0-3]\d)(?!\d)")


def from_identifiers(line: Line) -> Iterator[Sign]:
    """Yield the days packed into a provider's identifiers, such as `ABCD11102025000228ID1110`."""
    for match in _TOKEN.finditer(line.text[:300]):
        token = match[0]
        if sum(map(str.isdigit, token)) < 6 or not any(map(str.isalpha, token)):
            continue
        packed = list(dates.find_packed(token))
        for value in packed:
            yield Sign(value, "day", "identifier", token[:60], 0.45 if len(packed) == 1 else 0.35)
        if not packed and (six := _SIX.search(token)):
            year = int(six[1]) + (2000 if int(six[1]) < 80 else 1900)
            if dates.valid(year, int(six[2]), int(six[3]) or 99):
                yield Sign(f"{year}-{six[2]}-{six[3]}", "day", "identifier", token[:60], 0.3)


_DATELINE = re.compile(r"^.{0,60}?(?:\(|--?\s|[–—]\s|:\s|\.\s)", re.DOTALL)


def dateline(text: str) -> str:
    """Return the opening of a body that may hold a dateline (`KABUL, Oct 10 (X) -`), or an empty string."""
    head = text[:110]
    match = _DATELINE.match(head)
    return match[0] if match and any(char.isupper() for char in match[0][:3]) else ""


def from_dateline(text: str) -> Iterator[Sign]:
    """Yield a full date in the body's dateline."""
    lead = dateline(text)
    for found in dates.find(lead):
        if found.year is not None and found.day and not _label(lead, found.start, 0):
            yield Sign(found.value, found.precision, "dateline", lead.strip(), 0.75)


def from_body(text: str) -> Iterator[Sign]:
    """Yield the dates that open the body, a place before them at most, and those of short labelled lines in it."""
    for number, line in enumerate(text.split("\n\n")[:60]):
        if number and len(line) > SHORT_LINE:
            continue
        for found in dates.find(line[:SHORT_LINE]):
            if found.year is None or not found.day or found.form in ("packed", "short"):
                continue
            if len(line) <= SHORT_LINE and _label(line, found.start, 0, found.end) == "published":
                yield Sign(found.value, found.precision, "'published' line in the body", _quote(line), PLAIN)
            elif number == 0 and _opens(line[: found.start], line[found.end : found.end + 1]):
                yield Sign(found.value, found.precision, "opening of the body", _quote(line[:SHORT_LINE]), PLAIN)
            break


def _opens(lead: str, after: str) -> bool:
    """Return whether a date opens a text: with nothing before it, or a place and a bracket."""
    if not lead:
        return after in " -–—,.:|"
    return lead[-1] == "(" and len(lead) <= 40 and lead[0].isupper()


def collect(page: Page, url: str | None, text: str) -> list[Sign]:
    """Return all signs of a page, in the order in which they were found."""
    found = [*from_metas(page), *from_url(url or page.canonical)]
    for line in page.lines:
        if line.stamp:
            found += from_stamp(line)
        if any(map(str.isdigit, line.text)):
            found += from_line(page, line)
            found += from_identifiers(line)
    said = list(from_dateline(text))
    found += said or from_body(text)
    return _without_lists(found)


LISTED = 4
_LISTS = {
    "line below the body": TRAP,
    "time element below the body": TRAP,
    "line above the body": WEAK,
    "time element above the body": WEAK,
    "'published' line in the body": WEAK,
}


def _without_lists(signs: list[Sign]) -> list[Sign]:
    """Return the signs, those of a list of dated lines weakened; below the body they are other items' for good."""
    days: dict[str, set[str]] = defaultdict(set)
    for sign in signs:
        days[sign.where].add(sign.value)
    lists = {where for where in _LISTS if len(days[where]) >= LISTED}
    return [_weakened(sign) if sign.where in lists and sign.role == "published" else sign for sign in signs]


def _weakened(sign: Sign) -> Sign:
    weight = min(sign.weight, _LISTS[sign.where])
    if weight > TRAP:
        return replace(sign, weight=weight)
    return replace(sign, weight=weight, role="other", where="list of dates below the body")


def _is_utc_of(local: Sign, sign: Sign) -> bool:
    """Return whether `local` is the local reading of the stamp that a sign is the UTC reading of."""
    return local.quote == sign.quote and local.where.endswith("in local time") and local.value != sign.value


def _library_weight(value: str, known: Sequence[Sign]) -> float:
    """Return the weight of htmldate's answer: little for a year's first day, or a line that we read too."""
    if value.endswith("-01-01") and not any(sign.value == value for sign in known):
        return TRAP
    months = [sign.value for sign in known if sign.where == "URL" and sign.precision == "month"]
    if any(not value.startswith(month) for month in months):
        return 0.2
    places = [sign.where for sign in known if sign.value == value]
    if places and all(any(_is_utc_of(one, sign) for one in known) for sign in known if sign.value == value):
        return WEAK / 2
    return 0.55 if not places else 0.25 if all("below" in one or "another" in one for one in places) else 0.3


def from_library(raw: str, url: str | None, latest: str, known: Sequence[Sign] = ()) -> Iterator[Sign]:
    """Yield what htmldate (Barbaresi, JOSS 2020) finds in an HTML page; slow, so asked only where ours are weak."""
    from htmldate import find_date

    try:
        found = find_date(raw, url=url, original_date=True, max_date=latest)
    except (ValueError, TypeError, AttributeError, OSError, RecursionError):
        return
    if found:
        yield Sign(found[:10], "day", "htmldate", found, _library_weight(found[:10], known))
