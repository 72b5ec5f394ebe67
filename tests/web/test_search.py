"""Search: what is found, what the filters keep, and that nothing typed can break it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.factory import article, event
from tocsin.errors import SkipItem
from tocsin.search import Asked, expression, find, homes_of
from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.web.app import create_app


@pytest.fixture
def store(demo: Settings) -> Iterator[Store]:
    with Store(demo.store) as opened:
        yield opened


@pytest.fixture
def browser(demo: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(demo), base_url="http://127.0.0.1:8765") as client:
        yield client


def test_a_word_finds_quoted_sentences_with_their_incident(store: Store) -> None:
    hits = [hit for hit in find(store, Asked("Kabul")).hits if hit.event]
    assert hits
    assert all(hit.incident for hit in hits)


def test_a_stem_finds_its_other_forms(tmp_path: Path) -> None:
    told = article("Troops bombed the bridge.")
    with Store(tmp_path / "t.db", create=True) as store:
        store.add_articles([told])
        assert find(store, Asked("bombing")).total == 1
        assert find(store, Asked("bri*")).total == 1
        assert find(store, Asked('"bridge the"')).total == 0


def test_accents_do_not_matter(tmp_path: Path) -> None:
    with Store(tmp_path / "t.db", create=True) as store:
        store.add_articles([article("The envoy flew to Bogotá.")])
        assert find(store, Asked("bogota")).total == 1


def test_filters_leave_only_what_passes_them(store: Store) -> None:
    asked = Asked("", kind="assault", status="reported", country="PAK-AFG", days=7, as_of="2025-10-14")
    found = find(store, asked, limit=500)
    assert found.total == len(found.hits) > 0
    for hit in found.hits:
        assert hit.event is not None
        assert hit.event.type == "ASSAULT"
        assert hit.event.status == "reported"
        assert (hit.event.date or hit.article.known_at or "") >= "2025-10-07"
        assert (hit.article.known_at or "")[:10] <= "2025-10-14"


def test_an_origin_keeps_only_its_reporting(store: Store) -> None:
    origin = find(store, Asked("Kabul")).hits[0].origin
    assert {hit.origin for hit in find(store, Asked("Kabul", origin=origin)).hits} == {origin}


def test_what_became_known_later_is_not_found(store: Store) -> None:
    early = find(store, Asked("ceasefire", as_of="2025-10-09"), limit=500)
    assert all((hit.article.known_at or "")[:10] <= "2025-10-09" for hit in early.hits)


def test_every_mention_is_at_home_in_the_incident_that_holds_it(store: Store) -> None:
    for day in ("2025-10-10", "2025-10-16", None):
        home = {e: i.id for i in store.incidents(as_of=day) for e in i.events}
        assert homes_of(store, list(home), day or "") == home


def test_what_is_deleted_is_no_longer_found(tmp_path: Path) -> None:
    told = article("Troops bombed the bridge.")
    with Store(tmp_path / "t.db", create=True) as store:
        store.add_articles([told])
        store.add_events(told, [event(told, "bombed", recipients=(), actors=(), place=None)], "test")
        with store.write() as db:
            db.execute("DELETE FROM event")
            db.execute("DELETE FROM coded")
            db.execute("DELETE FROM article")
        assert find(store, Asked("bridge")).total == 0
        assert store.query("SELECT count(*) FROM search WHERE search MATCH 'bridge'") == [(0,)]


def test_a_status_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(SkipItem, match="is no status"):
        find(store, Asked("x", status="rumoured"))


@given(st.text(max_size=80))
def test_nothing_typed_is_an_error_of_the_index(words: str) -> None:
    with Store(":memory:", create=True) as store:
        assert find(store, Asked(words)).total == 0


HOSTILE = ['"', "'; DROP TABLE article; --", "NEAR(a b", "title:", "a AND", "-", "^", "{a b}", "*", "\x00", "é"]


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_query_gets_a_page(words: str, browser: TestClient) -> None:
    assert browser.get("/search", params={"q": words}).status_code == 200


def test_signs_alone_ask_nothing_of_the_index() -> None:
    assert expression('"" ^ * ( )') == ""


def test_the_page_leads_to_spans_and_incidents_and_keeps_its_filters(browser: TestClient) -> None:
    page = browser.get("/search?q=kabul&kind=assault&days=14&as_of=2025-10-14").text
    assert re.search(r'href="/article/[0-9a-f]+#e-[0-9a-f]+"', page)
    assert re.search(r'href="/incident/[0-9a-f]+\?as_of=2025-10-14"', page)
    assert "<option selected>assault</option>" in page
    assert '<option value="14" selected>' in page
    assert '<input type="hidden" name="kind" value="assault">' in page


def test_markup_in_a_query_is_shown_as_text(browser: TestClient) -> None:
    page = browser.get("/search", params={"q": "<script>alert(1)</script>", "origin": '"><img src=x>'}).text
    assert "<script>alert" not in page
    assert "<img" not in page


def test_an_empty_search_says_what_to_do(browser: TestClient) -> None:
    assert "Give words" in browser.get("/search").text
    assert "Nothing found" in browser.get("/search?q=zyzzyva").text
