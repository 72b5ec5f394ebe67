"""Speed and memory of the three rooms that say who, where and when, on one core; prints one JSON object.

    python benchmarks/places_speed.py [--gazetteer FOLDER]

Documents are the demo's own dispatches, repeated. Speeds are per second of processor time, so that a busy machine tells
the same: participants resolved (with context and day), documents located, documents whose dates are read. Memory is the
peak of a fresh process that loads the roster and opens the gazetteer, and has run all three over every document.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from tocsin.actors.resolve import find, resolve
from tocsin.actors.roster import load_roster
from tocsin.places.gazetteer import FILE, open_gazetteer
from tocsin.places.locate import locate
from tocsin.times.read import read

DAY = "2025-10-10"
SECONDS = 1.0


def documents() -> list[str]:
    """Return the texts of the demo's dispatches."""
    folder = files("tocsin").joinpath("resources", "demo", "corpus")
    lines = [
        line
        for entry in folder.iterdir()
        if entry.name.endswith(".jsonl")
        for line in entry.read_text(encoding="utf-8").splitlines()
    ]
    return [str(row.get("text") or row.get("raw")) for row in map(json.loads, filter(None, lines))]


def rate(work: Callable[[int], object], count: int) -> float:
    """Return how many of `count` items, taken in turn, `work` does in a second of processor time."""
    for number in range(min(count, 20)):
        work(number)
    begun, done = time.process_time(), 0
    while time.process_time() - begun < SECONDS:
        work(done % count)
        done += 1
    return done / (time.process_time() - begun)


def measure(folder: str, texts: Sequence[str]) -> dict[str, float]:
    """Return the figures of this process."""
    roster, gazetteer = load_roster(), open_gazetteer(folder)
    named = [(p.text, text[max(0, p.start - 200) : p.end + 200]) for text in texts for p in find(text, DAY, roster)]
    return {
        "resolved_a_second": round(rate(lambda n: resolve(named[n][0], roster, named[n][1], DAY), len(named))),
        "located_documents_a_second": round(rate(lambda n: locate(texts[n], gazetteer), len(texts))),
        "dated_documents_a_second": round(rate(lambda n: read(texts[n], DAY), len(texts))),
        "memory_MiB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "gazetteer_MB": round((Path(folder) / FILE).stat().st_size / 1e6, 1),
    }


def main() -> int:
    """Print the figures, measured in a fresh process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gazetteer", default=str(Path(tempfile.gettempdir()) / "tocsin-gazetteer"))
    parser.add_argument("--here", action="store_true", help="measure in this process (used by the command itself)")
    given = parser.parse_args()
    if given.here:
        print(json.dumps(measure(given.gazetteer, documents())))
        return 0
    command = [sys.executable, __file__, "--here", "--gazetteer", given.gazetteer]
    if not (Path(given.gazetteer) / FILE).is_file():
        subprocess.run(command, check=True, capture_output=True)  # compiling costs memory of its own: done apart
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
