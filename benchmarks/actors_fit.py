"""Fit the weights by which the country, the sector and the organisation behind an unnamed participant are chosen.

    python benchmarks/actors_fit.py training/corpus/*.jsonl [--folds N]

Reads files in the gold format (our own corpus) and writes `src/tocsin/resources/roster/weights.json`; `TOCSIN_HOME`
names the folder with the gazetteer. The cases are the participants whose own words are no name: each is read once in
its event, once as a bare quotation in its article. With `--folds N` nothing is written: the shares of right answers in
N-fold cross-validation by article are printed.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from actors_gold import article_of, event_of
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from tocsin.actors import behind
from tocsin.actors.clues import CLASSES, clues, view
from tocsin.actors.generic import asked_of, may_stand_for, open_to_doubt, owner_of
from tocsin.actors.names import fold
from tocsin.actors.phrases import Role, read_role
from tocsin.actors.quote import UNUSED, Quote
from tocsin.actors.resolve import read_sides
from tocsin.actors.roster import Roster, load_roster
from tocsin.actors.scene import PlaceCountry, read_scene
from tocsin.actors.sectors import traits
from tocsin.plans import Plan
from tocsin.settings import load_settings

OUT = Path(__file__).parents[1] / "src" / "tocsin" / "resources" / "roster" / "weights.json"
PENALTY = {"country": 6.0, "sector": 3.0, "behind": 3.0}
LEAST = 4  # a clue seen with fewer participants than this gets no weight
NAMES_ALL = "corpus-africa"  # articles that put an army's name to every soldier: no lesson in who is named
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Choice:
    """One participant's question: the options, each with its clues, and which is right."""

    article: str
    sort: str
    names: list[str | None]
    options: list[list[tuple[str, float]]]
    right: int


@dataclass(slots=True)
class Case:
    """A participant under reading, with the gold answer."""

    article: str
    quote: Quote
    role: Role | None
    gold: dict[str, Any]


def cases(row: dict[str, Any], roster: Roster, look_up: PlaceCountry) -> Iterator[Case]:
    """Yield the participants of an article that no name alone resolves, in their event and as bare quotations."""
    article = article_of(row)
    for gold in row["events"]:
        event = event_of(gold, article)
        scene = read_scene(row["text"], gold["date"] or row["published"], roster, look_up)
        wanted = {"actor": gold["actors"], "recipient": gold["recipients"], "attribution": [gold["attribution"]]}
        for part, told in read_sides(event, article, scene).items():
            for (quote, final), one in zip(told, wanted[part], strict=part != "attribution"):
                role = read_role(quote.words)
                if final is None and quote.words and (owner_of(quote, role) is None):
                    yield Case(row["id"], quote, role, one)
                    yield Case(row["id"], replace(quote, use=UNUSED), role, one)


def of_country(case: Case) -> Choice | None:
    """The choice among the article's countries; None where the phrase names its land or the right one is not there."""
    options: list[str | None] = [None, *case.quote.scene.total]
    if case.quote.land or case.gold["country"] not in options:
        return None
    asked = asked_of(case.quote, case.role, case.role.sector if case.role else "CVL")
    seen, sort = view(case.quote.scene, asked), CLASSES.get(asked.sector, "other")
    found = [[(key, v) for name, v in clues(seen, one) for key in (name, f"{sort}|{name}")] for one in options]
    return Choice(case.article, sort, options, found, options.index(case.gold["country"]))


def of_name(case: Case) -> Choice | None:
    """The choice among the article's organisations, or none of them."""
    land, at = case.quote.land, case.quote.start if case.quote.start is not None else 0
    query = may_stand_for(case.quote.scene, case.quote.words, case.role, at, land.country if land else None)
    options = behind.candidates(case.quote.scene, query) if query else {}
    if query is None or not options or case.quote.use == UNUSED or case.article.startswith(NAMES_ALL):
        return None
    names: list[str | None] = [None, *options]
    gold = case.gold["name"]
    right = next((n for n, name in enumerate(names) if name and gold and alike(name, gold)), 0)
    if gold and not right:
        return None
    rows = [list(zip(behind.CLUES, behind.clues(case.quote.scene, query, options, n), strict=True)) for n in names]
    return Choice(case.article, "", names, rows, right)


def alike(one: str, two: str) -> bool:
    """True where one name has most of the shorter one's words."""
    a, b = set(fold(one).split()), set(fold(two).split())
    return len(a & b) >= 0.6 * min(len(a), len(b))


def of_sector(case: Case) -> tuple[str, set[str], str] | None:
    """Article, traits and gold sector of a description whose sector its words leave open."""
    if not open_to_doubt(case.quote, case.role):
        return None
    words, listed = [word.key for word in case.quote.words], case.role.sector if case.role else "none"
    found = traits(case.quote.scene, case.quote.start, words, case.role, listed, case.quote.use)
    return case.article, found, case.gold["sector"]


def matrix(rows: Sequence[Sequence[tuple[str, float]]], index: dict[str, int]) -> csr_matrix:
    """Return rows of named values as a sparse matrix."""
    cells = [(n, index[name], value) for n, row in enumerate(rows) for name, value in row if name in index]
    lines, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (lines, columns)), shape=(len(rows), len(index)))


def indexed(seen: Counter[str]) -> dict[str, int]:
    """Number the names that are frequent enough."""
    return {name: n for n, name in enumerate(sorted(name for name, count in seen.items() if count >= LEAST))}


def fit_choices(data: Sequence[Choice], penalty: float) -> dict[str, float]:
    """Return the weights of a conditional logit with an L2 penalty that make the right options likeliest."""
    index = indexed(Counter(name for one in data for name in {n for option in one.options for n, _ in option}))
    table = matrix([option for one in data for option in one.options], index)
    sizes = np.array([len(one.options) for one in data])
    starts, group = np.concatenate([[0], np.cumsum(sizes)[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    right = starts + np.array([one.right for one in data])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = table @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        share = odds / np.add.reduceat(odds, starts)[group]
        cost, slope = -np.log(share[right]).sum(), share
        slope[right] -= 1.0
        return float(cost + penalty / 2 * weights @ weights), table.T @ slope + penalty * weights

    best = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return {name: round(float(best[n]), 3) for name, n in index.items()}


def fit_sectors(data: Sequence[tuple[str, set[str], str]], penalty: float) -> dict[str, dict[str, float]]:
    """Return for each trait its weights by sector, of a softmax regression with an L2 penalty."""
    index = indexed(Counter(trait for _, found, _ in data for trait in found))
    sectors = sorted({sector for _, _, sector in data})
    table = matrix([[(trait, 1.0) for trait in found] for _, found, _ in data], index)
    lines, right = np.arange(len(data)), np.array([sectors.index(sector) for _, _, sector in data])

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(len(index), len(sectors))
        scores = table @ weights
        odds = np.exp(scores - scores.max(1, keepdims=True))
        share = odds / odds.sum(1, keepdims=True)
        cost = -np.log(share[lines, right]).sum()
        share[lines, right] -= 1.0
        return float(cost + penalty / 2 * flat @ flat), (table.T @ share + penalty * weights).ravel()

    start = np.zeros(len(index) * len(sectors))
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 100}).x.reshape(len(index), -1)
    kept = {t: {s: round(float(w), 2) for s, w in zip(sectors, best[n], strict=True)} for t, n in index.items()}
    return {trait: {s: w for s, w in row.items() if abs(w) >= 0.1} for trait, row in kept.items()}


def chosen(weights: dict[str, float], one: Choice) -> int:
    """Return the number of the option with the highest sum."""
    sums = [sum(weights.get(name, 0.0) * value for name, value in option) for option in one.options]
    return sums.index(max(sums))


def sector_of(weights: dict[str, dict[str, float]], found: set[str]) -> str:
    """Return the sector with the highest sum."""
    sums: Counter[str] = Counter()
    for trait in found:
        sums.update(weights.get(trait, {}))
    return max(sums, key=lambda sector: sums[sector]) if sums else "CVL"


def validate(data: dict[str, list[Choice]], sectors: list[tuple[str, set[str], str]], folds: int) -> None:
    """Print the share of right answers in cross-validation by article."""
    articles = sorted({article for article, _, _ in sectors})
    right: Counter[str] = Counter()
    for part in range(folds):
        held = set(articles[part::folds])
        for sort, some in data.items():
            weights = fit_choices([one for one in some if one.article not in held], PENALTY[sort])
            right[sort] += sum(chosen(weights, one) == one.right for one in some if one.article in held)
        table = fit_sectors([one for one in sectors if one[0] not in held], PENALTY["sector"])
        right["sector"] += sum(sector_of(table, found) == gold for article, found, gold in sectors if article in held)
    sizes = {**{sort: len(some) for sort, some in data.items()}, "sector": len(sectors)}
    print(json.dumps({sort: round(right[sort] / size, 4) for sort, size in sizes.items()} | {"cases": sizes}))


def split(weights: dict[str, float]) -> dict[str, dict[str, float]]:
    """Part the weights for all from those of each class of sector."""
    out: dict[str, dict[str, float]] = {"all": {}}
    for name, weight in weights.items():
        sort, bar, rest = name.partition("|")
        if abs(weight) >= 0.02:
            out.setdefault(sort if bar else "all", {})[rest if bar else name] = weight
    return out


def main() -> None:
    """Fit and write the weights, or print their worth on unseen articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--folds", type=int, default=0)
    asked = parser.parse_args()
    roster, look_up = load_roster(), Plan(load_settings()).place_country
    rows = [json.loads(line) for path in asked.gold for line in Path(path).read_text(encoding="utf-8").splitlines()]
    found = [case for row in rows if "events" in row for case in cases(row, roster, look_up)]
    data = {
        "country": [one for case in found if (one := of_country(case))],
        "behind": [one for case in found if (one := of_name(case))],
    }
    sectors = [known for case in found if (known := of_sector(case))]
    if asked.folds:
        validate(data, sectors, asked.folds)
        return
    named = fit_choices(data["behind"], PENALTY["behind"])
    table = {
        "card": {
            "what": "weights by which the country, sector and organisation of an unnamed participant are chosen",
            "data": f"{len(sectors)} readings of participants in Tocsin's own corpus (synthetic dispatches)",
            "licence": "Apache-2.0",
            "command": "python benchmarks/actors_fit.py training/corpus/*.jsonl",
        },
        "country": split(fit_choices(data["country"], PENALTY["country"])),
        "sector": fit_sectors(sectors, PENALTY["sector"]),
        "behind_clues": list(behind.CLUES),
        "behind": [named.get(name, 0.0) for name in behind.CLUES],
    }
    OUT.write_text(json.dumps(table, indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
