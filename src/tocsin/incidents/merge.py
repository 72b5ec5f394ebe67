"""Merge mentions into happenings."""

from collections.abc import Iterable, Mapping

from tocsin.incidents.cluster import LINK, Scores, parts, split, twins
from tocsin.incidents.describe import describe
from tocsin.incidents.view import Copies, View, origin_of, view
from tocsin.records import Article, Event, Incident


class Memory:
    """What one merge can hand to the next, so that a day's news costs what is new in it.

    It keeps views, pair scores and the incidents of components that have not changed. All are functions of the mentions
    alone, so a merge with memory gives exactly what a merge without gives.
    """

    def __init__(self) -> None:
        self.views: dict[str, View] = {}
        self.scores = Scores()
        self.incidents: dict[tuple[str, ...], list[Incident]] = {}

    def view(self, event: Event, article: Article | None, copies: Copies) -> View:
        """Return the view of a mention, made anew where its origin or article has changed."""
        kept = self.views.get(event.id)
        credit = origin_of(event, article, copies)
        if kept and kept.event == event and (kept.origin, kept.group) == credit and kept.article is article:
            return kept
        if kept:
            self.scores.kept.clear()
            self.incidents.clear()
        made = self.views[event.id] = view(event, article, copies)
        return made


def views(
    articles: Iterable[Article], events: Iterable[Event], copies: Copies, memory: Memory | None = None
) -> list[View]:
    """Return the views of all mentions, each event once, in canonical order."""
    by_id = {article.id: article for article in articles}
    once = {event.id: event for event in events}
    make = memory.view if memory else view
    return sorted((make(one, by_id.get(one.article), copies) for one in once.values()), key=lambda one: one.key)


def told(part: list[View], copies: Mapping[str, list[View]], memory: Memory) -> list[Incident]:
    """Return the incidents of one component, each with the exact copies of its mentions."""
    name = tuple(one.event.id for lead in part for one in copies[lead.event.id])
    if name not in memory.incidents:
        groups = (
            sorted((one for lead in group for one in copies[lead.event.id]), key=lambda one: one.key)
            for group in split(part, memory.scores)
        )
        memory.incidents[name] = [describe(group) for group in groups]
    return memory.incidents[name]


def merge(
    articles: Iterable[Article], events: Iterable[Event], copies: Copies, memory: Memory | None = None
) -> tuple[Incident, ...]:
    """Return the incidents that `events` tell of, earliest known first; the same in whatever order they come.

    `copies` gives for an article's id its origin and copy group (as the news stage finds them); where one is missing
    the article's own origin or publisher stands in. An incident's id is the hash of its earliest-known mention, its
    `known_at` the latest moment at which one of its mentions became known. Pass the same `memory` from day to day to
    merge only what is new; the result is the same without.
    """
    kept = memory or Memory()
    if memory is None:
        kept.scores.least = LINK
    ordered = views(articles, events, copies, memory)
    place = {one.event.id: number for number, one in enumerate(ordered)}
    copied = {group[0].event.id: group for group in twins(ordered)}
    leads = [one for one in ordered if one.event.id in copied]
    found = [incident for part in parts(leads, kept.scores) for incident in told(part, copied, kept)]
    return tuple(sorted(found, key=lambda one: place[one.events[0]]))
