"""Print the htmldate-eval row: exact day, and how many of the wrong ones are marked unsure.

    TOCSIN_DATA=... python benchmarks/news_dating.py [--errors N]

The pages are read from the set's archive in the order of its two lists; a page whose list gives no day counts as wrong.
"""

import argparse
import json
import os
import tarfile
import time
from pathlib import Path
from typing import Any

from tocsin.news.dating import date_page
from tocsin.news.decode import decode
from tocsin.news.extract import extract


def pages(folder: Path) -> dict[str, bytes]:
    """Return the pages by file name."""
    found: dict[str, bytes] = {}
    with tarfile.open(folder / "html.tar.xz") as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isfile() else None
            if stream:
                found.setdefault(Path(member.name).name, stream.read())
    return found


def main() -> None:
    """Date every page and compare."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", type=int, default=0)
    shown = parser.parse_args().errors
    folder = Path(os.environ["TOCSIN_DATA"]) / "data/ingest/htmldate-eval"
    html = pages(folder)
    rows: list[tuple[str, Any]] = []
    for name in ("eval_default.json", "eval_mediacloud_2020.json"):
        rows += json.loads((folder / "tests" / name).read_text()).items()
    right = wrong = unsure = unsure_right = 0
    start = time.perf_counter()
    for url, row in rows:
        raw = decode(html[row["file"]])
        day, evidence = date_page(extract(raw, url), url, raw=raw)
        marked = day is None or evidence[0].why.startswith("unsure")
        if day == row["date"]:
            right, unsure_right = right + 1, unsure_right + marked
        else:
            wrong, unsure = wrong + 1, unsure + marked
            if wrong <= shown:
                print(url, row["date"], day, [(one.value, one.where, one.verdict) for one in evidence[:4]])
    took = time.perf_counter() - start
    share = unsure / max(1, wrong)
    print(f"exact day {right / len(rows):.3f} of {len(rows)}; {wrong} wrong, marked unsure {share:.2f} of them")
    print(f"{len(rows) / took:.1f} pages/s")
    print(
        json.dumps(
            {
                "benchmark": "htmldate-eval",
                "exact": right / len(rows),
                "wrong_unsure": share,
                "right_unsure": unsure_right / max(1, right),
                "pages_per_second": len(rows) / took,
            }
        )
    )


if __name__ == "__main__":
    main()
