"""Our incidents against a table in ACLED's columns."""

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Ran
from tocsin.store import Store

HEAD = (
    "event_id_cnty,event_date,country,iso,location,latitude,longitude,geo_precision,fatalities,"
    "event_type,sub_event_type\n"
)


def test_what_agrees_and_what_is_missed_is_counted(demo_path: Path, tmp_path: Path, tocsin: Callable[..., Ran]) -> None:
    with Store(demo_path) as store:
        ours = next(
            i for i in store.incidents() if i.quad == 4 and i.happened and i.place and i.place.lat and i.place.country
        )
    assert ours.place is not None
    table = tmp_path / "acled.csv"
    table.write_text(
        HEAD
        + f"X1,{ours.date},{ours.place.country},,Here,{ours.place.lat},{ours.place.lon},1,3,Battles,Armed clash\n"
        + "X2,1999-01-01,Chile,,There,-33.4,-70.6,1,1,Battles,Armed clash\n"
    )
    ran = tocsin("--store", demo_path, "compare", table, "--format", "acled")
    assert ran.code == 0
    assert "1 missed here" in ran.out


def test_a_table_of_another_kind_is_refused(demo_path: Path, tmp_path: Path, tocsin: Callable[..., Ran]) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    assert tocsin("--store", demo_path, "compare", tmp_path / "x.csv", "--format", "ucdp").code == 1
