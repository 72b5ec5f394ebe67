"""Mentions made by hand for the tests of the incidents stage."""

from tocsin.records import Article, Event, Figures, Participant, Place, Quad, Span, Status, make_id

KHOST = Place("Khost", 0, 0, "AFG", None, 33.34, 69.92, "city")
HERAT = Place("Herat", 0, 0, "AFG", None, 34.35, 62.2, "city")
QUADS = {"ASSAULT": Quad.MATERIAL_CONFLICT, "ACCUSE": Quad.VERBAL_CONFLICT, "RETREAT": Quad.MATERIAL_COOPERATION}


def person(text: str, country: str | None = None, sector: str = "GOV", name: str | None = None) -> Participant:
    """Return a participant."""
    return Participant(text, 0, len(text), country, sector, name)


ARMY = person("army", "PAK", "MIL")
VILLAGERS = person("villagers", "AFG", "CVL")


def article(key: str, day: str, origin: str, text: str = "", publisher: str | None = None) -> Article:
    """Return an article that counts from its day on."""
    return Article(key, None, text, text, "en", day, (), publisher or origin, origin, 1.0, "given", None, day)


def mention(
    page: str,
    text: str = "The army shelled Khost.",
    trigger: str = "shelled",
    *,
    kind: str = "ASSAULT",
    mode: str | None = "heavy-weapons",
    actors: tuple[Participant, ...] = (ARMY,),
    recipients: tuple[Participant, ...] = (VILLAGERS,),
    place: Place | None = KHOST,
    date: str | None = "2025-10-09",
    status: Status = Status.REPORTED,
    by: Participant | None = None,
    killed: tuple[int, int] | None = None,
    background: bool = False,
    at: int = 0,
) -> Event:
    """Return a mention in the article `page`, its sentence starting at `at`."""
    start = at + max(0, text.find(trigger))
    return Event(
        id=make_id(page, start, kind, text),
        article=page,
        sentence=Span(text, at, at + len(text)),
        trigger=Span(trigger, start, start + len(trigger)),
        type=kind,
        mode=mode,
        cameo="",
        goldstein=-9.0 if kind == "ASSAULT" else -2.0,
        quad=QUADS[kind],
        actors=actors,
        recipients=recipients,
        place=place,
        date=date,
        status=status,
        attribution=by,
        background=background,
        killed=Figures(*killed) if killed else None,
    )
