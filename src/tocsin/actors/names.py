"""Forms of a name: tokens with their offsets, folded keys, and a spelling-blind skeleton.

A key is what two spellings of one name share: case, accents, apostrophes, dots and hyphens are gone, so that
`al-Qa'ida` and `Al Qaida` meet. A skeleton goes further and evens out the common romanisations of Arabic, Persian,
Urdu and Slavic names (`Tehreek`, `Tehrik`); it is for a second look only, where the key finds nothing.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from tocsin.actors.lexicon import word_list

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’‘ʼ`][^\W_]+)*")
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_MARKS = str.maketrans("", "", "'’‘ʼ`´.")
_BREAKS = {code: " " for code in range(128) if not chr(code).isalnum()}
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_ROMAN = (
    ("kh", "k"), ("gh", "g"), ("ph", "f"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "c"), ("zh", "j"), ("dj", "j"),
    ("ck", "k"), ("q", "k"), ("c", "k"), ("w", "v"), ("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("oo", "u"),
    ("ou", "u"), ("ey", "i"), ("iy", "i"), ("z", "s"), ("o", "u"), ("e", "i"), ("y", "i"),
)  # fmt: skip
SUFFIXES = word_list("suffixes")
_PARTICLES = word_list("particles")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its place, its folded key, and how it is written.

    `capital`: begins with a capital, `upper`: is in capitals, `owner`: carries `'s`, `joined`: hangs on a hyphen.
    """

    start: int
    end: int
    key: str
    capital: bool
    upper: bool
    owner: bool
    joined: bool


def bare(text: str) -> str:
    """Return `text` in lower case, without accents, apostrophes and dots."""
    lower = text.lower()
    if not lower.isascii():
        lower = unicodedata.normalize("NFKD", lower.translate(_PLAIN))
        lower = "".join(c for c in lower if not unicodedata.combining(c))
    return lower.translate(_MARKS)


def _in_capitals(word: str) -> bool:
    if len(word) < 2 or word[1:].islower():
        return False
    letters = [c for c in word if c != "."]
    return sum(map(str.isupper, letters)) >= max(2, 0.6 * len(letters))


def tokens(text: str) -> list[Token]:
    """Return the words of `text` in order; hyphens part words, a possessive `'s` is noted and dropped."""
    out: list[Token] = []
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        core = _POSSESSIVE.sub("", word)
        owner = core != word or text[match.end() : match.end() + 1] in ("'", "’")
        joined = bool(out) and text[start - 1] == "-" and out[-1].end == start - 1
        key = bare(core)
        # `Park An-su`: the part after a hyphen is a name where the part before is, save in `Turkey-backed`.
        capital = core[0].isupper() or (joined and out[-1].capital and key not in SUFFIXES)
        out.append(Token(start, start + len(core), key, capital, _in_capitals(core), owner, joined))
    return out


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the key of a name: the folded words parted by single spaces."""
    if name.isascii() and "'" not in name and "." not in name and "`" not in name:
        return " ".join(name.lower().translate(_BREAKS).split())
    return " ".join(bare(_POSSESSIVE.sub("", word)) for word in _WORD.findall(name))


@lru_cache(maxsize=65536)
def skeleton(key: str) -> str:
    """Return a spelling-blind form of a folded name; empty where too little is left to go by."""
    words = [
        word[3:] if word.startswith("wal") and len(word) > 6 else word for word in key.split() if word not in _PARTICLES
    ]
    out = []
    for word in words:
        for old, new in _ROMAN:
            word = word.replace(old, new)
        if len(word) > 4 and word.endswith(("ad", "ed", "id")):
            word = word[:-2] + "d"
        word = "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])
        out.append(word[:-1] if len(word) > 4 and word[-1] in "ahi" else word)
    joined = "".join(out)
    return joined if len(joined) >= 5 else ""


def is_acronym(name: str) -> bool:
    """True for a short form in capitals, such as `TTP`, `ARSA` or `U.S.`, that counts only when written in capitals."""
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalnum()
