"""Selective queries answer as reading everything would."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factory import article, event, person
from tocsin.errors import SkipItem
from tocsin.incidents.merge import merge
from tocsin.records import Incident, Standing
from tocsin.store import Store, database, queries
from tocsin.store.queries import Wanted

BASE = merge([article()], [event()], {})[0]
CODES = ("AFG", "PAK", "IND")
revisions = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.integers(1, 6),
        st.sampled_from([None, "2025-10-01", "2025-10-03", "2025-10"]),
        st.lists(st.sampled_from(CODES), max_size=2, unique=True),
        st.booleans(),
    ),
    max_size=14,
)
Row = tuple[str, int, str | None, list[str], bool]


def incident(row: Row) -> Incident:
    name, day, date, codes, _ = row
    people = tuple(person(code, code) for code in codes)
    return replace(BASE, id=name, known_at=f"2025-10-0{day}", date=date, actors=people, recipients=(), place=None)


def keep(store: Store, rows: list[Row]) -> None:
    """Write revisions day by day; those whose flag is down end the incident."""
    for day in range(1, 7):
        of_day = {row[0]: row for row in rows if row[1] == day}
        store.keep_day(
            f"2025-10-0{day}",
            "test",
            revised=[incident(row) for row in of_day.values() if row[4]],
            ended={name: None for name, row in of_day.items() if not row[4]},
            readings=[],
            forecasts=[],
            alerts=[],
        )


def newest(store: Store, day: int) -> dict[str, Incident]:
    """Return what holds on a day by reading every revision."""
    found: dict[str, Incident] = {}
    for name, known, record in store.revisions():
        if known <= f"2025-10-0{day}":
            found.pop(name, None)
            if record:
                found[name] = record
    return found


def countries(one: Incident) -> set[str | None]:
    return {who.country for who in one.actors}


@settings(deadline=None, max_examples=30)
@given(revisions, st.integers(1, 6), st.integers(2, 7))
def test_what_held_on_a_day_is_found_whatever_was_revised_ended_or_forgotten(
    rows: list[Row], day: int, forgotten: int
) -> None:
    with Store(":memory:", create=True) as store:
        keep(store, rows)
        store.forget_derived(f"2025-10-0{forgotten}")
        true = newest(store, day)
        as_of = f"2025-10-0{day}"
        assert {one.id: one for one in store.incidents(as_of=as_of)} == true
        both = {one.id for one in store.incidents(pair="PAK-AFG", as_of=as_of)}
        assert both == {name for name, one in true.items() if {"AFG", "PAK"} <= countries(one)}
        one = {one.id for one in store.incidents(pair="IND", as_of=as_of, since="2025-10-02")}
        assert one == {n for n, i in true.items() if "IND" in countries(i) and (i.date or "") >= "2025-10-02"}


def filled(path: Path) -> Store:
    store = Store(path / "q.db", create=True)
    keep(store, [(name, 1, f"2025-10-0{n}", ["PAK"], True) for n, name in enumerate("abcdef", 1)])
    return store


def test_pages_follow_one_another_without_gap_or_overlap(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        pages = [store.incidents(limit=2, offset=at) for at in (0, 2, 4)]
        assert [one.id for page in pages for one in page] == list("abcdef")


def test_the_newest_come_first_where_asked(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        assert len(store.query(*queries.incidents(Wanted(newest=True, limit=2)))) == 2
        assert '"id":"f"' in store.query(*queries.incidents(Wanted(newest=True, limit=2)))[0][0]


def test_the_count_is_of_all_pages(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        wanted = Wanted(status=Standing.CONFIRMED, since="2025-10-02", until="2025-10-04", limit=1)
        assert store.query(*queries.count_incidents(wanted))[0][0] in (0, 3)
        assert store.query(*queries.count_incidents(Wanted(limit=1)))[0][0] == 6


def test_a_status_that_no_incident_has_is_refused() -> None:
    with pytest.raises(SkipItem, match="confirmed"):
        queries.incidents(Wanted(status="sure"))


def test_incidents_are_found_by_their_ids(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        assert [one.id for one in store.incidents_by_id(["e", "b", "none"])] == ["b", "e"]


def test_no_query_of_a_page_reads_every_incident(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        sql, values = queries.incidents(Wanted(pair="PAK", since="2025-10-02", as_of="2025-10-05", limit=2))
        plan = " ".join(str(row[3]) for row in store.query(f"EXPLAIN QUERY PLAN {sql}", values))
        assert "SCAN i" not in plan
        assert "SEARCH h USING" in plan


def test_mentions_of_a_country_are_found_by_it(tmp_path: Path) -> None:
    told, strike = article(), event()
    with Store(tmp_path / "q.db", create=True) as store:
        store.add_articles([told])
        store.add_events(told, [strike], "test")
        assert list(store.events(pair="AFG-PAK")) == list(store.events(pair="PAK")) == [strike]
        assert not store.events(pair="IND")


def test_days_of_news_are_counted_as_articles_come(tmp_path: Path) -> None:
    with Store(tmp_path / "q.db", create=True) as store:
        store.add_articles([article("One."), article("Two."), article("Three.", published="2025-10-12")])
        assert store.days() == [("2025-10-10", 2), ("2025-10-12", 1)]


def test_a_store_of_before_gets_the_tables_filled(tmp_path: Path) -> None:
    path, told = str(tmp_path / "old.db"), article()
    with Store(path, create=True) as store:
        store.add_articles([told])
        store.add_events(told, [event()], "test")
        keep(store, [("a", 1, "2025-10-01", ["PAK"], True), ("a", 3, "2025-10-02", ["PAK"], True)])
    undone = sqlite3.connect(path)
    rows = undone.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type = 'table'").fetchall()
    new = (
        "held", "party", "news_day", "event_order", "event_type", "alert_subject", "forecast_subject", "ledger_kind",
        "ledger_no_replace",
    )  # fmt: skip
    for kind, name in [(kind, name) for kind, name, sql in rows if any(word in (sql or "") for word in new)]:
        undone.execute(f"DROP {kind} IF EXISTS {name}")
    undone.execute("PRAGMA user_version = 4")
    undone.close()
    with Store(path) as store:
        assert store.query("PRAGMA user_version")[0][0] == len(database._migrations())
        assert [one.known_at for one in store.incidents(as_of="2025-10-02")] == ["2025-10-01"]
        assert len(store.events(pair="PAK")) == 1
        assert store.days() == [("2025-10-10", 1)]


def test_a_snapshot_sees_nothing_of_what_is_written_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "q.db"
    with Store(path, create=True) as writer, Store(path) as reader:
        with reader.snapshot():
            assert not reader.articles()
            writer.add_articles([article()])
            assert not reader.articles()
        assert len(reader.articles()) == 1


def test_a_reader_is_told_that_another_wrote(tmp_path: Path) -> None:
    path = tmp_path / "q.db"
    with Store(path, create=True) as writer, Store(path) as reader:
        before = reader.changes()
        assert reader.changes() == before
        writer.add_articles([article()])
        assert reader.changes() != before
