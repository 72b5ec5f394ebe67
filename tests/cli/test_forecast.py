"""Forecasts from a user's own tables."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.conftest import Ran

Run = Callable[..., Ran]


def deaths(folder: Path, last: str = "2017-10", extra: str = "") -> Path:
    months = [f"{year}-{month:02}" for year in (2015, 2016, 2017) for month in range(1, 13)]
    rows = [f"{m},AFG,{100 + 10 * n}\n{m},CHL,0" for n, m in enumerate(months) if m <= last]
    path = folder / "deaths.csv"
    path.write_text("month,country,fatalities\n" + "\n".join(rows) + f"\n{extra}")
    return path


def countries(tocsin: Run, history: Path, out: Path) -> pa.Table:
    ran = tocsin(
        "forecast", "countries", "--history", history, "--as-of", "2017-10", "--horizons", "3-14", "--out", out
    )
    assert ran.code == 0, ran.err
    return pq.read_table(out)


def test_countries_get_a_thousand_draws_for_each_month_ahead(tmp_path: Path, tocsin: Run) -> None:
    table = countries(tocsin, deaths(tmp_path), tmp_path / "out.parquet")
    assert table.num_rows == 24
    assert {len(row) for row in table["samples"].to_pylist()} == {1000}
    assert table["month"][0].as_py() == "2018-01"


def test_deaths_after_the_last_month_read_change_nothing(tmp_path: Path, tocsin: Run) -> None:
    first = countries(tocsin, deaths(tmp_path), tmp_path / "a.parquet")
    second = countries(tocsin, deaths(tmp_path, "2017-12", "2018-01,AFG,9999\n"), tmp_path / "b.parquet")
    assert first.equals(second)


def test_a_country_at_war_gets_more_deaths_than_one_at_peace(tmp_path: Path, tocsin: Run) -> None:
    rows = countries(tocsin, deaths(tmp_path), tmp_path / "out.parquet").to_pylist()
    mean = {c: sum(sum(r["samples"]) for r in rows if r["country"] == c) for c in ("AFG", "CHL")}
    assert mean["AFG"] > 20 * max(1, mean["CHL"])


def events(folder: Path) -> Path:
    start = date(2010, 1, 1)
    rows = [
        {
            "date": (start + timedelta(days=3 * n)).isoformat(),
            "source": "AAA",
            "target": "BBB" if n % 2 else "CCC",
            "class": 4 if n % 2 and n % 5 else 1,
            "root": 19 if n % 2 and n % 5 else 4,
        }
        for n in range(600)
    ]
    path = folder / "events.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


def test_pairs_get_a_probability_for_each_day_and_horizon(tmp_path: Path, tocsin: Run) -> None:
    out = tmp_path / "p.parquet"
    ran = tocsin(
        "forecast",
        "pairs",
        "--events",
        events(tmp_path),
        "--as-of",
        "2014-06-01",
        "--as-of",
        "2014-09-01",
        "--undirected",
        "--fit",
        "--out",
        out,
    )
    assert ran.code == 0, ran.err
    rows = pq.read_table(out).to_pylist()
    assert {(r["as_of"], r["horizon"]) for r in rows} >= {("2014-06-01", 7), ("2014-09-01", 90)}
    assert all(0 < r["p"] < 1 for r in rows)


@pytest.mark.parametrize(("horizons", "what"), [("soon", "horizons"), ("0-3", "horizons")])
def test_a_wrong_horizon_is_refused(horizons: str, what: str, tmp_path: Path, tocsin: Run) -> None:
    ran = tocsin(
        "forecast",
        "countries",
        "--history",
        deaths(tmp_path),
        "--as-of",
        "2017-10",
        "--horizons",
        horizons,
        "--out",
        tmp_path / "o.parquet",
    )
    assert ran.code == 1
    assert what in ran.err


def test_a_table_without_a_column_is_refused_by_its_name(tmp_path: Path, tocsin: Run) -> None:
    path = tmp_path / "x.csv"
    path.write_text("month,country\n2017-01,AFG\n")
    ran = tocsin("forecast", "countries", "--history", path, "--as-of", "2017-10", "--out", tmp_path / "o.parquet")
    assert ran.code == 1
    assert "fatalities" in ran.err
