"""Whom the linker chooses among: every noun phrase or pronoun of an article that may be someone, with its quote."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tocsin.events import context, parse
from tocsin.events.attribution import quoted_regions
from tocsin.events.context import Context
from tocsin.events.coreference import History
from tocsin.events.parse import Token
from tocsin.events.participants import is_participant, participant
from tocsin.events.words import words
from tocsin.records import Article, Marks, Participant, Span

_MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "quantmod", "poss"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "them", "him", "her", "who", "their", "his", "its", "i", "we"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone named at one place of the article: quote, head token, and whether the roster or a pronoun gave it."""

    who: Participant
    token: Token
    here: Context
    marked: bool
    pronoun: bool
    fits: bool

    @property
    def entity(self) -> str:
        """One key for all mentions of one participant: its name, else the last word of its quote."""
        return key_of(self.who)


def key_of(who: Participant) -> str:
    """Return the canonical name, else the country and sector of a mark, else the last word of the quote."""
    return (who.name or who.text.split()[-1]).lower()


@dataclass(frozen=True, slots=True)
class Page:
    """An article as the linker reads it: sentences with their marks and candidates, and who pronouns stand for."""

    article: Article
    sentences: tuple[parse.Sentence, ...]
    contexts: tuple[Context, ...]
    people: tuple[tuple[Candidate, ...], ...]
    history: History
    regions: tuple[tuple[int, int], ...]

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
    """The head noun phrase; a modifier is quoted alone."""
    if token.dep_ in _MODIFIERS and token.i not in here.actor_tokens and token.dep_ != "poss":
        span: Span = here.sentence.quote(token.i, token.i)
        return Participant(span.text, span.start, span.end)
    return participant(token, here)


def _candidates(here: Context, history: History) -> Iterator[Candidate]:
    seen: set[tuple[int, int]] = set()
    for token in here.sentence.doc:
        if not _may_be(token, here):
            continue
        head = _relative(token)
        pronoun = head.lower_ in _PRONOUNS
        who = (history.resolve(head, here) if pronoun else None) or _whole(head, here)
        if pronoun or head is not token or (who.start, who.end) not in seen:
            seen.add((who.start, who.end))
            yield Candidate(who, token, here, head.i in here.actor_tokens, pronoun, is_participant(head, here))


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
    return Page(article, sentences, contexts, people, history, tuple(regions))


def near(page: Page, number: int, reach: int = 2) -> Sequence[Candidate]:
    """Return the candidates from `reach` sentences before a sentence to one after it, and those of the lead."""
    wanted = sorted({0, *range(max(0, number - reach), min(len(page.people), number + 2))})
    return [one for i in wanted for one in page.people[i]]
