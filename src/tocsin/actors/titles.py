"""What an article says of a person: the title before a name, the apposition after it, whom a bare title means."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from tocsin.actors.lexicon import word_list
from tocsin.actors.mentions import Mention
from tocsin.actors.names import Token, fold
from tocsin.actors.phrases import LEADING, Role, read_role, singular
from tocsin.actors.scene import Scene


@dataclass(frozen=True, slots=True)
class Said:
    """What the words beside a name say of it; None where they say nothing."""

    country: str | None
    sector: str | None
    past: bool
    why: str
    phrase: str
    group: str | None = None


def described(scene: Scene, mention: Mention) -> Said | None:
    """Return what a title before a name, or an apposition after it, says of its bearer."""
    return _title_before(scene, mention) or _apposition(scene, mention)


_SAYING = word_list("saying")


def _title_before(scene: Scene, mention: Mention) -> Said | None:
    words, text = scene.words, scene.text
    at, low = mention.first, max(0, mention.first - 9)
    here = scene.sentence_of(mention.start)
    while at > low and scene.sentence_of(words[at - 1].start) == here:
        gap = text[words[at - 1].end : words[at].start].strip()
        if (
            words[at - 1].key in _SAYING
            or gap not in ("", "-", "'s", "’s", ",")
            or (gap == "," and at != mention.first)
        ):
            break
        at -= 1
    run = words[at : mention.first]
    comma = bool(run) and "," in text[run[-1].end : mention.start]
    role = read_role(run)
    if role is None or (not comma and role.end != len(run)):
        return None
    # `the minister in Lima, X`: with a comma the whole phrase describes, and its head must open it.
    return _said(scene, run, role, run[-1].end)


def _apposition(scene: Scene, mention: Mention) -> Said | None:
    words, text = scene.words, scene.text
    if mention.last >= len(words) or text[mention.end : mention.end + 2] != ", ":
        return None
    last = mention.last + 1
    while (
        last < len(words)
        and last - mention.last < 14
        and not set(text[words[last - 1].end : words[last].start]) & set(",.;:\n")
    ):
        last += 1
    run = words[mention.last : last]
    if run[0].key in _SAYING or run[0].key in ("which", "where"):
        return None
    role = read_role(run)
    return _said(scene, run, role, _reach(run, role)) if role and role.start <= 6 else None


def _said(scene: Scene, run: list[Token], role: Role, end: int) -> Said | None:
    """A role with the land, or the group, that its words name: `leader of the Houthis` is of them."""
    inside = [m for m in scene.mentions if run[0].start <= m.start < end]
    why = f"described as '{role.phrase}'"
    group = next((m for m in inside if m.kind in ("group", "body", "institution", "user")), None)
    if group and (role.weak or role.phrase.split(" ")[-1] in LEADING):
        return Said(
            group.country,
            "ELI" if role.past and group.sector != "REB" else group.sector,
            role.past,
            f"{why} of {group.name}",
            role.phrase,
            group.name,
        )
    country = next((m.country for m in inside if m.country), None)
    if role.weak and country is None:
        return None
    return Said(country, None if role.weak else role.sector, role.past, why, role.phrase)


def _reach(run: list[Token], role: Role) -> int:
    """End of the words that belong to a role: the role itself and what `of` ties to it."""
    if role.tail < len(run) and run[role.tail].key in ("of", "in", "for", "to", "from"):
        return run[min(len(run), role.tail + 6) - 1].end
    return run[role.end - 1].end


_OFFICES = {
    "head_of_state": ("president", "head of state", "king", "emir", "sultan"),
    "head_of_government": ("prime minister", "premier", "head of government", "chancellor"),
}


@dataclass(frozen=True, slots=True)
class Holder:
    """A person whom the article names with a title: `phrase` is the title, folded and in the singular."""

    phrase: str
    mention: Mention
    said: Said | None


_HOLDERS: WeakKeyDictionary[Scene, list[Holder]] = WeakKeyDictionary()


def holders(scene: Scene) -> list[Holder]:
    """Return the persons of the article that carry a title, in order of mention; read once a scene."""
    if scene not in _HOLDERS:
        _HOLDERS[scene] = [holder for mention in scene.mentions for holder in _titles(scene, mention)]
    return _HOLDERS[scene]


def _titles(scene: Scene, mention: Mention) -> list[Holder]:
    if mention.kind not in ("person", "unknown") or (mention.kind == "unknown" and mention.last - mention.first < 2):
        return []
    said = described(scene, mention)
    phrases = [said.phrase] if said else []
    phrases += _OFFICES.get(mention.role, (mention.role.replace("_", " "),)) if mention.role else ()
    return [Holder(phrase, mention, said) for phrase in dict.fromkeys(phrases)]


def said_of(scene: Scene, name: str) -> Said | None:
    """Return the first thing that the article says of the person called `name`, wherever it says it."""
    key = fold(name)
    return next((h.said for h in holders(scene) if h.said and fold(h.mention.name) == key), None)


def bearer(scene: Scene, role: Role, at: int, country: str | None) -> Holder | None:
    """Return whom a bare title at `at` means: the last person named with it before, of `country` if that is given."""
    last = role.phrase.split(" ")[-1]
    if (
        singular(last) != last
        or last in _NOT_TITLES
        or (role.sector not in _TITLED and last not in ("editor", "bishop"))
    ):
        return None
    fit = [h for h in holders(scene) if _same_title(h.phrase, role.phrase)]
    if country:
        fit = [
            h for h in fit if (h.said.country if h.said and h.said.country else h.mention.country) in (country, None)
        ]
    before = [h for h in fit if h.mention.start < at]
    if before:
        return before[-1]
    # A lead that says `a general` is followed by his name; but only where one alone can be meant.
    return fit[0] if fit and len({h.mention.name for h in fit}) == 1 else None


def leader_of(scene: Scene, group: Mention, role: Role) -> Mention | None:
    """Return the person whom the article names as leader of `group`, where `role` is a leader's (`TTP chief`)."""
    if role.phrase.split(" ")[-1] not in _LEADERS:
        return None
    fit = {
        h.mention.name: h
        for h in holders(scene)
        if h.said and h.said.group == group.name and h.phrase.split(" ")[-1] in _LEADERS
    }
    return next(iter(fit.values())).mention if len(fit) == 1 else None


_LEADERS = frozenset(["leader", "chief", "head", "commander", "chairman", "president", "founder"])


def _same_title(full: str, short: str) -> bool:
    return full == short or full.endswith(" " + short)


_TITLED = word_list("titled")
_NOT_TITLES = word_list("not_titles")
