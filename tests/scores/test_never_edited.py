"""A forecast can never be edited: not by SQL, not by deriving its day again, not through the API."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.scores.factory import forecast
from tests.scores.war import war
from tocsin.scores import months
from tocsin.scores.board import board
from tocsin.scores.resolve import entries
from tocsin.settings import Settings
from tocsin.store import Store
from tocsin.web.app import create_app

EDITS = [
    "UPDATE ledger SET record = replace(record, '0.3', '0.9') WHERE kind = 'forecast'",
    "UPDATE ledger SET record = '{}' WHERE kind = 'deaths'",
    "DELETE FROM ledger WHERE kind = 'forecast'",
    "DELETE FROM ledger",
    "REPLACE INTO ledger SELECT seq, kind, ref, '{}', previous, hash FROM ledger LIMIT 1",
    "INSERT OR REPLACE INTO ledger SELECT seq + 9, kind, ref, '{}', previous, 'new' FROM ledger LIMIT 1",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a store with forecasts of pairs and of deaths in its ledger."""
    with war(tmp_path / "t.db", days=70) as store:
        store.keep_day("2025-08-10", "x", revised=[], ended={}, readings=[], forecasts=[forecast()], alerts=[])
        months.keep(store)
    return tmp_path / "t.db"


@pytest.mark.parametrize("edit", EDITS)
def test_sql_cannot_change_or_delete_what_was_said(path: Path, edit: str) -> None:
    db = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute(edit)
    db.close()
    with Store(path) as store:
        assert store.ledger_broken_at() is None


@pytest.mark.parametrize("kind", ["forecast", "deaths"])
@pytest.mark.parametrize("way", ["UPDATE", "REPLACE"])
def test_an_edit_that_goes_around_the_lock_shows_on_the_board(path: Path, kind: str, way: str) -> None:
    db = sqlite3.connect(path)
    db.executescript("DROP TRIGGER ledger_no_update; DROP TRIGGER ledger_no_replace")
    if way == "UPDATE":
        db.execute("UPDATE ledger SET record = record || ' ' WHERE kind = ?", (kind,))
    else:
        columns = "seq, kind, ref, record || ' ', previous, hash"
        db.execute(f"REPLACE INTO ledger SELECT {columns} FROM ledger WHERE kind = ? LIMIT 1", (kind,))
    seq = db.execute("SELECT min(seq) FROM ledger WHERE kind = ?", (kind,)).fetchone()[0]
    db.commit()
    db.close()
    with Store(path) as store:
        assert board(store).broken_at == seq


def test_a_day_derived_again_does_not_change_what_was_said_first(path: Path) -> None:
    other = replace(forecast(), probability=0.9)
    with Store(path) as store:
        store.keep_day("2025-08-10", "y", revised=[], ended={}, readings=[], forecasts=[other], alerts=[])
        assert [one.forecast.probability for one in entries(store)] == [0.3]


def test_a_second_forecast_of_the_same_months_is_not_taken(path: Path) -> None:
    with Store(path) as store:
        before = list(months.forecasts(store))
        assert store.keep_said(months.KIND, f"{before[0].country}:{before[0].month}", {"draws": []}) == 0
        assert list(months.forecasts(store)) == before


@pytest.fixture
def browser(demo_path: Path, tmp_path: Path) -> Iterator[TestClient]:
    own = shutil.copy(demo_path, tmp_path / "own.db")
    with TestClient(create_app(Settings(store=str(own))), base_url="http://127.0.0.1:8765") as client:
        yield client


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("address", ["/api/v1/forecasts", "/api/v1/forecasts/x", "/scores"])
def test_the_api_has_no_way_to_change_a_forecast(browser: TestClient, method: str, address: str) -> None:
    before = browser.get("/api/v1/forecasts?limit=5").json()["items"]
    answer = browser.request(method, address, json={"probability": 1.0})
    assert answer.status_code in (403, 404, 405)
    assert browser.get("/api/v1/forecasts?limit=5").json()["items"] == before
