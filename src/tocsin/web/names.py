"""Names of countries for people, from the roster's table of states."""

import csv
from functools import cache
from importlib.resources import files


@cache
def country_names() -> dict[str, str]:
    """Return ISO alpha-3 code -> short English name."""
    text = (files("tocsin") / "resources" / "roster" / "states.csv").read_text(encoding="utf-8")
    return {row["iso3"]: row["name"] for row in csv.DictReader(text.splitlines())}
