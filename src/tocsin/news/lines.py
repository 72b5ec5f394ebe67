"""Tell running prose from page furniture, one line at a time."""

import re
from functools import cache

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


@cache
def _any_kind() -> re.Pattern[str]:
    """Return one pattern for all kinds: nearly every line matches none, and is told so in one go."""
    return re.compile("|".join(f"(?:{one.pattern})" for one in patterns("junk").values()), re.IGNORECASE)


def kind(line: str) -> str | None:
    """Return which kind of furniture the line is (a key of `junk.toml`), or None for what may be body text."""
    prose: bool | None = None
    line = line[:MAX_LINE]
    if not _any_kind().match(line):
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
