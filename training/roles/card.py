"""The model card beside the weights."""

from collections.abc import Mapping
from pathlib import Path

_TEXT = """# Role linker

What: three forests of gradient-boosted trees (actor, recipient, speaker) over pairs of an event's trigger and a
candidate participant, and three more for a second look that sees what the first chose for the article's other
candidates and events; read by `tocsin.events.linker`, evaluated in numpy. The dependency rules' own verdict is one
feature.

Data: the {articles} synthetic dispatches of four files of `training/corpus/` that tell of an event, {examples:,} pairs,
once with the gold triggers and once with those that the rules coder found. No text of them is in the weights, only
feature names (which hold frequent lemmas of triggers) and numbers. The thresholds are tuned on the corpus' folds and on
the development gold.

Licence: Apache-2.0.

Remake: `python -m training.roles` (LightGBM, seed fixed; a few minutes on two cores).

F1 over candidate mentions, on the third of the articles that the trees measured here did not see:

| role | second look | first look | dependency rules |
| --- | --- | --- | --- |
{table}

Limits: English wire style; a participant further than two sentences before, or more than one after, is only found in
the lead or as a party to an earlier event of the same type; several mentions of one participant compete, and the
likeliest is quoted.
"""


def write_card(path: Path, figures: Mapping[str, Mapping[str, float]], examples: int, articles: int) -> None:
    """Write the card with its cross-validated figures."""
    table = "\n".join(
        f"| {role} | {one['second look']:.3f} | {one['first look']:.3f} | {one['rules']:.3f} |"
        for role, one in figures.items()
    )
    path.write_text(_TEXT.format(examples=examples, articles=articles, table=table), encoding="utf-8")
