"""Merge made mentions in growing numbers and print seconds and memory.

    python benchmarks/incidents_growth.py [--most 100000]

Mentions are those of the made situations, spread over years, each situation at its own time.
"""

import argparse
import resource
import time
from datetime import date, timedelta

from incidents_situations import situations

from tocsin.incidents.merge import merge
from tocsin.records import Article, Event


def mentions(count: int) -> tuple[list[Article], list[Event]]:
    """Return about `count` mentions and their articles."""
    articles: list[Article] = []
    events: list[Event] = []
    batch = 0
    while len(events) < count:
        for made in situations(240, seed=1000 + batch):
            articles += made.articles
            events += made.events
        batch += 1
    return unique(articles, events)


def unique(articles: list[Article], events: list[Event]) -> tuple[list[Article], list[Event]]:
    """Return the mentions with ids that no two batches share, and days spread with the batches."""
    from dataclasses import replace

    seen: dict[str, int] = {}
    pages, told, turn = [], [], {}
    for page in articles:
        turn[page.id] = seen[page.id] = seen.get(page.id, -1) + 1
        pages.append(replace(page, id=f"{page.id}/{turn[page.id]}"))
    again: dict[str, int] = {}
    for event in events:
        again[event.id] = again.get(event.id, -1) + 1
        told.append(replace(event, id=f"{event.id}/{again[event.id]}", article=f"{event.article}/{again[event.id]}"))
    return pages, told


def shifted(day: str, by: int) -> str:
    """Return an ISO day `by` days later."""
    return (date.fromisoformat(day) + timedelta(days=by)).isoformat()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=40_000)
    options = parser.parse_args()
    count = 2_500
    while count <= options.most:
        articles, events = mentions(count)
        start = time.perf_counter()
        incidents = merge(articles, events, {})
        took = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{len(events):8} mentions {len(incidents):7} incidents {took:7.1f} s "
              f"{took / len(events) * 1e6:6.0f} us a mention, {memory:5.0f} MB", flush=True)
        count *= 4


if __name__ == "__main__":
    main()
