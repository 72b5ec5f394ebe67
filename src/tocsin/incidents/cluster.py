"""Clustering of mentions whose result does not depend on the order in which they came.

Average linkage within connected components: every score is a function of the two mentions alone, members are put into
canonical order before anything is added up, and ties fall to the earlier-known mention.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tocsin.incidents.block import candidates
from tocsin.incidents.compare import score
from tocsin.incidents.view import View

# Links under this never join a component; clusters merge while their mean score is above CUT.
LINK = 0.3
CUT = 0.48
STRONG = 0.8
# A component larger than this is linked by its strong links first, then each part is clustered.
LARGE = 600


class Scores:
    """Scores of pairs, kept from `least` up: a score depends on its two views alone, so keeping it is safe."""

    def __init__(self, score_of: Callable[[View, View], float] = score, least: float = 0.0) -> None:
        self.score_of = score_of
        self.least = least
        self.kept: dict[tuple[str, str], float] = {}

    def __call__(self, one: View, two: View) -> float:
        """Return the score of a pair, the same whichever comes first."""
        pair = (one.event.id, two.event.id) if one.key < two.key else (two.event.id, one.event.id)
        found = self.kept.get(pair)
        if found is None:
            found = self.score_of(one, two)
            if found >= self.least:
                self.kept[pair] = found
        return found


def signature(view: View) -> Hashable:
    """Return what two copies of one sentence share: every fact of the mention, and its words."""
    event = view.event
    place = event.place.name if event.place else None
    seen = None if event.date else view.seen // 14
    said = (event.sentence.text, event.trigger.text, event.type, event.mode, event.status, event.date, place, seen)
    return (*said, view.actors, view.recipients, event.killed, event.injured)


def twins(views: Iterable[View]) -> list[list[View]]:
    """Return the mentions grouped with their exact copies, earliest known first in each group."""
    found: dict[Hashable, list[View]] = defaultdict(list)
    for view in sorted(views, key=lambda one: one.key):
        found[signature(view)].append(view)
    return list(found.values())


def links(views: Iterable[View], scores: Scores) -> Iterator[tuple[str, str]]:
    """Yield the pairs of event ids that are compared and reach LINK."""
    for one, two in candidates(views):
        if scores(one, two) >= LINK:
            yield one.event.id, two.event.id


def components(ids: Iterable[str], joined: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return the connected components of a graph over `ids`, in no particular order."""
    parent = {item: item for item in ids}

    def root(item: str) -> str:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for one, two in joined:
        a, b = root(one), root(two)
        if a != b:
            parent[max(a, b)] = min(a, b)
    found: dict[str, list[str]] = defaultdict(list)
    for item in parent:
        found[root(item)].append(item)
    return list(found.values())


def matrix(members: Sequence[View], scores: Scores) -> NDArray[np.float64]:
    """Return the symmetric score matrix of `members`, with -1 on the diagonal."""
    size = len(members)
    table = np.full((size, size), -1.0)
    for i in range(size):
        for j in range(i + 1, size):
            table[i, j] = table[j, i] = scores(members[i], members[j])
    return table


def agglomerate(table: NDArray[np.float64], cut: float = CUT) -> list[list[int]]:
    """Return average-linkage clusters of a similarity matrix, merging while the best mean is at least `cut`.

    Ties fall to the lowest indices, so the caller's order must be canonical.
    """
    table = table.copy()
    groups: dict[int, list[int]] = {index: [index] for index in range(len(table))}
    while len(groups) > 1:
        at = int(np.argmax(table))
        i, j = divmod(at, len(table))
        if table[i, j] < cut:
            break
        i, j = min(i, j), max(i, j)
        a, b = len(groups[i]), len(groups[j])
        joined = (a * table[i] + b * table[j]) / (a + b)
        table[i], table[:, i] = joined, joined
        table[j], table[:, j] = -1.0, -1.0
        table[i, i] = -1.0
        groups[i] += groups.pop(j)
    return [sorted(members) for members in groups.values()]


def split(members: Sequence[View], scores: Scores) -> list[list[View]]:
    """Return the clusters of one component, given in canonical order."""
    if len(members) == 1:
        return [list(members)]
    if len(members) > LARGE:
        return split_large(members, scores)
    return [[members[index] for index in group] for group in agglomerate(matrix(members, scores))]


def split_large(members: Sequence[View], scores: Scores) -> list[list[View]]:
    """Return the clusters of a large component: parts joined by strong links, each taken whole where still large."""
    by_id = {view.event.id: view for view in members}
    strong = (pair for pair in links(members, scores) if scores(by_id[pair[0]], by_id[pair[1]]) >= STRONG)
    found: list[list[View]] = []
    for part in components(by_id, strong):
        views = sorted((by_id[item] for item in part), key=lambda view: view.key)
        found += [views] if len(views) > LARGE else split(views, scores)
    return found


def parts(views: Iterable[View], scores: Scores) -> list[list[View]]:
    """Return the connected components of compared mentions, each in canonical order."""
    by_id = {view.event.id: view for view in views}
    found = components(by_id, links(by_id.values(), scores))
    return [sorted((by_id[item] for item in part), key=lambda view: view.key) for part in found]
