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


_SEARCHING = ".*"


@cache
def _openings() -> re.Pattern[str]:
    """Return one pattern for all kinds that are told by how a line begins."""
    fixed = (one for many in load("junk")["patterns"].values() for one in many if not one.startswith(_SEARCHING))
    return re.compile("|".join(f"(?:{one})" for one in fixed), re.IGNORECASE)


@cache
def _anywhere() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns that may match anywhere in a line, each with words that a match cannot be without."""
    loose = (one for many in load("junk")["patterns"].values() for one in many if one.startswith(_SEARCHING))
    return tuple((needed(one), re.compile(one, re.IGNORECASE)) for one in loose)


def needed(pattern: str) -> str:
    """Return the longest run of plain letters and spaces that stands in every match of a pattern, lower case.

    Only what is outside brackets counts, and no character that a quantifier may take away. A pattern with a choice at
    its top has none: an empty string.
    """
    runs, depth, at = [""], 0, 0
    while at < len(pattern):
        char = pattern[at]
        at += 2 if char == "\\" else 1
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif char == "|" and depth == 0:
            return ""
        if depth == 0 and (char.isalpha() or char == " "):
            runs[-1] += char
            continue
        if char in "?*{":
            runs[-1] = runs[-1][:-1]
        if runs[-1]:
            runs.append("")
    return max(runs, key=len).lower()


def _may_be_kind(line: str) -> bool:
    """Return whether any pattern matches: nearly every line matches none, and is told so at little cost."""
    if _openings().match(line):
        return True
    low = line.lower()
    return any(words_ in low and pattern.match(line) for words_, pattern in _anywhere())


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
