"""Who put a page out: the names that a page gives itself, weighed."""

import re
from collections import defaultdict
from collections.abc import Iterator

from tocsin.news import agencies, dates, names
from tocsin.news.lines import words
from tocsin.news.page import Line, Page

_BY_AFTER_DATE = re.compile(
    rf"\b(?:published|posted|issued|filed)\b.{{0,40}}?\bby\s(?P<name>{names.NAME})\s*$", re.IGNORECASE
)
_RIGHTS = re.compile(
    rf"^(?:all rights reserved\.?\s*|(?:copyright|©|\(c\))\s*(?:\d{{4}})?\s*(?:by\s)?(?:the\s)?)(?P<name>{names.NAME})",
    re.IGNORECASE,
)
_RIGHTS_INSIDE = re.compile(rf"(?:©|\([cC]\))\s*(?:\d{{4}})?\s*(?P<name>{names.NAME})")
_DISTRIBUTOR = re.compile(rf"\bdistributed by\s(?P<name>{names.NAME})\.?\s*$", re.IGNORECASE)
_SOURCE = re.compile(rf"^(?:source|publisher|site|outlet)\s*:\s*(?P<name>{names.NAME})\s*$", re.IGNORECASE)
_OPENING = re.compile(rf"^\(\s*(?P<name>{names.NAME})\s?[-–—]\s?{names.NAME}\s*\)")
_BYLINE = re.compile(r"(?:by|from|source)\b", re.IGNORECASE)
MAX_HEADER = 24


def _named(pattern: re.Pattern[str], text: str, weight: float) -> Iterator[tuple[str, float]]:
    match = pattern.search(text)
    if match and names.is_name(name := names.clean(match["name"])):
        yield name, weight


def _from_header(line: Line, index: int) -> Iterator[tuple[str, float]]:
    """Yield the names in a line above the body; the line with a date, and the first name in it, weigh most."""
    if len(words(line.text)) > MAX_HEADER or names_no_one(line):
        return
    dated = any(found.year for found in dates.find(line.text))
    lead = (0.65 if dated or index == 0 else 0.45) * (0.4 if _BYLINE.match(line.text) else 1.0)
    for position, name in enumerate(names.pieces(line.text)):
        likely = 1.0 if names.is_outlet_like(name) else 0.7 if position == 0 else 0.4
        yield name, (lead if position == 0 else lead * 0.6) * likely * _own(name)


def _own(name: str) -> float:
    """Return how likely a name in the publisher's place is the publisher's: an agency's may be a credit."""
    return 0.8 if names.is_agency_like(name) else 1.0


def names_no_one(line: Line) -> bool:
    """Return whether a line's kind rules out that it names the publisher."""
    return (
        line.hint in {"related", "share", "newsletter", "listed", "nav", "identifier", "tags"}
        or "aside." in line.hint
        or "nav." in line.hint
    )


def _from_line(line: Line) -> Iterator[tuple[str, float]]:
    best: dict[str, float] = {}
    for pattern, weight in (
        (_BY_AFTER_DATE, 0.6),
        (_RIGHTS, 0.75),
        (_RIGHTS_INSIDE, 0.6),
        (_SOURCE, 0.5),
        (_DISTRIBUTOR, 0.75),
    ):
        for name, score in _named(pattern, line.text, weight):
            best[name] = max(best.get(name, 0.0), score * _own(name))
    yield from best.items()


def _from_page(page: Page, url: str | None) -> Iterator[tuple[str, float, str]]:
    if page.site:
        yield page.site, 2.0, "site name"
    if found := agencies.find_by_url(url or page.url or page.canonical):
        yield found.name, 1.0, "domain"
    heads = 0
    for line in page.lines:
        if line.place == "head":
            yield from ((name, weight, "line above the body") for name, weight in _from_header(line, heads))
            heads += 1
        if len(line.text) < 250:
            yield from ((name, weight, "rights or source line") for name, weight in _from_line(line))
    yield from ((name, weight, "syndication line") for name, weight in _named(_OPENING, page.text[:120], 1.2))


def identify(page: Page, url: str | None = None) -> tuple[str | None, str]:
    """Return who put the page out and where that is said; the host stands in where nothing is."""
    weights: dict[str, float] = defaultdict(float)
    spelled: dict[str, tuple[str, str]] = {}
    for name, weight, where in _from_page(page, url):
        one = agencies.key(agencies.canonical(name))
        weights[one] += weight
        spelled.setdefault(one, (name, where))
    if weights:
        name, where = spelled[max(weights, key=lambda one: weights[one])]
        return agencies.canonical(name), where
    site = agencies.host(url or page.url or page.canonical)
    return (site, "host of the address") if site else (None, "the page does not name its publisher")
