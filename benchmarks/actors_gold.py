"""Print how well participants are resolved given the gold spans of the dev dispatches.

    TOCSIN_DATA=... python benchmarks/actors_gold.py [--part dev|train] [--how event|article|sentence] [--errors N]

The figures are those of the gold set's own scorer: `name_f1`, and set F1 of (country, sector) pairs and of countries
for actors and for recipients. `--how` says what is handed over: the event in its article, or the quoted text with the
whole article, or with its sentence alone, as context.
"""

import argparse
import json
import os
import re
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from tocsin.actors.resolve import resolve, resolve_event
from tocsin.actors.roster import Roster, load_roster
from tocsin.records import Article, Event, Participant, Quad, Span


def participant(row: dict[str, Any], text: str, sentence: str) -> Participant:
    """Return the gold participant as a coder would hand it over: quoted, unresolved."""
    base = max(0, text.find(sentence))
    inside = sentence.find(row["text"])
    start = base + inside if inside >= 0 else max(0, text.find(row["text"]))
    return Participant(row["text"], start, start + len(row["text"]))


def event_of(row: dict[str, Any], article: Article) -> Event:
    """Return a gold mention as an Event whose participants are quoted spans."""
    start = max(0, article.text.find(row["sentence"]))
    sentence = Span(row["sentence"], start, start + len(row["sentence"]))
    at = start + max(0, row["sentence"].find(row["trigger"]))
    trigger = Span(row["trigger"], at, at + len(row["trigger"]))
    said = row["attribution"]
    return Event(
        "e", article.id, sentence, trigger, row["type"], row["mode"], "", 0.0, Quad.VERBAL_COOPERATION,
        actors=tuple(participant(p, article.text, row["sentence"]) for p in row["actors"]),
        recipients=tuple(participant(p, article.text, row["sentence"]) for p in row["recipients"]),
        attribution=participant(said, article.text, row["sentence"]) if said else None, date=row["date"],
    )  # fmt: skip


def article_of(row: dict[str, Any]) -> Article:
    """Return a gold article as gathered."""
    return Article(
        row["id"], None, row["title"], row["text"], "en", row["published"], (), row["publisher"], row["origin"], 1.0, ""
    )


def resolved(event: Event, article: Article, roster: Roster, how: str) -> Event:
    """Resolve a mention's participants in the way that `how` names."""
    if how == "event":
        return resolve_event(event, article, roster)
    context = article.text if how == "article" else event.sentence.text
    day = event.date or article.published

    def settle(people: tuple[Participant, ...]) -> tuple[Participant, ...]:
        return tuple(resolve(p.text, roster, context, day) for p in people)

    return Event(
        event.id, event.article, event.sentence, event.trigger, event.type, event.mode, "", 0.0, event.quad,
        actors=settle(event.actors), recipients=settle(event.recipients),
        attribution=settle((event.attribution,))[0] if event.attribution else None,
    )  # fmt: skip


def tokens(text: str | None) -> Counter[str]:
    """Return the words of `text`, counted."""
    return Counter(re.findall(r"\w+", (text or "").lower()))


def overlap(one: str, two: str) -> float:
    """Return the share of the shorter name's words that the other has too."""
    a, b = tokens(one), tokens(two)
    return sum((a & b).values()) / max(1, min(sum(a.values()), sum(b.values())))


def f1(hit: int, guessed: int, wanted: int) -> float:
    """Return F1 from counts."""
    return 2 * hit / (guessed + wanted) if guessed + wanted else 1.0


def tally(sums: dict[str, list[int]], key: str, gold: set[Any], guess: set[Any]) -> None:
    """Add one mention's sets to the counts of `key`."""
    sums[key][0] += len(gold & guess)
    sums[key][1] += len(guess)
    sums[key][2] += len(gold)


def compare(row: dict[str, Any], event: Event, sums: dict[str, list[int]]) -> None:
    """Count what is right in one mention, by the gold set's own rules."""
    for who, people in (("actors", event.actors), ("recipients", event.recipients)):
        gold = row[who]
        tally(
            sums,
            f"{who[:-1]}_role_f1",
            {(p["country"], p["sector"]) for p in gold},
            {(p.country, p.sector) for p in people},
        )
        tally(
            sums,
            f"{who[:-1]}_country_f1",
            {p["country"] or p["name"] for p in gold} - {None},
            {p.country or p.name for p in people} - {None},
        )
        names_g, names_p = [p["name"] for p in gold if p["name"]], [p.name for p in people if p.name]
        sums["name_f1"][0] += sum(any(overlap(x, y) >= 0.6 for y in names_p) for x in names_g)
        sums["name_f1"][1] += len(names_p)
        sums["name_f1"][2] += len(names_g)


def errors(row: dict[str, Any], event: Event, article: str) -> list[str]:
    """Return one line for each participant that is wrong in country, sector or name."""
    out = []
    for who, people in (("actors", event.actors), ("recipients", event.recipients)):
        for gold, one in zip(row[who], people, strict=True):
            named = bool(gold["name"]) == bool(one.name) and (
                not gold["name"] or overlap(gold["name"], one.name or "") >= 0.6
            )
            wrong = "".join(
                flag
                for flag, bad in (
                    ("C", gold["country"] != one.country),
                    ("S", gold["sector"] != one.sector),
                    ("N", not named),
                )
                if bad
            )
            if wrong:
                want = f"{gold['country']} {gold['sector']} {gold['name']}"
                got = f"{one.country} {one.sector} {one.name}"
                out.append(f"{wrong:3} {article} {row['type']} {who[0]} '{gold['text']}': {want} | {got} | {one.why}")
    return out


def main() -> None:
    """Score the chosen part and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--how", default="event", choices=["event", "article", "sentence"])
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    folder = Path(os.environ["TOCSIN_DATA"]) / "gold" / options.part
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    roster, wrong, count, spent = load_roster(), [], 0, 0.0
    for text in ("Tehreek e Taleban", "Qwerty", "police"):
        resolve(text, roster, "Qwerty of Peru said so.")  # builds what is built at first use
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "events" not in row:
                continue
            article = article_of(row)
            for gold in row["events"]:
                event = event_of(gold, article)
                begun = time.process_time()
                done = resolved(event, article, roster, options.how)
                spent += time.process_time() - begun
                count += len(event.actors) + len(event.recipients) + (event.attribution is not None)
                compare(gold, done, sums)
                wrong += errors(gold, done, row["id"])
    for key, counts in sorted(sums.items()):
        print(f"{key:22} {f1(*counts):.3f}")
    print(f"{'actors a CPU second':22} {count / spent:,.0f}")
    for line in wrong[: options.errors]:
        print(line)


if __name__ == "__main__":
    main()
