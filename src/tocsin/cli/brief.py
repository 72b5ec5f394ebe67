"""`tocsin brief`: what happened, who says so, what is likely next, every sentence with its evidence."""

from pathlib import Path

import click

from tocsin.cli.common import day_option, open_store
from tocsin.cli.pdf import to_pdf
from tocsin.errors import BadSettings
from tocsin.settings import Settings

FORMATS = ("markdown", "html", "pdf")


@click.command(epilog="Example: tocsin brief PAK-AFG --as-of 2025-10-11 --format pdf --out brief.pdf")
@click.argument("subject", metavar="PAIR|COUNTRY")
@day_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="markdown", show_default=True)
@click.option("--html", is_flag=True, help="The same as --format html.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file.")
@click.pass_obj
def command(settings: Settings, subject: str, as_of: str | None, form: str, html: bool, out: Path | None) -> None:
    """Write a cited brief on a pair or country, as it would have read on a day.

    PDF is printed by a Chromium or Chrome on this machine (TOCSIN_CHROMIUM names another) and needs --out.
    """
    from tocsin.pipeline import write_brief

    if form == "pdf" and out is None:
        raise BadSettings("a PDF needs a file to go to", where="brief", next_step="add --out brief.pdf")
    with open_store(settings) as store:
        text = write_brief(store, subject, as_of, html=html or form != "markdown")
    if out is None:
        click.echo(text)
        return
    if form == "pdf":
        to_pdf(text, f"Brief on {subject}", out)
    else:
        out.write_text(text, encoding="utf-8")
    click.echo(f"written to {out}")
