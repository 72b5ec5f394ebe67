"""The gazetteer: look-ups by name and by point."""

import os
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import StopRun
from tocsin.geodesy import km
from tocsin.places.gazetteer import Gazetteer, open_gazetteer
from tocsin.places.kinds import Kind


def test_the_file_stays_under_60_megabytes(gazetteer: Gazetteer) -> None:
    assert os.path.getsize(gazetteer.path) < 60_000_000


def test_opening_and_a_first_look_up_take_no_time(gazetteer: Gazetteer) -> None:
    began = time.perf_counter()
    assert open_gazetteer(gazetteer.path.parent).find("Kandahar")
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize(
    ("old", "country", "lat", "lon"),
    [
        ("Kiev", "UKR", 50.45, 30.52),
        ("Rangoon", "MMR", 16.8, 96.15),
        ("Spinboldak", "AFG", 31.0, 66.4),
        ("Angoor Adda", "PAK", 32.5, 69.3),
        ("Sana'a", "YEM", 15.35, 44.2),
        ("Bombay", "IND", 19.07, 72.88),
        ("Al-Fashir", "SDN", 13.63, 25.35),
        ("Kobane", "SYR", 36.89, 38.35),
    ],
)
def test_other_spellings_lead_to_the_place(
    gazetteer: Gazetteer, old: str, country: str, lat: float, lon: float
) -> None:
    assert any(n.entry.country == country and km(n.entry.lat, n.entry.lon, lat, lon) < 30 for n in gazetteer.find(old))


def test_a_former_country_name_leads_to_the_country(gazetteer: Gazetteer) -> None:
    assert any(n.entry.kind == Kind.COUNTRY and n.entry.country == "COD" for n in gazetteer.find("Zaire"))


@pytest.mark.parametrize("name", ["Sahel", "Donbas", "Darfur", "Gaza Strip", "West Bank", "Kashmir", "Kurdistan"])
def test_regions_of_the_news_are_known(gazetteer: Gazetteer, name: str) -> None:
    assert any(n.entry.kind in (Kind.REGION, Kind.PROVINCE) for n in gazetteer.find(name))


def test_an_arabic_article_makes_no_difference(gazetteer: Gazetteer) -> None:
    assert {n.entry.id for n in gazetteer.find("el-Fallujah")} & {n.entry.id for n in gazetteer.find("Fallujah")}


def test_an_unknown_name_finds_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Xyzzyqua") == ()


def test_a_point_lies_in_its_province_with_its_iso_code(gazetteer: Gazetteer) -> None:
    area = gazetteer.admin1_of(31.61, 65.71)
    assert area is not None
    assert (area.country, area.iso) == ("AFG", "AF-KAN")


def test_a_point_lies_in_its_country(gazetteer: Gazetteer) -> None:
    assert gazetteer.country_of(48.86, 2.35) == "FRA"


def test_the_open_sea_lies_in_no_country(gazetteer: Gazetteer) -> None:
    assert gazetteer.country_of(-45.0, -120.0) is None


def test_a_point_off_the_globe_is_refused(gazetteer: Gazetteer) -> None:
    with pytest.raises(StopRun, match="no such point"):
        gazetteer.nearest(123.0, 0.0)


def test_threads_read_at_once(gazetteer: Gazetteer) -> None:
    found: list[int] = []
    names = ["Goma", "Mosul", "Jenin", "Kherson"]
    threads = [threading.Thread(target=lambda n=name: found.append(len(gazetteer.find(n)))) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(found)


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180))
def test_distance_is_symmetric_and_within_half_the_globe(a: float, b: float, c: float, d: float) -> None:
    assert km(a, b, c, d) == pytest.approx(km(c, d, a, b), abs=1e-6)
    assert 0 <= km(a, b, c, d) <= 20_016
