"""Our incidents against an outside list."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.factory import article, event
from tocsin.errors import StopRun
from tocsin.exchange.outside import compare, distance_km, read_outside
from tocsin.incidents.merge import merge
from tocsin.records import Incident

HEAD = "event_id_cnty,event_date,latitude,longitude,fatalities,country,sub_event_type\n"


def strike() -> Incident:
    told = article()
    return merge([told], [event(told)], {})[0]


def table(folder: Path, *rows: str) -> Path:
    path = folder / "acled.csv"
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows))
    return path


def test_an_event_a_day_off_and_near_is_the_same(tmp_path: Path) -> None:
    rows = read_outside(table(tmp_path, "AFG1,10 October 2025,34.5,69.2,12,Afghanistan,Air/drone strike"), "acled")
    result = compare([strike()], rows)
    assert (len(result.agreed), result.missed, result.extra) == (1, (), ())


def test_what_is_far_or_late_is_missed_here_and_extra_there(tmp_path: Path) -> None:
    rows = read_outside(
        table(tmp_path, "A,2025-10-09,31.6,65.7,1,Afghanistan,Attack", "B,2025-10-20,34.5,69.2,1,Afghanistan,Attack"),
        "acled",
    )
    result = compare([strike()], rows)
    assert (len(result.agreed), len(result.missed), len(result.extra)) == (0, 2, 1)


def test_each_row_is_used_once(tmp_path: Path) -> None:
    rows = read_outside(table(tmp_path, "A,2025-10-09,34.5,69.2,1,Afghanistan,Attack"), "acled")
    result = compare([strike(), replace(strike(), id="other")], rows)
    assert (len(result.agreed), len(result.extra)) == (1, 1)


def test_a_table_of_another_kind_is_refused_by_its_missing_column(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match="no column 'best'"):
        read_outside(table(tmp_path), "ucdp")


def test_a_broken_row_is_named(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match="row 3"):
        read_outside(table(tmp_path, "A,2025-10-09,34.5,69.2,1,Afghanistan,Attack", "B,soon,1,1,1,X,Y"), "acled")


def test_kabul_to_kandahar_is_about_460_km() -> None:
    assert distance_km(34.53, 69.17, 31.61, 65.71) == pytest.approx(460, abs=10)
