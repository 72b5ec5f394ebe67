"""Date a page: weigh every sign of when it was published, decide, and keep what contradicts.

Signs for one day multiply their odds where they stand in different places; repeated ones in the same place count once.
The story's own words (weekdays, dateline) shift the odds; nothing after the fetch can win. The score is the share of
the winning day in all odds, with an even bet's worth left for "none of these".
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from tocsin.news import narrative
from tocsin.news.extract import extract
from tocsin.news.page import Page
from tocsin.news.signs import Sign, collect, from_library
from tocsin.records import DateCandidate

SURE = 0.75
MAX_EVIDENCE = 40
# What a stamp repeated to the second adds, as a share of what an independent one would.
COPIED = 0.5


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if len(value) == 10 else None


def _odds(weight: float) -> float:
    weight = min(weight, 0.97)
    return weight / (1 - weight)


def _by_day(signs: Iterable[Sign], roles: frozenset[str]) -> dict[str, list[Sign]]:
    groups: dict[str, list[Sign]] = defaultdict(list)
    for sign in signs:
        if sign.role in roles and len(sign.value) == 10:
            groups[sign.value].append(sign)
    return groups


def _strength(signs: Sequence[Sign], months: Sequence[Sign]) -> float:
    """Return the odds of a day from its signs: the best one of each place, multiplied."""
    best: dict[str, Sign] = {}
    for sign in signs:
        if sign.where not in best or best[sign.where].weight < sign.weight:
            best[sign.where] = sign
    product, said = 1.0, set[str]()
    for sign in sorted(best.values(), key=lambda sign: -sign.weight):
        product *= 1 + _odds(sign.weight) * (COPIED if _stamp(sign) in said else 1.0)
        said.add(_stamp(sign))
    for sign in months:
        if signs[0].value.startswith(sign.value):
            product *= 1.5
    return product - 1


def _stamp(sign: Sign) -> str:
    """Return what tells a stamp to the second: the same one in many places was written there by one hand."""
    return sign.quote[:19] if len(sign.quote) >= 19 and sign.quote[10] in "T " else sign.where


def _ceiling(signs: Sequence[Sign], fetched: str | None) -> str:
    return (fetched or "9999-12-31")[:10]


def _score(signs: Sequence[Sign], story: narrative.Narrative, ceiling: str, roles: frozenset[str]) -> dict[str, float]:
    """Return the odds of each day that may be the publication day."""
    months = [sign for sign in signs if sign.precision == "month" and sign.role == "published"]
    scores = {}
    for value, group in _by_day(signs, roles).items():
        day = _day(value)
        if day is not None and value <= ceiling:
            scores[value] = _strength(group, months) * narrative.factor(day, story)
    return scores


def _decide(signs: Sequence[Sign], story: narrative.Narrative, ceiling: str) -> tuple[str | None, float]:
    """Return the chosen day and its share of all odds."""
    scores = _score(signs, story, ceiling, frozenset({"published"}))
    if not scores or max(scores.values()) < 0.3:
        for roles in (
            frozenset({"published", "modified", "clock"}),
            frozenset({"published", "modified", "clock", "other"}),
        ):
            spare = _score(signs, story, ceiling, roles)
            scores = {day: odds * 0.6 for day, odds in spare.items()}
            if scores:
                break
    if scores:
        best = max(scores, key=lambda value: (scores[value], value))
        return best, scores[best] / (1 + sum(scores.values()))
    return next(
        (
            (sign.value, 0.4)
            for sign in signs
            if sign.precision == "month" and sign.role == "published" and sign.value <= ceiling[:7]
        ),
        (None, 0.0),
    )


def _verdict(sign: Sign, chosen: str | None, ceiling: str) -> tuple[str, str]:
    if sign.value > ceiling[: len(sign.value)]:
        return "contradicts", "after the page was fetched, so it cannot be right"
    if chosen and (sign.value == chosen or chosen.startswith(sign.value)):
        return "supports", "says the same day" if sign.value == chosen else "says the same month"
    if sign.role == "modified":
        return "ignored", "an update stamp tells when the page was last changed"
    if sign.role == "clock":
        return "contradicts", "a page clock tells when the page was made up or loaded"
    if sign.role == "other":
        return "ignored", "belongs to another item of the page"
    return "contradicts", "outweighed by the day chosen"


def _evidence(signs: Sequence[Sign], chosen: str | None, score: float, ceiling: str) -> list[DateCandidate]:
    same = [sign for sign in signs if sign.value == chosen]
    lead = max(same, key=lambda sign: sign.weight, default=None)
    out, seen = [], set()
    for sign in sorted(signs, key=lambda sign: (sign is not lead, sign.value != chosen)):
        if (sign.value, sign.where) in seen:
            continue
        seen.add((sign.value, sign.where))
        verdict, why = _verdict(sign, chosen, ceiling)
        if sign is lead:
            verdict, why = "chosen", _chosen_why(score, len({one.where for one in same}))
        out.append(DateCandidate(sign.value, sign.precision, sign.where, sign.quote, verdict, why))
    return out[:MAX_EVIDENCE]


def _chosen_why(score: float, places: int) -> str:
    agree = f"{places} places agree" if places > 1 else "one place says so"
    return f"{'unsure, ' if score < SURE else ''}score {score:.2f}: {agree}"


def _story_evidence(story: narrative.Narrative, chosen: str | None) -> list[DateCandidate]:
    """Return what the story's own words say about the chosen day."""
    day = _day(chosen) if chosen else None
    if day is None or not (story.weekdays or story.dateline):
        return []
    ratio = narrative.factor(day, story)
    verdict = "supports" if ratio > 1 else "contradicts" if ratio < 1 else "ignored"
    quote = story.quote or "-".join(f"{part:02d}" for part in story.dateline or ())
    return [
        DateCandidate(
            day.isoformat(),
            "day",
            "weekdays and dates in the body",
            quote,
            verdict,
            f"{day:%A}; such words are {ratio:.1f} times as likely on this day as on another",
        )
    ]


def _fetch_evidence(fetched: str | None, chosen: str | None) -> list[DateCandidate]:
    if not fetched:
        return []
    why = "the latest day that is possible" if chosen else "only the fetch time is known; it is no publication date"
    return [DateCandidate(fetched[:10], "day", "fetch time", fetched, "supports" if chosen else "ignored", why)]


def date_page(
    page: Page | str,
    url: str | None = None,
    fetched: str | None = None,
    text: str | None = None,
    raw: str = "",
) -> tuple[str | None, tuple[DateCandidate, ...]]:
    """Return a page's publication day (ISO 8601, or a month where no more is known) and the evidence.

    `fetched` bounds it from above; `text` is the body where the caller has another one than the page's; `raw` the page
    as it came, for a second look where the first is unsure. The first
    candidate is the chosen one; its `why` carries the score, 0..1, and begins with "unsure" below 0.75. Without any
    sign the day is None.
    """
    raw = page if isinstance(page, str) else raw
    if isinstance(page, str):
        page = extract(page, url)
    body = page.text if text is None else text
    signs = collect(page, url or page.url, body)
    story = narrative.read(body)
    ceiling = _ceiling(signs, fetched)
    chosen, score = _decide(signs, story, ceiling)
    if score < SURE and page.kind == "html" and raw:
        signs += from_library(raw, url or page.url, ceiling if fetched else "2099-12-31", signs)
        chosen, score = _decide(signs, story, ceiling)
    evidence = [
        *_evidence(signs, chosen, score, ceiling),
        *_story_evidence(story, chosen),
        *_fetch_evidence(fetched, chosen),
    ]
    return chosen, tuple(evidence)
