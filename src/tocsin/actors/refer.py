"""What a word that names nobody refers to: the country of `police`, the one that `he` is."""

from tocsin.actors.clues import Asked, rank
from tocsin.actors.lexicon import word_list
from tocsin.actors.mentions import Mention
from tocsin.actors.scene import Scene

PRONOUNS = word_list("pronouns")
PERSON = word_list("person")
# Heads that stand for an organisation named before, and the kinds and sectors that they can stand for.
STANDS_FOR: dict[str, frozenset[str]] = {
    "group": frozenset(["REB", "CRM", "NGO", "OPP", "PTY", "EDU", "LAB"]),
    "organisation": frozenset(["REB", "NGO", "OPP", "IGO"]),
    "organization": frozenset(["REB", "NGO", "OPP", "IGO"]),
    "movement": frozenset(["REB", "OPP", "PTY"]),
    "front": frozenset(["REB", "OPP", "PTY"]),
    "alliance": frozenset(["REB", "OPP", "IGO", "PTY"]),
    "coalition": frozenset(["MIL", "OPP", "PTY", "REB"]),
    "faction": frozenset(["REB", "PTY"]),
    "militia": frozenset(["REB"]),
    "supporter": frozenset(["PTY", "OPP"]),
    "candidate": frozenset(["PTY", "OPP"]),
    "opposition": frozenset(["PTY", "OPP"]),
    "party": frozenset(["PTY", "OPP"]),
    "bloc": frozenset(["IGO", "PTY"]),
    "mission": frozenset(["IGO"]),
    "agency": frozenset(["IGO", "NGO", "MED", "GOV"]),
    "body": frozenset(["IGO"]),
    "union": frozenset(["LAB", "IGO"]),
    "confederation": frozenset(["LAB", "OPP"]),
    "federation": frozenset(["LAB"]),
    "sect": frozenset(["REL", "REB"]),
    "gang": frozenset(["CRM"]),
    "cartel": frozenset(["CRM"]),
    "company": frozenset(["BUS"]),
    "firm": frozenset(["BUS"]),
    "charity": frozenset(["NGO"]),
    "watchdog": frozenset(["NGO", "IGO"]),
    "court": frozenset(["JUD", "IGO"]),
    "channel": frozenset(["MED"]),
    "newspaper": frozenset(["MED"]),
    "network": frozenset(["MED", "REB"]),
}


def country_near(scene: Scene, asked: Asked) -> tuple[str | None, float, str]:
    """Return the likeliest country of something unnamed, its probability and the reason."""
    if not scene.total:
        return None, 0.0, "no country is named"
    ranked = rank(scene, asked)
    score, best = ranked[0]
    others = ", ".join(f"{country or 'none'} {share:.2f}" for share, country in ranked[1:3])
    return best, min(0.9, score), f"country by context ({others})" if others else "only country named"


def antecedent(scene: Scene, pronoun: str, at: int | None) -> Mention | None:
    """Return the named actor that a pronoun at `at` most likely stands for."""
    if at is None:
        return None
    want_person = pronoun in PERSON
    before = [m for m in scene.mentions if m.start < at and not m.owner]
    for mention in reversed(before):
        person = mention.kind == "person" or (mention.kind == "unknown" and mention.last - mention.first >= 2)
        if want_person == person and mention.kind not in ("demonym", "town"):
            return mention
    return None
