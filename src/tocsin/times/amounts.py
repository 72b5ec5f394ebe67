"""Meanings of amounts of time: durations (`three days`) and sets (`every Monday`)."""

from tocsin.times.days import LETTERS
from tocsin.times.scene import Meaning, Phrase, Scene
from tocsin.times.tokens import Token

CLOCK_UNITS = ("second", "minute", "hour")
BARE_PLURAL_AFTER = {
    "for",
    "in",
    "over",
    "after",
    "within",
    "follow",
    "follows",
    "followed",
    "take",
    "takes",
    "took",
    "during",
    "last",
    "lasted",
    "or",
    "several",
}
RATES = {"times", "once", "twice", "%", "percent", "million", "billion"}
NOT_PLURAL = {"is", "was", "as", "has", "takes", "lasts", "perhaps", "plus", "less", "its", "this", "us", "'s"}


def amount(phrase: Phrase, default: float | str | None = None) -> float | str | None:
    """Return how many units the phrase counts: a number, `X` for an unknown one, or the default."""
    count = phrase.value("number", phrase.value("year", phrase.value("many")))
    half = phrase.value("half")
    if count is None and phrase.has("indefinite"):
        count = 1
    if half and not isinstance(count, str):
        return float((count or 0) + half)
    return default if count is None else count


def length(unit: str, count: float | str) -> str:
    """Return the TIMEX3 duration of `count` units (`P3D`, `PT1M30S`, `P2Y6M`, `PXW`)."""
    if isinstance(count, str):
        return f"P{'T' if unit in CLOCK_UNITS else ''}X{LETTERS.get(unit, 'Y' if unit == 'decade' else 'X')}"
    factor = {"fortnight": 2, "decade": 10, "century": 100, "quarter": 1}.get(unit, 1)
    letter = {"fortnight": "W", "decade": "Y", "century": "Y", "weekend": "D"}.get(unit, LETTERS.get(unit, "X"))
    whole, rest = divmod(count * factor, 1)
    prefix = "PT" if unit in CLOCK_UNITS else "P"
    return (
        f"{prefix}{int(whole) or ''}{letter if whole else ''}{_rest(unit, rest)}"
        if rest
        else f"{prefix}{int(whole)}{letter}"
    )


def _rest(unit: str, rest: float) -> str:
    """Return the fraction of a unit in the next smaller one."""
    smaller = {
        "year": (12, "M"),
        "month": (30, "D"),
        "week": (7, "D"),
        "day": (24, "TH"),
        "hour": (60, "M"),
        "minute": (60, "S"),
    }
    size, letter = smaller.get(unit, (10, ""))
    count = int(rest * size)
    return f"T{count}H" if letter == "TH" else f"{count}{letter}"


def duration(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `three days`, `a two-year`, `at least 20 more years`, `the past 24 hours`, `the first nine months`."""
    unit = phrase.value("unit") or ("second" if phrase.has("second") else None)
    count = amount(phrase)
    if unit is None or count is None or (isinstance(count, float | int) and count > 100_000):
        return None
    if (
        _is_age(unit, scene.after(phrase), phrase)
        or _is_fraction(unit, phrase, scene)
        or (phrase.has("indefinite") and _is_rate(phrase, scene))
    ):
        return None
    if (
        phrase.has("article")
        and isinstance(count, int)
        and count > 1
        and not phrase.tokens[-1].text.lower().endswith("s")
    ):
        return None
    if (
        isinstance(count, int)
        and unit == "hour"
        and len(phrase.tokens[0].text) == 4
        and phrase.tokens[0].text.isdecimal()
    ):
        return Meaning(
            "TIME", f"{scene.focus or scene.published}T{phrase.tokens[0].text[:2]}:{phrase.tokens[0].text[2:]}"
        )
    if unit == "hour" and count == 24 and phrase.has("last", "past", "previous", "next"):
        return Meaning("DURATION", "PT24H")
    return Meaning("DURATION", length(unit, count))


def _is_rate(phrase: Phrase, scene: Scene) -> bool:
    """Tell `$3 a year`, `two barrels a day` from `a year`."""
    near = (scene.before(phrase), scene.before(phrase, 2))
    plural = near[0].endswith("s") and near[0] not in NOT_PLURAL
    return len(phrase.tokens) == 2 and (near[0] in RATES or plural or any(word[:1].isdecimal() for word in near))


def _is_age(unit: str, after: Token | None, phrase: Phrase) -> bool:
    """Tell `37 years old` and `a 12-year-old` from times, and half a word (`a year-ago`) from a whole one."""
    joined = after is not None and after.text == "-" and phrase.has("indefinite")
    return joined or (
        unit == "year" and (phrase.has("old") or (after is not None and after.text.lower() in ("old", "-")))
    )


def _is_fraction(unit: str, phrase: Phrase, scene: Scene) -> bool:
    """Tell `three-quarters of` and `a quarter` from quarters of a year."""
    after = scene.after(phrase)
    return unit == "quarter" and (
        phrase.has("hyphen", "indefinite") or (after is not None and after.text.lower() == "of")
    )


def bare_plural(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `for years`, `in recent weeks`, `the weeks ahead`: an unknown number of units."""
    unit = phrase.find("unit")
    if unit is None or not unit.text.lower().endswith("s") or (unit.value in CLOCK_UNITS and len(phrase.tokens) == 1):
        return None
    if len(phrase.tokens) == 1 and scene.before(phrase) not in BARE_PLURAL_AFTER:
        return None
    if phrase.has("recent", "past") and unit.value in ("year", "day"):
        return Meaning("DATE", "PAST_REF")
    if phrase.has("coming", "next") and unit.value in ("month", "year", "quarter"):
        return Meaning("DATE", "FUTURE_REF")
    return Meaning("DURATION", length(unit.value, "X") if unit.value != "century" else "PXC")


def repeated(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read sets: `every month`, `each Thursday`, `Tuesday nights`, `every July`, `every two weeks`."""
    weekday = phrase.value("weekdays", phrase.value("weekday"))
    part = phrase.value("parts", phrase.value("part", ""))
    if weekday:
        return Meaning("SET", f"XXXX-WXX-{weekday}{'T' + part if part else ''}")
    if phrase.has("month"):
        return Meaning("SET", f"XXXX-{phrase.value('month'):02d}")
    if phrase.has("part", "parts"):
        return Meaning("SET", f"XXXX-XX-XXT{part}")
    if phrase.has("season"):
        return Meaning("SET", f"XXXX-{phrase.value('season')}")
    unit, count = phrase.value("unit"), amount(phrase, phrase.value("ordinal", phrase.value("second", 1)))
    return Meaning("SET", length(unit, count if count is not None else 1)) if unit else None


def adverb_of_set(phrase: Phrase, scene: Scene) -> Meaning | None:
    """Read `daily`, `annually`: the adjective (`a daily paper`, `weekly magazine`) is no time."""
    after = scene.after(phrase)
    if after and (after.text[0].isalpha() or after.text[0].isdecimal() or after.text == "-"):
        return None
    return Meaning("SET", phrase.value("set"))
