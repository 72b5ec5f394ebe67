"""Meanings of calendar expressions: dates, months, weekdays, quarters, seasons, years, decades, feasts."""

from datetime import date

from tocsin.times.days import (
    add_days,
    add_months,
    at,
    day_or_none,
    orthodox_easter,
    shift,
    weekday_after,
    weekday_before,
    western_easter,
)
from tocsin.times.scene import Meaning, Phrase, Scene
from tocsin.times.vocabulary import feasts

STEPS = {"this": 0, "current": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "previous": -1, "following": 1}
NEAR_QUARTER = 125  # days to the middle of a quarter that is taken whatever the tense
BARE_SEASON_AFTER = {"in", "of", "since", "by", "until", "during", "from", "every", "each", "before", "after"}
BARE_MONTH_AFTER = BARE_SEASON_AFTER | {
    "and",
    "to",
    "for",
    "late",
    "early",
    "mid",
    "the",
    "between",
    "through",
    ",",
    "until",
    "on",
}


def step(phrase: Phrase) -> int | None:
    """Return -1, 0 or 1 for `last`, `this`, `next` and their kin, or None."""
    return next((STEPS[name] for name in STEPS if phrase.has(name)), None)


def year_of(phrase: Phrase, scene: Scene) -> int | None:
    """Return the year that the phrase itself names (`1989`, `last year`), or None."""
    year = phrase.value("year")
    if year is not None:
        return int(year)
    unit, move = phrase.value("unit"), step(phrase)
    return scene.published.year + move if unit == "year" and move is not None else None


def full_date(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `2025-10-11`, `11/10/2025`, `10/27/89`; an ambiguous one is read as the nearer to publication."""
    parts = [int(p) for p in phrase.value("full_date").replace("/", "-").replace(".", "-").split("-")]
    if len(str(phrase.value("full_date")).split("-")[0]) == 4:
        days = [day_or_none(*parts)]
    else:
        a, b, year = parts
        year += 0 if year > 99 else 1900 if year >= 50 else 2000
        days = [day_or_none(year, b, a), day_or_none(year, a, b)]
    known = [day for day in days if day]
    if not known:
        return None
    return Meaning("DATE", min(known, key=lambda day: abs((day - scene.published).days)).isoformat())


def month_day(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `Oct. 11`, `11 October 2025`, `Saturday, April 25`, `the 11th of October last year`."""
    day = phrase.value("number") or phrase.value("ordinal") or phrase.value("second")
    if not isinstance(day, int) or not 1 <= day <= 31:
        return None
    found = nearest_month_day(phrase.value("month"), day, year_of(phrase, scene), phrase, scene)
    if found is None:
        return None
    part = phrase.value("part")
    return Meaning("TIME", f"{found}T{part}") if part else Meaning("DATE", found.isoformat())


def nearest_month_day(month: int, day: int, year: int | None, phrase: Phrase, scene: Scene) -> date | None:
    """Return the day in its year; without a year, the nearest by tense, and without tense the nearest of all."""
    if year is not None:
        return day_or_none(year, month, day)
    known = [found for y in (-1, 0, 1) if (found := day_or_none(scene.published.year + y, month, day))]
    return pick(known, scene.direction(phrase), scene.published) if known else None


def pick(days: list[date], direction: int, published: date) -> date:
    """Return the day nearest to publication in the direction told; a far one (over 200 days) yields to the nearest."""
    nearest = min(days, key=lambda day: abs((day - published).days) * (1 if day <= published or direction else 2))
    told = [day for day in days if direction * (day - published).days >= 0]
    best = min(told, key=lambda day: abs((day - published).days), default=nearest)
    return nearest if abs((nearest - published).days) < 100 and abs((best - published).days) > 200 else best


def day_of_range(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read the first day of `11-12 October 2025`: month and year stand further on."""
    whole = Phrase(scene.tokens[phrase.first : phrase.first + 6], phrase.first)
    return month_day(_with_number(whole, phrase), scene)


def last_day_of_range(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read the last day of `Oct. 11-12, 2025`: the month stands before."""
    month = scene.tokens[phrase.first - 3]
    return month_day(Phrase([month, *phrase.tokens], phrase.first), scene)


def _with_number(whole: Phrase, number: Phrase) -> Phrase:
    rest = [t for i, t in enumerate(whole.tokens) if i > 0 and whole.name(i) in ("month", "year")][:2]
    return Phrase([*number.tokens[:1], *rest], number.first)


def month(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `October`, `last October`, `mid-October 2024`, `July last year`, `the end of May`."""
    name, year = phrase.find("month"), year_of(phrase, scene)
    if name is None or (len(phrase.tokens) == 1 and not _is_month(name.text, phrase, scene)):
        return None
    if year is None:
        year = _year_of_range(phrase, scene) or _month_year(name.value, phrase, scene)
    return Meaning("DATE", f"{year:04d}-{name.value:02d}") if 1 <= year <= 9999 else None


def _year_of_range(phrase: Phrase, scene: Scene) -> int | None:
    """Return the year that stands after the last month of `from May to July 2024`."""
    first = phrase.first + len(phrase.tokens)
    follow = Phrase(scene.tokens[first : first + 3], first)
    names = [follow.name(i) for i in range(len(follow.tokens))]
    ranged = len(names) == 3 and names[0] in ("range", "hyphen") and names[1:] == ["month", "year"]
    return int(follow.value("year")) if ranged else None


def _is_month(text: str, phrase: Phrase, scene: Scene) -> bool:
    """Tell the months May and March from the verb and the noun by the word before."""
    return text.lower() not in ("may", "march") or scene.before(phrase) in BARE_MONTH_AFTER


def _month_year(number: int, phrase: Phrase, scene: Scene) -> int:
    year, move = scene.published.year, step(phrase)
    if move is None:
        move = scene.direction(phrase)
        if move == 0 and number != scene.published.month:
            nearest = pick([date(year + y, number, 1) for y in (-1, 0, 1)], 0, scene.published)
            return nearest.year
    elif move < 0 and number == scene.published.month and not phrase.has("past"):
        return year - 1
    if move < 0:
        return year - (number > scene.published.month)
    return year + (move > 0 and number < scene.published.month)


def weekday(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `Saturday`, `last Friday`, `next Monday`, `Thursday night`: past unless tense or a cue says otherwise."""
    number = phrase.value("weekday")
    day = _weekday_day(number, phrase, scene)
    part = phrase.value("part")
    return Meaning("TIME", f"{day}T{part}") if part else Meaning("DATE", day.isoformat())


def _weekday_day(number: int, phrase: Phrase, scene: Scene) -> date:
    anchor = scene.focus or scene.published
    if phrase.has("previous"):
        return weekday_before(anchor, number, same=False)
    if phrase.has("following"):
        return weekday_after(anchor, number, same=False)
    if phrase.has("same") and scene.focus:
        return weekday_before(scene.focus, number, same=True)
    if phrase.has("last", "past"):
        return weekday_before(scene.published, number, same=False)
    if phrase.has("next", "coming"):
        return weekday_after(scene.published, number, same=False)
    if phrase.has("this"):
        return _this_weekday(number, phrase, scene)
    if scene.direction(phrase) > 0 and not phrase.has("earlier"):
        return weekday_after(scene.published, number, same=True)
    return weekday_before(scene.published, number, same=True)


def _this_weekday(number: int, phrase: Phrase, scene: Scene) -> date:
    """Return `this Friday`: of the week of publication where tense agrees, ahead by default."""
    if scene.direction(phrase) < 0:
        return weekday_before(scene.published, number, same=True)
    return weekday_after(scene.published, number, same=True)


def year(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `1989`, `the end of 1994`, `fiscal 1989`, `early 1990`; not `$1999` or `1500 people`."""
    token, after = phrase.find("year"), scene.after(phrase)
    alone = len(phrase.tokens) == 1
    if token is None or (alone and not 1700 <= token.value <= 2150):
        return None
    if alone and (scene.before(phrase) in "$£€#." or (after and after.text in ("%", "percent", "people", "$"))):
        return Meaning("DATE", f"{token.value:04d}") if scene.before(phrase) == "" else None
    return Meaning("DATE", f"{token.value:04d}")


def year_of_range(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read the last year of `1990-95` or `2023/24`."""
    first, last = scene.tokens[phrase.first - 2].value, phrase.value("number")
    century = first // 100 * 100
    return Meaning("DATE", f"{century + last:04d}") if isinstance(last, int) and first % 100 < last < 100 else None


def decade(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `the 1990s`, `the late '70s`, `the nineties`."""
    figures, word = phrase.value("decade_figures"), phrase.value("decade")
    if figures:
        return Meaning("DATE", figures)
    return Meaning("DATE", f"19{word}") if word is not None and phrase.has("article") else None


def century(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `the 20th century` as `19`, as TIMEX3 counts."""
    number = phrase.value("ordinal") or phrase.value("second")
    if phrase.value("unit") != "century" or not 1 <= number <= 30:
        return None
    return Meaning("DATE", f"{number - 1:02d}")


def season(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `last spring`, `the summer of 2014`, `this fall`; a bare `spring` needs a preposition before it."""
    token = phrase.find("season")
    if token is None or (len(phrase.tokens) == 1 and scene.before(phrase) not in BARE_SEASON_AFTER):
        return None
    year, move = year_of(phrase, scene), step(phrase)
    if year is None:
        first_month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[token.value]
        direction = scene.direction(phrase) if move is None else move
        starts = [date(scene.published.year + y, first_month, 1) for y in (-1, 0, 1)]
        far = add_months(scene.published, -3) if move == -1 else scene.published
        year = (pick(starts, direction, far) if direction else starts[1]).year
    return Meaning("DATE", f"{year:04d}-{token.value}")


def quarter(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `the third quarter`, `second-quarter 1990`, `the year-ago first quarter`, `the first half of 1989`."""
    number = phrase.value("ordinal") or phrase.value("second") or (2 if phrase.has("last") else None)
    half = phrase.has("half_year")
    if (
        number is None
        or not 1 <= number <= (2 if half else 4)
        or (phrase.value("unit") not in ("quarter", "year") and not half)
    ):
        return None
    letter, size = ("H", 6) if half else ("Q", 3)
    year = year_of(phrase, scene)
    if year is None:
        year = _quarter_year((number - 1) * size + 1, size, phrase, scene)
    return Meaning("DATE", f"{year:04d}-{letter}{number}")


def _quarter_year(first_month: int, size: int, phrase: Phrase, scene: Scene) -> int:
    """Return the year of an unnamed year's quarter: one begun by publication, unless the future is told."""
    this = scene.published.year
    if phrase.has("ago", "earlier"):
        return this - 1
    middles = [add_months(date(this + y, first_month, 15), size // 2) for y in (-1, 0, 1)]
    nearest = min(middles, key=lambda day: abs((day - scene.published).days))
    told = pick(middles, scene.direction(phrase), scene.published)
    return (nearest if abs((nearest - scene.published).days) < NEAR_QUARTER else told).year


def year_ago_quarter(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `the year-ago quarter`, `year-earlier`, `the year-earlier period`: the quarter in talk, a year before."""
    if phrase.value("unit") != "year":
        return None
    known = scene.quarter()
    last = phrase.tokens[-1]
    if known and not (phrase.find("unit", 1) and last.value == "month"):
        return Meaning("DATE", f"{int(known[:4]) - 1:04d}{known[4:]}")
    return Meaning("DATE", at(shift(scene.published, "year", -1), "year"))


def feast(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `Ramadan 2023`, `Eid al-Fitr`, `last Christmas` by the tables of `feasts.toml`."""
    entry, year = feasts()[phrase.value("feast")], year_of(phrase, scene)
    years = range(scene.published.year - 1, scene.published.year + 2) if year is None else (year,)
    days = [day for y in years for day in feast_days(entry, y)]
    if not days:
        return None
    move = step(phrase)
    direction = scene.direction(phrase) if move is None else move
    told = [day for day in days if move is not None and move * (day - scene.published).days > 0]
    first = days[0] if year is not None else pick(told or days, direction, scene.published)
    if entry["length"] >= 28:  # a month of the Muslim year; TIMEX3 has no value of its own for it
        return Meaning("DATE", f"{first:%Y-%m}" if first.day < 16 else f"{add_days(first, 15):%Y-%m}")
    return Meaning("DATE", first.isoformat())


def feast_days(entry: dict[str, object], year: int) -> list[date]:
    """Return the first days of a feast in a year (a Muslim feast may come twice, or lie outside the table)."""
    if "day" in entry:
        return [date.fromisoformat(f"{year:04d}-{entry['day']}")]
    if "easter" in entry:
        return [add_days(western_easter(year), int(str(entry["easter"])))]
    if "pascha" in entry:
        return [add_days(orthodox_easter(year), int(str(entry["pascha"])))]
    days = entry["days"]
    return [date.fromisoformat(day) for day in days if day.startswith(f"{year:04d}-")] if isinstance(days, list) else []
