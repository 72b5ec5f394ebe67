"""Group the WikiNews articles by event and print B-cubed F1.

    python benchmarks/incidents_wikinews.py TOCSIN_DATA [--cuts]

Reads `data/events/wikinews_clusters`; the clusters are those of Wikinews' own source lists.
"""

import argparse
import json
from pathlib import Path

from incidents_gold import bcubed

from tocsin.incidents.stories import CUT, stories
from tocsin.records import Article

FILES = {"handpicked": "handpicked.json", "small": "wikinews.json", "medium": "wikinews_medium.json"}


def load(path: Path) -> list[tuple[Article, str]]:
    """Return the articles of a file, each with the cluster it belongs to."""
    found = []
    for number, cluster in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        for at, row in enumerate(cluster["articles"]):
            key = f"{number:04}-{at:03}"
            title = row.get("title") or row.get("headline") or ""
            found.append((Article(key, None, title, row["text"], "en", None, (), None, None, 0.0, ""), str(number)))
    return found


def labels(rows: list[tuple[Article, str]], cut: float) -> list[tuple[str, str]]:
    """Return each article's true and found cluster."""
    home = {one.id: str(at) for at, group in enumerate(stories([a for a, _ in rows], cut)) for one in group}
    return [(truth, home[one.id]) for one, truth in rows]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--cuts", action="store_true", help="show other cuts beside the shipped one")
    options = parser.parse_args()
    for name, file in FILES.items():
        rows = load(options.data / "data" / "events" / "wikinews_clusters" / file)
        for cut in (0.1, 0.13, 0.17, 0.2, CUT, 0.27, 0.3) if options.cuts else (CUT,):
            precision, recall, f1 = bcubed(labels(rows, cut))
            print(f"{name:10} {len(rows)} articles, cut {cut}: b3 {precision:.3f} {recall:.3f} {f1:.3f}")


if __name__ == "__main__":
    main()
