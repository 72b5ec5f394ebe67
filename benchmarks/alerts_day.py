"""Time one day's readings, forecasts and alerts over many pairs.

python benchmarks/alerts_day.py [--pairs 2000]
"""

import argparse
import resource
import time
from datetime import date, timedelta
from random import Random

from tocsin.alerts.raise_ import raise_alerts
from tocsin.escalation.track import track
from tocsin.forecasts.issue import issue
from tocsin.records import Claim, Incident, Participant, Place, Quad, Standing

CODES = [f"{a}{b}{c}" for a in "BCDFGH" for b in "AEIOU" for c in "LMNR"]
KINDS = (("ASSAULT", Quad.MATERIAL_CONFLICT), ("ACCUSE", Quad.VERBAL_CONFLICT), ("CONSULT", Quad.VERBAL_COOPERATION))
DAY = date(2025, 10, 12)


def incident(number: int, one: str, two: str, dice: Random) -> Incident:
    """Return one made incident between two countries in the last year."""
    kind, quad = dice.choice(KINDS)
    day = (DAY - timedelta(days=int(365 * dice.random() ** 2))).isoformat()
    return Incident(
        id=f"i{number}", events=(f"e{number}",), type=kind, mode=None, quad=quad, intensity=9.0, date=day,
        place=Place("Capital", 0, 7, two), actors=(Participant(one, 0, 3, one, "GOV"),),
        recipients=(Participant(two, 0, 3, two, "GOV"),), killed=None, injured=None, status=Standing.CONFIRMED,
        origins=("A", "B"), claims=(Claim(f"e{number}", "a", "A", None, "for", False, None, day),), happened=True,
        background=False, why="", known_at=day,
    )  # fmt: skip


def main() -> None:
    """Print seconds and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--each", type=int, default=15, help="incidents a pair")
    options = parser.parse_args()
    dice = Random(3)
    pairs = [(a, b) for at, a in enumerate(CODES) for b in CODES[at + 1 :]][: options.pairs]
    incidents = [incident(n, *pair, dice) for n, pair in enumerate(p for p in pairs for _ in range(options.each))]
    start = time.perf_counter()
    readings = track(incidents, DAY.isoformat(), {})
    tracked = time.perf_counter()
    forecasts = issue(incidents, DAY.isoformat(), sorted({one.subject for one in readings}))
    issued = time.perf_counter()
    alerts = raise_alerts(DAY.isoformat(), readings, forecasts, incidents, ())
    done = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(pairs)} pairs, {len(incidents)} incidents: track {tracked - start:.1f} s, "
        f"issue {issued - tracked:.1f} s "
        f"({len(forecasts)} forecasts), alerts {done - issued:.1f} s ({len(alerts)}), {memory:.0f} MB"
    )


if __name__ == "__main__":
    main()
