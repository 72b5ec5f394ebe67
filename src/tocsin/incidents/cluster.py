"""Clustering of mentions whose result does not depend on the order in which they came.

Average linkage within connected components: every score is a function of the two mentions alone, members are put into
canonical order before anything is added up, and ties fall to the earlier-known mention.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tocsin.incidents.block import blocks, pairs_of
from tocsin.incidents.compare import score
from tocsin.incidents.view import View

# Links under this never join a component; clusters merge while their mean score is above CUT.
LINK = 0.35
CUT = 0.5
# A component larger than this is linked by its strong links first, then each part is clustered.
LARGE = 600


def links(views: Iterable[View], score_of: Callable[[View, View], float] = score) -> dict[tuple[str, str], float]:
    """Return the scores of all compared pairs that reach LINK, by the two events' ids in canonical order."""
    found: dict[tuple[str, str], float] = {}
    seen: set[tuple[str, str]] = set()
    for members in blocks(views).values():
        for one, two in pairs_of(members):
            pair = (one.event.id, two.event.id) if one.key < two.key else (two.event.id, one.event.id)
            if pair in seen:
                continue
            seen.add(pair)
            value = score_of(one, two)
            if value >= LINK:
                found[pair] = value
    return found


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


def matrix(members: Sequence[View], score_of: Callable[[View, View], float]) -> NDArray[np.float64]:
    """Return the symmetric score matrix of `members`, with -1 on the diagonal."""
    size = len(members)
    table = np.full((size, size), -1.0)
    for i in range(size):
        for j in range(i + 1, size):
            table[i, j] = table[j, i] = score_of(members[i], members[j])
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


def split(members: Sequence[View], score_of: Callable[[View, View], float]) -> list[list[View]]:
    """Return the clusters of one component, given in canonical order."""
    if len(members) == 1:
        return [list(members)]
    if len(members) > LARGE:
        return split_large(members, score_of)
    return [[members[index] for index in group] for group in agglomerate(matrix(members, score_of))]


def split_large(members: Sequence[View], score_of: Callable[[View, View], float]) -> list[list[View]]:
    """Return the clusters of a large component: parts joined by strong links, each taken whole where still large."""
    by_id = {view.event.id: view for view in members}
    strong = [pair for pair, value in links(members, score_of).items() if value >= 0.8]
    found: list[list[View]] = []
    for part in components(by_id, strong):
        views = sorted((by_id[item] for item in part), key=lambda view: view.key)
        found += [views] if len(views) > LARGE else split(views, score_of)
    return found


def cluster(views: Iterable[View], score_of: Callable[[View, View], float] = score) -> list[list[View]]:
    """Return the mentions grouped by happening, members and groups in canonical order."""
    by_id: Mapping[str, View] = {view.event.id: view for view in views}
    found: list[list[View]] = []
    for part in components(by_id, links(by_id.values(), score_of)):
        found += split(sorted((by_id[item] for item in part), key=lambda view: view.key), score_of)
    return sorted(found, key=lambda group: group[0].key)
