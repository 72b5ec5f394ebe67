"""What people do with alerts: acknowledge, mute, annotate. Kept in the ledger, so that nothing said is lost.

An act is about a subject (`AAA|BBB` or `AAA`) and, where it answers one alert, about that alert. Muting a subject stops
its messages until a day; the alert itself stays on the list, marked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from tocsin.records import Alert, make_id

LONGEST = 2_000


class Deed(StrEnum):
    """What a person can do with an alert."""

    ACKNOWLEDGE = "acknowledge"
    MUTE = "mute"
    UNMUTE = "unmute"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what, on which subject and alert, by whom, at which moment (ISO, UTC), until which day, why."""

    deed: Deed
    subject: str
    alert: str
    by: str
    at: str
    until: str = ""
    text: str = ""

    @property
    def id(self) -> str:
        """A hash of the whole act."""
        return make_id("act", *(str(part) for part in asdict(self).values()))


def act_of(row: Mapping[str, Any]) -> Act:
    """Return the act kept as a row of the ledger."""
    return Act(**{**row, "deed": Deed(row["deed"])})


def row_of(act: Act) -> dict[str, Any]:
    """Return an act as a row for the ledger, its text cut at LONGEST characters."""
    return {**asdict(act), "deed": act.deed.value, "text": act.text[:LONGEST]}


def muted(acts: Iterable[Act], subject: str, day: str) -> bool:
    """Whether a subject is muted on an ISO day: the last word on it counts."""
    last = [act for act in acts if act.subject == subject and act.deed in (Deed.MUTE, Deed.UNMUTE)]
    return bool(last) and last[-1].deed is Deed.MUTE and day <= last[-1].until


def standing(acts: Iterable[Act], alert: Alert) -> tuple[str, ...]:
    """Return in words what people have done about an alert, oldest first."""
    kept = list(acts)
    found = [
        f"{act.deed.value} by {act.by}, {act.at[:10]}" + (f": {act.text}" if act.text else "")
        for act in kept
        if act.alert == alert.id and act.deed in (Deed.ACKNOWLEDGE, Deed.NOTE)
    ]
    return (*found, "muted") if muted(kept, alert.subject, alert.day) else tuple(found)
