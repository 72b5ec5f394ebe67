"""`read`: the time expressions of a text, with their TIMEX3 values."""

from datetime import date

from tocsin.records import Time
from tocsin.times.days import day_of
from tocsin.times.grammar import Rule, rules
from tocsin.times.scene import Phrase, Scene
from tocsin.times.tokens import tokenise

UNLIKE_DAYS = (date(2000, 1, 1), date(1957, 7, 12))


def read(text: str, published: str | None) -> tuple[Time, ...]:
    """Return the time expressions of an English text, in order, by TIMEX3 (TimeML 1.2.1; ISO 8601 values).

    `published` is the day (`YYYY-MM-DD`, more may follow) that relative expressions count from; where there is none,
    only expressions that name their own year are returned.
    """
    day = day_of(published)
    return _undated(text) if day is None else _read(text, day)


def _undated(text: str) -> tuple[Time, ...]:
    """Return what reads the same whenever it was published."""
    first, second = (set(_read(text, day)) for day in UNLIKE_DAYS)
    return tuple(sorted(first & second, key=lambda time: time.start))


def _read(text: str, published: date) -> tuple[Time, ...]:
    tokens = tokenise(text)
    scene = Scene(text, tokens, published)
    found: list[Time] = []
    reached = 0
    for first, last, rule in _matches("".join(token.letter for token in tokens)):
        if first < reached:
            continue
        phrase = Phrase(tokens[first:last], first)
        meaning = rule.read(phrase, scene)
        if meaning is None:
            continue
        reached = last
        scene.note(meaning, phrase)
        start, end = tokens[first].start, tokens[last - 1].end
        found.append(Time(start, end, text[start:end], meaning.value, meaning.type))
    return tuple(found)


def _matches(letters: str) -> list[tuple[int, int, Rule]]:
    """Return every match of every rule, leftmost first, then longest, then in the rules' order."""
    found = [(m.start(), m.end(), rule) for rule in rules() for m in rule.pattern.finditer(letters)]
    return sorted(found, key=lambda match: (match[0], -match[1], match[2].order))
