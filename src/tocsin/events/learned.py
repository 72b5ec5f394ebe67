"""The hybrid coder: a small encoder and the rules propose mentions, a judge decides, the rules' rooms fill the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tocsin.events import attribution, linking, rules, triggers
from tocsin.events.confidence import calibrated
from tocsin.events.coreference import History
from tocsin.events.learned_candidates import Candidate, from_model, hints
from tocsin.events.learned_features import Pieces, features
from tocsin.events.learned_judge import Judge, judge, status_of
from tocsin.events.learned_model import Tagger, open_tagger
from tocsin.events.learned_read import Page, open_page
from tocsin.events.learned_windows import batch
from tocsin.events.mode_features import tell
from tocsin.events.mode_model import Weights, modes_of, weights
from tocsin.events.ontology import plover
from tocsin.events.select import Mention
from tocsin.records import Article, Event, Marks, Status

# What has not happened has no victims yet.
_UNTOLD = frozenset({Status.PLANNED, Status.HYPOTHETICAL})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate that the judge takes for a mention, with the chance that it is one (0..1)."""

    candidate: Candidate
    chance: float


def propose(page: Page, tagger: Tagger) -> tuple[list[Candidate], Pieces]:
    """Return the candidates of rules and tagger together, and the tagger's view of every piece."""
    made = batch(page.windows, hints(page.candidates))
    chances, pieces = tagger.pieces(made)
    more = from_model(page.contexts, made, chances, page.candidates, page.verdict.political)
    return [*page.candidates, *more], pieces


def choose(page: Page, candidates: Sequence[Candidate], pieces: Pieces, by: Judge) -> list[Chosen]:
    """Return the candidates that reach the judge's threshold; of those on one word, only the likeliest of a type."""
    chances = by.chances(features(candidates, pieces, page.verdict, page.weights))
    ranked = sorted(zip(candidates, map(float, chances), strict=True), key=lambda pair: -pair[1])
    taken: set[tuple[int, int]] = set()
    found = []
    for one, chance in ranked:
        trigger = one.mention.trigger
        words = {(one.here.sentence.number, i) for i in range(trigger.first, trigger.last + 1)}
        if chance >= by.least and not words & taken:
            taken |= words
            found.append(Chosen(one, chance))
    return found


def _mention(one: Chosen) -> Mention:
    trigger = one.candidate.mention.trigger
    why = f"{trigger.why}, {one.candidate.source} by the rules" if one.candidate.source != "model" else trigger.why
    return replace(
        one.candidate.mention,
        trigger=replace(trigger, confidence=round(one.chance, 4), why=f"{why}; judged {one.chance:.2f}"),
    )


def with_mode(event: Event, mode: str | None, sure: float) -> Event:
    """Return `event` with a mode that was chosen with a chance of `sure` (0..1)."""
    if mode == event.mode:
        return event
    code = plover().code(event.type, mode)
    why = f"{event.type_why}; {mode or 'no mode'} by the model ({sure:.2f}) against the rules' {event.mode or 'none'}"
    return replace(event, mode=mode, cameo=code.cameo, goldstein=code.goldstein, type_why=why)


def with_status(event: Event, one: Candidate, pieces: Pieces, by: Judge) -> Event:
    """Return `event` with the status that rules and tagger together find likeliest."""
    told, sure = status_of(one, pieces, event.status, by.status)
    if told != event.status:
        why = f"{told.value} by the model ({sure:.2f}) against the rules' {event.status.value} ({event.status_why})"
        event = replace(event, status=told, status_why=why)
    return replace(event, killed=None, injured=None) if told in _UNTOLD else event


def fill(page: Page, chosen: Sequence[Chosen]) -> Iterator[tuple[Chosen, Mention, Event]]:
    """Yield each mention with its roles, status, attribution and figures as the rules' rooms read them."""
    regions = attribution.quoted_regions(page.article.text)
    reading = rules._Reading(page.article, page.sentences, page.contexts, regions, History(regions=regions), plover())
    for here in page.contexts:
        reading.history.note(here)
        own = sorted((c for c in chosen if c.candidate.here is here), key=lambda c: c.candidate.span)
        mentions = [_mention(one) for one in own]
        threats = frozenset(t.token.i for t in triggers.find(here) if t.type == "THREATEN" and not t.nominal)
        scene = rules._Scene(here, mentions, threats)
        for one, mention in zip(own, mentions, strict=True):
            yield one, mention, replace(rules._event(mention, scene, reading), coder="hybrid")


@dataclass(frozen=True, slots=True)
class Hybrid:
    """Rules and model together, behind the same protocol as the rules alone.

    Where `measured` is false, events keep the judge's own chance as `confidence`, for maps to be fitted on.
    """

    tagger: Tagger
    judge: Judge
    modes: Weights
    name: str = "hybrid"
    measured: bool = True

    def read(self, article: Article, marks: Marks) -> tuple[Event, ...]:
        """Return the mentions of `article` (see `Coder.read`); `confidence` is the chance that each is one."""
        page = open_page(article, marks, self.tagger.tokenizer)
        if not page.windows:
            return ()
        candidates, pieces = propose(page, self.tagger)
        found = self.finish(page, choose(page, candidates, pieces, self.judge), pieces)
        return tuple(calibrated(event) if self.measured else event for event in found)

    def finish(self, page: Page, chosen: Sequence[Chosen], pieces: Pieces) -> tuple[Event, ...]:
        """Return the chosen candidates as events, with doers and doubts of their neighbours worked in."""
        told = list(fill(page, chosen))
        modes = modes_of([tell(one.candidate, event, pieces) for one, _, event in told], page.contexts, self.modes)
        found: list[Event] = []
        bare: set[tuple[int, int]] = set()
        for (one, mention, event), (mode, sure) in zip(told, modes, strict=True):
            found.append(with_status(with_mode(event, mode, sure), one.candidate, pieces, self.judge))
            if mention.points_back:
                bare.add((event.trigger.start, event.trigger.end))
        found = linking.inherit(found, frozenset(bare), page.sentences, plover())
        return tuple(linking.doubt(found, page.sentences))


def build(settings: Any = None) -> Hybrid:
    """Return the hybrid coder; raises StopRun with the command that makes the weights where they are missing."""
    return Hybrid(open_tagger(), judge(), weights())
