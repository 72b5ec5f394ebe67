"""Learn a site's boilerplate: short lines that stand on many of its pages are dropped from the pages after them.

Kept in memory only. What is dropped depends on what was read before, so an article's id is made before; nothing is
dropped from a site's first pages, a line must stand on a good share of the site's pages (a background sentence of one
running story does not), and a page is never emptied.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from hashlib import blake2b

from tocsin.news.lines import words

MAX_LINE, MIN_LEFT = 220, 80
AGE = 400


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


class Repeats:
    """The lines that repeat over each site's pages, learned as pages pass.

    A line of at most 220 characters is dropped once it stood on `pages` others of the site and on the share `share`
    (0..1) of those seen. At most `sites` sites of `lines` lines are kept: about 100 bytes a line.
    """

    def __init__(self, pages: int = 5, share: float = 0.3, sites: int = 1000, lines: int = 500) -> None:
        self._pages, self._share, self._most_sites, self._most_lines = pages, share, sites, lines
        self._sites: OrderedDict[str, _Site] = OrderedDict()

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
        return "\n\n".join(kept) if sum(map(len, kept)) >= MIN_LEFT else text
