"""Tell running prose from page furniture, one line at a time."""

import re
from functools import cache, lru_cache

from tocsin.news.needs import first_characters, needed
from tocsin.news.words import load, patterns

# Kinds that furniture shares with prose only by accident; a long sentence that matches one of the others is kept.
MAX_LINE = 400
FIRM = frozenset({"copyright", "disclaimer", "cookie", "newsletter"})
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_ENDED = re.compile(r"[.!?…:;。！？](?:[\"'”’»)\]]|\s)*$")
_SENTENCE_END = re.compile(r"[.!?…。！？]")


@cache
def stopwords() -> frozenset[str]:
    """Return the commonest function words of all languages listed."""
    return frozenset(word for words in load("stopwords").values() for word in words.split())


def words(line: str) -> list[str]:
    """Return the words of a line."""
    return _WORD.findall(line)


def is_ended(line: str) -> bool:
    """Return whether the line ends as a sentence does."""
    return _ENDED.search(line) is not None


def is_prose(line: str) -> bool:
    """Return whether the line is a sentence or more: ended, of some length, with function words in it."""
    if len(line) < 30 or not is_ended(line):
        return False
    found = words(line)
    if len(found) < 6:
        # Scripts without spaces give one "word" a clause.
        return len(line) >= 40 and not line.isascii()
    plain = sum(word.lower() in stopwords() for word in found)
    sentences = len(_SENTENCE_END.findall(line))
    return len(found) >= 4 * sentences and plain * 8 >= len(found)


_SEARCHING = ".*"


@cache
def _by_first() -> tuple[tuple[frozenset[str], str], ...]:
    """Return the patterns that are told by how a line begins, each with the characters that it can begin with."""
    fixed = (one for many in load("junk")["patterns"].values() for one in many if not one.startswith(_SEARCHING))
    return tuple((first_characters(one), one) for one in fixed)


@lru_cache(maxsize=2_000)
def _opening(first: str) -> re.Pattern[str]:
    """Return one pattern for all kinds that a line with this first character may be of."""
    fit = [one for firsts, one in _by_first() if first in firsts or not firsts]
    return re.compile("|".join(f"(?:{one})" for one in fit), re.IGNORECASE)


@cache
def _anywhere() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns that may match anywhere in a line, each with words that a match cannot be without."""
    loose = (one for many in load("junk")["patterns"].values() for one in many if one.startswith(_SEARCHING))
    return tuple((needed(one), re.compile(one, re.IGNORECASE)) for one in loose)


def _may_be_kind(line: str) -> bool:
    """Return whether any pattern matches: nearly every line matches none, and is told so at little cost."""
    low = line.lower()
    if _opening(low[:1]).match(line):
        return True
    return any(needed_words in low and pattern.match(line) for needed_words, pattern in _anywhere())


def kind(line: str) -> str | None:
    """Return which kind of furniture the line is (a key of `junk.toml`), or None for what may be body text."""
    prose: bool | None = None
    line = line[:MAX_LINE]
    if not _may_be_kind(line):
        return None
    for name, pattern in patterns("junk").items():
        if not pattern.match(line):
            continue
        if name in FIRM:
            return name
        prose = (is_prose(line) and len(words(line)) >= 18) if prose is None else prose
        if not prose:
            return name
    return None
