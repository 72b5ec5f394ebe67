"""Read calendar dates from short text: ISO, written out in a dozen languages, numeric, packed into identifiers.

Nothing here knows the day of today or of a page: a date without a year comes back without one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from tocsin.news.words import alternation, load

FIRST_YEAR, LAST_YEAR = 1980, 2100


@dataclass(frozen=True, slots=True)
class Found:
    """A date as written at `text[start:end]`; `form` says how (iso, written, numeric, packed, month, yearless).

    `clock` is `HH:MM` where the text gives a time of day. `swapped` is the other reading of
    `03/11/1998`, if there is one.
    """

    year: int | None
    month: int
    day: int | None
    start: int
    end: int
    form: str
    clock: str = ""
    swapped: str | None = None

    @property
    def value(self) -> str:
        """The date as ISO 8601, as precise as is known; `--MM-DD` without a year."""
        head = "-" if self.year is None else f"{self.year:04d}"
        return f"{head}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    @property
    def precision(self) -> str:
        """`minute`, `day` or `month`."""
        return "month" if self.day is None else "minute" if self.clock else "day"


@cache
def month_numbers() -> dict[str, int]:
    """Return the month's number for each month name, lower case."""
    return {name: int(number) for number, names in load("months")["months"].items() for name in names}


@cache
def weekday_numbers() -> dict[str, int]:
    """Return the weekday's number, Monday 0, for each weekday name, lower case."""
    return {name: int(number) for number, names in load("months")["weekdays"].items() for name in names}


@cache
def _pattern() -> re.Pattern[str]:
    month = alternation(month_numbers())
    clock = r"(?:(?:,|\sat|\s?[-–|/·,])?\s{0,3}(?:T|\s)?(?P<NAME>[012]?\d:[0-5]\d))?"
    year = r"(?:19[89]\d|20\d\d)"
    forms = (
        rf"(?<![\d.])(?P<iy>{year})(?P<isep>[-/.])(?P<im>[01]?\d)(?P=isep)(?P<id>[0-3]?\d)(?![\d])"
        + clock.replace("NAME", "ic"),
        rf"(?<!\d)(?P<ky>{year})\s?[年년]\s?(?P<km>[01]?\d)\s?[月월]\s?(?P<kd>[0-3]?\d)\s?[日일]",
        rf"(?<![\w])(?P<wd>[0-3]?\d)(?:st|nd|rd|th|er|º|\.)?\s{{0,2}}(?:of\s|de\s|d[’']|-)?\s?(?P<wm>{month})\b\.?,?[\s-]{{0,2}}(?:de\s|del\s)?(?P<wy>{year})(?:(?!\d)|(?=[0-3]?\d[.\s]{{1,2}}[^\W\d]))"
        + clock.replace("NAME", "wc"),
        rf"(?<![\w])(?P<mm>{month})\b\.?\s{{0,2}}(?P<md>[0-3]?\d)(?:st|nd|rd|th)?,?\s{{1,2}}(?:at\s[012]?\d:\d\d[,\s]+)?(?P<my>{year})(?!\d)"
        + clock.replace("NAME", "mc"),
        rf"(?<![\d./-])(?P<nd>[0-3]?\d)(?P<nsep>[./-])(?P<nm>[0-3]?\d)(?P=nsep)(?P<ny>{year}|\d\d)(?![\d/])"
        + clock.replace("NAME", "nc"),
        rf"(?<![\d])(?P<py>{year})(?P<pm>0[1-9]|1[0-2])(?P<pd>[0-3]\d)(?!\d)",
        rf"(?<![\w])(?P<om>{month})\b\.?,?\s{{1,2}}(?:de\s|of\s)?(?P<oy>{year})(?!\d)",
        rf"(?<![\w])(?P<ym>{month})\b\.?\s(?P<yd>[0-3]?\d)(?:st|nd|rd|th)?(?![\w:])",
        rf"(?<![\w.,:])(?P<zd>[0-3]?\d)(?:st|nd|rd|th|\.)?\s(?:of\s|de\s)?(?P<zm>{month})\b",
    )
    return re.compile("|".join(forms), re.IGNORECASE)


def valid(year: int, month: int, day: int | None) -> bool:
    """Return whether the calendar has this day and it lies in the years that news pages are read for."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return False
    try:
        date(year, month, day or 1)
    except ValueError:
        return False
    return True


def _found(match: re.Match[str], form: str, keys: str, clock: str = "") -> Found | None:
    year, month, day = (match[key] if key else None for key in keys.split())
    number = month_numbers().get(month.lower()) if month and not month.isdigit() else int(month or 0)
    if not number or not valid(int(year or 2000), number, int(day or 1)):
        return None
    return Found(
        int(year) if year else None,
        number,
        int(day) if day else None,
        *match.span(),
        form,
        (match[clock] or "").zfill(5) if clock and match[clock] else "",
    )


def _numeric(match: re.Match[str]) -> Found | None:
    first, second, separator = int(match["nd"]), int(match["nm"]), match["nsep"]
    year = int(match["ny"]) + (0 if len(match["ny"]) == 4 else 2000)
    clock = (match["nc"] or "").zfill(5) if match["nc"] else ""
    readings = [(day, month) for day, month in ((first, second), (second, first)) if valid(year, month, day)]
    if not readings:
        return None
    other = None
    if len(readings) == 2 and first != second and separator != ".":
        other = f"{year:04d}-{readings[1][1]:02d}-{readings[1][0]:02d}"
    return Found(
        year,
        readings[0][1],
        readings[0][0],
        *match.span(),
        "numeric" if len(match["ny"]) == 4 else "short",
        clock,
        other,
    )


def _day_month(match: re.Match[str], month: str, day: str) -> Found | None:
    number, on = month_numbers()[match[month].lower()], int(match[day])
    return Found(None, number, on, *match.span(), "yearless") if valid(2000, number, on) else None


def _read(match: re.Match[str]) -> Found | None:
    kinds = match.groupdict()
    if kinds["iy"]:
        return _found(match, "iso", "iy im id", "ic")
    if kinds["ky"]:
        return _found(match, "written", "ky km kd")
    if kinds["wy"]:
        return _found(match, "written", "wy wm wd", "wc")
    if kinds["my"]:
        return _found(match, "written", "my mm md", "mc")
    if kinds["nd"]:
        return _numeric(match)
    if kinds["py"]:
        return _found(match, "packed", "py pm pd")
    if kinds["oy"]:
        number = month_numbers()[kinds["om"].lower()]
        return Found(int(kinds["oy"]), number, None, *match.span(), "month")
    return _day_month(match, "ym", "yd") if kinds["ym"] else _day_month(match, "zm", "zd")


def find(text: str) -> Iterator[Found]:
    """Yield every date in `text`, in order; readings that the calendar does not have are left out."""
    for match in _pattern().finditer(text):
        if found := _read(match):
            yield found


_PACKED = re.compile(r"(?<!\d)(\d{8})(\d*)")


def find_packed(token: str) -> Iterator[str]:
    """Yield the ISO days that the leading eight digits of an identifier's digit runs may stand for.

    Day-month-year, year-month-day and month-day-year are all tried: providers differ.
    """
    for match in _PACKED.finditer(token):
        run = match[1]
        orders = ((run[4:], run[2:4], run[:2]), (run[:4], run[4:6], run[6:]), (run[4:], run[:2], run[2:4]))
        for year, month, day in dict.fromkeys(orders):
            if valid(int(year), int(month), int(day)) and int(month):
                yield f"{year}-{month}-{day}"
