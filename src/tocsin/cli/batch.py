"""`tocsin batch`: one stage over JSON Lines, in the order of the input; a bad line comes back with `error`."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from tocsin.cli.common import progress
from tocsin.errors import SkipItem, StopRun
from tocsin.settings import Settings

Row = dict[str, Any]
Step = Callable[[Row], Row]


def rows(path: Path) -> Iterator[Row]:
    """Yield the file's rows; a line that is no JSON object yields {"id": null, "error": ...} in its place."""
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _row(line, f"{path.name}:{number}")
    except OSError as error:
        raise StopRun(f"cannot be read ({error.strerror})", where=str(path), next_step="check the path") from error


def _row(line: str, where: str) -> Row:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        return {"id": None, "error": f"{where}: not valid JSON ({error})"}
    return row if isinstance(row, dict) else {"id": None, "error": f"{where}: not a JSON object"}


def _safe(step: Step, row: Row) -> Row:
    """Run a step on a row; what goes wrong with this row alone comes back as its error."""
    if "error" in row:
        return row
    try:
        return step(row)
    except SkipItem as skip:
        return {"id": row.get("id"), "error": skip.line()}
    except (KeyError, TypeError, ValueError) as error:
        what = f"no field {error}" if isinstance(error, KeyError) else str(error)
        return {"id": row.get("id"), "error": f"this row is not of the stage's form: {what}"}


def _write(out: Path, results: Iterator[Row]) -> None:
    failed = count = 0
    try:
        with out.open("w", encoding="utf-8") as lines:
            for row in results:
                count, failed = count + 1, failed + ("error" in row)
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    except OSError as error:
        raise StopRun(f"cannot be written ({error.strerror})", where=str(out), next_step="check the path") from error
    if failed:
        click.echo(f"tocsin: {failed} of {count} rows came back with an error", err=True)
    if count and failed == count:
        raise StopRun("no row could be used", where=str(out), next_step="see the `error` fields there")


def _stream(source: Path, out: Path, what: str, step: Step) -> None:
    with progress() as show:

        def results() -> Iterator[Row]:
            for number, row in enumerate(rows(source), 1):
                yield _safe(step, row)
                show(what, number, 0)

        _write(out, results())


@click.group(epilog="Example: tocsin batch code reports.jsonl --out coded.jsonl --incidents incidents.jsonl")
def command() -> None:
    """Run one stage over a file, without a store."""


def _stage(name: str, fields: str, example: str) -> Callable[[Callable[[Settings], Step]], Callable[[Settings], Step]]:
    """Register a row-by-row stage as a command; the function makes the step from the settings."""

    def register(make: Callable[[Settings], Step]) -> Callable[[Settings], Step]:
        @command.command(
            name,
            help=f"{make.__doc__}\n\n\b\n{fields}",
            epilog=f"Example: tocsin batch {name} {example}.jsonl --out {name}.jsonl",
        )
        @click.argument("source", type=click.Path(path_type=Path), metavar="IN")
        @click.option("--out", required=True, type=click.Path(path_type=Path), metavar="OUT")
        @click.pass_obj
        def run(settings: Settings, source: Path, out: Path) -> None:
            _stream(source, out, name, make(settings))

        return make

    return register


@_stage(
    "extract",
    "IN   id, html or raw, url?\nOUT  id, title, text, published, published_evidence, publisher, origin, language",
    "pages",
)
def extract(_settings: Settings) -> Step:
    """Pages to articles: body, title, date with its evidence, publisher and origin."""
    from tocsin.batches import article_of
    from tocsin.exchange.fields import article_fields

    def step(row: Row) -> Row:
        fields = article_fields(article_of(row))
        return {
            "id": row["id"],
            **{
                key: fields[key]
                for key in ("title", "text", "published", "published_evidence", "publisher", "origin", "language")
            },
        }

    return step


@_stage("resolve", "IN   id, text, context?, date?\nOUT  id, country, sector, name, score, why", "mentions")
def resolve(settings: Settings) -> Step:
    """Quoted participants to country, sector and name, as of a day."""
    from tocsin.actors.resolve import resolve as resolve_one
    from tocsin.pipeline import plan

    made = plan(settings)
    roster, place_country = made.roster, made.place_country

    def step(row: Row) -> Row:
        context, day = row.get("context") or "", row.get("date")
        who = resolve_one(str(row["text"]), roster, context=context, day=day, place_country=place_country)
        return {
            "id": row["id"],
            "country": who.country,
            "sector": who.sector,
            "name": who.name,
            "score": round(who.score, 3),
            "why": who.why,
        }

    return step


@_stage(
    "locate",
    "IN   id, text, spans?: [[start, end]]\nOUT  id, places: [start, end, name, country, admin1, lat, lon, "
    "precision, geonameid, score, why]",
    "texts",
)
def locate(settings: Settings) -> Step:
    """Place names to points, ranked by context."""
    from tocsin.pipeline import plan
    from tocsin.places.locate import locate as locate_all

    gazetteer = plan(settings).gazetteer
    keys = ("start", "end", "name", "country", "admin1", "lat", "lon", "precision", "geonameid", "score", "why")

    def step(row: Row) -> Row:
        given = row.get("spans")
        spans = None if given is None else [(int(start), int(end)) for start, end in given]
        found = locate_all(str(row["text"]), gazetteer, spans=spans)
        return {"id": row["id"], "places": [{key: getattr(place, key) for key in keys} for place in found]}

    return step


@_stage("date", "IN   id, text, published\nOUT  id, times: [start, end, value, type] (TIMEX3 values)", "texts")
def date(_settings: Settings) -> Step:
    """Time expressions to calendar values."""
    from tocsin.times.read import read

    def step(row: Row) -> Row:
        times = read(str(row["text"]), row.get("published"))
        return {
            "id": row["id"],
            "times": [{"start": t.start, "end": t.end, "value": t.value, "type": t.type} for t in times],
        }

    return step


@_stage("status", "IN   id, text, start, end\nOUT  id, status, score (-3..3), why", "spans")
def status(_settings: Settings) -> Step:
    """Whether what a span tells of happened: reported, unconfirmed, denied, planned or hypothetical."""
    from tocsin.events.status import score_span

    def step(row: Row) -> Row:
        said, score, why = score_span(str(row["text"]), int(row["start"]), int(row["end"]))
        return {"id": row["id"], "status": str(said), "score": score, "why": why}

    return step


@_stage("classify", "IN   id, text, actor, recipient\nOUT  id, type, mode, class (quad), scores", "sentences")
def classify(_settings: Settings) -> Step:
    """What one given actor does to one given recipient in a text."""
    from tocsin.events.classify import classify as classify_one

    def step(row: Row) -> Row:
        kind, mode, quad, scores = classify_one(str(row["text"]), str(row["actor"]), str(row["recipient"]))
        return {"id": row["id"], "type": kind, "mode": mode, "class": int(quad), "scores": dict(scores)}

    return step


@command.command(epilog="Example: tocsin batch code reports.jsonl --out coded.jsonl --incidents incidents.jsonl")
@click.argument("source", type=click.Path(path_type=Path), metavar="IN")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="OUT")
@click.option(
    "--incidents", type=click.Path(path_type=Path), metavar="INC", help="Merge the mentions; write incidents here."
)
@click.pass_obj
def code(settings: Settings, source: Path, out: Path, incidents: Path | None) -> None:
    """Articles or pages to event mentions, in the gold fields.

    \b
    IN   id, raw or html or text, title?, published?, publisher?, origin?, url?
    OUT  the article's fields and `events`
    INC  incident, type, date, place, actors, recipients, killed, status, origins, claims, members
    """
    from tocsin.batches import Coded, code_row
    from tocsin.pipeline import plan

    made = plan(settings)
    if incidents is None:
        _stream(source, out, "coding", lambda row: code_row(made, row).fields())
        return
    coded: list[Any] = []
    with progress() as show:
        for number, row in enumerate(rows(source), 1):
            coded.append(_kept(lambda given: code_row(made, given), row))
            show("coding", number, 0)
    _write_merged(coded, out, incidents, Coded.fields)


def _kept(read: Callable[[Row], Any], row: Row) -> Any:
    """Return what `read` makes of a row, or the row's error."""
    made: list[Any] = []

    def step(given: Row) -> Row:
        made.append(read(given))
        return {}

    failed = _safe(step, row)
    return made[0] if made else failed


def _write_merged(
    items: list[Any], out: Path, incidents: Path | None, show: Callable[[Any, Mapping[str, str]], Row]
) -> None:
    from tocsin.batches import merge_coded

    home, merged = merge_coded([item for item in items if not isinstance(item, dict)])
    _write(out, (item if isinstance(item, dict) else show(item, home) for item in items))
    if incidents:
        _write(incidents, iter(merged))


@command.command(epilog="Example: tocsin batch merge coded.jsonl --out merged.jsonl --incidents incidents.jsonl")
@click.argument("source", type=click.Path(path_type=Path), metavar="IN")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="OUT")
@click.option("--incidents", type=click.Path(path_type=Path), metavar="INC", help="Write the incidents here.")
def merge(source: Path, out: Path, incidents: Path | None) -> None:
    """Articles with their events to incidents: the same articles with `incident` set.

    \b
    IN   articles with `events`, in the gold fields
    OUT  the same with `incident` set
    """
    from tocsin.batches import Coded, given_events

    _write_merged([_kept(given_events, row) for row in rows(source)], out, incidents, Coded.with_incidents)


@command.command(epilog="Example: tocsin batch origin articles.jsonl --out origins.jsonl")
@click.argument("source", type=click.Path(path_type=Path), metavar="IN")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="OUT")
def origin(source: Path, out: Path) -> None:
    """A stream of articles to whose reporting each is.

    \b
    IN   id, url, publisher, title, text, published
    OUT  id, origin, copy_group, score, why
    """
    from tocsin.batches import origins_of

    with progress() as show:

        def results() -> Iterator[Row]:
            for number, row in enumerate(origins_of(rows(source)), 1):
                yield row
                show("crediting", number, 0)

        _write(out, results())
