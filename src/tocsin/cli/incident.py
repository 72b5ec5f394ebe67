"""`tocsin incident`: one happening, with its claims and how the picture of it changed."""

import click

from tocsin.cli.common import console, open_store, plain, who
from tocsin.following import Carrier, carriers
from tocsin.records import Claim, Incident
from tocsin.settings import Settings


def _line(incident: Incident) -> str:
    people = ", ".join(map(who, incident.actors)) or "unknown"
    target = ", ".join(map(who, incident.recipients))
    toll = (
        f"; killed {incident.killed.low} to {incident.killed.high}, best {incident.killed.best}"
        if incident.killed
        else ""
    )
    where = plain(incident.place.name) if incident.place else "place unknown"
    return (
        f"{incident.type}{'/' + incident.mode if incident.mode else ''}: {people}{' → ' + target if target else ''}; "
        f"{where}, {incident.date or 'undated'}; {incident.status.value}, {len(incident.origins)} independent "
        f"origin{'s' if len(incident.origins) != 1 else ''}{toll}"
    )


def _claim(claim: Claim, carrier: Carrier | None) -> str:
    figures = f", killed {claim.killed.low} to {claim.killed.high}" if claim.killed else ""
    voice = f", voice of {plain(claim.voice)}" if claim.voice else ""
    grade = f", grade {carrier.grade}" if carrier else ""
    return (
        f"  {claim.stance:8} {plain(claim.owner or claim.origin)}{' (a party)' if claim.party else ''}{figures}: "
        f"{plain(carrier.title) if carrier else claim.article} ({plain(claim.origin)}{voice}{grade})"
    )


@click.command(epilog="Example: tocsin incident 3f2a --history")
@click.argument("incident_id", metavar="ID")
@click.option("--history", is_flag=True, help="Show every revision, and when it became known.")
@click.pass_obj
def command(settings: Settings, incident_id: str, history: bool) -> None:
    """Show one happening: what is claimed and denied, by whom, and how it changed."""
    screen = console()
    with open_store(settings) as store:
        revisions = store.incident_history(incident_id)
        told = carriers(store, revisions[-1])
    for revision in revisions if history else revisions[-1:]:
        screen.print(f"{revision.known_at}  {_line(revision)}", markup=False)
    for claim in revisions[-1].claims:
        screen.print(_claim(claim, told.get(claim.article)), markup=False)
