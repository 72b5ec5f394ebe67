"""Words of a text with their place in it."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_](?:\w|[’'ʿʻ‘.](?=[^\W_]))*")
_POSSESSIVE = ("'s", "’s")
_END = frozenset('.!?:;"“”)\n\r•*—|')
_ABBREVIATION = frozenset(
    [
        "st",
        "ste",
        "mt",
        "ft",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "gov",
        "sen",
        "rep",
        "dr",
        "mr",
        "mrs",
        "ms",
        "brig",
        "adm",
        "prof",
        "rev",
        "hon",
        "pres",
        "sec",
    ]
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `gap` is what stands between it and the word before; `first` where a sentence starts with it."""

    text: str
    start: int
    end: int
    low: str
    gap: str
    first: bool
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital (or starts with a digit-free capital after an article like `al`)."""
        return self.text[0].isupper()


def _starts(gap: str, before: str) -> bool:
    if "." in gap and len(gap.strip()) == 1 and (before in _ABBREVIATION or len(before) == 1 or "." in before):
        return False
    return any(c in _END for c in gap)


def tokens(text: str) -> list[Token]:
    """Return the words of `text`; hyphens part words, a possessive `'s` stays outside of its word."""
    out: list[Token] = []
    last, before = 0, ""
    for found in _WORD.finditer(text):
        word, end = found[0], found.end()
        possessive = word.endswith(_POSSESSIVE)
        if possessive:
            word, end = word[:-2], end - 2
        elif word.endswith("s") and text[end : end + 1] in ("'", "’") and not text[end + 1 : end + 2].isalnum():
            possessive = True
        if not word:
            continue
        if "." in word and text[end : end + 1] == ".":
            word, end = f"{word}.", end + 1
        gap = text[last : found.start()]
        out.append(Token(word, found.start(), end, word.lower(), gap, not out or _starts(gap, before), possessive))
        last, before = max(end, found.end()), word.lower()
    return out
