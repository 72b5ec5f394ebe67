"""What the roster holds: rows and names by file, countries covered by each office, and contradictions; prints JSON.

    python benchmarks/actors_roster.py

Contradictions are terms of one office of one country that overlap under two names (compared at the coarser precision
of the two dates; a shared bound is none), terms that end before they begin, and countries that no state list knows.
"""

import csv
import json
from collections import Counter, defaultdict
from importlib.resources import files
from itertools import pairwise

OFFICES = (
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "defence_minister",
    "interior_minister",
    "army_chief",
)
WANTED = 120  # countries that each office is to cover
ARMED = ("REB", "CRM", "UAF")

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """Return the rows of one file of the roster."""
    text = files("tocsin").joinpath("resources", "roster", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def overlaps(terms: list[Row]) -> list[str]:
    """Describe the terms of one office that run at the same time under two names."""
    out = []
    for one, two in pairwise(sorted((t for t in terms if t["from"]), key=lambda t: (t["from"], t["to"] or "9999"))):
        end = one["to"] or "9999-12-31"
        size = min(len(end), len(two["from"]))
        if one["name"] != two["name"] and end[:size] > two["from"][:size]:
            out.append(f"{one['country']} {one['office']}: {one['name']} and {two['name']}")
    return out


def backwards(terms: list[Row]) -> list[str]:
    """Name the rows that end before they begin."""
    dated = [t for t in terms if t.get("from") and t.get("to")]
    return [t["name"] for t in dated if t["to"][: len(t["from"])] < t["from"][: len(t["to"])]]


def contradictions() -> dict[str, list[str]]:
    """Return every contradiction of the roster, by sort."""
    held = defaultdict(list)
    for row in rows("offices"):
        if row["office"] in OFFICES:
            held[row["country"], row["office"]].append(row)
    states = {row["iso3"] for row in rows("states")}
    named = ("offices", "groups", "people", "institutions", "bodies", "governments")
    return {
        "overlapping_terms": [line for terms in held.values() for line in overlaps(terms)],
        "end_before_begin": [n for f in ("offices", "groups", "people", "governments") for n in backwards(rows(f))],
        "unknown_country": [r["name"] for f in named for r in rows(f) if r["country"] and r["country"] not in states],
    }


def coverage() -> dict[str, dict[str, int]]:
    """Return, by office, how many terms and countries there are, and how many short of the wanted number."""
    out = {}
    for office in OFFICES:
        terms = [row for row in rows("offices") if row["office"] == office]
        lands = len({row["country"] for row in terms})
        out[office] = {"terms": len(terms), "countries": lands, "short": max(0, WANTED - lands)}
    states = {r["country"] for r in rows("offices") if r["office"] in ("head_of_state", "head_of_government")}
    out["head of state or government"] = {"countries": len(states), "short": max(0, WANTED - len(states))}
    return out


def main() -> None:
    """Print the counts."""
    groups = rows("groups")
    armed = {row["name"] for row in groups if row["sector"] in ARMED}
    shares = {f"with_{f}": sum(bool(row[f]) for row in groups) for f in ("aliases", "parent", "from", "to")}
    institutions = rows("institutions")
    print(
        json.dumps(
            {
                "armed_groups": len(armed),
                "of_them_rebels": len({row["name"] for row in groups if row["sector"] == "REB"}),
                "groups": {"rows": len(groups), **shares, "sectors": dict(Counter(r["sector"] for r in groups))},
                "governed": len(rows("governments")),
                "offices": coverage(),
                "institutions": {
                    "rows": len(institutions),
                    "countries": len({r["country"] for r in institutions}),
                    "sectors": dict(Counter(r["sector"] for r in institutions)),
                },
                "states": len(rows("states")),
                "bodies": len(rows("bodies")),
                "people": len(rows("people")),
                "contradictions": {sort: len(found) for sort, found in contradictions().items()},
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
