"""Write a brief of every gold dev situation, from gold mentions, and prove each.

    python benchmarks/alerts_briefs.py TOCSIN_DATA

For each situation and each day on which an article came out: briefs of all subjects with news. Prints sentences, those
without a citation, names or numbers that nothing cited supports, and sides whose part no quotation tells; then plants
in each sentence that allows it a wrong number, a wrong country for a side, and the two sides the other way round, and
prints how many of each are caught; and how many sentences on incidents one quotation carries alone.
"""

import argparse
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from incidents_gold import load

from tocsin.alerts.brief import Brief, Section, Sentence, write
from tocsin.alerts.check import check
from tocsin.alerts.raise_ import raise_alerts
from tocsin.alerts.roles import countries, sides
from tocsin.escalation.track import track
from tocsin.forecasts.issue import issue
from tocsin.incidents.merge import merge
from tocsin.wording import adjective, country

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


def renamed(text: str, swaps: dict[str, str]) -> str:
    """Return a text with countries changed for others, by name and adjective, all at once."""
    words = {}
    for old, new in swaps.items():
        words |= {country(old): country(new), adjective(old): adjective(new)}
        words |= {country(old)[:1].upper() + country(old)[1:]: country(new)[:1].upper() + country(new)[1:]}
    return re.sub("|".join(sorted(map(re.escape, words), key=len, reverse=True)), lambda m: words[m.group()], text)


def misnamed(sentence: Sentence, incidents: dict[str, Any]) -> tuple[Sentence | None, Sentence | None]:
    """Return a sentence with a country in the place of its doer's (or target's), and with its sides exchanged."""
    lead = next((incidents[key] for key in sentence.records if key in incidents), None)
    if lead is None or not sentence.quotes:
        return None, None
    by, to = (set(countries(words)) for words in sides(sentence.text, lead))
    wrong = next((one for one in sorted(by or to)), None)
    other = replace(sentence, text=renamed(sentence.text, {wrong: "BRA"})) if wrong and wrong != "BRA" else None
    both = (
        {**{one: sorted(to)[0] for one in by}, **{one: sorted(by)[0] for one in to}}
        if by and to and not by & to
        else {}
    )
    turned = replace(sentence, text=renamed(sentence.text, both)) if both else None
    return tuple(one if one and one.text != sentence.text else None for one in (other, turned))  # type: ignore[return-value]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    seen: Counter[str] = Counter()
    for path in sorted((options.data / "gold" / "dev").glob("situation-*.jsonl")):
        articles, events, _ = load(path)
        for day in sorted({str(one.known_at) for one in articles}):
            desk = known(articles, events, day)
            for name in sorted({one.subject for one in desk["readings"]}):
                judge(write(name, day, **desk), desk, seen)
    print(
        f"{seen['sentences']} sentences, {seen['uncited']} uncited, {seen['unsupported']} names or numbers "
        "unsupported; "
        f"{seen['number caught']} of {seen['number']} planted numbers caught, {seen['country caught']} of "
        f"{seen['country']} planted countries, {seen['sides caught']} of {seen['sides']} exchanged sides; "
        f"{seen['one quotation']} of {seen['quoted']} sentences on incidents rest on one quotation"
    )


def judge(made: Brief, desk: dict[str, Any], seen: Counter[str]) -> None:
    """Count a brief's sentences, its problems, and how many planted errors are caught."""
    problems = check(made, **desk)
    seen["uncited"] += sum(one.why == "cites nothing" for one in problems)
    seen["unsupported"] += sum(one.why != "cites nothing" for one in problems)
    for one in problems[:3]:
        print(f"  {one.what}: {one.why}: {one.sentence}")
    incidents = {one.id: one for one in desk["incidents"]}
    for sentence in (one for section in made.sections for one in section.sentences):
        seen["sentences"] += 1
        seen["quoted"] += bool(sentence.quotes)
        seen["one quotation"] += len(sentence.quotes) == 1
        country_wrong, turned = misnamed(sentence, incidents)
        for what, bad in (("number", planted(sentence)), ("country", country_wrong), ("sides", turned)):
            if bad is None:
                continue
            caught = bool(check(Brief(made.subject, made.day, "", (Section("", (bad,)),)), **desk))
            seen[what] += 1
            seen[f"{what} caught"] += caught
            if not caught:
                print(f"  not caught: {what}: {bad.text}")


if __name__ == "__main__":
    main()
