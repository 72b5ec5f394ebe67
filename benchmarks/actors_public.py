"""Print the share of public actor tests (our half of NGEC's) whose country and sector are both right.

    TOCSIN_DATA=... python benchmarks/actors_public.py [--errors]

The set's codes are CAMEO's and PLOVER's with additions; they are mapped to ours so:

* no sector with a country is a bare state or town, ours GOV or CVL; `????`, UNK and JNK accept any sector;
* JRN journalists -> MED; MED medical and HLH health -> CVL, NGO or IGO, since we have no health sector;
* PRE (unrecognised statelet) and PRM (paramilitary) -> REB; SOC civil society -> NGO; BUD Buddhists -> CVL or REL;
* countries UNO, IGO and EUR (bodies of no state) -> no country, sector IGO or the one given;
* where two codes are given, either is right, save that GOV with MIL (a defence minister) must be GOV.
"""

import argparse
import json
import os
import time
from pathlib import Path
from typing import Any

from tocsin.actors.resolve import resolve
from tocsin.actors.roster import SECTORS, load_roster

MAP = {
    "": {"GOV", "CVL"}, "JRN": {"MED"}, "MED": {"CVL", "NGO", "IGO"}, "HLH": {"CVL", "NGO", "IGO"},
    "PRE": {"REB"}, "PRM": {"REB"}, "SOC": {"NGO"}, "BUD": {"CVL", "REL"},
    "UNK": set(SECTORS), "????": set(SECTORS), "JNK": set(SECTORS),
}  # fmt: skip
BODIES = frozenset(["UNO", "IGO", "EUR"])


def wanted(expect: dict[str, Any]) -> tuple[str | None, set[str]]:
    """Return the country (None: none) and the sectors that count as right."""
    country, first, second = expect.get("country", ""), expect.get("code_1"), expect.get("code_2")
    if first is None:
        sectors = set(SECTORS)
    elif (first, second) == ("GOV", "MIL") or not second:
        sectors = MAP.get(first, {first})
    else:
        sectors = MAP.get(first, {first}) | MAP.get(second, {second})
    if country in BODIES:
        return None, (sectors | {"IGO"})
    if not country and first == "":
        sectors = set(SECTORS)
    return country or None, sectors


def day_of(text: str | None) -> str | None:
    """Return a test's date as an ISO day; the set writes both `2022-05-01` and `12 April 2022`."""
    if not text:
        return None
    return text if text[:4].isdigit() else time.strftime("%Y-%m-%d", time.strptime(text, "%d %B %Y"))


def main() -> None:
    """Score the tests and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    path = Path(os.environ["TOCSIN_DATA"]) / "events" / "actor_gold" / "actors.jsonl"
    if not path.is_file():
        path = Path(os.environ["TOCSIN_DATA"]) / "data" / "events" / "actor_gold" / "actors.jsonl"
    roster, both, lands, count = load_roster(), 0, 0, 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        country, sectors = wanted(row["expect"])
        got = resolve(row["text"], roster, "", day_of(row["kwargs"].get("query_date")))
        right = (got.country == country, got.sector in sectors)
        both, lands, count = both + all(right), lands + right[0], count + 1
        if options.errors and not all(right):
            day, found = row["kwargs"].get("query_date", ""), f"{got.country} {got.sector} {got.name}"
            print(f"{row['text']!r} {day}: {row['expect']} | {found} | {got.why}")
    print(f"both right     {both / count:.3f}  ({both}/{count})")
    print(f"country right  {lands / count:.3f}")


if __name__ == "__main__":
    main()
