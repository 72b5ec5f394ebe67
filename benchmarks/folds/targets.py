"""What a benchmark is to reach, printed beside what it reached."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Target(NamedTuple):
    """A figure to reach, with the best known before it and where that is from; `most` for errors, which are to fall."""

    name: str
    reach: float
    anchor: float | None = None
    source: str = ""
    most: bool = False


def show(targets: Sequence[Target], reached: Mapping[str, float]) -> None:
    """Print a line for each target and, last, everything as one JSON object."""
    for one in targets:
        if one.name not in reached:
            print(f"{one.name:24} not measured: {one.source}")
            continue
        value = reached[one.name]
        sign, held = ("<=", value <= one.reach) if one.most else (">=", value >= one.reach)
        known = f"   before: {one.anchor} ({one.source})" if one.anchor is not None else ""
        print(f"{one.name:24} {value:.3f}   target {sign} {one.reach:.3f} {'reached' if held else 'MISSED'}{known}")
    print(json.dumps({name: round(value, 4) for name, value in reached.items()}))
