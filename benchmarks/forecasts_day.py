"""What a day's forecasts cost with all that explains them: drivers, what moved since last week, the strongest report.

    python benchmarks/forecasts_day.py [--pairs 2000]

Made-up incidents, 150 a pair over four years, three horizons, one process; and what the begin of a month costs on top:
190 countries, fourteen months of 1,000 draws each, into a ledger, and their scoring. Prints one JSON object.
"""

import argparse
import json
import resource
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from tocsin.forecasts.issue import issue
from tocsin.records import Claim, Incident, Participant, Quad, Standing
from tocsin.scores import months
from tocsin.scores.months_score import scored
from tocsin.store import Store
from tocsin.tables import to_plain

DAY, INCIDENTS, BACK = date(2025, 10, 12), 150, 1500
COUNTRIES, PAST = 190, 60


def incident(pair: int, n: int, dice: np.random.Generator) -> Incident:
    """Return an incident between the two states of a pair, told by one or two origins within three days."""
    day = DAY - timedelta(days=int(dice.integers(0, BACK)))
    told = [
        min(DAY, day + timedelta(days=int(k))).isoformat() for k in dice.integers(0, 4, size=int(dice.integers(1, 3)))
    ]
    key = f"{pair}-{n}"
    sides = [Participant(code, 0, 3, code, "GOV") for code in codes(pair)]
    return Incident(
        id=key,
        events=(key,),
        type="ASSAULT",
        mode=None,
        quad=Quad(int(dice.integers(1, 5))),
        intensity=9.0,
        date=day.isoformat(),
        place=None,
        actors=(sides[0],),
        recipients=(sides[1],),
        killed=None,
        injured=None,
        status=Standing.CONFIRMED if len(told) > 1 else Standing.UNCONFIRMED,
        origins=tuple(f"O{k}" for k in range(len(told))),
        claims=tuple(Claim(key, key, f"O{k}", None, "for", False, None, one) for k, one in enumerate(told)),
        happened=True,
        background=False,
        why="",
        known_at=max(told),
    )


def codes(pair: int) -> tuple[str, str]:
    """Return two made-up country codes."""
    return f"A{pair:04}", f"B{pair:04}"


def month_begin(dice: np.random.Generator) -> dict[str, float]:
    """Return what the begin of a month costs: seconds to issue and to score, and megabytes of ledger."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "t.db", create=True) as store:
        begun = time.process_time()
        for n in range(COUNTRIES):
            past = (dice.poisson(10.0 ** dice.integers(0, 4), PAST) * (n % 3 == 0)).tolist()
            one = months.forecast(f"C{n:03}", "2025-10", "2025-10-01", past, "data", "live")
            store.keep_said(months.KIND, f"C{n:03}:2025-10", to_plain(one))
        issued = time.process_time()
        for one in months.forecasts(store):
            for ahead, pairs in enumerate(one.draws, 1):
                scored(one.id, one.issued, one.mode, ahead, months.unpacked(pairs), one.past, 5)
        size = store.query("SELECT sum(length(record)) FROM ledger")[0][0] / 1e6
        ended = time.process_time()
    return {
        "countries": COUNTRIES,
        "processor seconds to issue a month": round(issued - begun, 1),
        "processor seconds to score fourteen months": round(ended - issued, 1),
        "ledger megabytes a month": round(size, 2),
    }


def main() -> None:
    """Print the cost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=2000)
    pairs, dice = parser.parse_args().pairs, np.random.default_rng(5)
    incidents = [incident(pair, n, dice) for pair in range(pairs) for n in range(INCIDENTS)]
    begun = time.process_time()
    found = issue(incidents, DAY.isoformat(), ["|".join(codes(pair)) for pair in range(pairs)])
    row = {
        "pairs": pairs,
        "forecasts": len(found),
        "with what moved them": sum(bool(one.moved) for one in found),
        "processor seconds": round(time.process_time() - begun, 1),
        "gigabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
    }
    print(json.dumps(row | month_begin(dice)))


if __name__ == "__main__":
    main()
