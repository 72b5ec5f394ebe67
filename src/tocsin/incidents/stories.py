"""Articles grouped by the event they report, before anything is coded: for reading lists, and to check merging on text.

TF-IDF over stems, names counted twice and the opening more than the rest, average linkage over cosine similarity.
"""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tocsin.incidents.cluster import agglomerate
from tocsin.incidents.view import WORD, stem, stopwords
from tocsin.records import Article

CUT = 0.23
OPENING = 60
NAME_WEIGHT, OPENING_WEIGHT = 2.0, 2.0


def terms(article: Article) -> Counter[str]:
    """Return the weighted counts of an article's stems."""
    found: Counter[str] = Counter()
    for at, word in enumerate(WORD.findall(f"{article.title} {article.text}")):
        low = word.lower().removesuffix("'s").removesuffix("’s")
        if low in stopwords() or len(low) < 2:
            continue
        weight = (NAME_WEIGHT if word[0].isupper() else 1.0) * (OPENING_WEIGHT if at < OPENING else 1.0)
        found[stem(low)] += weight  # type: ignore[assignment]
    return found


def similarity(articles: Sequence[Article]) -> NDArray[np.float64]:
    """Return the cosine similarities of articles, -1 on the diagonal."""
    counts = [terms(article) for article in articles]
    spread = Counter(word for one in counts for word in one)
    index = {word: at for at, word in enumerate(sorted(word for word, n in spread.items() if n > 1))}
    table = np.zeros((len(articles), len(index)))
    for row, one in enumerate(counts):
        for word, count in one.items():
            if word in index:
                table[row, index[word]] = (1 + math.log(count)) * math.log(1 + len(articles) / spread[word])
    table /= np.maximum(1e-9, np.linalg.norm(table, axis=1, keepdims=True))
    found: NDArray[np.float64] = table @ table.T
    np.fill_diagonal(found, -1.0)
    return found


def stories(articles: Sequence[Article], cut: float = CUT) -> list[list[Article]]:
    """Return articles grouped by the event they report; the same groups in whatever order they come.

    `cut` is the least mean cosine similarity at which two groups are joined. Meant for hundreds of articles at a time.
    """
    ordered = sorted(articles, key=lambda one: one.id)
    return [[ordered[at] for at in group] for group in agglomerate(similarity(ordered), cut)]
