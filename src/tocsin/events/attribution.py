"""Who says so: the speaker of the clause, of the quotation or of the `according to` that a mention stands in."""

from dataclasses import dataclass

from tocsin.events.parse import Sentence, Token
from tocsin.events.participants import role_words
from tocsin.events.syntax import children, coordinated_with, grammatical_subject, is_passive, prepositional, subjects
from tocsin.events.words import words


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker's head noun, the sentence it stands in, and the cue."""

    token: Token
    sentence: Sentence
    why: str


def _speaks(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in words("say") or any(lemma in words(name) for name in ("CLAIM", "DENY", "REQUESTING", "speaking"))


def _subject_of(verb: Token) -> Token | None:
    found = subjects(verb) if is_passive(verb) else grammatical_subject(verb)
    found = [
        one
        for one in found
        if (
            one.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
            and one.lower_ not in ("it", "that", "which", "this", "what")
        )
        or (
            one.lower_ == "it"
            and verb.lemma_ in ("say", "add", "claim", "deny", "demand", "urge", "accuse", "threaten")
        )
    ]
    return found[0] if found else None


def _according(token: Token) -> Token | None:
    """`according to X` anywhere in the sentence, `by X's account`."""
    for one in token.doc:
        if one.lower_ == "according":
            for prep in children(one, "prep"):
                for found in children(prep, "pobj"):
                    if found.lemma_.lower() not in role_words("not_participants") and not _split(token, one):
                        return found
    return None


def _governing(token: Token) -> tuple[Token, Token] | None:
    """The nearest verb of saying above a trigger whose content the trigger is, with its subject."""
    child = token
    for _ in range(12):
        head, label = child.head, child.dep_
        if head == child:
            return None
        if label == "conj" and child.pos_ == "VERB" and child.tag_ == "VBD":
            if children(child, "nsubj", "nsubjpass") and child.i > head.i and _parted(head, child):
                return None
            child = coordinated_with(child)
            continue
        if label in (
            "ccomp",
            "xcomp",
            "pcomp",
            "prep",
            "dobj",
            "acl",
            "pobj",
            "conj",
            "advcl",
            "nsubj",
            "nsubjpass",
            "relcl",
            "parataxis",
            "agent",
            "attr",
            "oprd",
            "dative",
        ):
            if (
                head.pos_ == "VERB"
                and label in ("ccomp", "xcomp", "prep", "dobj", "parataxis", "nsubjpass")
                and _speaks(head)
                and _reaches(head, child, label, token)
                and (subject := _subject_of(head)) is not None
                and subject.i != token.i
            ):
                return head, subject
            if label in ("relcl", "appos"):
                return None
        child = head
    return None


def _parted(head: Token, child: Token) -> bool:
    return any(one.text == ";" for one in child.doc[head.i : child.i])


def _reaches(head: Token, child: Token, label: str, token: Token) -> bool:
    """Whether a verb's speaker also vouches for what hangs on it by this label."""
    if label in ("dobj", "prep", "nsubjpass"):
        return head.lemma_ in words("nominal_speech")
    return True


def _afterthought(token: Token) -> tuple[Token, Token] | None:
    """`..., officials said` where the parser made the saying a sister of the main clause."""
    for one in token.doc:
        if one.pos_ != "VERB" or one.lemma_ not in words("say") or _split(token, one):
            continue
        after = one.i > token.i and one.head == token.sent.root and one.dep_ in ("parataxis", "dep", "ccomp")
        if (after or _parenthetical(one)) and (subject := _subject_of(one)) is not None:
            return one, subject
    return None


def _split(one: Token, other: Token) -> bool:
    low, high = sorted((one.i, other.i))
    return any(token.text == ";" for token in one.doc[low:high])


def _parenthetical(verb: Token) -> bool:
    """`..., a chemist said, ...`: the verb closes a clause of its own between commas."""
    subject = children(verb, "nsubj")
    if not subject or verb.i + 1 >= len(verb.doc) or verb.nbor(1).text not in (",", "."):
        return False
    first = min(one.i for one in subject[0].subtree)
    return subject[0].i < verb.i and first > 0 and bool(verb.doc[first - 1].text == ",")


def in_sentence(token: Token, sentence: Sentence) -> Speaker | None:
    """Return who vouches for a trigger within its own sentence, or None for the narrator."""
    if (found := _governing(token)) is not None:
        return Speaker(found[1], sentence, f"subject of '{found[0].text}'")
    if (source := _according(token)) is not None:
        return Speaker(source, sentence, "according to")
    if (found := _afterthought(token)) is not None:
        return Speaker(found[1], sentence, f"subject of '{found[0].text}'")
    return None


def _spoken_by(sentence: Sentence) -> Token | None:
    """Who speaks in a sentence with a quotation: the subject of a verb of saying, both outside the quotation marks."""
    for one in sentence.doc:
        if one.pos_ != "VERB" or not _quotes_with(one) or sentence_quotes(sentence, one.idx):
            continue
        subject = _subject_of(one)
        if subject is None or sentence_quotes(sentence, subject.idx):
            subject = _outside(one, sentence)
        if subject is not None:
            return subject
    return None


def _quotes_with(verb: Token) -> bool:
    """A verb of saying, or `went on`."""
    if verb.lemma_ == "go":
        return any(one.lower_ == "on" for one in children(verb, "prt", "prep", "advmod"))
    return verb.lemma_ in words("say") or verb.lemma_ in words("retorting")


def _outside(verb: Token, sentence: Sentence) -> Token | None:
    """`"Not one," a delegate said`, `"We go," said the rebel`: the noun at the verb that is not of the quotation."""
    labels = ("nsubj", "dobj", "attr", "oprd", "npadvmod", "appos")
    found = [one for one in children(verb, *labels) if one.pos_ in ("NOUN", "PROPN", "PRON")]
    own = [one for one in found if not sentence_quotes(sentence, one.idx)]
    return min(own, key=lambda one: abs(one.i - verb.i)) if own else None


def sentence_quotes(sentence: Sentence, offset: int) -> bool:
    """Whether the character at `offset` of a sentence stands inside quotation marks that open in it."""
    before = sentence.span.text[:offset]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def quoted_regions(text: str) -> list[tuple[int, int]]:
    """Return the spans of the text inside double quotation marks; a mark left open ends with its paragraph."""
    found, start = [], -1
    for i, char in enumerate(text):
        if char == "\n" and start >= 0 and text[i : i + 2] == "\n\n":
            found.append((start, i))
            start = -1
        elif char == "“" or (char == '"' and start < 0):
            start = i
        elif (char == "”" or char == '"') and start >= 0:
            found.append((start, i + 1))
            start = -1
    return found


def of_quotation(
    position: int, sentence: Sentence, sentences: tuple[Sentence, ...], regions: list[tuple[int, int]]
) -> Speaker | None:
    """Return the speaker of the quotation that covers `position`, from a sentence it touches or the nearest one."""
    region = next(((low, high) for low, high in regions if low <= position < high), None)
    if region is None:
        return None
    touching = [
        one
        for one in sentences
        if one.span.end > region[0] - 2 and one.span.start < region[1] + 2 and one.paragraph == sentence.paragraph
    ]
    near = [one for one in sentences if one.paragraph == sentence.paragraph and one not in touching]
    for one in (*touching, *sorted(near, key=lambda other: abs(other.number - sentence.number))):
        if (speaker := _spoken_by(one)) is not None:
            return Speaker(speaker, one, "speaker of the quotation")
    return _carried_over(sentence, sentences, regions)


def _carried_over(
    sentence: Sentence, sentences: tuple[Sentence, ...], regions: list[tuple[int, int]]
) -> Speaker | None:
    """A quotation without a speaker of its own goes on from the paragraph before, where that ends in one."""
    before = [one for one in sentences if one.paragraph == sentence.paragraph - 1]
    if not before or not any(low < before[-1].span.end and high > before[-1].span.start for low, high in regions):
        return None
    found = ((one, _spoken_by(one)) for one in reversed(before))
    return next((Speaker(who, one, "speaker of the quotation before") for one, who in found if who is not None), None)


__all__ = ["Speaker", "in_sentence", "of_quotation", "prepositional", "quoted_regions"]
