"""The candidates of all names of a text, weighed against one another: country, province, neighbours, containers."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tocsin.geodesy import km
from tocsin.places.gazetteer import Entry, Named
from tocsin.places.kinds import Kind
from tocsin.places.rank import Features, score, shares
from tocsin.places.recognise import Mention, weight

ROUNDS = 3
BYNAME = 0.6
GREAT = 4_000_000  # people of a province that is named as often as its namesake country (`Georgia`)
NEAR_KM = 150.0


@dataclass(slots=True)
class Name:
    """One name of the text with all its mentions, its candidates, and what each is worth."""

    key: str
    mentions: list[Mention]
    candidates: list[Named]
    kind: Kind | None = None
    containers: list[str] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    features: list[Features] = field(default_factory=list)

    @property
    def best(self) -> int:
        """The index of the best candidate."""
        return max(range(len(self.candidates)), key=lambda n: self.shares[n])


class Ranking:
    """Weighs the candidates of all names of a text against one another, in a few rounds."""

    def __init__(self, names: list[Name], nations: Counter[str], hints: Sequence[str]) -> None:
        self.names, self.nations, self.hints = names, nations, frozenset(hints)
        self.by_key = {name.key: name for name in names}

    def run(self) -> None:
        """Fill in each name's shares and features."""
        for name in self.names:
            name.features = [Features(known=_fame(c)) for c in name.candidates]
            name.shares = shares([score(f) for f in name.features])
        for _ in range(ROUNDS):
            new = [self._weigh(name) for name in self.names]
            for name, (features, values) in zip(self.names, new, strict=True):
                name.features, name.shares = features, values

    def _weigh(self, name: Name) -> tuple[list[Features], list[float]]:
        countries, provinces = self._support(name)
        points = [(o.candidates[o.best].entry, o.shares[o.best]) for o in self.names if o is not name]
        points = [(e, s) for e, s in points if e.kind not in (Kind.COUNTRY, Kind.REGION, Kind.SEA)]
        features = [self._features(name, c, countries, provinces, points) for c in name.candidates]
        return features, shares([score(f) for f in features])

    def _support(self, name: Name) -> tuple[dict[str, float], dict[int, float]]:
        countries: dict[str, float] = defaultdict(float)
        provinces: dict[int, float] = defaultdict(float)
        for code, count in self.nations.items():
            countries[code] += math.log1p(count)
        for other in self.names:
            if other is name:
                continue
            amount = math.log1p(len(other.mentions))
            for candidate, share in zip(other.candidates, other.shares, strict=True):
                entry = candidate.entry
                if entry.country:
                    countries[entry.country] += amount * share
                area = entry.id if entry.kind == Kind.PROVINCE else entry.admin1
                if area:
                    provinces[area] += amount * share
        total = sum(countries.values()) or 1.0
        whole = sum(provinces.values()) or 1.0
        return {k: v / total for k, v in countries.items()}, {k: v / whole for k, v in provinces.items()}

    def _features(
        self,
        name: Name,
        candidate: Named,
        countries: dict[str, float],
        provinces: dict[int, float],
        points: Sequence[tuple[Entry, float]],
    ) -> Features:
        entry = candidate.entry
        area = entry.id if entry.kind == Kind.PROVINCE else entry.admin1
        return Features(
            known=_fame(candidate),
            country=countries.get(entry.country or "", 0.0),
            province=provinces.get(area, 0.0) if area else 0.0,
            near=self._near(entry, points),
            contained=self._contained(name, entry),
            kind=self._kind(name, entry),
            hint=float(entry.country in self.hints),
        )

    @staticmethod
    def _near(entry: Entry, points: Sequence[tuple[Entry, float]]) -> float:
        if entry.kind in (Kind.COUNTRY, Kind.REGION, Kind.SEA) or not points:
            return 0.0
        close = (
            s * math.exp(-km(entry.lat, entry.lon, p.lat, p.lon) / NEAR_KM)
            for p, s in points
            if abs(p.lat - entry.lat) < 6
        )
        return min(1.0, sum(sorted(close, reverse=True)[:3]) / min(3, len(points)))

    def _contained(self, name: Name, entry: Entry) -> float:
        known_ones = [self.by_key[k] for k in name.containers if k in self.by_key and k != name.key]
        known_ones = [other for other in known_ones if not _listed(name, other)]
        if not known_ones:
            return 0.0
        return max(self._inside(entry, other) for other in known_ones)

    def _inside(self, entry: Entry, other: Name) -> float:
        for candidate, share in zip(other.candidates, other.shares, strict=True):
            area = candidate.entry
            if entry.id == area.id:
                continue
            if area.id in (entry.admin1, entry.admin2):
                return 1.0
            if area.kind == Kind.COUNTRY and area.country == entry.country and entry.kind != Kind.COUNTRY:
                return 0.8
            if (
                share > 0.2
                and entry.kind not in (Kind.COUNTRY, Kind.PROVINCE)
                and km(entry.lat, entry.lon, area.lat, area.lon) < 120
            ):
                return 0.5
        return -0.3

    @staticmethod
    def _kind(name: Name, entry: Entry) -> float:
        if name.kind is None:
            return -0.5 if _holds_namesake(name, entry) or _names_country(name, entry) else 0.0
        near = {name.kind, Kind.PROVINCE if name.kind == Kind.DISTRICT else name.kind}
        if name.kind == Kind.QUARTER:
            near |= {Kind.SITE, Kind.DISTRICT}
        if entry.kind == name.kind:
            return 1.0
        return 0.3 if entry.kind in near else -0.4


def _fame(named: Named) -> float:
    """Return how well known an entry is by this name: old and foreign spellings of towns (`Berea`, Aleppo) are rare."""
    return weight(named) - (0 if named.main or named.entry.kind == Kind.COUNTRY else BYNAME)


def _names_country(name: Name, entry: Entry) -> bool:
    """Whether a subdivision bears the name of another country: a bare `Niger` is no province of Nigeria."""
    if entry.kind not in (Kind.PROVINCE, Kind.DISTRICT) or entry.population > GREAT:
        return False
    return any(c.entry.kind == Kind.COUNTRY and c.entry.country != entry.country for c in name.candidates)


def _listed(name: Name, other: Name) -> bool:
    """Whether a name and the one after it are rather areas of one level side by side: `Illinois, Missouri and Iowa`."""
    for kind in (Kind.COUNTRY, Kind.PROVINCE):
        ours = [c.entry for c in name.candidates if c.entry.kind == kind and c.main]
        theirs = {c.entry.country for c in other.candidates if c.entry.kind == kind and c.main}
        if any(kind == Kind.COUNTRY or entry.country in theirs for entry in ours) and theirs:
            return True
    return False


def _holds_namesake(name: Name, entry: Entry) -> bool:
    """Whether an area has a town of the same name in it: a bare `Kidal` is the town, not the region."""
    if entry.kind not in (Kind.PROVINCE, Kind.DISTRICT):
        return False
    towns = (c.entry for c in name.candidates if c.entry.kind == Kind.CITY and c.main and c.entry.population > 3000)
    return any(entry.id in (t.admin1, t.admin2) for t in towns)
