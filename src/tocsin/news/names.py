"""Find organisations' names in the lines around a story."""

import re
from collections.abc import Iterator
from functools import cache

from tocsin.news import agencies, dates
from tocsin.news.words import load

# One capitalised word, then more of them, small link words between: no nested quantifier can match in two ways.
_WORD = r"[A-ZÀ-ÞČŠŽŞİА-Я0-9](?:[\w&’'/-]|\.(?=\w))*"
NAME = rf"{_WORD}(?:\s(?:of\sthe\s|of\s|the\s|and\s|for\s|de\s|du\s|des\s|del\s|la\s|&\s|al-|el-)?{_WORD}){{0,6}}"
_SPLIT = re.compile(r"\s*(?:\||/|~|::|·|•|\*|>|»|,|;|\(|\)|\[|\]|\.\s|\.$|\s[-–—]{1,2}\s|[-–—]\s|:\s|:$)\s*")
_HEAD = re.compile(rf"^{_WORD}(?:\s{_WORD}){{1,5}}(?=\s[a-z])")
_LABEL = re.compile(
    r"(?:format|language|theme|country|type|topics?|tags?|section|category|id|photo|image|reading time)\s*:",
    re.IGNORECASE,
)
_WHOLE = re.compile(rf"^{NAME}$")
_EDGE = re.compile(
    r"^(?:by|from|the|via|source|courtesy|courtesy of|text|credit)[:\s]\s?"
    r"|\s(?:online|web edition|correspondents?|staff|desk|newsroom|writers?|reporters?|bureau"
    r"|team|e-paper|archive|english service)$",
    re.IGNORECASE,
)


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("credits")["names"].items()}


@cache
def _not_names() -> frozenset[str]:
    plain = {agencies.key(word) for word in load("credits")["names"]["not"]}
    return frozenset(plain | set(dates.month_numbers()) | set(dates.weekday_numbers()))


def clean(name: str) -> str:
    """Return a name without the words that stand around it."""
    name = name.strip(" .,;:-–—|()[]'\"“”")
    for _ in range(3):
        name = _EDGE.sub("", name).strip()
    return _one_case(name)


def _one_case(name: str) -> str:
    """Return the leading words written in one manner, all capitals or not: a menu beside the name is in the other."""
    parts = name.split()
    shouted = [len(part) > 3 and part.isupper() for part in parts]
    if not parts or all(shouted) or not any(shouted) or len(parts[0]) <= 3:
        return name
    end = next(
        (index for index, loud in enumerate(shouted) if loud != shouted[0] and (loud or len(parts[index]) > 3)), None
    )
    return " ".join(parts[:end])


def is_name(name: str) -> bool:
    """Return whether a string may be an organisation's name: capitalised words, none of the page's own labels."""
    if not 2 <= len(name) <= 60 or not _WHOLE.match(name) or sum(map(str.isdigit, name)) > 3:
        return False
    return agencies.key(name) not in _not_names() and not any(
        agencies.key(word) in dates.month_numbers() for word in name.split()[:1]
    )


def is_agency_like(name: str) -> bool:
    """Return whether a name is a known agency's or carries an agency's word (Agency, Wire, Press, Pool)."""
    known = agencies.find(name)
    if known:
        return known.kind != "outlet"
    return any(word.capitalize() in _word_lists()["agency"] for word in re.split(r"[\s-]", name))


def is_outlet_like(name: str) -> bool:
    """Return whether a name is known, an acronym, or carries a word that newsrooms carry."""
    if agencies.find(name) or is_agency_like(name):
        return True
    if name.isupper() and name.isalpha() and 2 <= len(name) <= 6:
        return True
    return any(word.capitalize() in _word_lists()["outlet"] for word in name.split())


def pieces(line: str) -> Iterator[str]:
    """Yield the names in a header line, its dates taken out, in order."""
    if _LABEL.match(line):
        return
    bare = line
    for found in reversed(list(dates.find(line))):
        bare = bare[: found.start] + " | " + bare[found.end :]
    for piece in _SPLIT.split(bare):
        name = clean(piece or "")
        if is_name(name):
            yield name
        elif (match := _HEAD.match(name)) and is_name(match[0]):
            yield match[0]
