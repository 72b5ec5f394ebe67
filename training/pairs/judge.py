"""B-cubed and pairwise F1 of (written, found) incident labels; a mention that was not found has None."""

from collections import Counter
from collections.abc import Sequence

Labels = Sequence[tuple[str, str | None]]


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean, 0 where both are 0."""
    return 2 * precision * recall / max(1e-9, precision + recall)


def bcubed(labels: Labels) -> float:
    """Return B-cubed F1 (Bagga and Baldwin 1998), 0..1; recall counts mentions that were not found."""
    kept = [(gold, own) for gold, own in labels if own is not None]
    gold, own, both = Counter(g for g, _ in labels), Counter(p for _, p in kept), Counter(kept)
    precision = sum(both[pair] / own[pair[1]] for pair in kept) / max(1, len(kept))
    recall = sum(both[pair] / gold[pair[0]] for pair in kept) / max(1, len(labels))
    return f1(precision, recall)


def pairwise(labels: Labels) -> float:
    """Return pairwise F1 over the mentions that were found, 0..1."""

    def within(counts: Counter[object]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    kept = [(gold, own) for gold, own in labels if own is not None]
    hit = within(Counter(kept))
    return f1(hit / max(1, within(Counter(p for _, p in kept))), hit / max(1, within(Counter(g for g, _ in kept))))
