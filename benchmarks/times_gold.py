"""Dates of gold mentions, given their sentences, triggers, types and statuses: share right, and background F1.

TOCSIN_DATA=... python benchmarks/times_gold.py [gold/dev] [--errors N]
"""

import argparse
import json
import os
from dataclasses import replace
from pathlib import Path

from tocsin.exchange.fields import event_from_fields
from tocsin.news.gather import gather
from tocsin.records import Document
from tocsin.times.anchor import anchor
from tocsin.times.read import read


def rows(folder: Path) -> list[dict[str, object]]:
    """Return the articles of every gold file in a folder."""
    lines = (line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines())
    return [row for row in map(json.loads, filter(str.strip, lines)) if "situation" not in row]


def main() -> None:
    """Print the row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default="gold/dev")
    parser.add_argument("--errors", type=int, default=0)
    given = parser.parse_args()
    right = total = tp = predicted = wanted = 0
    for row in rows(Path(os.environ["TOCSIN_DATA"]) / given.folder):
        article = gather(Document(text=str(row["text"]), title=str(row["title"]), published=str(row["published"])))
        gold = [event_from_fields(e, article, n) for n, e in enumerate(row["events"])]
        bare = [replace(e, date=None, background=False) for e in gold]
        for g, p in zip(gold, anchor(bare, read(article.text, article.published), article), strict=True):
            ok = p.date is not None and p.date[: len(g.date)] == g.date if g.date else p.date is None
            right, total = right + ok, total + 1
            tp, predicted, wanted = (
                tp + (g.background and p.background),
                predicted + p.background,
                wanted + g.background,
            )
            if not ok and given.errors > 0:
                given.errors -= 1
                print(f"{g.type}/{g.status} «{g.trigger.text}» gold {g.date} got {p.date} ({p.date_why})")
                print(f"    published {row['published']}: {g.sentence.text[:200]}")
    f1 = 2 * tp / max(1, predicted + wanted)
    print(
        json.dumps(
            {"date": round(right / total, 3), "background_f1": round(f1, 3), "mentions": total, "on": given.folder}
        )
    )


if __name__ == "__main__":
    main()
