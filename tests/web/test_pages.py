"""Pages over the demo corpus: they read without JavaScript, and the way from level to quotation is two clicks."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tocsin.alerts.acts import Act, Deed
from tocsin.news.health import SourceState
from tocsin.news.sources import Source
from tocsin.ringing import keep_act
from tocsin.scores.resolve import resolve
from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.tables import to_plain
from tocsin.web.app import create_app


@pytest.fixture
def browser(demo: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(demo), base_url="http://127.0.0.1:8765") as client:
        yield client


def test_the_world_lists_pairs_with_level_and_sparkline(browser: TestClient) -> None:
    page = browser.get("/?as_of=2025-10-15").text
    assert "Afghanistan – Pakistan" in page
    assert 'class="spark"' in page
    assert 'class="level' in page


def test_a_pair_page_opens_to_quotations_with_who_says_so(browser: TestClient) -> None:
    page = browser.get("/pair/AFG-PAK?as_of=2025-10-12").text
    assert "<details" in page
    assert "<blockquote>" in page
    assert "base rate" in page


def test_from_the_alert_to_the_quoted_sentence_it_is_two_clicks(browser: TestClient) -> None:
    alerts = browser.get("/alerts?as_of=2025-10-15").text
    pair = re.search(r'href="(/pair/AFG-PAK[^"]*)"', alerts)
    assert pair is not None
    article = re.search(r'href="(/article/[0-9a-f]+)#e-', browser.get(pair[1]).text)
    assert article is not None
    assert '<mark class="' in browser.get(article[1]).text


def test_an_article_marks_its_coded_spans_and_shows_why_it_is_dated_so(browser: TestClient, demo: Settings) -> None:
    with Store(demo.store) as store:
        event = store.events(pair="PAK-AFG")[0]
    page = browser.get(f"/article/{event.article}").text
    assert "trigger" in page
    assert "Why this date" in page


def test_an_incident_page_sets_claims_beside_each_other(browser: TestClient, demo: Settings) -> None:
    with Store(demo.store) as store:
        incident = next(i for i in store.incidents(pair="PAK-AFG") if len(i.claims) > 1)
    page = browser.get(f"/incident/{incident.id}").text
    assert "Claims and denials" in page
    assert page.count('class="stance') == len(incident.claims)
    assert "Whose voice" in page
    assert "<td>F</td>" in page  # the demo's papers are in no table and graded by no one


def test_an_article_page_tells_grade_and_voice(browser: TestClient, demo: Settings) -> None:
    with Store(demo.store) as store:
        article = store.events(pair="PAK-AFG")[0].article
    page = browser.get(f"/article/{article}").text
    assert "grade F" in page
    assert "Whose voice" in page


@pytest.mark.parametrize("path", ["/pair/CHL-PER", "/article/none", "/incident/none", "/nowhere"])
def test_what_is_not_there_is_a_plain_page_with_404(path: str, browser: TestClient) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "Not here" in answer.text


def test_a_day_that_is_none_is_refused_in_words(browser: TestClient) -> None:
    answer = browser.get("/?as_of=soon")
    assert answer.status_code == 400
    assert "is no day" in answer.text


@pytest.mark.parametrize("path", ["/", "/alerts", "/articles", "/about", "/brief/AFG-PAK?as_of=2025-10-12"])
def test_every_page_has_one_heading_a_language_and_a_way_past_the_menu(path: str, browser: TestClient) -> None:
    page = browser.get(path).text
    assert page.count("<h1") == 1
    assert '<html lang="en">' in page
    assert 'href="#main"' in page


def test_an_empty_store_says_how_to_begin(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("empty") / "t.db"
    Store(path, create=True).close()
    with TestClient(create_app(Settings(store=str(path))), base_url="http://127.0.0.1:8765") as client:
        assert "tocsin load" in client.get("/").text


@pytest.mark.parametrize("day", ["2025-10-12", "2025-10-16"])
def test_no_page_of_a_past_day_names_a_report_of_a_later_one(day: str, browser: TestClient) -> None:
    for path in ("/", "/pair/AFG-PAK", "/alerts", "/articles"):
        page = browser.get(f"{path}?as_of={day}").text
        page = re.sub(r'<nav class="days".*?</nav>', "", page, flags=re.S)  # leads to later days, tells nothing of them
        assert max(re.findall(r"20\d\d-\d\d-\d\d", page)) <= day


def test_an_alert_has_an_address_of_its_own_that_leads_to_its_pair(browser: TestClient, demo: Settings) -> None:
    with Store(demo.store) as store:
        alert = store.alerts("AFG|PAK")[-1]
    answer = browser.get(f"/alerts/{alert.id}", follow_redirects=False)
    assert answer.headers["location"] == f"/pair/AFG-PAK?as_of={alert.day}"
    assert browser.get("/alerts/none").status_code == 404


def test_the_atom_feed_links_back_to_this_server(browser: TestClient) -> None:
    feed = browser.get("/alerts.atom?as_of=2025-10-15")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert "http://127.0.0.1:8765/alerts/" in feed.text


def test_of_later_days_the_slider_tells_nothing_but_their_date(browser: TestClient) -> None:
    page = browser.get("/?day=2025-10-08").text
    later = re.findall(r'<a href="/\?day=(2025-10-\d\d)" class="h0 later" title="\1">', page)
    assert later[0] == "2025-10-09"
    assert page.count('aria-current="date"') == 1


def test_day_and_as_of_name_the_same_day(browser: TestClient) -> None:
    assert "The world on 2025-10-12" in browser.get("/?day=2025-10-12").text
    assert browser.get("/?day=soon").status_code == 400


def test_a_pair_page_draws_both_sides_acts_the_fan_and_the_disputes(browser: TestClient) -> None:
    page = browser.get("/pair/AFG-PAK?as_of=2025-10-16").text
    assert "Afghanistan acts" in page
    assert "Pakistan acts" in page
    assert 'class="chart fan"' in page
    assert "Denied by" in page


def test_what_a_person_did_with_an_alert_stands_beside_it(demo: Settings, tmp_path: Path) -> None:
    path = tmp_path / "acts.db"
    shutil.copy(demo.store, path)
    with Store(path) as store:
        alert = next(a for a in store.alerts("AFG|PAK") if a.day == "2025-10-15")
        keep_act(store, Act(Deed.NOTE, alert.subject, alert.id, "Ada", "2025-10-15T09:00:00Z", text="ask the desk"))
    with TestClient(create_app(Settings(store=str(path))), base_url="http://127.0.0.1:8765") as client:
        for page in ("/alerts", "/pair/AFG-PAK"):
            assert "note by Ada, 2025-10-15: ask the desk" in client.get(f"{page}?as_of=2025-10-15").text
        assert "ask the desk" not in client.get("/pair/AFG-PAK?as_of=2025-10-14").text


def test_an_alert_shows_the_sentences_it_rests_on(browser: TestClient) -> None:
    assert "<blockquote>" in browser.get("/alerts?as_of=2025-10-15").text


def test_the_network_tells_the_same_in_a_table(browser: TestClient) -> None:
    page = browser.get("/network?as_of=2025-10-16&days=14").text
    assert 'class="net"' in page
    assert "Towards whom" in page
    assert "No incident" in browser.get("/network?as_of=2024-01-01").text


def test_the_sources_page_says_how_to_begin_and_whose_reporting_there_is(browser: TestClient) -> None:
    page = browser.get("/sources").text
    assert "tocsin follow" in page
    assert "Whose reporting" in page


def test_a_failing_source_says_why_and_when_it_is_tried_next(tmp_path: Path) -> None:
    url = "https://news.example/feed"
    source = Source(url, name="Example Wire", grade="C", voice="PAK")
    state = SourceState(url, status="failing", reason="the server answered 503", next_try="2025-10-16T09:30:00Z")
    with Store(tmp_path / "s.db", create=True) as store:
        store.keep_look(url, to_plain(source), to_plain(state), [])
    with TestClient(create_app(Settings(store=str(tmp_path / "s.db"))), base_url="http://127.0.0.1:8765") as client:
        page = client.get("/sources").text
    for told in ("Example Wire", "failing", "the server answered 503", "2025-10-16 09:30:00", ">C<", ">PAK<"):
        assert told in page


def test_before_anything_is_resolved_the_scoreboard_says_what_it_waits_for(tmp_path: Path) -> None:
    Store(tmp_path / "s.db", create=True).close()
    with TestClient(create_app(Settings(store=str(tmp_path / "s.db"))), base_url="http://127.0.0.1:8765") as client:
        assert "No forecast has been resolved" in client.get("/scores").text


def test_resolved_forecasts_have_a_reliability_diagram(demo: Settings, tmp_path: Path) -> None:
    path = tmp_path / "scored.db"
    shutil.copy(demo.store, path)
    with Store(path) as store:
        resolve(store)
    with TestClient(create_app(Settings(store=str(path))), base_url="http://127.0.0.1:8765") as client:
        page = client.get("/scores").text
    assert 'class="chart square"' in page
    assert "climatology" in page
