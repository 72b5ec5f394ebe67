"""Capitals for texts that lost them, as MUC's copies have: a coder tells names by their capitals."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "training" / "corpus"
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w'’-]*")
_START = re.compile(r"(?:^|[.?!:]\s+|\n)[\"“(]?$")
SHARE, SEEN = 0.8, 2


@cache
def names() -> dict[str, str]:
    """Return the words that our training corpus, within sentences, nearly always writes with a capital, as it does."""
    seen: Counter[str] = Counter()
    spelt: dict[str, Counter[str]] = {}
    for path in sorted(CORPUS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = json.loads(line).get("text", "") if line.strip() else ""
            for word in _WORD.finditer(text):
                if not _START.search(text[max(0, word.start() - 8) : word.start()]):
                    seen[word.group().lower()] += 1
                    spelt.setdefault(word.group().lower(), Counter())[word.group()] += 1
    best = {low: forms.most_common(1)[0] for low, forms in spelt.items()}
    return {low: form for low, (form, n) in best.items() if form != low and n >= SEEN and n >= SHARE * seen[low]}


def restore(text: str) -> str:
    """Return `text` with capitals at the starts of sentences and in the words of `names`; its length stays."""

    def spell(word: re.Match[str]) -> str:
        form = names().get(word.group(), word.group())
        first = _START.search(text[max(0, word.start() - 8) : word.start()])
        capital = form[0].upper()  # of `ß` it is two letters, and the length must stay
        return capital + form[1:] if first and len(capital) == 1 else form

    return _WORD.sub(spell, text)
