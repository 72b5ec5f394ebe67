"""A body of text into sentences with spans, by rules: abbreviations, quotation marks, paragraphs."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from tocsin.records import Span

# A stop with what closes after it; whether it ends a sentence is decided by its neighbours.
_STOP = re.compile(r"[.!?…]+[\"”’')\]]{0,3}")
_LAST_WORD = re.compile(r"[\w.'’-]{1,30}$")
_OPENERS = "\"“‘'([—–-"
# `KABUL, Oct 17 (Oxus Press) - `: a place in capitals, or one with an agency in brackets, before a dash or colon.
_DATELINE = re.compile(r"([A-Z][^\n(:]{1,50}?)(\([^\n()]{2,40}\) ?)?(?:(?<=\s)(?:--|[-–—])|[–—:])\s+(?=[\"“‘'A-Z0-9])")
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n")


@cache
def abbreviations() -> frozenset[str]:
    """Return the words of `resources/events/abbreviations.txt`."""
    text = (files("tocsin.resources") / "events" / "abbreviations.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _abbreviated(before: str) -> bool:
    word = (match := _LAST_WORD.search(before[-30:])) and match.group().lower().lstrip("'’-.")
    if not word:
        return False
    return word in abbreviations() or (len(word) == 1 and word.isalpha()) or bool(re.fullmatch(r"(?:\w\.)+\w", word))


def _opens(following: str) -> bool:
    """Whether what follows a stop looks like the beginning of a sentence."""
    rest = following.lstrip()
    bare = rest.lstrip(_OPENERS + " ")
    return bool(bare) and (bare[0].isupper() or bare[0].isdigit() or (rest != bare and rest[0] in '"“'))


def _ends(text: str, stop: re.Match[str], end: int) -> bool:
    following = text[stop.end() : min(end, stop.end() + 40)]
    if not following.strip():
        return True
    mark, closed = stop.group()[0], len(stop.group().rstrip("\"”’')]")) < len(stop.group())
    spaced, quoted = following[0].isspace(), following[0] in '“"' or (closed and following[0].isupper())
    if not (spaced or quoted) or not _opens(following):
        return False
    return not (mark == "." and not closed and _abbreviated(text[max(0, stop.start() - 30) : stop.start()]))


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(text[start:end], start, end) if end > start else None


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, stop, end):
            if span := _trim(text, begin, stop.end()):
                yield span
            begin = stop.end()
    if span := _trim(text, begin, end):
        yield span


def dateline(sentence: str) -> int:
    """Return how many characters at the head of a paragraph's first sentence are a dateline; 0 where there is none."""
    found = _DATELINE.match(sentence)
    if found is None:
        return 0
    words = found.group(1).replace(",", " ").split()
    lead = "".join(word for word in words[:2] if word.isupper())
    shouted = len(lead) > 2 and words[0].isupper()
    plain = all(word[0].isupper() or word[0].isdigit() or word in ("de", "and", "al", "/") for word in words)
    agency = bool(found.group(2)) and ":" not in found.group()
    return found.end() if plain and len(words) <= 6 and (shouted or agency) else 0


def split(text: str) -> tuple[Span, ...]:
    """Return the sentences of `text` in order; spans never overlap or cross a line break, and hold all but space."""
    return tuple(span for start, end in _paragraphs(text) for span in _sentences(text, start, end))
