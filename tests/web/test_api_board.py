"""The board and the forecasts of deaths over the API."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.scores.war import war
from tocsin.scores.resolve import resolve
from tocsin.settings import Settings
from tocsin.web.app import create_app


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of the application over a store of four months of war."""
    path = tmp_path_factory.mktemp("war") / "t.db"
    with war(path) as store:
        resolve(store)
    with TestClient(create_app(Settings(store=str(path))), base_url="http://127.0.0.1:8765") as client:
        yield client


def test_the_board_is_given_with_its_lines_of_deaths(browser: TestClient) -> None:
    board = browser.get("/api/v1/scores").json()
    assert [(one["first"], one["last"]) for one in board["deaths"]["lines"]] == [(1, 1), (2, 3)]
    assert board["broken_at"] is None


def test_each_country_has_fourteen_months_with_their_range(browser: TestClient) -> None:
    (item,) = browser.get("/api/v1/deaths?country=pak").json()["items"]
    assert [one["ahead"] for one in item["months"]] == list(range(1, 15))
    assert all(one["low"] <= one["median"] <= one["high"] for one in item["months"])
    assert item["past"] == [4, 6, 9, 5]


def test_the_draws_come_where_they_are_asked_for(browser: TestClient) -> None:
    (item,) = browser.get("/api/v1/deaths?country=PAK&draws=true").json()["items"]
    assert sum(item["months"][0]["draws"][1::2]) == 1000


def test_as_of_an_earlier_day_the_forecast_of_then_is_given(browser: TestClient) -> None:
    (item,) = browser.get("/api/v1/deaths?as_of=2025-08-15").json()["items"]
    assert (item["issued"], item["past"]) == ("2025-08-01", [4, 6])


def test_a_country_out_of_the_news_has_none(browser: TestClient) -> None:
    assert browser.get("/api/v1/deaths?country=CHL").json()["items"] == []


def test_the_scoreboard_page_shows_them(browser: TestClient) -> None:
    page = browser.get("/scores").text
    assert "Deaths a month in countries" in page
    assert "log1p-CRPS" in page
