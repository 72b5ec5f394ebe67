"""The rules: patterns over classes of tokens, each with the meaning it builds. The longest wins, then the first."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tocsin.times import amounts, calendar_dates, relative
from tocsin.times.scene import Meaning, Phrase, Scene
from tocsin.times.vocabulary import vocabulary

Reader = Callable[[Phrase, Scene], Meaning | None]

_STEP = "<this|last|past|next|previous|coming|following|current>"
_BEFORE = "(?:<article>?<edge><of>|<article>?<early><hyphen>?|<earlier|later>|<about>)?"
_YEAR = "(?:<comma>?<year>|<comma>?<of>?<last|this|next><unit>)?"
_DAY_NAME = "(?:<this>?<next|coming|last>?<weekday|short_weekday><comma>?)?"
_AMOUNT = "(?:<number|year|many>(?:<range|hyphen><number|many|indefinite>)?<half>?|<indefinite>|<indefinite>?<half>)"

RULES: tuple[tuple[str, Reader], ...] = (
    ("<full_date>", calendar_dates.full_date),
    (f"{_BEFORE}{_DAY_NAME}<month><article>?<number|ordinal|second>{_YEAR}<part>?", calendar_dates.month_day),
    (f"{_DAY_NAME}<number><month>{_YEAR}<part>?", calendar_dates.month_day),
    (f"{_BEFORE}{_DAY_NAME}<article>?<ordinal|second><of>?<month>{_YEAR}", calendar_dates.month_day),
    (f"<article>?<part><of><ordinal|second|number><month>{_YEAR}", calendar_dates.month_day),
    (f"<article>?<part><of><month><number|ordinal>{_YEAR}", calendar_dates.month_day),
    ("<number|ordinal>(?=<hyphen|range><number|ordinal><month>)", calendar_dates.day_of_range),
    ("(?<=<month><number><hyphen>)<number>(?:<comma><year>)?", calendar_dates.last_day_of_range),
    (f"<article>?<part><of><number><hyphen|range><number><month>{_YEAR}", calendar_dates.month_day),
    (f"{_BEFORE}<month><comma>?<of>?<year>", calendar_dates.month),
    (f"{_BEFORE}<month><of>?<article>?<last|this|next|previous|following><unit>", calendar_dates.month),
    (f"{_BEFORE}(?:<article>?{_STEP}{{1,2}})?<month>", calendar_dates.month),
    (f"(?:<early|earlier|later>)?(?:<article>?(?:{_STEP}|<same>){{1,2}})?<weekday><part>?", calendar_dates.weekday),
    ("<article>?<part><of><weekday>", calendar_dates.weekday),
    (f"{_BEFORE}(?:<article>?<unit>)?<year>", calendar_dates.year),
    ("<article>?<fiscal><unit>?<year>", calendar_dates.year),
    ("(?<=<year><hyphen>)<number>", calendar_dates.year_of_range),
    ("<article>?<early>?<hyphen>?<decade_figures|decade>", calendar_dates.decade),
    ("<article>?<last|ordinal|second>?<half_year|edge><of><article>?<decade_figures|decade>", calendar_dates.decade),
    ("<article>?<early>?<hyphen>?<ordinal|second><hyphen>?<unit>", calendar_dates.century),
    (
        f"{_BEFORE}<article>?{_STEP}{{0,2}}<early>?<season>(?:<of>?<year>|<of>?<last|this|next><unit>)?",
        calendar_dates.season,
    ),
    (
        "<article>?<fiscal>?<hyphen>?<ordinal|second><fiscal>?<unit>(?:<of>?<year>|<of>?<article>?<last|this|next><unit>)?",
        calendar_dates.quarter,
    ),
    ("<fiscal>?<ordinal|second><hyphen><unit>(?:<of>?<year>)?", calendar_dates.quarter),
    ("<last|this|next><unit><possessive><ordinal|second><hyphen>?<unit>", calendar_dates.quarter),
    ("<article>?<year><fiscal>?<ordinal|second><hyphen>?<unit>", calendar_dates.quarter),
    ("<article>?<unit><hyphen>?<ago|earlier><ordinal|second><hyphen>?<unit>", calendar_dates.quarter),
    (
        "<article>?<ordinal|second|last><half_year>(?:<of>(?:<year>|<article>?<last|this|next>?<unit>))?",
        calendar_dates.quarter,
    ),
    ("<article>?<unit><hyphen><ago|earlier><unit|period>", calendar_dates.year_ago_quarter),
    ("<unit><hyphen><ago|earlier>", calendar_dates.year_ago_quarter),
    (f"{_BEFORE}(?:<last|next|this>)?<feast>(?:<comma>?<of>?<year>|<last|this|next><unit>)?", calendar_dates.feast),
    ("(?:<early|earlier|later>)?<day_name><part>?", relative.day_name),
    ("<early>?<hyphen>?<part><day_name>", relative.day_name),
    ("<overnight>", relative.overnight),
    ("(?:<early|earlier|later>)?<article>?<this|last|same|next|previous|following><part>", relative.part_of_day),
    ("<article><part>", relative.part_of_day),
    ("<early><hyphen>?<part>", relative.part_of_day),
    (f"(?:<about|over>)?{_AMOUNT}<unit>(?:<range><other|indefinite>)?<ago>", relative.ago),
    ("<unit><ago>", relative.ago),
    (f"<about>?{_AMOUNT}<unit><earlier|later>", relative.earlier),
    (f"<about>?{_AMOUNT}<unit><before|after>(?=<comma|mark>|$)", relative.earlier),
    (
        f"(?:<earlier|later|early>|<article>?<edge|early><of>|<edge>)?<article>?{_STEP}<fiscal>?<unit>",
        relative.unit_step,
    ),
    ("<article>?<same><unit>", relative.unit_step),
    ("<article><unit>(?:<earlier|later>|<before|after>(?=<comma|mark>|$))", relative.day_beside),
    ("<article><unit>", relative.the_unit),
    ("<article>?<edge><of><article><fiscal>?<unit>", relative.the_unit),
    ("<article><full|fiscal><unit>", relative.the_unit),
    ("<article><previous><unit|period>", relative.latest_period),
    ("<article><year><unit|period>", relative.latest_period),
    ("<article>?<other>?<period><last><unit>", relative.latest_period),
    ("<about>?<year_word><year>?", relative.year_end),
    (f"<about>*{_AMOUNT}<more|full>*<hyphen>?<unit>(?:<hyphen><old>)?", amounts.duration),
    (
        f"<about>?<article>?<last|past|next|previous|coming|following|ordinal|second|full>?{_AMOUNT}<more|full>*<unit>",
        amounts.duration,
    ),
    ("<more><unit>", amounts.bare_plural),
    ("<article>?<recent|coming|past|ordinal>?<unit>", amounts.bare_plural),
    ("<every><number|ordinal|second|other>?<unit>", amounts.repeated),
    ("<every><weekday><parts|part>?", amounts.repeated),
    ("<every><month|part|season>", amounts.repeated),
    ("<weekdays>", amounts.repeated),
    ("<weekday><parts>", amounts.repeated),
    ("<set>", amounts.adverb_of_set),
    ("<vague_past|vague_now|vague_future|current>", relative.vague),
    ("<article><past>", relative.the_past),
    (
        "<about>?<clock><meridiem>?<clock_word>?<zone>?(?:<comma>?<weekday|day_name>|<comma>?<month><number>|<number><month>)?",
        relative.clock,
    ),
    (
        "<about>?<number><meridiem|clock_word><meridiem>?<zone>?(?:<comma>?<weekday|day_name>|<comma>?<month><number>|<number><month>)?",
        relative.clock,
    ),
    ("<part><weekday|day_name>", relative.clock),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled rule: `order` is its rank in the list."""

    order: int
    pattern: re.Pattern[str]
    read: Reader


def _compile(pattern: str) -> re.Pattern[str]:
    """Return the regular expression over letters for a pattern over class names."""
    letters = vocabulary().letters

    def one(m: re.Match[str]) -> str:
        found = "".join(letters[name] for name in m[1].split("|"))
        return f"[{found}]" if len(found) > 1 else found

    return re.compile(re.sub(r"<([a-z_|]+)>", one, pattern))


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, compiled once."""
    return tuple(Rule(i, _compile(pattern), read) for i, (pattern, read) in enumerate(RULES))
