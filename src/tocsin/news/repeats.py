"""Learn a site's boilerplate: short lines that stand on many of its pages are dropped from the pages after them.

Learned in memory and kept in a small file beside the store from one run to the next: a site seldom brings five pages
at once. Losing the file costs only what was learned. What is dropped depends on what was read before, so an article's
id is made before; nothing is dropped from a site's first pages, a line must stand on a good share of the site's pages
(a background sentence of one running story does not), and a page is never emptied.
"""

import json
import os
from collections import OrderedDict, deque
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from tocsin.news.lines import words

MAX_LINE, MIN_LEFT = 220, 80
AGE = 400
# Lines of a site that the file keeps, the commonest: with a thousand sites at most 5 MB.
LINES_FILED = 200


def _key(text: str) -> bytes:
    return blake2b(" ".join(words(text.lower())).encode(), digest_size=8).digest()


@dataclass(slots=True)
class _Site:
    """One site's pages seen, how often each short line stood on one, and the titles last seen."""

    pages: int = 0
    counts: OrderedDict[bytes, int] = field(default_factory=OrderedDict)
    titles: deque[bytes] = field(default_factory=lambda: deque(maxlen=64))

    def learn(self, keys: set[bytes], most: int) -> None:
        """Count one page's lines; old pages fade, and the lines longest unseen go first."""
        self.pages += 1
        for key in sorted(keys):
            self.counts[key] = self.counts.get(key, 0) + 1
            self.counts.move_to_end(key)
        while len(self.counts) > most:
            self.counts.popitem(last=False)
        if self.pages >= AGE:
            self.pages //= 2
            self.counts = OrderedDict((key, count // 2) for key, count in self.counts.items() if count > 1)

    def filed(self) -> dict[str, Any]:
        """Return what the file keeps of the site."""
        common = set(sorted(self.counts, key=lambda key: self.counts[key], reverse=True)[:LINES_FILED])
        return {
            "pages": self.pages,
            "titles": [title.hex() for title in self.titles],
            "lines": {key.hex(): count for key, count in self.counts.items() if key in common},
        }

    @classmethod
    def from_filed(cls, row: dict[str, Any]) -> "_Site":
        """Return the site that `filed` described; raises ValueError, TypeError, KeyError or AttributeError."""
        site = cls(int(row["pages"]))
        site.titles.extend(bytes.fromhex(title) for title in row["titles"])
        site.counts.update((bytes.fromhex(key), int(count)) for key, count in row["lines"].items())
        return site


class Repeats:
    """The lines that repeat over each site's pages, learned as pages pass.

    A line of at most 220 characters is dropped once it stood on `pages` others of the site and on the share `share`
    (0..1) of those seen. At most `sites` sites of `lines` lines are kept: about 100 bytes a line.
    """

    def __init__(self, pages: int = 5, share: float = 0.3, sites: int = 1000, lines: int = 500) -> None:
        self._pages, self._share, self._most_sites, self._most_lines = pages, share, sites, lines
        self._sites: OrderedDict[str, _Site] = OrderedDict()
        self._changed = False

    def _site(self, name: str) -> _Site:
        site = self._sites.setdefault(name, _Site())
        self._sites.move_to_end(name)
        if len(self._sites) > self._most_sites:
            self._sites.popitem(last=False)
        return site

    def clean(self, site: str, title: str, text: str) -> str:
        """Return a body without its site's boilerplate, and learn from it.

        A page with a title seen lately, as an update or a copy has, teaches nothing. Without a site's name, or where
        too little would be left, the text comes back as it is.
        """
        if not site:
            return text
        known, paragraphs = self._site(site), text.split("\n\n")
        keys = [_key(line) if len(line) <= MAX_LINE else b"" for line in paragraphs]
        floor = max(self._pages, self._share * known.pages)
        kept = [line for line, key in zip(paragraphs, keys, strict=True) if not key or known.counts.get(key, 0) < floor]
        name = _key(title or paragraphs[0])
        if name not in known.titles:
            known.titles.append(name)
            known.learn({key for key in keys if key}, self._most_lines)
            self._changed = True
        return "\n\n".join(kept) if sum(map(len, kept)) >= MIN_LEFT else text

    def keep(self, path: Path) -> None:
        """Write what is learned to a file, whole or not at all; nothing is written where nothing was learned since.

        A folder that cannot be written to is no reason to stop reading news: then nothing is kept.
        """
        if not self._changed:
            return
        made = path.with_name(f"{path.name}.{os.getpid()}.part")
        with suppress(OSError):
            text = json.dumps({name: site.filed() for name, site in self._sites.items()}, separators=(",", ":"))
            made.write_text(text, encoding="utf-8")
            made.replace(path)
            self._changed = False

    def recall(self, path: Path) -> None:
        """Take up what `keep` wrote; a file that is missing or damaged teaches nothing."""
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))
            sites = {name: _Site.from_filed(row) for name, row in rows.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return
        self._sites.update(list(sites.items())[-self._most_sites :])


def beside(store: str) -> Path | None:
    """Return the file that goes with a store, or None for a store that is held in memory."""
    return None if store.startswith(":") or not store else Path(f"{store}-lines")


def recalled(store: str) -> Repeats:
    """Return what earlier runs over a store have learned."""
    repeats = Repeats()
    if path := beside(store):
        repeats.recall(path)
    return repeats


def keep(repeats: Repeats, store: str) -> None:
    """Keep what is learned for the next run over a store."""
    if path := beside(store):
        repeats.keep(path)
