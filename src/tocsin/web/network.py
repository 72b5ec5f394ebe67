"""Who acts on whom: incidents counted by actor and recipient, and the ring they are drawn on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.days import day_after
from tocsin.records import Incident, Participant, Quad
from tocsin.store import Store
from tocsin.web.charts import Net, ring
from tocsin.web.show import link
from tocsin.wording import states

MOST_DRAWN = 18
MOST_READ = 1_000
CONFLICT = (Quad.VERBAL_CONFLICT, Quad.MATERIAL_CONFLICT)


@dataclass(frozen=True, slots=True)
class Tied:
    """What one actor did towards another: incidents of conflict and of cooperation, and the day of the last."""

    actor: str
    recipient: str
    conflict: int
    cooperation: int
    last: str

    @property
    def count(self) -> int:
        """All incidents."""
        return self.conflict + self.cooperation


def label(who: Participant) -> str:
    """Return the name an actor is counted under: its resolved name, else its country's, else its own words."""
    return who.name or states().get(who.country or "", (who.text, ""))[0]


def _pairs(incident: Incident) -> Iterable[tuple[str, str]]:
    by, on = dict.fromkeys(map(label, incident.actors)), dict.fromkeys(map(label, incident.recipients))
    return ((one, two) for one in by for two in on if one != two)


def ties(incidents: Iterable[Incident], day: str, days: int) -> list[Tied]:
    """Return who acted on whom within `days` days up to `day`, the most frequent first; only what happened counts."""
    since = day_after(day, -days)
    found: dict[tuple[str, str], Tied] = {}
    for one in incidents:
        if not one.happened or one.background or not since <= (one.date or "") <= day:
            continue
        for key in _pairs(one):
            was = found.get(key, Tied(*key, 0, 0, ""))
            hostile = one.quad in CONFLICT
            found[key] = Tied(
                *key, was.conflict + hostile, was.cooperation + (not hostile), max(was.last, one.date or "")
            )
    return sorted(found.values(), key=lambda t: (-t.count, t.actor, t.recipient))


def draw(found: Sequence[Tied], as_of: str) -> Net | None:
    """Return the MOST_DRAWN busiest actors on a ring; None where there is nothing to draw."""
    weight: dict[str, int] = {}
    for tie in found:
        for who in (tie.actor, tie.recipient):
            weight[who] = weight.get(who, 0) + tie.count
    names = sorted(weight, key=lambda who: (-weight[who], who))[:MOST_DRAWN]
    at = {who: n for n, who in enumerate(names)}
    lines = [
        (at[t.actor], at[t.recipient], t.count, "quad4" if t.conflict >= t.cooperation else "quad1", _told(t))
        for t in found
        if t.actor in at and t.recipient in at
    ]
    nodes = [(who, link("/search", q=f'"{who}"', as_of=as_of), weight[who]) for who in names]
    return ring(nodes, lines) if lines else None


def _told(tie: Tied) -> str:
    return f"{tie.actor} → {tie.recipient}: {tie.conflict} of conflict, {tie.cooperation} of cooperation"


def credited(store: Store, limit: int = 50) -> list[tuple[str, int, int]]:
    """Return the origins with most articles in the store: name, articles, of which copies of another article."""
    sql = "SELECT origin, count(*), count(*) - count(DISTINCT copy_group) FROM copy GROUP BY origin"
    return [(row[0], row[1], row[2]) for row in store.query(f"{sql} ORDER BY 2 DESC, 1 LIMIT ?", (limit,))]


def lately(store: Store, day: str, days: int) -> list[Incident]:
    """Return the incidents of the last `days` days, the newest MOST_READ of them."""
    return list(store.incidents(as_of=day, since=day_after(day, -days), until=day, newest=True, limit=MOST_READ))
