"""The frozen records that stages hand to one another, and their enums.

Nothing else lives here. Every record is frozen and slotted, and has an Arrow schema in `tables`. Ids are hashes of
content (`make_id`), so reading the same thing twice adds nothing.

Conventions that hold for all of them:

* spans are Unicode code points into the article's `text`, end exclusive, `text[start:end] == quote`;
* days are ISO 8601 strings, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as precise as is known;
* countries are ISO 3166-1 alpha-3 (Kosovo is XKX); bodies that belong to no state have None;
* scores and confidences are probabilities, 0..1.
"""

import hashlib
from dataclasses import dataclass
from enum import IntEnum, StrEnum


def make_id(*parts: object) -> str:
    """Return a 16-digit hex id from the content in `parts` (order matters)."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


class Status(StrEnum):
    """What is claimed about a mention's reality (guideline field `status`)."""

    REPORTED = "reported"
    UNCONFIRMED = "unconfirmed"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


class Quad(IntEnum):
    """The quad class: verbal or material, cooperation or conflict."""

    VERBAL_COOPERATION = 1
    MATERIAL_COOPERATION = 2
    VERBAL_CONFLICT = 3
    MATERIAL_CONFLICT = 4


class Standing(StrEnum):
    """How well an incident is corroborated."""

    CONFIRMED = "confirmed"
    CONTESTED = "contested"
    UNCONFIRMED = "unconfirmed"


class Level(IntEnum):
    """Alert levels, in rising order."""

    CALM = 0
    WATCH = 1
    ELEVATED = 2
    HIGH = 3
    CRITICAL = 4


@dataclass(frozen=True, slots=True)
class Span:
    """A quotation: `text[start:end]` of an article."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A count with its bounds, both inclusive."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Document:
    """One thing as it came in, before anything is known about it."""

    id: str | None = None
    raw: str = ""
    url: str | None = None
    title: str | None = None
    text: str | None = None
    published: str | None = None
    publisher: str | None = None
    origin: str | None = None
    fetched: str | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One possible publication date, with the place it was found and what became of it."""

    value: str
    precision: str
    where: str
    quote: str
    verdict: str
    why: str


@dataclass(frozen=True, slots=True)
class Article:
    """A page of news: body, dating with its evidence, publisher and origin.

    `voice` is the ISO alpha-3 code (or the name) of the state or party whose outlet's own reporting it is, None for
    others. `links` are the addresses at which the page says its story was first published; `author` and `tags` are as
    the page gives them.
    """

    id: str
    url: str | None
    title: str
    text: str
    language: str
    published: str | None
    published_evidence: tuple[DateCandidate, ...]
    publisher: str | None
    origin: str | None
    origin_score: float
    origin_why: str
    fetched: str | None = None
    known_at: str | None = None
    author: str | None = None
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone who acts, is acted upon or speaks, as quoted and as resolved."""

    text: str
    start: int
    end: int
    country: str | None = None
    sector: str = "CVL"
    name: str | None = None
    score: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as quoted and as located; `precision` is the gold word, `where_prec` UCDP's 1-7."""

    name: str
    start: int
    end: int
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str = "city"
    where_prec: int = 1
    geonameid: int | None = None
    score: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression (TIMEX3): `value` normalised, `type` DATE, TIME, DURATION or SET."""

    start: int
    end: int
    text: str
    value: str
    type: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of an article's names before it is coded."""

    actors: tuple[Participant, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One mention of an event: who did what to whom, where, when, according to whom, and whether it happened."""

    id: str
    article: str
    sentence: Span
    trigger: Span
    type: str
    mode: str | None
    cameo: str
    goldstein: float
    quad: Quad
    type_why: str = ""
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    place: Place | None = None
    date: str | None = None
    date_span: Span | None = None
    date_why: str = ""
    status: Status = Status.REPORTED
    status_why: str = ""
    attribution: Participant | None = None
    background: bool = False
    killed: Figures | None = None
    injured: Figures | None = None
    confidence: float = 0.5
    coder: str = ""
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One origin's word on an incident; `stance` is for, against or hedged.

    `party` marks a side's own word: a side's spokesman says it, or its own state's or party's outlet reports it.
    `voice` is the article's, see there.
    """

    event: str
    article: str
    origin: str
    owner: str | None
    stance: str
    party: bool
    killed: Figures | None
    known_at: str | None
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """Killed or injured: lowest, best and highest figure."""

    low: int
    best: int
    high: int


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening in the world, as known at `known_at`; a later revision is a new record with the same id."""

    id: str
    events: tuple[str, ...]
    type: str
    mode: str | None
    quad: Quad
    intensity: float
    date: str | None
    place: Place | None
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    killed: Toll | None
    injured: Toll | None
    status: Standing
    origins: tuple[str, ...]
    claims: tuple[Claim, ...]
    happened: bool
    background: bool
    why: str
    known_at: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One measure of a pair (`AFG|PAK`, sorted) or country on a day, beside its own base."""

    subject: str
    day: str
    measure: str
    value: float
    baseline: float
    surprise: float


@dataclass(frozen=True, slots=True)
class Driver:
    """What moved a forecast: `weight` in probability points, signed; the incidents that say so.

    `origin` names the one origin whose report it is, where it is one report's doing.
    """

    text: str
    weight: float
    incidents: tuple[str, ...]
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The probability that `target` comes true for `subject` within `horizon` days after `issued`.

    `drivers` are what it rests on; `moved` what moved it since `earlier`, the probability of seven days before: its
    weights sum to the difference. `strongest` is the single report without which it would change most. `rule` says in
    words how it will be resolved.
    """

    id: str
    subject: str
    target: str
    horizon: int
    issued: str
    probability: float
    base_rate: float
    low: float
    high: float
    model: str
    inputs: str
    drivers: tuple[Driver, ...] = ()
    earlier: float | None = None
    moved: tuple[Driver, ...] = ()
    strongest: Driver | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """A bell that rang: its level, since when, and the records it rests on."""

    id: str
    subject: str
    level: Level
    day: str
    since: str
    likelihood: str
    confidence: str
    because: tuple[str, ...]
    text: str
    lower: str
