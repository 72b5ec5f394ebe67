"""Print the hostile-input row: damaged archives, XML bombs, naughty strings through the readers; crashes and memory.

TOCSIN_DATA=... python benchmarks/news_hostile.py
"""

import json
import os
import resource
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tocsin.errors import SkipItem
from tocsin.news.archive import read
from tocsin.news.feeds import parse_feed
from tocsin.news.gather import gather
from tocsin.news.sitemap import parse_sitemap
from tocsin.records import Document

FILL = "A sentence of some length stands here, so that there is text to be found in the page."


def attempt(tally: Counter[str], what: Callable[[], object]) -> None:
    """Run one thing and count what became of it; anything but a refusal that we raise ourselves is a crash."""
    start = time.perf_counter()
    try:
        what()
        tally["read"] += 1
    except SkipItem:
        tally["refused"] += 1
    except Exception as error:  # every other error is what this benchmark is here to count
        tally["crashed"] += 1
        print(f"crash: {type(error).__name__}: {str(error)[:100]}")
    tally["slow"] += time.perf_counter() - start > 5


def through(path: Path) -> int:
    """Read a file and gather what it holds."""
    used = 0
    for item in read(path):
        if isinstance(item, Document):
            try:
                gather(item)
                used += 1
            except SkipItem:
                continue
    return used


def main() -> None:
    """Feed everything hostile to the readers."""
    folder = Path(os.environ["TOCSIN_DATA"]) / "data/ingest"
    gather(
        Document(
            raw="A first page, so that the models are loaded before memory is measured, as the rules of fairness ask."
        )
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tally: Counter[str] = Counter()
    for path in sorted((folder / "warcio-test-archives").rglob("*.*arc*")):
        attempt(tally, lambda path=path: through(path))  # type: ignore[misc]
    for path in sorted((folder / "defusedxml-tests" / "xmltestdata").glob("*")):
        data = path.read_bytes()
        for reader in (parse_feed, parse_sitemap):
            attempt(tally, lambda reader=reader, data=data: reader(data))  # type: ignore[misc]
    for text in json.loads((folder / "naughty-strings" / "blns.json").read_text()):
        attempt(tally, lambda text=text: gather(Document(raw=text, title=text, url=text)))  # type: ignore[misc]
        page = f"<html><title>{text}</title><body><p>{text}</p><p>{FILL}</p></body></html>"
        attempt(tally, lambda page=page: gather(Document(raw=page)))  # type: ignore[misc]
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    counts = {key: tally[key] for key in ("crashed", "slow", "refused", "read")}
    print(f"{counts}; memory grew by {grown:.0f} MiB beyond the libraries' own")
    print(
        json.dumps(
            {
                "benchmark": "hostile input",
                **counts,
                "memory_mib": grown,
            }
        )
    )


if __name__ == "__main__":
    main()
