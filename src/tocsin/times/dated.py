"""Time expressions as stretches of days; those that only count from another (`two days after the raid`) worked out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.records import Time
from tocsin.times.days import add_days, interval, weekday_after

_THAT = re.compile(r"\s*(?:before|after) (?:that|this)\b", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:after|later than|since)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\s*(?:before|ahead of)\b", re.IGNORECASE)
_CLOCK = re.compile(r"T\d")  # a bare clock time names no day
_NAMED = re.compile(r"day|row|[A-Z][a-z]{2}")
_LENGTH = re.compile(r"P(\d+)([DWM])$")
_COUNTED = re.compile(r"\b(?:ago|earlier|later|before)$", re.IGNORECASE)
_DATELINE = re.compile(r"^[^\n]{0,90}?(?: -+ | [–—] |\) ?[-–—] ?)")
_STOP = re.compile(r"(?<=[a-z\d)\"”’%][a-z\d)\"”’.])[.!?][\"”’)]?\s|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression that names a stretch of days.

    `counted` is, for one that measures the way to what follows it, the days to it (`two days after ...` -2); `iso` is
    the day, month or year.
    """

    start: int
    end: int
    text: str
    first: date
    last: date
    iso: str
    counted: int = 0


def dateline_end(text: str) -> int:
    """Return where the dateline (`KABUL, Oct 10 (Agency) - `) ends, or 0."""
    found = _DATELINE.match(text)
    return found.end() if found and found[0][:2].isupper() else 0


def sentence_ends(text: str) -> list[int]:
    """Return the offsets at which sentences and paragraphs end."""
    return [m.end() for m in _STOP.finditer(text)]


def dated(times: Sequence[Time], text: str, published: date | None) -> list[Dated]:
    """Return the expressions that name days, in order; the dateline's own date is left out."""
    found: list[Dated] = []
    skip = dateline_end(text)
    ends = sentence_ends(text)
    for time in times:
        if time.start < skip:
            continue
        one = _plain(time, published) or _measured(time, text, published, found, ends)
        if one is not None:
            found.append(one)
    return found


def _plain(time: Time, published: date | None) -> Dated | None:
    reach = interval(time.value.split("T")[0]) if time.type in ("DATE", "TIME") else None
    if reach is None or (_CLOCK.search(time.value) and not _NAMED.search(time.text)):
        return None
    first, last, precision = reach
    if precision == "week" and published and _COUNTED.search(time.text):
        first = last = weekday_after(first, published.isoweekday(), same=True)
    return Dated(time.start, time.end, time.text, first, last, iso(first, last, published))


def iso(first: date, last: date, published: date | None) -> str:
    """Return the day, month or year that a stretch lies in; of a week under way, the latest day that may have been."""
    if (last - first).days <= 7:
        return (min(last, max(first, published)) if published and first <= published <= last else first).isoformat()
    return first.isoformat()[:7] if (last - first).days <= 31 else first.isoformat()[:4]


def _sign(text: str, end: int) -> int:
    """Return whether what follows lies before (-1) or after the day counted from; `a day before that` counts back."""
    if _THAT.match(text, end):
        return 1 if _AFTER.match(text, end) else -1
    return -1 if _AFTER.match(text, end) else 1 if _BEFORE.match(text, end) else 0


def _measured(time: Time, text: str, published: date | None, before: list[Dated], ends: list[int]) -> Dated | None:
    """Read `two days after` as the day of what follows, counted from a day of the sentence, else from publication."""
    length = _LENGTH.match(time.value) if time.type == "DURATION" else None
    sign = _sign(text, time.end)
    if length is None or published is None or sign == 0:
        return None
    sentence = max((end for end in ends if end <= time.start), default=0)
    if _THAT.match(text, time.end):
        sentence = 0
    base = next((one.first for one in reversed(before) if one.start >= sentence and one.first == one.last), published)
    days = sign * min(int(length[1]), 10_000) * {"D": 1, "W": 7, "M": 30}[length[2]]
    day = add_days(base, days)
    return Dated(time.start, time.end, time.text, day, day, day.isoformat(), counted=days)
