"""Which triggers of a sentence are mentions of their own, and which only tell more of another's event."""

from dataclasses import dataclass, replace

from tocsin.events.parse import Token
from tocsin.events.syntax import children, is_passive, of_another, prepositional, subjects
from tocsin.events.triggers import Trigger
from tocsin.events.words import words

# Speech acts keep what they are about as a mention of its own (rules 4, 11, 12); all other acts swallow it.
_KEEPS_CONTENT = frozenset({"REQUEST", "THREATEN", "AGREE", "CONCEDE"})
_JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
_NOMINAL_LINKS = frozenset(
    {"dobj", "pobj", "nsubj", "nsubjpass", "attr", "prep", "agent", "pcomp", "dative", "oprd", "conj"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A trigger that stands for an event, with the tokens of others that were merged into it."""

    trigger: Trigger
    also: tuple[Token, ...] = ()

    @property
    def tokens(self) -> list[Token]:
        """Every token that tells of this event."""
        return [self.trigger.token, *self.also]

    @property
    def points_back(self) -> bool:
        """Whether it names an event told before (`the attack`, `those killings`)."""
        return self.trigger.nominal and _anaphoric(self.trigger.token)


def _path(lower: Token, upper: Token) -> list[str] | None:
    """The labels from `lower` up to `upper`, or None where it does not hang below."""
    labels: list[str] = []
    while lower != upper:
        if lower.head == lower or len(labels) > 6:
            return None
        labels.append(lower.dep_)
        lower = lower.head
    return labels


def _anaphoric(token: Token) -> bool:
    """`the attack`, `this strike`: points back, with nothing of its own to tell."""
    pointing = any(
        one.lower_ in ("the", "this", "that", "these", "those", "its", "their", "his", "her")
        for one in children(token, "det", "poss")
    )
    return (
        pointing
        and not prepositional(token, "of", "on", "by", "against", "in", "at", "between")
        and not children(token, "amod", "compound", "relcl", "acl")
    )


def _swallows(upper: Trigger, lower: Trigger) -> bool:
    """Whether `lower` is only the object or content of the act that `upper` names."""
    path = _path(lower.token, upper.token)
    if path is None:
        return False
    nominal = (
        all(label in ("dobj", "nsubjpass", "pobj", "prep", "attr", "compound", "oprd") for label in path)
        and len(path) <= 2
    )
    # A bare time adjunct (`arrested after the raid`) is another event.
    if (
        nominal
        and len(path) == 2
        and lower.token.head.lower_
        in ("after", "before", "since", "during", "following", "over", "in", "amid", "for", "despite")
    ):
        return False
    if upper.nominal and nominal and len(path) == 2:
        return upper.type not in _KEEPS_CONTENT and lower.nominal and upper.type != "ACCUSE"
    if upper.type == "REJECT":
        return (
            path[-1] in ("xcomp", "dobj", "prep", "nsubjpass", "pcomp")
            and len(path) <= 3
            and not {"advcl", "relcl", "ccomp"} & set(path)
        )
    if not nominal or not lower.nominal:
        return False
    if upper.type == "ACCUSE":
        return upper.mode == "disapprove" and _anaphoric(lower.token)
    if upper.type == "SUPPORT":
        return True if lower.type in ("AGREE", "SUPPORT", "CONSULT", "COOPERATE") else _anaphoric(lower.token)
    return upper.type not in _KEEPS_CONTENT and upper.type != lower.type


def _same_event(upper: Trigger, lower: Trigger) -> bool:
    """Whether two triggers of one type tell one event: `shelling killed`, `fired on a crowd, killing`, `held talks`."""
    if upper.type != lower.type or (upper.mode and lower.mode and upper.mode != lower.mode):
        return False
    path = _path(lower.token, upper.token)
    if path is None or not path:
        return False
    if upper.type == "CONSULT" and upper.nominal and path in (["acl"], ["relcl"]):
        return True
    if (lower.nominal or upper.nominal) and all(label in _NOMINAL_LINKS for label in path):
        return "conj" not in path and not of_another(lower.token, upper.token)
    if (
        path == ["advcl"]
        and lower.token.tag_ == "VBG"
        and upper.mode == lower.mode
        and upper.type in ("MOBILIZE", "PROTEST", "AID", "RETREAT")
    ):
        return True
    if (
        upper.mode
        and upper.mode == lower.mode
        and path in (["relcl", "dobj"], ["relcl"], ["acl"], ["conj"])
        and upper.type in ("ASSAULT", "PROTEST", "COERCE")
    ):
        return path != ["conj"] or not children(lower.token, "nsubj", "nsubjpass", "dobj")
    return upper.type == "ASSAULT" and _consequence(upper, lower, path)


_RESULT = frozenset(
    {"kill", "wound", "injure", "maim", "die", "destroy", "hit", "strike", "murder", "lose", "target", "burn", "damage"}
)


def _consequence(upper: Trigger, lower: Trigger, path: list[str]) -> bool:
    """`attacked, killing`; `were killed when police fired`; `an attack that killed`; `fired and killed`."""
    low, high = lower.token.lemma_ in _RESULT, upper.token.lemma_ in _RESULT
    # `..., killing him and wounding twelve`: what is coordinated with a consequence is one too.
    if low and len(path) > 1 and path[0] == "conj" and lower.token.tag_ == "VBG":
        path = path[1:]
    if path in (["advcl"], ["acl"], ["relcl"], ["xcomp"], ["ccomp"], ["dep"]) and low and not upper.nominal:
        return lower.token.tag_ == "VBG" or path != ["relcl"]
    if path in (["relcl"], ["acl"]) and upper.nominal:
        return low or lower.token.tag_ == "VBN"
    if (path == ["advcl"] and high and is_passive(upper.token)) or (upper.token.lemma_ == "die" and path == ["advcl"]):
        return any(one.lower_ in ("when", "as", "after", "in") for one in children(lower.token, "mark", "advmod"))
    if path == ["conj"] and low:
        return (not children(lower.token, "nsubj") and upper.token.lemma_ not in ("kill",)) or high
    return False


def _merged(upper: Mention, lower: Mention) -> Mention:
    """Join two mentions; the one that tells how it was done is quoted where the other only tells the result."""
    keep, other = upper, lower
    if (
        keep.trigger.mode is None
        and other.trigger.mode is not None
        and not other.trigger.nominal
        and keep.trigger.token.lemma_ in _RESULT
        and is_passive(keep.trigger.token)
    ):
        keep, other = lower, upper
    trigger = replace(
        keep.trigger,
        mode=keep.trigger.mode or other.trigger.mode,
        confidence=max(keep.trigger.confidence, other.trigger.confidence),
    )
    return Mention(trigger, (*keep.also, *other.tokens))


def _absorb(mentions: list[Mention]) -> list[Mention]:
    for i, one in enumerate(mentions):
        for j, other in enumerate(mentions):
            if i != j and _same_event(one.trigger, other.trigger):
                rest = [mention for k, mention in enumerate(mentions) if k not in (i, j)]
                return _absorb([*rest, _merged(one, other)])
    return mentions


def _overlapping(one: Trigger, other: Trigger) -> bool:
    return one.first <= other.last and other.first <= one.last


def _speech_kept(upper: Trigger, lower: Trigger) -> bool:
    return (upper.type == "CONCEDE" and lower.mode == "ceasefire") or upper.type in _KEEPS_CONTENT


_TOLL = frozenset({"kill", "wound", "injure", "maim", "die", "perish"})


def _loose_toll(mention: Mention) -> bool:
    """A bare toll, whose doer is a weapon, an event or not told (`killing 90`, `which wounded ten`)."""
    token = mention.trigger.token
    if mention.trigger.nominal or token.lemma_ not in _TOLL or mention.trigger.mode is not None:
        return False
    if token.dep_ == "advcl" and token.tag_ == "VBG":
        return True
    doers = subjects(token)
    return not doers or all(
        one.lemma_.lower() in words("means")
        or one.lower_ in ("which", "that", "it", "this")
        or one.lemma_.lower() in words("EVENTWORDS")
        for one in doers
    )


def _loose(mentions: list[Mention]) -> list[Mention]:
    """Join a bare toll to the attack told before it in the same sentence, unless a semicolon parts them."""
    out: list[Mention] = []
    for one in sorted(mentions, key=lambda mention: mention.trigger.first):
        before = next(
            (
                i
                for i in range(len(out) - 1, -1, -1)
                if out[i].trigger.type == "ASSAULT" and out[i].trigger.token.lemma_ not in _TOLL
            ),
            None,
        )
        token = one.trigger.token
        if (
            before is not None
            and _loose_toll(one)
            and not any(part.text == ";" for part in token.doc[out[before].trigger.last : token.i])
        ):
            out[before] = Mention(out[before].trigger, (*out[before].also, *one.tokens))
        else:
            out.append(one)
    return out


_SPOKEN = frozenset({"promise", "pledge", "undertake", "offer", "vow"})
_YIELDING = frozenset({"RETREAT", "ASSAULT", "COERCE", "ACCUSE", "CONCEDE", "PROTEST", "SANCTION"})


def _spoken(triggers: list[Trigger]) -> list[Trigger]:
    """A promise to stop or to yield is CONCEDE, one to help or to meet AGREE: its content tells."""
    out = []
    for one in triggers:
        if one.type in ("AGREE", "CONCEDE") and one.token.lemma_ in _SPOKEN:
            below = next(
                (
                    other
                    for other in triggers
                    if other is not one
                    and (path := _path(other.token, one.token))
                    and len(path) <= 3
                    and "advcl" not in path
                ),
                None,
            )
            if below is not None:
                one = replace(one, type="CONCEDE" if below.type in _YIELDING else "AGREE")
            elif one.token.lemma_ in ("promise", "undertake") and (content := children(one.token, "ccomp", "xcomp")):
                helping = any(clause.lemma_ in words("helping") for clause in content)
                one = replace(one, type="AGREE" if helping else "CONCEDE")
        out.append(one)
    return out


def choose(triggers: list[Trigger], least: float) -> list[Mention]:
    """Return the mentions among the triggers of a sentence, in order; those less sure than `least` are dropped."""
    kept = [one for one in triggers if one.confidence >= least]
    kept = [
        one
        for one in kept
        if not any(
            other is not one
            and _overlapping(one, other)
            and other.token.pos_ == "VERB"
            and one.nominal
            and not _speech_kept(other, one)
            for other in kept
        )
    ]
    kept = [one for one in kept if not any(other is not one and _swallows(other, one) for other in kept)]
    merged = _loose(_absorb([Mention(one) for one in _spoken(kept)]))
    return sorted(merged, key=lambda mention: mention.trigger.first)
