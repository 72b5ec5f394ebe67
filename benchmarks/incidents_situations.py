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

# country, other side, capital, and places: name, latitude, longitude, precision; the first three lie in one city.
THEATRES = (
    (
        "SDN",
        "Sudanese army",
        "MIL",
        "Rapid Support Forces",
        "REB",
        "Khartoum",
        (
            ("Burri", 15.61, 32.58, "district"),
            ("Jabra", 15.53, 32.52, "district"),
            ("Kalakla", 15.45, 32.49, "district"),
            ("Khartoum", 15.55, 32.53, "city"),
            ("El Fasher", 13.63, 25.35, "city"),
            ("El Obeid", 13.18, 30.22, "city"),
        ),
    ),
    (
        "MLI",
        "Malian army",
        "MIL",
        "JNIM",
        "REB",
        "Bamako",
        (
            ("Faladie", 12.58, -7.95, "district"),
            ("Senou airport", 12.53, -7.95, "site"),
            ("Kalaban", 12.57, -8.0, "district"),
            ("Bamako", 12.65, -8.0, "city"),
            ("Gao", 16.27, -0.04, "city"),
            ("Menaka", 15.92, 2.4, "city"),
        ),
    ),
    (
        "SYR",
        "Syrian army",
        "MIL",
        "Syrian Democratic Forces",
        "REB",
        "Damascus",
        (
            ("Jobar", 33.53, 36.33, "district"),
            ("Mezzeh", 33.5, 36.24, "district"),
            ("Barzeh hospital", 33.55, 36.31, "site"),
            ("Damascus", 33.51, 36.29, "city"),
            ("Aleppo", 36.2, 37.16, "city"),
            ("Manbij", 36.53, 37.95, "city"),
        ),
    ),
    (
        "COL",
        "Colombian army",
        "MIL",
        "ELN",
        "REB",
        "Bogota",
        (
            ("Suba", 4.74, -74.08, "district"),
            ("Kennedy police post", 4.63, -74.15, "site"),
            ("Usme", 4.47, -74.12, "district"),
            ("Bogota", 4.65, -74.1, "city"),
            ("Arauca", 7.08, -70.76, "city"),
            ("Cucuta", 7.89, -72.5, "city"),
        ),
    ),
    (
        "NGA",
        "Nigerian army",
        "MIL",
        "Boko Haram",
        "REB",
        "Abuja",
        (
            ("Gwange market", 11.83, 13.16, "site"),
            ("Bolori", 11.86, 13.13, "district"),
            ("Mairi", 11.8, 13.2, "district"),
            ("Maiduguri", 11.83, 13.15, "city"),
            ("Gwoza", 11.08, 13.69, "city"),
            ("Biu", 10.61, 12.19, "city"),
        ),
    ),
    (
        "MMR",
        "Myanmar military",
        "MIL",
        "Kachin Independence Army",
        "REB",
        "Naypyidaw",
        (
            ("Sanchaung", 16.8, 96.13, "district"),
            ("Hlaing Tharyar", 16.87, 96.05, "district"),
            ("Insein prison", 16.89, 96.1, "site"),
            ("Yangon", 16.84, 96.17, "city"),
            ("Laiza", 24.76, 97.56, "city"),
            ("Myitkyina", 25.38, 97.4, "city"),
        ),
    ),
    (
        "YEM",
        "Saudi-led coalition",
        "MIL",
        "Houthis",
        "REB",
        "Sanaa",
        (
            ("Faj Attan", 15.31, 44.17, "district"),
            ("Hadda", 15.3, 44.18, "district"),
            ("Nahdayn hill", 15.32, 44.2, "site"),
            ("Sanaa", 15.35, 44.2, "city"),
            ("Taiz", 13.58, 44.02, "city"),
            ("Marib", 15.46, 45.33, "city"),
        ),
    ),
    (
        "COD",
        "Congolese army",
        "MIL",
        "M23",
        "REB",
        "Kinshasa",
        (
            ("Ndosho", -1.65, 29.18, "district"),
            ("Himbi", -1.67, 29.21, "district"),
            ("Goma airport", -1.67, 29.24, "site"),
            ("Goma", -1.66, 29.22, "city"),
            ("Rutshuru", -1.18, 29.45, "city"),
            ("Bunia", 1.56, 30.25, "city"),
        ),
    ),
    (
        "SOM",
        "Somali army",
        "MIL",
        "al-Shabaab",
        "REB",
        "Mogadishu",
        (
            ("Hodan", 2.03, 45.31, "district"),
            ("Lido beach", 2.05, 45.37, "site"),
            ("Yaqshid", 2.07, 45.35, "district"),
            ("Mogadishu", 2.04, 45.34, "city"),
            ("Baidoa", 3.11, 43.65, "city"),
            ("Kismayo", -0.36, 42.55, "city"),
        ),
    ),
    (
        "UKR",
        "Russian army",
        "MIL",
        "Ukrainian army",
        "MIL",
        "Kyiv",
        (
            ("Saltivka", 50.03, 36.35, "district"),
            ("Kholodna Hora", 49.98, 36.18, "district"),
            ("Barabashovo market", 50.0, 36.3, "site"),
            ("Kharkiv", 49.99, 36.23, "city"),
            ("Izium", 49.21, 37.26, "city"),
            ("Sumy", 50.91, 34.8, "city"),
        ),
    ),
    (
        "PHL",
        "Philippine army",
        "MIL",
        "Abu Sayyaf",
        "REB",
        "Manila",
        (
            ("Tetuan", 6.92, 122.09, "district"),
            ("Santa Catalina", 6.9, 122.08, "district"),
            ("City Hall", 6.9, 122.08, "site"),
            ("Zamboanga", 6.91, 122.07, "city"),
            ("Jolo", 6.05, 121.0, "city"),
            ("Marawi", 8.0, 124.29, "city"),
        ),
    ),
    (
        "LBN",
        "Israeli army",
        "MIL",
        "Hezbollah",
        "REB",
        "Beirut",
        (
            ("Dahiyeh", 33.85, 35.51, "district"),
            ("Cola", 33.88, 35.49, "district"),
            ("Rafik Hariri airport", 33.82, 35.49, "site"),
            ("Beirut", 33.89, 35.5, "city"),
            ("Tyre", 33.27, 35.2, "city"),
            ("Baalbek", 34.0, 36.21, "city"),
        ),
    ),
)
LEADERS = (
    "Idris Salem",
    "Marco Ruiz",
    "Anwar Hadi",
    "Joseph Kabeya",
    "Omar Tal",
    "Pavel Orlov",
    "Hla Min",
    "Sami Nader",
)
OUTSIDERS = (
    ("United Nations", None, "IGO"),
    ("European Union", None, "IGO"),
    ("United States", "USA", "GOV"),
    ("Turkey", "TUR", "GOV"),
    ("African Union", None, "IGO"),
    ("Egypt", "EGY", "GOV"),
    ("China", "CHN", "GOV"),
)

# Ways to tell each kind; | parts the trigger. {by} {to} {at} {day} {n}. Without {by} or {to} the mention names none.
WAYS: dict[tuple[str, str | None], tuple[str, ...]] = {
    ("ASSAULT", "aerial"): (
        "Aircraft of the {by} |bombed| {at} on {day}, hitting {to}.",
        "{by} jets carried out |air strikes| on {at} late on {day}.",
        "Residents of {at} spoke of loud blasts as warplanes |struck|.",
        "The |raid| on {at} killed {n} people, a doctor said.",
        "At least {n} {to} died in the |bombing| of {at}, according to the town's hospital.",
        "An |attack| from the air hit {at} on {day}.",
        "Witnesses heard |explosions| over {at}.",
    ),
    ("ASSAULT", "explosives"): (
        "A car |bomb| went off in {at} on {day}, killing {n} {to}.",
        "The {by} said its men had |bombed| {at}.",
        "{n} people were killed when an explosive device |blew up| in {at}.",
        "Police were still counting the dead after the |blast| in {at}.",
        "The |explosion| tore through {at} in the morning.",
        "{to} were |killed| in a bombing in {at}, hospital staff said.",
    ),
    ("ASSAULT", "heavy-weapons"): (
        "The {by} |shelled| {at} on {day}.",
        "Artillery fire |hit| {at}, wounding {to}.",
        "|Shelling| by the {by} killed {n} {to} in {at}.",
        "Rockets |fell| on {at} through the night.",
        "{n} people |died| under mortar fire in {at}, medics said.",
    ),
    ("ASSAULT", "firearms"): (
        "Gunmen |opened fire| in {at}, killing {n} {to}.",
        "Fighters of the {by} |attacked| a post at {at} on {day}.",
        "{n} {to} were |shot| dead in {at}.",
        "A |gunfight| at {at} left {n} dead, officials said.",
        "The |assault| on the post at {at} lasted an hour.",
    ),
    ("ASSAULT", "assassinate"): (
        "{leader} was |killed| in {at}, an official said.",
        "The {by} |assassinated| {leader} on {day}.",
        "{leader} and {n} aides |died| in {at}, sources said.",
        "The |killing| of {leader} would be a heavy blow to the group.",
    ),
    ("ASSAULT", "abduct"): (
        "Armed men |seized| {n} {to} near {at}.",
        "The {by} |abducted| {to} on {day}.",
        "{n} {to} are missing after the |kidnapping| near {at}.",
        "The {by} said it had |taken| them captive.",
    ),
    ("COERCE", "arrest"): (
        "The {by} |arrested| {n} {to} in {at} on {day}.",
        "{to} were |detained| in {at}, their lawyer said.",
        "{n} people were |held| after searches in {at}.",
        "The |arrests| in {at} followed a week of unrest.",
    ),
    ("PROTEST", "demo"): (
        "Thousands of {to} |marched| through {at} on {day}.",
        "|Protesters| filled the streets of {at}.",
        "{to} |demonstrated| against the government in {at}.",
        "The |rally| in {at} ended without clashes.",
    ),
    ("MOBILIZE", "troops"): (
        "The {by} |moved| troops to {at} on {day}.",
        "Soldiers were |deployed| around {at}.",
        "Columns of the {by} |massed| outside {at}.",
    ),
    ("CONSULT", "multilateral"): (
        "The {by} and the {other} held |talks| in {at} on {day}.",
        "Negotiators |met| in {at} for a second round.",
        "The |meeting| in {at} ended late.",
        "|Negotiations| between the {by} and the {other} opened in {at}.",
    ),
    ("RETREAT", "ceasefire"): (
        "A |truce| between the {by} and the {other} took hold in {at} on {day}.",
        "The |ceasefire| held through its first night.",
        "Guns |fell silent| in {at}.",
    ),
    ("RETREAT", "release"): (
        "The {by} |freed| {n} {to} on {day}.",
        "{n} {to} were |released| near {at}.",
        "The |release| was arranged by tribal elders.",
    ),
    ("ACCUSE", "disapprove"): (
        "{speaker} |condemned| the {by} on {day}.",
        "{speaker} |denounced| what it called a crime by the {by}.",
        "The |condemnation| by {speaker} came within hours.",
        "{speaker} |criticised| the {by} in sharp words.",
    ),
    ("ACCUSE", "allege"): (
        "{speaker} |accused| the {by} of the attack.",
        "{speaker} |blamed| the {by}.",
        "{speaker} |charged| the {by} with breaking its word.",
    ),
    ("THREATEN", "violence"): (
        "{speaker} |warned| the {by} of consequences.",
        "{speaker} |vowed| revenge on the {by}.",
        "{speaker} |threatened| to strike back at the {by} on {day}.",
    ),
    ("REQUEST", "yield"): (
        "{speaker} |called on| the {by} to stop.",
        "{speaker} |urged| restraint upon the {by} on {day}.",
        "{speaker} |appealed| to the {by} to lay down its arms.",
    ),
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
