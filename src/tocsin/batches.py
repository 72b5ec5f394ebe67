"""The stages over plain rows: what `tocsin batch` and anyone with JSON Lines calls."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tocsin.errors import SkipItem
from tocsin.exchange.fields import article_fields, event_fields, event_from_fields, incident_fields
from tocsin.incidents.merge import merge
from tocsin.news.gather import gather
from tocsin.pipeline import Plan, code_article, credits
from tocsin.records import Article, Document, Event

Row = dict[str, Any]


def _text(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise SkipItem(f"field {name} must be text", where=str(row.get("id")))
    return value


def article_of(row: Row) -> Article:
    """Return the article of a row with `raw`, `html` or `text`; raises SkipItem where there is none in it."""
    if "id" not in row:
        raise SkipItem("this row has no id", next_step="give every row an id")
    names = ("title", "text", "published", "publisher", "origin", "url", "fetched")
    document = Document(
        id=str(row["id"]),
        raw=_text(row, "raw") or _text(row, "html") or "",
        where=str(row["id"]),
        **{name: _text(row, name) for name in names},
    )
    return replace(gather(document), id=str(row["id"]))


@dataclass(frozen=True, slots=True)
class Coded:
    """A row as it came, its article and its events."""

    row: Row
    article: Article
    events: tuple[Event, ...]

    def fields(self, home: Mapping[str, str] | None = None) -> Row:
        """Return the article in the gold fields with its events; `home` gives the incident of each event id."""
        events = [replace(e, incident=(home or {}).get(e.id)) for e in self.events]
        return {"id": self.row["id"], **article_fields(self.article), "events": [event_fields(e) for e in events]}

    def with_incidents(self, home: Mapping[str, str]) -> Row:
        """Return the row as it came, with each event's `incident` set."""
        events = [{**row, "incident": home.get(e.id)} for row, e in zip(self.row["events"], self.events, strict=True)]
        return {**self.row, "events": events}


def code_row(plan: Plan, row: Row) -> Coded:
    """Extract, date and code one row; raises SkipItem."""
    article = article_of(row)
    return Coded(row, article, code_article(plan, article))


def given_events(row: Row) -> Coded:
    """Return a row whose events are given in the gold fields; raises SkipItem."""
    article = article_of(row)
    events = tuple(event_from_fields(e, article, n) for n, e in enumerate(row.get("events") or []))
    return Coded(row, article, events)


def merge_coded(items: Sequence[Coded]) -> tuple[dict[str, str], list[Row]]:
    """Merge the mentions of coded articles; return event id -> incident id, and the incidents in the gold fields."""
    articles = sorted((item.article for item in items), key=lambda a: (a.known_at or "", a.id))
    copies = {row[0]: (row[1], row[2]) for row in credits(articles)}
    events = {e.id: e for item in items for e in item.events}
    incidents = merge(articles, list(events.values()), copies)
    home = {event: i.id for i in incidents for event in i.events}
    return home, [incident_fields(i, events) for i in incidents]


def origins_of(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield for each row of a stream its origin, copy group, score and reason; a bad row comes back with `error`."""
    failed: list[Row] = []

    def articles() -> Iterator[Article]:
        for row in rows:
            try:
                if "error" in row:
                    failed.append(row)
                else:
                    yield article_of(row)
            except SkipItem as skip:
                failed.append({"id": row.get("id"), "error": skip.line()})

    for article, origin, copy_group, score, why in credits(articles()):
        yield from failed
        failed.clear()
        yield {"id": article, "origin": origin, "copy_group": copy_group, "score": round(score, 3), "why": why}
    yield from failed
