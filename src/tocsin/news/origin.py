"""Credit: whose reporting a page carries, apart from who put it out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tocsin.news import agencies, names, publisher
from tocsin.news.page import Line, Page
from tocsin.news.words import load

OPENING, CLOSING, LONGEST_LINE = 200, 160, 300
OWN, UNNAMED, UNKNOWN = 0.7, 0.3, 0.0
_SKIP_KINDS = frozenset({"related", "listed", "share", "newsletter", "cookie", "nav", "tags", "title"})
# Forms in which a place or a person stands as often as an organisation.
_DOUBTFUL = frozenset({"name beside the date", "by-line", "copyright", "dateline", "inputs credited"})
_REPORTED = re.compile(
    rf"\b(?:told|quoted by|reported by|according to|said by)\s(?:the\s)?(?P<name>{names.NAME})"
    rf"|\b(?P<name2>{names.NAME})\s(?:reported|quoted|news agency)\b"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    where: str
    score: float
    why: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Credit:
    """Someone credited on a page: how sure, in which form, with which words; `place` is where it stands."""

    name: str
    score: float
    why: str
    quote: str


@cache
def _rules() -> tuple[_Rule, ...]:
    rules = []
    for row in load("credits")["credit"]:
        # A line's small words may be written in any case, names only as names.
        loose = row["where"] == "line"
        source = row["pattern"].replace("NAME", f"(?-i:{names.NAME})" if loose else names.NAME)
        rules.append(_Rule(row["where"], row["score"], row["why"], re.compile(source, re.IGNORECASE if loose else 0)))
    return tuple(rules)


@cache
def _unnamed() -> re.Pattern[str]:
    return re.compile(load("credits")["unnamed"]["pattern"], re.IGNORECASE)


def _accept(match: re.Match[str], rule: _Rule, publisher_name: str | None) -> str | None:
    """Return the credited name of a match, or None where it is no organisation's."""
    groups = match.groupdict()
    if known := groups.get("known"):
        return _known(known, publisher_name)
    name = names.clean(groups.get("name") or "")
    if not names.is_name(name):
        return None
    if rule.why in _DOUBTFUL and not names.is_outlet_like(name) and not agencies.same(name, publisher_name):
        return None
    return name


def _known(name: str, publisher_name: str | None) -> str | None:
    name = names.clean(name)
    found = agencies.find(name)
    if found is None:
        return name if agencies.same(name, publisher_name) else None
    if len(name) <= 4 and not name.isupper():
        return None
    return name


def _apply(where: str, text: str, publisher_name: str | None) -> Iterator[Credit]:
    for rule in _rules():
        if rule.where != where:
            continue
        for match in rule.pattern.finditer(text):
            if name := _accept(match, rule, publisher_name):
                yield Credit(agencies.canonical(name), rule.score, rule.why, match[0].strip()[:120])


def _from_header(line: Line, publisher_name: str | None) -> Iterator[Credit]:
    """Yield agencies named beside the publisher in a line above the body."""
    for name in names.pieces(line.text[:200]):
        if not names.is_agency_like(name) or agencies.same(name, publisher_name):
            continue
        known = agencies.find(name)
        if known is None or known.kind != "syndicator":
            yield Credit(agencies.canonical(name), 0.8, "named beside the publisher", line.text[:120])


_BY = re.compile(r"(?:^|[\s.])(?:by|author|source|agency|credit)(?:$|[\s<])")


def _from_byline(line: Line, publisher_name: str | None) -> Iterator[Credit]:
    """Yield an organisation that stands in a by-line element."""
    if _BY.search(line.hint.lower().split(" < ")[0]):
        for name in names.pieces(line.text[:200]):
            if names.is_outlet_like(name) and not agencies.same(name, publisher_name):
                yield Credit(agencies.canonical(name), 0.82, "by-line", line.text[:120])


_CREDIT_HINT = re.compile(r"(?:^|[\s.])(?:syndication|credit|credits|source|agency|note)(?:$|[\s<])")


def _from_signature(line: Line, text: str, publisher_name: str | None) -> Iterator[Credit]:
    """Yield a newsroom whose name stands alone below the body, in a credit element or where the body names it too."""
    name = names.clean(line.text[:80])
    if line.place == "head" or not names.is_name(name) or not names.is_outlet_like(name):
        return
    credited = bool(_CREDIT_HINT.search(line.hint.lower().split(" < ")[0]))
    if (credited or name in text) and not agencies.same(name, publisher_name):
        yield Credit(agencies.canonical(name), 0.8, "signature", line.text[:120])


def _from_metas(page: Page, publisher_name: str | None) -> Iterator[Credit]:
    wanted = {
        "ld:isbasedon",
        "ld:sourceorganization",
        "ld:provider",
        "ld:credittext",
        "syndication-source",
        "original-source",
        "dc.source",
        "source",
        "ld:copyrightholder",
    }
    authors = {"author", "ld:author", "article:author", "dc.creator", "byl"}
    for name, content in page.metas:
        low = name.lower()
        said = names.clean(content[:80])
        outlet = agencies.find(said) or agencies.find_by_url(content if "://" in content else None)
        if low in wanted and outlet and not agencies.same(outlet.name, publisher_name):
            yield Credit(outlet.name, 0.9, f"meta {name}", content[:120])
        elif low in authors and outlet and not agencies.same(outlet.name, publisher_name):
            yield Credit(outlet.name, 0.85, f"meta {name}", content[:120])


def _from_links(page: Page, url: str | None, publisher_name: str | None) -> Iterator[Credit]:
    here = agencies.host(url or page.url)
    for link, why in ((page.canonical, "canonical link"), *((one, "link to the original") for one in page.links)):
        there = agencies.host(link)
        if here and there and here.split(".")[-2:] != there.split(".")[-2:]:
            outlet = agencies.find_by_url(link)
            name = outlet.name if outlet else there
            if not agencies.same(name, publisher_name):
                yield Credit(name, 0.85, why, link or "")


def credits(page: Page, publisher_name: str | None, text: str, url: str | None = None) -> list[Credit]:
    """Return everyone credited on a page, in the order found."""
    found = [
        *_from_metas(page, publisher_name),
        *_from_links(page, url, publisher_name),
        *_apply("opening", text[:OPENING], publisher_name),
    ]
    for line in page.lines:
        if line.hint in _SKIP_KINDS or len(line.text) > LONGEST_LINE:
            continue
        found += _apply("line", line.text, publisher_name)
        if line.place == "head":
            found += _from_header(line, publisher_name)
        found += _from_byline(line, publisher_name)
        found += _from_signature(line, text, publisher_name)
    return [*found, *_apply("closing", text[-CLOSING:], publisher_name)]


def _quoted(text: str, publisher_name: str | None) -> Credit | None:
    """Return the agency that the body itself quotes or says it was told by, where it is a known one."""
    for match in _REPORTED.finditer(text[:4000]):
        name = _known(match["name"] or match["name2"] or "", publisher_name)
        outlet = agencies.find(name)
        if name and outlet and outlet.kind in ("agency", "state") and not agencies.same(name, publisher_name):
            return Credit(outlet.name, 0.5, "quoted in the body", match[0][:120])
    return None


def _told(text: str) -> Credit | None:
    """Return the newsroom that sources say they told, on a page that names no publisher: mostly its own."""
    for match in _REPORTED.finditer(text[:4000]):
        name = names.clean(match["name"] or "")
        if match[0].startswith("told") and names.is_name(name) and " " in name and names.is_outlet_like(name):
            return Credit(agencies.canonical(name), 0.5, "told by sources", match[0][:120])
    return None


def _mentions_agencies(page: Page) -> Line | None:
    return next(
        (
            line
            for line in page.lines
            if line.hint not in _SKIP_KINDS and len(line.text) < 160 and _unnamed().search(line.text)
        ),
        None,
    )


def _choose(found: list[Credit], publisher_name: str | None) -> Credit | None:
    """Return the surest credit; of two as sure, the one named more often, then the first."""
    foreign = [one for one in found if not agencies.same(one.name, publisher_name)]
    counts = {agencies.key(one.name): sum(agencies.same(one.name, other.name) for other in foreign) for one in foreign}
    return max(foreign, key=lambda one: one.score + 0.03 * (counts[agencies.key(one.name)] - 1), default=None)


def _spell_out(best: Credit, page: Page) -> Credit:
    """Return the credit with an acronym's full name, where the page gives it."""
    if not best.name.isupper() or " " in best.name:
        return best
    for line in page.lines:
        for name in names.pieces(line.text[:200]):
            if " " in name and agencies.same(best.name, name):
                return Credit(agencies.canonical(name), best.score, best.why, best.quote)
    return best


def credit(
    page: Page, publisher_name: str | None = None, text: str | None = None, url: str | None = None
) -> tuple[str | None, str | None, float, str]:
    """Return (publisher, origin, score, why): who put the page out, whose reporting it is, how sure (0..1) and why.

    `publisher_name` and `text` are used where the caller knows them better than the page does.
    """
    body = page.text if text is None else text
    if publisher_name is None:
        publisher_name, _ = publisher.identify(page, url)
    found = credits(page, publisher_name, body, url)
    best = _choose(found, publisher_name)
    if best:
        best = _spell_out(best, page)
        return publisher_name or best.name, best.name, best.score, f"{best.why}: {best.quote}"
    unnamed = _mentions_agencies(page)
    if unnamed:
        quoted = _quoted(body, publisher_name)
        if quoted:
            return (
                publisher_name,
                quoted.name,
                quoted.score,
                f"agencies credited unnamed ({unnamed.text[:60]}); {quoted.why}: {quoted.quote}",
            )
        return publisher_name, publisher_name, UNNAMED, f"agencies credited, none named: {unnamed.text[:80]}"
    own = next((one for one in found if agencies.same(one.name, publisher_name)), None)
    if publisher_name is None and (told := _told(body)):
        return told.name, told.name, told.score, f"{told.why}: {told.quote}"
    if publisher_name is None:
        return None, None, UNKNOWN, "neither publisher nor credit found"
    return (
        publisher_name,
        publisher_name,
        0.9 if own else OWN,
        f"{own.why}: {own.quote}" if own else "no one else is credited",
    )
