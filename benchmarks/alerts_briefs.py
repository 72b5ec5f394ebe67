"""Write a brief of every gold dev situation, from gold mentions, and prove each.

    python benchmarks/alerts_briefs.py TOCSIN_DATA

For each situation and each day on which an article came out: briefs of all subjects with news. Prints sentences, those
without a citation, and names or numbers that nothing cited supports; then plants a wrong number in each sentence that
has one, and prints how many are caught.
"""

import argparse
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from incidents_gold import load

from tocsin.alerts.brief import Brief, Section, Sentence, write
from tocsin.alerts.check import check
from tocsin.alerts.raise_ import raise_alerts
from tocsin.escalation.track import track
from tocsin.forecasts.issue import issue
from tocsin.incidents.merge import merge

DIGITS = re.compile(r"\d+")


def known(articles: list[Any], events: list[Any], day: str) -> dict[str, Any]:
    """Return everything known and said on a day."""
    pages = [one for one in articles if (one.known_at or "") <= day]
    ids = {one.id for one in pages}
    told = [one for one in events if one.article in ids]
    incidents = merge(pages, told, {})
    readings = track(incidents, day, {})
    forecasts = issue(incidents, day, sorted({one.subject for one in readings}))
    alerts = raise_alerts(day, readings, forecasts, incidents, ())
    return {
        "incidents": incidents,
        "events": told,
        "articles": pages,
        "readings": readings,
        "forecasts": forecasts,
        "alerts": alerts,
    }


def planted(sentence: Sentence) -> Sentence | None:
    """Return a sentence with its last number changed, or None where it has none."""
    numbers = list(DIGITS.finditer(sentence.text))
    if not numbers:
        return None
    last = numbers[-1]
    wrong = str(int(last.group()) + 1377)
    return replace(sentence, text=sentence.text[: last.start()] + wrong + sentence.text[last.end() :])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    total = uncited = unsupported = wrong = caught = 0
    for path in sorted((options.data / "gold" / "dev").glob("situation-*.jsonl")):
        articles, events, _ = load(path)
        for day in sorted({str(one.known_at) for one in articles}):
            desk = known(articles, events, day)
            for name in sorted({one.subject for one in desk["readings"]}):
                made = write(name, day, **desk)
                problems = check(made, **desk)
                uncited += sum(one.why == "cites nothing" for one in problems)
                unsupported += sum(one.why != "cites nothing" for one in problems)
                for one in problems[:3]:
                    print(f"  {one.what}: {one.why}: {one.sentence}")
                sentences = [one for section in made.sections for one in section.sentences]
                total += len(sentences)
                for bad in filter(None, map(planted, sentences)):
                    wrong += 1
                    caught += bool(check(Brief(name, day, "", (Section("", (bad,)),)), **desk))
    print(
        f"{total} sentences, {uncited} uncited, {unsupported} names or numbers unsupported; "
        f"{caught} of {wrong} planted numbers caught"
    )


if __name__ == "__main__":
    main()
