"""A small invented crisis between two states, with a quiet pair, and a false report that many sites copy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tocsin.alerts.raise_ import raise_alerts
from tocsin.escalation.track import track
from tocsin.forecasts.issue import issue
from tocsin.incidents.merge import merge
from tocsin.records import (
    Alert,
    Article,
    Event,
    Figures,
    Forecast,
    Incident,
    Participant,
    Place,
    Quad,
    Reading,
    Span,
    Status,
    make_id,
)

KINDS = {
    "ASSAULT": (Quad.MATERIAL_CONFLICT, -9.5),
    "MOBILIZE": (Quad.MATERIAL_CONFLICT, -7.0),
    "ACCUSE": (Quad.VERBAL_CONFLICT, -2.0),
    "THREATEN": (Quad.VERBAL_CONFLICT, -5.0),
    "CONSULT": (Quad.VERBAL_COOPERATION, 2.0),
    "AGREE": (Quad.VERBAL_COOPERATION, 3.0),
    "RETREAT": (Quad.MATERIAL_COOPERATION, 5.0),
}
PLACES = {
    "Kabul": Place("Kabul", 0, 0, "AFG", None, 34.53, 69.17, "city"),
    "Spin Boldak": Place("Spin Boldak", 0, 0, "AFG", None, 31.0, 66.4, "city"),
    "Doha": Place("Doha", 0, 0, "QAT", None, 25.29, 51.53, "city"),
    "Tashkent": Place("Tashkent", 0, 0, "UZB", None, 41.3, 69.27, "city"),
    "Asmara": Place("Asmara", 0, 0, "ERI", None, 15.34, 38.93, "city"),
}


def person(text: str, country: str | None, sector: str = "GOV", name: str | None = None) -> Participant:
    """Return a participant."""
    return Participant(text, 0, len(text), country, sector, name)


PAKISTAN, AFGHANISTAN = person("Pakistan", "PAK"), person("Kabul", "AFG")


@dataclass
class World:
    """Articles and events, told one by one."""

    articles: list[Article] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def tell(
        self,
        published: str,
        origin: str,
        text: str,
        kind: str,
        actors: Sequence[Participant],
        recipients: Sequence[Participant] = (),
        *,
        mode: str | None = None,
        trigger: str = "",
        on: str | None = None,
        at: str | None = None,
        status: Status = Status.REPORTED,
        by: Participant | None = None,
        killed: int | None = None,
        publisher: str | None = None,
    ) -> Event:
        """Add one article of one sentence with one event in it."""
        page = make_id(published, publisher or origin, text)
        self.articles.append(
            Article(
                page,
                f"https://example.org/{page}",
                text,
                text,
                "en",
                published,
                (),
                publisher or origin,
                origin,
                1.0,
                "given",
                None,
                published,
            )
        )
        start = text.index(trigger)
        quad, goldstein = KINDS[kind]
        event = Event(
            id=make_id(page, start, kind),
            article=page,
            sentence=Span(text, 0, len(text)),
            trigger=Span(trigger, start, start + len(trigger)),
            type=kind,
            mode=mode,
            cameo="",
            goldstein=goldstein,
            quad=quad,
            actors=tuple(actors),
            recipients=tuple(recipients),
            place=PLACES[at] if at else None,
            date=on or published,
            status=status,
            attribution=by,
            killed=Figures(killed, killed) if killed is not None else None,
        )
        self.events.append(event)
        return event

    def known(self, day: str) -> tuple[list[Article], list[Event]]:
        """Return what was known by a day."""
        pages = [page for page in self.articles if (page.known_at or "") <= day]
        ids = {page.id for page in pages}
        return pages, [event for event in self.events if event.article in ids]


@dataclass(frozen=True)
class Day:
    """Everything that is said on a day."""

    incidents: tuple[Incident, ...]
    readings: tuple[Reading, ...]
    forecasts: tuple[Forecast, ...]
    alerts: tuple[Alert, ...]


def replay(world: World, first: str, last: str) -> dict[str, Day]:
    """Return what would have been said on each day from `first` to `last`."""
    found: dict[str, Day] = {}
    previous: tuple[Alert, ...] = ()
    when = date.fromisoformat(first)
    while when <= date.fromisoformat(last):
        day = when.isoformat()
        incidents = merge(*world.known(day), {})
        readings = track(incidents, day, {})
        forecasts = issue(incidents, day, sorted({reading.subject for reading in readings}))
        previous = raise_alerts(day, readings, forecasts, incidents, previous)
        found[day] = Day(incidents, readings, forecasts, previous)
        when += timedelta(days=1)
    return found


def quiet_weeks(world: World) -> None:
    """Tell some ordinary weeks: talks, a quarrel of words, and a quiet pair."""
    for day in ("2025-09-03", "2025-09-10", "2025-09-17", "2025-09-24", "2025-10-01", "2025-10-08", "2025-10-15"):
        world.tell(
            day,
            "Steppe Agency",
            "Officials of Uzbekistan and Kyrgyzstan held talks in Tashkent.",
            "CONSULT",
            [person("Officials", "UZB"), person("Kyrgyzstan", "KGZ")],
            trigger="held talks",
            at="Tashkent",
        )
    for day in ("2025-09-05", "2025-09-19"):
        world.tell(
            day,
            "Frontier News",
            "Pakistan accused Kabul of sheltering fighters.",
            "ACCUSE",
            [PAKISTAN],
            [AFGHANISTAN],
            trigger="accused",
        )


def strikes(world: World) -> None:
    """Tell the strikes of the 9th, from three origins, with their copies."""
    for origin, text in (
        ("Frontier News", "Pakistani jets struck Kabul late on Thursday, residents said."),
        ("Northern Wire", "Air strikes by Pakistan hit the Afghan capital Kabul on Thursday night."),
        ("Gulf Desk", "Explosions shook Kabul as Pakistani aircraft struck the city."),
    ):
        word = next(word for word in ("struck", "strikes") if word in text)
        world.tell(
            "2025-10-10",
            origin,
            text,
            "ASSAULT",
            [person("Pakistani jets", "PAK", "MIL")],
            [],
            mode="aerial",
            trigger=word,
            on="2025-10-09",
            at="Kabul",
        )
    world.tell(
        "2025-10-10",
        "Northern Wire",
        "Kabul condemned Pakistan and vowed a response.",
        "THREATEN",
        [AFGHANISTAN],
        [PAKISTAN],
        trigger="vowed",
    )


def fighting(world: World) -> None:
    """Tell the fighting on the border of the 11th and 12th."""
    soldiers = person("soldiers", "PAK", "MIL")
    for published, origin, killed in (("2025-10-12", "Frontier News", 23), ("2025-10-12", "Northern Wire", 25)):
        world.tell(
            published,
            origin,
            f"Afghan forces attacked Pakistani posts near Spin Boldak, killing {killed} soldiers.",
            "ASSAULT",
            [person("Afghan forces", "AFG", "MIL")],
            [soldiers],
            mode="heavy-weapons",
            trigger="attacked",
            on="2025-10-11",
            at="Spin Boldak",
            killed=killed,
        )
    for origin in ("Gulf Desk", "Northern Wire"):
        world.tell(
            "2025-10-12",
            origin,
            "Pakistan shelled Kabul province again overnight.",
            "ASSAULT",
            [person("Pakistan", "PAK", "MIL")],
            [person("villagers", "AFG", "CVL")],
            mode="heavy-weapons",
            trigger="shelled",
            on="2025-10-12",
            at="Kabul",
        )


def truce(world: World) -> None:
    """Tell the truce of the 15th and the talks of the 18th and 19th, and then quiet."""
    for origin in ("Frontier News", "Gulf Desk"):
        world.tell(
            "2025-10-15",
            origin,
            "A truce between Pakistan and Afghanistan took effect on Wednesday.",
            "RETREAT",
            [PAKISTAN, AFGHANISTAN],
            mode="ceasefire",
            trigger="truce",
            on="2025-10-15",
        )
    for day in ("2025-10-18", "2025-10-19"):
        world.tell(
            day,
            "Gulf Desk",
            "Pakistan and Afghanistan held talks in Doha.",
            "CONSULT",
            [PAKISTAN, AFGHANISTAN],
            [person("Qatar", "QAT")],
            trigger="held talks",
            at="Doha",
        )


def flood(world: World, copies: int) -> None:
    """Tell one false report, from one origin, on many sites."""
    for site in range(copies):
        world.tell(
            "2025-10-13",
            "Rumour Mill",
            "Ethiopian jets bombed Asmara at dawn.",
            "ASSAULT",
            [person("Ethiopian jets", "ETH", "MIL")],
            [person("Asmara", "ERI")],
            mode="aerial",
            trigger="bombed",
            at="Asmara",
            publisher=f"Site {site}",
        )


def crisis(copies: int = 20) -> World:
    """Return the whole story."""
    world = World()
    for chapter in (quiet_weeks, strikes, fighting, truce):
        chapter(world)
    flood(world, copies)
    return world


def levels(days: dict[str, Day], subject: str) -> dict[str, int]:
    """Return the level of a subject on each day."""
    return {
        day: max((int(a.level) for a in said.alerts if a.subject == subject), default=0) for day, said in days.items()
    }


def of(items: Iterable[Forecast], subject: str, horizon: int) -> Forecast:
    """Return one forecast."""
    return next(one for one in items if one.subject == subject and one.horizon == horizon)
