"""What a story's own words say about the day on which it was written: weekdays, dates, the dateline.

News is told from near by: the first weekday named is mostly the day of publication or the day before. Factors are
likelihood ratios, how much likelier such words are under the right day than under another.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from tocsin.news import dates
from tocsin.news.signs import dateline
from tocsin.news.words import alternation

NEAR_DAYS = 3


@dataclass(frozen=True, slots=True)
class Narrative:
    """A body's time words: weekdays in order (Monday 0), days with and without a year, the dateline's month and day."""

    weekdays: tuple[int, ...]
    days: tuple[date, ...]
    yearless: tuple[tuple[int, int], ...]
    dateline: tuple[int, int] | None
    quote: str = ""


@cache
def _weekday_pattern() -> re.Pattern[str]:
    long = [name for name in dates.weekday_numbers() if len(name) > 4]
    return re.compile(rf"(?<![\w])({alternation(long)})(?![\w])", re.IGNORECASE)


def read(text: str) -> Narrative:
    """Return the time words of a body; only its first 6,000 characters are read."""
    text = text[:6000]
    matches = list(_weekday_pattern().finditer(text))
    weekdays = tuple(dates.weekday_numbers()[match[1].lower()] for match in matches)
    found = list(dates.find(text))
    days = tuple(date(one.year, one.month, one.day) for one in found if one.year and one.day and one.form != "packed")
    yearless = tuple((one.month, one.day) for one in found if one.year is None and one.day)
    lead = [(one.month, one.day) for one in dates.find(dateline(text)) if one.day]
    quote = ", ".join(dict.fromkeys(match[1] for match in matches))[:80]
    return Narrative(weekdays, days, yearless, lead[0] if lead else None, quote)


def _weekday_factor(day: date, weekdays: tuple[int, ...]) -> float:
    if not weekdays:
        return 1.0
    back = [(day.weekday() - weekday) % 7 for weekday in weekdays[:6]]
    first = {0: 3.0, 1: 2.5, 2: 1.0, 3: 0.7}.get(back[0], 0.35)
    return first * (1.3 if min(back) == 0 else 1.0)


def _gap(day: date, month: int, on: int) -> int:
    """Return the days from the nearest earlier-or-equal such date (or one just ahead, negative) to `day`."""
    gaps = []
    for year in (day.year - 1, day.year, day.year + 1):
        if dates.valid(year, month, on):
            gaps.append((day - date(year, month, on)).days)
    return min(gaps, key=abs, default=999)


def _dateline_factor(day: date, lead: tuple[int, int] | None) -> float:
    if lead is None:
        return 1.0
    gap = _gap(day, *lead)
    return 6.0 if gap == 0 else 3.0 if gap == 1 else 0.8 if 0 <= gap <= 4 else 0.15


def _dates_factor(day: date, story: Narrative) -> float:
    factor = 1.0
    recent = [(day - one).days for one in story.days]
    if any(0 <= gap <= NEAR_DAYS for gap in recent) or any(0 <= _gap(day, *one) <= NEAR_DAYS for one in story.yearless):
        factor *= 1.8
    if any(-400 < gap < -45 for gap in recent):
        factor *= 0.5
    return factor


def factor(day: date, story: Narrative) -> float:
    """Return how much likelier the story's words are if it was published on `day`: a ratio above or below 1."""
    return _weekday_factor(day, story.weekdays) * _dateline_factor(day, story.dateline) * _dates_factor(day, story)
