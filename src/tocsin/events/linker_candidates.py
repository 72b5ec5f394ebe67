"""Whom the linker chooses among: every noun phrase or pronoun of an article that may be someone, with its quote."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tocsin.events import context, parse
from tocsin.events.attribution import quoted_regions
from tocsin.events.context import Context
from tocsin.events.coreference import History
from tocsin.events.parse import Token
from tocsin.events.participants import is_participant, participant, sector_of
from tocsin.events.words import words
from tocsin.records import Article, Marks, Participant, Span

_MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "quantmod", "poss"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "them", "him", "her", "who", "their", "his", "its", "i", "we"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone named at one place of the article: quote, head token, whether the roster or a pronoun gave it, and a key.

    `entity` is one key for all mentions of one participant.
    """

    who: Participant
    token: Token
    here: Context
    marked: bool
    pronoun: bool
    fits: bool
    entity: str


def key_of(who: Participant) -> str:
    """Return the canonical name of a participant, else the last word of its quote, in lower case."""
    return (who.name or who.text.split()[-1]).lower()


@dataclass(frozen=True, slots=True)
class Page:
    """An article as the linker reads it: sentences, marks, candidates, what pronouns stand for, names counted."""

    article: Article
    sentences: tuple[parse.Sentence, ...]
    contexts: tuple[Context, ...]
    people: tuple[tuple[Candidate, ...], ...]
    history: History
    regions: tuple[tuple[int, int], ...]
    named: Mapping[str, int]
    mains: tuple[frozenset[str], ...]

    def at(self, position: int) -> Context | None:
        """Return the sentence that holds a position of the text."""
        return next((c for c in self.contexts if c.sentence.span.start <= position < c.sentence.span.end), None)


def _modifier(token: Token, here: Context) -> bool:
    """A word inside a noun phrase that may be someone by itself (`Israeli strikes`, `police custody`)."""
    lemma = token.lemma_.lower()
    return (
        token.i in here.actor_tokens
        or token.dep_ == "poss"
        or lemma in words("ARMED") | words("STATEWORDS") | words("AUTHORITIES")
        or (token.pos_ in ("ADJ", "PROPN") and token.text[:1].isupper())
    )


def _inside_mark(token: Token, here: Context) -> bool:
    """Whether a word stands in a marked name whose head is another word."""
    mark = here.actor_tokens.get(token.i)
    return mark is not None and here.actor_tokens.get(token.head.i) is mark and token.head is not token


def _may_be(token: Token, here: Context) -> bool:
    if _inside_mark(token, here) or token.is_space or token.is_punct:
        return False
    if token.lower_ in _PRONOUNS:
        return True
    if token.dep_ in _MODIFIERS and token.pos_ != "PRON":
        return _modifier(token, here)
    return token.i in here.actor_tokens or token.pos_ in ("NOUN", "PROPN") or is_participant(token, here)


def _relative(token: Token) -> Token:
    """`those who fled`: a relative pronoun stands for the noun before it."""
    top = token.head
    while top.dep_ in ("conj", "xcomp", "ccomp") and top.head is not top:
        top = top.head
    return top.head if token.lower_ == "who" and top.dep_ in ("relcl", "acl") else token


def _whole(token: Token, here: Context) -> Participant:
    """The head noun phrase; a modifier is quoted with the names before it (`Pakistani military posts`)."""
    if token.dep_ in _MODIFIERS and token.i not in here.actor_tokens and token.dep_ != "poss":
        first = token.i
        while first and token.doc[first - 1].text[:1].isupper() and token.doc[first - 1].dep_ in ("amod", "compound"):
            first -= 1
        span: Span = here.sentence.quote(first, token.i)
        return Participant(span.text, span.start, span.end, sector=sector_of(span.text))
    if (owner := _owner_of_deed(token, here)) is not None:
        return _whole(owner, here)
    return _hyphenated(participant(token, here), here)


def _owner_of_deed(token: Token, here: Context) -> Token | None:
    """`Malian air strikes killed ten`: the deed stands for whoever its modifier names."""
    if token.lemma_.lower() not in words("EVENTWORDS") or token.i in here.actor_tokens:
        return None
    found = [one for one in token.children if one.dep_ in ("amod", "compound", "nmod") and _modifier(one, here)]
    return found[0] if len(found) == 1 else None


def _hyphenated(who: Participant, here: Context) -> Participant:
    """`Turkey-backed factions`: a quote that begins after a hyphen takes in the word before it."""
    text, shift = here.sentence.span.text, here.sentence.span.start
    start = who.start - shift
    if start < 2 or text[start - 1] != "-" or not text[start - 2].isalnum():
        return who
    while start and not text[start - 1].isspace() and text[start - 1] not in "\"'“‘(":
        start -= 1
    return replace(who, text=text[start : who.end - shift], start=start + shift)


def _taken(token: Token) -> Token:
    """`took the crew hostage`: the parser makes one phrase of whom and how."""
    inside = [one for one in token.children if one.dep_ in ("compound", "nmod") and one.i == token.i - 1]
    return inside[0] if token.lower_ in ("hostage", "prisoner", "captive") and inside else token


def _candidates(here: Context, history: History) -> Iterator[Candidate]:
    seen: set[tuple[int, int]] = set()
    for token in here.sentence.doc:
        if not _may_be(token, here):
            continue
        for side in history.sides(token, here):
            yield Candidate(side, token, here, marked=True, pronoun=True, fits=True, entity=key_of(side))
        head = _relative(_taken(token))
        pronoun = head.lower_ in _PRONOUNS
        who = (history.resolve(head, here) if pronoun else None) or _whole(head, here)
        borrowed = not who.start <= here.sentence.span.start + head.idx < who.end
        if pronoun or head is not token or borrowed or (who.start, who.end) not in seen:
            seen.add((who.start, who.end))
            marked = head.i in here.actor_tokens
            yield Candidate(who, token, here, marked, pronoun, is_participant(head, here), key_of(who))


def _is_main(token: Token) -> bool:
    """Whether a noun is the subject of its sentence's main clause."""
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT"


@lru_cache(maxsize=2)
def read(article: Article, marks: Marks) -> Page:
    """Return an article with its candidates, sentence by sentence."""
    sentences = parse.parse(article.text)
    contexts = tuple(context.make(one, article, marks) for one in sentences)
    regions = quoted_regions(article.text)
    history = History(regions=regions)
    for one in contexts:
        history.note(one)
    people = tuple(tuple(_candidates(one, history)) for one in contexts)
    named = Counter(one.entity for some in people for one in some)
    mains = tuple(frozenset(one.entity for one in some if _is_main(one.token)) for some in people)
    return Page(article, sentences, contexts, people, history, tuple(regions), named, mains)


def near(page: Page, number: int, focal: Collection[int] = (), reach: int = 2) -> Sequence[Candidate]:
    """Return the candidates from `reach` sentences before a sentence to one after it, and those of the lead.

    `focal` are positions of the text where others play a part in an event told before: whoever is quoted there joins.
    """
    wanted = {0, *range(max(0, number - reach), min(len(page.people), number + 2))}
    found = [one for i in sorted(wanted) for one in page.people[i]]
    far = [
        one for i in range(1, number - reach) for one in page.people[i] if one.who.start in focal and not one.pronoun
    ]
    return found + far
