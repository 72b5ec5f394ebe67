"""The model card beside the weights."""

from collections.abc import Mapping
from pathlib import Path

_TEXT = """# Role linker

What: three forests of gradient-boosted trees (actor, recipient, speaker) over pairs of an event's trigger and a
candidate participant; read by `tocsin.events.linker`, evaluated in numpy. The dependency rules' own verdict is one
feature.

Data: {articles} synthetic dispatches of Tocsin's own training gold, {examples:,} pairs, once with the gold triggers
and once with those that the rules coder found and matched. No text of them is in the weights, only feature names
(which hold frequent lemmas of triggers) and numbers. The thresholds are tuned on the development gold.

Licence: Apache-2.0.

Remake: `TOCSIN_DATA=... python -m training.roles` (LightGBM, seed fixed; a few minutes on two cores).

Cross-validated by article, F1 over candidate mentions (3 folds):

| role | linker | dependency rules |
| --- | --- | --- |
{table}

Limits: English wire style; a participant further than two sentences before, or more than one after, is only found in
the lead or as a party to an earlier event of the same type; several mentions of one participant compete, and the
likeliest is quoted.
"""


def write_card(path: Path, figures: Mapping[str, Mapping[str, float]], examples: int, articles: int) -> None:
    """Write the card with its cross-validated figures."""
    table = "\n".join(f"| {role} | {one['linker']:.3f} | {one['rules']:.3f} |" for role, one in figures.items())
    path.write_text(_TEXT.format(examples=examples, articles=articles, table=table), encoding="utf-8")
