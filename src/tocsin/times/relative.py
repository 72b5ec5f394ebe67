"""Meanings of expressions that count from the publication or from another date of the text."""

from datetime import date

from tocsin.times.amounts import amount, length
from tocsin.times.calendar_dates import month_day, step, weekday, year_ago_quarter
from tocsin.times.days import add_days, at, interval, shift, weekday_before
from tocsin.times.scene import Meaning, Phrase, Scene
from tocsin.times.vocabulary import vocabulary

COARSE = ("month", "quarter", "year", "decade", "century")


def moved(day: date, unit: str, count: float, sign: int) -> Meaning:
    """Return the value of `count` units before or after `day`, as precise as the unit."""
    if unit in ("second", "minute", "hour"):
        return Meaning("TIME" if count < 24 else "DATE", add_days(day, sign * int(count // 24)).isoformat())
    if count % 1 and unit == "year":
        return Meaning("DATE", at(shift(day, "month", sign * int(count * 12)), "month"))
    return Meaning("DATE", at(shift(day, unit, sign * int(count)), unit))


def ago(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `two days ago`, `a year ago`, `several years ago`: counted from publication."""
    unit, count = phrase.value("unit"), amount(phrase)
    if unit is None:
        return None
    if count is None or isinstance(count, str):
        return Meaning("DATE", "PAST_REF")
    if unit == "year" and count == 1 and scene.recent(r"\d{4}-Q[1-4]", 2):
        return year_ago_quarter(phrase, scene)
    return moved(scene.published, unit, count, -1)


def earlier(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `two days earlier`, `a week later`: counted from the last day that the text named, else from publication."""
    unit, count = phrase.value("unit"), amount(phrase)
    sign = 1 if phrase.has("later", "after") else -1
    if unit is None:
        return None
    if count is None or isinstance(count, str):
        return Meaning("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit == "year" and count == 1 and sign < 0 and scene.recent(r"\d{4}-Q[1-4]", 2):
        return year_ago_quarter(phrase, scene)
    return moved(_anchor(unit, scene), unit, count, sign)


def _anchor(unit: str, scene: Scene) -> date:
    """Return what `earlier` and `later` count from: the last value, or for days and weeks the last day, named."""
    if unit in COARSE:
        last = scene.recent(r"\d{4}", 3)
        found = interval(last) if last else None
        if found and found[0] <= scene.published:
            return found[0]
    return scene.focus or scene.published


def unit_step(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `last week`, `earlier this month`, `the end of next year`, `the following day`, `that year`."""
    unit, move = phrase.value("unit"), step(phrase)
    if len(phrase.tokens) == 2 and phrase.tokens[1].text[0].isupper():
        return None  # a title: This Week
    if unit is None or unit in ("second", "minute", "hour") or phrase.tokens[-1].text.lower().endswith("s"):
        return None
    if phrase.has("same"):
        return _same(unit, scene)
    if move is None:
        return None
    if phrase.has("past", "last") and phrase.has("article"):
        return _span_back(unit, phrase, scene)
    if phrase.has("previous", "following"):
        return Meaning("DATE", at(shift(_anchor(unit, scene), unit, move), unit))
    if unit == "day":
        moving = phrase.has("next") and scene.before(phrase) not in ("in", "within", "over") and scene.focus is not None
        return Meaning("DATE", add_days(scene.focus or scene.published, 1).isoformat()) if moving else None
    if unit == "weekend":
        return _weekend(move, phrase, scene)
    return Meaning("DATE", at(shift(scene.published, unit, move), unit))


def _span_back(unit: str, phrase: Phrase, scene: Scene) -> Meaning:
    """Read `the past week` as a span, `the past year` and `the last decade` as the one before (TimeBank's habit)."""
    if unit in ("year", "decade", "century", "quarter"):
        return Meaning("DATE", at(shift(scene.published, unit, -1), unit))
    return Meaning("DURATION", length(unit, 1))


def _same(unit: str, scene: Scene) -> Meaning | None:
    found = [interval(value) for value in reversed(scene.last_values[-4:])]
    last = next((days for days in found if days), None)
    return Meaning("DATE", at(last[0], unit)) if last else None


def _weekend(move: int, phrase: Phrase, scene: Scene) -> Meaning:
    """Return last, this or next weekend; Monday's `this weekend` may be the one gone, by tense."""
    saturday = weekday_before(scene.published, 6, same=True)
    ahead = move > 0 or (move == 0 and scene.direction(phrase) > 0)
    if ahead and (scene.published - saturday).days > 1:
        saturday = add_days(saturday, 7)
    elif move < 0 and (scene.published - saturday).days <= 1:
        saturday = add_days(saturday, -7)
    return Meaning("DATE", at(saturday, "weekend"))


def day_beside(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `the day before`, `the week after`: counted from the day in talk."""
    unit, sign = phrase.value("unit"), 1 if phrase.has("after", "later") else -1
    if unit not in ("day", "week", "month", "year"):
        return None
    return Meaning("DATE", at(shift(scene.focus or scene.published, unit, sign), unit))


def the_unit(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `the week`, `the weekend`, `the quarter`, `the end of the year`: the one in talk, else the present one."""
    unit = phrase.value("unit")
    edged = phrase.has("edge", "full", "fiscal")
    if unit not in ("week", "weekend", "quarter", "year", "month") or (unit == "month" and not edged):
        return None
    if phrase.tokens[-1].text.lower().endswith("s"):
        return (
            Meaning("DURATION", length(unit, "X"))
            if unit == "year" and scene.before(phrase) in ("over", "through")
            else None
        )
    if unit == "weekend":
        return _weekend(0, phrase, scene)
    if unit == "quarter":
        return Meaning("DATE", scene.quarter() or at(shift(scene.published, "quarter", -1), "quarter"))
    if unit == "year" and not edged:
        return Meaning("DURATION", "P1Y")
    return Meaning("DATE", at(scene.published, unit))


def latest_period(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `the latest quarter`, `the 1988 period`: the quarter in talk."""
    known = scene.quarter()
    year = phrase.value("year")
    if known is None and not phrase.has("previous"):
        return None
    value = known or at(shift(scene.published, "quarter", -1), "quarter")
    if phrase.has("last") and phrase.value("unit") == "year":
        year = scene.published.year - 1
    return Meaning("DATE", f"{year:04d}{value[4:]}" if year else value)


def day_name(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `yesterday`, `today`, `tomorrow morning`, `tonight`, `late yesterday`."""
    token = phrase.find("day_name")
    if token is None:
        return None
    day = add_days(scene.published, token.value)
    part = "NI" if token.text.lower() == "tonight" else phrase.value("part")
    return Meaning("TIME", f"{day}T{part}") if part else Meaning("DATE", day.isoformat())


def overnight(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `overnight` as the night before the publication day, or the night of the day just named."""
    after, then = scene.after(phrase), scene.after(phrase, 1)
    names = vocabulary().names_by_letter
    if after and then and after.text == "on" and names[then.letter] in ("weekday", "month", "number"):
        return None  # the day that follows says which night
    return Meaning("TIME", f"{add_days(scene.published, -1)}TNI")


def part_of_day(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `this morning`, `last night`, `that evening`, `the morning`."""
    part = phrase.value("part")
    if (
        phrase.name(0) == "early"
        and len(phrase.tokens) < 4
        and phrase.value("early") != "MID"
        and not phrase.has("this", "last", "same", "next")
    ):
        return None  # a late-night broadcast
    if ":" in part:
        return Meaning("TIME", f"{scene.focus or scene.published}T{part}")
    if phrase.has("last"):
        return Meaning("TIME", f"{add_days(scene.published, -1)}T{part}")
    if phrase.has("this", "later", "earlier") and not phrase.has("same"):
        return Meaning("TIME", f"{scene.published}T{part}")
    anchor = scene.focus or scene.published
    if phrase.has("next", "following"):
        anchor = add_days(anchor, 1)
    elif phrase.has("previous") or (part == "NI" and anchor == scene.published and not phrase.has("same")):
        anchor = add_days(anchor, -1)
    return Meaning("TIME", f"{anchor}T{part}")


def year_end(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `year-end`, `around year end`, `year-end 1990`."""
    year = phrase.value("year") or scene.published.year
    return Meaning("DATE", f"{year:04d}")


def vague(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `recently`, `now`, `soon` as the three references of TIMEX3."""
    after = scene.after(phrase)
    owned = phrase.tokens[-1].text.lower() == "future" and after is not None and after.text.lower() == "of"
    if owned or scene.before(phrase) == "as" or (phrase.tokens[0].text.lower() == "soon" and _leads_on(phrase, scene)):
        return None
    names = ("vague_past", "vague_now", "vague_future", "current")
    return Meaning("DATE", next(phrase.value(name) or "PRESENT_REF" for name in names if phrase.has(name)))


def _leads_on(phrase: Phrase, scene: Scene) -> bool:
    """Tell `soon after the raid` from `soon`."""
    after = scene.after(phrase)
    return after is not None and after.text.lower() in ("after", "as", "before")


def the_past(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `the past`, where no unit follows."""
    after = scene.after(phrase)
    return None if after and after.text[0].isalpha() and scene.before(phrase) != "in" else Meaning("DATE", "PAST_REF")


def clock(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `10:30 GMT`, `5 p.m. EST, Nov. 6`, `noon Saturday`; the zone stays out of the value, as in TimeBank."""
    time = _clock_time(phrase, scene)
    if time is None:
        return None
    day: Meaning | None = None
    if phrase.has("month"):
        first = next(i for i in range(len(phrase.tokens)) if phrase.name(i) == "month")
        near = [t for i, t in enumerate(phrase.tokens) if abs(i - first) == 1 or phrase.name(i) in ("month", "year")]
        day = month_day(Phrase(near, phrase.first), scene)
    elif phrase.has("weekday"):
        day = weekday(Phrase([t for t in phrase.tokens if t is phrase.find("weekday")], phrase.first), scene)
    elif phrase.has("day_name"):
        day = Meaning("DATE", add_days(scene.published, phrase.value("day_name")).isoformat())
    if day is None:
        day = _day_after(phrase, scene)
    return Meaning("TIME", f"{day.value if day else scene.focus or scene.published}T{time}")


def _day_after(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Return the weekday that follows a clock time (`at 9 p.m. on Sunday`)."""
    on, day = scene.after(phrase), scene.after(phrase, 1)
    if on is None or day is None or on.text != "on" or vocabulary().names_by_letter[day.letter] != "weekday":
        return None
    return weekday(Phrase([day], phrase.first + len(phrase.tokens) + 1), scene)


def _clock_time(phrase: Phrase, scene: Scene) -> str | None:
    if phrase.has("part"):
        part = str(phrase.value("part"))
        return part
    first = phrase.find("clock") or phrase.find("number")
    if first is None or isinstance(first.value, float):
        return None
    hour, minute = first.value if isinstance(first.value, tuple) else (first.value, 0)
    half = phrase.value("meridiem")
    if (half and not 1 <= hour <= 12) or hour > 24 or minute > 59:
        return None
    bare = not half and not phrase.has("zone", "clock_word", "unit")
    if bare and scene.before(phrase) not in (
        "at",
        "around",
        "about",
        "by",
        "from",
        "until",
        "before",
        "after",
        "since",
    ):
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return f"{hour:02d}:{minute:02d}"
