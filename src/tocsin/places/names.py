"""How place names are compared: one folded key a spelling."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "ı": "i",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ə": "a",
        "ħ": "h",
        "'": None,
        "’": None,
        "‘": None,
        "ʻ": None,
        "ʼ": None,
        "ʿ": None,
        "ʾ": None,
        "`": None,
        "´": None,
        "ʹ": None,
        "ʺ": None,
        ".": None,
        "-": " ",
        "‐": " ",
        "‑": " ",
        "–": " ",
        "/": " ",
        "_": " ",
        ",": " ",
    }
)
_LATIN = re.compile(r"[a-z0-9 &()]+")
ARTICLES = frozenset(
    ["al", "el", "ad", "ar", "as", "at", "az", "an", "ash", "adh", "ath", "ed", "er", "es", "ez", "esh", "et"]
)
_LONG = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """Return the key of a spelling: lower case, no accents, no apostrophes or points, hyphens as spaces.

    `St`, `Ste`, `Mt` and `Ft` at the start are written out, so that `St. Louis` and `Saint Louis` share a key.
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    plain = "".join(c for c in text if not unicodedata.combining(c)).translate(_LETTERS)
    words = plain.split()
    if len(words) > 1 and words[0] in _LONG:
        words[0] = _LONG[words[0]]
    return " ".join(words)


def is_latin(key: str) -> bool:
    """Whether a folded key is written in Latin letters only, so that English news could print it."""
    return _LATIN.fullmatch(key) is not None


def looser(key: str) -> tuple[str, ...]:
    """Return other keys under which the same name may stand: with or without an Arabic article, in `al` form."""
    first, _, rest = key.partition(" ")
    if rest and first in ARTICLES:
        return tuple(k for k in (f"al {rest}", f"el {rest}", rest) if k != key)
    if rest:
        return ()
    return (f"al {key}", f"el {key}")
