"""Gold dev from raw pages to incidents, by the gold set's own scorer; with --seed the 14 rows of the seed page instead.

TOCSIN_DATA=... python benchmarks/gold.py [--seed] [--errors N]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tocsin import pipeline
from tocsin.batches import code_row, merge_coded
from tocsin.settings import load_settings


def write(rows: list[dict[str, object]], path: Path) -> Path:
    """Write rows as JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def coded(rows: list[dict[str, object]], folder: Path) -> tuple[Path, Path]:
    """Code raw pages and merge their mentions; return the files of articles and incidents."""
    plan = pipeline.plan(load_settings())
    items = [code_row(plan, row) for row in rows]
    home, incidents = merge_coded(items)
    return write([item.fields(home) for item in items], folder / "pred.jsonl"), write(incidents, folder / "inc.jsonl")


def raw_rows(paths: list[Path]) -> list[dict[str, object]]:
    """Return id and raw page of every gold article; nothing else of the gold set reaches the pipeline."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [{"id": row["id"], "raw": row["raw"]} for row in map(json.loads, lines) if "situation" not in row]


def main() -> None:
    """Print the figures as one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    given = parser.parse_args()
    data = Path(os.environ["TOCSIN_DATA"])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.seed:
            pred, _ = coded(
                [{"id": "seed", "raw": (data / "seed" / "article.txt").read_text(encoding="utf-8")}], folder
            )
            shown = subprocess.run([sys.executable, data / "seed" / "check.py", pred], capture_output=True, text=True)
            failed = [line[5:] for line in shown.stdout.splitlines() if line.startswith("FAIL")]
            print(json.dumps({"rows": 14 - len(failed), "of": 14, "failed": failed}))
            return
        paths = sorted((data / "gold" / "dev").glob("*.jsonl"))
        pred, incidents = coded(raw_rows(paths), folder)
        command = [
            sys.executable,
            data / "gold" / "score.py",
            "--gold",
            *paths,
            "--pred",
            pred,
            "--incidents",
            incidents,
        ]
        if given.errors:
            print(subprocess.run([*command, "--errors", str(given.errors)], capture_output=True, text=True).stdout)
        result = json.loads(subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout)
        print(json.dumps({k: round(v, 3) if isinstance(v, float) else v for k, v in result.items()}))


if __name__ == "__main__":
    main()
