"""Calendar arithmetic over TIMEX3 values (TimeML 1.2.1, ISO 8601): shifting, nearest days, and intervals."""

import re
from datetime import date, timedelta

MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}
LETTERS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
}
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_PART = re.compile(r"(\d{4})-(Q|H)([1-4])$")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)$")
_YEAR = re.compile(r"(\d{2,4})$")


def day_or_none(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has no such day."""
    if not 1 <= year <= 9999 or not 1 <= month <= 12:
        return None
    last = month_end(year, month).day
    return date(year, month, day) if 1 <= day <= last else None


def day_of(value: str | None) -> date | None:
    """Return the day that a date or time stamp begins with, or None where it is no day of the years 1000 to 2999."""
    found = _DAY.match(value or "")
    day = day_or_none(int(found[1]), int(found[2]), int(found[3])) if found else None
    return day if day and 1000 <= day.year < 3000 else None


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """Return the day `months` later, at most the end of its month; the calendar's ends hold."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def add_days(day: date, days: int) -> date:
    """Return the day `days` later; the calendar's ends hold."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def shift(day: date, unit: str, count: int) -> date:
    """Return `day` moved by `count` units (hours and less do not move it)."""
    if unit in MONTHS_IN:
        return add_months(day, count * MONTHS_IN[unit])
    return add_days(day, count * DAYS_IN.get(unit, 0))


def at(day: date, unit: str) -> str:
    """Return the TIMEX3 value of the day, week, month, quarter, year, decade or century that holds `day`."""
    week = day.isocalendar()
    forms = {
        "week": f"{week.year:04d}-W{week.week:02d}",
        "fortnight": f"{week.year:04d}-W{week.week:02d}",
        "weekend": f"{week.year:04d}-W{week.week:02d}-WE",
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "year": f"{day.year:04d}",
        "decade": f"{day.year // 10:03d}",
        "century": f"{day.year // 100:02d}",
    }
    return forms.get(unit, day.isoformat())


def weekday_before(day: date, weekday: int, *, same: bool) -> date:
    """Return the nearest `weekday` (Monday is 1) up to `day`; `same` lets it be `day` itself."""
    back = (day.isoweekday() - weekday) % 7
    return add_days(day, -(back or (0 if same else 7)))


def weekday_after(day: date, weekday: int, *, same: bool) -> date:
    """Return the nearest `weekday` (Monday is 1) from `day` on; `same` lets it be `day` itself."""
    ahead = (weekday - day.isoweekday()) % 7
    return add_days(day, ahead or (0 if same else 7))


def western_easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    k = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the Julian reckoning as a Gregorian day (Meeus), for 1900-2099."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return add_days(date(year, month, day + 1), 13)


def interval(value: str) -> tuple[date, date, str] | None:
    """Return first day, last day and precision of a DATE or TIME value.

    Precision is one of day, week, weekend, month, quarter, half, season, year, decade, century. None for durations,
    sets and vague values (`P3D`, `XXXX-WXX-6`, `PAST_REF`).
    """
    if m := _DAY.match(value):
        day = day_or_none(int(m[1]), int(m[2]), int(m[3]))
        return (day, day, "day") if day else None
    if m := _WEEK.match(value):
        return _week_interval(int(m[1]), int(m[2]), weekend=bool(m[3]))
    if m := _MONTH.match(value):
        return _months(int(m[1]), int(m[2]), int(m[2]), "month")
    if m := _PART.match(value):
        size = 3 if m[2] == "Q" else 6
        first = (int(m[3]) - 1) * size + 1
        return _months(int(m[1]), first, first + size - 1, "quarter" if m[2] == "Q" else "half")
    if m := _SEASON.match(value):
        return _months(int(m[1]), *SEASONS[m[2]], "season")
    return _years(value)


def _week_interval(year: int, week: int, *, weekend: bool) -> tuple[date, date, str] | None:
    if not 1 <= week <= 53 or not 1 <= year < 9999:
        return None
    first = add_days(date(year, 1, 4), (week - 1) * 7 - date(year, 1, 4).weekday())
    return (add_days(first, 5), add_days(first, 6), "weekend") if weekend else (first, add_days(first, 6), "week")


def _months(year: int, first: int, last: int, precision: str) -> tuple[date, date, str] | None:
    begin = day_or_none(year, first, 1)
    if begin is None or year >= 9999:
        return None
    end = add_months(begin, last - first)
    return begin, month_end(end.year, end.month), precision


def _years(value: str) -> tuple[date, date, str] | None:
    m = _YEAR.match(value)
    if not m:
        return None
    size = 10 ** (4 - len(value))
    first = int(value) * size
    if not 1 <= first <= 9999:
        return None
    return date(first, 1, 1), date(first + size - 1, 12, 31), {1: "year", 10: "decade", 100: "century"}[size]
