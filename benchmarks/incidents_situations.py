"""Situations to learn merging from: made up about real places, in the manner of the gold situation files.

`situations(count, seed)` gives articles, mentions and the incident each mention belongs to. Every situation has a chief
happening told by several origins (flashes, updates, copies, rewrites), others that look like it (another quarter of the
same city on the same day, the same place days later, a killing within a strike, an arrest beside an arrest), words said
about it by several speakers, a falsehood that is copied and denied, and things long past. Reports blur: places coarsen,
days become months, actors go unnamed, tolls differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from incidents_theatres import LEADERS, OUTSIDERS, THEATRES, WAYS

from tocsin.records import Article, Event, Figures, Participant, Place, Quad, Span, Status, make_id

ORIGINS = ("Northern Wire", "Frontier News", "Gulf Desk", "Delta Press", "Meridian Agency", "Harbour Post")
COPIERS = ("Morning Digest", "World Headlines", "The Courier", "Evening Mirror", "Newsline", "Daily Mail Bag")
QUADS = {
    "ASSAULT": Quad.MATERIAL_CONFLICT,
    "COERCE": Quad.MATERIAL_CONFLICT,
    "PROTEST": Quad.MATERIAL_CONFLICT,
    "MOBILIZE": Quad.MATERIAL_CONFLICT,
    "SANCTION": Quad.MATERIAL_CONFLICT,
    "ACCUSE": Quad.VERBAL_CONFLICT,
    "THREATEN": Quad.VERBAL_CONFLICT,
    "REQUEST": Quad.VERBAL_CONFLICT,
    "REJECT": Quad.VERBAL_CONFLICT,
    "CONSULT": Quad.VERBAL_COOPERATION,
    "AGREE": Quad.VERBAL_COOPERATION,
    "SUPPORT": Quad.VERBAL_COOPERATION,
    "RETREAT": Quad.MATERIAL_COOPERATION,
    "AID": Quad.MATERIAL_COOPERATION,
}

CHIEF = (
    ("ASSAULT", "aerial"),
    ("ASSAULT", "explosives"),
    ("ASSAULT", "heavy-weapons"),
    ("ASSAULT", "firearms"),
    ("ASSAULT", "abduct"),
    ("COERCE", "arrest"),
    ("PROTEST", "demo"),
)
BESIDE = (*CHIEF, ("MOBILIZE", "troops"), ("CONSULT", "multilateral"), ("RETREAT", "ceasefire"), ("RETREAT", "release"))
SPOKEN = (("ACCUSE", "disapprove"), ("ACCUSE", "allege"), ("THREATEN", "violence"), ("REQUEST", "yield"))
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PEOPLE = (("people", "CVL"), ("civilians", "CVL"), ("residents", "CVL"), ("families", "CVL"))
ODD_PEOPLE = (("soldiers", "MIL"), ("students", "EDU"), ("policemen", "COP"), ("traders", "BUS"))


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening as it really was."""

    key: str
    kind: tuple[str, str | None]
    day: date
    place: tuple[str, float, float, str] | None
    by: Participant
    to: Participant
    other: Participant
    leader: str
    speaker: Participant
    toll: int
    real: bool = True


@dataclass(slots=True)
class Situation:
    """Articles, mentions (each with its `incident`), and the country they are about."""

    articles: list[Article] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def person(text: str, country: str | None, sector: str, name: str | None = None) -> Participant:
    """Return a participant."""
    return Participant(text, 0, len(text), country, sector, name)


def reversed_people(dice: Random, country: str) -> tuple[str, str, str]:
    """Return another word for those hit, as another reporter may put it."""
    who, sector = dice.choice(PEOPLE)
    return who, country, sector


class Maker:
    """Makes one situation from a seed."""

    def __init__(self, number: int, seed: int) -> None:
        self.dice = Random(f"{seed}/{number}")
        self.number = number
        theatre = THEATRES[number % len(THEATRES)]
        self.country, one, one_sector, two, two_sector, self.capital, self.places = theatre
        self.one = person(one, self.country, one_sector, None if self.dice.random() < 0.6 else one)
        self.two = person(two, self.country, two_sector, two if two_sector == "REB" else None)
        if self.dice.random() < 0.5:
            self.one, self.two = self.two, self.one
        self.start = date(2012, 1, 1) + timedelta(days=self.dice.randrange(4500))
        self.made = Situation()

    def happening(self, name: str, kind: tuple[str, str | None], **given: object) -> Happening:
        """Return a happening with what is not given drawn at random."""
        dice = self.dice
        who, sector = dice.choice(PEOPLE if dice.random() < 0.7 else ODD_PEOPLE)
        speaker = dice.choice(OUTSIDERS)
        made = Happening(
            key=f"s{self.number}-{name}",
            kind=kind,
            day=self.start,
            place=dice.choice(self.places),
            by=self.one,
            to=person(who, self.country, sector),
            other=self.two,
            leader=dice.choice(LEADERS),
            speaker=person(speaker[0], speaker[1], speaker[2], speaker[0] if speaker[1] is None else None),
            toll=dice.choice((0, 2, 3, 5, 7, 11, 12, 18, 24, 40, 67)),
        )
        return replace(made, **given)  # type: ignore[arg-type]

    def plot(self) -> list[Happening]:
        """Return the happenings of the situation, the chief one first."""
        dice = self.dice
        kind = dice.choice(CHIEF)
        chief = self.happening("chief", kind, place=self.places[dice.randrange(5)])
        near = [place for place in self.places if place != chief.place]
        soon = timedelta(days=dice.choice((1, 2, 3, 6, 9)))
        found = [
            chief,
            self.happening("near", kind, place=dice.choice(near[:3]), by=chief.by),
            self.happening("again", kind, place=chief.place, day=chief.day + soon, by=chief.by, to=chief.to),
            self.happening(
                "false",
                dice.choice((kind, ("ASSAULT", "assassinate"))),
                place=dice.choice((chief.place, near[0])),
                real=False,
            ),
            self.happening(
                "past", kind, place=dice.choice(self.places), day=chief.day - timedelta(days=dice.randrange(40, 700))
            ),
            self.happening("killing", ("ASSAULT", "assassinate"), place=chief.place, by=chief.by),
        ]
        kinds = [one for one in BESIDE if one != kind]
        for n, other in enumerate(dice.sample(kinds, dice.randrange(1, 4))):
            after = chief.day + timedelta(days=dice.randrange(0, 4))
            found.append(self.happening(f"beside{n}", other, day=after))
        found = [chief, *dice.sample(found[1:3], dice.randrange(1, 3)), *found[3:]]
        side = person(self.capital, self.country, "GOV")
        speakers = [side, *(person(who, land, sector, None if land else who) for who, land, sector in OUTSIDERS)]
        for n, speaker in enumerate(dice.sample(speakers, dice.randrange(2, 5))):
            after = chief.day + timedelta(days=dice.randrange(0, 3))
            words = self.happening(
                f"words{n}", dice.choice(SPOKEN), day=after, place=None, by=chief.by, speaker=speaker
            )
            found.append(words)
        return found

    def mention(self, page: str, at: int, of: Happening, home: date, denied: bool) -> Event:
        """Return one way of telling a happening."""
        dice = self.dice
        way = dice.choice(WAYS[of.kind])
        words = {
            "by": of.by.text,
            "to": of.to.text,
            "at": of.place[0] if of.place else "the capital",
            "n": str(max(2, of.toll)),
            "day": DAYS[of.day.weekday()],
            "leader": of.leader,
            "other": of.other.text,
            "speaker": of.speaker.text,
        }
        before, trigger, after = way.split("|")
        lead, mark, tail = (part.format(**words) for part in (before, trigger, after))
        sentence = (lead + mark + tail)[0].upper() + (lead + mark + tail)[1:]
        spoken = of.kind in SPOKEN
        by = of.speaker if spoken else of.by
        named_by = "{speaker}" in way if spoken else "{by}" in way or dice.random() < 0.3
        on = (
            of.by
            if spoken
            else person(of.leader, self.country, of.other.sector, of.leader)
            if "{leader}" in way
            else of.to
        )
        named_to = any(slot in way for slot in ("{to}", "{leader}")) or (spoken and "{by}" in way)
        actors: tuple[Participant, ...] = (by,) if named_by else ()
        if of.kind[0] in ("CONSULT", "RETREAT") and "{other}" in way:
            actors, named_to = (of.by, of.other), False
        start = at + len(lead)
        if named_to and not spoken and on == of.to and dice.random() < 0.5:
            on = person(*reversed_people(dice, self.country))
        return Event(
            id=make_id(page, at, of.key),
            article=page,
            sentence=Span(sentence, at, at + len(sentence)),
            trigger=Span(mark, start, start + len(mark)),
            type=of.kind[0],
            mode=of.kind[1] if dice.random() < 0.75 else None,
            cameo="",
            goldstein=-5.0,
            quad=QUADS[of.kind[0]],
            actors=actors,
            recipients=(on,) if named_to else (),
            place=self.place(of),
            date=self.day(of, home),
            status=self.status(of, denied),
            attribution=None,
            background=(home - of.day).days > 30,
            killed=self.toll(of, way),
            incident=of.key,
        )

    def place(self, of: Happening) -> Place | None:
        """Return the place as a report may give it: as it is, or coarser."""
        if of.place is None:
            return (
                Place(self.capital, 0, 0, self.country, None, *self.places[3][1:3], "city")
                if self.dice.random() < 0.3
                else None
            )
        name, lat, lon, precision = of.place
        roll, city = self.dice.random(), self.places[3]
        if precision in ("district", "site"):
            if roll < 0.35 and of.key.endswith("chief"):
                return Place(city[0], 0, 0, self.country, None, city[1], city[2], "city")
            if roll < 0.6:
                return Place(f"{name}, {city[0]}", 0, 0, self.country, None, lat, lon, precision)
        if roll > 0.95:
            return Place(self.country, 0, 0, self.country, None, city[1], city[2], "country")
        named = roll < 0.9 or not of.key.endswith("chief")
        return Place(name, 0, 0, self.country, None, lat, lon, precision) if named else None

    def day(self, of: Happening, home: date) -> str | None:
        """Return the day as a report may give it."""
        roll = self.dice.random()
        if (home - of.day).days > 30 and roll < 0.7:
            return of.day.isoformat()[:7]
        if roll < 0.02:
            return None
        off = 1 if roll > 0.95 and of.day < home else 0
        return (of.day + timedelta(days=off)).isoformat()

    def status(self, of: Happening, denied: bool) -> Status:
        """Return the status a report may give it."""
        if denied:
            return Status.DENIED
        return Status.UNCONFIRMED if self.dice.random() < 0.12 else Status.REPORTED

    def toll(self, of: Happening, way: str) -> Figures | None:
        """Return the toll, where the sentence gives it; counts drift between reports."""
        if "{n}" not in way or of.kind[0] != "ASSAULT":
            return None
        count = max(2, of.toll + (self.dice.choice((-1, 1, 2, 5)) if self.dice.random() < 0.35 else 0))
        return Figures(count, count)

    def article(
        self, number: int, origin: str, publisher: str, home: date, told: Sequence[Happening], denied: bool
    ) -> None:
        """Add one article that tells some happenings, the first in two or three sentences."""
        page = f"s{self.number:03}-{number:02}"
        sentences: list[Event] = []
        at = 0
        for index, of in enumerate(told):
            for _ in range(self.dice.choice((2, 2, 3, 4)) if index == 0 else self.dice.choice((1, 1, 2))):
                event = self.mention(page, at, of, home, denied and not of.real)
                sentences.append(event)
                at = event.sentence.end + 2
        text = "  ".join(event.sentence.text for event in sentences)
        self.made.articles.append(self.page(page, text, home, publisher, origin))
        self.made.events += sentences

    def page(self, key: str, text: str, home: date, publisher: str, origin: str) -> Article:
        """Return an article."""
        day = home.isoformat()
        return Article(key, None, text[:60], text, "en", day, (), publisher, origin, 1.0, "made", None, day)

    def copy(self, number: int, of: int) -> None:
        """Add a copy of an earlier article on another site, a day later at most."""
        was = self.made.articles[of]
        page = f"s{self.number:03}-{number:02}"
        home = date.fromisoformat(was.published or "") + timedelta(days=self.dice.choice((0, 0, 1)))
        self.made.articles.append(self.page(page, was.text, home, self.dice.choice(COPIERS), was.origin or ""))
        for event in [one for one in self.made.events if one.article == was.id]:
            self.made.events.append(replace(event, id=make_id(page, event.id), article=page))

    def make(self) -> Situation:
        """Return the situation: nine to fourteen articles."""
        dice, plot = self.dice, self.plot()
        chief, others = plot[0], plot[1:]
        false = next(one for one in plot if not one.real)
        real = [one for one in others if one.real]
        for number in range(dice.randrange(6, 9)):
            home = chief.day + timedelta(days=min(4, number // 2))
            ready = [one for one in real if one.day <= home]
            told = [chief, *dice.sample(ready, min(len(ready), dice.randrange(1, 5)))]
            if dice.random() < 0.35:
                told = dice.sample(ready, min(len(ready), 3)) or told
            self.article(
                number, ORIGINS[number % len(ORIGINS)], ORIGINS[number % len(ORIGINS)], home, told, denied=False
            )
        liar = "Rumour Mill"
        self.article(20, liar, liar, chief.day + timedelta(days=1), [false, chief][: dice.choice((1, 2))], denied=False)
        for number in range(dice.randrange(2, 6)):
            self.copy(30 + number, dice.choice((0, 1, len(self.made.articles) - 1, self.liar_at())))
        self.article(50, ORIGINS[5], ORIGINS[5], chief.day + timedelta(days=2), [false, chief], denied=True)
        return self.made

    def liar_at(self) -> int:
        """Return the index of the false report."""
        return next(index for index, one in enumerate(self.made.articles) if one.origin == "Rumour Mill")


def situations(count: int = 96, seed: int = 11) -> list[Situation]:
    """Return `count` situations, always the same for a seed."""
    return [Maker(number, seed).make() for number in range(count)]
