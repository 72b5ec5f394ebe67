"""What the API's answers look like, for its OpenAPI description; the records themselves are `tocsin.records`."""

from pydantic import BaseModel, Field

from tocsin.alerts.acts import LONGEST, Deed
from tocsin.following import Carrier
from tocsin.records import Alert, Article, Event, Forecast, Incident, Reading


class Failure(BaseModel):
    """Why a request was refused: one line, with the next step."""

    error: str


class Page(BaseModel):
    """What pages have in common: the day asked for, how many there are in all, where this page and the next begin."""

    as_of: str | None
    total: int
    offset: int
    next: str | None


class Incidents(Page):
    """Incidents."""

    items: list[Incident]


class Events(Page):
    """Coded mentions."""

    items: list[Event]


class Articles(Page):
    """Articles."""

    items: list[Article]


class Readings(Page):
    """Readings."""

    items: list[Reading]


class Forecasts(Page):
    """Forecasts."""

    items: list[Forecast]


class Alerts(Page):
    """Alerts."""

    items: list[Alert]


class History(BaseModel):
    """An incident with every revision, oldest first, and the articles that carry its claims, graded A-F."""

    incident: Incident
    revisions: list[Incident]
    carriers: list[Carrier]


class Read(BaseModel):
    """An article with its coded mentions."""

    article: Article
    events: list[Event]


class Subject(BaseModel):
    """A pair or country on a day; `incidents` are those of the 90 days before."""

    subject: str
    level: str
    incidents: int
    readings: list[Reading]
    forecasts: list[Forecast]


class Subjects(BaseModel):
    """Pairs and countries with readings."""

    as_of: str
    items: list[Subject]


class Day(BaseModel):
    """How many articles became known on a day."""

    day: str
    articles: int


class Days(BaseModel):
    """Days of news."""

    items: list[Day]


class State(BaseModel):
    """Rows a table, and the first ledger entry that does not follow from those before it."""

    counts: dict[str, int]
    ledger_broken_at: int | None


class Told(BaseModel):
    """What a person does with an alert."""

    deed: Deed
    by: str = Field(min_length=1, max_length=100, description="Who does it; kept in the ledger.")
    text: str = Field(default="", max_length=LONGEST)
    until: str = Field(default="", description="The last day of muting, ISO; for `mute` alone.")


class Done(BaseModel):
    """What a person did with an alert."""

    deed: Deed
    subject: str
    alert: str
    by: str
    at: str
    until: str
    text: str


class Rung(BaseModel):
    """An alert with what people did about it, oldest first."""

    alert: Alert
    acts: list[Done]
