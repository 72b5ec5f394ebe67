"""The judge's weights: fitted on candidates of articles that the tagger had not seen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from tocsin.events.learned import Chosen, choose, fill
from tocsin.events.learned_candidates import Candidate, from_model
from tocsin.events.learned_features import Pieces, features, flatten, softmax
from tocsin.events.learned_judge import STATUSES, Judge, status_of
from tocsin.records import Status
from training.coder.data import Example, Gold

UNITS, STEPS, DECAY = 8, 600, 6e-2
Outputs = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]

MOST_FALSE = 0.2


@dataclass(frozen=True, slots=True)
class Case:
    """An article's candidates with features, labels (1 a mention) and, for mentions, the gold one."""

    example: Example
    candidates: tuple[Candidate, ...]
    pieces: Pieces
    features: NDArray[np.float32]
    labels: NDArray[np.float32]
    gold: tuple[Gold | None, ...]


def _near(one: Candidate, gold: Gold) -> float:
    """How well a candidate stands for a gold mention; 0 where it cannot (other type or sentence)."""
    span, sentence = one.span, one.here.sentence.span
    if one.type != gold.type or not (gold.sentence[0] < sentence.end and gold.sentence[1] > sentence.start):
        return 0.0
    shared = min(span[1], gold.trigger[1]) - max(span[0], gold.trigger[0])
    # The scorer asks for type and sentence alone, so a like candidate elsewhere in the sentence stands in.
    return 2.0 + (one.source == "kept") + shared / 100 if shared > 0 else 0.5 + 0.1 * (one.source == "kept")


def align(candidates: Sequence[Candidate], gold: Sequence[Gold]) -> tuple[Gold | None, ...]:
    """Return for each candidate the gold mention that it stands for; each gold mention is used once."""
    pairs = sorted(
        ((near, -i, -j) for i, one in enumerate(candidates) for j, g in enumerate(gold) if (near := _near(one, g)) > 0),
        reverse=True,
    )
    found: dict[int, int] = {}
    for _, i, j in pairs:
        if -i not in found and -j not in found.values():
            found[-i] = -j
    return tuple(gold[found[i]] if i in found else None for i in range(len(candidates)))


def case(example: Example, outputs: Outputs) -> Case:
    """Return the candidates of an article under the given logits, as the coder would have them."""
    page = example.page
    types, modes, statuses = (softmax(one) for one in outputs)
    pieces = flatten(example.batch, types, modes, statuses)
    more = from_model(page.contexts, example.batch, types, page.candidates, page.verdict.political)
    candidates = (*page.candidates, *more)
    rows = features(candidates, pieces, page.verdict, page.weights)
    gold = align(candidates, example.gold)
    return Case(example, candidates, pieces, rows, np.array([g is not None for g in gold], np.float32), gold)


def _perceptron(rows: NDArray[np.float32], labels: NDArray[np.float32], seed: int) -> dict[str, Any]:
    torch.manual_seed(seed)
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 0.1
    x, y = torch.from_numpy((rows - mean) / scale), torch.from_numpy(labels)
    hidden, out = torch.nn.Linear(x.shape[1], UNITS), torch.nn.Linear(UNITS, 1)
    weights = [*hidden.parameters(), *out.parameters()]
    optimiser = torch.optim.AdamW(weights, lr=0.01, weight_decay=0.0)
    for step in range(STEPS):
        optimiser.param_groups[0]["lr"] = 0.01 * (1 - step / STEPS)
        scores = out(torch.tanh(hidden(x)))[:, 0]
        loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, y)
        loss = loss + DECAY * (hidden.weight.square().sum() + out.weight.square().sum()) / UNITS
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return {
        "mean": mean,
        "scale": scale,
        "hidden": hidden.weight.detach().numpy().T,
        "hidden_bias": hidden.bias.detach().numpy(),
        "out": out.weight.detach().numpy()[0],
        "out_bias": float(out.bias.detach()[0]),
    }


def blank(rows: NDArray[np.float32], labels: NDArray[np.float32], seed: int) -> Judge:
    """Return a judge of candidates alone: threshold one half, the tagger's status and mode as they are."""
    size = len(STATUSES)
    return Judge(**_perceptron(rows, labels, seed), least=0.5, status=np.zeros((size, size)))


def fit_judge(cases: Sequence[Case], seed: int = 0) -> Judge:
    """Return a judge fitted on the candidates of `cases`."""
    rows = np.concatenate([one.features for one in cases])
    return blank(rows, np.concatenate([one.labels for one in cases]), seed)


def found(one: Case, by: Judge) -> list[Chosen]:
    """Return what the judge takes for mentions in a case."""
    return choose(one.example.page, one.candidates, one.pieces, by)


def f1(cases: Sequence[Case], judges: Sequence[Judge], least: float) -> tuple[float, float, float]:
    """Return precision, recall and F1 of mentions at a threshold; `judges` are per case."""
    right = said = true = 0
    for one, by in zip(cases, judges, strict=True):
        chosen = found(one, replace(by, least=least))
        right += sum(g is not None for g in align([c.candidate for c in chosen], one.example.gold))
        said += len(chosen)
        true += len(one.example.gold)
    precision, recall = right / max(1, said), right / max(1, true)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def false_mentions(cases: Sequence[Case], judges: Sequence[Judge], least: float) -> float:
    """Return how many mentions are found in an article that has none, on average at a threshold; 0 without such."""
    empty = [(one, by) for one, by in zip(cases, judges, strict=True) if not one.example.gold]
    return sum(len(found(one, replace(by, least=least))) for one, by in empty) / max(1, len(empty))


def threshold(cases: Sequence[Case], judges: Sequence[Judge]) -> float:
    """Return the threshold with the best F1 in steps of .02; the middle of those within .001 of the best.

    Where some keep to MOST_FALSE mentions in an article without events, only those are looked at: what never happened
    costs trust.
    """
    steps = [float(x) for x in np.arange(0.3, 0.71, 0.02)]
    steps = [x for x in steps if false_mentions(cases, judges, x) <= MOST_FALSE] or steps
    scores = [f1(cases, judges, x)[2] for x in steps]
    good = [x for x, score in zip(steps, scores, strict=True) if score >= max(scores) - 0.001]
    return round(good[len(good) // 2], 2)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules' rooms say of a mention that the gold has."""

    case: Case
    candidate: Candidate
    mode: str | None
    status: Status
    gold: Gold


def readings(cases: Sequence[Case]) -> list[Reading]:
    """Return the rules' mode and status of every candidate that stands for a gold mention."""
    made = []
    for one in cases:
        gold = {id(c): g for c, g in zip(one.candidates, one.gold, strict=True) if g is not None}
        chosen = [Chosen(c, 1.0) for c in one.candidates if id(c) in gold]
        for pick, _, event in fill(one.example.page, chosen):
            made.append(Reading(one, pick.candidate, event.mode, event.status, gold[id(pick.candidate)]))
    return made


def status_weights(told: Sequence[Reading], strength: float) -> NDArray[np.float64]:
    """Return the log chance of the rules' reading given the true status, times `strength`."""
    size = len(STATUSES)
    counts = np.ones((size, size)) * 0.5
    for one in told:
        counts[STATUSES.index(one.status), STATUSES.index(Status(one.gold.status))] += 1
    return np.asarray(strength * np.log(counts / counts.sum(axis=0, keepdims=True)))


def status_share(told: Sequence[Reading], weights: NDArray[np.float64]) -> float:
    """Return the share of right statuses."""
    right = [status_of(one.candidate, one.case.pieces, one.status, weights)[0] == one.gold.status for one in told]
    return float(np.mean(right))


def with_status(by: Judge, told: Sequence[Reading]) -> Judge:
    """Return the judge with the strength of the rules' status that reads most right (a coarse search)."""
    statuses = [status_weights(told, x) for x in (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)]
    return replace(by, status=max(statuses, key=lambda weights: status_share(told, weights)))
