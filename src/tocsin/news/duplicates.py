"""Group near-copies, partial copies and credited rewrites in one pass: whose reporting each article is.

Bodies are compared by their three-word shingles, hashed; of each hash set a quarter (those divisible by four, with the
smallest few) is indexed, Broder's mod-m sketch (On the resemblance and containment of documents, 1997). Containment,
|A & B| / min(|A|, |B|), and not only similarity decides, so that a paragraph cut out of a report is found as its copy.
Memory is bounded by a window in days: groups that it leaves behind are closed, answered and forgotten.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from tocsin.news import agencies
from tocsin.records import Article

SHINGLE, MAX_WORDS = 3, 1200
COPY = 0.4
MIN_SHARED = 6
MAX_GROUPS_A_HASH = 24
MAX_FACES = 6
REWRITE_NAMES, REWRITE_DAYS = 0.35, 7
FOLLOW_NAMES, FOLLOW_DAYS = 0.5, 3
CREDITED = 0.5
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]{2,}|\b\d[\d.,]*\d\b")


@dataclass(frozen=True, slots=True)
class Copy:
    """Whose reporting an article is: `article` is its id, `copy_group` the id of the group's first member.

    `score` is 0..1 and `why` says what it rests on.
    """

    article: str
    origin: str | None
    copy_group: str
    score: float
    why: str


@dataclass(slots=True)
class _Member:
    position: int
    id: str
    day: date
    publisher: str | None
    origin: str | None
    origin_score: float
    origin_why: str
    containment: float
    link: str


@dataclass(slots=True)
class _Group:
    number: int
    members: list[_Member] = field(default_factory=list)
    faces: list[frozenset[int]] = field(default_factory=list)
    names: list[frozenset[str]] = field(default_factory=list)
    hashes: array[int] = field(default_factory=lambda: array("Q"))
    last: date = date.min


def shingles(text: str) -> frozenset[int]:
    """Return the hashes of a body's three-word shingles, its first 1,200 words read; the same on every machine."""
    from rensa import RMinHash

    words = _WORD.findall(text.lower())[:MAX_WORDS]
    if not words:
        return frozenset()
    joined = {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}
    return frozenset(RMinHash.hash_token_sets([joined])[0])


def _sketch(hashes: frozenset[int]) -> set[int]:
    return {one for one in hashes if one % 4 == 0} | set(sorted(hashes)[:8])


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of the smaller set that is in the other, 0..1."""
    small = min(len(one), len(other))
    shared = len(one & other)
    return shared / small if small and shared >= min(MIN_SHARED, small) else 0.0


def key_names(title: str, text: str) -> frozenset[str]:
    """Return the names and figures of a report, what a rewrite keeps."""
    return frozenset(_NAME.findall(text[:3000])) - {"The", "But", "And", "For", "This", "That"}


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _day(article: Article) -> date:
    text = (article.published or article.known_at or article.fetched or "")[:10]
    parts = [int(part) for part in text.split("-") if part.isdigit()]
    return date(*[*parts, 1, 1][:3]) if parts else date.min


class Grouper:
    """The state of one pass: open groups, and an index from hashes to them."""

    def __init__(self, window_days: int = 30) -> None:
        """Start with nothing known; groups whose last member is more than `window_days` old are closed."""
        self.window_days = window_days
        self.groups: dict[int, _Group] = {}
        self.index: dict[int, list[int]] = defaultdict(list)
        self.by_origin: dict[str, list[int]] = defaultdict(list)
        self.latest = date.min
        self.count = 0

    def _best_copy(self, hashes: frozenset[int]) -> tuple[_Group | None, float]:
        hits: Counter[int] = Counter()
        for one in hashes:
            found = self.index.get(one)
            if found and len(found) <= MAX_GROUPS_A_HASH:
                hits.update(found)
        best, score = None, 0.0
        for number, count in hits.most_common(5):
            if count < 2:
                break
            group = self.groups[number]
            closest = max(containment(hashes, face) for face in group.faces)
            if closest > score:
                best, score = group, closest
        return (best, score) if score >= COPY else (None, score)

    def _best_rewrite(self, article: Article, day: date, names: frozenset[str]) -> tuple[_Group | None, float]:
        """Return the group of the credited origin's report that tells the same story in other words."""
        own = agencies.same(article.origin, article.publisher)
        least, days = (FOLLOW_NAMES, FOLLOW_DAYS) if own else (REWRITE_NAMES, REWRITE_DAYS)
        best, score = None, 0.0
        for number in self.by_origin.get(agencies.key(article.origin or ""), ())[-40:]:
            group = self.groups.get(number)
            if group is None or abs((day - group.last).days) > days:
                continue
            closest = max(_overlap(names, other) for other in group.names)
            if closest > score:
                best, score = group, closest
        return (best, score) if score >= least and len(names) >= 4 else (None, score)

    def add(self, article: Article) -> None:
        """Put an article into the group that it is a copy or rewrite in, or into one of its own."""
        day = _day(article)
        hashes, names = shingles(article.text), key_names(article.title, article.text)
        group, score = self._best_copy(hashes)
        link = f"shares {score:.0%} of its wording with"
        if group is None and article.origin and article.origin_score >= CREDITED:
            group, score = self._best_rewrite(article, day, names)
            link = f"credits the same origin and shares {score:.0%} of its names with"
        if group is None:
            group, score, link = self._open(), 0.0, ""
        member = _Member(
            self.count,
            article.id,
            day,
            article.publisher,
            article.origin,
            article.origin_score,
            article.origin_why,
            score,
            link,
        )
        self.count += 1
        self._join(group, member, hashes, names)

    def _open(self) -> _Group:
        group = _Group(self.count)
        self.groups[group.number] = group
        return group

    def _join(self, group: _Group, member: _Member, hashes: frozenset[int], names: frozenset[str]) -> None:
        group.members.append(member)
        group.last = max(group.last, member.day)
        self.latest = max(self.latest, member.day)
        if member.origin:
            listed = self.by_origin[agencies.key(member.origin)]
            if group.number not in listed[-40:]:
                listed.append(group.number)
        if len(group.faces) < MAX_FACES and all(containment(hashes, face) < 0.8 for face in group.faces):
            group.faces.append(hashes)
            group.names.append(names)
            for one in _sketch(hashes):
                found = self.index[one]
                if group.number not in found and len(found) <= MAX_GROUPS_A_HASH:
                    found.append(group.number)
                    group.hashes.append(one)

    def close(self, everything: bool = False) -> Iterator[tuple[int, Copy]]:
        """Yield, with their places in the stream, the answers for the groups that the window has left behind."""
        for number in list(self.groups):
            group = self.groups[number]
            if everything or (self.latest - group.last).days > self.window_days:
                del self.groups[number]
                self._forget(group)
                yield from _answer(group)

    def _forget(self, group: _Group) -> None:
        for one in group.hashes:
            found = self.index[one]
            found.remove(group.number)
            if not found:
                del self.index[one]
        for member in group.members:
            key = agencies.key(member.origin or "")
            if key in self.by_origin:
                self.by_origin[key] = [one for one in self.by_origin[key] if one != group.number]
                if not self.by_origin[key]:
                    del self.by_origin[key]


def _group_origin(group: _Group) -> tuple[str | None, str]:
    """Return whose report it is: the origin credited most, else an agency among the publishers, else the earliest."""
    credited: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for member in group.members:
        if member.origin and member.origin_score >= CREDITED and not agencies.same(member.origin, member.publisher):
            one = agencies.key(agencies.canonical(member.origin))
            credited[one] += round(member.origin_score * 100)
            spelled.setdefault(one, agencies.canonical(member.origin))
    if credited:
        return spelled[credited.most_common(1)[0][0]], "credited"
    first = min(group.members, key=lambda member: (member.day, member.position))
    for member in group.members:
        known = agencies.find(member.publisher)
        if known and known.kind in ("agency", "state"):
            return known.name, "the agency among its publishers"
    return first.origin or first.publisher, f"the earliest, of {first.day.isoformat()}"


def _answer(group: _Group) -> Iterator[tuple[int, Copy]]:
    origin, how = _group_origin(group)
    first = min(group.members, key=lambda member: (member.day, member.position))
    for member in group.members:
        alone = len(group.members) == 1
        if alone:
            score, why = member.origin_score, member.origin_why
        elif member is first and not member.link:
            score, why = (
                max(0.8, member.origin_score),
                f"first of {len(group.members)} articles that carry this report; its origin is {how}",
            )
        else:
            score, why = (
                max(0.6, member.containment, member.origin_score),
                f"{member.link} article {first.id}; the origin is {how}",
            )
        yield (
            member.position,
            Copy(member.id, member.origin if alone else origin, first.id, round(min(score, 1.0), 3), why),
        )


def group(articles: Iterable[Article], window_days: int = 30) -> Iterator[Copy]:
    """Yield for each article, in order, whose reporting it is and with which others it is one.

    One pass. An answer comes when the article's group is closed, `window_days` after its last member, or at the end; so
    a credit that a later copy carries counts for the earlier ones too.
    """
    grouper = Grouper(window_days)
    waiting: dict[int, Copy] = {}
    at, checked = 0, date.min
    for article in articles:
        grouper.latest = max(grouper.latest, _day(article))
        if grouper.latest > checked:
            checked = grouper.latest
            waiting.update(grouper.close())
        grouper.add(article)
        while at in waiting:
            yield waiting.pop(at)
            at += 1
    waiting.update(grouper.close(everything=True))
    for position in sorted(waiting):
        yield waiting[position]
