"""Merge mentions into happenings."""

from collections.abc import Iterable

from tocsin.incidents.cluster import cluster
from tocsin.incidents.describe import describe
from tocsin.incidents.view import Copies, View, view
from tocsin.records import Article, Event, Incident


def views(articles: Iterable[Article], events: Iterable[Event], copies: Copies) -> list[View]:
    """Return the views of all mentions, each event once, in canonical order."""
    by_id = {article.id: article for article in articles}
    once = {event.id: event for event in events}
    return sorted((view(e, by_id.get(e.article), copies) for e in once.values()), key=lambda one: one.key)


def merge(articles: Iterable[Article], events: Iterable[Event], copies: Copies) -> tuple[Incident, ...]:
    """Return the incidents that `events` tell of, earliest known first; the same in whatever order they come.

    `copies` gives for an article's id its origin and copy group (as the news stage finds them); where one is missing
    the article's own origin or publisher stands in. An incident's id is the hash of its earliest-known mention, its
    `known_at` the latest moment at which one of its mentions became known.
    """
    return tuple(describe(group) for group in cluster(views(articles, events, copies)))
