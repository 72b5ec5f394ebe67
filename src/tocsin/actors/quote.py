"""A quoted participant under reading: its words, the names in it, and the scene that it stands in."""

from dataclasses import dataclass, replace

from tocsin.actors.find import hits
from tocsin.actors.mentions import Mention, mention_of
from tocsin.actors.names import Token, tokens
from tocsin.actors.phrases import FILL, read_role
from tocsin.actors.roster import land_keys
from tocsin.actors.scene import Scene, without_surnames
from tocsin.records import Participant

NAMED = frozenset(["institution", "group", "body", "person", "user"])
LANDS = frozenset(["state", "demonym", "seat", "town"])
ELITE = frozenset(["GOV", "MIL", "SPY", "COP", "JUD", "LEG", "PTY", "IGO"])
ARMED = frozenset(["REB", "UAF", "CRM"])
_BACKED = frozenset(["backed", "aligned", "allied", "trained"])


@dataclass(frozen=True, slots=True)
class Use:
    """How a participant is used: actor, recipient or attribution, in what type of event; empty where unknown.

    `trigger` is the event's offset; `others` are country and sector of the other side as far as its own words tell
    them, `same` those of the participants on the same side.
    """

    role: str = ""
    type: str = ""
    trigger: int | None = None
    others: tuple[tuple[str | None, str], ...] = ()
    same: tuple[tuple[str | None, str], ...] = ()


UNUSED = Use()


@dataclass(frozen=True, slots=True)
class Quote:
    """The phrase without a leading article; `start` is its offset in the scene's text, None where it is not in it.

    `office`: a land and a role that are no body's own name.
    """

    scene: Scene
    base: Participant
    words: list[Token]
    found: list[Mention]
    start: int | None
    use: Use
    office: bool

    @property
    def land(self) -> Mention | None:
        """The country that the phrase itself names as the referent's own."""
        return next((m for m in self.found if m.kind in LANDS and m.country and not only_backs(m, self.words)), None)


def quote(scene: Scene, text: str, start: int | None, use: Use) -> Quote:
    """Read a quoted phrase: its words and the names of the roster in it."""
    words = tokens(text)
    while len(words) > 1 and words[0].key in ("the", "a", "an"):
        words = words[1:]
    base = Participant(text, start or 0, (start or 0) + len(text), why="nothing is known of it")
    listed = without_surnames(hits(words, text, scene.roster), words, text, set())
    found = [mention_of(hit, words, text, scene.total, scene.day) for hit in listed]
    return Quote(scene, base, words, found, start, use, is_office(words, found))


def as_participant(mention: Mention, base: Participant) -> Participant:
    """Give the quoted participant the identity of a named one."""
    name = mention.name if mention.kind in NAMED or mention.kind == "unknown" else None
    return replace(
        base, country=mention.country, sector=mention.sector, name=name, score=mention.score, why=mention.why
    )


def nobody(base: Participant) -> Mention:
    """A mention for a proper name that nothing is known of."""
    why = "proper name that the roster lacks"
    return Mention(base.start, base.end, 0, 1, base.text, "unknown", None, "CVL", 0.3, why)


def only_backs(land: Mention, words: list[Token]) -> bool:
    """True in `Turkey-backed factions`, who are no Turks; a `Saudi-led coalition` is Saudi."""
    return land.last < len(words) and words[land.last].joined and words[land.last].key in _BACKED


def is_office(words: list[Token], found: list[Mention]) -> bool:
    """`US State Department`, `Philippine navy`: a land and a role name no body of their own, in capitals or not."""
    role = read_role(words) if found and found[0].first == 0 else None
    if role is None or role.end != len(words) or role.sector not in ELITE:
        return False
    lead = found[0]
    size = lead.last if lead.kind in LANDS else land_words(words, lead)
    return size > 0 and all(word.key in FILL for word in words[size : role.start])


def land_words(words: list[Token], lead: Mention) -> int:
    """How many words of an institution's name are its land's (`Sri Lankan Army`); 0 where it opens otherwise."""
    if lead.kind != "institution":
        return 0
    return next((n for n in (3, 2, 1) if n < lead.last and " ".join(w.key for w in words[:n]) in land_keys()), 0)
