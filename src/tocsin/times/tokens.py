"""A text as tokens of time words: one letter a token, so that rules are regular expressions over letters."""

from dataclasses import dataclass
from typing import Any

from tocsin.times.pieces import split
from tocsin.times.vocabulary import Vocabulary, vocabulary

NAMES = {"month", "weekday", "short_weekday", "weekdays", "feast"}  # these are read only with a capital
CENTURY_PIVOT = 50  # '49 is 2049, '50 is 1950
MARKS = {"-": "hyphen", "–": "hyphen", "—": "mark", ",": "comma", "$": "money", "£": "money", "€": "money"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, phrase, figure or mark: class letter, span, value and its text."""

    letter: str
    start: int
    end: int
    value: Any
    text: str


def tokenise(text: str) -> list[Token]:
    """Return the tokens of `text` in order."""
    words = vocabulary()
    pieces = split(text)
    tokens: list[Token] = []
    i = 0
    while i < len(pieces):
        size = _phrase_size(pieces, i, words)
        start, end = pieces[i][1], pieces[i + size - 1][1] + len(pieces[i + size - 1][0])
        tokens.append(_token(text[start:end], start, end, words, _key(pieces, i, size)))
        i += size
    return _join_numbers(tokens, words)


def _phrase_size(pieces: list[tuple[str, int]], i: int, words: Vocabulary) -> int:
    """Return how many pieces the longest listed phrase at `i` takes, else 1."""
    for parts in words.phrases.get(pieces[i][0].lower(), ()):
        if len(parts) <= len(pieces) - i and all(pieces[i + k][0].lower() == part for k, part in enumerate(parts)):
            return len(parts)
    return 1


def _key(pieces: list[tuple[str, int]], i: int, size: int) -> tuple[str, ...]:
    return tuple(piece.lower() for piece, _ in pieces[i : i + size])


def _token(text: str, start: int, end: int, words: Vocabulary, key: tuple[str, ...]) -> Token:
    """Return the token of a piece or phrase, by the word list or by its shape."""
    entry = words.words.get(text.lower()) if len(key) == 1 else words.by_parts.get(key)
    letters = words.letters
    if entry and _cased(text, entry.letter, words):
        return Token(entry.letter, start, end, entry.value, text)
    name, value = _shape(text)
    return Token(letters[name], start, end, value, text)


def _cased(text: str, letter: str, words: Vocabulary) -> bool:
    """Return False for a month, weekday, feast or zone written small (`may`, `march`, `est`)."""
    if words.names_by_letter[letter] in NAMES:
        return any(c.isupper() for c in text)
    return words.names_by_letter[letter] != "zone" or " " in text or text.isupper()


def _shape(text: str) -> tuple[str, Any]:
    """Return class and value of a figure or a mark."""
    if not any(c.isdecimal() for c in text):
        return _mark(text), None
    if text[-1] in "sS":
        return _decade(text)
    if text[0] in "'’‘":
        return "year", _full_year(int(text[1:]))
    if text[-1].isalpha():
        return "ordinal", int(text[:-2])
    if text.isdecimal():
        return ("year" if len(text) == 4 and "1000" <= text <= "2199" else "number"), int(text[:9])
    if text.count(",") and text.replace(",", "").isdecimal():
        return "number", int(text.replace(",", "")[:9])
    return _figures(text)


def _mark(text: str) -> str:
    """Return the class of a word or mark that no list holds."""
    if text[0] in "'’" and text[-1] in "sS":
        return "possessive"
    return "other" if text[0].isalpha() else MARKS.get(text, "mark")


def _figures(text: str) -> tuple[str, Any]:
    """Return class and value of figures with marks inside: a clock time, a full date or a decimal."""
    if ":" in text:
        return "clock", tuple(map(int, text.split(":")[:2]))
    if "-" in text or "/" in text or text.count(".") == 2:
        return "full_date", text
    return "number", float(text)


def _decade(text: str) -> tuple[str, Any]:
    digits = "".join(c for c in text if c.isdecimal())
    if len(digits) == 4 and digits[3] == "0":
        return "decade_figures", digits[:3]
    if len(digits) == 2 and digits[1] == "0":
        return "decade_figures", f"{_full_year(int(digits)):04d}"[:3]
    return "other", None


def _full_year(two_digits: int) -> int:
    return two_digits + (1900 if two_digits >= CENTURY_PIVOT else 2000)


def _join_numbers(tokens: list[Token], words: Vocabulary) -> list[Token]:
    """Join spelt-out numbers of several words (`twenty-four`, `nineteen ninety-seven`, `two thousand`)."""
    hyphen = words.letters["hyphen"]
    out: list[Token] = []
    for token in tokens:
        hyphened = len(out) > 1 and out[-1].letter == hyphen
        left = out[-2] if hyphened else out[-1] if out else None
        joined = _join(left, token, words) if left else None
        if joined:
            del out[-2 if hyphened else -1 :]
        out.append(joined or token)
    return out


def _join(left: Token, right: Token, words: Vocabulary) -> Token | None:
    """Return the one number that two neighbouring number words make, or None."""
    number, year = words.letters["number"], words.letters["year"]
    if (
        right.letter != number
        or left.letter not in (number, year)
        or not (left.text[0].isalpha() and right.text[0].isalpha())
    ):
        return None
    value = _product(left.value, right.value) or _sum(left.value, right.value) or _spoken_year(left.value, right.value)
    if value is None:
        return None
    letter = year if 1300 <= value <= 2199 else number
    return Token(letter, left.start, right.end, value, f"{left.text} {right.text}")


def _product(a: int, b: int) -> int | None:
    return a * b if b in (100, 1000) and 0 < a < b else None


def _sum(a: int, b: int) -> int | None:
    tens = a % 10 == 0 and 20 <= a < 100 and 0 < b < 10
    hundreds = a % 100 == 0 and a >= 100 and 0 < b < 100
    spoken = a % 10 == 0 and 1310 <= a < 2100 and 0 < b < 10  # nineteen ninety | seven
    return a + b if tens or hundreds or spoken else None


def _spoken_year(a: int, b: int) -> int | None:
    return a * 100 + b if 13 <= a <= 20 and 10 <= b < 100 else None
