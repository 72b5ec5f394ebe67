"""`tocsin brief`: what happened, who says so, what is likely next, every sentence with its evidence."""

from pathlib import Path

import click

from tocsin.cli.common import day_option, open_store
from tocsin.settings import Settings


@click.command(epilog="Example: tocsin brief PAK-AFG --as-of 2025-10-11 > brief.md")
@click.argument("subject", metavar="PAIR|COUNTRY")
@day_option
@click.option("--html", is_flag=True, help="Write HTML instead of Markdown.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file.")
@click.pass_obj
def command(settings: Settings, subject: str, as_of: str | None, html: bool, out: Path | None) -> None:
    """Write a cited brief on a pair or country, as it would have read on a day."""
    from tocsin.pipeline import write_brief

    with open_store(settings) as store:
        text = write_brief(store, subject, as_of, html=html)
    if out:
        out.write_text(text, encoding="utf-8")
        click.echo(f"written to {out}")
    else:
        click.echo(text)
