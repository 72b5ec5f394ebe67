"""`tocsin read`: code one article and show its events, each with its quoted words and status."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tocsin.cli.common import console, plain, who
from tocsin.errors import SkipItem, StopRun
from tocsin.records import Article, Document, Event, Status
from tocsin.settings import Settings

GROUPS = (
    ("Happened, as told", lambda e: e.status in (Status.REPORTED, Status.UNCONFIRMED) and not e.background),
    (
        "Denied, planned, threatened, feared or only imagined",
        lambda e: e.status not in (Status.REPORTED, Status.UNCONFIRMED) and not e.background,
    ),
    ("Background (more than 30 days before)", lambda e: e.background),
)


def _document(source: str, settings: Settings) -> Document:
    if source == "-":
        return Document(raw=sys.stdin.buffer.read().decode("utf-8", "replace"), where="standard input")
    if source.startswith(("http://", "https://")):
        from tocsin.news.fetch import fetch_document

        return fetch_document(source, allow=settings.allow)
    from tocsin.news.archive import read

    items = list(read(Path(source)))
    for item in items:
        if isinstance(item, SkipItem):
            raise item
    if len(items) != 1:
        raise StopRun(
            f"this holds {len(items)} articles, `read` takes one",
            where=source,
            next_step="use `tocsin load` or `tocsin batch code`",
        )
    return items[0]  # type: ignore[return-value]  # SkipItems were raised above


def _row(number: int, event: Event) -> Sequence[str | Text]:
    acted = ", ".join(map(who, event.actors)) or "?"
    target = ", ".join(map(who, event.recipients))
    place = event.place
    where = f"{plain(place.name)} ({place.country or '?'})" if place else "–"
    said = who(event.attribution) if event.attribution else "the report itself"
    kind = Text(event.type, style="bold")
    kind.append(f"\n{event.mode or ''}", style="dim")
    figures = [
        f"{label} {f.low}" + (f"–{f.high}" if f.high != f.low else "")
        for label, f in (("killed", event.killed), ("injured", event.injured))
        if f
    ]
    return [
        str(number),
        kind,
        acted + (f"\n→ {target}" if target else ""),
        "\n".join([where, event.date or "no date"]),
        "\n".join([event.status.value, *figures]),
        said,
        _quote(event),
    ]


def _quote(event: Event) -> Text:
    at = event.trigger.start - event.sentence.start
    text = Text(plain(event.sentence.text))
    text.stylize("bold underline", at, at + len(event.trigger.text))
    return text


def _show_events(screen: Console, events: Sequence[Event]) -> None:
    for title, wanted in GROUPS:
        group = [(n, event) for n, event in enumerate(events, 1) if wanted(event)]
        if not group:
            continue
        table = Table(title=title, title_justify="left", title_style="bold", show_lines=True, expand=True)
        for column, ratio in (
            ("#", None),
            ("what", 3),
            ("who → whom", 7),
            ("where, when", 5),
            ("status", 3),
            ("according to", 5),
            ("quoted", 11),
        ):
            table.add_column(column, ratio=ratio)
        for n, event in group:
            table.add_row(*_row(n, event))
        screen.print(table)


def _show_head(screen: Console, article: Article) -> None:
    screen.print(Text(plain(article.title), style="bold"))
    screen.print(f"published  {article.published or 'unknown'}", markup=False)
    for candidate in article.published_evidence:
        if candidate.verdict != "ignored":
            screen.print(
                f"           {candidate.verdict}: {candidate.value} from {candidate.where} "
                f"«{plain(candidate.quote)[:60]}», {candidate.why}",
                style="dim",
                markup=False,
            )
    screen.print(f"publisher  {plain(article.publisher or 'unknown')}", markup=False)
    screen.print(f"origin     {plain(article.origin or 'unknown')} ({plain(article.origin_why)})\n", markup=False)


def _cast(event: Event) -> Iterator[str]:
    """Yield a line for each participant with its quote, span, score and reason, and one for each empty role."""
    said = (event.attribution,) if event.attribution is not None else ()
    for role, people in (("actor", event.actors), ("recipient", event.recipients), ("according to", said)):
        for person in people:
            yield (
                f"{role}: {who(person)} «{plain(person.text)}» [{person.start}:{person.end}], "
                f"{person.score:.2f}, {plain(person.why)}"
            )
        if not people:
            none = "the report itself" if role == "according to" else "none, no one around is likely enough"
            yield f"{role}: {none}"


def explained(event: Event) -> Iterator[str]:
    """Yield the lines that say of one event why this type, these roles, this status, day, place and toll."""
    yield f"type: {event.type}/{event.mode or '-'}, because {plain(event.type_why or 'the coder gives no reason')}"
    yield from _cast(event)
    yield f"status: {event.status.value}, because {plain(event.status_why or 'nothing hedges it')}"
    yield f"date: {event.date or 'none'}, because {plain(event.date_why or 'nothing dates it')}"
    if event.background:
        yield "background: told as of long before this report"
    if event.place:
        yield f"place: {plain(event.place.name)}, {event.place.score:.2f}, {plain(event.place.why)}"
    else:
        yield "place: none, neither sentence nor article places it"
    for name, count in (("killed", event.killed), ("injured", event.injured)):
        if count is not None:
            yield f"{name}: {count.low} to {count.high}, counted in its sentence"


def _explain(screen: Console, events: Sequence[Event]) -> None:
    for n, event in enumerate(events, 1):
        screen.print(
            f"\n{n}. {event.type}/{event.mode or '-'} «{plain(event.trigger.text)}» "
            f"[{event.trigger.start}:{event.trigger.end}], confidence {event.confidence:.2f}, {event.coder}",
            style="bold",
            markup=False,
        )
        for line in explained(event):
            screen.print(f"   {line}", markup=False)


@click.command(epilog="Example: tocsin read report.html --explain")
@click.argument("source", metavar="FILE|URL|-")
@click.option(
    "--json", "as_json", is_flag=True, help="Print the article and its events as one JSON line (gold fields)."
)
@click.option("--explain", is_flag=True, help="Say for each event why this type, these roles, this status.")
@click.pass_obj
def command(settings: Settings, source: str, as_json: bool, explain: bool) -> None:
    """Code one article: who did what to whom, where, when, whether it happened, and who says so."""
    from tocsin import pipeline
    from tocsin.exchange.fields import article_fields, event_fields
    from tocsin.news.gather import gather

    article = gather(_document(source, settings))
    events = pipeline.code_article(pipeline.plan(settings), article)
    if as_json:
        row = {"id": article.id, **article_fields(article), "events": [event_fields(e) for e in events]}
        click.echo(json.dumps(row, ensure_ascii=False))
        return
    screen = console()
    _show_head(screen, article)
    _show_events(screen, events)
    if not events:
        screen.print("No political event is reported here.")
    if explain:
        _explain(screen, events)
