"""What readers ask of a store, as SQL that reads no more than the answer needs.

Every function returns (statement, values). The tables `held`, `party` and `news_day` are kept by triggers
(`migrations/0005_asked.sql`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.errors import SkipItem
from tocsin.records import Standing, Status
from tocsin.store.codec import pair_codes

END_OF_TIME = "9999-12-31"
MOST_IDS = 500
Value = str | int
Query = tuple[str, list[Value]]


def parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield ids in runs of at most MOST_IDS: no query names more of them."""
    yield from (ids[at : at + MOST_IDS] for at in range(0, len(ids), MOST_IDS))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; an empty field asks nothing.

    `pair` is `PAK-AFG` or one country; `since` and `until` bound the ISO day of the happening (for articles and
    mentions the day they became known), both inclusive; `status` is an incident's standing or a mention's status;
    `as_of` the day whose knowledge counts; `limit` -1 means all; `newest` turns the order round.
    """

    pair: str = ""
    since: str = ""
    until: str = ""
    type: str = ""
    status: str = ""
    article: str = ""
    as_of: str = ""
    limit: int = -1
    offset: int = 0
    newest: bool = False


def end_of(as_of: str | None) -> str:
    """Return a bound that everything known on or before the day `as_of` sorts under."""
    return f"{as_of or END_OF_TIME}~"


def _codes(wanted: Wanted) -> tuple[str, ...]:
    return pair_codes(wanted.pair) if wanted.pair else ()


def _known(value: str, kind: type[Standing] | type[Status]) -> str:
    """Return a status that records can have; raises SkipItem, naming those there are."""
    if value not in tuple(kind):
        raise SkipItem(f"'{value[:40]}' is no status here", next_step=f"known are {', '.join(kind)}")
    return value


def _held(wanted: Wanted) -> Query:
    """Return the FROM and WHERE of the revisions that hold on a day."""
    codes = _codes(wanted) or ("",)
    bound = end_of(wanted.as_of)
    sql = "FROM held AS h WHERE h.country = ? AND h.date >= ? AND h.since <= ? AND h.until > ?"
    values: list[Value] = [codes[0], wanted.since, bound, bound]
    if wanted.until:
        sql, values = f"{sql} AND h.date <= ?", [*values, end_of(wanted.until)]
    if wanted.type:
        sql, values = f"{sql} AND h.type = ?", [*values, wanted.type.upper()]
    if wanted.status:
        sql, values = f"{sql} AND h.status = ?", [*values, _known(wanted.status, Standing)]
    if len(codes) > 1:
        sql += " AND EXISTS (SELECT 1 FROM held AS o WHERE o.country = ? AND o.date = h.date AND o.id = h.id"
        sql, values = f"{sql} AND o.since = h.since)", [*values, codes[1]]
    return sql, values


def incidents(wanted: Wanted) -> Query:
    """Return the records of incidents as they stood, by date of the happening and id."""
    inner, values = _held(wanted)
    way = " DESC" if wanted.newest else ""
    page = f"SELECT h.date, h.id, h.since {inner} ORDER BY h.date{way}, h.id{way} LIMIT ? OFFSET ?"
    sql = f"SELECT i.record FROM ({page}) AS p CROSS JOIN incident AS i ON i.id = p.id AND i.known_at = p.since"
    return f"{sql} ORDER BY p.date{way}, p.id{way}", [*values, wanted.limit, wanted.offset]


def incidents_by_id(ids: Sequence[str], as_of: str | None = None) -> Query:
    """Return the records of at most MOST_IDS incidents as they stood."""
    bound = end_of(as_of)
    marks = ",".join("?" * len(ids))
    sql = "SELECT i.record FROM held AS h JOIN incident AS i ON i.id = h.id AND i.known_at = h.since"
    sql += f" WHERE h.id IN ({marks}) AND h.country = '' AND h.since <= ? AND h.until > ? ORDER BY i.date, i.id"
    return sql, [*ids, bound, bound]


def count_incidents(wanted: Wanted) -> Query:
    """Return how many incidents there are of what is wanted."""
    inner, values = _held(wanted)
    return f"SELECT count(*) {inner}", values


def _parties(wanted: Wanted) -> Query:
    """Return the FROM and WHERE of mentions by their keys alone; `k` is the table that holds them."""
    codes = _codes(wanted)
    sql, values = ("FROM party AS k WHERE k.country = ?", [codes[0]]) if codes else ("FROM event AS k WHERE 1", [])
    if len(codes) > 1:
        sql += " AND EXISTS (SELECT 1 FROM party AS o WHERE o.country = ? AND o.known_at = k.known_at"
        sql += " AND o.article = k.article AND o.start = k.start AND o.event = k.event)"
        values.append(codes[1])
    return sql, [*values]


def _events(wanted: Wanted) -> Query:
    sql, values = _parties(wanted)
    key = "event" if wanted.pair else "id"
    known = ("k.known_at >= ? AND k.known_at <= ?", min(end_of(wanted.as_of), end_of(wanted.until)))
    sql, values = f"{sql} AND {known[0]}", [*values, wanted.since, known[1]]
    of_event = f"EXISTS (SELECT 1 FROM event AS e WHERE e.id = k.{key} AND"
    for condition, value in (
        ("k.article = ?", wanted.article),
        (f"{of_event} e.type = ?)" if wanted.pair else "k.type = ?", wanted.type.upper()),
        (
            f"{of_event} json_extract(e.record, '$.status') = ?)",
            _known(wanted.status, Status) if wanted.status else "",
        ),
    ):
        if value:
            sql, values = f"{sql} AND {condition}", [*values, value]
    return sql, values


def events(wanted: Wanted) -> Query:
    """Return the records of mentions, in the order in which they became known, of article and of text."""
    inner, values = _events(wanted)
    key, way = "event" if wanted.pair else "id", " DESC" if wanted.newest else ""
    keys = f"SELECT k.{key} AS id, k.known_at AS known_at, k.article AS article, k.start AS start {inner}"
    page = f"{keys} ORDER BY k.known_at{way}, k.article{way}, k.start{way} LIMIT ? OFFSET ?"
    sql = f"SELECT e.record FROM ({page}) AS p CROSS JOIN event AS e ON e.id = p.id"
    return f"{sql} ORDER BY p.known_at{way}, p.article{way}, p.start{way}", [*values, wanted.limit, wanted.offset]


def events_by_id(ids: Sequence[str], as_of: str | None = None) -> Query:
    """Return the records of at most MOST_IDS mentions, in the order in which they became known."""
    marks = ",".join("?" * len(ids))
    sql = f"SELECT record FROM event WHERE known_at <= ? AND id IN ({marks}) ORDER BY known_at, article, start"
    return sql, [end_of(as_of), *ids]


def count_events(wanted: Wanted) -> Query:
    """Return how many mentions there are of what is wanted."""
    inner, values = _events(wanted)
    return f"SELECT count(*) {inner}", values


def countries_between(since: str, until: str, as_of: str) -> Query:
    """Return (incident, country) rows of the incidents that happened between two days, both inclusive."""
    bound = end_of(as_of)
    sql = "SELECT h.id, o.country FROM held AS h CROSS JOIN held AS o ON o.id = h.id AND o.since = h.since"
    sql += " WHERE h.country = '' AND h.date >= ? AND h.date <= ? AND h.since <= ? AND h.until > ? AND o.country <> ''"
    return sql, [since, end_of(until), bound, bound]


def _articles(wanted: Wanted) -> Query:
    values: list[Value] = [wanted.since, min(end_of(wanted.as_of), end_of(wanted.until))]
    return "FROM article WHERE known_at >= ? AND known_at <= ?", values


def articles(wanted: Wanted) -> Query:
    """Return the records of articles, in the order in which they became known."""
    inner, values = _articles(wanted)
    way = " DESC" if wanted.newest else ""
    sql = f"SELECT record {inner} ORDER BY known_at{way}, id{way} LIMIT ? OFFSET ?"
    return sql, [*values, wanted.limit, wanted.offset]


def headlines(ids: Sequence[str], as_of: str | None = None) -> Query:
    """Return (id, url, title, published, publisher, origin, known_at) of articles by their ids, as they became known.

    Columns alone are read: no record is decoded.
    """
    marks = ",".join("?" * len(ids))
    sql = "SELECT id, url, title, published, publisher, origin, known_at FROM article"
    return f"{sql} WHERE known_at <= ? AND id IN ({marks}) ORDER BY known_at, id", [end_of(as_of), *ids]


def count_articles(wanted: Wanted) -> Query:
    """Return how many articles there are of what is wanted."""
    inner, values = _articles(wanted)
    return f"SELECT count(*) {inner}", values


def derived_day() -> Query:
    """Return the last day whose readings, forecasts and alerts are up to date."""
    return "SELECT max(day) FROM derived", []


def news_days() -> Query:
    """Return (day, articles) of every day on which articles became known."""
    return "SELECT day, articles FROM news_day ORDER BY day", []


def said_since(kind: str, after: int) -> Query:
    """Return (seq, record) of what the ledger holds of a kind after a sequence number, oldest first."""
    return "SELECT seq, record FROM ledger WHERE kind = ? AND seq > ? ORDER BY seq", [kind, after]
