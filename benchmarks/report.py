"""Run the benchmarks and write docs/benchmarks.md from what they print.

    TOCSIN_DATA=... python -m benchmarks.report [NAME ...]

Every row is a command that can be run by itself; each prints its figures as a last line of JSON. Rows named on the
command line are run again, the others keep what docs/benchmarks.json holds.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
KEPT, PAGE = ROOT / "docs" / "benchmarks.json", ROOT / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Bench:
    """One row: its command (after `python`), what it measures and the figures wanted (`>=0.4`, `<=1.0`) by name."""

    name: str
    command: str
    about: str
    wanted: dict[str, str]
    trains: bool = False  # learns in folds of its own: run by the interpreter that TOCSIN_TRAINING_PYTHON names


BENCHES = (
    Bench(
        "gold",
        "benchmarks/gold.py",
        "gold dev, from raw pages: coding, dating, origins, incidents",
        {
            "typed_f1": ">=0.80",
            "current_f1": ">=0.78",
            "tuple_f1": ">=0.45",
            "zero_fp": "<=0.2",
            "published": ">=0.97",
            "origin": ">=0.95",
            "text_f1": ">=0.98",
            "status": ">=0.88",
            "background_f1": ">=0.65",
            "attribution": ">=0.82",
            "mode": ">=0.85",
            "killed": ">=0.80",
            "actor_role_f1": ">=0.75",
            "recipient_role_f1": ">=0.68",
            "participant_span_f1": ">=0.72",
            "date": ">=0.80",
            "place_50km": ">=0.80",
            "b3_f1": ">=0.72",
            "inc_status": ">=0.80",
            "inc_origins": ">=0.60",
        },
    ),
    Bench("seed", "benchmarks/gold.py --seed", "the seed page, row by row", {"rows": ">=14"}),
    Bench(
        "speed",
        "benchmarks/speed.py",
        "start and coding speed",
        {"cold_read_s": "<=4", "loading_models_s": "<=2", "hundred_dispatches_s": "<=15", "memory_MiB": "<=900"},
    ),
    Bench(
        "extraction",
        "benchmarks/news_extraction.py",
        "article-extraction-benchmark, 181 pages: shingle F1 (target .965, at three times trafilatura's speed)",
        {},
    ),
    Bench("lists", "benchmarks/news_lists.py", "pages refused as lists: false refusals on three sets of articles", {}),
    Bench("dating", "benchmarks/news_dating.py", "htmldate's evaluation set, 1,000 pages: exact day (target .93)", {}),
    Bench(
        "news-gold",
        "benchmarks/news_gold.py",
        "gold dev: published, origin, text_f1 (targets .97, .95, .98), copies pairwise F1 (.95)",
        {},
    ),
    Bench("feeds", "benchmarks/news_feeds.py", "feedparser's own test files", {}),
    Bench("hostile", "benchmarks/news_hostile.py", "damaged archives, XML bombs, naughty strings", {}),
    Bench("flood", "benchmarks/news_flood.py", "one report, a thousand copies, two hundred domains", {}),
    Bench("ablation", "benchmarks/events_ablation.py", "gold dev: rules alone, model alone, both", {}),
    Bench(
        "roles",
        "benchmarks/events_roles.py",
        "gold dev, mentions given: roles and attribution, rules against linker",
        {},
    ),
    Bench("factuality", "benchmarks/events_factuality.py", "UW factuality, dev: MAE (target .48), Pearson r (.74)", {}),
    Bench(
        "factuality-learned",
        "benchmarks/events_factuality.py --learn",
        "UW factuality, dev, learned on its training part, nothing of it shipped: MAE (target .48), Pearson r (.74)",
        {},
        trains=True,
    ),
    Bench("relations", "benchmarks/events_relations.py", "PLV_train, by the general coder, without training on it", {}),
    Bench(
        "relations-learned",
        "benchmarks/events_relations.py --learn",
        "PLV_train, five folds, nothing of them shipped: root macro-F1 (target .82)",
        {},
        trains=True,
    ),
    Bench(
        "attributions",
        "benchmarks/events_polnear.py",
        "PolNeAR dev, first 240 documents: attribution found, source head right, F1 (target .75)",
        {},
        trains=True,
    ),
    Bench(
        "slots",
        "benchmarks/events_muc4.py",
        "MUC-4 dev: incident type (target .80); the copies hold no stage, date or location",
        {},
        trains=True,
    ),
    Bench(
        "police",
        "benchmarks/events_police.py --epochs 0",
        "IndiaPoliceEvents, document folds: KILL, ARREST, FORCE F1 (targets .821, .833, .821)",
        {},
        trains=True,
    ),
    Bench(
        "calibration",
        "benchmarks/events_calibration.py --coder rules",
        "expected calibration error by field, rules coder (target .05)",
        {},
        trains=True,
    ),
    Bench(
        "actors", "benchmarks/actors_gold.py", "gold dev, spans given: name_f1 (target .88), actor_role_f1 (.92)", {}
    ),
    Bench(
        "actors-public",
        "benchmarks/actors_public.py",
        "a public set of actor names, our half: country and sector both right (target .85)",
        {},
    ),
    Bench("roster", "benchmarks/actors_roster.py", "what the roster holds, and its contradictions (target 0)", {}),
    Bench(
        "rooms",
        "benchmarks/places_speed.py",
        "actors, places and dates: a second of CPU (targets 5,000, 100, 50), memory of the three (250 MB)",
        {},
    ),
    Bench(
        "geoparsing",
        "benchmarks/places_geoparsing.py",
        "LGL and GeoVirus: names given (targets .88, .96), end to end (.70, .85)",
        {},
    ),
    Bench(
        "places",
        "benchmarks/places_events.py",
        "places of events: event_location exact (target .72), gold dev country (.93), 50 km (.86)",
        {},
    ),
    Bench(
        "timebank",
        "benchmarks/times_timebank.py",
        "TimeBank, 183 documents: strict F1 (target .84), value F1 (.82)",
        {},
    ),
    Bench(
        "times-gold",
        "benchmarks/times_gold.py",
        "gold dev, mentions given: dates",
        {"date": ">=0.86", "background_f1": ">=0.65"},
    ),
    Bench(
        "merge",
        "benchmarks/incidents_gold.py {data}",
        "gold dev situations, mentions given: B-cubed (target .92), pairwise F1 (.88)",
        {},
    ),
    Bench(
        "order",
        "benchmarks/incidents_order.py {data}",
        "fifty shuffles of each situation (target: the same incidents)",
        {},
    ),
    Bench(
        "wikinews",
        "benchmarks/incidents_wikinews.py {data}",
        "WikiNews clusters: B-cubed F1 (targets .85, .88, .93)",
        {},
    ),
    Bench(
        "briefs",
        "benchmarks/alerts_briefs.py {data}",
        "briefs over gold dev situations: cited, supported, planted numbers caught (target: all)",
        {},
    ),
    Bench("growth", "benchmarks/incidents_growth.py --most 1000000", "merging 10,000 to 1,000,000 made mentions", {}),
    Bench("false-strike", "benchmarks/alerts_flood.py", "1,000 copies of one false strike: the highest level", {}),
    Bench(
        "load",
        "benchmarks/web_load.py",
        "100,000 incidents: p95 of one reader (target 150 ms), of fifty while a load runs (300 ms)",
        {},
    ),
    Bench("web-hostile", "benchmarks/web_hostile.py", "2,713 hostile strings on all pages, in Chromium (target 0)", {}),
    Bench("servers", "benchmarks/news_server.py --kills 0", "300 feeds, a third misbehaving", {}),
    Bench("day", "benchmarks/alerts_day.py", "cost of one day: 2,000 pairs (target: under 60 s)", {}),
    Bench(
        "pairs",
        "benchmarks/forecasts_table.py {data}",
        "ICEWS pairs from 2013-02: Brier skill (targets .335, .345, .365), AP (.52, .54, .58), ECE (.006)",
        {},
    ),
    Bench(
        "onset",
        "benchmarks/forecasts_table.py {data} --target onset --horizons 30",
        "the same pairs, onset after 90 quiet days: AP (target .125), Brier skill (.060)",
        {},
    ),
    Bench(
        "p90",
        "benchmarks/forecasts_table.py {data} --target p90 --horizons 30",
        "the same pairs, intensity above the pair's own 90th percentile",
        {},
    ),
    Bench("surge", "benchmarks/forecasts_surge.py {data}", "GDELT pairs, surge: AP (target .17), skill (.05)", {}),
    Bench(
        "monthly",
        "benchmarks/forecasts_monthly.py {data}",
        "all-violence deaths, monthly origins 2018-01 to 2023-04, against NB12 and conflictology (target: below both)",
        {},
    ),
    Bench("drivers", "benchmarks/forecasts_day.py", "cost of a day's forecasts with all that is said of them", {}),
    Bench("cost", "benchmarks/forecasts_cost.py", "cost of a day's forecasts (target: under 60 s, 1.5 GB)", {}),
    Bench(
        "countries",
        "benchmarks/forecasts_countries.py {data}",
        "deaths a country-month, VIEWS windows 2019-2023, ratios: log score (target .82), CRPS (.97), log1p-CRPS (.95)",
        {},
    ),
)


def meets(value: Any, wanted: str) -> bool:
    """Return whether a figure meets `>=0.4` or `<=1.0`."""
    bound = float(wanted[2:])
    return bool(value >= bound if wanted.startswith(">=") else value <= bound)


def figures(output: str) -> Any:
    """Return the last line of output that is a JSON object or list, or None."""
    for line in reversed(output.splitlines()):
        if line.startswith(("{", "[")):
            try:
                return json.loads(line)
            except json.JSONDecodeError:
                continue
    return None


def commit() -> str:
    """Return the commit measured, with `+` where the tree differs from it."""
    head = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    ).stdout.strip()
    dirty = subprocess.run(
        ["git", "status", "--porcelain", "src"], cwd=ROOT, capture_output=True, text=True
    ).stdout.strip()
    return head + ("+" if dirty else "")


def interpreter(bench: Bench) -> str:
    """Return the Python that runs a benchmark: one with torch and scikit-learn for those that train."""
    return os.environ.get("TOCSIN_TRAINING_PYTHON", sys.executable) if bench.trains else sys.executable


def run(bench: Bench) -> dict[str, Any]:
    """Run a benchmark; return what it printed, when, on what and how long it took."""
    start = time.perf_counter()
    done = subprocess.run(
        [interpreter(bench), *bench.command.format(data=os.environ["TOCSIN_DATA"]).split()],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    entry = {
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "commit": commit(),
        "seconds": round(time.perf_counter() - start, 1),
    }
    if done.returncode:
        return {**entry, "failed": (done.stderr.strip().splitlines() or ["no message"])[-1]}
    return {**entry, "figures": figures(done.stdout), "printed": done.stdout[-4000:]}


def _lines(bench: Bench, entry: dict[str, Any]) -> list[str]:
    lines = [
        f"## {bench.about}",
        "",
        f"`python {bench.command.format(data='$TOCSIN_DATA')}` · {entry['day']} · commit {entry['commit']} · "
        f"{entry['seconds']} s",
        "",
    ]
    values = entry.get("figures")
    if "failed" in entry:
        return [*lines, f"Failed: {entry['failed']}", ""]
    if not isinstance(values, dict):
        return [*lines, "```", entry["printed"].strip(), "```", ""]
    lines += ["| measure | target | reached | |", "| --- | --- | --- | --- |"]
    for name, value in values.items():
        wanted = bench.wanted.get(name)
        mark = "" if wanted is None else "hit" if meets(value, wanted) else "**miss**"
        lines.append(f"| {name} | {wanted or ''} | {value} | {mark} |")
    return [*lines, ""]


def page(kept: dict[str, Any]) -> str:
    """Return the page for all benchmarks that have been run."""
    head = [
        "# Benchmarks",
        "",
        "Written by `python -m benchmarks.report` from what each command printed, never by hand. `TOCSIN_DATA`",
        "names the folder with the public sets and the gold set (development half); what is a miss is called a miss.",
        "",
        f"Machine: {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}.",
        "",
    ]
    return "\n".join(head + [line for b in BENCHES if b.name in kept for line in _lines(b, kept[b.name])])


def main() -> None:
    """Run what is named (or all) and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(b.name for b in BENCHES))
    names = parser.parse_args().names or [b.name for b in BENCHES if (ROOT / b.command.split()[0]).exists()]
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    for bench in (b for b in BENCHES if b.name in names):
        print(f"{bench.name}: {bench.about}", flush=True)
        kept[bench.name] = run(bench)
        print(f"  {json.dumps(kept[bench.name].get('figures', kept[bench.name].get('failed')))[:300]}", flush=True)
        KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
        PAGE.write_text(page(kept))


if __name__ == "__main__":
    main()
