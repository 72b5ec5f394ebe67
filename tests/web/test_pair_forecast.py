"""The pair page tells what moved a forecast, what hangs on one report, and that silence is not calm."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.escalation.silent import silent_store
from tocsin.settings import Settings
from tocsin.web.app import create_app


@pytest.fixture
def browser(demo: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(demo), base_url="http://127.0.0.1:8765") as client:
        yield client


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = silent_store(tmp_path_factory.mktemp("silent") / "t.db")
    with TestClient(create_app(Settings(store=str(path))), base_url="http://127.0.0.1:8765") as client:
        yield client


def words(browser: TestClient, address: str) -> str:
    """Return the words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", browser.get(address).text)).split())


def test_the_weights_shown_sum_to_the_change_since_last_week(browser: TestClient) -> None:
    page = browser.get("/pair/PAK-AFG?as_of=2025-10-12").text
    outlook = page[page.index("Since last week") : page.index("What hangs on one report")]
    change, *weights = (float(n.replace("−", "-")) for n in re.findall(r"[+−]\d+\.\d", outlook))
    assert weights
    assert sum(weights) == pytest.approx(change, abs=0.05 * (len(weights) + 1))


def test_each_incident_that_moved_it_is_quoted_and_linked(browser: TestClient) -> None:
    page = browser.get("/pair/PAK-AFG?as_of=2025-10-12").text
    outlook = page[page.index("Since last week") : page.index("What hangs on one report")]
    items = [item for item in re.findall(r"<li>.*?</li>", outlook, re.S) if "All else" not in item]
    assert items
    assert all("<q>" in item and 'href="/incident/' in item for item in items)


def test_the_strongest_report_is_named_with_its_origin_and_quoted(browser: TestClient) -> None:
    page = browser.get("/pair/PAK-AFG?as_of=2025-10-12").text
    report = page[page.index("What hangs on one report") : page.index("How these forecasts are resolved")]
    assert re.search(r"by [A-Z][\w ]+: <strong>\d+ % instead of \d+ %</strong>", report)
    assert "<q>" in report


def test_each_forecast_says_how_it_is_resolved(browser: TestClient) -> None:
    said = words(browser, "/pair/PAK-AFG?as_of=2025-10-12")
    assert said.count("class4/1: true where an incident of material conflict of this subject counts") == 3


def test_a_pair_without_news_for_weeks_has_no_level_and_says_when_it_was_last_told_of(silent: TestClient) -> None:
    said = words(silent, "/pair/AFG-PAK")
    assert "no alert" in said
    assert "Latest report: 2025-06-05" in said
    assert "silence is not calm" in said


def test_a_pair_that_never_had_news_has_no_page(silent: TestClient) -> None:
    answer = silent.get("/pair/CHL-PER")
    assert answer.status_code == 404
    assert "no pair or country with news" in answer.text
