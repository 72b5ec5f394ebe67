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
    r"\b(?:(?:will|shall|won't|would|could|(?-i:may)|might|must|should)(?: \w+){0,2}|(?:is|are|was|were|be) to|"
    r"to be \w+|"
    r"(?:is|are|was|were|be) (?:due|set|scheduled|expected|slated|going|planned|likely) (?:to|for)(?: be)?(?: \w+)?|"
    r"(?:plans?|planned|expects?|hopes?|intends?|scheduled|due|vowed|promised|agreed|threatened|set|wants?|ready|ordered|told|"
    r"asked|aims?) (?:to|for)|expires?|expiring|upcoming|deadline|maturing|payable|"
    r"calls? for|called for|demands?|plans?|invited?|due)\b|'ll\b|’ll\b",
    re.IGNORECASE,
)
_FUTURE_AFTER = re.compile(
    r"\b(?:will|shall|won't|(?:is|are) (?:to|due|set|scheduled|expected))\b|'ll\b|’ll\b", re.IGNORECASE
)
_AHEAD = re.compile(
    r"\b(?:by|until|till|before|through|starting|beginning|effective|ahead of|as early as|from)(?: the| at)?\s*$",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"\b(?:had|has|have|was|were|did|since)\b", re.IGNORECASE)
_PAST_WORDS = (
    "was were had has have did said since ago ended died took came began went made gave won fell rose shot held "
    "left got led saw met sent hit told lost struck blew broke after brought bought sold built paid kept ran "
    "spoke drove grew stood became fought found fled flew caught wrote seized set put cut sought"
)
_PAST = re.compile(rf"\b(?:{_PAST_WORDS.replace(' ', '|')}|\w{{2,20}}ed)\b", re.IGNORECASE)
_STOP = re.compile(r"(?<=[a-z\d)\"”’%][a-z\d)\"”’.])[.!?;][\"”’]?\s|\n\s*\n")


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

    def possessive(self, phrase: Phrase) -> bool:
        """Tell `Thursday's strike` by what follows the expression."""
        after = self.after(phrase)
        return after is not None and after.letter == vocabulary().letters["possessive"]

    def note(self, meaning: Meaning, phrase: Phrase) -> None:
        """Remember a value as the anchor of what follows; `Thursday's strike` leaves the story where it was."""
        if self.possessive(phrase) and self.focus:
            return
        self.last_values.append(meaning.value)
        found = interval(meaning.value) if meaning.type in ("DATE", "TIME") else None
        if found and found[2] == "day":
            self.focus = found[0]

    def recent(self, pattern: str, within: int = 4) -> str | None:
        """Return the newest of the last values that matches a pattern."""
        return next((v for v in reversed(self.last_values[-within:]) if re.match(pattern, v)), None)

    def quarter(self) -> str | None:
        """Return the quarter in talk: the latest of those lately named that is not in the future."""
        now = f"{self.published.year}-Q{(self.published.month + 2) // 3}"
        known = [v for v in self.last_values[-20:] if re.match(r"\d{4}-Q[1-4]$", v) and v <= now]
        return max(known, default=None)

    def direction(self, phrase: Phrase) -> int:
        """Return -1, 0 or 1: whether the words around the phrase speak of the past, of neither, or of the future."""
        if self.possessive(phrase):
            return -1
        start, end = phrase.tokens[0].start, phrase.tokens[-1].end
        left = _STOP.split(self.text[max(0, start - NEAR) : start])[-1]
        right = _STOP.split(self.text[end : end + NEAR])[0]
        if _AHEAD.search(left) and not _PERFECT.search(left):
            return 1
        before = _nearest(left, last=True)
        return before if before else _nearest(right, last=False, future=_FUTURE_AFTER)


def _nearest(text: str, *, last: bool, future: re.Pattern[str] = _FUTURE) -> int:
    """Return the tense of the cue nearest to the expression, on one side of it; a wide cue beats the word inside it."""
    cues = [(m.start(), m.end(), 1) for m in future.finditer(text)]
    cues += [(m.start(), m.end(), -1) for m in _PAST.finditer(text) if not any(a <= m.start() < b for a, b, _ in cues)]
    if not cues:
        return 0
    return (max if last else min)(cues)[2]
