"""`tocsin backtest` and the forecasts that it scores."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]
START = date(2013, 1, 1)


@pytest.fixture
def events(tmp_path: Path) -> Path:
    rows = [
        {
            "date": (START + timedelta(days=3 * n)).isoformat(),
            "source": "AAA",
            "target": two,
            "class": 4 if n % 60 < 15 and two == "BBB" else 1,
        }
        for n in range(330)
        for two in ("BBB", "CCC")
    ]
    path = tmp_path / "events.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


SPAN = ("--from", "2015-01-01", "--to", "2015-03-01", "--every", "28", "--undirected")


@pytest.mark.parametrize("how", [("--fit",), ("--forecaster", "climatology"), ()])
def test_a_backtest_prints_skill_and_calibration(how: tuple[str, ...], events: Path, tocsin: Run) -> None:
    ran = tocsin("backtest", "--events", events, *SPAN, *how)
    assert ran.code == 0, ran.err
    assert "Brier skill" in ran.out
    assert "ECE" in ran.out


def test_the_scores_are_the_same_as_json(events: Path, tocsin: Run) -> None:
    rows = json.loads(tocsin("backtest", "--events", events, *SPAN, "--json").out)
    assert [row["horizon"] for row in rows] == [7, 30, 90]


def test_monthly_deaths_are_scored_beside_the_last_year(tmp_path: Path, tocsin: Run) -> None:
    path = tmp_path / "deaths.csv"
    months = [f"{year}-{month:02}" for year in range(2018, 2023) for month in range(1, 13)]
    path.write_text("month,country,fatalities\n" + "\n".join(f"{m},AFG,{100 + n % 7}" for n, m in enumerate(months)))
    ran = tocsin("backtest", "--history", path, "--from", "2021-01", "--to", "2021-06", "--horizons", "1-2")
    assert ran.code == 0, ran.err
    assert "log1p-CRPS" in ran.out


@pytest.mark.parametrize(
    ("name", "head", "row"),
    [
        ("ucdp", "date_start,side_a,side_b,country,best", "{day},Government of X,Rebels,X,12"),
        ("acled", "event_date,actor1,actor2,country,fatalities,event_type", "{day},Army,Rebels,X,3,Battles"),
        (
            "gdelt",
            "SQLDATE,Actor1CountryCode,Actor2CountryCode,EventRootCode,QuadClass,GoldsteinScale",
            "{plain},AAA,BBB,19,4,-10",
        ),
    ],
)
def test_tables_of_others_are_read_in_their_own_columns(
    name: str, head: str, row: str, tmp_path: Path, tocsin: Run
) -> None:
    days = [START + timedelta(days=4 * n) for n in range(300)]
    path = tmp_path / f"{name}.csv"
    lines = [row.format(day=day.isoformat(), plain=day.strftime("%Y%m%d")) for day in days]
    path.write_text("\n".join([head, *lines]))
    ran = tocsin("backtest", "--events", path, "--format", name, *SPAN)
    assert ran.code == 0, ran.err


def test_one_table_is_asked_for(tocsin: Run) -> None:
    ran = tocsin("backtest", "--from", "2015-01-01", "--to", "2015-02-01")
    assert ran.code == 1
    assert "one of --events" in ran.err


def test_a_span_the_table_does_not_cover_is_refused(events: Path, tocsin: Run) -> None:
    ran = tocsin("backtest", "--events", events, "--from", "2019-01-01", "--to", "2019-02-01")
    assert ran.code == 1
    assert "covered" in ran.err


def test_shipped_weights_do_not_score_the_years_they_learned_from(tmp_path: Path, events: Path, tocsin: Run) -> None:
    ran = tocsin("forecast", "pairs", "--events", events, "--as-of", "2011-01-01", "--out", tmp_path / "o.parquet")
    assert ran.code == 1
    assert "add --fit" in ran.err


def test_surges_are_forecast_from_a_series(tmp_path: Path, tocsin: Run) -> None:
    rows = [
        {"date": (START + timedelta(days=n)).isoformat(), "pair": pair, "score": -40.0 if n % 80 < 9 else 4.0}
        for n in range(1000)
        for pair in ("A|B", "C|D")
    ]
    path, out = tmp_path / "s.parquet", tmp_path / "o.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    ran = tocsin("forecast", "pairs", "--series", path, "--target", "surge", "--as-of", "2015-07-01", "--out", out)
    assert ran.code == 0, ran.err
    assert {(r["target"], r["horizon"]) for r in pq.read_table(out).to_pylist()} == {("surge", 28)}
