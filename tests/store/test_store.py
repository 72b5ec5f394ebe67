"""The store keeps everything once, whatever the order, and answers as of any day."""

from pathlib import Path

import pytest

from tests.factory import article, event
from tocsin.errors import NotFound, SkipItem, StopRun
from tocsin.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "t.db", create=True)


def test_loading_the_same_article_twice_adds_nothing(store: Store) -> None:
    assert store.add_articles([article()]) == 1
    assert store.add_articles([article()]) == 0


def test_the_order_of_loading_leaves_no_trace(tmp_path: Path) -> None:
    rows = [article("One fact.", published="2025-10-01"), article("Another fact.", published="2025-10-02")]
    hashes = []
    for name, order in (("a", rows), ("b", rows[::-1])):
        with Store(tmp_path / f"{name}.db", create=True) as made:
            made.add_articles(order)
            hashes.append(made.content_hash())
    assert hashes[0] == hashes[1]


def test_only_what_was_known_by_the_day_is_returned(store: Store) -> None:
    early, late = article("Early.", published="2025-10-01"), article("Late.", published="2025-10-05T08:00:00Z")
    store.add_articles([early, late])
    assert [a.text for a in store.articles(as_of="2025-10-04")] == ["Early."]
    assert [a.text for a in store.articles(as_of="2025-10-05")] == ["Early.", "Late."]


def test_events_are_found_by_pair_in_either_order(store: Store) -> None:
    told = article()
    store.add_articles([told])
    store.add_events(told, [event(told)], "test")
    assert len(store.events(pair="AFG-PAK")) == len(store.events(pair="PAK-AFG")) == 1
    assert len(store.events(pair="IND-PAK")) == 0


def test_an_article_is_uncoded_until_its_events_are_kept(store: Store) -> None:
    told = article()
    store.add_articles([told])
    assert [a.id for a in store.uncoded()] == [told.id]
    store.add_events(told, [], "test")
    assert len(store.uncoded()) == 0


def test_events_and_the_mark_that_they_are_coded_are_kept_together_or_not_at_all(store: Store) -> None:
    told, stranger = article(), article("Unknown article.")
    store.add_articles([told])
    with pytest.raises(StopRun):
        store.add_events(stranger, [event(stranger, "article")], "test")
    assert len(store.events()) == 0


def test_a_result_becomes_an_arrow_table_and_a_polars_frame(store: Store) -> None:
    told = article()
    store.add_articles([told])
    store.add_events(told, [event(told)], "test")
    assert store.events().to_arrow().num_rows == 1
    assert store.events().to_polars()["type"].to_list() == ["ASSAULT"]


def test_a_subject_that_is_no_pair_is_refused_with_the_form(store: Store) -> None:
    with pytest.raises(SkipItem, match="write PAK or PAK-AFG"):
        store.events(pair="Pakistan")


def test_a_missing_article_lists_those_there_are(store: Store) -> None:
    store.add_articles([article()])
    with pytest.raises(NotFound, match="no article named 'x'"):
        store.article("x")


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match="tocsin load"):
        Store(tmp_path / "none.db")


def test_a_damaged_store_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.db"
    path.write_bytes(b"this is no database at all" * 200)
    with pytest.raises(StopRun, match=r"bad\.db: the store cannot be opened"):
        Store(path)


def test_a_store_damaged_in_the_middle_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "half.db"
    with Store(path, create=True) as made:
        made.add_articles([article(f"Fact number {n}. " * 200, published="2025-10-01") for n in range(50)])
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(StopRun, match=r"half\.db: the store cannot be"), Store(path) as damaged:
        list(damaged.articles())


def test_a_database_of_another_program_is_not_written_into(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (x)")
    other.commit()
    other.close()
    with pytest.raises(StopRun, match="not a Tocsin store"):
        Store(path, create=True)


def test_a_store_of_a_newer_tocsin_is_refused(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "new.db"
    Store(path, create=True).close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(StopRun, match="use a newer Tocsin"):
        Store(path)
