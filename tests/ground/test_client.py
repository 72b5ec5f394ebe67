"""`connect` reads a served store as the store reads itself."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tocsin.client import Remote, connect
from tocsin.errors import NotFound, SkipItem, StopRun
from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.web.serving import serving


@pytest.fixture(scope="module")
def served(demo_path: Path) -> Iterator[tuple[Remote, Store]]:
    with serving(Settings(store=str(demo_path))) as address, Store(demo_path) as store:
        yield connect(address), store


def test_incidents_are_those_of_the_store(served: tuple[Remote, Store]) -> None:
    remote, store = served
    cases: tuple[dict[str, Any], ...] = (
        {},
        {"pair": "PAK-AFG"},
        {"as_of": "2025-10-11"},
        {"since": "2025-10-09", "until": "2025-10-12"},
    )
    for asked in cases:
        assert list(remote.incidents(**asked)) == list(store.incidents(**asked))


def test_events_and_articles_are_those_of_the_store(served: tuple[Remote, Store]) -> None:
    remote, store = served
    assert list(remote.events(pair="AFG")) == list(store.events(pair="AFG"))
    assert list(remote.articles(as_of="2025-10-10")) == list(store.articles(as_of="2025-10-10"))
    ids = [one.id for one in store.articles()[:3]]
    assert list(remote.articles(ids=ids)) == list(store.articles(ids=ids))


def test_readings_run_over_several_pages(served: tuple[Remote, Store]) -> None:
    remote, store = served
    assert len(store.readings(as_of="2025-10-19")) > 1000
    assert list(remote.readings()) == list(store.readings())
    assert list(remote.readings("AFG|PAK", measure="tension", since="2025-10-01")) == list(
        store.readings("AFG|PAK", measure="tension", since="2025-10-01")
    )


def test_forecasts_alerts_days_and_counts_are_those_of_the_store(served: tuple[Remote, Store]) -> None:
    remote, store = served
    assert list(remote.forecasts("AFG|PAK")) == list(store.forecasts("AFG|PAK"))
    assert list(remote.alerts(as_of="2025-10-12")) == list(store.alerts(as_of="2025-10-12"))
    assert (remote.days(), remote.counts()) == (store.days(), store.counts())
    assert remote.ledger_broken_at() is None


def test_a_history_is_that_of_the_store(served: tuple[Remote, Store]) -> None:
    remote, store = served
    one = store.incidents()[0].id
    assert list(remote.incident_history(one)) == list(store.incident_history(one))


def test_a_frame_comes_from_a_served_store_too(served: tuple[Remote, Store]) -> None:
    remote, store = served
    assert remote.incidents(limit=5).to_arrow().equals(store.incidents(limit=5).to_arrow())


def test_what_is_not_there_is_not_found(served: tuple[Remote, Store]) -> None:
    with pytest.raises(NotFound):
        served[0].article("../none")


def test_a_refusal_says_why(served: tuple[Remote, Store]) -> None:
    with pytest.raises(SkipItem, match="no country or pair"):
        served[0].incidents(pair="Pakistan")


def test_the_token_opens_the_store(demo_path: Path) -> None:
    with serving(Settings(store=str(demo_path), token="secret")) as address:
        assert connect(address, token="secret").counts()["article"] > 0
        with pytest.raises(SkipItem, match="token"):
            connect(address).counts()


def test_no_server_is_one_clear_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(StopRun, match="does not answer"):
        connect(f"http://127.0.0.1:{port}").days()


@pytest.mark.parametrize("bad", ["file:///etc/passwd", "http://", "ftp://host", "http://me:secret@host"])
def test_an_address_of_no_server_is_refused(bad: str) -> None:
    with pytest.raises(StopRun, match="no address"):
        connect(bad)
