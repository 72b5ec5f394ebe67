"""A page opened for the learned coder: parsed, marked, read by the rules, cut into windows."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from tocsin.events import context, gate, parse
from tocsin.events.context import Context
from tocsin.events.gate import Verdict
from tocsin.events.learned_candidates import Candidate, from_rules
from tocsin.events.learned_windows import Window, windows
from tocsin.events.rules import LEAST
from tocsin.records import Article, Marks


@dataclass(frozen=True, slots=True)
class Page:
    """An article with its parse, the rules' candidates and its windows; `weights` are (political, strongest other)."""

    article: Article
    sentences: tuple[parse.Sentence, ...]
    contexts: tuple[Context, ...]
    verdict: Verdict
    weights: tuple[float, float]
    candidates: tuple[Candidate, ...]
    windows: tuple[Window, ...]


def _weights(sentences: tuple[parse.Sentence, ...]) -> tuple[float, float]:
    counts = Counter(token.lemma_.lower() for one in sentences for token in one.doc)
    found = gate.weigh(counts)
    return found.pop("political"), max(found.values(), default=0.0)


def open_page(article: Article, marks: Marks, tokenizer: Any) -> Page:
    """Return the article ready for the tagger and the judge."""
    sentences = parse.parse(article.text)
    contexts = tuple(context.make(one, article, marks) for one in sentences)
    verdict = gate.judge(sentences, article.title, marks)
    found = tuple(from_rules(contexts, verdict, LEAST))
    made = tuple(windows(sentences, article.title, tokenizer))
    return Page(article, sentences, contexts, verdict, _weights(sentences), found, made)
