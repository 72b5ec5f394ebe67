"""Merge made mentions in growing numbers and print seconds and memory.

    python benchmarks/incidents_growth.py [--least 10000] [--most 1000000]

Mentions are those of the made situations, spread over years, each situation at its own time.
"""

import argparse
import resource
import time
from dataclasses import replace
from datetime import date, timedelta

from incidents_situations import Situation, situations

from tocsin.incidents.merge import merge
from tocsin.records import Article, Event


def shifted(day: str | None, by: int) -> str | None:
    """Return an ISO day `by` days later; months and years stay as they are."""
    return (date.fromisoformat(day) + timedelta(days=by)).isoformat() if day and len(day) == 10 else day


def moved(made: Situation, by: int, name: str) -> tuple[list[Article], list[Event]]:
    """Return a situation moved in time, its ids made its own."""
    articles = [
        replace(
            page, id=f"{page.id}/{name}", published=shifted(page.published, by), known_at=shifted(page.known_at, by)
        )
        for page in made.articles
    ]
    events = [
        replace(one, id=f"{one.id}/{name}", article=f"{one.article}/{name}", date=shifted(one.date, by))
        for one in made.events
    ]
    return articles, events


def mentions(count: int) -> tuple[list[Article], list[Event]]:
    """Return about `count` mentions and their articles: the same 240 situations again and again, 97 days apart."""
    articles: list[Article] = []
    events: list[Event] = []
    stock = situations(240, seed=1000)
    for turn in range(10_000):
        for made in stock:
            pages, told = moved(made, 97 * turn, str(turn))
            articles += pages
            events += told
            if len(events) >= count:
                return articles, events
    return articles, events


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--least", type=int, default=10_000, help="the first size; the same as --most for one size alone"
    )
    parser.add_argument("--most", type=int, default=100_000)
    options = parser.parse_args()
    count = options.least
    while count <= options.most:
        articles, events = mentions(count)
        start = time.perf_counter()
        incidents = merge(articles, events, {})
        took = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{len(events):8} mentions {len(incidents):7} incidents {took:7.1f} s "
            f"{took / len(events) * 1e6:6.0f} us a mention, {memory:5.0f} MB",
            flush=True,
        )
        count *= 10


if __name__ == "__main__":
    main()
