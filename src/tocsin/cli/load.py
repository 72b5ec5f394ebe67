"""`tocsin load`: news into the store, coded, merged and followed to warnings."""

from pathlib import Path

import click

from tocsin.cli.common import open_store, progress, refuse_empty, say_skipped
from tocsin.settings import Settings


@click.command(epilog="Example: tocsin load reports.jsonl pages/ --store crisis.db")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.pass_obj
def command(settings: Settings, paths: tuple[Path, ...]) -> None:
    """Bring in JSONL, Parquet, WARC, HTML or text files and folders.

    Every article is kept before it is coded; stop at any time and run the same command again to go on.
    """
    from tocsin import pipeline

    with open_store(settings, create=True) as store, progress() as show:
        loaded = pipeline.load(store, paths, show)
        say_skipped(loaded.skipped)
        refuse_empty(loaded.read, loaded.skipped)
        pipeline.run(pipeline.plan(settings), store, show)
        counts = store.counts()
    click.echo(
        f"{loaded.read} read, {loaded.new} new, {len(loaded.skipped)} skipped; the store holds "
        f"{counts['article']} articles, {counts['event']} event mentions ({settings.store})"
    )
