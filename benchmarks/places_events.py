"""Which place belongs to which event: event_location (sentences) and the gold development set (articles).

    TOCSIN_DATA=FOLDER python benchmarks/places_events.py [--gazetteer FOLDER] [--errors N]

event_location (MIT; Halterman 2019, "Linking Events and Locations in Political Text"): 9,686 sentences, each with one
verb and the names, if any, of the place where its event happened. Measured on every fifth sentence, which training
leaves out: share with exactly the right answer (one of the marked names, or none where none is marked), the same where
the marks are whole words (about one in nine of the data's marked places lies off its words, so that no name can be
right there), and the same among sentences that have a place. Gold development set: triggers, sentences, participants
and dates are given; share of placed mentions with the right country, and within 50 km (161 km for a province, the same
country for a country), as `score.py` of the gold set counts.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

from places_assign import as_article, as_events, right, rows, well_marked

from tocsin.places.assign import assign
from tocsin.places.gazetteer import Gazetteer, open_gazetteer
from tocsin.places.locate import locate
from tocsin.places.verbs import place_of


def judged(row: dict[str, Any], gazetteer: Gazetteer) -> bool:
    """Whether the place given to the verb is one of the marked names, or none where none is marked."""
    text = row["text"]
    verb = next(s for s in row["spans"] if s["label"] == "VERB")
    place = place_of(text, verb["start"], verb["end"], locate(text, gazetteer, unplaced=True))
    wanted = [(s["start"], s["end"]) for s in row["spans"] if s["label"] == "LOCATION"]
    return (place.start, place.end) in wanted if place else not wanted


def sentences(path: Path, gazetteer: Gazetteer, every: int) -> None:
    """Print the figures of event_location on every `every`-th sentence: training leaves those out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    tally: Counter[str] = Counter()
    began = time.perf_counter()
    for number, line in enumerate(lines):
        row = json.loads(line)
        if number % every != every - 1 or not any(s["label"] == "VERB" for s in row["spans"]):
            continue
        placed = any(s["label"] == "LOCATION" for s in row["spans"])
        ok = judged(row, gazetteer)
        clean = well_marked(row)
        tally.update(n=1, ok=ok, placed=placed, placed_ok=ok and placed, clean=clean, clean_ok=ok and clean)
    spent = time.perf_counter() - began
    print(f"event_location  sentences {tally['n']}  exact {tally['ok'] / tally['n']:.3f}  "
        "where the marks are whole words "
          f"{tally['clean_ok'] / tally['clean']:.3f} ({tally['clean']})  of those with a place "
          f"{tally['placed_ok'] / tally['placed']:.3f}  {tally['n'] / spent:.0f} sentences/s")  # fmt: skip


def gold(paths: list[str], gazetteer: Gazetteer, errors: int) -> None:
    """Print the figures of gold files, with triggers, sentences, participants and dates given."""
    tally: Counter[str] = Counter()
    for row in rows(paths):
        article = as_article(row)
        for e, out in zip(
            row["events"], assign(as_events(row), locate(row["text"], gazetteer), article, gazetteer), strict=True
        ):
            if e["place"] is None:
                tally.update(none=1, none_kept=out.place is None)
                continue
            near = right(e["place"], out.place)
            tally.update(n=1, near=near, country=bool(out.place) and out.place.country == e["place"]["country"])
            if not near and errors > 0:
                errors -= 1
                print(f"  {row['id']} {e['type']} {e['trigger']!r} in {e['sentence'][:90]!r}: "
                      f"{e['place']['name']}, not {out.place and out.place.name}")  # fmt: skip
    print(f"gold dev  placed {tally['n']}  country {tally['country'] / tally['n']:.3f}  "
        f"within 50 km {tally['near'] / tally['n']:.3f}  "
          f"unplaced kept so {tally['none_kept'] / tally['none']:.3f} of {tally['none']}")  # fmt: skip


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--gazetteer", default=str(Path(tempfile.gettempdir()) / "tocsin-gazetteer"))
    options = parser.parse_args()
    if "TOCSIN_DATA" not in os.environ:
        print("set TOCSIN_DATA to the folder that holds data/events/event_location and gold/dev", file=sys.stderr)
        return 2
    folder = Path(os.environ["TOCSIN_DATA"])
    gazetteer = open_gazetteer(options.gazetteer)
    sentences(folder / "data" / "events" / "event_location" / "labeled.jsonl", gazetteer, 5)
    gold(sorted(map(str, (folder / "gold" / "dev").glob("*.jsonl"))), gazetteer, options.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
