"""What a rule sees: the phrase it matched, and the text around it with the days it is anchored on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from tocsin.times.days import interval
from tocsin.times.tokens import Token
from tocsin.times.vocabulary import vocabulary

NEAR = 90  # how many characters around an expression may tell its tense
_FUTURE = re.compile(
    r"\b(?:will|shall|won't|(?:is|are|was|were) (?:to|due|set|scheduled|expected|slated|going|planned|likely)|(?:plans?|planned|"
    r"expects?|hopes?|intends?|scheduled|due|vowed|promised|agreed|threatened|set|wants?|ready|ordered|told|asked|aims?) (?:to|for)|"
    r"until|till|by|would|expires?|expiring|upcoming|deadline|maturing|payable|ahead of|effective|could|may|might|must|should)\b"
    r"|'ll\b|’ll\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|had|has|have|did|said|since|ago|ended|died|took|came|began|went|made|gave|won|fell|rose|shot|held|"
                   r"left|got|led|saw|met|sent|hit|told|lost|struck|blew|broke|after|\w{2,20}ed)\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?;]\s|\n\s*\n")


class Meaning(NamedTuple):
    """A TIMEX3 type and value."""

    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """The tokens that a rule matched, by class name."""

    tokens: Sequence[Token]
    first: int

    def find(self, name: str, nth: int = 0) -> Token | None:
        """Return the nth token of a class, or None."""
        letter = vocabulary().letters[name]
        found = [token for token in self.tokens if token.letter == letter]
        return found[nth] if -len(found) <= nth < len(found) else None

    def value(self, name: str, default: Any = None) -> Any:
        """Return the value of the first token of a class."""
        token = self.find(name)
        return default if token is None else token.value

    def has(self, *names: str) -> bool:
        """Tell whether any of the classes is there."""
        return any(self.find(name) is not None for name in names)

    def name(self, index: int) -> str:
        """Return the class of a token by its place."""
        return vocabulary().names_by_letter[self.tokens[index].letter]


@dataclass(slots=True)
class Scene:
    """The text being read: its tokens, the publication day, and the last value found so far (`focus`)."""

    text: str
    tokens: list[Token]
    published: date
    focus: date | None = None
    last_values: list[str] = field(default_factory=list)

    def before(self, phrase: Phrase, back: int = 1) -> str:
        """Return the lower-case text of a token before the phrase, or an empty string."""
        i = phrase.first - back
        return self.tokens[i].text.lower() if i >= 0 else ""

    def after(self, phrase: Phrase, ahead: int = 0) -> Token | None:
        """Return a token after the phrase, or None."""
        i = phrase.first + len(phrase.tokens) + ahead
        return self.tokens[i] if i < len(self.tokens) else None

    def note(self, meaning: Meaning) -> None:
        """Remember a value as the anchor of what follows."""
        self.last_values.append(meaning.value)
        found = interval(meaning.value) if meaning.type in ("DATE", "TIME") else None
        if found and found[2] == "day":
            self.focus = found[0]

    def recent(self, pattern: str, within: int = 4) -> str | None:
        """Return the newest of the last values that matches a pattern."""
        return next((v for v in reversed(self.last_values[-within:]) if re.match(pattern, v)), None)

    def direction(self, phrase: Phrase) -> int:
        """Return -1, 0 or 1: whether the words around the phrase speak of the past, of neither, or of the future."""
        start, end = phrase.tokens[0].start, phrase.tokens[-1].end
        left = _STOP.split(self.text[max(0, start - NEAR) : start])[-1]
        right = _STOP.split(self.text[end : end + NEAR])[0]
        before = _nearest(left, last=True)
        return before if before else _nearest(right, last=False)


def _nearest(text: str, *, last: bool) -> int:
    """Return the tense of the cue nearest to the expression, on one side of it; a wide cue beats the word inside it."""
    cues = [(m.start(), m.end(), 1) for m in _FUTURE.finditer(text)]
    cues += [(m.start(), m.end(), -1) for m in _PAST.finditer(text) if not any(a <= m.start() < b for a, b, _ in cues)]
    if not cues:
        return 0
    return (max if last else min)(cues)[2]
