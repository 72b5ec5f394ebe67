"""Merge gold mentions of the situation files and score the incidents.

    python benchmarks/incidents_gold.py TOCSIN_DATA [--errors]

Prints B-cubed and pairwise F1 over mentions, and the share of gold incidents whose best-overlapping incident has the
right status, and, for those of two or more origins, the right count of origins.
"""

import argparse
import json
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

from tocsin.incidents.merge import merge
from tocsin.records import Article, Event, Figures, Incident, Participant, Place, Quad, Span, Status, make_id

QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), Quad.VERBAL_COOPERATION),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), Quad.MATERIAL_COOPERATION),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), Quad.VERBAL_CONFLICT),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), Quad.MATERIAL_CONFLICT),
}
GOLDSTEIN = {1: 3.0, 2: 6.0, 3: -3.0, 4: -8.0}


def person(row: dict[str, Any]) -> Participant:
    """Return one participant of a gold row."""
    return Participant(row["text"], 0, len(row["text"]), row["country"], row["sector"], row["name"])


def figures(row: dict[str, int] | None) -> Figures | None:
    """Return the bounds of a gold figure."""
    return Figures(row["low"], row["high"]) if row else None


def place(row: dict[str, Any] | None) -> Place | None:
    """Return a gold place."""
    return Place(row["name"], 0, 0, row["country"], None, row["lat"], row["lon"], row["precision"]) if row else None


def article(row: dict[str, Any]) -> Article:
    """Return a gold article as a loaded archive would hold it."""
    known = row["published"]
    return Article(
        row["id"],
        None,
        row["title"],
        row["text"],
        "en",
        known,
        (),
        row["publisher"],
        row["origin"],
        1.0,
        "gold",
        None,
        known,
    )


def event(row: dict[str, Any], number: int, home: dict[str, Any]) -> Event:
    """Return a gold mention as an event."""
    at = max(0, home["text"].find(row["sentence"]))
    start = at + row["sentence"].find(row["trigger"])
    quad = QUADS[row["type"]]
    return Event(
        id=make_id(home["id"], number, start, row["type"]),
        article=home["id"],
        sentence=Span(row["sentence"], at, at + len(row["sentence"])),
        trigger=Span(row["trigger"], start, start + len(row["trigger"])),
        type=row["type"],
        mode=row["mode"],
        cameo="",
        goldstein=GOLDSTEIN[quad],
        quad=quad,
        actors=tuple(map(person, row["actors"])),
        recipients=tuple(map(person, row["recipients"])),
        place=place(row["place"]),
        date=row["date"],
        status=Status(row["status"]),
        attribution=person(row["attribution"]) if row["attribution"] else None,
        background=row["background"],
        killed=figures(row["killed"]),
        injured=figures(row["injured"]),
        incident=row["incident"],
    )


def load(path: Path) -> tuple[list[Article], list[Event], dict[str, Any]]:
    """Return the articles, mentions and gold incidents of one file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    pages = [row for row in rows if "situation" not in row]
    wanted: dict[str, Any] = next((row["incidents"] for row in rows if "situation" in row), {})
    events = [event(mention, number, row) for row in pages for number, mention in enumerate(row["events"])]
    return [article(row) for row in pages], events, wanted


def bcubed(labels: list[tuple[str, str]]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 of (gold, found) labels."""
    gold, found, both = Counter(g for g, _ in labels), Counter(p for _, p in labels), Counter(labels)
    precision = sum(both[pair] / found[pair[1]] for pair in labels) / max(1, len(labels))
    recall = sum(both[pair] / gold[pair[0]] for pair in labels) / max(1, len(labels))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def pairwise(labels: list[tuple[str, str]]) -> tuple[float, float, float]:
    """Return pairwise precision, recall and F1."""

    def within(counts: Counter[Any]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    hit, found, gold = (within(Counter(x)) for x in (labels, [p for _, p in labels], [g for g, _ in labels]))
    precision, recall = hit / max(1, found), hit / max(1, gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def judge(
    incidents: tuple[Incident, ...], events: list[Event], wanted: dict[str, Any]
) -> tuple[Counter[str], list[str]]:
    """Return counts of right status and origins, and the lines that tell what was wrong."""
    home = {item: incident for incident in incidents for item in incident.events}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for one in events:
        votes[str(one.incident)][home[one.id].id] += 1
    by_id = {incident.id: incident for incident in incidents}
    tally: Counter[str] = Counter()
    wrong = []
    for key, want in wanted.items():
        best = by_id[votes[key].most_common(1)[0][0]] if votes[key] else None
        tally["incidents"] += 1
        tally["several"] += want["origins"] >= 2
        if best is None:
            continue
        tally["status"] += best.status == want["status"]
        tally["origins"] += want["origins"] >= 2 and len(best.origins) == want["origins"]
        if best.status != want["status"] or len(best.origins) != want["origins"]:
            wrong.append(f"  {key}: {best.status} {len(best.origins)}, gold {want['status']} {want['origins']}")
    return tally, wrong


def pair_errors(events: list[Event], home: dict[str, str]) -> list[str]:
    """Return the mentions wrongly joined and wrongly parted, by incident."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for one, two in combinations(events, 2):
        a, b = sorted((str(one.incident), str(two.incident)))
        together = home[one.id] == home[two.id]
        if together != (a == b):
            counts["JOINED" if together else "PARTED", a, b] += 1
    return [f"  {n:4} {kind} {a} {b}" for (kind, a, b), n in counts.most_common(40)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    labels: list[tuple[str, str]] = []
    total: Counter[str] = Counter()
    for path in sorted((options.data / "gold" / "dev").glob("situation-*.jsonl")):
        articles, events, wanted = load(path)
        incidents = merge(articles, events, {})
        home = {item: incident.id for incident in incidents for item in incident.events}
        own = [(f"{path.name} {one.incident}", home[one.id]) for one in events]
        labels += own
        tally, wrong = judge(incidents, events, wanted)
        total += tally
        print(f"{path.name}: b3 {bcubed(own)[2]:.3f} pairwise {pairwise(own)[2]:.3f}")
        if options.errors:
            print("\n".join(wrong + pair_errors(events, home)))
    b3, pair = bcubed(labels), pairwise(labels)
    print(f"b3_p {b3[0]:.3f} b3_r {b3[1]:.3f} b3_f1 {b3[2]:.3f}")
    print(f"pair_p {pair[0]:.3f} pair_r {pair[1]:.3f} pair_f1 {pair[2]:.3f}")
    print(f"inc_status {total['status'] / total['incidents']:.3f} of {total['incidents']}", end=" ")
    print(f"inc_origins {total['origins'] / max(1, total['several']):.3f} of {total['several']}")


if __name__ == "__main__":
    main()
