"""`tocsin sources`: followed sources and how they are."""

from pathlib import Path

import click
from rich.table import Table

from tocsin.cli.common import console, open_store, plain
from tocsin.following import known_sources
from tocsin.settings import Settings


@click.command(epilog="Example: tocsin sources --opml sources.opml")
@click.option("--opml", type=click.Path(path_type=Path), metavar="FILE", help="Write the sources as OPML instead.")
@click.pass_obj
def command(settings: Settings, opml: Path | None) -> None:
    """List followed sources: health with its reason, last success, next look, grade and voice."""
    with open_store(settings) as store:
        rows = known_sources(store)
    if opml:
        from tocsin.news.sources import to_opml

        opml.write_text(to_opml([source for source, _ in rows]), encoding="utf-8")
        click.echo(f"{len(rows)} sources written to {opml}")
        return
    table = Table(title="Followed sources", title_justify="left")
    for column in ("source", "health", "last success", "next look", "grade", "voice", "reason"):
        table.add_column(column)
    for source, state in rows:
        table.add_row(
            plain(source.name or state.title or source.url),
            state.status,
            state.succeeded or "never",
            state.next_try or "now",
            source.grade or "–",
            plain(source.voice) or "–",
            plain(state.reason),
        )
    console().print(table if rows else "No source has been followed yet; begin with `tocsin follow SOURCES.toml`.")
